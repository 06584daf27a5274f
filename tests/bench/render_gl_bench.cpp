// The map of the window on software OpenGL, 1600 x 1000 pixels, with every real tambon: a full redraw with
// smooth borders, a frame of a movement, new colours, and labels that were never painted before.
#include "app/headless.h"
#include "render/gl/gl_object.h"
#include "render/gl/painter.h"
#include "tests/support/real_map.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>

namespace render_gl_bench {

namespace {

using namespace render;

constexpr int width = 1600;
constexpr int height = 1000;

/// What all of these need; without it they say why and do nothing.
struct Stage {
    app::Headless* gl = nullptr;
    std::optional<test::RealMap> map;
    std::unique_ptr<GlPainter> painter;
};

Stage* stage(benchmark::State& state) {
    static Stage it = [] {
        Stage out;
        const char* data = std::getenv("LEARNREACH_REAL_DATA");
        if (data == nullptr) return out;
        out.gl = app::Headless::for_tests(width, height);
        if (out.gl == nullptr) return out;
        out.map = test::real_map(data);
        if (auto made = GlPainter::create()) out.painter = std::move(*made);
        return out;
    }();
    if (it.map && it.painter) return &it;
    state.SkipWithError("needs LEARNREACH_REAL_DATA and OpenGL");
    return nullptr;
}

/// The frame of one scale: 1 : n, or the whole country where n is 0.
MapFrame frame_at(const Stage& stage, std::int64_t n) {
    return stage.map->frame(stage.map->middle_of(geo::Level::province, "50"), static_cast<double>(n), width,
                            height);
}

void paint(const Stage& stage, const MapFrame& frame, Motion motion) {
    stage.painter->paint(frame, {width, height, 1 / frame.mm_per_px}, motion);
    glFinish();
}

void full_redraw(benchmark::State& state) {
    const Stage* it = stage(state);
    if (it == nullptr) return;
    MapFrame frame = frame_at(*it, state.range(0));
    frame.labels.clear();
    paint(*it, frame, Motion::still);
    for (auto _ : state) {
        frame.view.centre.x += frame.view.metres_per_mm * frame.mm_per_px;
        paint(*it, frame, Motion::still);
    }
}
BENCHMARK(full_redraw)->Arg(0)->Arg(3'000'000)->Arg(600'000)->Arg(60'000)->Unit(benchmark::kMillisecond);

/// To and fro, as far as the kept picture reaches and beyond, with the labels that were there.
void moving_frame(benchmark::State& state) {
    const Stage* it = stage(state);
    if (it == nullptr) return;
    MapFrame frame = frame_at(*it, state.range(0));
    paint(*it, frame, Motion::still);
    paint(*it, frame, Motion::still);
    const double pixel = frame.view.metres_per_mm * frame.mm_per_px;
    int at = 0;
    int step = 9;
    const int reach = static_cast<int>(state.range(1));
    for (auto _ : state) {
        frame.view.centre.x += step * pixel;
        at += step;
        if (std::abs(at) >= reach) step = -step;
        paint(*it, frame, Motion::moving);
    }
}
BENCHMARK(moving_frame)
    ->Args({0, 90})
    ->Args({600'000, 90})
    ->Args({600'000, 900})
    ->Args({60'000, 90})
    ->Unit(benchmark::kMillisecond);

void zooming_frame(benchmark::State& state) {
    const Stage* it = stage(state);
    if (it == nullptr) return;
    MapFrame frame = frame_at(*it, state.range(0));
    paint(*it, frame, Motion::still);
    paint(*it, frame, Motion::still);
    const double settled = frame.view.metres_per_mm;
    int at = 0;
    for (auto _ : state) {
        at = at % 20 + 1;
        frame.view.metres_per_mm = settled * (0.6 + 0.05 * at);
        paint(*it, frame, Motion::moving);
    }
}
BENCHMARK(zooming_frame)->Arg(0)->Arg(600'000)->Unit(benchmark::kMillisecond);

void new_colours(benchmark::State& state) {
    const Stage* it = stage(state);
    if (it == nullptr) return;
    MapFrame frame = frame_at(*it, 0);
    frame.labels.clear();
    for (auto _ : state) {
        std::rotate(frame.fills.begin(), frame.fills.begin() + 1, frame.fills.end());
        paint(*it, frame, Motion::still);
    }
}
BENCHMARK(new_colours)->Unit(benchmark::kMillisecond);

/// A province with 5,000 villages of every size, zoomed to and fro: positions and so sprites are new ones.
void zooming_villages(benchmark::State& state) {
    const Stage* it = stage(state);
    if (it == nullptr) return;
    MapFrame frame = frame_at(*it, 600'000);
    frame.labels.clear();
    for (int i = 0; i < 5000; ++i) {
        SymbolMark village;
        village.shape = i % 7 == 0 ? SymbolShape::unreachable : SymbolShape::village;
        village.at = {std::fmod(i * 7.31, frame.view.width_mm), std::fmod(i * 3.77, frame.view.height_mm)};
        village.size_mm = frame.mm_per_px * (i % 7 == 0 ? 8 : 2 + std::fmod(i * 0.37, 26));
        frame.symbols.push_back(village);
    }
    paint(*it, frame, Motion::still);
    const MapFrame settled = frame;
    int at = 0;
    for (auto _ : state) {
        at = at % 20 + 1;
        frame.view.metres_per_mm = settled.view.metres_per_mm * (1 - 0.013 * at);
        for (std::size_t i = 0; i < frame.symbols.size(); ++i)
            frame.symbols[i].at =
                frame.view.mm_from_metres(settled.view.metres_from_mm(settled.symbols[i].at));
        paint(*it, frame, Motion::moving);
    }
    state.counters["sprites"] = static_cast<double>(it->painter->work().sprites);
}
BENCHMARK(zooming_villages)->Unit(benchmark::kMillisecond);

/// Every label differs from the last time's, so that all are shaped and painted anew.
void new_labels(benchmark::State& state) {
    const Stage* it = stage(state);
    if (it == nullptr) return;
    MapFrame frame = frame_at(*it, state.range(0));
    paint(*it, frame, Motion::still);
    unsigned shade = 0;
    for (auto _ : state) {
        ++shade;
        for (TextMark& label : frame.labels) {
            label.colour.r = static_cast<std::uint8_t>(shade);
            label.colour.g = static_cast<std::uint8_t>(shade >> 8U);
        }
        paint(*it, frame, Motion::still);
    }
    state.counters["labels"] = static_cast<double>(frame.labels.size());
}
BENCHMARK(new_labels)->Arg(0)->Arg(600'000)->Arg(60'000)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace render_gl_bench
