#include "app/band_work.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace app {
namespace {

/// While a unit is dragged the results are others with every frame.
constexpr double still_for_bands_s = 0.4;

}  // namespace

BandWork::BandWork(Running running, std::function<void()> wake) : lane_(running, std::move(wake)) {}

/// True where the bands of one are those of the other: what the map shows of them may differ.
bool BandWork::same_ways(const Of& one, const Of& other) {
    if (one == other) return true;
    if (one == nullptr || other == nullptr) return false;
    const auto same_limit = [](const geo::CoverageTable& a, const geo::CoverageTable& b) {
        return a.within == b.within;
    };
    return one->demand == other->demand && one->network == other->network &&
           one->time_trips == other->time_trips && one->length_trips == other->length_trips &&
           std::equal(one->coverage.begin(), one->coverage.end(), other->coverage.begin(),
                      other->coverage.end(), same_limit);
}

void BandWork::forget() {
    lane_.forget();
    results_.reset();
    asked_of_.reset();
    made_of_.reset();
    shown_.reset();
}

void BandWork::follow(const std::shared_ptr<const geo::Results>& results, const Snapshot& computed,
                      const std::shared_ptr<const render::Basemap>& base, double now, bool wanted) {
    wanted_ =
        wanted && results != nullptr && !results->coverage.empty() && computed != nullptr && base != nullptr;
    if (!wanted_ || base != base_) forget();
    base_ = base;
    if (!wanted_) return;
    if (results_ != results) {
        since_ = results_ == nullptr ? now - still_for_bands_s : now;
        results_ = results;
    }
    if (same_ways(made_of_, results_) || same_ways(asked_of_, results_)) return;
    if (now - since_ < still_for_bands_s) return;
    asked_of_ = results_;
    Job job;
    job.study = computed;
    job.failed = [](const geo::Error&) {};
    geo::BandsQuestion question;
    question.plane_centre = base->plane_centre;
    job.work = [this, results, base, question](const Snapshot& study,
                                               const geo::Progress& progress) -> Delivery {
        auto made = geo::travel_bands(*study, *results, question, progress);
        if (!made) return [] {};
        return [this, results, base, bands = *std::move(made)] {
            if (asked_of_ != results || base_ != base) return;
            shown_ = bands;
            made_of_ = results;
        };
    };
    lane_.ask(std::move(job));
}

double BandWork::due_in_s(double now) const {
    if (!wanted_ || results_ == nullptr || same_ways(made_of_, results_) || same_ways(asked_of_, results_))
        return std::numeric_limits<double>::infinity();
    return std::max(0.0, since_ + still_for_bands_s - now);
}

}  // namespace app
