// The map and the printed page at full size: base map, classes, labels, PDF and PNG.  Without
// LEARNREACH_REAL_DATA the demonstration region takes the country's place.
#include "geo/study/analysis.h"
#include "render/cairo/painter.h"
#include "render/map_scene.h"
#include "render/page.h"
#include "tests/support/country.h"

#include <benchmark/benchmark.h>

namespace render_bench {

namespace {

using namespace geo;

struct Country {
    Study study = test::country_study();
    std::shared_ptr<const Results> results;
    std::shared_ptr<const render::Basemap> base;
    std::shared_ptr<const render::RoadLines> roads;
    Country() {
        Analysis analysis;
        results = *analysis.run(study, {});
        base = *render::build_basemap(study.data->areas, {});
        roads = render::build_road_lines(*study.data->roads, {101, 13});
    }
};

const Country& country() {
    static const Country made;
    return made;
}

void basemap(benchmark::State& state) {
    const Country& c = country();
    for (auto _ : state) benchmark::DoNotOptimize(render::build_basemap(c.study.data->areas, {}));
    state.counters["areas"] = static_cast<double>(c.study.data->areas->at(Level::tambon).size());
}
BENCHMARK(basemap)->Unit(benchmark::kMillisecond);

void classes_and_colours(benchmark::State& state) {
    const Country& c = country();
    Study study = c.study;
    study.map.indicator = Indicator::children;
    study.map.method = ClassMethod::jenks;
    for (auto _ : state)
        benchmark::DoNotOptimize(render::choropleth(study, c.results.get(), render::Theme::light, Lang::th));
}
BENCHMARK(classes_and_colours)->Unit(benchmark::kMillisecond);

/// Fills, borders, symbols and labels of the window's map at 1600 x 1000; the argument is 1 : n in thousands.
void map_frame(benchmark::State& state) {
    const Country& c = country();
    const auto colours = render::choropleth(c.study, c.results.get(), render::Theme::light, Lang::th);
    render::View view;
    constexpr double mm_per_px = 25.4 / 96;
    view.width_mm = 1600 * mm_per_px;
    view.height_mm = 1000 * mm_per_px;
    view.centre = {(c.base->box.min_x + c.base->box.max_x) / 2, (c.base->box.min_y + c.base->box.max_y) / 2};
    view.metres_per_mm = static_cast<double>(state.range(0));
    std::size_t labels = 0;
    for (auto _ : state) {
        const auto frame = render::map_frame(c.study, c.results.get(), colours, c.base, c.roads, view, {});
        labels = frame.labels.size();
    }
    state.counters["labels"] = static_cast<double>(labels);
}
BENCHMARK(map_frame)->Arg(6000)->Arg(2000)->Arg(600)->Arg(150)->Unit(benchmark::kMillisecond);

void page(benchmark::State& state, const char* name) {
    const Country& c = country();
    const test::TempFolder folder;
    const std::string file = (folder / name).string();
    for (auto _ : state) {
        const auto scene = render::page_scene(c.study, c.results.get(), c.base, c.roads, {});
        if (!scene || !render::paint_file(*scene, file, {"", ""}, 300, {}))
            state.SkipWithError("not written");
    }
    state.counters["bytes"] = static_cast<double>(std::filesystem::file_size(file));
}
BENCHMARK_CAPTURE(page, pdf, "page.pdf")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(page, svg, "page.svg")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(page, png_300_dpi, "page.png")->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace render_bench
