#include "geo/geom/measure.h"
#include "render/scene.h"

namespace render {
namespace {

std::size_t rank_of(geo::RoadClass road_class) {
    switch (road_class) {
        case geo::RoadClass::motorway:
        case geo::RoadClass::trunk:
            return 0;
        case geo::RoadClass::primary:
        case geo::RoadClass::secondary:
            return 1;
        case geo::RoadClass::tertiary:
        case geo::RoadClass::unclassified:
        case geo::RoadClass::residential:
        case geo::RoadClass::living_street:
        case geo::RoadClass::service:
        case geo::RoadClass::pedestrian:
        case geo::RoadClass::other:
            return 2;
        case geo::RoadClass::track:
        case geo::RoadClass::path:
        case geo::RoadClass::footway:
        case geo::RoadClass::cycleway:
        case geo::RoadClass::steps:
        case geo::RoadClass::ferry:
            return 3;
    }
    return 3;
}

}  // namespace

std::shared_ptr<const RoadLines> build_road_lines(const geo::Roads& roads, geo::LonLat plane_centre,
                                                  const std::vector<geo::BarrierLayer>& barriers) {
    auto lines = std::make_shared<RoadLines>();
    const geo::Plane plane{plane_centre};
    const std::vector<geo::Metres> nodes =
        plane.metres_from_lonlat(std::span<const geo::LonLat>{roads.nodes});
    for (RoadLines::Rank& rank : lines->ranks) rank.first.push_back(0);
    for (const geo::Way& way : roads.ways) {
        RoadLines::Rank& rank = lines->ranks[rank_of(way.road_class)];
        geo::Box box;
        for (const std::uint32_t node : roads.nodes_of(way)) {
            rank.points.push_back(nodes[node]);
            box.add(nodes[node]);
        }
        rank.first.push_back(static_cast<std::uint32_t>(rank.points.size()));
        rank.box.push_back(box);
    }
    for (RoadLines::Rank& rank : lines->barriers) rank.first.push_back(0);
    for (const geo::BarrierLayer& layer : barriers)
        for (const geo::Barrier& barrier : layer.barriers)
            for (std::vector<geo::LonLat> line : barrier.lines) {
                if (barrier.filled) line.push_back(line.front());
                RoadLines::Rank& rank = lines->barriers[barrier.kind == geo::BarrierKind::water ? 0 : 1];
                geo::Box box;
                for (const geo::Metres at : plane.metres_from_lonlat(std::span<const geo::LonLat>{line})) {
                    rank.points.push_back(at);
                    box.add(at);
                }
                rank.first.push_back(static_cast<std::uint32_t>(rank.points.size()));
                rank.box.push_back(box);
            }
    return lines;
}

}  // namespace render
