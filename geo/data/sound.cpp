#include "geo/data/sound.h"

#include "geo/data/ages.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace geo {
namespace {

template <class Rows, class Test>
bool all(const Rows& rows, Test test) {
    return std::all_of(rows.begin(), rows.end(), test);
}

bool is_finite(const LonLat& at) {
    return std::isfinite(at.lon) && std::isfinite(at.lat);
}

bool is_finite(const MultiPolygon& shape) {
    const auto ring = [](const std::vector<LonLat>& points) {
        return all(points, [](LonLat at) { return is_finite(at); });
    };
    return all(shape, [&](const Polygon& part) { return ring(part.outer) && all(part.holes, ring); });
}

/// Parents are rows of the level above; the country has none.
bool is_sound(const AreaLevel& level, std::size_t above, bool is_country) {
    const std::size_t n = level.size();
    return level.name_th.size() == n && level.name_en.size() == n && level.parent.size() == n &&
           level.shape.size() == n && level.inner.size() == n &&
           std::adjacent_find(level.code.begin(), level.code.end(), std::greater_equal<>{}) ==
               level.code.end() &&
           all(level.parent,
               [&](AreaId parent) {
                   return is_country ? !parent.valid() : parent.valid() && parent.row() < above;
               }) &&
           all(level.inner, [](LonLat at) { return is_finite(at); }) &&
           all(level.shape, [](const MultiPolygon& shape) { return is_finite(shape); });
}

bool is_sound(const Areas& areas) {
    std::size_t above = 0;
    for (const Level level : all_levels) {
        if (!is_sound(areas.at(level), above, level == Level::country)) return false;
        above = areas.at(level).size();
    }
    const std::size_t countries = areas.at(Level::country).size();
    return countries == 1 || (countries == 0 && areas.finest() == Level::country);
}

bool is_sound(const Roads& roads) {
    const auto nodes = roads.nodes.size(), entries = roads.way_nodes.size();
    return all(roads.nodes, [](LonLat at) { return is_finite(at); }) &&
           all(roads.way_nodes, [&](std::uint32_t node) { return node < nodes; }) &&
           all(roads.ways, [&](const Way& way) {
               return way.count >= 2 && way.first <= entries && way.count <= entries - way.first &&
                      static_cast<std::size_t>(way.road_class) < road_class_count &&
                      way.surface <= Surface::unpaved && way.speed_percent == 100 &&
                      way.one_way <= OneWay::backward;
           });
}

bool is_sound(const Barrier& barrier) {
    const std::size_t least = barrier.filled ? 3 : 2;
    return barrier.kind <= BarrierKind::other && !barrier.lines.empty() &&
           (barrier.filled || barrier.lines.size() == 1) &&
           all(barrier.lines, [&](const std::vector<LonLat>& line) {
               return line.size() >= least && all(line, [](LonLat at) { return is_finite(at); });
           });
}

bool is_sound(const CountSeries& series, const Areas& areas) {
    return series.status <= ChildStatus::working_age && all(series.cells, [&](const CountCell& cell) {
               return cell.level <= Level::tambon && cell.area.valid() &&
                      cell.area.row() < areas.at(cell.level).size() && cell.state <= CellState::suppressed;
           });
}

}  // namespace

bool is_sound(FileKind kind) {
    return kind <= all_file_kinds.back();
}

bool is_sound(const Reading& reading) {
    return reading.year_kind <= YearKind::fiscal && reading.unit <= CountUnit::thousands &&
           all(reading.columns, [](const ColumnReading& column) {
               return column.role <= last_column_role && column.meaning.status <= ChildStatus::working_age;
           });
}

bool is_sound(const ImportReport& report) {
    const auto notes = [](const Notes& rows) {
        return !rows.any_place() ||
               all(rows, [](const ImportNote& note) { return !note.at || is_finite(*note.at); });
    };
    return report.accounted() && report.outcome <= Outcome::refuse && is_sound(report.reading) &&
           notes(report.repairs) && notes(report.warnings) && notes(report.problems);
}

bool is_sound(const AskedPoints& points) {
    return is_sound(points.report) &&
           all(points.points, [](const AskedPoint& point) { return !point.at || is_finite(*point.at); });
}

bool is_sound(const Sighting& sighting) {
    const std::size_t width = sighting.rows.empty() ? 0 : sighting.rows.front().cells.size();
    return is_sound(sighting.reading) &&
           all(sighting.rows,
               [&](const SightedRow& row) {
                   return row.cells.size() == width && row.kind <= RowKind::other_table;
               }) &&
           all(sighting.columns,
               [&](const SightedColumn& one) { return sighting.rows.empty() || one.column < width; });
}

bool is_sound(const Grid& grid) {
    const bool people = grid.kind == GridKind::population;
    const bool aged = grid.ages.empty()
                          ? grid.sex.empty()
                          : people && age_span(grid.ages) &&
                                (grid.sex.empty() || grid.sex == "female" || grid.sex == "male");
    return grid.kind <= GridKind::land_cover && aged && grid.size() > 0 &&
           grid.cells->size() == grid.size() &&
           all(*grid.cells,
               [&](float value) {
                   return value == Grid::no_value || (std::abs(value) <= 1e7F && (!people || value >= 0));
               }) &&
           GridMap::of(grid);
}

namespace {

bool is_sound(const AreaGroup& group) {
    const auto ascends = [](const std::vector<std::string>& members) {
        return std::adjacent_find(members.begin(), members.end(), std::greater_equal<>{}) == members.end();
    };
    return ascends(group.areas) && ascends(group.places);
}

}  // namespace

bool is_sound(const Dataset& data) {
    const std::size_t finest = data.areas->at(data.areas->finest()).size();
    const auto inside = [&](AreaId area) { return !area.valid() || area.row() < finest; };
    return is_sound(*data.areas) &&
           all(*data.places,
               [&](const Place& place) {
                   return place.kind <= PlaceKind::other && inside(place.area) && is_finite(place.at);
               }) &&
           all(*data.villages,
               [&](const Village& village) { return inside(village.area) && is_finite(village.at); }) &&
           all(*data.counts, [&](const CountSeries& series) { return is_sound(series, *data.areas); }) &&
           is_sound(*data.roads) && all(*data.grids, [](const Grid& grid) { return is_sound(grid); }) &&
           all(*data.groups, [](const AreaGroup& group) { return is_sound(group); }) &&
           all(*data.barriers, [](const BarrierLayer& layer) {
               return all(layer.barriers, [](const Barrier& one) { return is_sound(one); });
           });
}

}  // namespace geo
