// Computes Results from a Study, stage by stage (network, demand, snaps, trips, coverage), reusing each stage
// whose inputs are identical to those of the last run.  Where a few destinations came, went or moved, trips
// and coverage are repaired, which takes a frame of the window and gives the same, to the integer; where
// roads of the plan change, the network is edited, and labels, walks to the road and trips follow.
//
// One object belongs to one worker; it is not safe to use from two threads at once.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/study/results.h"
#include "geo/study/study.h"

#include <memory>

namespace geo {

struct ReachQuestion;

class Analysis {
public:
    Analysis();
    ~Analysis();
    Analysis(Analysis&&) noexcept;
    Analysis& operator=(Analysis&&) noexcept;

    /// Fault::needs_counts, needs_places, needs_roads, cancelled.  Whatever was finished is kept for the next
    /// run.
    Result<std::shared_ptr<const Results>> run(const Study& study, const Progress& progress);

private:
    struct Stages;
    Result<void> find_pairs(const Study& study, const ReachQuestion& question, Results& out,
                            const Progress& progress);
    Result<void> find_lost(const Study& study, const ReachQuestion& question, Results& out,
                           const Progress& progress);
    Result<void> find_today(const Study& study, const ReachQuestion& question, Results& out,
                            const Progress& progress);
    std::unique_ptr<Stages> stages_;
    std::unique_ptr<Stages> other_season_;  ///< null until somebody asks for both
};

/// True where the results of `computed` answer `asked`: same data, question and places, and where the map
/// shows both seasons, or what follows from all pairs of child and place, that too.
bool answers(const Study& computed, const Study& asked);

/// All pairs of child and place of a study's results within a limit, which may be none of theirs.
/// Fault::cancelled, too_large.  As catchments().
Result<Catchments> catchments_of(const Study& study, const Results& results, const Threshold& within,
                                 const Progress& progress);

/// The travel profile that these settings ask for: that of their table of speeds with their detour factor and
/// walking reach.
Profile profile_of(const Travel& travel);

/// The network of a study's roads as the scenario changes them, under a profile, over its heights where
/// `slope` asks for them and there are any; beside the barriers of the dataset.  As build_network().
Result<Network> network_of(const Dataset& data, const std::vector<RoadEdit>& edits, const Profile& profile,
                           bool slope, const Progress& progress);

}  // namespace geo
