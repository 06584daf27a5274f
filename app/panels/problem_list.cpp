#include "app/panels/problem_list.h"

#include "app/action.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/data/note_words.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace app {
namespace {

constexpr std::array weights = {geo::NoteWeight::problem, geo::NoteWeight::warning, geo::NoteWeight::repair};

struct Widths {
    float what = 0, file = 0, row = 0, column = 0, value = 0;
};

/// What there is room for: the file goes first, then the column.
Widths widths_of(float whole) {
    Widths out;
    out.row = ui::px(64);
    out.value = whole > ui::px(520) ? ui::px(170) : ui::px(110);
    out.column = whole > ui::px(700) ? ui::px(150) : 0;
    out.file = whole > ui::px(860) ? ui::px(200) : 0;
    out.what = whole - ui::px(36) - out.row - out.value - out.column - out.file;
    return out;
}

}  // namespace

std::vector<ProblemList::Run> ProblemList::runs_of(const Frame& frame) const {
    std::vector<Run> out;
    for (const geo::NoteWeight weight : weights) {
        if (weight_ && *weight_ != weight) continue;
        for (std::size_t r = 0; r < frame.reports->size(); ++r) {
            const geo::Notes& notes = geo::notes_of((*frame.reports)[r], weight);
            if (kind_.empty()) out.push_back({r, weight, std::nullopt, notes.size()});
            for (std::size_t k = 0; k < notes.kinds().size() && !kind_.empty(); ++k)
                if (notes.kinds()[k].kind == kind_) out.push_back({r, weight, k, notes.kinds()[k].count});
        }
    }
    return out;
}

/// Only the rows in sight are looked up.
ProblemList::Row ProblemList::row_at(const Frame& frame, const std::vector<Run>& runs, std::size_t at) {
    for (const Run& run : runs) {
        if (at < run.rows) {
            const geo::Notes& notes = geo::notes_of((*frame.reports)[run.report], run.weight);
            return {run.report, run.weight, run.kind ? notes.of_kind(*run.kind, at) : notes.at(at)};
        }
        at -= run.rows;
    }
    return {};
}

void ProblemList::tabs(const Frame& frame, Outbox& out, std::size_t rows) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetWindowPos();
    const float wide = ImGui::GetWindowWidth(), high = ui::px(35);
    list->AddLine({at.x, at.y}, {at.x + wide, at.y}, ui::colour(t.line));
    const std::string title =
        geo::say(frame.lang, "problems.title", {{"number", geo::grouped(static_cast<std::int64_t>(rows))}});
    ui::draw_text(list, at.x + ui::px(16), at.y + (high - ui::line_height(Font::body_bold)) / 2, title,
                  t.text, Font::body_bold);
    const float title_width = ui::text_width(title, Font::body_bold);
    list->AddRectFilled({at.x + ui::px(10), at.y + high - ui::px(3)},
                        {at.x + ui::px(22) + title_width, at.y + high}, ui::colour(t.accent));
    float right = at.x + wide - ui::px(42);
    ImGui::SetCursorScreenPos({right, at.y + ui::px(2)});
    if (ui::icon_button("bottom.fold", frame.bottom_folded ? Icon::left : Icon::down,
                        hint_of(frame.lang, Action::fold_bottom)))
        out.act(Action::fold_bottom);
    const float least = at.x + title_width + ui::px(40);
    for (const char* extension : {"xlsx", "csv"}) {
        const std::string words = extension == std::string{"csv"} ? "CSV" : "Excel";
        right -= ui::text_width(words, Font::label) + ui::px(14);
        if (right < least || rows == 0) continue;
        ImGui::SetCursorScreenPos({right, at.y + (high - ui::line_height(Font::label)) / 2});
        if (ui::link(std::string{"problems."} + extension, words))
            out.ask_file = FileAsk{FileAsk::For::problems, frame.word("problems.sheet") + "." + extension};
    }
    if (frame.bottom_folded) return;
    std::set<std::string> kinds;
    for (const geo::ImportReport& report : *frame.reports)
        for (const geo::NoteWeight weight : weights)
            for (const geo::Notes::Kind& one : geo::notes_of(report, weight).kinds()) kinds.insert(one.kind);
    std::vector<std::string> keys = {""}, words = {frame.word("problems.all")};
    for (const geo::NoteWeight weight : weights) {
        keys.emplace_back(geo::note_weight_name(weight));
        words.push_back(frame.word("problems." + keys.back()));
    }
    const std::size_t first_kind = keys.size();
    for (const std::string& kind : kinds) {
        keys.push_back(kind);
        geo::ImportNote any;
        any.kind = kind;
        words.push_back(geo::what_of_many(frame.lang, any));
    }
    std::size_t chosen = 0;
    for (std::size_t i = 1; i < keys.size(); ++i)
        if (i < first_kind ? kind_.empty() && weight_ && keys[i] == geo::note_weight_name(*weight_)
                           : keys[i] == kind_)
            chosen = i;
    const float field = std::min(ui::px(240), right - least - ui::px(12));
    if (field < ui::px(90)) return;
    ImGui::SetCursorScreenPos({right - field - ui::px(12), at.y});
    if (const auto pressed = ui::combo("problems.filter", words, chosen, field)) {
        chosen_.reset();
        kind_ = *pressed >= first_kind ? keys[*pressed] : "";
        weight_.reset();
        if (*pressed > 0 && *pressed < first_kind) weight_ = weights.at(*pressed - 1);
    }
}

void ProblemList::row(const Frame& frame, Outbox& out, const Row& one, std::size_t at) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float whole = ui::width_left(), high = ui::px(28);
    ImGui::PushID(static_cast<int>(at));
    const bool clicked = ImGui::InvisibleButton("###row", {std::max(1.0F, whole), high});
    ImGui::PopID();
    ui::record("problems.row." + std::to_string(at));
    const bool hovered = ImGui::IsItemHovered();
    const bool chosen = chosen_ == at;
    if (chosen || hovered)
        list->AddRectFilled(start, {start.x + whole, start.y + high},
                            ui::colour(render::with_alpha(t.accent_soft, chosen ? 1 : 0.5)));
    else if (at % 2 == 1)
        list->AddRectFilled(start, {start.x + whole, start.y + high}, ui::colour(t.row));
    if (chosen) list->AddRectFilled(start, {start.x + ui::px(4), start.y + high}, ui::colour(t.accent));
    if (clicked) {
        chosen_ = at;
        pressed_ = one;
        if (one.note.at) out.look_at = one.note.at;
    }
    const bool waits = !one.note.fixes.empty();
    const Icon symbol = one.weight == geo::NoteWeight::problem   ? (waits ? Icon::warn : Icon::x)
                        : one.weight == geo::NoteWeight::warning ? Icon::info
                                                                 : Icon::check;
    const render::Rgba ink = one.weight == geo::NoteWeight::problem   ? (waits ? t.attention : t.error)
                             : one.weight == geo::NoteWeight::warning ? t.text2
                                                                      : t.accent;
    ui::icon(list, symbol, start.x + ui::px(12), start.y + ui::px(6), ui::px(16), ink);
    const Widths widths = widths_of(ImGui::GetWindowWidth() - ImGui::GetStyle().ScrollbarSize);
    float x = start.x + ui::px(36);
    bool cut = false;
    const auto put = [&](const std::string& words, float wide, render::Rgba colour) {
        if (wide <= 0) return;
        const std::string shown = ui::fitted(words, wide - ui::px(10), Font::table);
        cut = cut || shown != words;
        ui::draw_text(list, x, start.y + (high - ui::line_height(Font::table)) / 2, shown, colour,
                      Font::table);
        x += wide;
    };
    const geo::ImportNote& note = one.note;
    put(geo::what_of(frame.lang, note), widths.what, t.text);
    put(std::filesystem::path((*frame.reports)[one.report].file).filename().string(), widths.file, t.text2);
    put(note.row > 0 ? geo::grouped(note.row) : "–", widths.row, t.text2);
    put(note.column, widths.column, t.text2);
    put(note.value, widths.value, t.text);
    if (cut && hovered) ui::tooltip(geo::describe(frame.lang, note));
}

void ProblemList::draw(const Frame& frame, Outbox& out) {
    const Tokens& t = tokens(frame.theme);
    const std::vector<Run> runs = runs_of(frame);
    std::size_t rows = 0;
    for (const Run& run : runs) rows += run.rows;
    tabs(frame, out, rows);
    if (frame.bottom_folded) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 corner = ImGui::GetWindowPos();
    const float top = corner.y + ui::px(37), head = ui::px(27), wide = ImGui::GetWindowWidth();
    if (rows == 0) {
        ui::draw_text(list, corner.x + ui::px(16), top + ui::px(8),
                      ui::fitted(frame.word("problems.none"), wide - ui::px(32), Font::body), t.text2,
                      Font::body);
        return;
    }
    list->AddRectFilled({corner.x, top}, {corner.x + wide, top + head}, ui::colour(t.sunken));
    const Widths widths = widths_of(wide - ImGui::GetStyle().ScrollbarSize);
    float x = corner.x + ui::px(36);
    const std::array<std::pair<const char*, float>, 5> columns = {{{"what", widths.what},
                                                                   {"file", widths.file},
                                                                   {"row", widths.row},
                                                                   {"column", widths.column},
                                                                   {"value", widths.value}}};
    for (const auto& [key, column_width] : columns) {
        if (column_width <= 0) continue;
        ui::draw_text(list, x, top + (head - ui::line_height(Font::label)) / 2,
                      ui::fitted(frame.word(std::string{"problems.column."} + key), column_width - ui::px(8),
                                 Font::label),
                      t.text2, Font::label);
        x += column_width;
    }
    ImGui::SetCursorScreenPos({corner.x, top + head});
    ImGui::BeginChild("###problems.rows", {wide, corner.y + ImGui::GetWindowHeight() - top - head}, false);
    ImGuiListClipper clipper;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    clipper.Begin(static_cast<int>(rows), ui::px(28));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
            row(frame, out, row_at(frame, runs, static_cast<std::size_t>(i)), static_cast<std::size_t>(i));
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

}  // namespace app
