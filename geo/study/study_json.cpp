#include "geo/study/study_parts_private.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <stdexcept>

namespace geo::parts {
namespace {

using nlohmann::json;

/// Raised when a file of this version could not be read by an earlier program.
constexpr std::int64_t study_version = 1;

json json_of_road_edit(const RoadEdit& edit) {
    json out = {{"id", edit.id.value}, {"name", edit.name}};
    if (const auto* road = std::get_if<NewRoad>(&edit.what)) {
        json line = json::array();
        for (const LonLat& at : road->line) line.push_back({at.lon, at.lat});
        out["new"] = {{"line", line},
                      {"class", road_class_name(road->road_class)},
                      {"surface", surface_name(road->surface)}};
    } else if (const auto* closed = std::get_if<ClosedRoad>(&edit.what)) {
        out["closed"] = {{"way", closed->way_id}, {"lon", closed->at.lon}, {"lat", closed->at.lat}};
    } else {
        const auto& slowed = std::get<SlowedRoads>(edit.what);
        out["slowed"] = {{"level", level_name(slowed.level)},
                         {"area", slowed.area_code},
                         {"class", slowed.road_class ? road_class_name(*slowed.road_class) : ""},
                         {"percent", slowed.percent}};
    }
    return out;
}

bool on_earth(LonLat at) {
    return std::abs(at.lon) <= 180 && std::abs(at.lat) <= 90;
}

RoadEdit road_edit_from_json(const json& from) {
    RoadEdit out;
    out.id = RoadEditId{from.at("id").get<std::uint32_t>()};
    out.name = from.at("name").get<std::string>();
    bool sound = true;
    if (from.contains("new")) {
        const json& road = from.at("new");
        NewRoad made;
        for (const json& at : road.at("line")) {
            made.line.push_back({at.at(0).get<double>(), at.at(1).get<double>()});
            sound = sound && on_earth(made.line.back());
        }
        made.road_class = road_class_from_name(road.at("class").get<std::string>()).value();
        made.surface = surface_from_name(road.at("surface").get<std::string>()).value();
        sound = sound && made.line.size() >= 2 && made.line.size() <= most_road_points;
        out.what = std::move(made);
    } else if (from.contains("closed")) {
        const json& closed = from.at("closed");
        const LonLat at{closed.at("lon").get<double>(), closed.at("lat").get<double>()};
        sound = on_earth(at);
        out.what = ClosedRoad{closed.at("way").get<std::int64_t>(), at};
    } else {
        const json& slowed = from.at("slowed");
        SlowedRoads made{level_from_name(slowed.at("level").get<std::string>()).value(),
                         slowed.at("area").get<std::string>(),
                         {},
                         slowed.at("percent").get<int>()};
        if (const std::string name = slowed.at("class").get<std::string>(); !name.empty())
            made.road_class = road_class_from_name(name).value();
        sound = made.percent >= least_speed_percent && made.percent <= greatest_speed_percent;
        out.what = std::move(made);
    }
    if (!sound) throw std::out_of_range("road_edits");
    return out;
}

json json_of_scenario(const Scenario& scenario) {
    json within = json::array();
    for (const Threshold& t : scenario.travel.within)
        within.push_back({{"metric", t.metric == Metric::time ? "time" : "length"}, {"limit", t.limit}});
    json units = json::array();
    for (const PlannedUnit& unit : scenario.units)
        units.push_back({{"id", unit.id.value},
                         {"name", unit.name},
                         {"lon", unit.at.lon},
                         {"lat", unit.at.lat},
                         {"kind", place_kind_name(unit.kind)},
                         {"services", unit.services},
                         {"capacity", unit.capacity}});
    json changes = json::array();
    for (const PlaceChange& change : scenario.changes)
        changes.push_back({{"id", change.id}, {"name_th", change.name_th}, {"open", change.open}});
    json road_edits = json::array();
    for (const RoadEdit& edit : scenario.road_edits) road_edits.push_back(json_of_road_edit(edit));
    return {{"name", scenario.name},
            {"mode", mode_name(scenario.travel.mode)},
            {"season", season_name(scenario.travel.season)},
            {"basis", scenario.travel.basis == Basis::roads ? "roads" : "straight_line"},
            {"within", within},
            {"place_kinds", scenario.travel.place_kinds},
            {"services", scenario.travel.services},
            {"series", scenario.travel.children.series},
            {"weights", weights_name(scenario.travel.children.weights)},
            {"pace", pace_name(scenario.travel.pace)},
            {"unpaved_in_rain", unpaved_in_rain_name(scenario.travel.unpaved_in_rain)},
            {"slope", scenario.travel.slope},
            {"speeds", scenario.travel.speeds.table == nullptr ? std::string{}
                                                               : speeds_csv(*scenario.travel.speeds.table)},
            {"detour_factor", scenario.travel.detour_factor},
            {"max_walk_m", scenario.travel.max_walk_m},
            {"units", units},
            {"units_so_far", scenario.units_so_far},
            {"access",
             {{"method", access_method_name(scenario.access.method)},
              {"decay", decay_name(scenario.access.decay)},
              {"supply", supply_rule_name(scenario.access.supply)}}},
            {"place_changes", changes},
            {"road_edits", road_edits},
            {"road_edits_so_far", scenario.road_edits_so_far}};
}

/// Studies of early versions have neither units nor changes.
void decisions_from_json(const json& from, Scenario& out) {
    out.units_so_far = from.value("units_so_far", 0U);
    for (const json& one : from.value("units", json::array())) {
        PlannedUnit unit;
        unit.id = UnitId{one.at("id").get<std::uint32_t>()};
        unit.name = one.at("name").get<std::string>();
        unit.at = {one.at("lon").get<double>(), one.at("lat").get<double>()};
        unit.kind = place_kind_from_name(one.at("kind").get<std::string>()).value();
        unit.services = one.at("services").get<std::uint32_t>();
        unit.capacity = one.at("capacity").get<std::int32_t>();
        const bool sound = unit.id.value > (out.units.empty() ? 0 : out.units.back().id.value) &&
                           unit.id.value <= out.units_so_far && std::abs(unit.at.lon) <= 180 &&
                           std::abs(unit.at.lat) <= 90 && unit.capacity >= -1;
        if (!sound || out.units.size() >= most_units) throw std::out_of_range("units");
        out.units.push_back(std::move(unit));
    }
    for (const json& one : from.value("place_changes", json::array()))
        out.changes.push_back({one.at("id").get<std::string>(), one.at("name_th").get<std::string>(),
                               one.at("open").get<bool>()});
    out.road_edits_so_far = from.value("road_edits_so_far", 0U);
    for (const json& one : from.value("road_edits", json::array())) {
        RoadEdit edit = road_edit_from_json(one);
        const std::uint32_t last = out.road_edits.empty() ? 0 : out.road_edits.back().id.value;
        if (edit.id.value <= last || edit.id.value > out.road_edits_so_far ||
            out.road_edits.size() >= most_road_edits)
            throw std::out_of_range("road_edits");
        out.road_edits.push_back(std::move(edit));
    }
}

Scenario scenario_from_json(const json& from) {
    Scenario out;
    out.name = from.at("name").get<std::string>();
    Travel& travel = out.travel;
    travel.mode = mode_from_name(from.at("mode").get<std::string>()).value();
    travel.season = season_from_name(from.at("season").get<std::string>()).value();
    travel.basis = from.at("basis").get<std::string>() == "roads" ? Basis::roads : Basis::straight_line;
    travel.within.clear();
    for (const json& t : from.at("within"))
        travel.within.push_back({t.at("metric").get<std::string>() == "time" ? Metric::time : Metric::length,
                                 t.at("limit").get<std::uint32_t>()});
    travel.place_kinds = from.at("place_kinds").get<std::uint32_t>();
    travel.services = from.at("services").get<std::uint32_t>();
    travel.children.series = from.at("series").get<std::string>();
    // Studies of early versions put children on villages alone.
    travel.children.weights = weights_from_name(from.value("weights", "villages")).value();
    // Nor do they know paces, slopes and tables of their own.
    travel.pace = pace_from_name(from.value("pace", "central")).value();
    travel.unpaved_in_rain = unpaved_in_rain_from_name(from.value("unpaved_in_rain", "slower")).value();
    travel.slope = from.value("slope", true);
    if (const std::string speeds = from.value("speeds", std::string{}); !speeds.empty()) {
        auto table = speeds_from_csv(speeds);
        if (!table) throw std::out_of_range("speeds");
        travel.speeds.table = std::make_shared<const SpeedTable>(*std::move(table));
    }
    travel.detour_factor = from.at("detour_factor").get<double>();
    travel.max_walk_m = from.at("max_walk_m").get<double>();
    const bool sound = !travel.within.empty() && travel.detour_factor >= 1 && travel.detour_factor <= 100 &&
                       travel.max_walk_m >= 0 && travel.max_walk_m <= 1e6;
    if (!sound) throw std::out_of_range("travel");
    decisions_from_json(from, out);
    // Nor is access computed in them.
    if (const auto access = from.find("access"); access != from.end()) {
        out.access.method = access_method_from_name(access->at("method").get<std::string>()).value();
        out.access.decay = decay_from_name(access->at("decay").get<std::string>()).value();
        out.access.supply = supply_rule_from_name(access->at("supply").get<std::string>()).value();
    }
    return out;
}

MapStyle style_from_json(const json& from) {
    MapStyle map;
    map.indicator = indicator_from_name(from.at("indicator").get<std::string>()).value();
    map.level = level_from_name(from.at("level").get<std::string>()).value();
    map.method = class_method_from_name(from.at("method").get<std::string>()).value();
    map.classes = from.at("classes").get<int>();
    map.manual_breaks = from.at("manual_breaks").get<std::vector<double>>();
    map.palette = from.at("palette").get<std::string>();
    map.show_units = from.at("show_units").get<bool>();
    map.show_schools = from.at("show_schools").get<bool>();
    map.show_villages = from.at("show_villages").get<bool>();
    map.show_roads = from.at("show_roads").get<bool>();
    map.show_labels = from.at("show_labels").get<bool>();
    map.show_barriers = from.value("show_barriers", map.show_barriers);
    // Studies of early versions hatch nothing of their own; they do from now on.
    map.show_doubt = from.value("show_doubt", map.show_doubt);
    map.old_months = from.value("old_months", map.old_months);
    map.age_on = from.value("age_on", map.age_on);
    map.show_bands = from.value("show_bands", map.show_bands);
    bool sound = map.classes >= 2 && map.classes <= 9 && map.manual_breaks.size() <= 20;
    for (std::size_t i = 0; i < map.manual_breaks.size(); ++i)
        sound = sound && std::isfinite(map.manual_breaks[i]) &&
                (i == 0 || map.manual_breaks[i - 1] <= map.manual_breaks[i]);
    sound = sound && map.old_months >= 1 && map.old_months <= most_old_months;
    if (!sound) throw std::out_of_range("map");
    return map;
}

}  // namespace

std::string json_of(const Study& study) {
    json scenarios = json::array();
    for (const Scenario& scenario : study.scenarios) scenarios.push_back(json_of_scenario(scenario));
    json profiles = json::array();
    for (const ImportProfile& profile : study.profiles)
        profiles.push_back({{"sender", profile.sender},
                            {"kind", profile.kind},
                            {"reading", json::parse(reading_json(profile.reading))}});
    const MapStyle& map = study.map;
    const json out = {{"title", study.title},
                      {"profiles", profiles},
                      {"active", study.active},
                      {"made_up", study.data->made_up},
                      {"scenarios", scenarios},
                      {"map",
                       {{"indicator", indicator_name(map.indicator)},
                        {"level", level_name(map.level)},
                        {"method", class_method_name(map.method)},
                        {"classes", map.classes},
                        {"manual_breaks", map.manual_breaks},
                        {"palette", map.palette},
                        {"show_units", map.show_units},
                        {"show_schools", map.show_schools},
                        {"show_villages", map.show_villages},
                        {"show_roads", map.show_roads},
                        {"show_labels", map.show_labels},
                        {"show_barriers", map.show_barriers},
                        {"show_doubt", map.show_doubt},
                        {"old_months", map.old_months},
                        {"age_on", map.age_on},
                        {"show_bands", map.show_bands}}}};
    // A file name may hold bytes that are no UTF-8: they are replaced, never thrown on.
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Study> study_from_json(const std::string& text, const std::string& file) {
    try {
        const json from = json::parse(text);
        Study study;
        study.title = from.at("title").get<std::string>();
        study.scenarios.clear();
        for (const json& scenario : from.at("scenarios"))
            study.scenarios.push_back(scenario_from_json(scenario));
        study.active = from.at("active").get<std::size_t>();
        if (study.active >= study.scenarios.size()) return fail(Fault::unreadable, file);
        Dataset data;
        data.made_up = from.at("made_up").get<bool>();
        study.data = std::make_shared<const Dataset>(std::move(data));
        study.map = style_from_json(from.at("map"));
        // Studies of early versions know no senders.
        for (const json& profile : from.value("profiles", json::array())) {
            TRY(Reading reading, reading_from_json(profile.at("reading").dump(), file));
            study.profiles.push_back({profile.at("sender").get<std::string>(),
                                      profile.at("kind").get<std::string>(), std::move(reading)});
        }
        return study;
    } catch (const std::exception& problem) {
        return fail(Fault::unreadable, file, problem.what());
    }
}

Result<void> write_decisions(sqlite3* database, const std::string& file, const Study& study) {
    TRY_VOID(sql::execute(database, file, "DELETE FROM learnreach_study"));
    sql::Statement insert(database, "INSERT INTO learnreach_study VALUES (?, ?)");
    if (!insert.bind(study_version).bind(json_of(study)).run())
        return sql::failure(database, file, Fault::unwritable);
    return {};
}

Result<Study> read_decisions(sqlite3* database, const std::string& file) {
    sql::Statement select(database, "SELECT version, decisions FROM learnreach_study");
    if (!select.step()) return sql::failure(database, file, Fault::wrong_kind);
    if (select.integer(0) > study_version) return fail(Fault::newer_version, file);
    return study_from_json(select.text(1), file);
}

Result<void> write_sources(sqlite3* database, const std::string& file,
                           const std::vector<SourceFile>& sources) {
    TRY_VOID(emptied(database, file, "sources"));
    for (const char* column : {"origin", "reading", "report"})
        TRY_VOID(with_column(database, file, "sources", column));
    sql::Statement insert(database,
                          "INSERT INTO sources (kind, file, sha256, rows, imported, note, origin, reading, "
                          "report) VALUES (?,?,?,?,?,?,?,?,?)");
    for (const SourceFile& source : sources) {
        const auto& [kind, name, sha256, rows, imported_iso, note, origin, reading, report] = source;
        insert.bind(kind).bind(name).bind(sha256).bind(rows).bind(imported_iso).bind(note);
        insert.bind(origin).bind(reading).bind(report);
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    }
    return {};
}

Result<std::vector<SourceFile>> read_sources(sqlite3* database, const std::string& file) {
    std::vector<SourceFile> sources;
    // Studies of early versions do not say where their files lay, how they were read, nor what became of
    // their rows.
    std::string columns = "kind, file, sha256, rows, imported, note";
    for (const char* column : {"origin", "reading", "report"})
        columns += has_column(database, "sources", column) ? std::string{", "} + column : ", ''";
    sql::Statement select(database, "SELECT " + columns + " FROM sources ORDER BY fid");
    while (select.step())
        sources.push_back({select.text(0), select.text(1), select.text(2), select.integer(3), select.text(4),
                           select.text(5), select.text(6), select.text(7), select.text(8)});
    if (!select.done()) return sql::failure(database, file, Fault::unreadable);
    return sources;
}

}  // namespace geo::parts
