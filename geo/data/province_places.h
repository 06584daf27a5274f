// Where the capitals of the 77 provinces lie, to about a tenth of a degree: enough to tell which system of
// coordinates puts the areas of a layer without one into their own province.  Private to geo/data.
//
// The trap: two datums lie 450 m apart, which no capital can tell; only areas that are loaded can.
#pragma once

#include "geo/geom/shape.h"

#include <optional>
#include <string_view>

namespace geo {

/// By the first two digits of an area code; nothing for digits of no province.  O(log n).
std::optional<LonLat> province_place(std::string_view code);

}  // namespace geo
