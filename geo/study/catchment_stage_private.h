// Who comes to which destination within the first limit, kept from run to run of an Analysis: only
// destinations that came or moved are searched again.  Private to geo/study.
//
// The trap: what it hands out is its own and becomes another with the next run.
#pragma once

#include "geo/network/catchments.h"
#include "geo/study/reach_stage_private.h"

#include <optional>
#include <utility>
#include <vector>

namespace geo {

class CatchmentStage {
public:
    /// `snaps` by destination, as ReachStage has them; null for the straight line.  Fault::cancelled,
    /// too_large.
    Result<void> bring(const ReachQuestion& question, const Destinations& to, const SharedSnaps& snaps,
                       const Threshold& within, const Progress& progress);
    /// Of the last bring() that went well; by destination.
    const Catchments& catchments() const { return catchments_; }
    Catchments take() && { return std::move(catchments_); }

private:
    struct Key {
        std::shared_ptr<const Demand> demand;
        std::shared_ptr<const Network> network;
        Profile profile;
        Threshold within;
        bool operator==(const Key&) const = default;
    };
    /// Where a destination is; none of what does not fit.
    struct Spot {
        bool fits = false;
        LonLat at;
        Snap snap;
        bool operator==(const Spot&) const = default;
    };

    std::optional<Key> key_;
    std::optional<PointsOnRoad> on_road_;
    std::optional<StraightLine> line_;
    std::vector<Spot> spots_;
    Catchments catchments_;
};

}  // namespace geo
