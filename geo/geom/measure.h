// Lengths and areas on the ellipsoid (PROJ's geodesic routines, Karney 2013), and the one plane in which the
// map is drawn, simplified, labelled and picked: Lambert azimuthal equal area, by PROJ.
//
// The trap: never measure in the plane what a person will read; the plane is for drawing.
#pragma once

#include "geo/geom/shape.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace geo {

/// Geodesic distance in metres; about 1 microsecond.
double geodesic_metres(LonLat a, LonLat b);

/// The same in whole millimetres, at least 1; rounded once, as every edge of the network is.
std::uint32_t geodesic_mm(LonLat a, LonLat b);

/// Geodesic area in square metres, holes taken off; always positive.
double geodesic_area_m2(const MultiPolygon& shape);

/// A point inside the shape, far from its border (pole of inaccessibility within 1 % of the box).  {} for no
/// shape.
LonLat inner_point(const MultiPolygon& shape);

/// True where the point lies inside or on the border (even-odd over all rings).
bool contains(const MultiPolygon& shape, LonLat at);

/// How far outside the shape the point lies: 0 inside, else the geodesic distance to the nearest point of the
/// border (found in a local plane, good within 1 % up to 500 km).  Infinite for no shape.  O(corners).
double metres_outside(const MultiPolygon& shape, LonLat at);

Box box_of(const MultiPolygon& shape);

/// The drawing plane.  Copies share nothing; one object must not be used by two threads at once.
class Plane {
public:
    /// Centred on 13 N 101 E for the country; recentre for the page of one area.
    explicit Plane(LonLat centre = {101, 13});
    ~Plane();
    Plane(Plane&&) noexcept;
    Plane& operator=(Plane&&) noexcept;

    LonLat centre() const;
    Metres metres_from_lonlat(LonLat at) const;
    LonLat lonlat_from_metres(Metres at) const;
    /// Many points at once, about 100 ns each.
    std::vector<Metres> metres_from_lonlat(std::span<const LonLat> at) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace geo
