// Many trips at once, each between two spots: what another tool repeats on the same network.
//
// The trap: the snapping is ours; who compares costs between nodes gives spots that are nodes.
#pragma once

#include "app/cli/session.h"
#include "geo/geom/shape.h"
#include "geo/network/nearest.h"
#include "geo/study/study.h"

#include <optional>
#include <string>
#include <string_view>

namespace app {

/// "100.5,13.75": longitude, latitude; none where it is no place on Earth.
std::optional<geo::LonLat> spot_of(std::string_view text);

/// A CSV with from_lon, from_lat, to_lon, to_lat into one with time_ms, length_mm, walk_mm and status for
/// each row, in its order.  One search for each different end.  Fault::not_found, no_header, bad_value with
/// the row.
geo::Result<void> route_pairs(Session& session, const geo::Study& study, const std::string& pairs,
                              const std::string& out, geo::Metric metric);

}  // namespace app
