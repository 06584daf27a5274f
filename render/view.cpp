#include "render/view.h"

namespace render {

View view_of(const geo::Box& box_metres, double width_mm, double height_mm, double margin) {
    View view;
    view.width_mm = width_mm;
    view.height_mm = height_mm;
    if (box_metres.empty()) return view;
    view.centre = {(box_metres.min_x + box_metres.max_x) / 2, (box_metres.min_y + box_metres.max_y) / 2};
    const double free = 1 - 2 * margin;
    const double across = box_metres.width() / (width_mm * free);
    const double down = box_metres.height() / (height_mm * free);
    view.metres_per_mm = std::max({across, down, 0.1});
    return view;
}

}  // namespace render
