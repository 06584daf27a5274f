#include "app/cli/coverage_run.h"

#include "geo/access/bounds.h"
#include "geo/access/coverage_table.h"
#include "geo/access/rates.h"
#include "geo/study/near_border.h"
#include "geo/study/write_layer.h"
#include "render/map_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

namespace app {

namespace {

const std::vector<geo::Trip>& trips_of(const geo::Results& results, const geo::Threshold& within) {
    return within.metric == geo::Metric::time ? *results.time_trips : *results.length_trips;
}

geo::Result<std::shared_ptr<const geo::Results>> run_again(Session& session, geo::Analysis& analysis,
                                                           geo::Study study, const geo::Travel& travel) {
    study.scenario().travel = travel;
    return analysis.run(study, session.progress().part(0.6, 0.9, "analysis.stage.search"));
}

/// Columns that follow from all pairs of child and place within each limit.
geo::Result<void> add_of_pairs(Session& session, const BesideOptions& asked, CoverageRun& run) {
    const geo::Dataset& data = *run.study.data;
    const geo::Results& results = *run.results;
    for (std::size_t t = 0; t < run.beside.size(); ++t) {
        const geo::CoverageTable& table = results.coverage[t];
        auto pairs = geo::catchments_of(run.study, results, table.within,
                                        session.progress().part(0.5, 0.9, "analysis.stage.catchments"));
        if (!pairs && pairs.error().fault == geo::Fault::too_large)
            return bad_option("--within", geo::text_of(table.within),
                              geo::word(session.lang, "cli.access.too_long"));
        if (!pairs) return geo::fail(pairs.error());
        if (asked.backup || asked.places) {
            geo::BackupResults backup = geo::backup_of(data, *results.demand, table, *pairs);
            if (asked.places) run.effects.push_back(std::move(backup.effects));
            if (asked.backup)
                for (geo::Beside& column : backup.columns) run.beside[t].push_back(std::move(column));
        }
        if (!asked.nearest_first && !asked.max_flow) continue;
        TRY(geo::SeatResults seats, geo::seats_of(data, *results.demand, results.destinations, table, *pairs,
                                                  session.progress().part(0.9, 1, "analysis.stage.access")));
        if (asked.nearest_first) run.beside[t].push_back(std::move(seats.nearest_first));
        if (asked.max_flow) run.beside[t].push_back(std::move(seats.at_most));
        run.supply = std::move(seats.supply);
    }
    return {};
}

geo::Result<void> add_columns(Session& session, geo::Analysis& analysis, const BesideOptions& asked,
                              CoverageRun& run) {
    if (!asked.rainy && !asked.range && !asked.circle && !asked.bounds && !asked.near_border &&
        !asked.of_pairs())
        return {};
    const geo::Areas& areas = *run.study.data->areas;
    run.beside.resize(run.results->coverage.size());
    if (asked.rainy) {
        geo::Travel rainy = run.study.scenario().travel;
        rainy.season = geo::Season::rainy;
        TRY(const auto other, run_again(session, analysis, run.study, rainy));
        for (std::size_t t = 0; t < run.beside.size(); ++t) {
            const geo::Threshold& within = run.results->coverage[t].within;
            run.beside[t].push_back(geo::covered_beside("covered_rainy", other->coverage[t]));
            run.beside[t].push_back(geo::lost_beside("lost_in_rain", areas, *run.results->demand, within,
                                                     trips_of(*run.results, within),
                                                     trips_of(*other, within)));
        }
    }
    if (asked.bounds)
        for (std::size_t t = 0; t < run.beside.size(); ++t) {
            const geo::Threshold& within = run.results->coverage[t].within;
            for (geo::Beside& column :
                 geo::bounds_beside(areas, *run.results->demand, within, trips_of(*run.results, within)))
                run.beside[t].push_back(std::move(column));
        }
    if (asked.near_border)
        for (std::size_t t = 0; t < run.beside.size(); ++t) {
            TRY(const geo::NearBorder near, geo::near_border(run.study, *run.results, t, session.progress()));
            run.border_reach_m.push_back(near.reach_m);
            run.beside[t].push_back(geo::sum_beside("near_border", areas, *run.results->demand,
                                                    [&](std::size_t i) { return near.point_milli[i]; }));
        }
    if (asked.circle) {
        std::vector<geo::LonLat> places;
        const geo::Destinations& to = run.results->destinations;
        for (const std::uint32_t number : to.fitting) places.push_back(to.at(number));
        geo::Profile line = geo::profile_of(run.study.scenario().travel);
        line.detour_factor = 1;
        TRY(const auto straight,
            geo::straight_line_trips(places, run.results->demand->at, line, session.progress()));
        for (std::size_t t = 0; t < run.beside.size(); ++t) {
            const geo::Threshold& within = run.results->coverage[t].within;
            for (geo::Beside& column : geo::circle_beside(areas, *run.results->demand, within, straight,
                                                          trips_of(*run.results, within)))
                run.beside[t].push_back(std::move(column));
        }
    }
    if (asked.of_pairs()) TRY_VOID(add_of_pairs(session, asked, run));
    if (!asked.range) return {};
    for (const geo::Pace pace : {geo::Pace::low, geo::Pace::high}) {
        geo::Travel travel = run.study.scenario().travel;
        travel.pace = pace;
        TRY(const auto other, run_again(session, analysis, run.study, travel));
        for (std::size_t t = 0; t < run.beside.size(); ++t)
            run.beside[t].push_back(
                geo::covered_beside(std::string{"covered_"} + geo::pace_name(pace), other->coverage[t]));
    }
    return {};
}

}  // namespace

std::vector<std::pair<std::string, std::optional<std::int64_t>>> beside_group(const CoverageRun& run,
                                                                              const std::string& grouping,
                                                                              std::size_t group,
                                                                              std::size_t limit) {
    std::vector<std::pair<std::string, std::optional<std::int64_t>>> out;
    if (run.beside.empty()) return out;
    const geo::Rollup rollup = geo::rollup_of(*run.study.data, grouping);
    for (const geo::Beside& column : run.beside[limit])
        out.emplace_back(column.column, column.known
                                            ? std::optional{geo::sum_of(column, rollup.groups.at(group))}
                                            : std::nullopt);
    return out;
}

geo::Result<CoverageRun> run_coverage(Session& session, const std::string& study, const TravelOptions& travel,
                                      const BesideOptions& beside) {
    CoverageRun run;
    TRY(run.study, travel.open(session, study));
    geo::Analysis analysis;
    auto results = analysis.run(run.study, session.progress().part(0.2, 0.9, "analysis.stage.search"));
    if (!results) {
        geo::Error error = results.error();
        if (error.file.empty()) error.file = study;
        return geo::fail(std::move(error));
    }
    run.results = *results;
    TRY_VOID(add_columns(session, analysis, beside, run));
    return run;
}

std::vector<geo::GroupCoverage> groups_of(const CoverageRun& run, const LevelChoice& levels) {
    std::vector<geo::GroupCoverage> out;
    for (const std::string& name : levels.groupings) {
        const geo::Rollup rollup = geo::rollup_of(*run.study.data, name);
        for (const geo::CoverageTable& table : run.results->coverage)
            out.push_back(geo::group_coverage(*run.study.data->areas, rollup, *run.results->demand, table,
                                              *run.results->time_trips));
    }
    return out;
}

namespace {

/// The columns of rates, behind rows of areas for each limit, then of groups.
void add_rates(const CoverageRun& run, const LevelChoice& levels,
               const std::vector<geo::GroupCoverage>& groups, geo::OutTable& table) {
    geo::add_rate_columns(table);
    std::size_t row = 0;
    const auto add = [&](const std::vector<geo::CoverageRow>& rows,
                         const std::vector<geo::Counting>& counting) {
        for (const geo::AreaRate& rate : geo::rates_of(rows, counting)) {
            for (std::string& cell : geo::rate_cells(rate)) table.rows.at(row).push_back(std::move(cell));
            ++row;
        }
    };
    for (const geo::CoverageTable& one : run.results->coverage)
        for (const geo::Level level : levels.levels)
            add(one.at(level), one.counting.at(static_cast<std::size_t>(level)));
    for (const geo::GroupCoverage& one : groups) add(one.rows, one.counting);
}

}  // namespace

geo::OutTable places_table(const CoverageRun& run) {
    const geo::Destinations& to = run.results->destinations;
    geo::OutTable out;
    out.sheet = "places";
    for (const char* name : {"place_id", "place_name_th", "kind"}) out.columns.push_back({name, false});
    out.columns.push_back({"capacity", true});
    out.columns.push_back({"within", false});
    for (const char* name : {"reaches", "newly_reaches", "shared"}) out.columns.push_back({name, true});
    for (const char* name : {"made_up", "estimate"}) out.columns.push_back({name, false});
    geo::CoverageCsvOptions options;
    options.made_up = run.study.data->made_up;
    options.estimate = run.results->estimate;
    for (std::size_t t = 0; t < run.effects.size(); ++t)
        for (const std::uint32_t number : to.fitting) {
            const geo::DestinationEffect& effect = run.effects[t][number];
            const std::int32_t capacity =
                to.is_unit(number) ? to.unit(number).capacity : to.place(number).capacity;
            out.rows.push_back(
                {to.id(number), to.name(number, geo::Lang::th), geo::place_kind_name(to.kind(number)),
                 capacity < 0 ? std::string{} : std::to_string(capacity),
                 geo::text_of(run.results->coverage[t].within), geo::exact_children(effect.reaches_milli),
                 geo::exact_children(effect.newly_milli), geo::exact_children(effect.shared_milli()),
                 geo::made_up_words(options), geo::estimate_words(options)});
        }
    return out;
}

geo::Result<void> write_coverage(const CoverageRun& run, const LevelChoice& levels, const std::string& out,
                                 geo::Lang lang) {
    const geo::Areas& areas = *run.study.data->areas;
    geo::CoverageCsvOptions options;
    options.levels = levels.levels;
    options.made_up = run.study.data->made_up;
    options.estimate = run.results->estimate;
    geo::OutTable table = geo::coverage_table(areas, run.results->coverage, options);
    geo::add_beside(table, run.results->coverage, levels.levels, run.beside);
    std::size_t limit = 0;
    const std::vector<geo::GroupCoverage> all_groups = groups_of(run, levels);
    for (const geo::GroupCoverage& groups : all_groups) {
        const std::size_t first = table.rows.size();
        geo::add_group_rows(table, groups, options);
        for (std::size_t g = 0; g < groups.rows.size(); ++g)
            for (const auto& [column, milli] : beside_group(run, groups.grouping, g, limit))
                table.rows[first + g].push_back(milli && geo::has_number(groups.counting[g].state)
                                                    ? geo::exact_children(*milli)
                                                    : std::string{});
        limit = (limit + 1) % run.results->coverage.size();
    }
    if (run.rates) add_rates(run, levels, all_groups, table);
    return write_areas(*run.study.data, table, levels, out, lang);
}

geo::Result<void> write_areas(const geo::Dataset& data, const geo::OutTable& table, const LevelChoice& levels,
                              const std::string& out, geo::Lang lang) {
    const std::string extension = std::filesystem::path(out).extension().string();
    if (is_stdout(out) || extension == ".csv") return write_output(out, geo::csv_text(table));
    if (extension == ".xlsx") return geo::write_xlsx(table, out);
    if (extension != ".gpkg" && extension != ".geojson")
        return bad_option("--out", out, ".csv, .xlsx, .gpkg, .geojson");
    if (!levels.groupings.empty()) return bad_option("--out", out, geo::word(lang, "cli.groups_as_table"));
    if (levels.levels.size() != 1)
        return bad_option("--level", std::to_string(levels.levels.size()), geo::word(lang, "cli.one_level"));
    geo::LayerOptions layer;
    layer.level = levels.levels.front();
    layer.name = table.sheet;
    layer.made_up = data.made_up;
    return geo::write_layer(*data.areas, table, out, layer);
}

void say_groups(const Session& session, const CoverageRun& run, const LevelChoice& levels) {
    const auto count = [](std::size_t n) { return geo::grouped(static_cast<std::int64_t>(n)); };
    for (const std::string& name : levels.groupings) {
        const geo::Rollup rollup = geo::rollup_of(*run.study.data, name);
        if (rollup.overlaps())
            session.say_key("cli.groups.overlap",
                            {{"grouping", name}, {"areas", count(rollup.areas_in_several)}});
        if (rollup.areas_in_none > 0)
            session.say_key("cli.groups.outside",
                            {{"grouping", name}, {"areas", count(rollup.areas_in_none)}});
        if (!rollup.not_found.empty())
            session.say_key("cli.groups.lost", {{"grouping", name},
                                                {"members", count(rollup.not_found.size())},
                                                {"first", rollup.not_found.front()}});
    }
}

void say_missing_roads(const Session& session, const geo::Results& results) {
    if (!geo::roads_are_missing(results)) return;
    const std::int64_t per_mille = std::llround(geo::off_network_share(results) * 1000);
    session.say_key("cli.roads_missing", {{"share", geo::percent(per_mille, 1000, 0)}});
}

namespace {

/// The finest areas with most children not reached, at most five.
void say_worst(const Session& session, const CoverageRun& run) {
    const geo::Areas& areas = *run.study.data->areas;
    const geo::Level level = areas.finest();
    const std::vector<geo::CoverageRow>& rows = run.results->coverage.front().at(level);
    std::vector<std::size_t> order;
    for (std::size_t a = 0; a < rows.size(); ++a)
        if (geo::whole(rows[a]).not_reached() > 0) order.push_back(a);
    const std::size_t kept = std::min<std::size_t>(5, order.size());
    if (kept == 0 || level == geo::Level::country) return;
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                      [&](std::size_t a, std::size_t b) {
                          const auto left = geo::not_reached_milli(rows[a]);
                          const auto right = geo::not_reached_milli(rows[b]);
                          return left != right ? left > right : a < b;
                      });
    std::string words;
    for (std::size_t k = 0; k < kept; ++k)
        words += (k > 0 ? ", " : "") +
                 render::prefixed_name(areas, level, geo::AreaId{order[k]}, session.lang) + " (" +
                 areas.at(level).code[order[k]] + ") " +
                 geo::grouped(geo::whole(rows[order[k]]).not_reached());
    session.say_key("cli.worst", {{"areas", words}});
}

void say_seats(const Session& session, const std::string& within,
               const std::map<std::string, std::int64_t>& milli, const CoverageRun& run) {
    const auto nearest = milli.find("seated_nearest_first"), most = milli.find("seated_max_flow");
    const auto share = [&](std::int64_t seated) {
        return geo::percent(seated, run.results->coverage[0].at(geo::Level::country).front().children_milli,
                            1);
    };
    if (nearest != milli.end())
        session.say_key("cli.coverage.nearest_first", {{"within", within},
                                                       {"seated", geo::whole_children(nearest->second)},
                                                       {"share", share(nearest->second)}});
    if (most != milli.end())
        session.say_key("cli.coverage.max_flow", {{"within", within},
                                                  {"seated", geo::whole_children(most->second)},
                                                  {"share", share(most->second)}});
    if (nearest != milli.end() && most != milli.end())
        session.say_key("cli.coverage.seats_apart",
                        {{"children", geo::whole_children(most->second - nearest->second)}});
}

void say_beside(const Session& session, const CoverageRun& run) {
    for (std::size_t t = 0; t < run.beside.size(); ++t) {
        std::map<std::string, std::int64_t> milli;
        for (const geo::Beside& column : run.beside[t])
            milli[column.column] = column.at(geo::Level::country, 0);
        const geo::CoverageTable& table = run.results->coverage[t];
        const geo::CoverageRow& all = table.at(geo::Level::country).front();
        const auto children = [&](const char* column) { return geo::whole_children(milli.at(column)); };
        const std::string within = render::limit_words(table.within, session.lang);
        if (milli.count("lost_in_rain") > 0)
            session.say_key("cli.coverage.rain",
                            {{"within", within},
                             {"rainy", children("covered_rainy")},
                             {"share", geo::percent(milli.at("covered_rainy"), all.children_milli, 1)},
                             {"lost", children("lost_in_rain")}});
        if (milli.count("covered_least") > 0)
            session.say_key("cli.coverage.bounds",
                            {{"within", within},
                             {"least", children("covered_least")},
                             {"least_share", geo::percent(milli.at("covered_least"), all.children_milli, 1)},
                             {"most", children("covered_most")},
                             {"most_share", geo::percent(milli.at("covered_most"), all.children_milli, 1)}});
        if (milli.count("near_border") > 0 && milli.at("near_border") > 0)
            session.say_key(
                "cli.coverage.near_border",
                {{"within", within},
                 {"number", children("near_border")},
                 {"km", fmt::format("{:.0f}", run.border_reach_m[t] / 1000)},
                 {"share", geo::percent(milli.at("near_border"), geo::not_reached_milli(all), 1)}});
        if (milli.count("in_circle") > 0 && table.within.metric == geo::Metric::length)
            session.say_key(
                "cli.coverage.circle",
                {{"within", within},
                 {"circle", children("in_circle")},
                 {"share", geo::percent(milli.at("in_circle"), all.children_milli, 1)},
                 {"only", children("in_circle_only")},
                 {"only_share", geo::percent(milli.at("in_circle_only"), milli.at("in_circle"), 1)}});
        if (milli.count("places_0") > 0)
            session.say_key("cli.coverage.backup", {{"within", within},
                                                    {"none", children("places_0")},
                                                    {"one", children("places_1")},
                                                    {"more", children("places_2_more")}});
        say_seats(session, within, milli, run);
        if (milli.count("covered_low") > 0)
            session.say_key("cli.coverage.range",
                            {{"within", within},
                             {"low", children("covered_low")},
                             {"low_share", geo::percent(milli.at("covered_low"), all.children_milli, 1)},
                             {"high", children("covered_high")},
                             {"high_share", geo::percent(milli.at("covered_high"), all.children_milli, 1)}});
    }
}

}  // namespace

std::string bands_words(const Session& session, const char* from, const geo::SnapBands& bands,
                        const geo::Profile& profile) {
    const auto share = [&](std::size_t band) {
        const std::string percent = geo::percent(bands.weight.at(band), bands.all(), 1);
        return percent.empty() ? std::string{"0"} : percent;
    };
    const std::string all = geo::say(session.lang, "cli.snap.bands",
                                     {{"from", geo::word(session.lang, std::string{"cli.snap."} + from)},
                                      {"a", share(0)},
                                      {"b", share(1)},
                                      {"c", share(2)},
                                      {"d", share(3)},
                                      {"e", share(4)},
                                      {"off", share(5)},
                                      {"reach", geo::grouped(std::llround(profile.max_walk_m))}});
    if (bands.cut_off == 0) return all;
    return all + "; " +
           geo::say(session.lang, "cli.snap.cut_off",
                    {{"share", geo::percent(bands.cut_off, bands.all(), 1)}});
}

std::string barrier_words(const Session& session, const geo::Network& network) {
    const auto n = [](std::size_t number) { return geo::grouped(static_cast<std::int64_t>(number)); };
    const geo::NetworkReport& report = network.report;
    std::string out = geo::say(
        session.lang, "barriers.over_water",
        {{"roads", n(report.over_water)}, {"bridges", n(report.bridges)}, {"fords", n(report.fords)}});
    if (report.cut_by_border > 0)
        out += "\n" + geo::say(session.lang, "barriers.cut", {{"roads", n(report.cut_by_border)}});
    return out;
}

void say_coverage(const Session& session, const CoverageRun& run) {
    say_basis(session, run.study, run.results->estimate);
    say_missing_roads(session, *run.results);
    for (const geo::CoverageTable& table : run.results->coverage) {
        const geo::CoverageRow& all = table.at(geo::Level::country).front();
        const geo::WholeRow children = geo::whole(all);
        session.say_key("cli.coverage.sum",
                        {{"within", render::limit_words(table.within, session.lang)},
                         {"children", geo::grouped(children.children())},
                         {"covered", geo::grouped(children.covered)},
                         {"share", geo::percent(all.covered_milli, all.children_milli, 1)},
                         {"uncovered", geo::grouped(children.uncovered)},
                         {"unreachable", geo::grouped(children.unreachable)},
                         {"unplaced", geo::grouped(children.unplaced)}});
    }
    say_beside(session, run);
    if (run.supply)
        session.say_key("cli.access.supply",
                        {{"supply", geo::grouped(run.supply->all)},
                         {"places", geo::grouped(static_cast<std::int64_t>(run.supply->places))},
                         {"unknown", geo::grouped(static_cast<std::int64_t>(run.supply->without_capacity))}});
    const geo::Demand& demand = *run.results->demand;
    const auto placed_on = [&](geo::PlacedOn what) {
        return geo::grouped(static_cast<std::int64_t>(demand.areas_placed_on(what)));
    };
    session.say_key("cli.weights", {{"school_age", placed_on(geo::PlacedOn::school_age)},
                                    {"people", placed_on(geo::PlacedOn::people)},
                                    {"built_up", placed_on(geo::PlacedOn::built_up)},
                                    {"villages", placed_on(geo::PlacedOn::villages)},
                                    {"points", placed_on(geo::PlacedOn::inner_point)}});
    if (!demand.ages.band.empty())
        session.say(render::placed_words(demand, run.study.scenario().travel.children, session.lang));
    for (const std::string& sentence : render::silent_areas_words(
             run.results->demand->counting.front().front(), run.study.data->areas->finest(), session.lang))
        session.say(sentence);
    say_worst(session, run);
    if (run.results->point_snaps != nullptr)
        session.say(bands_words(
            session, "home", geo::snap_bands(*run.results->point_snaps, run.results->demand->children_milli),
            run.results->network->profile));
    if (const auto told = geo::barrier_told(*run.results)) {
        session.say(barrier_words(session, *run.results->network));
        session.say_key("barriers.homes", {{"turned", geo::whole_children(told->turned_weight)},
                                           {"moved", geo::whole_children(told->moved_weight)},
                                           {"behind", geo::whole_children(told->cut_off_weight)}});
    }
}

}  // namespace app
