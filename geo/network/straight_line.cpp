#include "geo/network/straight_line.h"

#include "geo/base/parallel.h"
#include "geo/geom/measure.h"
#include "geo/network/hang.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace geo {
namespace {

Space in_space(LonLat at) {  // geodetic to geocentric, WGS 84 (EPSG method 9602)
    constexpr double a = 6378137.0;
    constexpr double f = 1 / 298.257223563;
    constexpr double e2 = f * (2 - f);
    constexpr double radians = 3.14159265358979323846 / 180;
    const double sin_lat = std::sin(at.lat * radians);
    const double cos_lat = std::cos(at.lat * radians);
    const double n = a / std::sqrt(1 - e2 * sin_lat * sin_lat);
    return {n * cos_lat * std::cos(at.lon * radians), n * cos_lat * std::sin(at.lon * radians),
            n * (1 - e2) * sin_lat};
}

double chord2(const Space& a, const Space& b) {
    const double x = a[0] - b[0];
    const double y = a[1] - b[1];
    const double z = a[2] - b[2];
    return x * x + y * y + z * z;
}

/// As the trip is printed: with the detours that roads make.
std::uint32_t with_detour(std::uint32_t line_mm, const Profile& profile) {
    return static_cast<std::uint32_t>(std::min(4.29e9, std::floor(line_mm * profile.detour_factor + 0.5)));
}

/// No chord to whatever has a trip of that length is longer; 2 mm stand for the rounding of both.
double chord2_of(std::uint32_t length_mm, const Profile& profile) {
    const double m = (length_mm + 1.0) / profile.detour_factor / 1000 + 0.002;
    return m * m;
}

/// Edges are at least 1 mm long; whoever lives at the place has no way at all.
std::uint32_t line_mm(LonLat a, LonLat b) {
    return a == b ? 0 : geodesic_mm(a, b);
}

/// A k-d tree in one array (Bentley 1975): the middle of a range splits it along its widest side.
class Tree {
public:
    explicit Tree(std::span<const LonLat> points) : rows_(points.size()), split_(points.size(), 0) {
        std::vector<Space> at(points.size());
        for (std::size_t i = 0; i < at.size(); ++i) at[i] = in_space(points[i]);
        std::iota(rows_.begin(), rows_.end(), 0U);
        build(at, 0, rows_.size());
        at_.reserve(rows_.size());
        for (const std::uint32_t row : rows_) at_.push_back(at[row]);
    }

    /// The point with the shortest chord; of equal ones any.
    std::uint32_t nearest(const Space& from) const {
        double best2 = std::numeric_limits<double>::infinity();
        std::uint32_t best = rows_[0];
        walk(from, 0, rows_.size(), best2, [&](std::uint32_t row, double d2) {
            if (d2 >= best2) return;
            best2 = d2;
            best = row;
        });
        return best;
    }
    /// Every point within a squared chord.
    template <class Visit>
    void within(const Space& from, double limit2, const Visit& visit) const {
        walk(from, 0, rows_.size(), limit2, [&](std::uint32_t row, double d2) {
            if (d2 <= limit2) visit(row);
        });
    }

private:
    static constexpr std::size_t leaf = 8;

    void build(const std::vector<Space>& at, std::size_t from, std::size_t to) {
        if (to - from <= leaf) return;
        Space low = at[rows_[from]];
        Space high = low;
        for (std::size_t i = from; i < to; ++i)
            for (std::size_t k = 0; k < 3; ++k) {
                low[k] = std::min(low[k], at[rows_[i]][k]);
                high[k] = std::max(high[k], at[rows_[i]][k]);
            }
        std::size_t widest = 0;
        for (std::size_t k = 1; k < 3; ++k)
            if (high[k] - low[k] > high[widest] - low[widest]) widest = k;
        const std::size_t middle = (from + to) / 2;
        const auto row = [&](std::size_t i) { return rows_.begin() + static_cast<std::ptrdiff_t>(i); };
        std::nth_element(row(from), row(middle), row(to), [&](std::uint32_t a, std::uint32_t b) {
            return at[a][widest] != at[b][widest] ? at[a][widest] < at[b][widest] : a < b;
        });
        split_[middle] = static_cast<std::uint8_t>(widest);
        build(at, from, middle);
        build(at, middle + 1, to);
    }

    /// Visits all that may lie within `limit2`, which the visitor may lower.
    template <class Visit>
    void walk(const Space& from, std::size_t low, std::size_t high, const double& limit2,
              const Visit& visit) const {
        if (high - low <= leaf) {
            for (std::size_t i = low; i < high; ++i) visit(rows_[i], chord2(from, at_[i]));
            return;
        }
        const std::size_t middle = (low + high) / 2;
        const double beyond = from[split_[middle]] - at_[middle][split_[middle]];
        const auto side = [&](bool left) {
            left ? walk(from, low, middle, limit2, visit) : walk(from, middle + 1, high, limit2, visit);
        };
        side(beyond <= 0);
        visit(rows_[middle], chord2(from, at_[middle]));
        if (beyond * beyond <= limit2) side(beyond > 0);
    }

    std::vector<std::uint32_t> rows_;
    std::vector<std::uint8_t> split_;
    std::vector<Space> at_;
};

}  // namespace

StraightLine::StraightLine(std::vector<LonLat> points, const Profile& profile)
    : points_(std::move(points)), in_space_(points_.size()), profile_(profile) {
    parallel_for(points_.size(), 4096, [this](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) in_space_[i] = in_space(points_[i]);
    });
}

Trip StraightLine::trip_of(std::uint32_t length_mm, std::uint32_t source) const {
    Trip trip;
    trip.status = TripStatus::reached;
    trip.source = source;
    trip.length_mm = length_mm;
    trip.time_ms = cost_sum(walking_ms(length_mm, profile_.straight_kmh), wait_ms(profile_));
    return trip;
}

void StraightLine::offer(LineTrips& trips, LonLat source, std::uint32_t number) const {
    const Space there = in_space(source);
    parallel_for(points_.size(), 8192, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            Trip& trip = trips.trips[i];
            // Beside a nearest that was not offered no next one matters.
            const std::uint32_t bound = trips.next_mm[i] != no_cost ? trips.next_mm[i] : trip.length_mm;
            if (bound != no_cost && chord2(in_space_[i], there) > chord2_of(bound, profile_)) continue;
            const std::uint32_t length_mm = with_detour(line_mm(points_[i], source), profile_);
            if (trip.status != TripStatus::reached || length_mm < trip.length_mm) {
                trips.next_mm[i] = trip.length_mm;
                trip = trip_of(length_mm, number);
            } else if (trips.next_mm[i] != no_cost) {
                trips.next_mm[i] = std::min(trips.next_mm[i], length_mm);
            }
        }
    });
}

std::vector<Reached> StraightLine::catchment(LonLat place, Metric metric, std::uint32_t limit) const {
    const Space there = in_space(place);
    // The longest way within the limit, a millimetre to spare.
    const double most_mm =
        metric == Metric::length ? limit : std::min(4.29e9, (limit + 1.0) * profile_.straight_kmh / 3.6 + 1);
    const double most2 = chord2_of(static_cast<std::uint32_t>(most_mm), profile_);
    std::vector<Reached> out;
    for (std::uint32_t i = 0; i < points_.size(); ++i) {
        if (chord2(in_space_[i], there) > most2) continue;
        const Trip trip = trip_of(with_detour(line_mm(points_[i], place), profile_), 0);
        if (trip.cost(metric) <= limit) out.push_back({i, trip.cost(metric)});
    }
    return out;
}

Result<std::vector<Trip>> straight_line_trips(std::span<const LonLat> sources, std::span<const LonLat> points,
                                              const Profile& profile, const Progress& progress) {
    return StraightLine({points.begin(), points.end()}, profile).trips(sources, progress);
}

Result<std::vector<Trip>> StraightLine::trips(std::span<const LonLat> sources,
                                              const Progress& progress) const {
    std::vector<Trip> trips(points_.size());
    if (sources.empty()) return trips;
    const Tree tree(sources);
    parallel_for(points_.size(), 512, [&](std::size_t from, std::size_t to) {
        if (progress.cancelled()) return;
        for (std::size_t i = from; i < to; ++i) {
            const Space& here = in_space_[i];
            // The nearest by chord gives a geodesic; whatever is nearer by geodesic has a shorter chord than
            // that.  2 mm stand for the rounding of both.
            std::uint32_t best = tree.nearest(here);
            std::uint32_t best_mm = line_mm(points_[i], sources[best]);
            const double limit_m = best_mm / 1000.0 + 0.002;
            const auto offer = [&](std::uint32_t source) {
                const std::uint32_t mm = line_mm(points_[i], sources[source]);
                if (mm < best_mm || (mm == best_mm && source < best)) {
                    best_mm = mm;
                    best = source;
                }
            };
            tree.within(here, limit_m * limit_m, offer);
            trips[i] = trip_of(with_detour(best_mm, profile_), best);
        }
    });
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(1);
    return trips;
}

}  // namespace geo
