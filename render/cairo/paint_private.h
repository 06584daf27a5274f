// How the parts of a Scene are put on a Cairo surface, in millimetres.  Private to render/cairo.
//
// The trap: every function leaves the graphics state as it found it, but for the current path, which it
// clears.
#pragma once

#include "geo/base/handle.h"
#include "render/scene.h"
#include "render/type_private.h"

#include <cairo.h>

namespace render {

using Surface = geo::Handle<cairo_surface_t*, cairo_surface_destroy>;
using Context = geo::Handle<cairo_t*, cairo_destroy>;

void set_colour(cairo_t* cr, Rgba colour);
/// Strokes the current path and clears it; nothing where the style is not drawn.
void stroke(cairo_t* cr, const LineStyle& style);
/// Hatches the inside of the current path (which it clears); the pattern starts at user space (0, 0).
void hatch(cairo_t* cr, const AreaFill& fill, double mm_per_px);

void paint(cairo_t* cr, const Mark& mark);
/// `px_per_mm` says how fine the picture will be seen: it chooses the level of detail.
void paint(cairo_t* cr, const MapFrame& frame, double px_per_mm, bool raster);

/// One line of a layout with its baseline at the current point.  In a PDF the letters can be searched and
/// copied.
void show_line(cairo_t* cr, PangoLayout* layout, PangoLayoutLine* line);

/// Cells of the frame's bands that lie in the box of metres; cairo's clip, fill rule and smoothing are as
/// they were.
void paint_bands(cairo_t* cr, const MapFrame& frame, const geo::Box& seen);

}  // namespace render
