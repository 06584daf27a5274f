// Dear ImGui behind thin wrappers: Thai marks placed (private-use glyphs), a stable ###key, and a registry of
// where each widget is, so that a test can click "coverage.mode.car" without coordinates.
//
// Text given here is logical Unicode.  The trap: never call ImGui::Text and friends in a panel; marks would
// collide.
#pragma once

#include "app/frame.h"
#include "app/theme.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct ImDrawList;
struct ImVec2;

namespace app::ui {

/// Where a widget was drawn in the last frame, in window pixels.
struct Placed {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool visible = false;
    bool enabled = true;
};
const std::map<std::string, Placed, std::less<>>& registry();

/// Called by the window (or a test): once after the context was made and whenever the scale changes; at each
/// frame's begin.
bool load_fonts(float scale);  ///< false where Loma or Laksaman is missing; words come from geo::fonts
void begin_frame(const Frame& frame);  ///< theme, scale, clears the registry

/// Private-use form of logical text, for drawing only (gui-notes.md 2).  Unchanged without Thai.
std::string visual(std::string_view logical);
std::string logical(std::string_view visual);

// Text.  Sizes are design pixels.
void text(std::string_view words, Font font = Font::body);
void text_coloured(std::string_view words, render::Rgba colour, Font font = Font::body);
void paragraph(std::string_view words, Font font = Font::body);                     ///< wrapped at Thai words
void text_right(std::string_view words, float right_edge, Font font = Font::body);  ///< window x
float text_width(std::string_view words, Font font = Font::body);                   ///< window pixels
std::string fitted(std::string_view words, float width, Font font);  ///< ends in … where it was cut
/// Into a draw list at a window position (top left of the line box).
void draw_text(ImDrawList* list, float x, float y, std::string_view words, render::Rgba colour, Font font);

// Controls.  `key` is stable and ASCII; widths are window pixels, 0 = as wide as the words, -1 = all that is
// left.
bool button(std::string_view key, std::string_view words, float width = 0, bool enabled = true);
bool primary_button(std::string_view key, std::string_view words, float width = -1, bool enabled = true);
bool icon_button(std::string_view key, Icon icon, std::string_view tooltip, bool enabled = true);
bool link(std::string_view key, std::string_view words);
/// A row of segments, one chosen; the new choice, or nothing.
struct Segment {
    std::string key;
    std::string words;  ///< "" for an icon alone
    std::optional<Icon> icon;
    std::string tooltip;
    bool enabled = true;
};
std::optional<std::size_t> segments(std::string_view key, const std::vector<Segment>& choices,
                                    std::size_t chosen);
std::optional<std::size_t> combo(std::string_view key, const std::vector<std::string>& choices,
                                 std::size_t chosen, float width = -1);
/// A field; `value` is logical UTF-8.  True where it changed.
bool input_text(std::string_view key, std::string& value, std::string_view hint, float width = -1);
/// Eye, symbol, words and count, as the layer list shows it.  True where the eye was clicked.
bool layer_row(std::string_view key, std::string_view words, bool visible, std::string_view count, Icon icon);
void label(std::string_view words);  ///< above a field
void separator();
void tooltip(std::string_view words);  ///< of the last widget
/// covered | not covered | unreachable | unplaced; widths are integers that sum exactly.
void reach_bar(ImDrawList* list, float x, float y, float width, float height, const geo::CoverageRow& row,
               bool faded);
void icon(ImDrawList* list, Icon icon, float x, float y, float size, render::Rgba colour);
/// A job as a card with its bar and Stop; true where Stop was pressed.
bool progress_card(std::string_view key, const JobView& job);
/// What, where, what to do, on soft red (or amber).
void error_card(std::string_view key, const geo::Error& error);
/// Records any other item drawn last under a key.
void record(std::string_view key, bool enabled = true);

float px(float design);                ///< design pixels to window pixels, rounded
unsigned colour(render::Rgba colour);  ///< as ImGui packs it

}  // namespace app::ui
