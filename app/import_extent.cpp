#include "app/import_extent.h"

#include "app/file_names.h"
#include "geo/data/grid.h"
#include "geo/data/locate.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace app {
namespace {

/// An area that a long piece of road crosses without a node is wider than that.
constexpr double piece_degrees = 0.005;

std::optional<geo::Level> finest_level(const geo::Areas& areas) {
    for (const geo::Level level : {geo::Level::tambon, geo::Level::amphoe, geo::Level::province})
        if (areas.at(level).size() > 0) return level;
    return std::nullopt;
}

std::vector<geo::Box> boxes_of(const geo::AreaLevel& level) {
    std::vector<geo::Box> out(level.size());
    for (std::size_t i = 0; i < level.size(); ++i)
        for (const auto& part : level.shape[i])
            for (const geo::LonLat at : part.outer) out[i].add(at);
    return out;
}

bool any_inside(const geo::Roads& roads, const geo::Areas& areas, geo::Level level) {
    geo::Box all;
    for (const geo::Box& one : boxes_of(areas.at(level))) all.add(one);
    const geo::Locator locator(areas, level);
    const auto inside = [&](geo::LonLat at) {
        return all.contains(at.lon, at.lat) && locator.area_at(at).valid();
    };
    const auto crosses = [&](geo::LonLat from, geo::LonLat to) {
        geo::Box own;
        own.add(from);
        own.add(to);
        if (!all.meets(own)) return false;
        const double pieces =
            std::min(1000.0, std::ceil(std::max(own.width(), own.height()) / piece_degrees));
        for (double i = 1; i < pieces; ++i) {
            const double share = i / pieces;
            if (inside({from.lon + (to.lon - from.lon) * share, from.lat + (to.lat - from.lat) * share}))
                return true;
        }
        return false;
    };
    for (const geo::Way& way : roads.ways) {
        const auto nodes = roads.nodes_of(way);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (inside(roads.nodes[nodes[i]])) return true;
            if (i > 0 && crosses(roads.nodes[nodes[i - 1]], roads.nodes[nodes[i]])) return true;
        }
    }
    return false;
}

}  // namespace

const geo::Grid* grid_of(const geo::Dataset& data, const std::string& file) {
    for (const geo::Grid& grid : *data.grids)
        if (bare_name(grid.source) == bare_name(file)) return &grid;
    return data.grids->empty() ? nullptr : &data.grids->back();
}

std::vector<geo::LonLat> outline_of(const geo::Grid& grid) {
    std::vector<geo::LonLat> out;
    const auto map = geo::GridMap::of(grid);
    if (!map || grid.size() == 0) return out;
    constexpr std::size_t pieces = 16;
    const auto add = [&](std::size_t row, std::size_t column) {
        const geo::LonLat at = map->middle(row, column);
        if (std::isfinite(at.lon) && std::isfinite(at.lat)) out.push_back(at);
    };
    const std::size_t right = grid.columns - 1, low = grid.rows - 1;
    for (std::size_t i = 0; i < pieces; ++i) add(0, right * i / pieces);
    for (std::size_t i = 0; i < pieces; ++i) add(low * i / pieces, right);
    for (std::size_t i = 0; i < pieces; ++i) add(low, right - right * i / pieces);
    for (std::size_t i = 0; i < pieces; ++i) add(low - low * i / pieces, 0);
    return out;
}

bool lies_outside(const geo::Dataset& data, geo::FileKind kind, const std::string& file) {
    const auto level = finest_level(*data.areas);
    if (!level) return false;
    if (kind == geo::FileKind::roads)
        return !data.roads->empty() && !any_inside(*data.roads, *data.areas, *level);
    if (!geo::is_grid(kind) && kind != geo::FileKind::barriers) return false;
    const geo::Grid* grid = geo::is_grid(kind) ? grid_of(data, file) : nullptr;
    geo::Box own;
    if (kind == geo::FileKind::barriers)
        for (const geo::BarrierLayer& layer : *data.barriers)
            for (const geo::Barrier& barrier : layer.barriers)
                for (const auto& line : barrier.lines)
                    for (const geo::LonLat at : line) own.add(at);
    if (grid != nullptr)
        for (const geo::LonLat at : outline_of(*grid)) own.add(at);
    if (own.empty()) return false;
    const std::vector<geo::Box> boxes = boxes_of(data.areas->at(*level));
    return std::none_of(boxes.begin(), boxes.end(), [&](const geo::Box& one) { return one.meets(own); });
}

}  // namespace app
