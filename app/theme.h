// The tokens of ui.md section 3, the type of section 4 and the icons of section 6.  No colour is written
// anywhere else in the window.
#pragma once

#include "render/colour.h"

#include <cstdint>

namespace app {

struct Tokens {
    render::Rgba bg, surface, raised, sunken, row, line, line2, text, text2, text3, accent, accent_fill,
        accent_hover, accent_active, on_accent, accent_soft, bar, bar_text, bar_quiet, ok, ok_soft, warn,
        warn_soft, error, error_soft, attention, badge, badge_text, tip, tip_text, shadow;
};
const Tokens& tokens(render::Theme theme);

/// Text roles; sizes are design pixels, multiplied by the interface scale when fonts are made.
enum class Font : std::uint8_t {
    small,      ///< Loma 13.5
    label,      ///< Loma 15
    table,      ///< Loma 16
    body,       ///< Loma 17
    body_bold,  ///< Loma Bold 17
    section,    ///< Laksaman Bold 22
    strip,      ///< Laksaman Bold 27
    title,      ///< Laksaman Bold 28
    area,       ///< Laksaman Bold 34
    hero        ///< Laksaman Bold 50
};
inline constexpr std::size_t font_count = 10;

enum class Icon : std::uint8_t {
    folder,
    check,
    route,
    reach,
    pin,
    page,
    undo,
    redo,
    search,
    plus,
    minus,
    home,
    down,
    right,
    left,
    x,
    eye,
    eyeoff,
    layers,
    tools,
    walk,
    bike,
    moto,
    van,
    car,
    sun,
    rain,
    school,
    lock,
    warn,
    info,
    drop,
    export_,
    table,
    chart,
    play,
    stop,
    cal,
    clock,
    globe,
    drag,
    star,
    people,
    text,
    pic,
    ruler,
    swap,
    pen,
    book,
    flag,
    target,
    again
};

}  // namespace app
