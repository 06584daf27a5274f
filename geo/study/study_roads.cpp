#include "geo/base/ensure.h"
#include "geo/base/names.h"
#include "geo/study/study_parts_private.h"
#include "geo/study/wkb_private.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace geo::parts {
namespace {

constexpr std::array<const char*, 3> one_way_names = {"no", "forward", "backward"};
constexpr std::size_t nodes_a_row = 65536;  // a blob of 1 MB, so that roads of any size fit

bool is_byte(std::int64_t value) {
    return value >= 0 && value <= 255;
}

bool are_flags(std::int64_t value) {
    return value >= 0 && value <= road_flags_all;
}

Result<void> write_nodes(sqlite3* database, const std::string& file, const std::vector<LonLat>& nodes) {
    TRY_VOID(sql::execute(database, file, "DELETE FROM learnreach_road_nodes"));
    sql::Statement insert(database, "INSERT INTO learnreach_road_nodes (first, positions) VALUES (?,?)");
    for (std::size_t first = 0; first < nodes.size(); first += nodes_a_row) {
        const std::size_t count = std::min(nodes_a_row, nodes.size() - first);
        insert.bind(static_cast<std::int64_t>(first));
        insert.bind_blob({reinterpret_cast<const char*>(nodes.data() + first), count * sizeof(LonLat)});
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    }
    return {};
}

Result<std::vector<LonLat>> read_nodes(sqlite3* database, const std::string& file) {
    std::vector<LonLat> nodes;
    sql::Statement select(database, "SELECT first, positions FROM learnreach_road_nodes ORDER BY first");
    while (select.step()) {
        const std::string_view bytes = select.blob(1);
        if (select.integer(0) != static_cast<std::int64_t>(nodes.size()) ||
            bytes.size() % sizeof(LonLat) != 0)
            return damaged(file, "learnreach_road_nodes");
        const std::size_t before = nodes.size();
        nodes.resize(before + bytes.size() / sizeof(LonLat));
        if (!bytes.empty()) std::memcpy(nodes.data() + before, bytes.data(), bytes.size());
    }
    if (!select.done()) return sql::failure(database, file, Fault::unreadable);
    if (!std::all_of(nodes.begin(), nodes.end(), wkb::on_globe))
        return damaged(file, "learnreach_road_nodes");
    return nodes;
}

}  // namespace

Result<void> write_roads(sqlite3* database, const std::string& file, const Roads& roads,
                         const Progress& progress) {
    TRY_VOID(emptied(database, file, "roads"));
    TRY_VOID(write_nodes(database, file, roads.nodes));
    sql::Statement insert(database,
                          "INSERT INTO roads (geom, way_id, class, surface, one_way, flags, max_speed_kmh, "
                          "nodes) VALUES (?,?,?,?,?,?,?,?)");
    Box box;
    for (const LonLat& node : roads.nodes) box.add(node);
    for (const Way& way : roads.ways) {
        if (progress.cancelled()) return fail(Fault::cancelled, file);
        ENSURE(way.speed_percent == 100);  // what a plan does to roads is kept with the plan
        const auto refs = roads.nodes_of(way);
        TRY_VOID(bind_geometry(insert, wkb::of_line(roads.nodes, refs), file, "roads"));
        insert.bind(way.id).bind(road_class_name(way.road_class));
        insert.bind(surface_name(way.surface));
        insert.bind(one_way_names.at(static_cast<std::size_t>(way.one_way)));
        insert.bind(std::int64_t{way.flags}).bind(std::int64_t{way.max_speed_kmh});
        insert.bind_blob({reinterpret_cast<const char*>(refs.data()), refs.size_bytes()});
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    }
    return set_extent(database, file, "roads", box);
}

Result<Roads> read_roads(sqlite3* database, const std::string& file, const Progress& progress) {
    Roads roads;
    TRY(roads.nodes, read_nodes(database, file));
    sql::Statement select(
        database,
        "SELECT way_id, class, surface, one_way, flags, max_speed_kmh, nodes FROM roads ORDER BY fid");
    while (select.step()) {
        if (progress.cancelled()) return fail(Fault::cancelled, file);
        const auto road_class = road_class_from_name(select.text(1));
        const auto surface = surface_from_name(select.text(2));
        const auto one_way = value_of_name<OneWay>(one_way_names, select.text(3));
        const std::string_view bytes = select.blob(6);
        const std::size_t count = bytes.size() / sizeof(std::uint32_t);
        if (!road_class || !surface || !one_way || !are_flags(select.integer(4)) ||
            !is_byte(select.integer(5)) || bytes.size() % sizeof(std::uint32_t) != 0 || count < 2)
            return damaged(file, "roads");
        Way way;
        way.id = select.integer(0);
        way.road_class = *road_class;
        way.surface = *surface;
        way.one_way = *one_way;
        way.flags = static_cast<std::uint16_t>(select.integer(4));
        way.max_speed_kmh = static_cast<std::uint8_t>(select.integer(5));
        way.first = static_cast<std::uint32_t>(roads.way_nodes.size());
        way.count = static_cast<std::uint32_t>(count);
        roads.way_nodes.resize(roads.way_nodes.size() + count);
        std::memcpy(roads.way_nodes.data() + way.first, bytes.data(), bytes.size());
        for (const std::uint32_t node : roads.nodes_of(way))
            if (node >= roads.nodes.size()) return damaged(file, "roads");
        roads.ways.push_back(way);
    }
    if (!select.done()) return sql::failure(database, file, Fault::unreadable);
    return roads;
}

}  // namespace geo::parts
