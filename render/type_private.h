// Pango, private to render/type.cpp and render/cairo: one line-broken text and where each line begins.
//
// The trap: a ShapedText belongs to the thread that made it; font maps are per thread.
#pragma once

#include "geo/base/handle.h"
#include "render/scene.h"
#include "render/type.h"

#include <pango/pangocairo.h>

#include <vector>

namespace render {

/// Pango's units are made small against a millimetre, so that rounding to 1/1024 of them cannot be seen.
inline constexpr double type_units_per_mm = 20;

struct ShapedText {
    struct Line {
        PangoLayoutLine* line = nullptr;  ///< owned by the layout
        double x_mm = 0;                  ///< where the line begins, relative to TextMark::at
        double y_mm = 0;                  ///< its baseline, relative to TextMark::at
    };
    geo::Handle<PangoLayout*, g_object_unref> layout;
    std::vector<Line> lines;
    TextBox box;
};

ShapedText shaped(const TextMark& text);

}  // namespace render
