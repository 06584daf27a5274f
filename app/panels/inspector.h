// One area, or the whole study where none is selected: how many are reached, how long their way is, which
// places are nearest, and where the numbers come from.
//
// The trap: times by area need a walk over all demand points; they are kept until area or results change.
#pragma once

#include "app/frame.h"
#include "app/panels/pairs_section.h"
#include "geo/access/bounds.h"

#include <array>

namespace app {

/// Children by their minutes to the nearest place: bars of ten minutes, the end included as in a limit
/// (exactly 30 minutes are in 20 to 30), the last one over 90.
struct TripBars {
    static constexpr std::size_t count = 10;
    std::array<std::int64_t, count> children_milli{};
    /// Of these within the limit of the map; 0 where that is a distance.
    std::array<std::int64_t, count> within_milli{};
    /// Whole children as they are printed: they add up to "covered" and "not covered" of the area.
    std::array<std::int64_t, count> printed{};
    struct Near {
        std::uint32_t destination = 0;
        std::uint32_t time_ms = 0;
    };
    geo::Bounds covered;        ///< the fewest and the most, wherever in their tambon the children live
    std::vector<Near> nearest;  ///< of the area's children, at most three, by time, ties by number
};
/// O(points).  The country has every point.
TripBars trip_bars(const geo::Study& study, const geo::Results& results, geo::Level level, geo::AreaId area);

class Inspector {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    void content(const Frame& frame, Outbox& out);
    void foot(const Frame& frame, Outbox& out, geo::Level level, geo::AreaId area) const;
    void rows(const Frame& frame, const geo::CoverageRow& row);
    void histogram(const Frame& frame, geo::Level level, geo::AreaId area);
    static void doubts(const Frame& frame, geo::Level level, geo::AreaId area);
    void bar_numbers(const std::array<float, TripBars::count>& tops, float left, float step, float line_x,
                     render::Rgba ink) const;

    std::weak_ptr<const std::vector<geo::Trip>> of_trips_;
    geo::Level of_level_ = geo::Level::country;
    geo::AreaId of_area_;
    geo::Threshold of_limit_;
    std::weak_ptr<const geo::Demand> of_demand_;
    TripBars bars_;
    bool made_ = false;
    PairsSection pairs_;
};

}  // namespace app
