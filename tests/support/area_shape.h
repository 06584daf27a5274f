// The shape of one level's areas in a few numbers, for comparing made-up areas with real ones.
#pragma once

#include "geo/data/dataset.h"
#include "geo/geom/measure.h"
#include "geo/geom/topology.h"

#include <algorithm>
#include <vector>

namespace test {

struct AreaShape {
    std::size_t areas = 0;
    double km2_tenth = 0, km2_median = 0, km2_ninth = 0;  ///< geodesic; the ninth: nine of ten are smaller
    double compactness = 0;   ///< 4 pi area / perimeter squared, median; a circle: 1
    double neighbours = 0;    ///< areas that share a border, mean
    double border_gap_m = 0;  ///< between two points of a border, mean
};

inline AreaShape shape_of_areas(const geo::AreaLevel& level) {
    const double pi = 3.14159265358979323846;
    AreaShape out;
    out.areas = level.size();
    std::vector<double> km2, compact;
    double metres = 0;
    std::size_t points = 0;
    for (const geo::MultiPolygon& shape : level.shape) {
        double around = 0;
        const auto walk = [&](const std::vector<geo::LonLat>& ring) {
            for (std::size_t i = 0; i < ring.size(); ++i)
                around += geo::geodesic_metres(ring[i], ring[(i + 1) % ring.size()]);
            points += ring.size();
        };
        for (const geo::Polygon& polygon : shape) {
            walk(polygon.outer);
            for (const auto& hole : polygon.holes) walk(hole);
        }
        const double area = geo::geodesic_area_m2(shape);
        metres += around;
        km2.push_back(area / 1e6);
        if (around > 0) compact.push_back(4 * pi * area / (around * around));
    }
    const auto at = [](std::vector<double>& values, double part) {
        if (values.empty()) return 0.0;
        std::sort(values.begin(), values.end());
        return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
    };
    out.km2_tenth = at(km2, 0.1);
    out.km2_median = at(km2, 0.5);
    out.km2_ninth = at(km2, 0.9);
    out.compactness = at(compact, 0.5);
    out.border_gap_m = points > 0 ? metres / static_cast<double>(points) : 0;
    if (const auto topology = geo::build_topology(level.shape, {})) {
        for (const auto& beside : geo::neighbours(*topology))
            out.neighbours += static_cast<double>(beside.size());
        out.neighbours /= static_cast<double>(std::max<std::size_t>(1, out.areas));
    }
    return out;
}

}  // namespace test
