// Bands of the way to the nearest place as outlines of their cells.  The furthest band is painted first, with
// all that are nearer, so that no ground shines through between two of them.
#include "render/cairo/paint_private.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace render {
namespace {

/// Walks around the cells of the bands up to one, the cells at its right hand: each edge once, a point at
/// each corner.  Even-odd filling of the rings gives the cells.
class CellRings {
public:
    /// Of the cells of columns and rows `from` to `to`, the latter not included.
    CellRings(const geo::TravelBands& bands, const geo::Box& seen) : bands_(bands) {
        const auto clamped = [](double value, std::uint32_t most) {
            return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(most)));
        };
        left_ = clamped(std::floor((seen.min_x - bands.west) / bands.cell_m), bands.columns);
        right_ = clamped(std::ceil((seen.max_x - bands.west) / bands.cell_m), bands.columns);
        top_ = clamped(std::floor((bands.north - seen.max_y) / bands.cell_m), bands.rows);
        bottom_ = clamped(std::ceil((bands.north - seen.min_y) / bands.cell_m), bands.rows);
    }

    /// Adds them as closed paths.
    template <class Move, class Line>
    void add(std::uint8_t upto, const Move& move, const Line& line) {
        upto_ = upto;
        const int columns = right_ - left_;
        walked_.assign(static_cast<std::size_t>(std::max(0, columns)) *
                           static_cast<std::size_t>(std::max(0, bottom_ - top_)),
                       false);
        for (int y = top_; y < bottom_; ++y)
            for (int x = left_; x < right_; ++x)
                if (holds(x, y) && !holds(x, y - 1) && !walked(x, y)) walk(x, y, move, line);
    }

private:
    bool holds(int x, int y) const {
        if (x < left_ || x >= right_ || y < top_ || y >= bottom_) return false;
        const std::uint8_t band =
            bands_.band[static_cast<std::size_t>(y) * bands_.columns + static_cast<std::size_t>(x)];
        return band != 0 && band <= upto_;
    }
    std::vector<bool>::reference walked(int x, int y) {
        return walked_[static_cast<std::size_t>(y - top_) * static_cast<std::size_t>(right_ - left_) +
                       static_cast<std::size_t>(x - left_)];
    }
    geo::Metres corner(int x, int y) const {
        return {bands_.west + x * bands_.cell_m, bands_.north - y * bands_.cell_m};
    }

    /// Along the upper edge of a cell to begin with; east, south, west, north.
    template <class Move, class Line>
    void walk(int x, int y, const Move& move, const Line& line) {
        static constexpr std::array<int, 4> dx = {1, 0, -1, 0}, dy = {0, 1, 0, -1};
        // The cells left and right of the way ahead, seen from a corner.
        static constexpr std::array<std::array<int, 2>, 4> ahead_left = {
            {{0, -1}, {0, 0}, {-1, 0}, {-1, -1}}};
        static constexpr std::array<std::array<int, 2>, 4> ahead_right = {
            {{0, 0}, {-1, 0}, {-1, -1}, {0, -1}}};
        int at_x = x, at_y = y;
        std::size_t way = 0;
        move(corner(at_x, at_y));
        do {
            if (way == 0) walked(at_x, at_y) = true;
            at_x += dx.at(way);
            at_y += dy.at(way);
            const auto inside = [&](const std::array<int, 2>& cell) {
                return holds(at_x + cell[0], at_y + cell[1]);
            };
            std::size_t next = way;
            if (inside(ahead_left.at(way)))
                next = (way + 3) % 4;
            else if (!inside(ahead_right.at(way)))
                next = (way + 1) % 4;
            if (next != way) line(corner(at_x, at_y));
            way = next;
        } while (at_x != x || at_y != y || way != 0);
    }

    const geo::TravelBands& bands_;
    int left_ = 0, right_ = 0, top_ = 0, bottom_ = 0;
    std::uint8_t upto_ = 0;
    std::vector<bool> walked_;  ///< upper edges
};

}  // namespace

void paint_bands(cairo_t* cr, const MapFrame& frame, const geo::Box& seen) {
    CellRings rings(*frame.bands, seen);
    for (std::size_t b = frame.band_colours.size(); b-- > 0;) {
        cairo_new_path(cr);
        bool open = false;
        rings.add(
            static_cast<std::uint8_t>(b + 1),
            [&](geo::Metres at) {
                if (open) cairo_close_path(cr);
                open = true;
                const PointMm mm = frame.view.mm_from_metres(at);
                cairo_move_to(cr, mm.x, mm.y);
            },
            [&](geo::Metres at) {
                const PointMm mm = frame.view.mm_from_metres(at);
                cairo_line_to(cr, mm.x, mm.y);
            });
        if (open) cairo_close_path(cr);
        set_colour(cr, frame.band_colours[b]);
        cairo_fill(cr);
    }
}

}  // namespace render
