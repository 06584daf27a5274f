// One trip explained: how long, to where, and what the minutes are made of.
#pragma once

#include "app/frame.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace app {

class TripPanel {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    void steps(const Frame& frame, Outbox& out);
    void sum(const Frame& frame) const;
    void parts(const Frame& frame) const;

    // Where the children of the chosen area live, by their trips: kept until area or results change.
    std::vector<std::uint32_t> points_;
    std::weak_ptr<const geo::Demand> of_demand_;
    std::weak_ptr<const std::vector<geo::Trip>> of_trips_, of_length_;
    bool by_time_ = true;
    geo::Level of_level_ = geo::Level::country;
    geo::AreaId of_area_;
};

}  // namespace app
