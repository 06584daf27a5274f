// Who is near: points in square buckets.  Private to the demonstration.
#pragma once

#include "geo/data/demo/region.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace geo::demo {

class Near {
public:
    explicit Near(double bucket_km)
        : bucket_km_(bucket_km), side_(static_cast<std::int64_t>(420 / bucket_km) + 1) {
        buckets_.resize(static_cast<std::size_t>(side_ * side_));
    }
    void add(Km at, std::uint32_t id) { buckets_[bucket(index(at.x), index(at.y))].push_back({at, id}); }

    /// visit(point, id, distance) for each point within `radius_km`, in an order that the points' order alone
    /// decides.
    template <class Visit>
    void within(Km at, double radius_km, Visit visit) const {
        const std::int64_t x0 = index(at.x - radius_km);
        const std::int64_t x1 = index(at.x + radius_km);
        const std::int64_t y0 = index(at.y - radius_km);
        const std::int64_t y1 = index(at.y + radius_km);
        for (std::int64_t y = y0; y <= y1; ++y)
            for (std::int64_t x = x0; x <= x1; ++x)
                for (const Entry& entry : buckets_[bucket(x, y)]) {
                    const double away = far(entry.at, at);
                    if (away <= radius_km) visit(entry.at, entry.id, away);
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
    };
    std::int64_t index(double km) const {
        return std::clamp(static_cast<std::int64_t>(std::floor(km / bucket_km_)), std::int64_t{0}, side_ - 1);
    }
    std::size_t bucket(std::int64_t x, std::int64_t y) const {
        return static_cast<std::size_t>(y * side_ + x);
    }

    double bucket_km_;
    std::int64_t side_;
    std::vector<std::vector<Entry>> buckets_;
};

}  // namespace geo::demo
