// No single magic number: how many children are reached by every limit of time and of distance, in one
// picture, with the usual limits marked.
//
// The trap: curves of an area need a walk over all demand points; they are kept until area or results change.
#pragma once

#include "app/frame.h"
#include "geo/access/curve.h"

#include <memory>
#include <vector>

namespace app {

class LimitChart {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    struct Curve {
        std::vector<geo::CurveStep> steps;
        std::int64_t within(std::uint32_t limit) const;  ///< thousandths of children
    };
    void make(const Frame& frame, geo::Level level, geo::AreaId area);
    void curve(const Frame& frame, geo::Metric metric, const Curve& curve, const geo::CoverageRow& row,
               float x, float y, float width, float height) const;

    Curve time_, length_;
    std::weak_ptr<const std::vector<geo::Trip>> of_time_, of_length_;
    std::weak_ptr<const geo::Demand> of_demand_;
    geo::Level of_level_ = geo::Level::country;
    geo::AreaId of_area_;
    bool made_ = false;
};

}  // namespace app
