#include "app/layout.h"

#include <algorithm>
#include <cmath>

namespace app {

Layout layout_of(float width, float height, float scale, const LayoutWish& wish) {
    const float w = width / scale, h = height / scale;
    const auto px = [scale](float design) { return std::round(design * scale); };
    float left = 300, right = 352, bottom = 230;
    if (w < 1440) {
        left = 272;
        right = w < 1280 ? 336 : 304;
        bottom = w < 1280 ? 200 : 172;
    } else if (w >= 2560) {
        left = 336;
        right = 420;
        bottom = h * 0.3F;
    } else if (w >= 1920) {
        left = 320;
        right = 384;
        bottom = h * 0.3F;
    }
    Layout out;
    out.drawer = w < 1280;
    out.one_line = h < 760;
    out.tab_words = w >= 1280;
    constexpr float top = 52, status = 26, tabs = 35;
    bool show_left = wish.left;
    const bool show_right = wish.right;
    if (w < 960 && show_left && show_right) show_left = false;  // never together
    out.bottom_open = wish.bottom;
    const float strip = wish.strip ? (out.one_line ? 56.0F : 74.0F) : 0;
    const float middle = h - top - status - strip;
    bottom = std::clamp(bottom, tabs, std::max(tabs, middle - 300));
    if (middle - bottom < 200) out.bottom_open = false;
    if (!out.bottom_open) bottom = tabs;

    const float top_px = px(top), status_px = px(status);
    out.top = {0, 0, width, top_px};
    out.status = {0, height - status_px, width, status_px};
    const float y = top_px, room = height - top_px - status_px;
    const float left_px = show_left ? px(left) : 0;
    const float right_px = show_right ? px(right) : 0;
    if (show_left) out.left = {0, y, left_px, room};
    if (show_right) out.right = {width - right_px, y, right_px, room};
    const float right_taken = out.drawer ? 0 : right_px;
    const float mid_x = left_px, mid_w = std::max(1.0F, width - left_px - right_taken);
    const float strip_px = px(strip);
    // On a narrow window the answer goes across, over the settings: its words have room there.
    if (wish.strip && w < 960) {
        out.strip = {0, y, width, strip_px};
        if (show_left) {
            out.left.y += strip_px;
            out.left.h -= strip_px;
        }
    } else if (wish.strip) {
        out.strip = {mid_x, y, mid_w, strip_px};
    }
    const float bottom_px = px(bottom);
    out.bottom = {mid_x, y + room - bottom_px, mid_w, bottom_px};
    out.map = {mid_x, y + strip_px, mid_w, std::max(1.0F, room - strip_px - bottom_px)};
    if (out.drawer && show_right) {
        // Over the map alone: the table and its row of tabs stay free.
        out.right = {width - right_px - px(12), out.map.y + px(12), right_px,
                     std::max(px(80), out.map.h - px(24))};
    }
    return out;
}

}  // namespace app
