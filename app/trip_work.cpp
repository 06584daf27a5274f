#include "app/trip_work.h"

#include "geo/study/analysis.h"

#include <utility>

namespace app {

TripWork::TripWork(Running running, std::function<void()> wake)
    : explainer_(std::make_shared<geo::TripExplainer>()), lane_(running, std::move(wake)) {}

void TripWork::ask(std::optional<geo::LonLat> from) {
    if (from == from_) return;
    from_ = from;
    asked_of_.reset();
    trip_.reset();
    lane_.forget();
    fresh_ = from.has_value();
    arrived_ = false;
}

void TripWork::follow(const std::shared_ptr<const geo::Results>& results, const Snapshot& computed) {
    if (results == nullptr || computed == nullptr) {
        trip_.reset();
        asked_of_.reset();
        arrived_ = false;
        return;
    }
    // One after the other: a drag that asks with every frame would have none of them end.
    if (!from_ || asked_of_ == results || !lane_.idle()) return;
    asked_of_ = results;
    Job job;
    job.study = computed;
    job.failed = [](const geo::Error&) {};
    job.work = [this, explainer = explainer_, results, from = *from_](
                   const Snapshot& study, const geo::Progress& progress) -> Delivery {
        auto made = explainer->explain(results, geo::profile_of(study->scenario().travel), from, progress);
        if (!made) return [] {};
        return [this, from, trip = std::make_shared<const geo::ExplainedTrip>(std::move(*made))] {
            if (from_ != from || asked_of_ == nullptr) return;
            trip_ = trip;
            arrived_ = std::exchange(fresh_, false) || arrived_;
        };
    };
    lane_.ask(std::move(job));
}

bool TripWork::arrived() {
    return std::exchange(arrived_, false);
}

}  // namespace app
