// Where labels go: tried at their anchor, then a little up, down and aside; the first of higher priority
// wins; what would overlap is left out.
//
// The trap: places depend on the labels before them alone, so the same map gives the same labels.
#pragma once

#include "geo/geom/shape.h"
#include "render/scene.h"

#include <vector>

namespace render {

struct LabelWish {
    TextMark mark;         ///< anchored at its centre; mark.at is the wished middle of the text
    double limit_mm = 0;   ///< left out where wider; 0: no limit
    bool may_move = true;  ///< may stand a line higher or lower, and a little aside
};

/// Those of `wishes` (highest priority first) that fit into the frame and on each other, at most `limit`;
/// `taken` are boxes in frame millimetres that stay free.  O(wishes + kept * neighbours).
std::vector<TextMark> placed_labels(std::vector<LabelWish> wishes, const std::vector<geo::Box>& taken,
                                    double width_mm, double height_mm, std::size_t limit);

}  // namespace render
