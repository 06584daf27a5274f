#include "app/cli/travel_options.h"

#include "app/cli/command_private.h"
#include "geo/base/text.h"
#include "geo/data/grouping.h"
#include "geo/study/analysis.h"
#include "geo/study/study_file.h"
#include "render/map_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace app {
namespace {

template <class Range, class Name>
std::string listed(const Range& all, Name name) {
    std::string out;
    for (const auto& one : all) out += (out.empty() ? "" : ", ") + std::string{name(one)};
    return out;
}

/// A series by its id, else the only one of a status.
geo::Result<std::string> series_of(const geo::Dataset& data, const std::string& word) {
    std::vector<std::string> fitting;
    for (const geo::CountSeries& series : *data.counts) {
        if (series.id == word) return series.id;
        if (word == geo::child_status_name(series.status)) fitting.push_back(series.id);
    }
    if (fitting.size() == 1) return fitting.front();
    return bad_option("--status", word,
                      listed(*data.counts, [](const geo::CountSeries& series) { return series.id; }));
}

}  // namespace

void TravelOptions::add_to(CLI::App* command, const Session& session, Limits limits) {
    add_option(command, session, "--scenario", scenario, "cli.option.scenario");
    add_option(command, session, "--mode", mode, "cli.option.mode");
    add_option(command, session, "--season", season,
               takes_both ? "cli.option.season_or_both" : "cli.option.season");
    add_option(command, session, "--speeds", pace, "cli.option.pace");
    add_option(command, session, "--unpaved-in-rain", unpaved, "cli.option.unpaved_in_rain");
    add_flag(command, session, "--flat", flat, "cli.option.flat");
    if (limits == Limits::none) return;
    add_option(command, session, "--service", service, "cli.option.service");
    add_option(command, session, "--status", status, "cli.option.status");
    add_option(command, session, "--weights", weights, "cli.option.weights");
    add_flag(command, session, "--straight-line", straight_line, "cli.option.straight_line");
    add_option(command, session, "--within", within, "cli.option.within");
}

geo::Result<geo::Study> TravelOptions::open(Session& session, const std::string& file) const {
    TRY(geo::Study study, geo::open_study(file, session.progress().part(0, 0.2, "cli.stage.open")));
    TRY_VOID(apply(session, study));
    return study;
}

geo::Result<void> TravelOptions::apply(const Session& session, geo::Study& study) const {
    if (!scenario.empty()) {
        study.active = study.scenarios.size();
        for (std::size_t i = 0; i < study.scenarios.size(); ++i)
            if (study.scenarios[i].name == scenario) study.active = i;
        if (study.active == study.scenarios.size())
            return bad_option("--scenario", scenario,
                              listed(study.scenarios, [](const geo::Scenario& s) { return s.name; }));
    }
    geo::Travel& travel = study.scenario().travel;
    if (!mode.empty()) {
        const auto found = geo::mode_from_name(mode);
        if (!found) return bad_option("--mode", mode, listed(geo::all_modes, geo::mode_name));
        travel.mode = *found;
    }
    if (both_seasons()) {
        travel.season = geo::Season::dry;
    } else if (!season.empty()) {
        const auto found = geo::season_from_name(season);
        if (!found) return bad_option("--season", season, takes_both ? "dry, rainy, both" : "dry, rainy");
        travel.season = *found;
    }
    if (!pace.empty()) {
        const auto found = geo::pace_from_name(pace);
        if (!found) return bad_option("--speeds", pace, listed(geo::all_paces, geo::pace_name));
        travel.pace = *found;
    }
    if (!unpaved.empty()) {
        const auto found = geo::unpaved_in_rain_from_name(unpaved);
        if (!found) return bad_option("--unpaved-in-rain", unpaved, "slower, closed");
        travel.unpaved_in_rain = *found;
    }
    if (flat) travel.slope = false;
    const geo::Roads& roads = *study.data->roads;
    const bool by_road = !straight_line && travel.basis != geo::Basis::straight_line && !roads.empty();
    if (!mode.empty() && by_road && !geo::has_way_for(roads, geo::profile_of(travel))) {
        std::vector<geo::Mode> open;
        for (const geo::Mode each : geo::all_modes) {
            geo::Travel other = travel;
            other.mode = each;
            if (geo::has_way_for(roads, geo::profile_of(other))) open.push_back(each);
        }
        return bad_option(
            "--mode", mode,
            geo::say(session.lang, "cli.mode_without_ways", {{"modes", listed(open, geo::mode_name)}}));
    }
    if (!service.empty()) {
        constexpr std::array<const char*, 5> names = {"formal", "non_formal", "informal", "vocational",
                                                      "special"};
        const auto* found = std::find(names.begin(), names.end(), service);
        if (found == names.end())
            return bad_option("--service", service, listed(names, [](const char* name) { return name; }));
        travel.services = 1U << static_cast<unsigned>(found - names.begin());
    }
    if (!status.empty()) {
        TRY(travel.children.series, series_of(*study.data, status));
    }
    if (!weights.empty()) {
        const auto found = geo::weights_from_name(weights);
        if (!found) return bad_option("--weights", weights, listed(geo::all_weights, geo::weights_name));
        if (!geo::has_weights(*study.data->grids, *found)) {
            std::vector<geo::Weights> there;
            for (const geo::Weights each : geo::all_weights)
                if (geo::has_weights(*study.data->grids, each)) there.push_back(each);
            return bad_option(
                "--weights", weights,
                geo::say(session.lang, std::string{"cli.weights_without."} + geo::weights_name(*found),
                         {{"weights", listed(there, geo::weights_name)}}));
        }
        travel.children.weights = *found;
        if (*found == geo::Weights::school_age)
            if (const std::string missing = geo::ages_missing(*study.data, travel.children); !missing.empty())
                return bad_option("--weights", weights,
                                  geo::say(session.lang, "cli.weights_ages_missing", {{"ages", missing}}));
    }
    if (straight_line) travel.basis = geo::Basis::straight_line;
    if (!within.empty()) {
        auto limits = geo::thresholds_from_text(within);
        if (!limits) return bad_option("--within", within, limits.error().detail);
        // A limit said twice is one limit: equal rows would be added up by whoever sums the file.
        travel.within.clear();
        for (const geo::Threshold& limit : *limits)
            if (std::find(travel.within.begin(), travel.within.end(), limit) == travel.within.end())
                travel.within.push_back(limit);
    }
    return {};
}

geo::Result<LevelChoice> levels_option(const std::string& words, const geo::Dataset& data) {
    const geo::Areas& areas = *data.areas;
    std::vector<geo::Level> held(geo::all_levels.begin(), geo::all_levels.end());
    std::erase_if(held, [&](geo::Level level) { return areas.at(level).size() == 0; });
    if (words.empty()) return LevelChoice{{areas.finest()}, {}};
    if (words == "all") return LevelChoice{held, {}};
    const std::vector<std::string> groupings = geo::grouping_names(data);
    const auto none = [&](const std::string& word) {
        std::string all = listed(held, geo::level_name) + ", all";
        for (const std::string& name : groupings) all += ", " + name;
        return bad_option("--level", word, all);
    };
    const auto grouping_of = [&](const std::string& word) {
        return std::find_if(groupings.begin(), groupings.end(),
                            [&](const std::string& name) { return geo::key_of(name) == geo::key_of(word); });
    };
    LevelChoice out;
    // The name of a grouping may hold a comma itself.
    if (const auto whole = grouping_of(words); whole != groupings.end()) {
        out.groupings.push_back(*whole);
        return out;
    }
    std::istringstream in(words);
    for (std::string word; std::getline(in, word, ',');) {
        const auto level = geo::level_from_name(word);
        if (const auto grouping = grouping_of(word); !level && grouping != groupings.end()) {
            out.groupings.push_back(*grouping);
            continue;
        }
        if (!level || areas.at(*level).size() == 0) return none(word);
        out.levels.push_back(*level);
    }
    if (out.levels.empty() && out.groupings.empty()) return none(words);
    return out;
}

void say_basis(const Session& session, const geo::Study& study, bool estimate) {
    if (study.data->made_up) session.say_key("cli.made_up");
    if (const std::string plan = render::plan_words(study.scenario(), session.lang); !plan.empty())
        session.say_key("cli.plan", {{"what", plan}});
    const geo::Profile profile = geo::profile_of(study.scenario().travel);
    if (estimate) {
        session.say_key("cli.estimate", {{"factor", fmt::format("{:g}", profile.detour_factor)},
                                         {"kmh", fmt::format("{:g}", profile.straight_kmh)}});
        return;
    }
    if (!session.verbose) return;
    std::string speeds;
    for (std::size_t c = 0; c < geo::road_class_count; ++c)
        speeds += fmt::format("{}{} {:g}", c > 0 ? ", " : "",
                              geo::road_class_name(static_cast<geo::RoadClass>(c)), profile.speed_kmh[c]);
    session.say_key("cli.speeds", {{"mode", render::mode_words(profile.mode, session.lang)},
                                   {"season", render::season_words(profile.season, session.lang)},
                                   {"speeds", speeds},
                                   {"walk", fmt::format("{:g}", profile.walk_kmh)},
                                   {"reach", fmt::format("{:g}", profile.max_walk_m)}});
}

}  // namespace app
