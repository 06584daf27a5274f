// Row numbers that cannot be mixed up: an AreaId is no NodeId.  A default-constructed id is none.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace geo {

template <class Tag>
struct Id {
    static constexpr std::uint32_t none = 0xffffffffU;
    std::uint32_t value = none;

    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t row) : value(row) {}
    constexpr explicit Id(std::size_t row) : value(static_cast<std::uint32_t>(row)) {}

    constexpr bool valid() const { return value != none; }
    constexpr std::size_t row() const { return value; }
    constexpr auto operator<=>(const Id&) const = default;  // NOLINT(modernize-use-nullptr): a false alarm
};

using AreaId = Id<struct AreaTag>;          ///< row within the areas of one level
using PlaceId = Id<struct PlaceTag>;        ///< row in Dataset::places
using VillageId = Id<struct VillageTag>;    ///< row in Dataset::villages
using NodeId = Id<struct NodeTag>;          ///< node of a Network
using ArcId = Id<struct ArcTag>;            ///< directed arc of a Network
using UnitId = Id<struct UnitTag>;          ///< planned unit of a Scenario; stable, never reused
using RoadEditId = Id<struct RoadEditTag>;  ///< change of the roads in a Scenario; stable, never reused

}  // namespace geo

template <class Tag>
struct std::hash<geo::Id<Tag>> {
    std::size_t operator()(geo::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
