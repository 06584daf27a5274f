#include "geo/geom/measure.h"

#include "geo/base/ensure.h"
#include "geo/base/handle.h"
#include "geo/geom/crossings_private.h"

#include <geodesic.h>
#include <proj.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <string>

namespace geo {
namespace {

const geod_geodesic& wgs84() {
    static const geod_geodesic ellipsoid = [] {
        geod_geodesic made;
        geod_init(&made, 6378137.0, 1 / 298.257223563);
        return made;
    }();
    return ellipsoid;
}

double ring_area_m2(const std::vector<LonLat>& ring) {
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (const LonLat& p : ring) geod_polygon_addpoint(&wgs84(), &polygon, p.lat, p.lon);
    double area = 0;
    geod_polygon_compute(&wgs84(), &polygon, 0, 1, &area, nullptr);
    return std::abs(area);
}

void count_crossings(const std::vector<LonLat>& ring, LonLat at, Crossings& crossings) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        crossings.add(ring[i], ring[j], at);
}

/// Distance to the border in degrees, longitude shrunk by `kx`; negative outside.
double signed_distance(const Polygon& polygon, LonLat at, double kx) {
    bool inside = false;
    double best = std::numeric_limits<double>::infinity();
    const auto ring = [&](const std::vector<LonLat>& points) {
        for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++) {
            const LonLat& a = points[i];
            const LonLat& b = points[j];
            if ((a.lat > at.lat) != (b.lat > at.lat) &&
                at.lon < (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat) + a.lon)
                inside = !inside;
            double x = a.lon * kx;
            double y = a.lat;
            const double dx = b.lon * kx - x;
            const double dy = b.lat - y;
            if (dx != 0 || dy != 0) {
                const double t = ((at.lon * kx - x) * dx + (at.lat - y) * dy) / (dx * dx + dy * dy);
                if (t > 1) {
                    x = b.lon * kx;
                    y = b.lat;
                } else if (t > 0) {
                    x += dx * t;
                    y += dy * t;
                }
            }
            best = std::min(best, (at.lon * kx - x) * (at.lon * kx - x) + (at.lat - y) * (at.lat - y));
        }
    };
    if (!polygon.outer.empty()) ring(polygon.outer);
    for (const auto& hole : polygon.holes)
        if (!hole.empty()) ring(hole);
    return (inside ? 1 : -1) * std::sqrt(best);
}

struct Cell {
    LonLat centre;
    double half = 0;      // degrees of latitude
    double distance = 0;  // of the centre
    double most = 0;      // that any point of the cell can have
};

}  // namespace

double geodesic_metres(LonLat a, LonLat b) {
    double metres = 0;
    geod_inverse(&wgs84(), a.lat, a.lon, b.lat, b.lon, &metres, nullptr, nullptr);
    return metres;
}

std::uint32_t geodesic_mm(LonLat a, LonLat b) {
    const double mm = geodesic_metres(a, b) * 1000 + 0.5;
    if (mm >= 4294967294.0) return 4294967294U;
    return std::max(1U, static_cast<std::uint32_t>(mm));
}

double geodesic_area_m2(const MultiPolygon& shape) {
    double area = 0;
    for (const Polygon& polygon : shape) {
        area += ring_area_m2(polygon.outer);
        for (const auto& hole : polygon.holes) area -= ring_area_m2(hole);
    }
    return area;
}

Box box_of(const MultiPolygon& shape) {
    Box box;
    for (const Polygon& polygon : shape)
        for (const LonLat& p : polygon.outer) box.add(p);
    return box;
}

bool contains(const MultiPolygon& shape, LonLat at) {
    Crossings crossings;
    for (const Polygon& polygon : shape) {
        if (!polygon.outer.empty()) count_crossings(polygon.outer, at, crossings);
        for (const auto& hole : polygon.holes)
            if (!hole.empty()) count_crossings(hole, at, crossings);
    }
    return crossings.contained();
}

double metres_outside(const MultiPolygon& shape, LonLat at) {
    if (contains(shape, at)) return 0;
    const double shrink = std::cos(at.lat * (std::acos(-1.0) / 180));
    double best = std::numeric_limits<double>::infinity();
    LonLat nearest;
    const auto look = [&](const std::vector<LonLat>& ring) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const double ax = (ring[j].lon - at.lon) * shrink;
            const double ay = ring[j].lat - at.lat;
            const double dx = (ring[i].lon - ring[j].lon) * shrink;
            const double dy = ring[i].lat - ring[j].lat;
            const double length = dx * dx + dy * dy;
            const double along = length > 0 ? std::clamp(-(ax * dx + ay * dy) / length, 0.0, 1.0) : 0.0;
            const double x = ax + along * dx;
            const double y = ay + along * dy;
            if (x * x + y * y >= best) continue;
            best = x * x + y * y;
            nearest = {ring[j].lon + along * (ring[i].lon - ring[j].lon),
                       ring[j].lat + along * (ring[i].lat - ring[j].lat)};
        }
    };
    for (const Polygon& polygon : shape) {
        if (!polygon.outer.empty()) look(polygon.outer);
        for (const auto& hole : polygon.holes)
            if (!hole.empty()) look(hole);
    }
    return std::isfinite(best) ? geodesic_metres(at, nearest) : best;
}

LonLat inner_point(const MultiPolygon& shape) {
    const Polygon* largest = nullptr;
    double largest_area = -1;
    for (const Polygon& polygon : shape) {
        if (polygon.outer.size() < 3) continue;
        double twice = 0;
        for (std::size_t i = 0, j = polygon.outer.size() - 1; i < polygon.outer.size(); j = i++)
            twice +=
                polygon.outer[j].lon * polygon.outer[i].lat - polygon.outer[i].lon * polygon.outer[j].lat;
        if (std::abs(twice) > largest_area) {
            largest_area = std::abs(twice);
            largest = &polygon;
        }
    }
    if (largest == nullptr) return shape.empty() || shape[0].outer.empty() ? LonLat{} : shape[0].outer[0];
    Box box;
    for (const LonLat& p : largest->outer) box.add(p);
    const double kx = std::cos((box.min_y + box.max_y) / 2 * 3.14159265358979323846 / 180);
    const double precision = 0.01 * std::max(box.width() * kx, box.height());
    // A sliver is cut into at most a hundred squares at first; they are cut smaller where that pays.
    const double size = std::max(std::min(box.width() * kx, box.height()), precision);
    const LonLat middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    if (box.width() <= 0 || box.height() <= 0) return middle;

    const auto cell = [&](LonLat centre, double half) {
        const double distance = signed_distance(*largest, centre, kx);
        return Cell{centre, half, distance, distance + half * 1.41421356237309505};
    };
    const auto less = [](const Cell& a, const Cell& b) { return a.most < b.most; };
    std::priority_queue<Cell, std::vector<Cell>, decltype(less)> queue(less);
    const double half = size / 2;
    for (double x = box.min_x; x < box.max_x; x += size / kx)
        for (double y = box.min_y; y < box.max_y; y += size)
            queue.push(cell({x + half / kx, y + half}, half));
    Cell best = cell(middle, 0);
    while (!queue.empty()) {
        const Cell top = queue.top();
        queue.pop();
        if (top.distance > best.distance) best = top;
        // A point outside is never good enough; a shape without an inside ends at the finest cell.
        if (best.distance > 0 ? top.most - best.distance <= precision
                              : top.most <= 0 || top.half < precision * 1e-4)
            break;
        const double quarter = top.half / 2;
        for (const double sx : {-1.0, 1.0})
            for (const double sy : {-1.0, 1.0})
                queue.push(
                    cell({top.centre.lon + sx * quarter / kx, top.centre.lat + sy * quarter}, quarter));
    }
    return best.centre;
}

struct Plane::Impl {
    LonLat centre;
    Handle<PJ_CONTEXT*, proj_context_destroy> context;
    Handle<PJ*, proj_destroy> projection;
};

Plane::Plane(LonLat centre) : impl_(std::make_unique<Impl>()) {
    impl_->centre = centre;
    impl_->context.reset(proj_context_create());
    proj_context_set_enable_network(impl_->context.get(), 0);
    const std::string definition = "+proj=laea +ellps=WGS84 +units=m +lon_0=" + std::to_string(centre.lon) +
                                   " +lat_0=" + std::to_string(centre.lat);
    impl_->projection.reset(proj_create(impl_->context.get(), definition.c_str()));
    ENSURE(impl_->projection != nullptr);
}

Plane::~Plane() = default;
Plane::Plane(Plane&&) noexcept = default;
Plane& Plane::operator=(Plane&&) noexcept = default;

LonLat Plane::centre() const {
    return impl_->centre;
}

Metres Plane::metres_from_lonlat(LonLat at) const {
    const PJ_COORD out =
        proj_trans(impl_->projection.get(), PJ_FWD, proj_coord(proj_torad(at.lon), proj_torad(at.lat), 0, 0));
    return {out.xy.x, out.xy.y};
}

LonLat Plane::lonlat_from_metres(Metres at) const {
    const PJ_COORD out = proj_trans(impl_->projection.get(), PJ_INV, proj_coord(at.x, at.y, 0, 0));
    return {proj_todeg(out.lp.lam), proj_todeg(out.lp.phi)};
}

std::vector<Metres> Plane::metres_from_lonlat(std::span<const LonLat> at) const {
    std::vector<Metres> out;
    out.reserve(at.size());
    for (const LonLat& p : at) out.push_back(metres_from_lonlat(p));
    return out;
}

}  // namespace geo
