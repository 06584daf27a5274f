// Labels with halos as sprites.  Cairo strokes a halo in half a millisecond; growing the letters' own pixels
// by the same width takes a twentieth of it, and a screenful has 250 of them.
//
// The trap: the halo is the screen's alone, true to a third of a pixel; the page has Cairo's.
#pragma once

#include "render/cairo/painter.h"

namespace render {

/// As paint_sprite of the text alone.
Sprite paint_label(const TextMark& text, double px_per_mm);

}  // namespace render
