#include "geo/geom/points_in_shapes.h"

#include "geo/base/parallel.h"
#include "geo/geom/crossings_private.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace geo {
namespace {

struct Spot {
    LonLat at;
    std::uint32_t point = 0;
};

/// The points in the order of the cells of a grid, row by row.
class SpotGrid {
public:
    explicit SpotGrid(std::span<const LonLat> points) {
        for (const LonLat& at : points)
            if (is_somewhere(at)) box_.add(at);
        if (box_.empty()) return;
        side_ = std::clamp<std::size_t>(
            static_cast<std::size_t>(std::sqrt(static_cast<double>(points.size()) / points_a_cell)), 1, 1024);
        first_.assign(side_ * side_ + 2, 0);
        for (const LonLat& at : points)
            if (is_somewhere(at)) ++first_[cell_of(at) + 2];
        for (std::size_t c = 2; c < first_.size(); ++c) first_[c] += first_[c - 1];
        spots_.resize(first_.back());
        for (std::uint32_t p = 0; p < points.size(); ++p)
            if (is_somewhere(points[p])) spots_[first_[cell_of(points[p]) + 1]++] = {points[p], p};
    }

    /// `out` becomes the points in the box, borders included.
    void find(const Box& box, std::vector<Spot>& out) const {
        out.clear();
        if (side_ == 0 || !box.meets(box_)) return;
        const std::size_t left = column_of(box.min_x), right = column_of(box.max_x);
        for (std::size_t row = row_of(box.min_y); row <= row_of(box.max_y); ++row)
            for (std::size_t s = first_[row * side_ + left]; s < first_[row * side_ + right + 1]; ++s)
                if (box.contains(spots_[s].at.lon, spots_[s].at.lat)) out.push_back(spots_[s]);
    }

private:
    static constexpr double points_a_cell = 8;
    static bool is_somewhere(LonLat at) { return std::isfinite(at.lon) && std::isfinite(at.lat); }
    std::size_t place(double value, double from, double length) const {
        const double share = length > 0 ? (value - from) / length : 0;
        return std::min(static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(side_)),
                        side_ - 1);
    }
    std::size_t column_of(double lon) const { return place(lon, box_.min_x, box_.width()); }
    std::size_t row_of(double lat) const { return place(lat, box_.min_y, box_.height()); }
    std::size_t cell_of(LonLat at) const { return row_of(at.lat) * side_ + column_of(at.lon); }

    Box box_;
    std::size_t side_ = 0;
    std::vector<std::uint32_t> first_;  // spot of each cell; the last is their number
    std::vector<Spot> spots_;
};

/// Points by latitude, and what the borders of a shape say of each.
class Beside {
public:
    std::vector<Spot> spots;

    void look(const MultiPolygon& shape) {
        std::sort(spots.begin(), spots.end(),
                  [](const Spot& a, const Spot& b) { return a.at.lat < b.at.lat; });
        crossings_.assign(spots.size(), {});
        for (const Polygon& polygon : shape) {
            look(polygon.outer);
            for (const auto& hole : polygon.holes) look(hole);
        }
    }
    bool contained(std::size_t spot) const { return crossings_[spot].contained(); }

private:
    void look(const std::vector<LonLat>& ring) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const double low = std::min(ring[i].lat, ring[j].lat);
            const double high = std::max(ring[i].lat, ring[j].lat);
            const auto from = std::lower_bound(spots.begin(), spots.end(), low,
                                               [](const Spot& a, double lat) { return a.at.lat < lat; });
            for (auto s = static_cast<std::size_t>(from - spots.begin());
                 s < spots.size() && spots[s].at.lat <= high; ++s)
                crossings_[s].add(ring[i], ring[j], spots[s].at);
        }
    }

    std::vector<Crossings> crossings_;
};

}  // namespace

std::vector<std::uint32_t> first_shapes_with(std::span<const MultiPolygon> shapes,
                                             std::span<const LonLat> points) {
    const SpotGrid grid(points);
    std::vector<std::uint32_t> out(points.size(), no_shape);
    parallel_for(shapes.size(), 64, [&](std::size_t from, std::size_t to) {
        Beside beside;
        for (auto shape = static_cast<std::uint32_t>(from); shape < to; ++shape) {
            grid.find(box_of(shapes[shape]), beside.spots);
            if (beside.spots.empty()) continue;
            beside.look(shapes[shape]);
            for (std::size_t s = 0; s < beside.spots.size(); ++s) {
                if (!beside.contained(s)) continue;
                // Several shapes may hold it, in any order: the least stays.
                const std::atomic_ref<std::uint32_t> found(out[beside.spots[s].point]);
                std::uint32_t before = found.load(std::memory_order_relaxed);
                while (shape < before &&
                       !found.compare_exchange_weak(before, shape, std::memory_order_relaxed)) {
                }
            }
        }
    });
    return out;
}

}  // namespace geo
