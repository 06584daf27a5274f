// isochrones: how long the way to the nearest place is from everywhere, as bands or as a raster.
#include "app/cli/command_private.h"
#include "app/cli/json_private.h"
#include "app/cli/out_file.h"
#include "app/cli/travel_options.h"
#include "geo/access/coverage_table.h"
#include "geo/base/figures.h"
#include "geo/study/travel_surface.h"
#include "geo/study/write_layer.h"
#include "render/map_words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <limits>

namespace app {
namespace {

struct IsochronesArguments {
    std::string study, area, out;
    double cell_m = 0;
    TravelOptions travel;
};

bool is_raster(const std::string& file) {
    return std::filesystem::path(file).extension() == ".tif";
}

/// The limits of the study in one measure, ascending; a raster has none.
geo::Result<geo::SurfaceQuestion> question_of(const geo::Study& study, const IsochronesArguments& arguments) {
    geo::SurfaceQuestion out;
    out.area_code = arguments.area;
    out.cell_m = arguments.cell_m;
    const std::vector<geo::Threshold>& within = study.scenario().travel.within;
    out.metric = within.front().metric;
    if (is_raster(arguments.out)) return out;
    for (const geo::Threshold& limit : within) {
        if (limit.metric != out.metric)
            return bad_option("--within", geo::text_of(limit), "15min,30min,60min | 3km,6km");
        out.limits.push_back(limit.limit);
    }
    std::sort(out.limits.begin(), out.limits.end());
    return out;
}

/// Minutes or kilometres of one of them.
std::string text_of(std::uint32_t limit, geo::Metric metric) {
    return geo::text_of(geo::Threshold{metric, limit});
}

geo::Result<void> write_bands(const geo::Study& study, const geo::TravelSurface& surface, geo::Metric metric,
                              const std::string& file) {
    geo::OutTable table;
    table.columns = {{"above", false},
                     {"up_to", false},
                     {"children_within", true},
                     {"made_up", false},
                     {"estimate", false}};
    geo::CoverageCsvOptions words;
    words.made_up = study.data->made_up;
    words.estimate = surface.estimate;
    geo::RowShapes shapes;
    std::string above;
    for (const geo::TravelBand& band : surface.bands) {
        const std::string up_to = text_of(band.limit, metric);
        table.rows.push_back({above, up_to, geo::exact_children(band.within_milli), geo::made_up_words(words),
                              geo::estimate_words(words)});
        shapes.push_back(&band.shape);
        above = up_to;
    }
    geo::LayerOptions layer;
    layer.name = "isochrones";
    layer.made_up = study.data->made_up;
    return geo::write_layer(shapes, table, file, layer);
}

geo::Result<void> write_surface(const Session& session, const geo::Study& study,
                                const geo::TravelSurface& surface, geo::Metric metric,
                                const std::string& file) {
    const float unit = metric == geo::Metric::time ? 60'000 : 1'000'000;
    std::vector<float> values;
    for (const std::uint32_t cost : surface.cost)
        values.push_back(cost == geo::no_cost ? std::numeric_limits<float>::quiet_NaN()
                                              : static_cast<float>(cost) / unit);
    std::string about =
        geo::word(session.lang, metric == geo::Metric::time ? "cli.isochrones.minutes" : "cli.isochrones.km");
    if (study.data->made_up) about += " - " + geo::word(session.lang, "study.made_up");
    return geo::write_cells(surface.frame, values, metric == geo::Metric::time ? "min" : "km", about, file);
}

std::string json_of(const geo::Study& study, const geo::TravelSurface& surface, geo::Metric metric,
                    const std::string& out) {
    nlohmann::json bands = nlohmann::json::array();
    for (const geo::TravelBand& band : surface.bands)
        bands.push_back({{"up_to", text_of(band.limit, metric)},
                         {"children_within", children_json(band.within_milli)},
                         {"children_drawn", children_json(band.drawn_milli)}});
    return nlohmann::json{{"bands", bands},
                          {"cell_m", surface.cell_m},
                          {"cells", std::count(surface.inside.begin(), surface.inside.end(), true)},
                          {"cells_moved", surface.cells_moved},
                          {"estimate", surface.estimate},
                          {"made_up", study.data->made_up},
                          {"out", out}}
        .dump(2);
}

void say_bands(const Session& session, const geo::TravelSurface& surface, geo::Metric metric) {
    session.say_key("cli.isochrones.cells",
                    {{"cells", geo::grouped(std::count(surface.inside.begin(), surface.inside.end(), true))},
                     {"metres", fmt::format("{:g}", surface.cell_m)}});
    if (surface.cells_moved > 0)
        session.say_key("cli.isochrones.moved",
                        {{"moved", geo::grouped(static_cast<std::int64_t>(surface.cells_moved))}});
    for (const geo::TravelBand& band : surface.bands)
        session.say_key("cli.isochrones.band",
                        {{"within", render::limit_words({metric, band.limit}, session.lang)},
                         {"children", geo::whole_children(band.within_milli)},
                         {"drawn", geo::whole_children(band.drawn_milli)}});
}

geo::Result<int> isochrones(Session& session, const IsochronesArguments& arguments) {
    TRY(const OutFile out, OutFile::at(session, arguments.out, {arguments.study}));
    const std::string extension = std::filesystem::path(arguments.out).extension().string();
    if (extension != ".tif" && extension != ".gpkg" && extension != ".geojson")
        return bad_option("--out", arguments.out, ".gpkg, .geojson, .tif");
    TRY(const geo::Study study, arguments.travel.open(session, arguments.study));
    TRY_VOID(out.keeps(session, *study.data));
    TRY(const geo::SurfaceQuestion question, question_of(study, arguments));
    TRY(const geo::TravelSurface surface,
        geo::travel_surface(study, question, session.progress().part(0.2, 1, "analysis.stage.search")));
    TRY_VOID(is_raster(arguments.out) ? write_surface(session, study, surface, question.metric, arguments.out)
                                      : write_bands(study, surface, question.metric, arguments.out));
    if (session.json) std::cout << json_of(study, surface, question.metric, arguments.out) << "\n";
    out.say_replaced(session);
    say_basis(session, study, surface.estimate);
    say_bands(session, surface, question.metric);
    return exit_done;
}

}  // namespace

void add_isochrones(CLI::App& cli, Session& session) {
    CLI::App* command = add_command(cli, session, "isochrones",
                                    {"isochrones demo/demo.gpkg --within 15min,30min,60min --out bands.gpkg",
                                     "isochrones demo/demo.gpkg --cell 250 --out minutes.tif"});
    auto arguments = std::make_shared<IsochronesArguments>();
    add_option(command, session, "study", arguments->study, "cli.option.study")->required();
    add_option(command, session, "--area", arguments->area, "cli.option.area_any");
    add_option(command, session, "--cell", arguments->cell_m, "cli.option.cell")
        ->check(CLI::Range(1.0, 100000.0).description(""));
    add_option(command, session, "--out", arguments->out, "cli.option.out_isochrones")->required();
    arguments->travel.add_to(command, session, TravelOptions::Limits::taken);
    on_run(command, session, [=, &session] { return isochrones(session, *arguments); });
}

}  // namespace app
