#include "app/check_work.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace app {
namespace {

/// Nobody waits for them: the window is at rest first.
constexpr double rest_s = 1.5;

}  // namespace

CheckWork::CheckWork(Running running, std::function<void()> wake) : lane_(running, std::move(wake)) {}

void CheckWork::follow(const std::shared_ptr<const geo::Results>& results, const Snapshot& computed,
                       double now, bool at_once) {
    if (of_ != results) {
        of_ = results;
        since_ = now;
        checks_.clear();
        near_border_.reset();
        asked_.reset();
        lane_.forget();
    }
    if (of_ == nullptr || computed == nullptr || asked_ == of_ || (!at_once && now - since_ < rest_s)) return;
    asked_ = of_;
    Job job;
    job.study = computed;
    job.failed = [](const geo::Error&) {};
    job.work = [this, results](const Snapshot& study, const geo::Progress& progress) -> Delivery {
        auto made = geo::self_checks(*study, *results, progress.part(0, 0.8, "checks.stage"));
        if (!made) return [] {};
        auto near = geo::near_border(*study, *results, 0, progress.part(0.8, 1, "checks.stage"));
        if (!near) return [] {};
        return [this, results, near = std::move(*near), checks = std::move(*made)] {
            if (of_ != results) return;
            checks_ = checks;
            near_border_ = near;
        };
    };
    lane_.ask(std::move(job));
}

double CheckWork::due_in_s(double now) const {
    if (of_ == nullptr || asked_ == of_) return std::numeric_limits<double>::infinity();
    return std::max(0.0, since_ + rest_s - now);
}

}  // namespace app
