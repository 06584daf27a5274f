#include "app/cli/no_internet.h"
#include "app/cli/session.h"
#include "geo/base/parallel.h"
#include "geo/geom/crs.h"
#include "geo/geom/measure.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace app {
namespace {

/// The published control point of the old Thai datum, within a metre.
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

int run(const Session& session) {
    int failed = 0;
    const auto line = [&](const char* key, bool ok) {
        std::cout << (ok ? "ok    " : "FAIL  ") << geo::word(session.lang, key) << "\n";
        if (!ok) ++failed;
    };
    std::cout << "LearnReach " << LEARNREACH_VERSION << "\n";
    std::cout << geo::say(session.lang, "cli.self.threads", {{"threads", std::to_string(geo::threads())}})
              << "\n";
    line("cli.self.internet", internet_is_forbidden());
    line("cli.self.datum", datum_holds());
    line("cli.self.words", geo::has_word("cli.self.words"));
    return failed == 0 ? exit_done : exit_failed;
}

}  // namespace

void add_self_check(CLI::App& cli, Session& session) {
    auto* command = cli.add_subcommand("self-check", "Versions, datum, no network: prints what holds");
    command->footer("Examples:\n  learnreach-cli self-check\n  learnreach-cli --lang en self-check");
    command->callback([&session] { session.code = run(session); });
}

}  // namespace app
