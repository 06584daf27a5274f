// The checks that results make of themselves, and what they say of the border, run beside the window once the
// results have stood for a moment, so that a unit that is dragged costs nothing.
#pragma once

#include "app/lane.h"
#include "geo/study/near_border.h"
#include "geo/study/self_checks.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace app {

class CheckWork {
public:
    CheckWork(Running running, std::function<void()> wake);

    /// Once a frame, at `now` seconds: results and the study that they were computed from; null without.
    /// `at_once`: somebody is looking.
    void follow(const std::shared_ptr<const geo::Results>& results, const Snapshot& computed, double now,
                bool at_once);
    void deliver() { lane_.deliver(); }
    bool idle() const { return lane_.idle(); }
    /// Seconds until they are to begin: the window may sleep no longer.  Infinity where nothing waits.
    double due_in_s(double now) const;
    /// Of the results that are shown; empty until they are there.
    const std::vector<geo::SelfCheck>& checks() const { return checks_; }
    /// Of the results that are shown; null until it is there.
    const geo::NearBorder* near_border() const { return near_border_ ? &*near_border_ : nullptr; }

private:
    std::shared_ptr<const geo::Results> of_, asked_;
    double since_ = 0;
    std::vector<geo::SelfCheck> checks_;
    std::optional<geo::NearBorder> near_border_;
    Latest lane_;
};

}  // namespace app
