// nearest: for each point of a table its nearest fitting place.
#include "app/cli/command_private.h"
#include "app/cli/coverage_run.h"
#include "app/cli/out_file.h"
#include "geo/access/coverage_table.h"
#include "geo/base/figures.h"
#include "geo/data/import_apart.h"
#include "geo/data/write_table.h"
#include "geo/study/analysis.h"
#include "geo/study/place_search.h"

#include <nlohmann/json.hpp>

#include <array>
#include <iostream>
#include <map>
#include <optional>
#include <set>

namespace app {
namespace {

struct NearestArguments {
    std::string study, points, out;
    TravelOptions travel;
};

const char* status_of(const geo::Trip& trip, const std::optional<geo::Threshold>& within) {
    if (trip.status == geo::TripStatus::off_network) return "off_network";
    if (trip.status == geo::TripStatus::unreachable) return "unreachable";
    if (!within) return "reached";
    return geo::covers(*within, trip) ? "reached" : "beyond_limit";
}

/// Problems before warnings, each in the order of the rows.
geo::Notes notes_of(const geo::ImportReport& report) {
    geo::Notes out = report.problems;
    out.append(report.warnings);
    return out;
}

std::string what_of(const Session& session, const geo::ImportNote& note) {
    return geo::say(session.lang, "import." + note.kind + ".what", {{"reason", note.reason}});
}

/// Every row that is odd, with its reason; what to do once for each kind.
void say_problems(const Session& session, const geo::ImportReport& report) {
    constexpr std::size_t most = 100;
    const geo::Notes notes = notes_of(report);
    std::set<std::string> advice;
    std::size_t i = 0;
    for (const geo::ImportNote& note : notes) {
        if (i < most && note.row > 0)
            session.say_key("cli.nearest.row", {{"row", geo::grouped(note.row)},
                                                {"value", note.value.empty() ? "" : " (" + note.value + ")"},
                                                {"what", what_of(session, note)}});
        else if (i < most)
            session.say(what_of(session, note));
        ++i;
        advice.insert(geo::word(session.lang, "import." + note.kind + ".do"));
    }
    if (notes.size() > most)
        session.say_key("cli.nearest.more_rows",
                        {{"rows", geo::grouped(static_cast<std::int64_t>(notes.size() - most))}});
    for (const std::string& words : advice) session.say("→ " + words);
}

nlohmann::json problems_json(const Session& session, const geo::ImportReport& report) {
    nlohmann::json out = nlohmann::json::array();
    const geo::Notes notes = notes_of(report);
    for (const geo::ImportNote& note : notes)
        out.push_back({{"kind", note.kind},
                       {"row", note.row},
                       {"value", note.value},
                       {"reason", what_of(session, note)},
                       {"fixes", {geo::word(session.lang, "import." + note.kind + ".do")}}});
    return out;
}

geo::Result<int> nearest(Session& session, const NearestArguments& arguments) {
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study, arguments.points}));
    TRY(const geo::Study study, arguments.travel.open(session, arguments.study));
    TRY_VOID(out.keeps(session, *study.data));
    TRY(const geo::AskedPoints asked, geo::read_asked_points(session.apart, *study.data, arguments.points));
    const std::vector<geo::AskedPoint>& points = asked.points;
    const geo::Travel& travel = study.scenario().travel;
    const geo::Destinations to = geo::destinations(*study.data, study.scenario());
    if (to.fitting.empty()) return geo::fail(geo::Fault::needs_places, arguments.study);
    std::vector<geo::LonLat> at;
    at.reserve(to.fitting.size());
    for (const std::uint32_t number : to.fitting) at.push_back(to.at(number));
    std::optional<geo::Threshold> within;
    if (!arguments.travel.within.empty()) {
        if (travel.within.size() > 1)
            return bad_option("--within", arguments.travel.within, geo::word(session.lang, "cli.one_limit"));
        within = travel.within.front();
    }
    const geo::Progress progress = session.progress();
    TRY(const geo::PlaceSearch search,
        geo::PlaceSearch::of(study, progress.part(0.3, 0.7, "analysis.stage.network")));
    std::vector<geo::LonLat> placed;
    for (const geo::AskedPoint& point : points)
        if (point.at) placed.push_back(*point.at);
    TRY(const geo::PlaceSearch::Found answers,
        search.nearest(placed, at, within ? within->metric : geo::Metric::time,
                       progress.part(0.7, 1, "analysis.stage.search")));
    geo::CoverageCsvOptions words;
    words.made_up = study.data->made_up;
    words.estimate = search.estimate();

    geo::OutTable table;
    table.columns = {{"id", false},       {"place_id", false}, {"time_s", true},         {"length_m", true},
                     {"walk_m", true},    {"status", false},   {"place_name_th", false}, {"made_up", false},
                     {"estimate", false}, {"problem", false}};
    std::map<std::string, std::int64_t> counts;
    std::size_t next = 0;
    for (const geo::AskedPoint& point : points) {
        const geo::Trip trip = point.at ? answers.trips[next++] : geo::Trip{};
        const char* status = point.at ? status_of(trip, within) : "no_position";
        ++counts[status];
        const bool routed = trip.status == geo::TripStatus::reached;
        const std::uint32_t place = routed ? to.fitting[trip.source] : 0;
        const auto when_routed = [&](std::int64_t number) {
            return routed ? std::to_string(number) : std::string{};
        };
        table.rows.push_back(
            {point.id, routed ? to.id(place) : "", when_routed(geo::ceil_seconds(trip.time_ms)),
             when_routed(geo::ceil_metres(trip.length_mm)), when_routed(geo::ceil_metres(trip.walk_mm)),
             status, routed ? to.name(place, geo::Lang::th) : "", geo::made_up_words(words),
             geo::estimate_words(words), point.problem});
    }
    const std::string csv = geo::csv_text(table);
    if (!session.json || !is_stdout(arguments.out)) TRY_VOID(write_output(arguments.out, csv));
    if (session.json)
        std::cout << nlohmann::json{{"points", points.size()},
                                    {"status", counts},
                                    {"estimate", search.estimate()},
                                    {"made_up", study.data->made_up},
                                    {"problems", problems_json(session, asked.report)},
                                    {"out", arguments.out}}
                         .dump(2)
                  << "\n";
    out.say_replaced(session);
    say_basis(session, study, search.estimate());
    session.say_key("cli.nearest.sum", {{"points", geo::grouped(static_cast<std::int64_t>(placed.size()))},
                                        {"reached", geo::grouped(counts["reached"])},
                                        {"beyond", geo::grouped(counts["beyond_limit"])},
                                        {"unreachable", geo::grouped(counts["unreachable"])},
                                        {"off", geo::grouped(counts["off_network"])}});
    if (counts["no_position"] > 0)
        session.say_key("cli.nearest.unplaced", {{"points", geo::grouped(counts["no_position"])}});
    say_problems(session, asked.report);
    if (!answers.snaps.empty())
        session.say(bands_words(session, "points", geo::snap_bands(answers.snaps), geo::profile_of(travel)));
    return exit_done;
}

}  // namespace

void add_nearest(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "nearest",
                    {"nearest demo/demo.gpkg --points demo/villages.csv --out nearest.csv",
                     "nearest demo/demo.gpkg --points demo/villages.csv --within 1h --mode car --out -"});
    auto arguments = std::make_shared<NearestArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    add_option(command, session, "--points", arguments->points, "cli.option.points")->required();
    add_option(command, session, "--out", arguments->out, "cli.option.out_csv")->required();
    arguments->travel.add_to(command, session, TravelOptions::Limits::taken);
    on_run(command, session, [=, &session] { return nearest(session, *arguments); });
}

}  // namespace app
