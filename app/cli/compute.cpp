// network, nearest, coverage and export: what is computed from a study.
#include "app/cli/session.h"
#include "geo/base/figures.h"
#include "geo/data/cell.h"
#include "geo/data/table.h"
#include "geo/study/analysis.h"
#include "geo/study/study_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>

namespace app {
namespace {

struct Arguments {
    std::string study, out, points, level = "tambon";
    TravelOptions travel;
};

geo::Result<geo::Study> opened(Session& session, const Arguments& arguments) {
    TRY(geo::Study study,
        geo::open_study(arguments.study, session.progress().part(0, 0.3, "cli.stage.open")));
    TRY_VOID(arguments.travel.apply(study));
    return study;
}

geo::Profile profile_of(const geo::Travel& travel) {
    geo::Profile profile = geo::standard_profile(travel.mode, travel.season);
    profile.detour_factor = travel.detour_factor;
    profile.max_walk_m = travel.max_walk_m;
    return profile;
}

std::string kilometres(std::int64_t mm) {
    return fmt::format("{}.{:03}", mm / 1000000, mm % 1000000 / 1000);
}

geo::Result<void> write_network(const geo::Network& network, const std::string& folder) {
    std::string nodes = "node,lon,lat,component\r\n";
    for (std::size_t n = 0; n < network.node.size(); ++n)
        nodes += fmt::format("{},{:.7f},{:.7f},{}\r\n", n, network.node[n].lon, network.node[n].lat,
                             network.component[n]);
    std::string edges = "from,to,length_mm,time_ms,class,surface,way_id\r\n";
    const char* surfaces[] = {"unknown", "paved", "unpaved"};
    for (const geo::Edge& e : network.edges) {
        const auto row = [&](std::uint32_t from, std::uint32_t to, std::uint32_t ms) {
            edges += fmt::format("{},{},{},{},{},{},{}\r\n", from, to, e.length_mm, ms,
                                 geo::road_class_name(e.road_class),
                                 surfaces[static_cast<std::size_t>(e.surface)], e.way_id);
        };
        if (e.forward_ms != 0) row(e.from, e.to, e.forward_ms);
        if (e.backward_ms != 0) row(e.to, e.from, e.backward_ms);
    }
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return geo::fail(geo::Fault::unwritable, folder, problem.message());
    TRY_VOID(write_output(folder + "/nodes.csv", nodes));
    return write_output(folder + "/edges.csv", edges);
}

geo::Result<void> network(Session& session, const Arguments& arguments) {
    TRY(const geo::Study study, opened(session, arguments));
    TRY(const geo::Network network,
        geo::build_network(*study.data->roads, profile_of(study.scenario().travel),
                           session.progress().part(0.3, 1, "analysis.stage.network")));
    const geo::NetworkReport& report = network.report;
    if (session.json) {
        nlohmann::json lengths;
        nlohmann::json dropped;
        for (std::size_t c = 0; c < geo::road_class_count; ++c) {
            const char* name = geo::road_class_name(static_cast<geo::RoadClass>(c));
            if (report.length_mm[c] > 0) lengths[name] = static_cast<double>(report.length_mm[c]) / 1e6;
            if (report.dropped_ways[c] > 0) dropped[name] = report.dropped_ways[c];
        }
        const nlohmann::json out = {{"road_nodes", report.road_nodes},
                                    {"junctions_and_ends", report.junctions_and_ends},
                                    {"largest_component", report.largest_component},
                                    {"components", report.components},
                                    {"nodes", report.nodes},
                                    {"arcs", report.arcs},
                                    {"repeated_segments", report.repeated_segments},
                                    {"length_km", lengths},
                                    {"closed_ways", dropped}};
        std::cout << out.dump(2) << "\n";
    } else {
        const auto n = [](std::size_t number) { return geo::grouped(static_cast<std::int64_t>(number)); };
        std::cout << geo::say(session.lang, "cli.network.nodes",
                              {{"nodes", n(report.road_nodes)},
                               {"junctions", n(report.junctions_and_ends)},
                               {"largest", n(report.largest_component)},
                               {"components", n(report.components)}})
                  << "\n"
                  << geo::say(session.lang, "cli.network.graph",
                              {{"nodes", n(report.nodes)}, {"arcs", n(report.arcs)}})
                  << "\n";
        for (std::size_t c = 0; c < geo::road_class_count; ++c) {
            if (report.length_mm[c] == 0 && report.dropped_ways[c] == 0) continue;
            std::cout << geo::say(session.lang, "cli.network.class",
                                  {{"class", geo::road_class_name(static_cast<geo::RoadClass>(c))},
                                   {"km", kilometres(report.length_mm[c])},
                                   {"kmh", fmt::format("{:g}", network.profile.speed_kmh[c])},
                                   {"closed", n(report.dropped_ways[c])}})
                      << "\n";
        }
    }
    if (!arguments.out.empty()) return write_network(network, arguments.out);
    return {};
}

const char* status_word(const geo::Trip& trip, const std::optional<geo::Threshold>& within) {
    if (trip.status == geo::TripStatus::off_network) return "off_network";
    if (trip.status == geo::TripStatus::unreachable) return "unreachable";
    if (!within) return "reached";
    return (within->metric == geo::Metric::time ? trip.time_ms : trip.length_mm) <= within->limit
               ? "reached"
               : "beyond_limit";
}

geo::Result<void> nearest(Session& session, const Arguments& arguments) {
    TRY(const geo::Study study, opened(session, arguments));
    TRY(const geo::Table table, geo::read_table(arguments.points));
    const int id = table.column({"id", "point", "name", "code"});
    const int lon = table.column({"lon", "longitude", "lng", "x"});
    const int lat = table.column({"lat", "latitude", "y"});
    if (lon < 0 || lat < 0) return geo::fail(geo::Fault::no_position, arguments.points);
    std::vector<geo::LonLat> points;
    std::vector<std::string> ids;
    for (const geo::Table::Row& row : table.rows) {
        const auto x = geo::number_from_cell(row.cells[static_cast<std::size_t>(lon)]);
        const auto y = geo::number_from_cell(row.cells[static_cast<std::size_t>(lat)]);
        if (!x || !y) {
            geo::Error error;
            error.fault = geo::Fault::bad_value;
            error.file = arguments.points;
            error.row = row.number;
            error.column = table.header[static_cast<std::size_t>(x ? lat : lon)];
            error.value = row.cells[static_cast<std::size_t>(x ? lat : lon)];
            return geo::fail(std::move(error));
        }
        points.push_back({*x, *y});
        ids.push_back(id < 0 ? std::to_string(row.number) : row.cells[static_cast<std::size_t>(id)]);
    }
    const geo::Travel& travel = study.scenario().travel;
    const auto places = geo::fitting_places(*study.data, travel);
    if (places.empty()) return geo::fail(geo::Fault::needs_places, arguments.study);
    std::vector<geo::LonLat> at;
    for (const geo::PlaceId place : places) at.push_back((*study.data->places)[place.row()].at);
    std::optional<geo::Threshold> within;
    if (!arguments.travel.within.empty()) within = travel.within.front();
    const geo::Metric metric = within ? within->metric : geo::Metric::time;
    const geo::Profile profile = profile_of(travel);
    const bool estimate = travel.basis == geo::Basis::straight_line || study.data->roads->empty();
    std::vector<geo::Trip> trips;
    if (estimate) {
        TRY(trips, geo::straight_line_trips(at, points, profile, session.progress()));
        session.say_key("cli.estimate", {{"factor", fmt::format("{:g}", profile.detour_factor)},
                                         {"kmh", fmt::format("{:g}", profile.straight_kmh)}});
    } else {
        TRY(const geo::Network network,
            geo::build_network(*study.data->roads, profile,
                               session.progress().part(0.3, 0.6, "analysis.stage.network")));
        const auto sources = geo::snap_all(network, at);
        const auto snaps = geo::snap_all(network, points);
        TRY(trips, geo::nearest_trips(network, sources, snaps, metric,
                                      session.progress().part(0.6, 1, "analysis.stage.search")));
    }
    std::string out = "\xEF\xBB\xBFid,place_id,time_s,length_m,walk_m,status,estimate\r\n";
    for (std::size_t i = 0; i < trips.size(); ++i) {
        const geo::Trip& trip = trips[i];
        const bool reached = trip.status == geo::TripStatus::reached;
        out += fmt::format("\"{}\",\"{}\",{},{},{},{},{}\r\n", ids[i],
                           reached ? (*study.data->places)[places[trip.source].row()].id : "",
                           reached ? std::to_string(geo::ceil_seconds(trip.time_ms)) : "",
                           reached ? std::to_string(geo::ceil_metres(trip.length_mm)) : "",
                           reached ? std::to_string(geo::ceil_metres(trip.walk_mm)) : "",
                           status_word(trip, within), estimate ? "straight_line" : "");
    }
    return write_output(arguments.out, out);
}

geo::Result<void> coverage(Session& session, const Arguments& arguments) {
    TRY(const geo::Study study, opened(session, arguments));
    TRY(const geo::Level level, level_option(arguments.level));
    geo::Analysis analysis;
    TRY(const auto results, analysis.run(study, session.progress().part(0.3, 1, "analysis.stage.search")));
    geo::CoverageCsvOptions options;
    options.levels = {level};
    options.made_up = study.data->made_up;
    options.estimate = results->estimate;
    TRY_VOID(write_output(arguments.out, geo::coverage_csv(*study.data->areas, results->coverage, options)));
    if (study.data->made_up) session.say_key("cli.made_up");
    if (results->estimate) {
        const geo::Profile profile = profile_of(study.scenario().travel);
        session.say_key("cli.estimate", {{"factor", fmt::format("{:g}", profile.detour_factor)},
                                         {"kmh", fmt::format("{:g}", profile.straight_kmh)}});
    }
    for (const geo::CoverageTable& table : results->coverage) {
        const geo::CoverageRow& all = table.at(geo::Level::country)[0];
        const auto parts = geo::whole_parts(
            {all.covered_milli, all.uncovered_milli, all.unreachable_milli, all.unplaced_milli});
        session.say_key("cli.coverage.sum",
                        {{"within", geo::text_of(table.within)},
                         {"children", geo::whole_children(all.children_milli)},
                         {"covered", geo::grouped(parts[0])},
                         {"share", geo::percent(all.covered_milli, all.children_milli, 1)},
                         {"uncovered", geo::grouped(parts[1])},
                         {"unreachable", geo::grouped(parts[2])},
                         {"unplaced", geo::grouped(parts[3])}});
    }
    return {};
}

void add(CLI::App& cli, Session& session, const char* name, const char* help, const char* examples,
         geo::Result<void> (*run)(Session&, const Arguments&)) {
    auto* command = cli.add_subcommand(name, help);
    auto arguments = std::make_shared<Arguments>();
    command->add_option("study", arguments->study, "the study")->required();
    const std::string which = name;
    const bool needs_out = which == "nearest" || which == "export";
    auto* out = command->add_option(
        "--out", arguments->out,
        which == "network" ? "folder for nodes.csv and edges.csv" : "file to write (- for stdout)");
    if (needs_out) out->required();
    if (which == "nearest")
        command->add_option("--points", arguments->points, "CSV with id, lon, lat")->required();
    if (which == "coverage" || which == "export")
        command->add_option("--level", arguments->level, "tambon, amphoe, province, country");
    arguments->travel.add_to(*command, which != "network");
    command->footer(examples);
    command->callback([=, &session] {
        if (const auto done = run(session, *arguments); !done) session.code = session.failed(done.error());
    });
}

geo::Result<void> export_table(Session& session, const Arguments& arguments) {
    if (!std::string_view{arguments.out}.ends_with(".csv")) {
        geo::Error error;
        error.fault = geo::Fault::usage;
        error.file = arguments.out;
        error.detail = ".csv";
        return geo::fail(std::move(error));
    }
    return coverage(session, arguments);
}

}  // namespace

void add_network(CLI::App& cli, Session& session) {
    add(cli, session, "network", "Builds the road network and says what it holds",
        "Examples:\n  learnreach-cli network demo/demo.gpkg\n  learnreach-cli network demo/demo.gpkg --mode "
        "car --season rainy --out network",
        network);
}
void add_nearest(CLI::App& cli, Session& session) {
    add(cli, session, "nearest", "For each point its nearest fitting place",
        "Examples:\n  learnreach-cli nearest demo/demo.gpkg --points demo/villages.csv --out nearest.csv\n"
        "  learnreach-cli nearest demo/demo.gpkg --points demo/villages.csv --service vocational --within 1h "
        "--out nearest.csv",
        nearest);
}
void add_coverage(CLI::App& cli, Session& session) {
    add(cli, session, "coverage", "Who is reached within a limit, by area",
        "Examples:\n  learnreach-cli coverage demo/demo.gpkg --within 30min,6km --out coverage.csv\n"
        "  learnreach-cli coverage demo/demo.gpkg --mode walk --season rainy --level province --out -",
        coverage);
}
void add_export(CLI::App& cli, Session& session) {
    add(cli, session, "export", "The table of results for others (CSV)",
        "Examples:\n  learnreach-cli export demo/demo.gpkg --out table.csv\n  learnreach-cli export "
        "demo/demo.gpkg --level amphoe --out table.csv",
        export_table);
}

}  // namespace app
