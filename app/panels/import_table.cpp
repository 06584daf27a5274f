#include "app/panels/import_table.h"

#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/data/cell.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace app {
namespace {

constexpr float row_height = 26;

/// A cell on one line.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
}

const char* chip_of(geo::RowKind kind) {
    switch (kind) {
        case geo::RowKind::title:
            return "assist.row.title";
        case geo::RowKind::subtotal:
            return "assist.row.subtotal";
        case geo::RowKind::repeated_header:
            return "assist.row.repeated_header";
        case geo::RowKind::page_line:
            return "assist.row.page_line";
        case geo::RowKind::note:
            return "assist.row.note";
        case geo::RowKind::block_name:
            return "assist.row.block_name";
        case geo::RowKind::other_table:
            return "assist.row.other_table";
        case geo::RowKind::blank:
        case geo::RowKind::header:
        case geo::RowKind::data:
            break;
    }
    return nullptr;
}

/// Thin lines on the ground of a cell: what is written in it stays legible in both themes.
void quiet_hatch(ImDrawList* list, float x, float y, float wide, float high, render::Rgba ink) {
    list->PushClipRect({x, y}, {x + wide, y + high}, true);
    for (float at = x - high; at < x + wide; at += ui::px(6))
        list->AddLine({at, y + high}, {at + high, y}, ui::colour(ink), ui::px(1));
    list->PopClipRect();
}

}  // namespace

void ImportTable::prepare(const Frame& frame) {
    const ImportView& view = *frame.import;
    const ImportRead& read = *view.read;
    const geo::Sighting& seen = *read.rows;
    if (read.version != made_.version) shown_.reset();
    const bool far = shown_ && seen.more && !seen.rows.empty() && shown_->row > seen.rows.back().number;
    const Made now{read.version, frame.scale, frame.lang, far ? shown_->row : 0,
                   far ? shown_->column : std::string{}};
    if (now == made_) return;
    made_ = now;
    const std::size_t width = seen.rows.empty() ? 0 : seen.rows.front().cells.size();
    table_of_.assign(width, -1);
    is_count_.assign(width, false);
    std::map<std::string, std::size_t> by_header;
    for (std::size_t c = 0; c < seen.columns.size(); ++c) {
        const geo::SightedColumn& column = seen.columns[c];
        if (column.column >= width) continue;
        table_of_[column.column] = static_cast<int>(c);
        by_header.emplace(column.header, column.column);
        const geo::ColumnRole role = use_of(view, static_cast<int>(c), column.header).role;
        is_count_[column.column] = role == geo::ColumnRole::children || role == geo::ColumnRole::total ||
                                   role == geo::ColumnRole::beside;
    }
    find_sums(view);
    mark(read, by_header);
    far_.clear();
    if (far) add_far_row(frame, by_header);

    widths_.assign(width, ui::px(64));
    for (std::size_t c = 0; c < width; ++c) {
        const int column = table_of_[c];
        if (column >= 0) {
            const ColumnUse use = use_of(view, column, seen.columns[static_cast<std::size_t>(column)].header);
            widths_[c] =
                std::max(widths_[c], ui::text_width(use_words(frame, use), Font::label) + ui::px(40));
        }
        std::size_t looked_at = 0;
        for (const geo::SightedRow& row : seen.rows) {
            if (row.kind == geo::RowKind::title || row.kind == geo::RowKind::note) continue;
            if (++looked_at > 60) break;
            if (row.cells[c].size() > 200) continue;
            widths_[c] = std::max(
                widths_[c],
                std::min(ui::px(190), ui::text_width(one_line(row.cells[c]), Font::table) + ui::px(20)));
        }
    }
}

void ImportTable::cell(const Frame& frame, std::size_t at, std::size_t column, float x, float y) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const geo::SightedRow& row = row_at(*frame.import->read->rows, at);
    const float wide = widths_[column], high = ui::px(row_height);
    const std::string& raw = row.cells[column];
    const auto found = marks_.find({row.number, column});
    const Marks marks = found == marks_.end() ? Marks{} : found->second;
    const bool of_table = row.kind == geo::RowKind::data || row.kind == geo::RowKind::subtotal;
    // A sum that leaves a column out says nothing of it; a row that does has no data there.
    const bool of_rows = row.kind == geo::RowKind::data && sums_.count(row.number) == 0;
    if (of_rows && is_count_[column] && marks.problem == nullptr) {
        const auto value = geo::count_from_cell(raw);
        if (value && value->state != geo::CellState::value)
            quiet_hatch(list, x + 1, y + 1, wide - 2, high - 2, render::with_alpha(t.text3, 0.35));
    }
    list->AddLine({x + wide, y}, {x + wide, y + high}, ui::colour(t.line));
    render::Rgba ink = of_table ? t.text : t.text2;
    Font font = row.kind == geo::RowKind::header ? Font::body_bold : Font::table;
    if (marks.repair != nullptr) {
        const float corner = ui::px(9);
        list->AddTriangleFilled({x + wide - corner, y + 1}, {x + wide, y + 1}, {x + wide, y + 1 + corner},
                                ui::colour(t.accent));
        ink = t.accent;
    }
    if (marks.warning != nullptr && marks.problem == nullptr)
        list->AddRect({x + 1, y + 1}, {x + wide, y + high - 1}, ui::colour(t.text3), 0, 0, ui::px(1.5F));
    if (marks.problem != nullptr) {
        const render::Rgba frame_ink = marks.problem->fixes.empty() ? t.error : t.attention;
        list->AddRect({x + 1, y + 1}, {x + wide, y + high - 1}, ui::colour(frame_ink), 0, 0, ui::px(2));
        ink = t.error;
        font = Font::body_bold;
    }
    std::string words = one_line(raw);
    if (words.empty() && marks.filled) {
        words = "″";
        ink = t.accent;
    }
    if (words.empty() && (marks.repair != nullptr || marks.problem != nullptr))
        words = frame.word("assist.blank");
    if (words.empty()) return;
    // A title runs over the empty cells beside it.
    float room = wide;
    if (!of_table && row.kind != geo::RowKind::header)
        for (std::size_t c = column + 1; c < widths_.size() && row.cells[c].empty(); ++c) room += widths_[c];
    words = ui::fitted(words, room - ui::px(14), font);
    const bool right = of_table && is_count_[column];
    const float left = right ? x + wide - ui::px(10) - ui::text_width(words, font) : x + ui::px(8);
    ui::draw_text(list, left, y + (high - ui::line_height(font)) / 2, words, ink, font);
}

void ImportTable::row(const Frame& frame, std::size_t at, float x, float y) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const geo::SightedRow& row = row_at(*frame.import->read->rows, at);
    const float high = ui::px(row_height), numbers = ui::px(numbers_width);
    float whole = 0;
    for (const float one : widths_) whole += one;
    const float seen = ImGui::GetWindowWidth();
    const float right = std::max(x + numbers + whole, ImGui::GetWindowPos().x + seen);
    ImGui::SetCursorScreenPos({x + numbers, y});
    ImGui::InvisibleButton(("###row" + std::to_string(row.number)).c_str(),
                           {std::max(1.0F, whole), std::max(1.0F, high)});
    ImGui::SetItemAllowOverlap();
    ui::record("import.row." + std::to_string(row.number));
    const bool hovered = ImGui::IsItemHovered();

    const auto of_row = rows_.find(row.number);
    const geo::ImportNote* problem = of_row == rows_.end() ? nullptr : of_row->second.problem;
    render::Rgba ground = t.raised;
    if (row.kind == geo::RowKind::header) ground = render::with_alpha(t.accent_soft, 0.75);
    if (sums_.count(row.number) > 0 || chip_of(row.kind) != nullptr) ground = t.sunken;
    if (problem != nullptr) ground = problem->fixes.empty() ? t.error_soft : t.warn_soft;
    list->AddRectFilled({x, y}, {right, y + high}, ui::colour(ground));
    list->AddLine({x, y + high - 1}, {right, y + high - 1}, ui::colour(t.line));
    float left = x + numbers;
    float pointed_x = 0;
    std::size_t pointed = widths_.size();
    const float pointer = ImGui::GetIO().MousePos.x;
    for (std::size_t c = 0; c < widths_.size(); ++c) {
        if (hovered && pointer >= left && pointer < left + widths_[c]) {
            pointed = c;
            pointed_x = left;
        }
        cell(frame, at, c, left, y);
        left += widths_[c];
    }
    if (marked_row_ > 0 && row.number == marked_row_)
        list->AddRect({x + numbers, y}, {right - 1, y + high - 1}, ui::colour(t.accent), 0, 0, ui::px(2));
    if (pointed < widths_.size()) {
        const auto found = marks_.find({row.number, pointed});
        std::string words;
        if (found != marks_.end() && found->second.warning != nullptr)
            words = geo::describe(frame.lang, *found->second.warning);
        if (found != marks_.end() && found->second.repair != nullptr)
            words = geo::describe(frame.lang, *found->second.repair);
        if (found != marks_.end() && found->second.problem != nullptr)
            words = geo::describe(frame.lang, *found->second.problem);
        const std::string& raw = row.cells[pointed];
        if (words.empty() && ui::text_width(one_line(raw), Font::table) > widths_[pointed] - ui::px(14))
            words = raw;
        if (!words.empty()) {
            list->AddRect({pointed_x + 1, y + 1}, {pointed_x + widths_[pointed], y + high - 1},
                          ui::colour(t.text3));
            ui::tooltip(words);
        }
    }
    const char* chip = row.hidden ? "assist.row.hidden" : chip_of(row.kind);
    if (sums_.count(row.number) > 0)
        chip = sums_.at(row.number) ? "assist.row.subtotal" : "assist.row.subtotal_differs";
    if (chip != nullptr) {
        const std::string& words = frame.word(chip);
        const float wide = ui::text_width(words, Font::small) + ui::px(16);
        const float edge = ImGui::GetWindowPos().x + seen - ui::px(16);
        const auto free = room_for_chip(row, x + numbers, edge, wide + ui::px(12));
        if (!free) return number(frame, row, problem, y);
        const float from = *free - wide - ui::px(6);
        list->AddRectFilled({from, y + ui::px(3)}, {from + wide, y + high - ui::px(4)}, ui::colour(t.raised),
                            ui::px(9));
        list->AddRect({from, y + ui::px(3)}, {from + wide, y + high - ui::px(4)}, ui::colour(t.line2),
                      ui::px(9));
        ui::draw_text(list, from + ui::px(8), y + (high - ui::line_height(Font::small)) / 2, words, t.text2,
                      Font::small);
    }
    number(frame, row, problem, y);
}

/// Right end of the last empty cells in sight that are `wide` together, or of the room beside the table.
/// Words of a title run over the cells beside it.
std::optional<float> ImportTable::room_for_chip(const geo::SightedRow& row, float left, float edge,
                                                float wide) const {
    const bool runs_over = row.kind != geo::RowKind::data && row.kind != geo::RowKind::subtotal;
    std::optional<float> out;
    float from = std::max(left, ImGui::GetWindowPos().x + ui::px(numbers_width)), x = left;
    for (std::size_t c = 0; c < widths_.size() && x < edge; ++c) {
        x += widths_[c];
        if (!row.cells[c].empty())
            from = std::max(from, runs_over ? x - widths_[c] + ui::px(20) +
                                                  ui::text_width(one_line(row.cells[c]), Font::table)
                                            : x);
        if (std::min(x, edge) - from >= wide) out = std::min(x, edge);
    }
    // Beside the table, where it ends in sight.
    if (!out && x < edge && edge - std::max(from, x) >= wide) out = std::max(from, x) + wide;
    return out;
}

/// It stays in sight while columns are moved.
void ImportTable::number(const Frame& frame, const geo::SightedRow& row, const geo::ImportNote* problem,
                         float y) const {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float high = ui::px(row_height), numbers = ui::px(numbers_width);
    const float fixed = ImGui::GetWindowPos().x;
    const render::Rgba number_ground = problem == nullptr       ? t.sunken
                                       : problem->fixes.empty() ? t.error
                                                                : t.attention;
    list->AddRectFilled({fixed, y}, {fixed + numbers, y + high - 1}, ui::colour(number_ground));
    const std::string words = row.number > 0 ? std::to_string(row.number) : std::string{};
    ui::draw_text(list, fixed + numbers - ui::px(10) - ui::text_width(words, Font::label),
                  y + (high - ui::line_height(Font::label)) / 2, words,
                  problem == nullptr ? t.text2 : t.raised, Font::label);
}

/// The marked row a little below the head, its column in sight.
void ImportTable::go_to(const geo::Sighting& seen, float high) {
    for (std::size_t i = 0; i < seen.rows.size() + far_.size(); ++i)
        if (row_at(seen, i).number == marked_row_)
            ImGui::SetScrollY(std::max(0.0F, static_cast<float>(i) * high - ui::px(90)));
    for (const geo::SightedColumn& column : seen.columns) {
        if (column.header != wanted_column_ || column.column >= widths_.size()) continue;
        float left = 0;
        for (std::size_t c = 0; c < column.column; ++c) left += widths_[c];
        const float room = ImGui::GetWindowWidth() - ui::px(numbers_width);
        if (left < ImGui::GetScrollX() || left + widths_[column.column] > ImGui::GetScrollX() + room)
            ImGui::SetScrollX(std::max(0.0F, left - room / 3));
        return;
    }
}

void ImportTable::draw(const Frame& frame, Outbox& out) {
    const ImportView& view = *frame.import;
    if (view.read == nullptr || !view.read->rows || view.read->rows->rows.empty()) return;
    prepare(frame);
    const std::size_t rows = view.read->rows->rows.size() + far_.size();
    float whole = ui::px(numbers_width);
    for (const float one : widths_) whole += one;
    const float head = ui::px(letters_height + roles_height) + 1, high = ui::px(row_height);
    const float all = head + static_cast<float>(rows) * high;
    ImGui::SetNextWindowContentSize({whole, all});
    ImGui::BeginChild("###import.table", {0, 0}, false, ImGuiWindowFlags_HorizontalScrollbar);
    if (std::exchange(at_start_, false)) {
        ImGui::SetScrollX(0);
        ImGui::SetScrollY(0);
    }
    if (std::exchange(wanted_row_, 0) > 0) go_to(*view.read->rows, high);
    const ImVec2 corner = ImGui::GetWindowPos();
    const float x = corner.x - ImGui::GetScrollX(), y = corner.y - ImGui::GetScrollY();
    const float room = ImGui::GetWindowHeight();
    for (std::size_t i = 0; i < rows; ++i) {
        const float top = y + head + static_cast<float>(i) * high;
        if (top + high < corner.y + head || top > corner.y + room) continue;
        row(frame, i, x, top);
    }
    header(frame, out, x, corner.y);
    ImGui::EndChild();
}

}  // namespace app
