#include "geo/network/catchments.h"

#include "geo/base/parallel.h"

#include <atomic>
#include <mutex>

namespace geo {
namespace {

/// Searches that wait for the next worker: each holds labels of every node.
class Searches {
public:
    Searches(std::shared_ptr<const Network> network, Metric metric)
        : network_(std::move(network)), metric_(metric) {}

    std::unique_ptr<WithinReach> take() {
        const std::lock_guard lock(guard_);
        if (waiting_.empty()) return std::make_unique<WithinReach>(network_, metric_);
        auto out = std::move(waiting_.back());
        waiting_.pop_back();
        return out;
    }
    void give_back(std::unique_ptr<WithinReach> search) {
        const std::lock_guard lock(guard_);
        waiting_.push_back(std::move(search));
    }

private:
    std::shared_ptr<const Network> network_;
    Metric metric_;
    std::mutex guard_;
    std::vector<std::unique_ptr<WithinReach>> waiting_;
};

/// `fill(from, to)` finds the catchments of some places and gives the number of their pairs.
template <class Fill>
Result<void> count_while(std::size_t places, const Progress& progress, const Fill& fill) {
    constexpr std::size_t grain = 32;
    std::atomic<std::size_t> pairs{0}, done{0};
    parallel_for(places, grain, [&](std::size_t from, std::size_t to) {
        if (progress.cancelled() || pairs.load() > most_pairs) return;
        pairs += fill(from, to);
        progress.at(static_cast<double>(done += to - from) / static_cast<double>(places));
    });
    if (progress.cancelled()) return fail(Fault::cancelled);
    if (pairs.load() > most_pairs) return fail(Fault::too_large);
    return {};
}

}  // namespace

std::size_t Catchments::pairs() const {
    std::size_t out = 0;
    for (const std::vector<Reached>& one : of) out += one.size();
    return out;
}

Result<Catchments> catchments(const std::shared_ptr<const Network>& network, const PointsOnRoad& points,
                              std::span<const Snap> places, Metric metric, std::uint32_t limit,
                              const Progress& progress) {
    Catchments out{metric, limit, {}};
    out.of.resize(places.size());
    Searches searches(network, metric);
    TRY_VOID(count_while(places.size(), progress, [&](std::size_t from, std::size_t to) {
        auto search = searches.take();
        std::size_t pairs = 0;
        for (std::size_t j = from; j < to; ++j) {
            if (!places[j].on_network()) continue;
            out.of[j] = points.catchment(*search, places[j], limit);
            out.of[j].shrink_to_fit();
            pairs += out.of[j].size();
        }
        searches.give_back(std::move(search));
        return pairs;
    }));
    return out;
}

Result<Catchments> straight_line_catchments(const StraightLine& points, std::span<const LonLat> places,
                                            std::span<const std::uint32_t> fitting, Metric metric,
                                            std::uint32_t limit, const Progress& progress) {
    Catchments out{metric, limit, {}};
    out.of.resize(places.size());
    TRY_VOID(count_while(fitting.size(), progress, [&](std::size_t from, std::size_t to) {
        std::size_t pairs = 0;
        for (std::size_t k = from; k < to; ++k) {
            std::vector<Reached>& one = out.of[fitting[k]];
            one = points.catchment(places[fitting[k]], metric, limit);
            one.shrink_to_fit();
            pairs += one.size();
        }
        return pairs;
    }));
    return out;
}

}  // namespace geo
