// The areas of a dataset prepared for drawing, once: shared arcs in the plane, simplified at several
// tolerances, triangles for the screen, boxes and an index for picking.  A cache of geo::Areas; immutable.
//
// Every coarser level is drawn from the arcs of the finest, so that borders of two levels never disagree.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/geom/index.h"
#include "geo/geom/measure.h"
#include "geo/geom/topology.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace render {

/// Arcs and triangles at one tolerance.  Columns, ready to upload.
struct BasemapLod {
    double tolerance_m = 0;
    std::vector<geo::Metres> points;       ///< of all arcs, in the order of the arcs
    std::vector<std::uint32_t> arc_first;  ///< arcs + 1 entries into points
    std::vector<float> vertices;  ///< x, y in metres relative to the plane's centre; triangles' corners
    std::vector<std::uint32_t> vertex_area;  ///< finest AreaId of each vertex
    std::vector<std::uint32_t> triangles;    ///< indices into vertices, grouped by chunk
};

/// A part of the country that is drawn or skipped as one: a province.
struct BasemapChunk {
    geo::Box box;                                   ///< metres
    std::array<std::uint32_t, 5> first_triangle{};  ///< index into BasemapLod::triangles, by lod
    std::array<std::uint32_t, 5> triangle_count{};  ///< indices, a multiple of 3
    std::vector<std::uint32_t> arcs;                ///< whose left (else right) area lies here
};

struct Basemap {
    std::shared_ptr<const geo::Areas> areas;
    geo::LonLat plane_centre{101, 13};
    geo::Level finest = geo::Level::tambon;
    geo::Topology topology;            ///< of the finest level, unsimplified
    std::vector<geo::Level> arc_rank;  ///< coarsest level that the arc borders; country = the outer border
    /// Row of each finest area's ancestor, by level; for the finest level the area itself.
    std::array<std::vector<std::uint32_t>, 4> ancestor;
    std::vector<BasemapLod> lods;  ///< tolerances descending: 1000, 300, 80, 20, 0 m (5 m where the points
                                   ///< are so many that triangles of all would fill the memory)
    std::vector<BasemapChunk> chunks;
    std::array<std::vector<geo::Box>, 4> area_box;       ///< metres, by level
    std::array<std::vector<geo::Metres>, 4> area_inner;  ///< label anchors, by level
    std::array<std::vector<std::vector<geo::ArcPolygon>>, 4>
        area_rings;         ///< by level; dissolved from the finest
    geo::Box box;           ///< of everything
    geo::BoxIndex picking;  ///< over the finest areas' boxes

    /// The level of detail for a resolution: tolerance at most 0.6 px.
    std::size_t lod_for(double metres_per_px) const;
    /// The finest area at a point of the plane; none outside.  About 2 microseconds.
    geo::AreaId pick(geo::Metres at) const;
};

/// A ring at a level of detail, its first point not repeated; empty where it collapsed to less than three
/// points.
std::vector<geo::Metres> ring_points(const Basemap& base, std::size_t lod, const geo::ArcRing& ring);

/// Half a second for 7,425 tambon of 200,000 vertices; O(n log n) in the vertices.  Fault::needs_areas where
/// no area has a shape, cancelled.
geo::Result<std::shared_ptr<const Basemap>> build_basemap(std::shared_ptr<const geo::Areas> areas,
                                                          const geo::Progress& progress);

}  // namespace render
