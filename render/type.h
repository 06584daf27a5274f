// Shaped text: Pango and HarfBuzz, Loma and Laksaman, in millimetres.  The only file with render/cairo that
// knows Pango.
//
// Positions are never rounded to pixels or points (else PDF spacing breaks and pdftotext finds no Thai).
#pragma once

#include "geo/base/result.h"
#include "render/scene.h"

#include <string>
#include <vector>

namespace render {

struct TextBox {
    double width_mm = 0;    ///< advance of the widest line
    double ascent_mm = 0;   ///< above the first baseline, of the ink and the font, whichever is more
    double descent_mm = 0;  ///< below the last baseline
    std::size_t lines = 1;
};

/// The size of a text as it will be painted.  About 20 microseconds; cached by text, face, size and wrap.
TextBox measure_text(const TextMark& text);

/// The longest text that fits into width_mm, ending in … where it was cut at a character.
std::string fitted(const TextMark& text, double width_mm);

/// The fonts that will be used, by family and file; the error names a font that is missing and its Debian
/// package.
geo::Result<std::vector<std::string>> fonts_found();

}  // namespace render
