#include "render/basemap.h"

#include "geo/base/ensure.h"
#include "geo/base/parallel.h"
#include "geo/geom/mesh.h"

#include <algorithm>

namespace render {
namespace {

/// Beyond this many border points the finest triangles keep 5 m instead of every point: 10 million triangles
/// would take 335 MB, and nobody sees the difference before 1 : 20,000.
constexpr std::size_t points_for_full_detail = 3'000'000;

double least_of(std::size_t points) {
    return points > points_for_full_detail ? 5 : 0;
}

BasemapLod simplified_lod(const geo::Topology& topology, const std::vector<geo::Metres>& plane,
                          double tolerance_m) {
    BasemapLod lod;
    lod.tolerance_m = tolerance_m;
    lod.arc_first.reserve(topology.arcs.size() + 1);
    lod.arc_first.push_back(0);
    if (tolerance_m <= 0) {
        lod.points = plane;
        for (const geo::Arc& arc : topology.arcs) lod.arc_first.push_back(arc.first + arc.count);
        return lod;
    }
    const auto kept = geo::simplified(topology, plane, tolerance_m);
    for (std::size_t a = 0; a < topology.arcs.size(); ++a) {
        for (const std::uint32_t i : kept[a]) lod.points.push_back(plane[topology.arcs[a].first + i]);
        lod.arc_first.push_back(static_cast<std::uint32_t>(lod.points.size()));
    }
    return lod;
}

geo::PolygonOf<geo::Metres> polygon_at(const Basemap& base, std::size_t lod, const geo::ArcPolygon& polygon) {
    geo::PolygonOf<geo::Metres> out;
    out.outer = ring_points(base, lod, polygon.outer);
    for (const geo::ArcRing& hole : polygon.holes) {
        auto ring = ring_points(base, lod, hole);
        if (!ring.empty()) out.holes.push_back(std::move(ring));
    }
    return out;
}

struct ChunkMesh {
    std::vector<float> vertices;
    std::vector<std::uint32_t> vertex_area;
    std::vector<std::uint32_t> triangles;
};

void add_area(const Basemap& base, std::size_t lod, std::uint32_t area, ChunkMesh& mesh) {
    const std::size_t finest_lod = base.lods.size() - 1;
    bool drawn = false;
    const auto add = [&](const geo::PolygonOf<geo::Metres>& polygon) {
        if (polygon.outer.size() < 3) return;
        const auto first = static_cast<std::uint32_t>(mesh.vertex_area.size());
        const auto vertex = [&](geo::Metres at) {
            mesh.vertices.push_back(static_cast<float>(at.x));
            mesh.vertices.push_back(static_cast<float>(at.y));
            mesh.vertex_area.push_back(area);
        };
        for (const geo::Metres at : polygon.outer) vertex(at);
        for (const auto& hole : polygon.holes)
            for (const geo::Metres at : hole) vertex(at);
        const auto corners = geo::triangulate(polygon);
        for (const std::uint32_t corner : corners) mesh.triangles.push_back(first + corner);
        drawn = drawn || !corners.empty();
    };
    for (const geo::ArcPolygon& polygon : base.topology.areas[area]) add(polygon_at(base, lod, polygon));
    if (!drawn)  // an area that simplification made vanish keeps its own points
        for (const geo::ArcPolygon& polygon : base.topology.areas[area])
            add(polygon_at(base, finest_lod, polygon));
}

void add_triangles(Basemap& base, std::size_t lod, const std::vector<std::vector<std::uint32_t>>& members) {
    std::vector<ChunkMesh> meshes(members.size());
    geo::parallel_for(members.size(), 1, [&](std::size_t from, std::size_t to) {
        for (std::size_t c = from; c < to; ++c)
            for (const std::uint32_t area : members[c]) add_area(base, lod, area, meshes[c]);
    });
    BasemapLod& out = base.lods[lod];
    for (std::size_t c = 0; c < meshes.size(); ++c) {
        const auto first_vertex = static_cast<std::uint32_t>(out.vertex_area.size());
        base.chunks[c].first_triangle[lod] = static_cast<std::uint32_t>(out.triangles.size());
        base.chunks[c].triangle_count[lod] = static_cast<std::uint32_t>(meshes[c].triangles.size());
        out.vertices.insert(out.vertices.end(), meshes[c].vertices.begin(), meshes[c].vertices.end());
        out.vertex_area.insert(out.vertex_area.end(), meshes[c].vertex_area.begin(),
                               meshes[c].vertex_area.end());
        for (const std::uint32_t corner : meshes[c].triangles) out.triangles.push_back(first_vertex + corner);
    }
}

void find_ancestors(Basemap& base) {
    const std::size_t count = base.areas->at(base.finest).size();
    for (const geo::Level level : geo::all_levels) {
        auto& rows = base.ancestor[static_cast<std::size_t>(level)];
        if (level > base.finest) continue;
        rows.resize(count, geo::AreaId::none);
        for (std::size_t i = 0; i < count; ++i)
            rows[i] = level == base.finest ? static_cast<std::uint32_t>(i)
                                           : base.areas->ancestor(base.finest, geo::AreaId{i}, level).value;
    }
}

void rank_arcs(Basemap& base) {
    base.arc_rank.reserve(base.topology.arcs.size());
    for (const geo::Arc& arc : base.topology.arcs) {
        geo::Level rank = base.finest;
        if (!arc.left.valid() || !arc.right.valid()) {
            rank = geo::Level::country;
        } else {
            for (const geo::Level level : geo::all_levels) {
                if (level >= base.finest) break;
                const auto& rows = base.ancestor[static_cast<std::size_t>(level)];
                if (rows[arc.left.row()] == rows[arc.right.row()]) continue;
                rank = level;
                break;
            }
        }
        base.arc_rank.push_back(rank);
    }
}

void gather_levels(Basemap& base, const std::vector<geo::Metres>& plane_points, const geo::Plane& plane) {
    for (const geo::Level level : geo::all_levels) {
        if (level > base.finest) continue;
        const auto l = static_cast<std::size_t>(level);
        const geo::AreaLevel& rows = base.areas->at(level);
        base.area_rings[l] = level == base.finest
                                 ? base.topology.areas
                                 : geo::dissolved(base.topology, base.ancestor[l], rows.size());
        base.area_box[l].resize(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (const geo::ArcPolygon& polygon : base.area_rings[l][i])
                for (const geo::ArcUse use : polygon.outer) {
                    const geo::Arc& arc = base.topology.arcs[use.arc];
                    for (std::uint32_t p = 0; p < arc.count; ++p)
                        base.area_box[l][i].add(plane_points[arc.first + p]);
                }
        base.area_inner[l] = plane.metres_from_lonlat(std::span<const geo::LonLat>{rows.inner});
        base.area_inner[l].resize(rows.size());
    }
}

/// Provinces where they are known, else one chunk; arcs by the chunk of their left (else right) area.
std::vector<std::vector<std::uint32_t>> divide(Basemap& base) {
    const std::size_t count = base.areas->at(base.finest).size();
    const bool by_province = base.finest > geo::Level::province;
    const std::size_t provinces = by_province ? base.areas->at(geo::Level::province).size() : 0;
    const std::size_t rest = provinces;  // areas without a province
    std::vector<std::vector<std::uint32_t>> members(provinces + 1);
    std::vector<std::uint32_t> chunk_of(count);
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t chunk = rest;
        if (by_province) {
            const std::uint32_t row = base.ancestor[static_cast<std::size_t>(geo::Level::province)][i];
            if (row != geo::AreaId::none) chunk = row;
        }
        chunk_of[i] = static_cast<std::uint32_t>(chunk);
        members[chunk].push_back(static_cast<std::uint32_t>(i));
    }
    base.chunks.resize(members.size());
    const auto& boxes = base.area_box[static_cast<std::size_t>(base.finest)];
    for (std::size_t i = 0; i < count; ++i) base.chunks[chunk_of[i]].box.add(boxes[i]);
    for (std::uint32_t a = 0; a < base.topology.arcs.size(); ++a) {
        const geo::Arc& arc = base.topology.arcs[a];
        const geo::AreaId owner = arc.left.valid() ? arc.left : arc.right;
        if (owner.valid()) base.chunks[chunk_of[owner.row()]].arcs.push_back(a);
    }
    return members;
}

}  // namespace

std::size_t Basemap::lod_for(double metres_per_px) const {
    std::size_t best = lods.empty() ? 0 : lods.size() - 1;
    for (std::size_t i = lods.size(); i-- > 0;)
        if (lods[i].tolerance_m <= 0.6 * metres_per_px) best = i;
    return best;
}

geo::AreaId Basemap::pick(geo::Metres at) const {
    const std::size_t lod = lods.empty() ? 0 : lods.size() - 1;
    for (const std::uint32_t area : picking.at(at.x, at.y)) {
        bool inside = false;
        const auto cross = [&](const geo::ArcRing& ring) {
            for (const geo::ArcUse use : ring) {
                const std::uint32_t first = lods[lod].arc_first[use.arc];
                const std::uint32_t end = lods[lod].arc_first[use.arc + 1];
                for (std::uint32_t p = first; p + 1 < end; ++p) {
                    const geo::Metres a = lods[lod].points[p];
                    const geo::Metres b = lods[lod].points[p + 1];
                    if ((a.y > at.y) == (b.y > at.y)) continue;
                    if (at.x < a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y)) inside = !inside;
                }
            }
        };
        for (const geo::ArcPolygon& polygon : topology.areas[area]) {
            cross(polygon.outer);
            for (const geo::ArcRing& hole : polygon.holes) cross(hole);
        }
        if (inside) return geo::AreaId{area};
    }
    return {};
}

std::vector<geo::Metres> ring_points(const Basemap& base, std::size_t lod, const geo::ArcRing& ring) {
    const BasemapLod& from = base.lods[lod];
    std::vector<geo::Metres> out;
    for (const geo::ArcUse use : ring) {
        const std::uint32_t first = from.arc_first[use.arc];
        const std::uint32_t end = from.arc_first[use.arc + 1];
        // The last point of an arc is the first of the next one.
        if (use.reversed)
            for (std::uint32_t p = end - 1; p > first; --p) out.push_back(from.points[p]);
        else
            for (std::uint32_t p = first; p + 1 < end; ++p) out.push_back(from.points[p]);
    }
    if (out.size() < 3) out.clear();
    return out;
}

geo::Result<std::shared_ptr<const Basemap>> build_basemap(std::shared_ptr<const geo::Areas> areas,
                                                          const geo::Progress& progress) {
    ENSURE(areas != nullptr);
    auto base = std::make_shared<Basemap>();
    base->areas = std::move(areas);
    base->finest = base->areas->finest();
    const geo::AreaLevel& finest = base->areas->at(base->finest);
    const auto has_shape = [](const geo::MultiPolygon& shape) { return !shape.empty(); };
    if (std::none_of(finest.shape.begin(), finest.shape.end(), has_shape))
        return geo::fail(geo::Fault::needs_areas);

    TRY(base->topology, geo::build_topology(finest.shape, progress.part(0, 0.5, "render.stage.borders")));
    const geo::Plane plane{base->plane_centre};
    const std::vector<geo::Metres> points =
        plane.metres_from_lonlat(std::span<const geo::LonLat>{base->topology.points});
    for (const geo::Metres at : points) base->box.add(at);
    find_ancestors(*base);
    rank_arcs(*base);
    gather_levels(*base, points, plane);
    const auto members = divide(*base);
    base->picking = geo::BoxIndex{base->area_box[static_cast<std::size_t>(base->finest)]};

    const geo::Progress rest = progress.part(0.5, 1, "render.stage.shapes");
    const std::array<double, 5> tolerances = {1000, 300, 80, 20, least_of(points.size())};
    base->lods.resize(tolerances.size());
    geo::parallel_for(tolerances.size(), 1, [&](std::size_t from, std::size_t to) {
        for (std::size_t l = from; l < to; ++l)
            base->lods[l] = simplified_lod(base->topology, points, tolerances[l]);
    });
    for (std::size_t l = 0; l < tolerances.size(); ++l) {
        if (progress.cancelled()) return geo::fail(geo::Fault::cancelled);
        add_triangles(*base, l, members);
        rest.at(static_cast<double>(l + 1) / static_cast<double>(tolerances.size()));
    }
    return std::shared_ptr<const Basemap>{std::move(base)};
}

}  // namespace render
