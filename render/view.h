// Which part of the plane a map frame shows.  Frame coordinates are millimetres from the frame's top left
// corner, y down; the window's millimetre is a design pixel times the scale divided by px_per_mm, chosen by
// the window.
#pragma once

#include "geo/geom/shape.h"

namespace render {

struct PointMm {
    double x = 0;
    double y = 0;
    bool operator==(const PointMm&) const = default;
};

struct View {
    geo::Metres centre;           ///< of the frame, in the plane
    double metres_per_mm = 1000;  ///< 1 : n has n = metres_per_mm * 1000
    double width_mm = 100;
    double height_mm = 100;

    PointMm mm_from_metres(geo::Metres at) const {
        return {width_mm / 2 + (at.x - centre.x) / metres_per_mm,
                height_mm / 2 - (at.y - centre.y) / metres_per_mm};
    }
    geo::Metres metres_from_mm(PointMm at) const {
        return {centre.x + (at.x - width_mm / 2) * metres_per_mm,
                centre.y - (at.y - height_mm / 2) * metres_per_mm};
    }
    geo::Box box_metres() const {
        geo::Box box;
        box.add(metres_from_mm({0, 0}));
        box.add(metres_from_mm({width_mm, height_mm}));
        return box;
    }
    double scale_denominator() const { return metres_per_mm * 1000; }
    bool operator==(const View&) const = default;
};

/// The view of a frame that shows the whole box with a margin (fraction of the frame) around it.
View view_of(const geo::Box& box_metres, double width_mm, double height_mm, double margin = 0.05);

}  // namespace render
