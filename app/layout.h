// Where everything stands, from the window's size and scale (ui.md section 2).  Whole window pixels.
//
// The trap: the map is never under 520 x 360 design pixels where the window has that much room; columns give
// way first.
#pragma once

#include "app/frame.h"

namespace app {

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;
    bool empty() const { return w <= 0 || h <= 0; }
};

struct Layout {
    Rect top, left, strip, map, right, bottom, status;
    bool drawer = false;      ///< the right column lies over the map
    bool one_line = false;    ///< the strip is low: one line
    bool tab_words = true;    ///< step tabs show their words, else those of the active one alone
    bool bottom_open = true;  ///< else only its row of tabs
};

struct LayoutWish {
    bool left = true, right = true, bottom = true, strip = true;
};

Layout layout_of(float width, float height, float scale, const LayoutWish& wish);

}  // namespace app
