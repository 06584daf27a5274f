// Bands of the way to the nearest place for the map: made beside the window once the results have stood for a
// moment.  Until then the bands before are there and are told to be old, so that a unit that is dragged costs
// nothing.
#pragma once

#include "app/lane.h"
#include "geo/study/travel_bands.h"
#include "render/basemap.h"

#include <functional>
#include <memory>

namespace app {

class BandWork {
public:
    BandWork(Running running, std::function<void()> wake);

    /// Once a frame, at `now` seconds: results and the study that they were computed from, and the map that
    /// they are drawn on; null without.  Where they are not wanted, what runs is stopped.
    void follow(const std::shared_ptr<const geo::Results>& results, const Snapshot& computed,
                const std::shared_ptr<const render::Basemap>& base, double now, bool wanted);
    void deliver() { lane_.deliver(); }
    bool idle() const { return lane_.idle(); }
    Lane::Now now() const { return lane_.now(); }
    /// Seconds until they are to begin: the window may sleep no longer.  Infinity where nothing waits.
    double due_in_s(double now) const;

    /// Null until they are there for the first time, and where they are not wanted.
    const std::shared_ptr<const geo::TravelBands>& bands() const { return shown_; }
    /// They are of results before these.
    bool old() const { return shown_ != nullptr && !same_ways(made_of_, results_); }

private:
    using Of = std::shared_ptr<const geo::Results>;
    static bool same_ways(const Of& one, const Of& other);
    void forget();

    Of results_;   ///< that are shown
    Of asked_of_;  ///< null: nothing is asked for
    Of made_of_;
    std::shared_ptr<const render::Basemap> base_;
    std::shared_ptr<const geo::TravelBands> shown_;
    double since_ = 0;
    bool wanted_ = false;
    Latest lane_;
};

}  // namespace app
