// Who is near: points in square buckets.  Private to the demonstration.
#pragma once

#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace geo::demo {

/// Memory: four bytes a bucket of the plan's rectangle, 24 a point.
class Near {
public:
    Near(const Plan& plan, double bucket_km)
        : bucket_km_(bucket_km),
          columns_(static_cast<std::int64_t>(plan.width_km / bucket_km) + 2),
          rows_(static_cast<std::int64_t>(plan.height_km / bucket_km) + 2),
          head_(static_cast<std::size_t>(columns_ * rows_), none) {}

    void add(Km at, std::uint32_t id) {
        std::uint32_t& head = head_[bucket(index(at.x, columns_), index(at.y, rows_))];
        entries_.push_back({at, id, head});
        head = static_cast<std::uint32_t>(entries_.size()) - 1;
    }

    /// visit(point, id, distance) for each point within `radius_km`, in an order that the points' order alone
    /// decides.
    template <class Visit>
    void within(Km at, double radius_km, Visit visit) const {
        const std::int64_t x0 = index(at.x - radius_km, columns_);
        const std::int64_t x1 = index(at.x + radius_km, columns_);
        const std::int64_t y0 = index(at.y - radius_km, rows_);
        const std::int64_t y1 = index(at.y + radius_km, rows_);
        for (std::int64_t y = y0; y <= y1; ++y)
            for (std::int64_t x = x0; x <= x1; ++x)
                for (std::uint32_t e = head_[bucket(x, y)]; e != none; e = entries_[e].next) {
                    const double away = far(entries_[e].at, at);
                    if (away <= radius_km) visit(entries_[e].at, entries_[e].id, away);
                }
    }
    /// Distance to the nearest point, at most `limit_km`.
    double gap(Km at, double limit_km) const {
        double best = limit_km;
        for (double radius = std::min(limit_km, bucket_km_);; radius = std::min(limit_km, radius * 2)) {
            within(at, radius, [&](Km, std::uint32_t, double away) { best = std::min(best, away); });
            if (best <= radius || radius >= limit_km) return best;
        }
    }

private:
    struct Entry {
        Km at;
        std::uint32_t id;
        std::uint32_t next;
    };
    std::int64_t index(double km, std::int64_t count) const {
        return std::clamp(static_cast<std::int64_t>(std::floor(km / bucket_km_)), std::int64_t{0}, count - 1);
    }
    std::size_t bucket(std::int64_t x, std::int64_t y) const {
        return static_cast<std::size_t>(y * columns_ + x);
    }

    double bucket_km_;
    std::int64_t columns_, rows_;
    std::vector<std::uint32_t> head_;
    std::vector<Entry> entries_;
};

}  // namespace geo::demo
