#include "app/panels/check_panel.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/palette.h"

#include <imgui.h>

#include <array>
#include <filesystem>

namespace app {
namespace {

constexpr std::size_t notes_most = 40;

std::string file_name(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

/// The relative of the reach bar: loaded, subtotals, repeated, refused; it always closes.
void row_bar(const Frame& frame, const geo::ImportReport& report) {
    const Tokens& t = tokens(frame.theme);
    geo::CoverageRow parts;
    parts.covered_milli = report.rows_loaded;
    parts.uncovered_milli = report.rows_duplicate;
    parts.unreachable_milli = report.rows_rejected;
    parts.unplaced_milli = report.rows_subtotal;
    parts.children_milli = report.rows_in;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui::reach_bar(list, at.x, at.y, ui::width_left(), ui::px(10), parts, false);
    ImGui::Dummy({ui::width_left(), ui::px(12)});
    const render::ReachColours c = render::reach_colours(frame.theme);
    const std::array<std::pair<const char*, std::int64_t>, 4> rows = {
        {{"check.loaded", report.rows_loaded},
         {"check.duplicate", report.rows_duplicate},
         {"check.rejected", report.rows_rejected},
         {"check.subtotal", report.rows_subtotal}}};
    const std::array<render::Rgba, 4> inks = {c.covered, c.uncovered, c.unreachable, c.unplaced};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows.at(i).second == 0) continue;
        const ImVec2 here = ImGui::GetCursorScreenPos();
        list->AddRectFilled({here.x, here.y + ui::px(5)}, {here.x + ui::px(11), here.y + ui::px(16)},
                            ui::colour(inks.at(i)));
        ui::draw_text(list, here.x + ui::px(20), here.y, frame.word(rows.at(i).first), t.text, Font::label);
        const std::string number = geo::grouped(rows.at(i).second);
        ui::draw_text(list, here.x + ui::width_left() - ui::text_width(number, Font::label), here.y, number,
                      t.text, Font::label);
        ImGui::Dummy({ui::width_left(), ui::line_height(Font::label)});
    }
}

void notes(const Frame& frame, const char* title, const std::vector<geo::ImportNote>& rows, Icon symbol,
           render::Rgba ink) {
    if (rows.empty()) return;
    ui::gap(6);
    ui::text_coloured(frame.word(title), ink, Font::body_bold);
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < std::min(rows.size(), notes_most); ++i) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ui::icon(list, symbol, at.x, at.y + ui::px(3), ui::px(15), ink);
        ImGui::Indent(ui::px(22));
        ui::paragraph(geo::describe(frame.lang, rows[i]), Font::label);
        ImGui::Unindent(ui::px(22));
    }
    if (rows.size() > notes_most)
        ui::paragraph(
            geo::say(frame.lang, "check.more",
                     {{"number", geo::grouped(static_cast<std::int64_t>(rows.size() - notes_most))}}),
            Font::label);
}

}  // namespace

void CheckPanel::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    const bool foot = !frame.reports->empty();
    {
        const ui::Body body("check.body", foot ? ui::px(40) : 0);
        ui::text(frame.word("step.check.title"), Font::title);
        ui::paragraph(frame.word("step.check.what"), Font::label);
        ui::gap(8);
        if (frame.trouble != nullptr) {
            ui::error_card("check.trouble", *frame.trouble);
            ui::gap(8);
        }
        if (frame.reports->empty() &&
            ui::card("check.empty", ui::Tone::plain, Icon::info, frame.word("check.empty_title"),
                     frame.word("check.empty_what"),
                     {{"check.add", words_of(frame.lang, Action::import_files), true}}))
            out.act(Action::import_files);
        const int last = static_cast<int>(frame.reports->size()) - 1;
        for (int i = last; i >= 0; --i) {
            const geo::ImportReport& report = (*frame.reports)[static_cast<std::size_t>(i)];
            bool open = open_ == i || (open_ < 0 && i == last);
            const bool before = open;
            ui::fold("check.report." + std::to_string(i), file_name(report.file), open);
            if (open != before) open_ = open ? i : last + 1;
            ui::paragraph(frame.word("import.kind." + report.kind) + " · " +
                              frame.word(std::string{"check.outcome."} + geo::outcome_name(report.outcome)),
                          Font::label);
            row_bar(frame, report);
            if (open) {
                notes(frame, "import.problems", report.problems, Icon::x, t.error);
                notes(frame, "import.warnings", report.warnings, Icon::warn, t.warn);
                notes(frame, "import.repairs", report.repairs, Icon::check, t.ok);
            }
            ui::separator();
        }
    }
    if (foot && ui::button("check.copy", words_of(frame.lang, Action::copy_report), -1, true, Icon::book))
        out.act(Action::copy_report);
}

}  // namespace app
