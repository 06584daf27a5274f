// The right column of the assistant: what was found, and the button that says what will happen.
#include "app/panels/import_cards.h"
#include "app/panels/import_panel.h"
#include "app/panels/import_sums.h"
#include "app/widgets.h"
#include "geo/base/figures.h"

#include <imgui.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace app {

/// Of the buttons below the findings; one line more where other files wait.
float ImportPanel::foot_height(const ImportView& view) {
    return ui::px(58) + (view.of > 1 ? ui::line_height(Font::label) + ui::px(8) : 0);
}

void ImportPanel::right(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImportView& view = *frame.import;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui::draw_text(list, at.x, at.y, frame.word("assist.found"), t.text, Font::section);
    ImGui::Dummy({ui::width_left(), ui::line_height(Font::section)});
    if (view.read == nullptr) {
        ui::paragraph(frame.word("assist.reading"), Font::label);
        return;
    }
    const ImportRead& read = *view.read;
    struct Said {
        std::string words;
        render::Rgba ink;
    };
    std::vector<Said> said;
    const auto add = [&](const char* key, std::size_t number, render::Rgba ink) {
        if (number == 0) return;
        said.push_back(
            {geo::say(frame.lang, key, {{"number", geo::grouped(static_cast<std::int64_t>(number))}}), ink});
    };
    const geo::Notes& problems = read.report.problems;
    std::size_t open = problems.rows_with_fixes();
    // What is asked about the whole file has no row.
    for (const auto& kind : problems.kinds())
        if (!kind.rows && !kind.first.front().fixes.empty()) open += kind.count;
    add("assist.to_decide", open, t.error);
    add("assist.not_taken", problems.size() - std::min(open, problems.size()), t.error);
    add("assist.repaired", read.report.repairs.size(), t.ok);
    float all = 0;
    for (const Said& one : said) all += ui::text_width(one.words, Font::label) + ui::px(12);
    // Beside the title, or below it where there is no room.
    const float title = ui::text_width(frame.word("assist.found"), Font::section);
    const bool beside = title + all <= ui::width_left();
    float x = beside ? at.x + ui::width_left() - all + ui::px(12) : at.x;
    const float y = beside ? at.y + ui::px(5) : ImGui::GetCursorScreenPos().y;
    for (const Said& one : said) {
        ui::draw_text(list, x, y, one.words, one.ink, Font::label);
        x += ui::text_width(one.words, Font::label) + ui::px(12);
    }
    if (!beside) ImGui::Dummy({ui::width_left(), ui::line_height(Font::label)});
    // Alone in a narrow window the buttons have a region of their own.
    const bool alone = frame.width / frame.scale < 960;
    const ui::Body body("###import.found", alone ? 0 : foot_height(view));
    if (std::exchange(cards_at_start_, false)) ImGui::SetScrollY(0);
    if (read.error) {
        if (read.error->fault != geo::Fault::cancelled) {
            ui::gap(6);
            std::vector<ui::CardButton> ways;
            if (read.error->fault == geo::Fault::personal_data)
                ways = {{"import.leave_out", frame.word("fix.leave_out_columns"), true}};
            // The file's name stands above its table; what a library says of a damaged file helps nobody
            // here.
            geo::Error shown = *read.error;
            shown.file.clear();
            if (shown.fault == geo::Fault::unreadable && !geo::has_word("fault." + shown.detail + ".what"))
                shown.detail.clear();
            // Letters that a person set are the likeliest reason, and taken back with one press.
            const bool letters = ways.empty() && !view.draft->reading.encoding.empty();
            if (letters) ways = {{"import.letters", frame.word("assist.letters_back"), true}};
            if (letters && shown.fault == geo::Fault::bad_encoding) shown.detail = "letters_set";
            if (ui::error_card("import.error", shown, ways)) {
                auto next = std::make_shared<ImportDraft>(*view.draft);
                if (letters)
                    next->reading.encoding.clear();
                else
                    geo::decide(next->reading, geo::without_personal_data());
                out.import_draft = next;
            }
        } else {
            ui::paragraph(frame.word("assist.stopped"), Font::label);
        }
        return;
    }
    if (view.map != nullptr && view.map->outside) {
        ui::gap(6);
        ui::card("import.outside", ui::Tone::error, Icon::warn, frame.word("assist.outside"),
                 frame.word("assist.outside_what"), {});
        ui::gap(6);
    } else if (read.report.problems.empty() && read.report.warnings.empty() && read.report.repairs.empty())
        ui::paragraph(frame.word("assist.nothing_odd"), Font::label);
    cards_.before = read.open;
    const geo::Dataset& data = read.after != nullptr ? *read.after : *frame.study->data;
    CardLook look{read.rows.has_value(), true};
    if (read.rows && read.rows->more && !read.rows->rows.empty())
        look.last_row = read.rows->rows.back().number;
    const FoundCards cards(frame, *data.areas, cards_, look);
    CardPressed pressed;
    ImGui::BeginDisabled(!view.fresh);
    cards.problems(read.report.problems, pressed);
    cards.warnings(read.report.warnings, pressed);
    cards.repairs(read.report.repairs, pressed);
    ImGui::EndDisabled();
    if (pressed.show) {
        table_.show(pressed.show->row, pressed.show->column);
        pane_ = 1;
    }
    if (pressed.on_map) {
        out.import_focus = pressed.on_map;
        pane_ = 0;
    }
    if (!pressed.decision) return;
    auto next = std::make_shared<ImportDraft>(*view.draft);
    geo::decide(next->reading, *pressed.decision);
    out.import_draft = next;
}

/// What the button says is what will happen.
void ImportPanel::foot(const Frame& frame, Outbox& out) {
    const ImportView& view = *frame.import;
    const bool asks = view.fresh && view.read != nullptr && !view.read->open.empty();
    const bool can_load = view.fresh && view.read != nullptr && view.read->after != nullptr && !asks;
    const auto ask = [&](ImportAsk what) {
        out.import_ask = what;
        if (fields_.remember) out.import_sender = fields_.sender;
    };
    std::string words = frame.word("assist.load_none");
    if (view.read == nullptr || !view.fresh) words = frame.word("assist.reading");
    if (can_load) {
        const RowSums sums = sums_of(*view.read);
        const std::int64_t held = sums.waiting + sums.refused;
        const bool grid = geo::is_grid(view.draft->kind);
        const char* key = held > 0 ? (grid ? "assist.load_cells_held" : "assist.load_held")
                                   : (grid ? "assist.load_cells" : "assist.load");
        words =
            geo::say(frame.lang, key, {{"number", geo::grouped(sums.loaded)}, {"held", geo::grouped(held)}});
    }
    const std::size_t after = view.of > view.at ? view.of - view.at - 1 : 0;
    if (view.of > 1) {
        bool first = true;
        const auto put = [&](const char* key, const std::string& label, ImportAsk what) {
            if (!first) ui::same_line(16);
            first = false;
            if (ui::link(key, label)) ask(what);
        };
        // Past a file that cannot come in, the others may all the same.
        if (after > 0)
            put("import.load_rest",
                geo::say(frame.lang, can_load ? "assist.load_rest" : "assist.skip_rest",
                         {{"number", geo::grouped(static_cast<std::int64_t>(after + (can_load ? 1 : 0)))}}),
                can_load ? ImportAsk::load_rest : ImportAsk::skip_rest);
        if (view.at > 0) put("import.back", frame.word("assist.back"), ImportAsk::back);
        put("import.cancel_all", frame.word("assist.cancel_all"), ImportAsk::cancel);
    }
    const bool more = view.of > 1;
    const std::string& cancel = frame.word(more ? "assist.skip" : "assist.cancel");
    const float wide = ui::text_width(cancel, Font::body) + ui::px(28);
    const float y = ImGui::GetCursorScreenPos().y;
    if (ui::button("import.cancel", cancel, wide))
        out.import_ask = more ? ImportAsk::skip : ImportAsk::cancel;
    ui::same_line(8);
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, y - ui::px(3)});
    if (asks) {
        const auto number = static_cast<std::int64_t>(number_open(*view.read));
        const std::string first =
            geo::say(frame.lang, "assist.answer_first", {{"number", geo::grouped(number)}});
        if (ui::button("import.answer", ui::fitted(first, ui::width_left() - ui::px(44), Font::body), -1,
                       true, Icon::warn)) {
            cards_.marked = 0;
            cards_.go_to_marked = true;
            pane_ = 2;
        }
        ui::tooltip(frame.word("assist.answer_first_how"));
        return;
    }
    const float room = ui::width_left();
    const std::string shown = ui::fitted(words, room - ui::px(12), Font::body_bold);
    if (ui::primary_button("import.load", shown, -1, can_load)) ask(ImportAsk::load);
    if (shown != words) ui::tooltip(words);
}

}  // namespace app
