// What nobody crosses on foot where no road leads over it: rivers and other water, closed borders, whatever
// else a layer calls impassable.
//
// The trap: of water and of other grounds the inside of a polygon is closed as well; of a border only the
// line, since a country's people live inside it.
#pragma once

#include "geo/base/packed_text.h"
#include "geo/geom/shape.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class BarrierKind : std::uint8_t { water, border, other };
inline constexpr std::size_t barrier_kind_count = 3;
/// "water", "border", "other".
const char* barrier_kind_name(BarrierKind kind);
std::optional<BarrierKind> barrier_kind_from_name(std::string_view name);

/// A line, or a polygon in which nobody walks.
struct Barrier {
    BarrierKind kind = BarrierKind::water;
    bool filled = false;
    PackedText name;
    /// Filled: the outer ring, then the holes, no first point repeated.  Else one line.
    std::vector<std::vector<LonLat>> lines;
    bool operator==(const Barrier&) const = default;
};

/// The barriers of one file.
struct BarrierLayer {
    std::string source;  ///< SourceFile::file
    std::vector<Barrier> barriers;
    bool operator==(const BarrierLayer&) const = default;
};

}  // namespace geo
