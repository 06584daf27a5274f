// Dear ImGui behind thin wrappers: Thai marks placed (private-use glyphs), a stable ###key, and a registry of
// where each widget is, so that a test can click "coverage.mode.car" without coordinates.
//
// Text given here is logical Unicode.  The trap: never call ImGui::Text and friends in a panel; marks would
// collide.
#pragma once

#include "app/frame.h"
#include "app/theme.h"

#include <array>
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
/// False where Loma or Laksaman is missing.  `larger` design pixels are added to what is read (0, 2 or 4).
bool load_fonts(float scale, float larger = 0);
void begin_frame(const Frame& frame);  ///< theme, scale, clears the registry
/// After the window's backend set the clipboard: what is copied from a field is logical text.
void wrap_clipboard();

/// For tests: every text drawn since begin_frame, as logical Unicode.
void listen(bool on);
const std::vector<std::string>& spoken();

/// For tests, while listening: where each text of the frame stands.
struct Drawn {
    std::string words;
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;  ///< of its letters, window pixels
    bool cut = false;                      ///< it runs out of its part of the window, left or right
    const ImDrawList* list = nullptr;
};
const std::vector<Drawn>& drawn_texts();
/// As it is drawn: marks placed, what the fonts lack replaced.
const std::string& shown(std::string_view words);
bool has_glyph(Font font, char32_t character);

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
float line_height(Font font);  ///< of its line box, window pixels
/// The same text cut into lines at Thai words.
const std::vector<std::string>& lines_of(std::string_view words, float width, Font font);

// Controls.  `key` is stable and ASCII; widths are window pixels, 0 = as wide as the words, -1 = all that is
// left.
bool button(std::string_view key, std::string_view words, float width = 0, bool enabled = true,
            std::optional<Icon> icon = std::nullopt);
/// 42 high where it takes all that is left (a panel's foot), else 36.
bool primary_button(std::string_view key, std::string_view words, float width = -1, bool enabled = true,
                    std::optional<Icon> icon = std::nullopt);
/// Controls drawn while it lives stand on the dark top bar.
class OnBar {
public:
    OnBar();
    ~OnBar();
    OnBar(const OnBar&) = delete;
    OnBar& operator=(const OnBar&) = delete;
};
/// And those of a popup that the bar opens stand on an ordinary ground again.
class OffBar {
public:
    OffBar();
    ~OffBar();
    OffBar(const OffBar&) = delete;
    OffBar& operator=(const OffBar&) = delete;
};
/// A whole row that can be chosen (lists, menus); words left, `right` right.
bool row(std::string_view key, std::string_view words, bool chosen, std::string_view right = {},
         std::optional<Icon> icon = std::nullopt, bool enabled = true);
/// A headline that opens and closes what stands below it; the new state is in `open`.
void fold(std::string_view key, std::string_view words, bool& open);
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
bool input_text(std::string_view key, std::string& value, std::string_view hint, float width = -1,
                float height = 36);  ///< design pixels
/// Eye, symbol, words and count, as the layer list shows it.  True where the eye was clicked.
bool layer_row(std::string_view key, std::string_view words, bool visible, std::string_view count, Icon icon);
/// Whole numbers in steps; true where it changed.  `shown` stands for the number where given ("1.3").
bool stepper(std::string_view key, int& value, int least, int greatest, std::string_view unit, int step = 1,
             std::string_view shown = {});
void label(std::string_view words);  ///< above a field
void gap(float design);              ///< empty height
void same_line(float design = 8);
float width_left();  ///< window pixels to the right edge of the region
float height_left();
void separator();
void tooltip(std::string_view words);  ///< of the last widget
/// Widths of the four parts, 1 px apart: with their gaps they add up to `width`; none that is not zero is
/// under 2 px.
std::array<int, 4> reach_widths(int width, const geo::CoverageRow& row);
/// covered | not covered | unreachable | unplaced; widths are integers that sum exactly.
void reach_bar(ImDrawList* list, float x, float y, float width, float height, const geo::CoverageRow& row,
               bool faded);
/// The ground of "unplaced": a colour under white stripes.
void hatched(ImDrawList* list, float x, float y, float width, float height, render::Rgba ink);
void icon(ImDrawList* list, Icon icon, float x, float y, float size, render::Rgba colour);
/// A job as a card with its bar and Stop; true where Stop was pressed.
bool progress_card(std::string_view key, const JobView& job);
/// A card with a headline, words and buttons; the button pressed.
enum class Tone : std::uint8_t { plain, warn, error, ok };
struct CardButton {
    std::string key;
    std::string words;
    bool primary = false;
};
std::optional<std::size_t> card(std::string_view key, Tone tone, Icon icon, std::string_view title,
                                std::string_view words, const std::vector<CardButton>& buttons);
/// What, where, what to do, on soft red; the button pressed.
std::optional<std::size_t> error_card(std::string_view key, const geo::Error& error,
                                      const std::vector<CardButton>& buttons = {});
/// A part of the window that a panel draws into: ground, padding, scrolling with the wheel.
struct RegionLook {
    render::Rgba ground;
    float pad_x = 16, pad_y = 12;  ///< design pixels
    bool scrolls = true;
    bool above = false;  ///< over everything, with a border and a shadow
};
/// Darkens all that was drawn so far, under a dialog; true where it was clicked.
bool shade(const Frame& frame, const char* name);
class Region {
public:
    Region(const char* name, float x, float y, float width, float height, const RegionLook& look);
    ~Region();
    Region(const Region&) = delete;
    Region& operator=(const Region&) = delete;
};
/// The part of a region above its foot, which scrolls; the foot stays (a panel's primary button).
class Body {
public:
    Body(const char* name, float foot);  ///< window pixels
    ~Body();
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;
};
/// Records any other item drawn last under a key.
void record(std::string_view key, bool enabled = true);

float px(float design);                ///< design pixels to window pixels, rounded
unsigned colour(render::Rgba colour);  ///< as ImGui packs it

}  // namespace app::ui
