// Geometries as GeoPackage stores them: the GP header, then WKB, little endian, EPSG:4326, positions exact.
// Private to geo/study.
//
// The trap: a ring of ours is not closed, a ring of WKB is; bytes from a file are checked at every step.
#pragma once

#include "geo/geom/shape.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace geo::wkb {

/// Areas and lines carry their box in the header, so that other programs need not read a shape to place it.
/// Empty where a position is off the globe: what cannot be read back is not written.
std::string of(const MultiPolygon& shape);
std::string of(LonLat at);
std::string of_line(const std::vector<LonLat>& line);
std::string of_line(std::span<const LonLat> nodes, std::span<const std::uint32_t> refs);

/// False where the bytes are no such geometry, end too early, or leave the globe.  `out` is then unspecified.
bool read(std::string_view bytes, MultiPolygon& out);
bool read(std::string_view bytes, LonLat& out);
bool read(std::string_view bytes, std::vector<LonLat>& line);

/// True for finite degrees on the globe.
bool on_globe(LonLat at);

}  // namespace geo::wkb
