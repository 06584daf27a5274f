#include "render/map_scene.h"
#include "render/palette.h"

namespace render {

HatchPattern hatch_pattern(const AreaFill& fill, double mm_per_px) {
    const bool light = contrast(fill.colour, rgb(0x000000)) > contrast(fill.colour, rgb(0xffffff));
    HatchPattern out;
    switch (fill.hatch) {
        case Hatch::none:
            break;
        case Hatch::no_data:
            out = {2 * mm_per_px, 7 * mm_per_px, 0, light ? rgb(0xFFFFFF) : rgb(0x59636C)};
            break;
        case Hatch::unplaced:
            out = {2 * mm_per_px, 5 * mm_per_px, 0, rgb(0xFFFFFF)};
            break;
        case Hatch::suppressed:
            out = {0.9 * mm_per_px, 8 * mm_per_px, 1.3 * mm_per_px, light ? rgb(0x4A525A) : rgb(0xAEB9C3)};
            break;
        case Hatch::zero:
            out = {0.9 * mm_per_px, 6 * mm_per_px, 0.25 * mm_per_px, light ? rgb(0x9DB0C0) : rgb(0x7F93A4)};
            break;
        case Hatch::old:
            out = {1.3 * mm_per_px, 6 * mm_per_px, 0,
                   light ? with_alpha(rgb(0x23262B), 0.55) : with_alpha(rgb(0xFFF6EC), 0.55)};
            break;
    }
    return out;
}

NumberlessFills numberless_fills(Theme theme) {
    // Zero is pale and cool: neither a class of need nor a hole through which the ground is seen.
    if (theme == Theme::dark)
        return {{rgb(0x2C333A), Hatch::no_data},
                {rgb(0x2C333A), Hatch::suppressed},
                {rgb(0x2C333A), Hatch::old},
                {rgb(0x2C4050), Hatch::zero}};
    return {{rgb(0xDADBD8), Hatch::no_data},
            {rgb(0xDADBD8), Hatch::suppressed},
            {rgb(0xDADBD8), Hatch::old},
            {rgb(0xE6EEF5), Hatch::zero}};
}

}  // namespace render
