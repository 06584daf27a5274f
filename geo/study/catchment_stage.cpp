#include "geo/study/catchment_stage_private.h"

#include <utility>

namespace geo {

Result<void> CatchmentStage::bring(const ReachQuestion& question, const Destinations& to,
                                   const SharedSnaps& snaps, const Threshold& within,
                                   const Progress& progress) {
    const Key key{question.demand, question.network, question.profile, within};
    if (key_ != key) {
        key_.reset();
        spots_.clear();
        catchments_ = {within.metric, within.limit, {}};
        on_road_.reset();
        line_.reset();
        if (question.network != nullptr)
            on_road_.emplace(*question.network, question.points);
        else
            line_.emplace(question.demand->at, question.profile);
        key_ = key;
    }
    std::vector<Spot> spots(to.size());
    for (const std::uint32_t number : to.fitting)
        spots[number] = {true, to.at(number), snaps != nullptr ? (*snaps)[number] : Snap{}};
    spots_.resize(spots.size());
    catchments_.of.resize(spots.size());
    // What is where it was keeps its catchment.
    std::vector<Snap> asked_snaps(spots.size());
    std::vector<LonLat> at(spots.size());
    std::vector<std::uint32_t> asked;
    for (std::uint32_t number = 0; number < spots.size(); ++number) {
        if (spots[number] == spots_[number]) continue;
        asked_snaps[number] = spots[number].snap;
        at[number] = spots[number].at;
        asked.push_back(number);
    }
    std::vector<std::uint32_t> fitting;
    for (const std::uint32_t number : asked)
        if (spots[number].fits) fitting.push_back(number);
    auto found =
        on_road_
            ? geo::catchments(question.network, *on_road_, asked_snaps, within.metric, within.limit, progress)
            : straight_line_catchments(*line_, at, fitting, within.metric, within.limit, progress);
    if (!found) {
        key_.reset();
        return fail(std::move(found).error());
    }
    for (const std::uint32_t number : asked) catchments_.of[number] = std::move(found->of[number]);
    spots_ = std::move(spots);
    if (catchments_.pairs() <= most_pairs) return {};
    key_.reset();
    return fail(Fault::too_large);
}

}  // namespace geo
