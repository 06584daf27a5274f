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

namespace {

bool asks_first(const ImportView& view) {
    return view.fresh && view.read != nullptr && !view.read->open.empty();
}

bool can_load(const ImportView& view) {
    return view.fresh && view.read != nullptr && view.read->after != nullptr && !asks_first(view);
}

/// Where links stand one beside the other, as long as they fit.
float link_wide(const std::string& words) {
    return ui::text_width(words, Font::label) + 1;
}

}  // namespace

/// Past a file that cannot come in, the others may all the same.  While it is read nobody knows.
std::vector<ImportPanel::FootLink> ImportPanel::foot_links(const Frame& frame) {
    const ImportView& view = *frame.import;
    std::vector<FootLink> out;
    if (view.of < 2) return out;
    const std::size_t after = view.of > view.at ? view.of - view.at - 1 : 0;
    const bool known = view.fresh && view.read != nullptr;
    const bool skip = known && !can_load(view);
    const auto words = [&](const char* key, std::size_t number) {
        return geo::say(frame.lang, key, {{"number", geo::grouped(static_cast<std::int64_t>(number))}});
    };
    if (after > 0 && skip)
        out.push_back({"import.skip_rest", words("assist.skip_rest", after), ImportAsk::skip_rest});
    else if (after > 0)
        out.push_back(
            {"import.load_rest", words("assist.load_rest", after + 1), ImportAsk::load_rest, known});
    if (view.at > 0) out.push_back({"import.back", frame.word("assist.back"), ImportAsk::back});
    out.push_back({"import.cancel_all", frame.word("assist.cancel_all"), ImportAsk::cancel});
    return out;
}

/// Of the buttons below the findings, and of the links above them where other files wait.
float ImportPanel::foot_height(const Frame& frame) {
    const std::vector<FootLink> links = foot_links(frame);
    if (links.empty()) return ui::px(58);
    const float room = foot_width(frame);
    float lines = 1, used = 0;
    for (const FootLink& one : links) {
        const float wide = link_wide(one.words);
        if (used > 0 && used + wide > room) {
            ++lines;
            used = 0;
        }
        used += wide + ui::px(16);
    }
    return ui::px(58) + lines * (ui::line_height(Font::label) + ui::px(8));
}

void ImportPanel::send(ImportAsk ask, Outbox& out) const {
    out.import_ask = ask;
    if (fields_.remember) out.import_sender = fields_.sender;
}

void ImportPanel::draw_links(const Frame& frame, Outbox& out) {
    const std::vector<FootLink> links = foot_links(frame);
    const bool skips = !links.empty() && links.front().ask == ImportAsk::skip_rest;
    if (!skips) skip_since_.reset();
    // A second click of what loaded the file before means nothing for this one.
    const double now = ImGui::GetTime();
    if (skips && !skip_since_) skip_since_ = now;
    const bool meant =
        !skips || now - *skip_since_ > static_cast<double>(ImGui::GetIO().MouseDoubleClickTime);
    const float room = foot_width(frame);
    float used = 0;
    for (const FootLink& one : links) {
        const float wide = link_wide(one.words);
        if (used > 0 && used + wide <= room)
            ui::same_line(16);
        else
            used = 0;
        used += wide + ui::px(16);
        ImGui::BeginDisabled(!one.enabled);
        const bool pressed = ui::link(one.key, one.words);
        ImGui::EndDisabled();
        if (pressed && (meant || one.ask != ImportAsk::skip_rest)) send(one.ask, out);
    }
}

/// How many wait, are not taken, were repaired: beside the title, or below it where there is no room.
void ImportPanel::found_head(const Frame& frame) const {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui::draw_text(list, at.x, at.y, frame.word("assist.found"), t.text, Font::section);
    ImGui::Dummy({ui::width_left(), ui::line_height(Font::section)});
    if (frame.import->read == nullptr) return;
    const ImportRead& read = *frame.import->read;
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
    std::size_t open = read.report.problems.rows_with_fixes();
    // What is asked about the whole file has no row.
    for (const auto& kind : read.report.problems.kinds())
        if (!kind.rows && !kind.first.front().fixes.empty()) open += kind.count;
    add("assist.to_decide", open, t.error);
    add("assist.not_taken", read.not_taken, t.error);
    add("assist.repaired", read.report.repairs.size(), t.ok);
    float all = 0;
    for (const Said& one : said) all += ui::text_width(one.words, Font::label) + ui::px(12);
    const float title = ui::text_width(frame.word("assist.found"), Font::section);
    const bool beside = title + all <= ui::width_left();
    float x = beside ? at.x + ui::width_left() - all + ui::px(12) : at.x;
    const float y = beside ? at.y + ui::px(5) : ImGui::GetCursorScreenPos().y;
    for (const Said& one : said) {
        ui::draw_text(list, x, y, one.words, one.ink, Font::label);
        x += ui::text_width(one.words, Font::label) + ui::px(12);
    }
    if (!beside) ImGui::Dummy({ui::width_left(), ui::line_height(Font::label)});
}

/// Why nothing could be read, and what takes back what a person set.
void ImportPanel::trouble(const Frame& frame, Outbox& out) const {
    const ImportView& view = *frame.import;
    const geo::Error& error = *view.read->error;
    if (error.fault == geo::Fault::cancelled) return ui::paragraph(frame.word("assist.stopped"), Font::label);
    ui::gap(6);
    std::vector<ui::CardButton> ways;
    if (error.fault == geo::Fault::personal_data)
        ways = {{"import.leave_out", frame.word("fix.leave_out_columns"), true}};
    // The file's name stands above its table; what a library says of a damaged file helps nobody here.
    geo::Error shown = error;
    shown.file.clear();
    if (shown.fault == geo::Fault::unreadable && !geo::has_word("fault." + shown.detail + ".what"))
        shown.detail.clear();
    // Letters that a person set are the likeliest reason, and taken back with one press.
    const bool letters = ways.empty() && !view.draft->reading.encoding.empty();
    if (letters) ways = {{"import.letters", frame.word("assist.letters_back"), true}};
    if (letters && shown.fault == geo::Fault::bad_encoding) shown.detail = "letters_set";
    if (!ui::error_card("import.error", shown, ways)) return;
    auto next = std::make_shared<ImportDraft>(*view.draft);
    if (letters)
        next->reading.encoding.clear();
    else
        geo::decide(next->reading, geo::without_personal_data());
    out.import_draft = next;
}

void ImportPanel::right(const Frame& frame, Outbox& out) {
    const ImportView& view = *frame.import;
    found_head(frame);
    if (view.read == nullptr) return ui::paragraph(frame.word("assist.reading"), Font::label);
    // Alone in a narrow window the buttons have a region of their own.
    const bool alone = frame.width / frame.scale < 960;
    const ui::Body body("###import.found", alone ? 0 : foot_height(frame));
    if (std::exchange(cards_at_start_, false)) ImGui::SetScrollY(0);
    if (view.read->error) return trouble(frame, out);
    found_cards(frame, out);
}

void ImportPanel::found_cards(const Frame& frame, Outbox& out) {
    const ImportView& view = *frame.import;
    const ImportRead& read = *view.read;
    if (view.fresh && read.outside) {
        ui::gap(6);
        ui::card("import.outside", ui::Tone::error, Icon::warn, frame.word("assist.outside"),
                 frame.word("assist.outside_what"), {});
        ui::gap(6);
    } else if (read.report.problems.empty() && read.report.warnings.empty() && read.report.repairs.empty())
        ui::paragraph(frame.word("assist.nothing_odd"), Font::label);
    cards_.before = read.open;
    const geo::Dataset& data = read.after != nullptr ? *read.after : *frame.study->data;
    const FoundCards cards(frame, *data.areas, cards_, {read.rows.has_value(), true, read.version});
    CardPressed pressed;
    ImGui::BeginDisabled(!view.fresh);
    cards.problems(read.report.problems, pressed);
    cards.warnings(read.report.warnings, pressed);
    cards.repairs(read.report.repairs, pressed);
    ImGui::EndDisabled();
    if (pressed.show) {
        table_.show(*pressed.show);
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
    const bool loads = can_load(view);
    std::string words = frame.word("assist.load_none");
    if (view.read == nullptr || !view.fresh) words = frame.word("assist.reading");
    if (loads) {
        const RowSums sums = sums_of(*view.read);
        const std::int64_t held = sums.waiting + sums.refused;
        const bool grid = geo::is_grid(view.draft->kind);
        const char* key = held > 0 ? (grid ? "assist.load_cells_held" : "assist.load_held")
                                   : (grid ? "assist.load_cells" : "assist.load");
        words =
            geo::say(frame.lang, key, {{"number", geo::grouped(sums.loaded)}, {"held", geo::grouped(held)}});
    }
    draw_links(frame, out);
    const bool more = view.of > 1;
    const std::string& cancel = frame.word(more ? "assist.skip" : "assist.cancel");
    const float wide = ui::text_width(cancel, Font::body) + ui::px(28);
    const float y = ImGui::GetCursorScreenPos().y;
    if (ui::button("import.cancel", cancel, wide))
        out.import_ask = more ? ImportAsk::skip : ImportAsk::cancel;
    ui::same_line(8);
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, y - ui::px(3)});
    if (asks_first(view)) {
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
    if (ui::primary_button("import.load", shown, -1, loads)) send(ImportAsk::load, out);
    if (shown != words) ui::tooltip(words);
}

}  // namespace app
