#include "app/panels/table_panel.h"

#include "app/action.h"
#include "app/imgui_compat_private.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/access/rates.h"
#include "geo/base/figures.h"
#include "geo/base/text.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace app {
namespace {

/// Place of each text in Thai dictionary order; equal texts share none, ties by row.
std::vector<std::uint32_t> dictionary_order(const std::vector<std::string>& texts) {
    std::vector<std::uint32_t> by(texts.size()), out(texts.size());
    std::iota(by.begin(), by.end(), 0U);
    std::stable_sort(by.begin(), by.end(), [&](std::uint32_t a, std::uint32_t b) {
        return geo::compare_thai(texts[a], texts[b]) < 0;
    });
    std::uint32_t place = 0;
    for (std::size_t i = 0; i < by.size(); ++i) {
        if (i > 0 && texts[by[i]] != texts[by[i - 1]]) ++place;
        out[by[i]] = place;
    }
    return out;
}

/// To be ranked by: a share of hardly any children says nothing beside that of many, so it has no rank.
double share(const geo::CoverageRow& row) {
    return row.children_milli >= geo::least_whole_milli
               ? static_cast<double>(row.covered_milli) / static_cast<double>(row.children_milli)
               : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void TablePanel::sort(TableOrder order) {
    sort_ = order;
}

void TablePanel::filter(std::string words) {
    words_ = std::move(words);
}

void TablePanel::names(const Frame& frame) {
    const geo::Areas& areas = *frame.study->data->areas;
    const geo::Level level = frame.study->map.level;
    Made now;
    now.areas = &areas;
    now.level = level;
    now.lang = frame.lang;
    if (named_ == now && keys_.size() == areas.at(level).size()) return;
    named_ = now;
    const std::size_t count = areas.at(level).size();
    std::vector<std::string> own(count), parents(count);
    Frame other = frame;  // a filter finds the names of both languages
    other.lang = frame.lang == geo::Lang::th ? geo::Lang::en : geo::Lang::th;
    keys_.assign(count, {});
    longest_name_.clear();
    for (std::size_t i = 0; i < count; ++i) {
        const geo::AreaId id{i};
        own[i] = plain_name(frame, level, id);
        if (own[i].size() > longest_name_.size()) longest_name_ = own[i];
        parents[i] = parents_of(frame, level, id);
        keys_[i] = geo::key_of(areas.at(level).name_th[i]) + "\n" + geo::key_of(areas.at(level).name_en[i]) +
                   "\n" + areas.at(level).code[i] + "\n" + geo::key_of(parents[i]) + "\n" +
                   geo::key_of(parents_of(other, level, id));
    }
    name_order_ = dictionary_order(own);
    parent_order_ = dictionary_order(parents);
    made_ = {};
}

const std::vector<geo::AreaId>& TablePanel::order(const Frame& frame) {
    names(frame);
    Made now = named_;
    now.table = coverage_of(frame);
    now.demand = frame.results != nullptr ? frame.results->demand : nullptr;
    now.words = words_;
    now.order = sort_;
    if (made_ == now) return rows_;
    made_ = now;
    const std::size_t count = keys_.size();
    const std::vector<geo::CoverageRow>* table =
        now.table != nullptr && now.table->at(now.level).size() == count ? &now.table->at(now.level)
                                                                         : nullptr;
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    rank_.assign(count, 0);
    if (table != nullptr) {
        std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
            return geo::not_reached_milli((*table)[a]) > geo::not_reached_milli((*table)[b]);
        });
        for (std::size_t i = 0; i < count; ++i) rank_[all[i]] = static_cast<std::uint32_t>(i + 1);
        std::iota(all.begin(), all.end(), 0U);
    }
    const std::string wanted = geo::key_of(words_);
    if (!wanted.empty())
        std::erase_if(all, [&](std::uint32_t i) { return keys_[i].find(wanted) == std::string::npos; });
    // Rows without a value stand last, whichever way it is sorted.
    const auto value = [&](std::uint32_t i) -> double {
        const double none = std::numeric_limits<double>::quiet_NaN();
        if (sort_.by == Column::name) return name_order_[i];
        if (sort_.by == Column::parent) return parent_order_[i];
        if (table == nullptr) return sort_.by == Column::rank ? i : none;
        const geo::CoverageRow& row = (*table)[i];
        switch (sort_.by) {
            case Column::rank:
                return rank_[i];
            case Column::children:
                return static_cast<double>(row.children_milli);
            case Column::covered:
            case Column::bar:
                return share(row);
            case Column::not_reached:
                return static_cast<double>(geo::not_reached_milli(row));
            case Column::unreachable:
                return static_cast<double>(row.unreachable_milli);
            case Column::median:
                return row.median_ms ? static_cast<double>(*row.median_ms) : none;
            default:
                return none;
        }
    };
    std::vector<double> values(count);
    for (const std::uint32_t i : all) values[i] = value(i);
    std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
        const bool none_a = values[a] != values[a], none_b = values[b] != values[b];
        if (none_a || none_b) return !none_a && none_b;
        return sort_.descending ? values[a] > values[b] : values[a] < values[b];
    });
    rows_.clear();
    rows_.reserve(all.size());
    for (const std::uint32_t i : all) rows_.emplace_back(i);
    return rows_;
}

void TablePanel::click(const Frame& frame, Outbox& out, geo::AreaId area) {
    Selection next;
    next.level = frame.study->map.level;
    if (ImGui::GetIO().KeyCtrl && frame.selection->level == next.level) {
        next.areas = frame.selection->areas;
        const auto found = std::lower_bound(next.areas.begin(), next.areas.end(), area);
        if (found != next.areas.end() && *found == area)
            next.areas.erase(found);
        else
            next.areas.insert(found, area);
    } else {
        next.areas = {area};
    }
    shown_selection_ = next;  // it is in sight already
    out.select = next;
}

void TablePanel::row(const Frame& frame, Outbox& out, std::size_t at, const TableColumns& columns) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const geo::Level level = frame.study->map.level;
    const geo::AreaId area = rows_[at];
    const float height = ui::px(28);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float whole = ui::width_left();
    ImGui::PushID(static_cast<int>(area.value));
    const bool clicked = ImGui::InvisibleButton("###row", {std::max(1.0F, whole), height});
    ImGui::PopID();
    ui::record("table.row." + frame.study->data->areas->at(level).code[area.row()]);
    const bool hovered = ImGui::IsItemHovered();
    const bool twice = hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    const bool chosen = frame.selection->level == level && frame.selection->has(area);
    if (chosen)
        list->AddRectFilled(start, {start.x + whole, start.y + height}, ui::colour(t.accent_soft));
    else if (hovered || (frame.hovered.valid() && frame.hovered == area))
        list->AddRectFilled(start, {start.x + whole, start.y + height},
                            ui::colour(render::with_alpha(t.accent_soft, 0.5)));
    else if (at % 2 == 1)
        list->AddRectFilled(start, {start.x + whole, start.y + height}, ui::colour(t.row));
    if (chosen) list->AddRectFilled(start, {start.x + ui::px(4), start.y + height}, ui::colour(t.accent));
    if (hovered) out.hover = area;
    if (clicked) click(frame, out, area);
    if (twice && frame.base != nullptr)
        out.zoom_to = frame.base->area_box.at(static_cast<std::size_t>(level))[area.row()];

    const geo::CoverageRow* numbers = row_of(frame, level, area);
    // Where there is no number, 0 would be a lie: as in the files, the cells are empty.
    const std::string numberless = numberless_words(frame, level, area);
    const bool counted = numbers != nullptr && numberless.empty();
    if (hovered && !numberless.empty()) ui::tooltip(numberless);
    const render::Rgba ink = frame.stale ? t.text3 : t.text;
    const std::vector<float>& widths = columns.widths;
    float x = start.x;
    for (std::size_t i = 0; i < columns.shown.size(); ++i) {
        const Column column = columns.shown[i];
        const Font font = chosen ? Font::body_bold : Font::table;
        std::string words;
        if (column == Column::name) words = plain_name(frame, level, area);
        if (column == Column::parent) words = parents_of(frame, level, area);
        if (column == Column::rank && rank_[area.row()] > 0) words = std::to_string(rank_[area.row()]);
        if (counted) {
            if (column == Column::children) words = geo::grouped(geo::whole(*numbers).children());
            if (column == Column::covered)
                words = numbers->children_milli > 0
                            ? geo::percent(numbers->covered_milli, numbers->children_milli, 0) + "%"
                            : "–";
            if (column == Column::not_reached) words = geo::grouped(geo::whole(*numbers).not_reached());
            if (column == Column::unreachable) words = geo::grouped(geo::whole(*numbers).unreachable);
            if (column == Column::median) words = minutes_words(numbers->median_ms);
            if (column == Column::bar)
                ui::reach_bar(list, x + ui::px(8), start.y + (height - ui::px(10)) / 2,
                              widths[i] - ui::px(16), ui::px(10), *numbers, frame.stale);
        } else if (right_aligned(column) && column != Column::rank) {
            words = "–";
        }
        if (!words.empty()) {
            const std::string all = words;
            const float top = start.y + (height - ui::line_height(font)) / 2;
            words = ui::fitted(words, widths[i] - ui::px(14), font);
            const float wide = ui::text_width(words, font);
            ui::draw_text(list, right_aligned(column) ? x + widths[i] - ui::px(7) - wide : x + ui::px(8), top,
                          words, column == Column::rank || column == Column::parent ? t.text2 : ink, font);
            // Where the parents have no column they stand behind the name, as far as they go.
            std::string behind;
            if (column == Column::name && columns.gutter > 0) behind = parents_of(frame, level, area);
            const float left = widths[i] - ui::px(30) - wide;
            if (!behind.empty() && left > ui::px(60))
                ui::draw_text(list, x + ui::px(16) + wide,
                              start.y + (height - ui::line_height(Font::label)) / 2,
                              ui::fitted(behind, left, Font::label), t.text2, Font::label);
            const float pointer = ImGui::GetIO().MousePos.x;
            if ((words != all || !behind.empty()) && pointer >= x && pointer < x + widths[i])
                ui::tooltip(behind.empty() ? all : std::string{all}.append(", ").append(behind));
        }
        x += widths[i];
    }
}

/// From the row that was chosen to the one above or below.
void TablePanel::arrow_keys(const Frame& frame, Outbox& out) {
    const bool chosen =
        frame.selection->level == frame.study->map.level && frame.selection->areas.size() == 1;
    has_keyboard_ =
        chosen && ImGui::IsWindowFocused() && !ImGui::GetIO().WantTextInput && !ImGui::GetIO().NavVisible;
    if (!has_keyboard_) return;
    const int by = (compat::key_pressed(264) ? 1 : 0) - (compat::key_pressed(265) ? 1 : 0);
    if (by == 0) return;
    const auto found = std::find(rows_.begin(), rows_.end(), frame.selection->areas.front());
    if (found == rows_.end()) return;
    const std::ptrdiff_t at = found - rows_.begin() + by;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(rows_.size())) return;
    out.select = Selection{frame.study->map.level, {rows_[static_cast<std::size_t>(at)]}};
}

std::string TablePanel::title(const Frame& frame) {
    return geo::say(frame.lang, "table.title",
                    {{"number", geo::grouped(static_cast<std::int64_t>(order(frame).size()))},
                     {"level", level_inside(frame, frame.study->map.level)}});
}

/// What is selected, the filter, the table as a file: as far as there is room.
void TablePanel::tools(const Frame& frame, Outbox& out, float left, float right, float height) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float top = ImGui::GetWindowPos().y, air = ui::px(14);
    const std::string& file = frame.word("table.csv");
    right -= ui::text_width(file, Font::label) + air;
    if (right > left + air) {
        ImGui::SetCursorScreenPos({right, top + (height - ui::line_height(Font::label)) / 2});
        if (ui::link("table.csv", file)) out.act(Action::export_table);
    }
    const float field = ui::px(200);
    right -= field + ui::px(12);
    if (right > left + air && !frame.bottom_folded) {
        ImGui::SetCursorScreenPos({right, top + std::round((height - ui::px(28)) / 2)});
        ui::input_text("table.filter", words_, frame.word("table.filter"), field, 28);
    }
    if (frame.selection->areas.empty()) return;
    std::int64_t missed = 0;
    for (const geo::AreaId id : frame.selection->areas)
        if (const geo::CoverageRow* one = row_of(frame, frame.selection->level, id))
            missed += geo::whole(*one).not_reached();
    const std::string words =
        geo::say(frame.lang, "table.selected",
                 {{"number", geo::grouped(static_cast<std::int64_t>(frame.selection->areas.size()))},
                  {"level", level_counted(frame, frame.selection->level, frame.selection->areas.size())},
                  {"children", geo::grouped(missed)}});
    const float wide = ui::text_width(words, Font::label);
    if (right - air - wide > left + air)
        ui::draw_text(list, right - air - wide, top + (height - ui::line_height(Font::label)) / 2, words,
                      t.text2, Font::label);
}

void TablePanel::draw(const Frame& frame, Outbox& out) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 size = ImGui::GetWindowSize();
    const std::vector<geo::AreaId>& rows = order(frame);
    const geo::Level level = frame.study->map.level;
    if (level == geo::Level::province && sort_.by == Column::parent) sort_ = {};
    const float room = size.x - ImGui::GetStyle().ScrollbarSize;
    const TableColumns columns = columns_of(frame, room, {longest_name_, sort_.by}, first_column_);
    ImGui::SetCursorScreenPos(at);
    header(frame, columns);
    ImGui::BeginChild("###table.rows", {0, 0}, false, ImGuiWindowFlags_None);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    // Sideways with the wheel and Shift, or with a wheel that goes sideways: a column a step.
    const ImGuiIO& io = ImGui::GetIO();
    const float sideways = io.MouseWheelH != 0 ? io.MouseWheelH : io.KeyShift ? io.MouseWheel : 0;
    if (sideways != 0 && ImGui::IsWindowHovered()) {
        if (sideways > 0 && !columns.before.empty()) --first_column_;
        if (sideways < 0 && !columns.after.empty()) ++first_column_;
    }
    if (*frame.selection != shown_selection_) {
        shown_selection_ = *frame.selection;
        scroll_to_ = shown_selection_.level == level && !shown_selection_.areas.empty()
                         ? shown_selection_.areas.front()
                         : geo::AreaId{};
    }
    arrow_keys(frame, out);
    if (scroll_to_.valid()) {
        const auto found = std::find(rows.begin(), rows.end(), scroll_to_);
        if (found != rows.end()) {
            const float y = static_cast<float>(found - rows.begin()) * ui::px(28);
            const float tall = ImGui::GetWindowHeight();
            if (y < ImGui::GetScrollY() || y + ui::px(28) > ImGui::GetScrollY() + tall)
                ImGui::SetScrollY(std::max(0.0F, y - (tall - ui::px(28)) / 2));
        }
        scroll_to_ = {};
    }
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size()), ui::px(28));
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
            row(frame, out, static_cast<std::size_t>(i), columns);
    if (rows.empty())
        ui::paragraph(frame.word(words_.empty() ? "table.empty" : "table.no_match"), Font::label);
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

}  // namespace app
