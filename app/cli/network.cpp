// network: builds the road network and says what it holds, what was dropped and why.
#include "app/cli/command_private.h"
#include "app/cli/coverage_run.h"
#include "app/cli/out_file.h"
#include "app/cli/travel_options.h"
#include "geo/base/figures.h"
#include "geo/network/barrier_map.h"
#include "geo/network/ground.h"
#include "geo/network/terrain.h"
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

struct NetworkArguments {
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
    profile.rides = false;
    profile.speed_kmh.fill(profile.walk_kmh);
    return out;
}

const char* class_name(std::size_t c) {
    return geo::road_class_name(static_cast<geo::RoadClass>(c));
}

/// How far what stands in the study lies from the road: villages and open places with a position.
struct Bands {
    const char* from;
    geo::SnapBands bands;
    geo::BarrierTold barriers;
};
std::vector<Bands> bands_of(const geo::Study& study, const geo::Network& network) {
    std::vector<geo::LonLat> villages;
    for (const geo::Village& village : *study.data->villages) villages.push_back(village.at);
    std::vector<geo::LonLat> places;
    for (const geo::Place& place : *study.data->places)
        if (place.has_position && place.open) places.push_back(place.at);
    std::vector<Bands> out;
    const auto add = [&](const char* from, const std::vector<geo::Snap>& snaps) {
        if (!snaps.empty()) out.push_back({from, geo::snap_bands(snaps), geo::barrier_told(snaps)});
    };
    add("villages", geo::snap_all(network, villages));
    add("places", geo::snap_all(network, places, geo::SnapFor::place));
    return out;
}

nlohmann::json json_of(const geo::SnapBands& bands) {
    nlohmann::json out = nlohmann::json::array();
    for (std::size_t b = 0; b < bands.weight.size(); ++b)
        out.push_back(
            {{"upto_m", b < geo::SnapBands::upto_m.size() ? nlohmann::json(geo::SnapBands::upto_m[b])
                                                          : nlohmann::json(nullptr)},
             {"off_network", b + 1 == bands.weight.size()},
             {"number", bands.weight[b]}});
    return out;
}

std::string json_of(const geo::Network& network, const std::vector<Bands>& bands, bool made_up) {
    const geo::NetworkReport& report = network.report;
    nlohmann::json classes = nlohmann::json::object();
    for (std::size_t c = 0; c < geo::road_class_count; ++c)
        if (report.length_mm[c] > 0 || report.dropped_ways[c] > 0)
            classes[class_name(c)] = {{"length_km", static_cast<double>(report.length_mm[c]) / 1e6},
                                      {"speed_kmh", network.profile.speed_kmh[c]},
                                      {"on_foot_kmh", network.profile.foot_kmh[c]},
                                      {"closed_ways", report.dropped_ways[c]}};
    nlohmann::json out = {{"mode", geo::mode_name(network.profile.mode)},
                          {"season", geo::season_name(network.profile.season)},
                          {"road_nodes", report.road_nodes},
                          {"junctions_and_ends", report.junctions_and_ends},
                          {"largest_component", report.largest_component},
                          {"components", report.components},
                          {"nodes", report.nodes},
                          {"edges", network.edges.size()},
                          {"arcs", report.arcs},
                          {"made_up", made_up},
                          {"strongly_connected", report.strongly_connected},
                          {"one_way_ends", report.one_way_ends},
                          {"repeated_segments", report.repeated_segments},
                          {"speeds", geo::pace_name(network.profile.pace)},
                          {"boards", network.profile.rides},
                          {"transfers", report.transfers},
                          {"wait_s", network.profile.wait_s},
                          {"elevation",
                           {{"used", report.elevation_used},
                            {"edges_on_foot", report.edges_on_foot},
                            {"edges_with_elevation", report.edges_with_elevation}}},
                          {"ground",
                           {{"used", network.ground != nullptr},
                            {"step_m", network.ground == nullptr ? 0 : network.ground->step_m()}}},
                          {"classes", classes}};
    for (const Bands& one : bands) {
        out[std::string{one.from} + "_by_metres_to_road"] = json_of(one.bands);
        out[std::string{one.from} + "_cut_off_by_water"] = one.bands.cut_off;
    }
    if (network.barriers != nullptr) {
        nlohmann::json& barriers = out["barriers"];
        barriers = {{"roads_over_water", report.over_water},
                    {"said_to_be_bridges", report.bridges},
                    {"said_to_be_fords", report.fords},
                    {"roads_cut_by_border", report.cut_by_border}};
        for (const Bands& one : bands)
            barriers[one.from] = {{"moved_to_the_edge", one.barriers.moved},
                                  {"turned_away", one.barriers.turned},
                                  {"behind_a_barrier", one.barriers.cut_off}};
    }
    return out.dump(2);
}

std::string words_of(const Session& session, const geo::Network& network, const std::vector<Bands>& bands) {
    const geo::NetworkReport& report = network.report;
    const auto n = [](std::size_t number) { return geo::grouped(static_cast<std::int64_t>(number)); };
    std::string out =
        geo::say(session.lang, "cli.network.nodes",
                 {{"nodes", n(report.road_nodes)},
                  {"junctions", n(report.junctions_and_ends)},
                  {"largest", n(report.largest_component)},
                  {"components", n(report.components)}}) +
        "\n" +
        geo::say(session.lang, "cli.network.graph",
                 {{"nodes", n(report.nodes)}, {"edges", n(network.edges.size())}, {"arcs", n(report.arcs)}}) +
        "\n" +
        geo::say(session.lang, "cli.network.strong",
                 {{"strong", n(report.strongly_connected)}, {"ends", n(report.one_way_ends)}});
    for (std::size_t c = 0; c < geo::road_class_count; ++c) {
        if (report.length_mm[c] == 0 && report.dropped_ways[c] == 0) continue;
        const std::string name = geo::word(session.lang, std::string{"app.road."} + class_name(c));
        const std::string closed =
            geo::say(session.lang, "cli.network.closed", {{"ways", n(report.dropped_ways[c])}});
        if (report.length_mm[c] == 0) {
            out.append("\n").append(name).append(": ").append(closed);
            continue;
        }
        const std::int64_t metres = report.length_mm[c] / 1000;
        const bool walked = network.profile.rides && network.profile.speed_kmh[c] <= 0;
        const double kmh = walked ? network.profile.foot_kmh[c] : network.profile.speed_kmh[c];
        out += "\n" + geo::say(session.lang, walked ? "cli.network.class_on_foot" : "cli.network.class",
                               {{"class", name},
                                {"km", fmt::format("{}.{:03}", geo::grouped(metres / 1000), metres % 1000)},
                                {"kmh", fmt::format("{:g}", kmh)}});
        if (report.dropped_ways[c] > 0) out += " · " + closed;
    }
    if (report.repeated_segments > 0)
        out += "\n" +
               geo::say(session.lang, "cli.network.repeated", {{"segments", n(report.repeated_segments)}});
    if (network.profile.rides)
        out += "\n" + geo::say(session.lang, "cli.network.boards",
                               {{"spots", n(report.transfers)},
                                {"minutes", fmt::format("{:g}", network.profile.wait_s / 60)}});
    if (report.elevation_used)
        out += "\n" + geo::say(session.lang, "cli.network.elevation",
                               {{"edges", n(report.edges_with_elevation)}, {"all", n(report.edges_on_foot)}});
    if (network.ground != nullptr)
        out += "\n" + geo::say(session.lang, "cli.network.ground",
                               {{"metres", fmt::format("{:.0f}", network.ground->step_m())}});
    for (const Bands& one : bands) out += "\n" + bands_words(session, one.from, one.bands, network.profile);
    if (network.barriers == nullptr) return out;
    out += "\n" + barrier_words(session, network);
    for (const Bands& one : bands)
        out += "\n" + geo::say(session.lang, "cli.barriers.points",
                               {{"from", geo::word(session.lang, std::string{"cli.snap."} + one.from)},
                                {"turned", n(one.barriers.turned)},
                                {"moved", n(one.barriers.moved)},
                                {"behind", n(one.barriers.cut_off)}});
    return out;
}

geo::Result<int> network(Session& session, const NetworkArguments& arguments) {
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
    const geo::Progress progress = session.progress().part(0.2, 1, "analysis.stage.network");
    auto built = arguments.as_read ? geo::build_network(opened, profile, progress)
                                   : geo::network_of(*study.data, study.scenario().road_edits, profile,
                                                     study.scenario().travel.slope, progress);
    if (!built) {
        geo::Error error = built.error();
        error.file = arguments.study;
        return geo::fail(std::move(error));
    }
    if (!arguments.out.empty()) TRY_VOID(geo::write_network(*built, arguments.out));
    const std::vector<Bands> bands = bands_of(study, *built);
    std::cout << (session.json ? json_of(*built, bands, study.data->made_up)
                               : words_of(session, *built, bands))
              << "\n";
    for (const OutFile& table : tables) table.say_replaced(session);
    if (study.scenario().travel.slope && geo::has_elevation(*study.data->grids) &&
        !built->report.elevation_used && built->ground == nullptr)
        session.say_key("cli.network.elevation_unused");
    if (study.data->made_up) session.say_key("cli.made_up");
    return exit_done;
}

}  // namespace

void add_network(CLI::App& cli, Session& session) {
    CLI::App* command = add_command(
        cli, session, "network",
        {"network demo/demo.gpkg", "network demo/demo.gpkg --mode car --season rainy --out network"});
    auto arguments = std::make_shared<NetworkArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    add_option(command, session, "--out", arguments->out, "cli.option.out_network");
    add_flag(command, session, "--as-read", arguments->as_read, "cli.option.as_read");
    arguments->travel.add_to(command, session, TravelOptions::Limits::none);
    on_run(command, session, [=, &session] { return network(session, *arguments); });
}

}  // namespace app
