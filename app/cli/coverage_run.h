// Coverage computed for a study and written in the format that the file name asks for; coverage, export and
// map share it.
#pragma once

#include "app/cli/travel_options.h"
#include "geo/access/group_coverage.h"
#include "geo/base/figures.h"
#include "geo/study/analysis.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct CoverageRun {
    geo::Study study;
    std::shared_ptr<const geo::Results> results;
    std::vector<std::vector<geo::Beside>> beside;  ///< columns for each limit; empty where none was asked for
    std::vector<double>
        border_reach_m;  ///< for each limit, how far over the border was looked; empty like that
    /// Of every destination, for each limit; empty where nobody asked.
    std::vector<std::vector<geo::DestinationEffect>> effects;
    std::optional<geo::Supply> supply;  ///< where seats were asked for
    bool rates = false;                 ///< columns of rates.h
};

/// What is computed beside the coverage itself.
struct BesideOptions {
    bool rainy = false;   ///< covered_rainy, lost_in_rain
    bool range = false;   ///< covered_low, covered_high
    bool circle = false;  ///< in_circle, in_circle_only
    bool bounds = false;  ///< covered_least, covered_most
    bool near_border = false;
    bool backup = false;  ///< places_0, places_1, places_2_more
    bool places = false;  ///< CoverageRun::effects
    /// seated_nearest_first and seated_max_flow.
    bool nearest_first = false, max_flow = false;
    bool of_pairs() const { return backup || places || nearest_first || max_flow; }
};

/// Every fitting place and unit: whom it reaches within each limit, whom it alone reaches, whom it shares.
geo::OutTable places_table(const CoverageRun& run);

/// Opens the study, applies the options and computes.  Errors name the study where they name no file.
geo::Result<CoverageRun> run_coverage(Session& session, const std::string& study, const TravelOptions& travel,
                                      const BesideOptions& beside = {});

/// The columns beside a group of areas, for a limit; no number where the limit has none.
std::vector<std::pair<std::string, std::optional<std::int64_t>>> beside_group(const CoverageRun& run,
                                                                              const std::string& grouping,
                                                                              std::size_t group,
                                                                              std::size_t limit);

/// The groupings of the choice, for each limit, in the order of the limits.
std::vector<geo::GroupCoverage> groups_of(const CoverageRun& run, const LevelChoice& levels);

/// .csv (or stdout), .xlsx, .gpkg, .geojson.  Layers take one level of areas; another extension is a usage
/// fault.
geo::Result<void> write_coverage(const CoverageRun& run, const LevelChoice& levels, const std::string& out,
                                 geo::Lang lang);

/// A table of areas and groups in the same formats; `levels` says what its rows are.
geo::Result<void> write_areas(const geo::Dataset& data, const geo::OutTable& table, const LevelChoice& levels,
                              const std::string& out, geo::Lang lang);

/// What overlaps and what no group holds, for each grouping of the choice.
void say_groups(const Session& session, const CoverageRun& run, const LevelChoice& levels);

/// How far homes, points, villages or places (`from`: "home", "points", "villages", "places") lie from the
/// road, in shares of what `bands` weighs.
std::string bands_words(const Session& session, const char* from, const geo::SnapBands& bands,
                        const geo::Profile& profile);

/// What becomes of the roads at rivers and borders; the network has barriers.
std::string barrier_words(const Session& session, const geo::Network& network);

/// Warns where most children live far from every loaded road: the numbers then say nothing about them.
void say_missing_roads(const Session& session, const geo::Results& results);

/// The country's sum for each limit, and what every result says about itself.
void say_coverage(const Session& session, const CoverageRun& run);

}  // namespace app
