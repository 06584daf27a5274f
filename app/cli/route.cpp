// route: one trip explained, leg by leg, and why it takes as long as it does.
#include "geo/network/route.h"

#include "app/cli/command_private.h"
#include "app/cli/out_file.h"
#include "app/cli/route_pairs.h"
#include "app/cli/travel_options.h"
#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/geom/measure.h"
#include "geo/study/analysis.h"
#include "render/map_words.h"
#include "render/trip_words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iostream>

namespace app {
namespace {

struct RouteArguments {
    std::string study, from, to, pairs, out;
    bool shortest = false;
    TravelOptions travel;
};

/// Where a trip may end: one spot, or every fitting place.
struct Ends {
    std::vector<geo::LonLat> at;
    std::vector<std::string> id, name_th, name_en;
    void add(const geo::Place& place) {
        at.push_back(place.at);
        id.emplace_back(std::string{place.id});
        name_th.emplace_back(std::string{place.name_th});
        name_en.emplace_back(std::string{place.name_en});
    }
};

/// A place by its id, else the only one of a name.
geo::Result<geo::Place> place_of(const Session& session, const geo::Dataset& data, const std::string& word) {
    std::vector<const geo::Place*> named;
    const std::string key = geo::key_of(word);
    for (const geo::Place& place : *data.places) {
        if (!place.has_position) continue;
        if (std::string{place.id} == word) return place;
        if (geo::key_of(std::string{place.name_th}) == key || geo::key_of(std::string{place.name_en}) == key)
            named.push_back(&place);
    }
    if (named.size() == 1) return *named.front();
    std::string ids;
    for (std::size_t i = 0; i < std::min<std::size_t>(named.size(), 8); ++i)
        ids += (i > 0 ? ", " : "") + std::string{named[i]->id};
    return bad_option("--to", word, named.empty() ? geo::word(session.lang, "cli.route.to_allowed") : ids);
}

geo::Result<Ends> ends_of(const Session& session, const geo::Study& study, const RouteArguments& arguments) {
    const geo::Dataset& data = *study.data;
    Ends out;
    if (arguments.to.empty()) {
        const geo::Destinations to = geo::destinations(data, study.scenario());
        for (const std::uint32_t number : to.fitting) {
            out.at.push_back(to.at(number));
            out.id.push_back(to.id(number));
            out.name_th.push_back(to.name(number, geo::Lang::th));
            out.name_en.push_back(to.name(number, geo::Lang::en));
        }
        if (out.at.empty()) return geo::fail(geo::Fault::needs_places, arguments.study);
        return out;
    }
    if (const auto spot = spot_of(arguments.to)) {
        out.at.push_back(*spot);
        out.id.emplace_back();
        out.name_th.push_back(arguments.to);
        out.name_en.push_back(arguments.to);
        return out;
    }
    TRY(const geo::Place place, place_of(session, data, arguments.to));
    out.add(place);
    return out;
}

struct Answer {
    geo::Profile profile;
    geo::Route route;
    geo::Snap from;
    bool to_off_network = false;
    bool slope = false;
};

geo::Result<Answer> answer_of(Session& session, const geo::Study& study, const geo::Travel& travel,
                              geo::LonLat from, const Ends& ends, geo::Metric metric) {
    Answer out;
    out.profile = geo::profile_of(travel);
    TRY(const geo::Network network,
        geo::network_of(*study.data, study.scenario().road_edits, out.profile, travel.slope,
                        session.progress().part(0.2, 0.7, "analysis.stage.network")));
    const auto sources = geo::snap_all(network, ends.at, geo::SnapFor::place);
    out.from = geo::snap(network, from);
    out.to_off_network =
        std::none_of(sources.begin(), sources.end(), [](const geo::Snap& s) { return s.on_network(); });
    out.slope = network.report.elevation_used;
    TRY(const auto labels, geo::nearest_of_nodes(network, sources, metric,
                                                 session.progress().part(0.7, 1, "analysis.stage.search")));
    out.route = geo::route_of(network, labels, sources, out.from, from, ends.at, metric);
    return out;
}

/// Class, length, minutes and speed of each leg or part.
template <class Pieces>
std::string lines_of(const Session& session, const Pieces& pieces) {
    std::vector<std::uint32_t> ms;
    for (const auto& piece : pieces) ms.push_back(piece.time_ms);
    const std::vector<std::string> minutes = render::tenths_of_minutes(ms);
    std::string out;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces[i];
        const std::string what =
            render::piece_words(piece.kind, piece.road_class, piece.surface, session.lang);
        if (piece.length_mm == 0) {
            out +=
                "\n  " + geo::say(session.lang, "cli.route.still", {{"what", what}, {"minutes", minutes[i]}});
            continue;
        }
        const render::LengthWords length = render::length_words(piece.length_mm);
        out += "\n  " +
               geo::say(session.lang, length.km ? "cli.route.km" : "cli.route.metres",
                        {{"what", what},
                         {"length", length.number},
                         {"minutes", minutes[i]},
                         {"kmh", fmt::format("{:.0f}", render::kmh_of(piece.length_mm, piece.time_ms))}});
    }
    return out;
}

const char* status_of(const Answer& answer) {
    switch (answer.route.trip.status) {
        case geo::TripStatus::reached:
            return "reached";
        case geo::TripStatus::off_network:
            return "off_network";
        case geo::TripStatus::unreachable:
            break;
    }
    return answer.to_off_network ? "to_off_network" : "unreachable";
}

std::string words_of(const Session& session, const Answer& answer, const Answer& other, const Ends& ends,
                     geo::LonLat from) {
    const geo::Trip& trip = answer.route.trip;
    const std::string mode = render::mode_words(answer.profile.mode, session.lang);
    const std::string season = render::season_words(answer.profile.season, session.lang);
    if (trip.status != geo::TripStatus::reached)
        return geo::say(session.lang, std::string{"cli.route."} + status_of(answer),
                        {{"mode", mode},
                         {"season", season},
                         {"reach", geo::grouped(std::llround(answer.profile.max_walk_m))}});
    const std::string& th = ends.name_th[trip.source];
    const std::string& en = ends.name_en[trip.source];
    std::string out =
        geo::say(session.lang, "cli.route.sum",
                 {{"place", session.lang == geo::Lang::en && !en.empty() ? en : th},
                  {"minutes", std::to_string(geo::ceil_minutes(trip.time_ms))},
                  {"km", fmt::format("{:.1f}", trip.length_mm / 1e6)},
                  {"line", fmt::format("{:.1f}", geo::geodesic_metres(from, ends.at[trip.source]) / 1000)},
                  {"mode", mode},
                  {"season", season}});
    out += lines_of(session, answer.route.legs);
    out += "\n" + geo::say(session.lang, "cli.route.why",
                           {{"minutes", std::to_string(geo::ceil_minutes(trip.time_ms))}});
    out += lines_of(session, geo::parts_of(answer.route));
    if (answer.slope)
        out += "\n" +
               geo::say(session.lang, "cli.route.slope",
                        {{"minutes",
                          fmt::format("{:+.1f}", static_cast<double>(geo::slope_ms(answer.route)) / 60000)}});
    const std::string other_season = render::season_words(other.profile.season, session.lang);
    if (other.route.trip.status == geo::TripStatus::reached)
        out += "\n" + geo::say(session.lang, "cli.route.other_season",
                               {{"season", other_season},
                                {"minutes", std::to_string(geo::ceil_minutes(other.route.trip.time_ms))}});
    else
        out += "\n" + geo::say(session.lang, "cli.route.not_in_season", {{"season", other_season}});
    return out;
}

std::string json_of(const geo::Study& study, const Answer& answer, const Answer& other, const Ends& ends,
                    geo::LonLat from) {
    const geo::Trip& trip = answer.route.trip;
    nlohmann::json out = {
        {"mode", geo::mode_name(answer.profile.mode)},
        {"season", geo::season_name(answer.profile.season)},
        {"speeds", geo::pace_name(answer.profile.pace)},
        {"status", status_of(answer)},
        {"made_up", study.data->made_up},
        {"other_season", {{"season", geo::season_name(other.profile.season)}, {"status", status_of(other)}}}};
    if (other.route.trip.status == geo::TripStatus::reached) {
        out["other_season"]["time_s"] = geo::ceil_seconds(other.route.trip.time_ms);
        out["other_season"]["length_m"] = geo::ceil_metres(other.route.trip.length_mm);
    }
    if (trip.status != geo::TripStatus::reached) return out.dump(2);
    out.update({{"place_id", ends.id[trip.source]},
                {"place_name_th", ends.name_th[trip.source]},
                {"time_s", geo::ceil_seconds(trip.time_ms)},
                {"length_m", geo::ceil_metres(trip.length_mm)},
                {"walk_m", geo::ceil_metres(trip.walk_mm)},
                {"time_ms", trip.time_ms},
                {"length_mm", trip.length_mm},
                {"snap_mm", answer.from.walk_mm},
                {"straight_m", geo::geodesic_metres(from, ends.at[trip.source])},
                {"elevation_used", answer.slope},
                {"slope_ms", geo::slope_ms(answer.route)}});
    for (const geo::Leg& leg : answer.route.legs) {
        nlohmann::json points = nlohmann::json::array();
        for (const geo::LonLat& p : leg.points) points.push_back({p.lon, p.lat});
        out["legs"].push_back({{"kind", geo::leg_kind_name(leg.kind)},
                               {"class", geo::road_class_name(leg.road_class)},
                               {"surface", geo::surface_name(leg.surface)},
                               {"time_ms", leg.time_ms},
                               {"length_mm", leg.length_mm},
                               {"points", points}});
    }
    for (const geo::Part& part : geo::parts_of(answer.route))
        out["parts"].push_back({{"kind", geo::leg_kind_name(part.kind)},
                                {"class", geo::road_class_name(part.road_class)},
                                {"surface", geo::surface_name(part.surface)},
                                {"time_ms", part.time_ms},
                                {"length_mm", part.length_mm},
                                {"kmh", render::kmh_of(part.length_mm, part.time_ms)}});
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

geo::Result<int> one_route(Session& session, const RouteArguments& arguments, const geo::Study& study) {
    const auto from = spot_of(arguments.from);
    if (!from) return bad_option("--from", arguments.from, "LON,LAT: 100.5,13.75");
    TRY(const Ends ends, ends_of(session, study, arguments));
    const geo::Metric metric = arguments.shortest ? geo::Metric::length : geo::Metric::time;
    const geo::Travel& travel = study.scenario().travel;
    TRY(const Answer answer, answer_of(session, study, travel, *from, ends, metric));
    geo::Travel turned = travel;
    turned.season = travel.season == geo::Season::dry ? geo::Season::rainy : geo::Season::dry;
    // The other season's trip to the same place.
    Ends same = ends;
    if (answer.route.trip.status == geo::TripStatus::reached) {
        const std::uint32_t place = answer.route.trip.source;
        same = {{ends.at[place]}, {ends.id[place]}, {ends.name_th[place]}, {ends.name_en[place]}};
    }
    TRY(const Answer other, answer_of(session, study, turned, *from, same, metric));
    std::cout << (session.json ? json_of(study, answer, other, ends, *from)
                               : words_of(session, answer, other, ends, *from))
              << "\n";
    if (study.data->made_up) session.say_key("cli.made_up");
    return exit_done;
}

geo::Result<int> route(Session& session, const RouteArguments& arguments) {
    const bool many = !arguments.pairs.empty();
    if (many == !arguments.from.empty())
        return bad_option(many ? "--pairs" : "--from", many ? arguments.pairs : arguments.from,
                          geo::word(session.lang, "cli.route.one_of"));
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study, arguments.pairs}));
    TRY(const geo::Study study, arguments.travel.open(session, arguments.study));
    TRY_VOID(out.keeps(session, *study.data));
    if (study.data->roads->empty()) return geo::fail(geo::Fault::needs_roads, arguments.study);
    if (!many) return one_route(session, arguments, study);
    TRY_VOID(route_pairs(session, study, arguments.pairs, arguments.out,
                         arguments.shortest ? geo::Metric::length : geo::Metric::time));
    out.say_replaced(session);
    if (study.data->made_up) session.say_key("cli.made_up");
    return exit_done;
}

}  // namespace

void add_route(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "route",
                    {"route demo/demo.gpkg --from 101.2,15.4",
                     "route demo/demo.gpkg --from 101.2,15.4 --to 101.3,15.5 --mode car --season rainy"});
    auto arguments = std::make_shared<RouteArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    add_option(command, session, "--from", arguments->from, "cli.option.from");
    add_option(command, session, "--to", arguments->to, "cli.option.to");
    add_option(command, session, "--pairs", arguments->pairs, "cli.option.pairs");
    add_option(command, session, "--out", arguments->out, "cli.option.out_pairs");
    add_flag(command, session, "--shortest", arguments->shortest, "cli.option.shortest");
    arguments->travel.add_to(command, session, TravelOptions::Limits::none);
    on_run(command, session, [=, &session] { return route(session, *arguments); });
}

}  // namespace app
