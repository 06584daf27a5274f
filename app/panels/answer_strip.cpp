#include "app/panels/answer_strip.h"

#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/palette.h"

#include <imgui.h>

#include <array>

namespace app {

void AnswerStrip::draw(const Frame& frame, Outbox&) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetWindowPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const bool one_line = size.y < ui::px(66);
    const geo::CoverageRow* row = row_of(frame, geo::Level::country, geo::AreaId{std::size_t{0}});
    const float pad = ui::px(16);
    if (row == nullptr) {
        const std::string words =
            frame.analysis.running && frame.analysis.seconds >= 0.3 ? frame.analysis.stage
            : frame.results_error != nullptr && frame.results_error->fault != geo::Fault::cancelled
                ? frame.word(std::string{"fault."} + geo::fault_name(frame.results_error->fault) + ".what")
                : frame.word("strip.no_answer");
        ui::draw_text(list, at.x + pad, at.y + (size.y - ui::line_height(Font::body)) / 2,
                      ui::fitted(words, size.x - 2 * pad, Font::body), t.text2, Font::body);
        return;
    }
    const std::vector<std::int64_t> parts = geo::whole_parts(
        {row->covered_milli, row->uncovered_milli, row->unreachable_milli, row->unplaced_milli});
    std::int64_t whole = 0;
    for (const std::int64_t part : parts) whole += part;
    const std::array<std::int64_t, 4> milli = {row->covered_milli, row->uncovered_milli,
                                               row->unreachable_milli, row->unplaced_milli};
    const std::array<const char*, 4> keys = {"app.state.covered", "app.state.uncovered",
                                             "app.state.unreachable", "app.state.unplaced"};
    const render::ReachColours c = render::reach_colours(frame.theme);
    const std::array<render::Rgba, 4> inks = {c.covered, c.uncovered, c.unreachable, c.unplaced};
    const render::Rgba ink = frame.stale ? t.text3 : t.text;
    const Font number_font = one_line ? Font::section : Font::strip;
    const float bar = ui::px(7);
    const float label_y = at.y + ui::px(one_line ? 2.0F : 6.0F);
    const float number_y =
        at.y + size.y - bar - ui::line_height(number_font) - ui::px(one_line ? 2.0F : 4.0F);

    // As many percents as fit: the numbers never give way.
    float wanted = 0;
    for (const bool with_percent : {true, false}) {
        wanted = 2 * pad + std::max(ui::text_width(frame.word("strip.total"), Font::label),
                                    ui::text_width(geo::grouped(whole), number_font) + ui::px(40));
        for (std::size_t i = 0; i < 4; ++i)
            wanted += ui::px(30) + std::max(ui::text_width(frame.word(keys.at(i)), Font::label) + ui::px(20),
                                            ui::text_width(geo::grouped(parts[i]), number_font) +
                                                (with_percent ? ui::px(62) : 0));
        if (wanted <= size.x || !with_percent) break;
    }
    const bool percents = wanted <= size.x + 1;
    float x = at.x + pad;
    ui::draw_text(list, x, label_y, frame.word("strip.total"), t.text2, Font::label);
    const std::string total = geo::grouped(whole);
    ui::draw_text(list, x, number_y, total, ink, number_font);
    const float number_width = ui::text_width(total, number_font);
    ui::draw_text(list, x + number_width + ui::px(8),
                  number_y + ui::line_height(number_font) - ui::line_height(Font::body) - ui::px(2),
                  frame.word("app.unit.people"), t.text2, Font::body);
    x += std::max(ui::text_width(frame.word("strip.total"), Font::label),
                  number_width + ui::px(8) + ui::text_width(frame.word("app.unit.people"), Font::body)) +
         ui::px(18);
    // The rest is shared evenly between the four parts.
    const float step = std::min(ui::px(190), (at.x + size.x - x) / 4);
    for (std::size_t i = 0; i < 4; ++i) {
        list->AddLine({x, at.y + ui::px(8)}, {x, at.y + size.y - bar - ui::px(6)}, ui::colour(t.line));
        const float inner = x + ui::px(12);
        const float square = ui::px(12);
        const float square_y = label_y + (ui::line_height(Font::label) - square) / 2;
        list->AddRectFilled({inner, square_y}, {inner + square, square_y + square}, ui::colour(inks.at(i)));
        ui::draw_text(list, inner + square + ui::px(7), label_y,
                      ui::fitted(frame.word(keys.at(i)), step - square - ui::px(24), Font::label), t.text2,
                      Font::label);
        const std::string number = geo::grouped(parts[i]);
        ui::draw_text(list, inner, number_y, number, ink, number_font);
        if (percents)
            ui::draw_text(list, inner + ui::text_width(number, number_font) + ui::px(8),
                          number_y + ui::line_height(number_font) - ui::line_height(Font::body) - ui::px(2),
                          geo::percent(milli.at(i), row->children_milli, 1) + "%", t.text2, Font::body);
        x += step;
    }
    ui::reach_bar(list, at.x, at.y + size.y - bar, size.x, bar, *row, frame.stale);
}

}  // namespace app
