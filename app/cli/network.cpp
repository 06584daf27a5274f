// network: builds the road network and says what it holds, what was dropped and why.
#include "app/cli/command_private.h"
#include "app/cli/out_file.h"
#include "app/cli/travel_options.h"
#include "geo/base/figures.h"
#include "geo/network/write_network.h"
#include "geo/study/analysis.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>

namespace app {
namespace {

struct Arguments {
    std::string study, out;
    bool as_read = false;
    TravelOptions travel;
};

/// Every road of the file open to everybody in both directions, ferries left out: figures that other tools
/// give too, whatever they think of modes.
geo::Roads open_to_all(const geo::Roads& roads, geo::Profile& profile) {
    geo::Roads out = roads;
    std::erase_if(out.ways, [](const geo::Way& way) { return way.road_class == geo::RoadClass::ferry; });
    for (geo::Way& way : out.ways) {
        way.flags = 0;
        way.one_way = geo::OneWay::no;
    }
    profile.speed_kmh.fill(profile.walk_kmh);
    return out;
}

const char* class_name(std::size_t c) {
    return geo::road_class_name(static_cast<geo::RoadClass>(c));
}

std::string json_of(const geo::Network& network) {
    const geo::NetworkReport& report = network.report;
    nlohmann::json classes = nlohmann::json::object();
    for (std::size_t c = 0; c < geo::road_class_count; ++c)
        if (report.length_mm[c] > 0 || report.dropped_ways[c] > 0)
            classes[class_name(c)] = {{"length_km", static_cast<double>(report.length_mm[c]) / 1e6},
                                      {"speed_kmh", network.profile.speed_kmh[c]},
                                      {"closed_ways", report.dropped_ways[c]}};
    const nlohmann::json out = {{"mode", geo::mode_name(network.profile.mode)},
                                {"season", geo::season_name(network.profile.season)},
                                {"road_nodes", report.road_nodes},
                                {"junctions_and_ends", report.junctions_and_ends},
                                {"largest_component", report.largest_component},
                                {"components", report.components},
                                {"nodes", report.nodes},
                                {"arcs", report.arcs},
                                {"strongly_connected", report.strongly_connected},
                                {"one_way_ends", report.one_way_ends},
                                {"repeated_segments", report.repeated_segments},
                                {"classes", classes}};
    return out.dump(2);
}

std::string words_of(const Session& session, const geo::Network& network) {
    const geo::NetworkReport& report = network.report;
    const auto n = [](std::size_t number) { return geo::grouped(static_cast<std::int64_t>(number)); };
    std::string out =
        geo::say(session.lang, "cli.network.nodes",
                 {{"nodes", n(report.road_nodes)},
                  {"junctions", n(report.junctions_and_ends)},
                  {"largest", n(report.largest_component)},
                  {"components", n(report.components)}}) +
        "\n" +
        geo::say(session.lang, "cli.network.graph", {{"nodes", n(report.nodes)}, {"arcs", n(report.arcs)}}) +
        "\n" +
        geo::say(session.lang, "cli.network.strong",
                 {{"strong", n(report.strongly_connected)}, {"ends", n(report.one_way_ends)}});
    for (std::size_t c = 0; c < geo::road_class_count; ++c) {
        if (report.length_mm[c] == 0 && report.dropped_ways[c] == 0) continue;
        const std::string name = geo::word(session.lang, std::string{"app.road."} + class_name(c));
        const std::string closed =
            geo::say(session.lang, "cli.network.closed", {{"ways", n(report.dropped_ways[c])}});
        if (report.length_mm[c] == 0) {
            out += "\n" + name + ": " + closed;
            continue;
        }
        const std::int64_t metres = report.length_mm[c] / 1000;
        out += "\n" + geo::say(session.lang, "cli.network.class",
                               {{"class", name},
                                {"km", fmt::format("{}.{:03}", geo::grouped(metres / 1000), metres % 1000)},
                                {"kmh", fmt::format("{:g}", network.profile.speed_kmh[c])}});
        if (report.dropped_ways[c] > 0) out += " · " + closed;
    }
    if (report.repeated_segments > 0)
        out += "\n" +
               geo::say(session.lang, "cli.network.repeated", {{"segments", n(report.repeated_segments)}});
    return out;
}

geo::Result<int> network(Session& session, const Arguments& arguments) {
    TRY(const geo::Study study, arguments.travel.open(session, arguments.study));
    std::array<OutFile, 2> tables;
    for (std::size_t t = 0; t < tables.size() && !arguments.out.empty(); ++t) {
        const auto file = std::filesystem::path(arguments.out) / (t == 0 ? "nodes.csv" : "edges.csv");
        TRY(tables[t], OutFile::at(session, file.string(), {arguments.study}));
        TRY_VOID(tables[t].keeps(session, *study.data));
    }
    geo::Profile profile = geo::profile_of(study.scenario().travel);
    geo::Roads opened;
    if (arguments.as_read) opened = open_to_all(*study.data->roads, profile);
    auto built = geo::build_network(arguments.as_read ? opened : *study.data->roads, profile,
                                    session.progress().part(0.2, 1, "analysis.stage.network"));
    if (!built) {
        geo::Error error = built.error();
        error.file = arguments.study;
        return geo::fail(std::move(error));
    }
    if (!arguments.out.empty()) TRY_VOID(geo::write_network(*built, arguments.out));
    std::cout << (session.json ? json_of(*built) : words_of(session, *built)) << "\n";
    for (const OutFile& table : tables) table.say_replaced(session);
    if (study.data->made_up) session.say_key("cli.made_up");
    return exit_done;
}

}  // namespace

void add_network(CLI::App& cli, Session& session) {
    CLI::App* command = add_command(
        cli, session, "network",
        {"network demo/demo.gpkg", "network demo/demo.gpkg --mode car --season rainy --out network"});
    auto arguments = std::make_shared<Arguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    add_option(command, session, "--out", arguments->out, "cli.option.out_network");
    add_flag(command, session, "--as-read", arguments->as_read, "cli.option.as_read");
    arguments->travel.add_to(command, session, TravelOptions::Limits::none);
    on_run(command, session, [=, &session] { return network(session, *arguments); });
}

}  // namespace app
