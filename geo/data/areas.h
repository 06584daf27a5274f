// The areas of a country in four levels that nest: country, province, amphoe, tambon.
//
// The trap: area codes are text ("571006"), rows are sorted by code, and an AreaId means a row of one level
// only.
#pragma once

#include "geo/base/id.h"
#include "geo/geom/shape.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class Level : std::uint8_t { country, province, amphoe, tambon };
inline constexpr std::array<Level, 4> all_levels = {Level::country, Level::province, Level::amphoe,
                                                    Level::tambon};
/// "country", "province", "amphoe", "tambon".
const char* level_name(Level level);
std::optional<Level> level_from_name(std::string_view name);

/// The areas of one level, as columns; rows ascend by code.
struct AreaLevel {
    std::vector<std::string> code;     ///< "TH", "57", "5710", "571006"
    std::vector<std::string> name_th;  ///< without prefix: "วาวี"
    std::vector<std::string> name_en;  ///< may be empty
    std::vector<AreaId> parent;        ///< row in the level above; none in the country
    std::vector<MultiPolygon> shape;   ///< WGS 84; empty where unknown
    std::vector<LonLat> inner;         ///< a point well inside

    std::size_t size() const { return code.size(); }
    bool operator==(const AreaLevel&) const = default;
};

/// Four levels that nest.  The country is always one row.  Levels finer than what was loaded are empty.
struct Areas {
    std::array<AreaLevel, 4> levels;

    const AreaLevel& at(Level level) const { return levels[static_cast<std::size_t>(level)]; }
    AreaLevel& at(Level level) { return levels[static_cast<std::size_t>(level)]; }
    /// The finest level that has rows.
    Level finest() const;
    /// O(log n).
    AreaId find(Level level, std::string_view code) const;
    /// The area of a coarser level that holds this one.  O(levels).
    AreaId ancestor(Level from, AreaId area, Level to) const;
    bool operator==(const Areas&) const = default;
};

}  // namespace geo
