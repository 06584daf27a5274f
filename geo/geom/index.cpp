#include "geo/geom/index.h"

#include "geo/geom/hilbert.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace geo {
namespace {

constexpr std::size_t fan_out = 16;

double gap(double value, double low, double high) {
    return value < low ? low - value : value > high ? value - high : 0;
}

/// A fraction as a column of the Hilbert grid; what is not a number (an endless box) goes to the first.
std::uint32_t grid_place(double fraction) {
    return fraction > 0 ? static_cast<std::uint32_t>(std::min(fraction, 1.0) * 65535) : 0;
}

double distance2_to(const Box& box, double x, double y) {
    const double dx = gap(x, box.min_x, box.max_x);
    const double dy = gap(y, box.min_y, box.max_y);
    return dx * dx + dy * dy;
}

}  // namespace

BoxIndex::BoxIndex(std::span<const Box> boxes) : items_(boxes.size()) {
    Box all;
    std::vector<std::uint32_t> order;
    order.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].empty()) continue;
        all.add(boxes[i]);
        order.push_back(static_cast<std::uint32_t>(i));
    }
    if (order.empty()) return;
    const double width = std::max(all.width(), 1e-300);
    const double height = std::max(all.height(), 1e-300);
    std::vector<std::uint32_t> code(boxes.size());
    for (const std::uint32_t i : order) {
        const Box& b = boxes[i];
        code[i] = hilbert_code(grid_place(((b.min_x + b.max_x) / 2 - all.min_x) / width),
                               grid_place(((b.min_y + b.max_y) / 2 - all.min_y) / height));
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return code[a] != code[b] ? code[a] < code[b] : a < b;
    });
    for (const std::uint32_t i : order) {
        boxes_.push_back(boxes[i]);
        entry_.push_back(i);
    }
    level_end_.push_back(boxes_.size());
    std::size_t from = 0;
    while (level_end_.back() - from > 1) {
        const std::size_t to = level_end_.back();
        for (std::size_t child = from; child < to; child += fan_out) {
            Box box;
            for (std::size_t i = child; i < std::min(child + fan_out, to); ++i) box.add(boxes_[i]);
            boxes_.push_back(box);
            entry_.push_back(static_cast<std::uint32_t>(child));
        }
        from = to;
        level_end_.push_back(boxes_.size());
    }
}

std::vector<std::uint32_t> BoxIndex::meeting(const Box& box) const {
    std::vector<std::uint32_t> found;
    if (boxes_.empty() || box.empty()) return found;
    struct Entry {
        std::size_t node;
        std::size_t level;
    };
    std::vector<Entry> stack{{boxes_.size() - 1, level_end_.size() - 1}};
    while (!stack.empty()) {
        const Entry top = stack.back();
        stack.pop_back();
        if (!boxes_[top.node].meets(box)) continue;
        if (top.level == 0) {
            found.push_back(entry_[top.node]);
            continue;
        }
        const std::size_t first = entry_[top.node];
        const std::size_t last = std::min(first + fan_out, level_end_[top.level - 1]);
        for (std::size_t child = first; child < last; ++child) stack.push_back({child, top.level - 1});
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::uint32_t> BoxIndex::at(double x, double y) const {
    Box box;
    box.add(x, y);
    return meeting(box);
}

void BoxIndex::nearest(double x, double y, const std::function<double(std::uint32_t)>& distance2,
                       const std::function<bool(std::uint32_t, double)>& visit, double within2) const {
    Nearest walk(*this, x, y, distance2, within2);
    while (const auto one = walk.next())
        if (!visit(one->item, one->distance2)) return;
}

BoxIndex::Nearest::Nearest(const BoxIndex& index, double x, double y, Distance2 distance2, double within2)
    : index_(&index), x_(x), y_(y), distance2_(std::move(distance2)), within2_(within2) {
    if (!index.boxes_.empty())
        push({distance2_to(index.boxes_.back(), x, y), 0, index.boxes_.size() - 1,
              index.level_end_.size() - 1, 0});
}

bool BoxIndex::Nearest::later(const Entry& a, const Entry& b) {
    if (a.distance2 != b.distance2) return a.distance2 > b.distance2;
    if (a.rank != b.rank) return a.rank > b.rank;
    return a.item > b.item;
}

void BoxIndex::Nearest::push(const Entry& entry) {
    if (entry.distance2 > within2_) return;
    queue_.push_back(entry);
    std::push_heap(queue_.begin(), queue_.end(), later);
}

std::optional<BoxIndex::Nearest::Item> BoxIndex::Nearest::next() {
    while (!queue_.empty()) {
        std::pop_heap(queue_.begin(), queue_.end(), later);
        const Entry top = queue_.back();
        queue_.pop_back();
        if (top.rank == 1) return Item{top.item, top.distance2};
        if (top.level == 0) {
            const std::uint32_t item = index_->entry_[top.node];
            push({distance2_(item), 1, 0, 0, item});
            continue;
        }
        const std::size_t first = index_->entry_[top.node];
        const std::size_t last = std::min(first + fan_out, index_->level_end_[top.level - 1]);
        for (std::size_t child = first; child < last; ++child)
            push({distance2_to(index_->boxes_[child], x_, y_), 0, child, top.level - 1, 0});
    }
    return std::nullopt;
}

}  // namespace geo
