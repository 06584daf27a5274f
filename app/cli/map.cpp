// map: one printed page of a study as PDF, PNG or SVG.
#include "app/cli/command_private.h"
#include "app/cli/coverage_run.h"
#include "app/cli/map_options.h"
#include "app/cli/out_file.h"
#include "render/cairo/painter.h"
#include "render/map_scene.h"
#include "render/page.h"

#include <nlohmann/json.hpp>

#include <array>
#include <filesystem>
#include <iostream>

namespace app {
namespace {

struct MapArguments {
    std::string study, area, paper = "a4", headline, out;
    double dpi = 300;
    MapOptions map;
    TravelOptions travel;
};

constexpr std::array<const char*, 3> papers = {"a4", "a3", "slide"};

/// The study and what was computed; a map of counts alone needs neither places nor roads.
geo::Result<CoverageRun> run_for_map(Session& session, const MapArguments& arguments) {
    CoverageRun run;
    TRY(run.study, arguments.travel.open(session, arguments.study));
    TRY_VOID(arguments.map.apply(run.study.map));
    geo::Analysis analysis;
    auto results = analysis.run(run.study, session.progress().part(0.2, 0.5, "analysis.stage.search"));
    if (results) {
        run.results = *results;
        return run;
    }
    const bool counts_alone = run.study.map.indicator == geo::Indicator::children &&
                              (results.error().fault == geo::Fault::needs_places ||
                               results.error().fault == geo::Fault::needs_roads);
    if (counts_alone) return run;
    geo::Error error = results.error();
    if (error.file.empty()) error.file = arguments.study;
    return geo::fail(std::move(error));
}

/// None where the map shows none, or where nothing was computed.
geo::Result<std::shared_ptr<const geo::TravelBands>> bands_for_map(Session& session, const CoverageRun& run,
                                                                   const geo::BandsQuestion& question) {
    if (!run.study.map.show_bands || run.results == nullptr) return std::shared_ptr<const geo::TravelBands>{};
    return geo::travel_bands(run.study, *run.results, question,
                             session.progress().part(0.8, 0.9, "cli.stage.map"));
}

nlohmann::json bands_json(const geo::TravelBands* bands, const std::vector<render::Focus>& about) {
    if (bands == nullptr) return nullptr;
    nlohmann::json rows = nlohmann::json::array();
    const render::BandNumbers numbers = render::band_numbers(*bands, about);
    std::int64_t within = 0;
    for (std::size_t i = 0; i < bands->limits.size(); ++i) {
        within += numbers.children[i];
        rows.push_back({{"up_to", geo::text_of(bands->limits[i])}, {"children_within", within}});
    }
    return {{"limits", rows}, {"cell_m", bands->cell_m}, {"cells_moved", bands->cells_moved}};
}

std::vector<render::Focus> focus_about(const geo::Study& study, const std::string& area_code) {
    for (const geo::Level level : geo::all_levels)
        if (const geo::AreaId area = study.data->areas->find(level, area_code); area.valid())
            return {{level, area}};
    return {};
}

/// The page, and the bands on it.
struct DrawnPage {
    render::Scene scene;
    std::shared_ptr<const geo::TravelBands> bands;  ///< null: none
};

geo::Result<DrawnPage> page_of(Session& session, const CoverageRun& run, const MapArguments& arguments) {
    TRY(const auto base,
        render::build_basemap(run.study.data->areas, session.progress().part(0.5, 0.8, "cli.stage.map")));
    std::shared_ptr<const render::RoadLines> roads;
    const geo::Dataset& data = *run.study.data;
    const bool barriers = run.study.map.show_barriers && !data.barriers->empty();
    if (barriers || (run.study.map.show_roads && !data.roads->empty()))
        roads = render::build_road_lines(*data.roads, base->plane_centre, *data.barriers);
    render::PageOptions page;
    for (std::size_t p = 0; p < papers.size(); ++p)
        if (arguments.paper == papers[p]) page.paper = static_cast<render::Paper>(p);
    page.lang = session.lang;
    page.area_code = arguments.area;
    page.headline = arguments.headline;
    if (run.results != nullptr) {
        TRY(const auto checks,
            geo::self_checks(run.study, *run.results, session.progress().part(0.7, 0.8, "checks.stage")));
        page.checks = geo::sum_of(checks);
    }
    auto bands = bands_for_map(session, run, render::bands_on_page(*base, arguments.area));
    if (bands) page.bands = *bands;
    auto scene = render::page_scene(run.study, run.results.get(), base, roads, page);
    if (bands && scene) return DrawnPage{*std::move(scene), page.bands};
    geo::Error error = scene ? bands.error() : scene.error();
    if (error.fault == geo::Fault::not_found) {
        error.column = "--area";
        error.value = arguments.area;
        error.detail = geo::word(session.lang, "cli.area.allowed");
    }
    if (error.file.empty()) error.file = arguments.study;
    return geo::fail(std::move(error));
}

geo::Result<int> map(Session& session, const MapArguments& arguments) {
    const std::string extension = std::filesystem::path(arguments.out).extension().string();
    if (extension != ".pdf" && extension != ".png" && extension != ".svg")
        return bad_option("--out", arguments.out, ".pdf, .png, .svg");
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study}));
    TRY(const CoverageRun run, run_for_map(session, arguments));
    TRY_VOID(out.keeps(session, *run.study.data));
    TRY(const DrawnPage drawn, page_of(session, run, arguments));
    const render::Scene& scene = drawn.scene;
    render::DocumentInfo info;
    info.title = run.study.title;
    info.author = "LearnReach";
    TRY_VOID(render::paint_file(scene, arguments.out, info, arguments.dpi,
                                session.progress().part(0.8, 1, "cli.stage.map")));
    const bool estimate = run.results != nullptr && run.results->estimate;
    if (session.json) {
        const render::Choropleth colours =
            render::choropleth(run.study, run.results.get(), render::Theme::light, session.lang);
        std::cout << nlohmann::json{{"out", arguments.out},
                                    {"show", geo::indicator_name(run.study.map.indicator)},
                                    {"level", geo::level_name(run.study.map.level)},
                                    {"area", arguments.area},
                                    {"page", arguments.paper},
                                    {"width_mm", scene.width_mm},
                                    {"height_mm", scene.height_mm},
                                    {"estimate", estimate},
                                    {"made_up", run.study.data->made_up},
                                    {"bands",
                                     bands_json(drawn.bands.get(), focus_about(run.study, arguments.area))},
                                    {"areas_in_doubt",
                                     {{"hatched", run.study.map.show_doubt},
                                      {"all", colours.areas_in_doubt},
                                      {"old_counts", colours.areas_old},
                                      {"few_children", colours.areas_few},
                                      {"modelled", colours.areas_modelled},
                                      {"old_months", run.study.map.old_months},
                                      {"age_on", geo::age_day(run.study)}}}}
                         .dump(2)
                  << "\n";
    }
    out.say_replaced(session);
    say_basis(session, run.study, estimate);
    if (run.results) say_missing_roads(session, *run.results);
    session.say_key("cli.map.done", {{"out", arguments.out}});
    return exit_done;
}

}  // namespace

void add_map(CLI::App& cli, Session& session) {
    CLI::App* command =
        add_command(cli, session, "map",
                    {"map demo/demo.gpkg --out page.pdf",
                     "map demo/demo.gpkg --show children --level amphoe --page slide --out slide.png"});
    auto arguments = std::make_shared<MapArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    arguments->map.add_to(command, session);
    add_option(command, session, "--area", arguments->area, "cli.option.area");
    add_option(command, session, "--page,--paper", arguments->paper, "cli.option.page")
        ->check(CLI::IsMember(std::vector<std::string>(papers.begin(), papers.end())).description(""));
    add_option(command, session, "--headline", arguments->headline, "cli.option.headline");
    add_option(command, session, "--dpi", arguments->dpi, "cli.option.dpi")
        ->check(CLI::Range(50.0, 1200.0).description(""));
    add_option(command, session, "--out", arguments->out, "cli.option.out_map")->required();
    arguments->travel.add_to(command, session, TravelOptions::Limits::taken);
    on_run(command, session, [=, &session] { return map(session, *arguments); });
}

}  // namespace app
