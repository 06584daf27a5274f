#include "app/cli/session.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace app {
namespace {

int code_of(geo::Fault fault) {
    switch (fault) {
        case geo::Fault::cancelled:
            return exit_interrupted;
        case geo::Fault::usage:
            return exit_usage;
        case geo::Fault::personal_data:
            return exit_privacy;
        case geo::Fault::unwritable:
        case geo::Fault::internal:
            return exit_failed;
        default:
            return exit_refused;
    }
}

geo::Failure bad_option(const char* option, const std::string& value, const char* allowed) {
    geo::Error error;
    error.fault = geo::Fault::bad_value;
    error.column = option;
    error.value = value;
    error.detail = allowed;
    return geo::fail(std::move(error));
}

}  // namespace

int Session::failed(const geo::Error& error) const {
    if (json) {
        const nlohmann::json out = {{"error", geo::fault_name(error.fault)},
                                    {"file", error.file},
                                    {"row", error.row},
                                    {"column", error.column},
                                    {"value", error.value},
                                    {"message", geo::describe(lang, error)}};
        std::cout << out.dump(2) << "\n";
    }
    std::cerr << geo::describe(lang, error) << "\n";
    return code_of(error.fault);
}

void Session::say(const std::string& words) const {
    if (!quiet) std::cerr << words << "\n";
}

void Session::say_key(std::string_view key, std::initializer_list<geo::Fact> facts) const {
    say(geo::say(lang, key, facts));
}

void TravelOptions::add_to(CLI::App& command, bool with_limits) {
    command.add_option("--scenario", scenario, "name of the plan");
    command.add_option("--mode", mode, "walk, bicycle, motorcycle, car, songthaew, school_van, boat");
    command.add_option("--season", season, "dry, rainy");
    command.add_option("--service", service, "formal, non_formal, informal, vocational, special");
    command.add_option("--status", status, "never_enrolled, dropped_out, at_risk, ...");
    command.add_flag("--straight-line", straight_line, "estimate by the straight line, without roads");
    if (with_limits) command.add_option("--within", within, "limits, such as 30min,6km");
}

geo::Result<void> TravelOptions::apply(geo::Study& study) const {
    if (!scenario.empty()) {
        bool found = false;
        for (std::size_t i = 0; i < study.scenarios.size(); ++i)
            if (study.scenarios[i].name == scenario) {
                study.active = i;
                found = true;
            }
        if (!found) return bad_option("--scenario", scenario, "");
    }
    geo::Travel& travel = study.scenario().travel;
    if (!mode.empty()) {
        const auto found = geo::mode_from_name(mode);
        if (!found)
            return bad_option("--mode", mode, "walk, bicycle, motorcycle, car, songthaew, school_van, boat");
        travel.mode = *found;
    }
    if (!season.empty()) {
        const auto found = geo::season_from_name(season);
        if (!found) return bad_option("--season", season, "dry, rainy");
        travel.season = *found;
    }
    if (!service.empty()) {
        const std::array<const char*, 5> names = {"formal", "non_formal", "informal", "vocational",
                                                  "special"};
        std::uint32_t bit = 0;
        for (std::size_t i = 0; i < names.size(); ++i)
            if (service == names[i]) bit = 1U << i;
        if (bit == 0)
            return bad_option("--service", service, "formal, non_formal, informal, vocational, special");
        travel.services = bit;
    }
    if (!status.empty()) {
        bool found = false;
        for (const geo::CountSeries& series : *study.data->counts)
            if (series.id == status || status == geo::child_status_name(series.status)) {
                travel.children.series = series.id;
                found = true;
            }
        if (!found) return bad_option("--status", status, "");
    }
    if (straight_line) travel.basis = geo::Basis::straight_line;
    if (!within.empty()) {
        TRY(travel.within, geo::thresholds_from_text(within));
    }
    return {};
}

geo::Result<geo::Level> level_option(const std::string& word) {
    if (const auto level = geo::level_from_name(word)) return *level;
    return bad_option("--level", word, "tambon, amphoe, province, country");
}

geo::Result<void> write_output(const std::string& file, const std::string& text) {
    if (file.empty() || file == "-") {
        std::cout << text;
        std::cout.flush();
        return {};
    }
    const std::string temporary = file + ".writing-" + std::to_string(::getpid());
    std::ofstream out(temporary, std::ios::binary);
    out << text;
    out.close();
    if (!out || std::rename(temporary.c_str(), file.c_str()) != 0) {
        std::remove(temporary.c_str());
        return geo::fail(geo::Fault::unwritable, file);
    }
    return {};
}

}  // namespace app
