#include "geo/study/study_parts_private.h"

#include <nlohmann/json.hpp>

namespace geo::parts {
namespace {

using nlohmann::json;

json json_of_scenario(const Scenario& scenario) {
    json within = json::array();
    for (const Threshold& t : scenario.travel.within)
        within.push_back({{"metric", t.metric == Metric::time ? "time" : "length"}, {"limit", t.limit}});
    return {{"name", scenario.name},
            {"mode", mode_name(scenario.travel.mode)},
            {"season", season_name(scenario.travel.season)},
            {"basis", scenario.travel.basis == Basis::roads ? "roads" : "straight_line"},
            {"within", within},
            {"place_kinds", scenario.travel.place_kinds},
            {"services", scenario.travel.services},
            {"series", scenario.travel.children.series},
            {"detour_factor", scenario.travel.detour_factor},
            {"max_walk_m", scenario.travel.max_walk_m}};
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
    travel.detour_factor = from.at("detour_factor").get<double>();
    travel.max_walk_m = from.at("max_walk_m").get<double>();
    return out;
}

}  // namespace

std::string json_of(const Study& study) {
    json scenarios = json::array();
    for (const Scenario& scenario : study.scenarios) scenarios.push_back(json_of_scenario(scenario));
    json sources = json::array();
    for (const SourceFile& s : study.data->sources)
        sources.push_back({{"kind", s.kind},
                           {"file", s.file},
                           {"sha256", s.sha256},
                           {"rows", s.rows},
                           {"imported", s.imported_iso},
                           {"note", s.note}});
    const MapStyle& map = study.map;
    const json out = {{"title", study.title},
                      {"active", study.active},
                      {"made_up", study.data->made_up},
                      {"scenarios", scenarios},
                      {"sources", sources},
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
                        {"show_labels", map.show_labels}}}};
    return out.dump();
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
        for (const json& s : from.at("sources"))
            data.sources.push_back({s.at("kind").get<std::string>(), s.at("file").get<std::string>(),
                                    s.at("sha256").get<std::string>(), s.at("rows").get<std::int64_t>(),
                                    s.at("imported").get<std::string>(), s.at("note").get<std::string>()});
        study.data = std::make_shared<const Dataset>(std::move(data));
        const json& map = from.at("map");
        study.map.indicator = indicator_from_name(map.at("indicator").get<std::string>()).value();
        study.map.level = level_from_name(map.at("level").get<std::string>()).value();
        study.map.method = class_method_from_name(map.at("method").get<std::string>()).value();
        study.map.classes = map.at("classes").get<int>();
        study.map.manual_breaks = map.at("manual_breaks").get<std::vector<double>>();
        study.map.palette = map.at("palette").get<std::string>();
        study.map.show_units = map.at("show_units").get<bool>();
        study.map.show_schools = map.at("show_schools").get<bool>();
        study.map.show_villages = map.at("show_villages").get<bool>();
        study.map.show_roads = map.at("show_roads").get<bool>();
        study.map.show_labels = map.at("show_labels").get<bool>();
        return study;
    } catch (const std::exception& problem) {
        return fail(Fault::unreadable, file, problem.what());
    }
}

}  // namespace geo::parts
