// A packed R-tree (Hilbert order, as in flatbush): built once over boxes, immutable, 16 entries a node.
//
// Build O(n log n); a query O(log n + hits) on average.  Results come in ascending order of item.
#pragma once

#include "geo/geom/shape.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace geo {

class BoxIndex {
public:
    BoxIndex() = default;
    /// Item i has boxes[i]; empty boxes are never found.
    explicit BoxIndex(std::span<const Box> boxes);

    std::vector<std::uint32_t> meeting(const Box& box) const;
    std::vector<std::uint32_t> at(double x, double y) const;

    /// Items by growing distance until `visit` returns false.  `distance2(item)` is the exact squared
    /// distance of an item, in the units of the boxes; ties by item.  What is farther than the root of
    /// `within2` is never looked at: a point far from everything costs one comparison.
    void nearest(double x, double y, const std::function<double(std::uint32_t)>& distance2,
                 const std::function<bool(std::uint32_t item, double distance2)>& visit,
                 double within2 = std::numeric_limits<double>::infinity()) const;

    /// The same, asked one by one; the index stays where it is meanwhile.
    class Nearest {
    public:
        using Distance2 = std::function<double(std::uint32_t)>;
        struct Item {
            std::uint32_t item = 0;
            double distance2 = 0;
        };
        Nearest(const BoxIndex& index, double x, double y, Distance2 distance2, double within2);
        std::optional<Item> next();

    private:
        struct Entry {
            double distance2;
            int rank;  // a node before an item, so that ties between items come in the order of items
            std::size_t node;
            std::size_t level;
            std::uint32_t item;
        };
        static bool later(const Entry& a, const Entry& b);
        void push(const Entry& entry);

        const BoxIndex* index_;
        double x_, y_;
        Distance2 distance2_;
        double within2_;
        std::vector<Entry> queue_;  // a heap
    };

    std::size_t size() const { return items_; }

private:
    std::vector<Box> boxes_;            // leaves first, then each level
    std::vector<std::uint32_t> entry_;  // item of a leaf, first child of a node
    std::vector<std::size_t> level_end_;
    std::size_t items_ = 0;
};

}  // namespace geo
