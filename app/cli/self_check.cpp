// self-check: versions, the datum, the network filter: prints what holds, and fails where something does not.
#include "app/cli/command_private.h"
#include "app/cli/versions.h"
#include "app/no_internet.h"
#include "geo/base/parallel.h"
#include "geo/geom/crs.h"
#include "geo/geom/measure.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace app {
namespace {

/// The published control point of the old Thai datum (data-traps of the field: PROJ's default is 189 m off).
bool datum_holds() {
    const auto indian = geo::Transform::to_wgs84("EPSG:24047");
    const auto wgs84 = geo::Transform::to_wgs84("EPSG:32647");
    if (!indian || !wgs84) return false;
    geo::LonLat from[] = {{673310.690, 1520741.207}};
    geo::LonLat to[] = {{672978.171, 1521044.256}};
    indian->apply(from);
    wgs84->apply(to);
    return geo::geodesic_metres(from[0], to[0]) < 1;
}

bool words_are_there() {
    return geo::has_word("cli.self.words") && geo::word(geo::Lang::th, "month.9") == "ก.ย.";
}

geo::Result<int> self_check(const Session& session) {
    const std::pair<const char*, bool> checks[] = {{"cli.self.internet", internet_is_forbidden()},
                                                   {"cli.self.datum", datum_holds()},
                                                   {"cli.self.words", words_are_there()}};
    bool all = true;
    nlohmann::json document = {{"version", LEARNREACH_VERSION}, {"threads", geo::threads()}};
    std::string lines = std::string{"LearnReach "} + LEARNREACH_VERSION + "\n";
    for (const auto& [name, version] : library_versions()) {
        document["libraries"][name] = version;
        lines.append(name).append(" ").append(version).append("\n");
    }
    lines += geo::say(session.lang, "cli.self.threads", {{"threads", std::to_string(geo::threads())}}) + "\n";
    for (const auto& [key, holds] : checks) {
        document["checks"][std::string{key}.substr(9)] = holds;
        lines += (holds ? "ok    " : "FAIL  ") + geo::word(session.lang, key) + "\n";
        all = all && holds;
    }
    std::cout << (session.json ? document.dump(2) + "\n" : lines);
    return all ? exit_done : exit_failed;
}

}  // namespace

void add_self_check(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "self-check", {"self-check", "self-check --lang en --json"});
    on_run(command, session, [&session] { return self_check(session); });
}

}  // namespace app
