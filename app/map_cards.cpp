// What lies on the map: title, made-up badge, legend, zoom block, scale bar, the tip of the hovered area.
#include "app/action.h"
#include "app/map_area.h"
#include "app/panels/breaks.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace app {
namespace {

enum Slot : int { badge_slot, legend_slot, scale_slot };

void card_ground(const Frame& frame, float x, float y, float w, float h) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddRectFilled({x + ui::px(1), y + ui::px(2)}, {x + w + ui::px(1), y + h + ui::px(2)},
                        ui::colour(t.shadow), ui::px(6));
    list->AddRectFilled({x, y}, {x + w, y + h}, ui::colour(t.raised), ui::px(6));
    list->AddRect({x, y}, {x + w, y + h}, ui::colour(t.line), ui::px(6));
}

render::MapOptions options_of(const Frame& frame) {
    render::MapOptions options;
    options.theme = frame.theme;
    options.lang = frame.lang;
    options.points_drawn = frame.scale_denominator <= render::points_denominator;
    options.units_drawn = render::units_drawn(*frame.study, frame.scale_denominator);
    options.barriers_drawn = frame.scale_denominator <= render::country_denominator;
    options.bands = frame.bands;
    options.bands_old = frame.bands_old;
    return options;
}

/// What a title of one line takes of the map's height, with the air above and below it.
constexpr float one_line_px = 76;

/// A sprite whose marks' origin lies at a window position.
void put(const MapPainter::SpriteTexture& sprite, float x, float y) {
    if (sprite.texture == 0 || sprite.width <= 0) return;
    const ImVec2 low{std::round(x) + sprite.left, std::round(y) + sprite.top};
    ImGui::GetWindowDrawList()->AddImage((ImTextureID)sprite.texture, low,  // NOLINT
                                         {low.x + sprite.width, low.y + sprite.height});
}

}  // namespace

/// A long title takes a second line before it takes more than a good third of the map from what lies under
/// it.
std::vector<std::string> MapArea::title_lines(const std::string& title, float room) const {
    const float whole = ui::text_width(title, Font::body_bold);
    const float wanted = place_.free_w * 0.38F;
    // The second line does not take the legend's room.
    const float below = place_.h - ui::px(one_line_px);
    const bool free = legend_h_ > below || legend_h_ <= below - ui::line_height(Font::body_bold);
    if (whole > wanted && free && place_.h > ui::px(220))
        for (float part = 0.52F; part < 0.8F; part += 0.04F) {
            const auto& lines = ui::lines_of(title, whole * part, Font::body_bold);
            if (lines.size() == 2 && whole * part <= room) return lines;
        }
    return {ui::fitted(title, room, Font::body_bold)};
}

std::pair<float, float> MapArea::title_card(const Frame& frame, Outbox& out, float right) const {
    const Tokens& t = tokens(frame.theme);
    const std::string title = render::map_title(*frame.study, frame.results, frame.lang, frame.bands.get());
    const float x = place_.x + ui::px(12), y = place_.y + ui::px(12);
    const std::vector<std::string> lines = title_lines(title, right - x - ui::px(54));
    const float line = ui::line_height(Font::body_bold);
    const float height = ui::px(40) + static_cast<float>(lines.size() - 1) * line;
    float words = 0;
    for (const std::string& one : lines) words = std::max(words, ui::text_width(one, Font::body_bold));
    const float width = words + ui::px(54);
    card_ground(frame, x, y, width, height);
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed = ImGui::InvisibleButton("###map.title", {width, height});
    ui::record("map.title");
    if (lines.size() == 1 && lines.front() != title) ui::tooltip(title);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered() || ImGui::IsItemFocused())
        list->AddRect({x, y}, {x + width, y + height}, ui::colour(t.text3), ui::px(6));
    for (std::size_t i = 0; i < lines.size(); ++i)
        ui::draw_text(list, x + ui::px(14), y + (ui::px(40) - line) / 2 + static_cast<float>(i) * line,
                      lines[i], t.text, Font::body_bold);
    ui::icon(list, Icon::down, x + width - ui::px(32), y + height / 2 - ui::px(8), ui::px(16), t.text2);
    if (pressed) ImGui::OpenPopup("###map.indicators");
    ImGui::SetNextWindowPos({x, y + height + ui::px(2)});
    ImGui::SetNextWindowSize({ui::px(330), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui::px(4), ui::px(4)});
    if (ImGui::BeginPopup("###map.indicators")) {
        for (const geo::Indicator indicator : geo::all_indicators) {
            const bool shown = indicator == frame.study->map.indicator && !frame.study->map.show_bands;
            if (ui::row("map.indicator." + std::to_string(static_cast<int>(indicator)),
                        frame.word(std::string{"app.indicator."} + geo::indicator_name(indicator)), shown)) {
                if (!shown)
                    out.edit("edit.indicator", [indicator](geo::Study& s) { set_indicator(s, indicator); });
                ImGui::CloseCurrentPopup();
            }
        }
        const bool bands = frame.study->map.show_bands;
        if (frame.results != nullptr && ui::row("map.indicator.bands", frame.word("layer.bands"), bands)) {
            if (!bands) out.edit("edit.layers", [](geo::Study& study) { study.map.show_bands = true; });
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    return {width, height};
}

void MapArea::legend_card(const Frame& frame, MapPainter& painter) {
    const Tokens& t = tokens(frame.theme);
    render::MapOptions options = options_of(frame);
    options.points_drawn = render::points_drawn(view_, options);
    const render::Furniture legend = render::legend(*frame.study, *frame.choropleth, options, {0, 0});
    float w = std::ceil(static_cast<float>(legend.width_mm * place_.px_per_mm));
    float h = std::ceil(static_cast<float>(legend.height_mm * place_.px_per_mm));
    const float x = place_.x + ui::px(12);
    // A small map keeps its room unless the legend is asked for.
    legend_h_ = h;
    const bool roomy = h <= place_.h - ui::px(one_line_px) && w <= place_.free_w * 0.45F;
    const bool fits = h <= place_.h - ui::px(24) && w <= place_.free_w - ui::px(24);
    const bool open = fits && legend_open_.value_or(roomy);
    if (!fits && place_.h < ui::px(150)) return;
    const std::string& words = frame.word("map.legend_fold");
    if (!open) {
        w = ui::text_width(words, Font::label) + ui::px(52);
        h = ui::px(34);
    }
    const float y = place_.y + place_.h - ui::px(12) - h;
    card_ground(frame, x, y, w, h);
    cover(x, y, w, h);
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImGui::SetCursorScreenPos({x, y});
    if (open) {
        put(painter.sprite(legend_slot, legend.marks, place_.px_per_mm), x, y);
        ImGui::InvisibleButton("###map.legend", {w, h});
        ImGui::SetItemAllowOverlap();
        ui::record("map.legend");
        ImGui::SetCursorScreenPos({x + w - ui::px(34), y + ui::px(2)});
        if (ui::icon_button("map.legend_fold", Icon::down, frame.word("map.legend_hide")))
            legend_open_ = false;
        return;
    }
    if (ImGui::InvisibleButton("###map.legend_fold", {w, h}) && fits) legend_open_ = true;
    ui::record("map.legend_fold", fits);
    if (ImGui::IsItemHovered() || ImGui::IsItemFocused())
        list->AddRect({x, y}, {x + w, y + h}, ui::colour(t.text3), ui::px(6));
    // The classes as a strip: the colours stay in sight.
    const std::vector<render::Rgba> colours =
        frame.bands == nullptr
            ? frame.choropleth->colours
            : render::band_colours(frame.bands->limits.size(), frame.theme, frame.bands_old).bands;
    const float side = ui::px(22) / static_cast<float>(std::max<std::size_t>(1, colours.size()));
    for (std::size_t i = 0; i < colours.size(); ++i)
        list->AddRectFilled({x + ui::px(10) + side * static_cast<float>(i), y + ui::px(10)},
                            {x + ui::px(10) + side * static_cast<float>(i + 1), y + h - ui::px(10)},
                            ui::colour(colours[i]));
    ui::draw_text(list, x + ui::px(40), y + (h - ui::line_height(Font::label)) / 2, words, t.text,
                  Font::label);
}

void MapArea::zoom_block(const Frame& frame, Outbox& out) const {
    constexpr std::array<Action, 3> actions = {Action::zoom_in, Action::zoom_out, Action::zoom_home};
    const float w = ui::px(38), h = ui::px(38) * static_cast<float>(actions.size());
    const float x = place_.x + place_.free_w - ui::px(12) - w, y = place_.y + place_.h - ui::px(58) - h;
    card_ground(frame, x, y, w, h);
    const Tokens& t = tokens(frame.theme);
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const ActionRow& row = row_of(actions.at(i));
        const float top = y + ui::px(38) * static_cast<float>(i);
        ImGui::SetCursorScreenPos({x + ui::px(3), top + ui::px(3)});
        if (ui::icon_button(std::string{"map."} + row.key, row.icon, hint_of(frame.lang, row.action)))
            out.act(row.action);
        if (i > 0)
            ImGui::GetWindowDrawList()->AddLine({x + ui::px(6), top}, {x + w - ui::px(6), top},
                                                ui::colour(t.line));
    }
}

float MapArea::handle_top(float x) const {
    // At half height, or above the card that stands there.
    float y = place_.y + std::round(place_.h / 2 - ui::px(32));
    for (const char* card : {"map.legend", "map.legend_fold", "map.zoom_in"}) {
        const auto found = ui::registry().find(card);
        if (found == ui::registry().end()) continue;
        const ui::Placed& at = found->second;
        if (at.x0 < x + ui::px(24) && at.x1 > x - ui::px(4))
            y = std::max(place_.y + ui::px(56), std::min(y, at.y0 - ui::px(72)));
    }
    return y;
}

void MapArea::cards(const Frame& frame, Outbox& out, MapPainter& painter) {
    float right = place_.x + place_.free_w - ui::px(12);
    covers_.clear();
    cards_.clear();
    if (frame.study->data->made_up) {
        const render::Furniture badge = render::made_up_badge(options_of(frame), {0, 0});
        put(painter.sprite(badge_slot, badge.marks, place_.px_per_mm), right, place_.y + ui::px(12));
        const float wide = static_cast<float>(badge.width_mm * place_.px_per_mm);
        cover(right - wide, place_.y + ui::px(12), wide,
              static_cast<float>(badge.height_mm * place_.px_per_mm));
        right -= wide + ui::px(12);
    }
    const auto [title_width, title_height] = title_card(frame, out, right);
    cover(place_.x + ui::px(12), place_.y + ui::px(12), title_width, title_height);
    legend_card(frame, painter);
    if (place_.h > ui::px(260)) {
        zoom_block(frame, out);
        cover(place_.x + place_.free_w - ui::px(50), place_.y + place_.h - ui::px(58 + 38 * 3), ui::px(38),
              ui::px(38 * 3));
    }
    // The handles of folded columns stand at the edges of the window.
    const float handle = ui::px(20);
    if (place_.x < 1) keep_names_off(0, handle_top(0), handle, ui::px(64));
    if (place_.x + place_.w > frame.width - 1)
        keep_names_off(frame.width - handle, handle_top(frame.width - handle), handle, ui::px(64));
    // Where there is no room for a bar, the status line says the scale.
    if (place_.free_w < ui::px(420)) return;
    const render::Furniture bar =
        render::scale_bar(view_, plane_->lonlat_from_metres(view_.centre), options_of(frame), {0, 0});
    const float bar_right = place_.x + place_.free_w - ui::px(14), bar_low = place_.y + place_.h - ui::px(12);
    put(painter.sprite(scale_slot, bar.marks, place_.px_per_mm), bar_right, bar_low);
    // Its length changes with the scale: the room of the longest, so that the first view does not hunt.
    cover(bar_right - ui::px(220), bar_low - ui::px(34), ui::px(220), ui::px(34));
}

void MapArea::tip(const Frame& frame, geo::AreaId area) const {
    const Tokens& t = tokens(frame.theme);
    const geo::Level level = frame.study->map.level;
    const geo::CoverageRow* row = row_of(frame, level, area);
    const std::string name = area_name(frame, level, area);
    std::string words;
    const std::string numberless = numberless_words(frame, level, area);
    if (!numberless.empty()) {
        words = numberless;
    } else if (row != nullptr && row->children_milli > 0) {
        words = geo::say(frame.lang, "map.tip_covered",
                         {{"share", geo::percent(row->covered_milli, row->children_milli, 0)},
                          {"number", geo::grouped(geo::whole(*row).not_reached())}});
    } else if (row != nullptr) {
        words = frame.word("map.tip_nobody");
    }
    const float inner =
        std::max({ui::text_width(name, Font::body_bold), ui::text_width(words, Font::label), ui::px(150)});
    const bool bar = row != nullptr && row->children_milli > 0 && numberless.empty();
    const float w = inner + ui::px(24);
    const float h = ui::px(16) + ui::line_height(Font::body_bold) +
                    (words.empty() ? 0 : ui::line_height(Font::label)) + (bar ? ui::px(15) : 0);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const float x = std::clamp(mouse.x + ui::px(16), place_.x + ui::px(4),
                               std::max(place_.x + ui::px(4), place_.x + place_.w - w - ui::px(4)));
    float y = mouse.y + ui::px(20);
    if (y + h > place_.y + place_.h) y = mouse.y - h - ui::px(8);
    ImDrawList* list = tip_ground(frame, x, y, w, h);
    float at = y + ui::px(8);
    ui::draw_text(list, x + ui::px(12), at, name, t.tip_text, Font::body_bold);
    at += ui::line_height(Font::body_bold);
    if (!words.empty()) {
        ui::draw_text(list, x + ui::px(12), at, words, render::with_alpha(t.tip_text, 0.85), Font::label);
        at += ui::line_height(Font::label);
    }
    if (bar) ui::reach_bar(list, x + ui::px(12), at + ui::px(4), inner, ui::px(8), *row, frame.stale);
}

void MapArea::menu(const Frame& frame, Outbox& out) {
    ImGui::SetNextWindowSize({ui::px(240), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui::px(4), ui::px(4)});
    if (ImGui::BeginPopup("###map.menu")) {
        const geo::Level level = frame.study->map.level;
        const geo::AreaLevel& rows = frame.study->data->areas->at(level);
        if (menu_of_.row() >= rows.size()) {
            ImGui::CloseCurrentPopup();
        } else {
            ui::row("map.menu.name", area_name(frame, level, menu_of_), true, rows.code[menu_of_.row()]);
            bool done = false;
            if (ui::row("map.menu.zoom", frame.word("map.menu_zoom"), false, {}, Icon::search)) {
                out.zoom_to = frame.base->area_box.at(static_cast<std::size_t>(level))[menu_of_.row()];
                done = true;
            }
            if (ui::row("map.menu.select", frame.word("map.menu_select"), false, {}, Icon::pin)) {
                out.select = Selection{level, {menu_of_}};
                done = true;
            }
            if (ui::row("map.menu.copy", frame.word("map.menu_copy"), false, {}, Icon::book)) {
                out.copy_text = rows.code[menu_of_.row()] + "\t" + area_name(frame, level, menu_of_);
                done = true;
            }
            if (menu_at_ && ui::row("map.menu.unit", frame.word("map.menu_unit"), false, {}, Icon::plus)) {
                out.act(Action::step_plan);
                out.edit("edit.unit_add",
                         [at = *menu_at_](geo::Study& s) { geo::add_unit(s.scenario(), at); });
                done = true;
            }
            if (menu_at_ && ui::row("map.menu.trip", frame.word("map.menu_trip"), false, {}, Icon::route)) {
                out.explain = menu_at_;
                done = true;
            }
            if (menu_road_ && ui::row("map.menu.road", frame.word("map.menu_road"), false, {}, Icon::lock)) {
                RoadPen::close(frame, *menu_road_, out);
                done = true;
            }
            menu_of_place(frame, out, done);
            if (done) ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

/// No map yet: it is being made, or boundaries are missing.
void MapArea::empty(const Frame& frame, Outbox& out) const {
    const Tokens& t = tokens(frame.theme);
    const bool coming = frame.study->data->areas->at(geo::Level::province).size() > 0;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float middle = place_.y + place_.h / 2;
    if (coming) {
        const std::string& words = frame.word("map.preparing");
        ui::draw_text(list, place_.x + (place_.w - ui::text_width(words, Font::body)) / 2,
                      middle - ui::line_height(Font::body) / 2, words, t.text2, Font::body);
        return;
    }
    const float width = std::min(ui::px(420), place_.w - ui::px(40));
    ImGui::SetCursorScreenPos({std::round(place_.x + (place_.w - width) / 2), middle - ui::px(80)});
    ImGui::BeginChild("###map.empty", {width, ui::px(190)});
    const auto pressed = ui::card("map.empty", ui::Tone::plain, Icon::layers, frame.word("map.empty_title"),
                                  frame.word("map.empty_what"),
                                  {{"map.import", words_of(frame.lang, Action::import_files), true},
                                   {"map.demo", words_of(frame.lang, Action::open_demo), false}});
    if (pressed) out.act(*pressed == 0 ? Action::import_files : Action::open_demo);
    ImGui::EndChild();
}

}  // namespace app
