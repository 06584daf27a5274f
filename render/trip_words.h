// Words that explain one trip, the same in the window and on the command line.
#pragma once

#include "geo/base/words.h"
#include "geo/network/route.h"

#include <cstdint>
#include <string>
#include <vector>

namespace render {

/// "On foot to the road", "trunk road, unpaved", "Wait for the ferry".
std::string piece_words(geo::LegKind kind, geo::RoadClass road_class, geo::Surface surface, geo::Lang lang);
/// Tenths of a minute that add up to those of the whole: "12.3".
std::vector<std::string> tenths_of_minutes(const std::vector<std::uint32_t>& ms);
/// "850" metres, "12.3" kilometres, and which of them.
struct LengthWords {
    std::string number;
    bool km = false;
};
LengthWords length_words(std::uint32_t length_mm);
/// 0 for what stands still.
double kmh_of(std::uint32_t length_mm, std::uint32_t time_ms);

}  // namespace render
