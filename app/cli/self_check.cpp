// self-check: versions, fonts, the datum, the network filter: prints what holds, and fails where something
// does not.
#include "app/cli/command_private.h"
#include "app/cli/versions.h"
#include "geo/base/parallel.h"
#include "geo/data/import_apart.h"
#include "geo/geom/crs.h"
#include "geo/geom/measure.h"
#include "render/type.h"

#include <nlohmann/json.hpp>

#include <dlfcn.h>
#include <iostream>
#include <vector>

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

/// A library that the window alone needs, asked for by name so that the command line does not link it.
bool can_load(const char* library) {
    void* handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    if (handle == nullptr) return false;
    dlclose(handle);
    return true;
}

struct Check {
    const char* key;
    bool holds = false;
    std::string detail;
    bool needed = true;  ///< false: a note, no failure
};

std::vector<Check> all_checks(const Session& session) {
    std::vector<Check> out;
    out.push_back({"internet", !geo::rights_of_this_process().internet, "", true});
    const auto rights = geo::rights_apart(session.apart);
    out.push_back({"apart", rights && rights->none(), "", true});
    out.push_back({"datum", datum_holds(), "", true});
    out.push_back({"words", words_are_there(), "", true});
    const auto fonts = render::fonts_found();
    std::string files;
    if (fonts)
        for (const std::string& font : *fonts) files += (files.empty() ? "" : ", ") + font;
    out.push_back({"fonts", static_cast<bool>(fonts), fonts ? files : fonts.error().detail, true});
    out.push_back({"opengl", can_load("libGL.so.1") || can_load("libOpenGL.so.0"), "", false});
    return out;
}

geo::Result<int> self_check(const Session& session) {
    bool all = true;
    nlohmann::json document = {{"version", LEARNREACH_VERSION}, {"threads", geo::threads()}};
    std::string lines = std::string{"LearnReach "} + LEARNREACH_VERSION + "\n";
    for (const auto& [name, version] : library_versions()) {
        document["libraries"][name] = version;
        lines.append(name).append(" ").append(version).append("\n");
    }
    lines += geo::say(session.lang, "cli.self.threads", {{"threads", std::to_string(geo::threads())}}) +
             "\n" + geo::word(session.lang, "cli.self.limits") + "\n";
    for (const Check& check : all_checks(session)) {
        document["checks"][check.key] = check.holds;
        const std::string key = std::string{"cli.self."} + check.key;
        lines += check.holds ? "ok    " : check.needed ? "FAIL  " : "note  ";
        lines += geo::word(session.lang, check.holds || check.needed ? key : key + ".missing");
        if (!check.detail.empty()) lines += ": " + check.detail;
        lines += "\n";
        all = all && (check.holds || !check.needed);
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
