#include "render/labels.h"

#include "render/type.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace render {
namespace {

/// Boxes by the cells of a coarse grid that they touch.
class Taken {
public:
    bool meets(const geo::Box& box) const {
        bool met = false;
        each_cell(box, [&](std::uint64_t cell) {
            const auto found = cells_.find(cell);
            if (found == cells_.end()) return;
            for (const std::uint32_t i : found->second) met = met || boxes_[i].meets(box);
        });
        return met;
    }
    void add(const geo::Box& box) {
        const auto i = static_cast<std::uint32_t>(boxes_.size());
        boxes_.push_back(box);
        each_cell(box, [&](std::uint64_t cell) { cells_[cell].push_back(i); });
    }

private:
    static constexpr double cell_mm = 12;

    template <class Visit>
    static void each_cell(const geo::Box& box, const Visit& visit) {
        const auto cell = [](double v) { return static_cast<std::int32_t>(std::floor(v / cell_mm)); };
        for (std::int32_t y = cell(box.min_y); y <= cell(box.max_y); ++y)
            for (std::int32_t x = cell(box.min_x); x <= cell(box.max_x); ++x)
                visit((std::uint64_t{static_cast<std::uint32_t>(y)} << 32U) | static_cast<std::uint32_t>(x));
    }

    std::vector<geo::Box> boxes_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells_;
};

}  // namespace

std::vector<TextMark> placed_labels(std::vector<LabelWish> wishes, const std::vector<geo::Box>& taken,
                                    double width_mm, double height_mm, std::size_t limit) {
    Taken full;
    for (const geo::Box& box : taken) full.add(box);
    std::vector<TextMark> out;
    for (LabelWish& wish : wishes) {
        if (out.size() >= limit) break;
        const TextBox text = measure_text(wish.mark);
        if (wish.limit_mm > 0 && text.width_mm > wish.limit_mm) continue;
        const double size = wish.mark.size_mm;
        const double gap = size * 0.12;
        // The optical middle of Thai text lies a third of the em above the baseline.
        const double middle = wish.mark.at.y + size * 0.33;
        // The middle first, then a line up or down, then aside as well.
        constexpr std::array<std::pair<double, double>, 9> shifts = {{{0, 0},
                                                                      {0, -0.95},
                                                                      {0, 0.95},
                                                                      {-0.3, 0},
                                                                      {0.3, 0},
                                                                      {-0.3, -0.95},
                                                                      {0.3, -0.95},
                                                                      {-0.3, 0.95},
                                                                      {0.3, 0.95}}};
        const double home = wish.mark.at.x;
        for (const auto& [aside, down] : shifts) {
            if ((aside != 0 || down != 0) && !wish.may_move) break;
            const double baseline = middle + down * size;
            const double centre = home + aside * text.width_mm;
            geo::Box box;
            box.add(centre - text.width_mm / 2 - gap, baseline - size * 0.95);
            box.add(centre + text.width_mm / 2 + gap, baseline + size * 0.3);
            if (box.min_x < 0 || box.min_y < 0 || box.max_x > width_mm || box.max_y > height_mm) continue;
            if (full.meets(box)) continue;
            full.add(box);
            wish.mark.at = {centre, baseline};
            wish.mark.anchor = Anchor::centre;
            out.push_back(std::move(wish.mark));
            break;
        }
    }
    return out;
}

}  // namespace render
