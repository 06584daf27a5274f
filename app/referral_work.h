// Find, help, refer, beside the window: the chains of all areas, and of one spot as ways on the map.  Only
// while somebody looks, once the results have stood for a moment; what was there before stays until then, as
// old.
#pragma once

#include "app/lane.h"
#include "geo/study/referral.h"

#include <functional>
#include <memory>
#include <optional>

namespace app {

class ReferralWork {
public:
    ReferralWork(Running running, std::function<void()> wake);

    /// Once a frame, at `now` seconds: results and the study that they were computed from; null without.
    /// `from`: the spot whose way is wanted too.
    void follow(const std::shared_ptr<const geo::Results>& results, const Snapshot& computed, double now,
                bool wanted, const std::optional<geo::LonLat>& from);
    /// Other areas: what was found is about nobody.
    void forget();
    void deliver() { lane_.deliver(); }
    bool idle() const { return lane_.idle(); }
    /// Seconds until it is to begin: the window may sleep no longer.  Infinity where nothing waits.
    double due_in_s(double now) const;

    /// Null until it is there.
    const geo::Referral* chains() const { return found_.chains.get(); }
    /// Null until it is there, and where none is asked for.
    const geo::ReferralWay* way() const { return found_.way.get(); }
    /// They are of results before those that are shown.
    bool old() const { return found_.of != results_; }
    /// True once for each spot that was asked for, when its way is there.
    bool arrived();

private:
    struct Found {
        std::shared_ptr<const geo::Results> of;
        std::shared_ptr<const geo::Referral> chains;
        std::shared_ptr<const geo::ReferralWay> way;
    };
    bool up_to_date() const;

    std::shared_ptr<const geo::Results> results_, asked_of_;
    std::optional<geo::LonLat> from_, asked_from_;
    bool wanted_ = false, fresh_ = false, arrived_ = false;
    double since_ = 0;
    Found found_;
    std::shared_ptr<geo::ReferralExplainer> explainer_;  // touched by jobs of lane_ alone
    Latest lane_;
};

}  // namespace app
