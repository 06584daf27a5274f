#include "app/theme.h"

namespace app {
namespace {

using render::rgb;
using render::with_alpha;

Tokens light() {
    Tokens t;
    t.bg = rgb(0xE9ECEE);
    t.surface = rgb(0xFAFAF8);
    t.raised = rgb(0xFFFFFF);
    t.sunken = rgb(0xEEF0F1);
    t.row = rgb(0xF3F5F5);
    t.line = rgb(0xD5DADE);
    t.line2 = rgb(0xB4BDC5);
    t.text = rgb(0x16202B);
    t.text2 = rgb(0x4B5865);
    t.text3 = rgb(0x66727C);
    t.accent = rgb(0x0F5F73);
    t.accent_fill = rgb(0x0F5F73);
    t.accent_hover = rgb(0x0B4A5A);
    t.accent_active = rgb(0x083845);
    t.on_accent = rgb(0xFFFFFF);
    t.accent_soft = rgb(0xDCEBED);
    t.bar = rgb(0x17323D);
    t.bar_text = rgb(0xF2F6F7);
    t.bar_quiet = rgb(0xA9C1C9);
    t.ok = rgb(0x1B6B3C);
    t.ok_soft = rgb(0xE1F1E6);
    t.warn = rgb(0x8A5200);
    t.warn_soft = rgb(0xFCEFD6);
    t.error = rgb(0x9B1C31);
    t.error_soft = rgb(0xFAE6E8);
    t.attention = rgb(0xA85B14);
    t.badge = rgb(0xF3C46B);
    t.badge_text = rgb(0x33240A);
    t.tip = rgb(0x16202B);
    t.tip_text = rgb(0xFFFFFF);
    t.shadow = with_alpha(rgb(0x16202B), 0.16);
    return t;
}

Tokens dark() {
    Tokens t;
    t.bg = rgb(0x0F1317);
    t.surface = rgb(0x191E24);
    t.raised = rgb(0x222930);
    t.sunken = rgb(0x13171C);
    t.row = rgb(0x1E242A);
    t.line = rgb(0x323B44);
    t.line2 = rgb(0x4C5863);
    t.text = rgb(0xE9EDF0);
    t.text2 = rgb(0xAEB9C3);
    t.text3 = rgb(0x7D8995);
    t.accent = rgb(0x63C3CE);
    t.accent_fill = rgb(0x2A7F8D);
    t.accent_hover = rgb(0x24737F);
    t.accent_active = rgb(0x1C616C);
    t.on_accent = rgb(0xFFFFFF);
    t.accent_soft = rgb(0x1D3A41);
    t.bar = rgb(0x0B1418);
    t.bar_text = rgb(0xEAF1F3);
    t.bar_quiet = rgb(0x8FA7B0);
    t.ok = rgb(0x84CFA0);
    t.ok_soft = rgb(0x1B3526);
    t.warn = rgb(0xF0BE6A);
    t.warn_soft = rgb(0x3A2E17);
    t.error = rgb(0xF3909C);
    t.error_soft = rgb(0x42202A);
    t.attention = rgb(0xE9A552);
    t.badge = rgb(0xF3C46B);
    t.badge_text = rgb(0x33240A);
    t.tip = rgb(0x16202B);
    t.tip_text = rgb(0xFFFFFF);
    t.shadow = with_alpha(rgb(0x000000), 0.45);
    return t;
}

}  // namespace

const Tokens& tokens(render::Theme theme) {
    static const Tokens for_light = light();
    static const Tokens for_dark = dark();
    return theme == render::Theme::light ? for_light : for_dark;
}

}  // namespace app
