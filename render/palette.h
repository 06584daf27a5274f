// The colours of ui.md sections 3 and 7.  A test computes every contrast and every CIEDE2000 difference.
#pragma once

#include "render/colour.h"

#include <string_view>
#include <vector>

namespace render {

/// "need", "reach", "change" with 3 to 7 colours, least to greatest need.  The page always takes
/// Theme::light.
std::vector<Rgba> palette(std::string_view name, std::size_t colours, Theme theme);
std::vector<std::string_view> palette_names();

/// The reach bar: covered, not covered, unreachable, unplaced.
struct ReachColours {
    Rgba covered, uncovered, unreachable, unplaced;
};
ReachColours reach_colours(Theme theme);

/// CIEDE2000 difference of two sRGB colours, as seen or under full protanopia, deuteranopia, tritanopia
/// (Machado 2009).
enum class Sight : unsigned char { normal, protan, deutan, tritan };
double colour_difference(Rgba a, Rgba b, Sight sight);
/// WCAG contrast ratio, 1 to 21.
double contrast(Rgba a, Rgba b);

}  // namespace render
