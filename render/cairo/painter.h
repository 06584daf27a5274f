// A Scene as PNG, SVG or PDF, and as pixels.  Fonts are embedded; text is real text in the PDF.  The creation
// date is that of SOURCE_DATE_EPOCH where it is set.  Independent surfaces may be painted on several threads.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "render/scene.h"

#include <cstdint>
#include <string>
#include <vector>

namespace render {

struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;  ///< not premultiplied, rows top to bottom
};

struct DocumentInfo {
    std::string title;  ///< metadata of the PDF
    std::string author;
};

Pixels paint_pixels(const Scene& scene, double px_per_mm);

/// The format is that of the extension: .png (300 dpi unless dpi says otherwise), .svg, .pdf.  Written to a
/// temporary beside it and renamed.  Fault::unwritable, Fault::usage for another extension.
geo::Result<void> paint_file(const Scene& scene, const std::string& file, const DocumentInfo& info,
                             double dpi, const geo::Progress& progress);

/// Marks alone on a transparent ground, premultiplied BGRA as OpenGL uploads them: labels, symbols and
/// furniture of the screen are sprites made here, so that the screen's text is Pango's.
struct Sprite {
    int width = 0, height = 0;
    int left = 0, top = 0;  ///< pixel of the sprite's corner relative to the marks' origin
    std::vector<std::uint8_t> bgra;
};
Sprite paint_sprite(const std::vector<Mark>& marks, double px_per_mm);

}  // namespace render
