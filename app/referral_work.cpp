#include "app/referral_work.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace app {
namespace {

/// While a unit is dragged the results are others with every frame.
constexpr double still_s = 0.4;

}  // namespace

ReferralWork::ReferralWork(Running running, std::function<void()> wake)
    : explainer_(std::make_shared<geo::ReferralExplainer>()), lane_(running, std::move(wake)) {}

void ReferralWork::forget() {
    lane_.forget();
    found_ = {};
    results_.reset();
    asked_of_.reset();
}

bool ReferralWork::up_to_date() const {
    return asked_of_ == results_ && asked_from_ == from_;
}

void ReferralWork::follow(const std::shared_ptr<const geo::Results>& results, const Snapshot& computed,
                          double now, bool wanted, const std::optional<geo::LonLat>& from) {
    if (results == nullptr || computed == nullptr) return forget();
    if (results_ != results) {
        since_ = results_ == nullptr ? now - still_s : now;
        results_ = results;
    }
    wanted_ = wanted;
    if (from_ != from) {
        from_ = from;
        fresh_ = from.has_value();
        arrived_ = false;
        found_.way.reset();
    }
    if (!wanted_ || up_to_date() || now - since_ < still_s) return;
    asked_of_ = results_;
    asked_from_ = from_;
    Job job;
    job.study = computed;
    job.failed = [](const geo::Error&) {};
    job.work = [this, explainer = explainer_, before = found_, results, from](
                   const Snapshot& study, const geo::Progress& progress) -> Delivery {
        Found found = before;
        if (before.of != results || before.chains == nullptr) {
            auto chains = geo::referral(*study, *results, geo::usual_referral(), progress.part(0, 0.5));
            if (!chains) return [] {};
            found.chains = std::make_shared<const geo::Referral>(std::move(*chains));
        }
        found.of = results;
        found.way.reset();
        if (from) {
            auto way =
                explainer->explain(*study, results, geo::usual_referral(), *from, progress.part(0.5, 1));
            if (!way) return [] {};
            found.way = std::make_shared<const geo::ReferralWay>(std::move(*way));
        }
        return [this, results, from, found] {
            if (asked_of_ != results || asked_from_ != from) return;
            found_ = found;
            if (from_ != from) found_.way.reset();
            if (found_.way != nullptr) arrived_ = std::exchange(fresh_, false) || arrived_;
        };
    };
    lane_.ask(std::move(job));
}

double ReferralWork::due_in_s(double now) const {
    if (results_ == nullptr || !wanted_ || up_to_date()) return std::numeric_limits<double>::infinity();
    return std::max(0.0, since_ + still_s - now);
}

bool ReferralWork::arrived() {
    return std::exchange(arrived_, false);
}

}  // namespace app
