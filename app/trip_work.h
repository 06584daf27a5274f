// The trip that the window explains: asked for by a spot, computed beside the window, and again whenever the
// results become others, so that it follows a unit that is dragged.
#pragma once

#include "app/lane.h"
#include "geo/study/explained_trip.h"

#include <functional>
#include <memory>
#include <optional>

namespace app {

class TripWork {
public:
    TripWork(Running running, std::function<void()> wake);

    /// Explain the trip from there, or none.
    void ask(std::optional<geo::LonLat> from);
    /// Once a frame: results and the study that they were computed from; null without.
    void follow(const std::shared_ptr<const geo::Results>& results, const Snapshot& computed);
    void deliver() { lane_.deliver(); }
    bool idle() const { return lane_.idle(); }

    const std::optional<geo::LonLat>& from() const { return from_; }
    /// Null while it is computed for the first time.
    const geo::ExplainedTrip* trip() const { return trip_.get(); }
    /// True once for each trip that was asked for, when it is there.
    bool arrived();

private:
    std::optional<geo::LonLat> from_;
    std::shared_ptr<const geo::ExplainedTrip> trip_;
    std::shared_ptr<const geo::Results> asked_of_;  // null: not asked yet
    bool fresh_ = false, arrived_ = false;
    std::shared_ptr<geo::TripExplainer> explainer_;  // touched by jobs of lane_ alone
    Latest lane_;
};

}  // namespace app
