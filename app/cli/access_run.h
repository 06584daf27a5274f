// Access computed for a study, with its equity: of the whole, against a rank of poverty, and between the
// groups of every grouping that is loaded.
#pragma once

#include "app/cli/coverage_run.h"
#include "geo/access/access_table.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace app {

struct AccessOptions {
    std::string method, decay, supply, rank;
    void add_to(CLI::App* command, const Session& session);
};

/// Groups of one grouping, and how far the best is from the worst.
struct GroupingAccess {
    geo::Rollup rollup;
    bool asked = false;  ///< --level names it
    std::vector<geo::AccessRow> rows;
    geo::GroupCoverage coverage;  ///< within the limit
    std::optional<geo::GroupGap> gap;
};

/// Access against a rank of areas by poverty.
struct RankRun {
    bool asked = false;
    std::optional<double> concentration;
    std::int64_t children_milli = 0;  ///< in areas with a rank
    std::size_t areas = 0, not_found = 0;
};

struct AccessRun {
    CoverageRun reach;
    std::vector<geo::LorenzPoint> lorenz;  ///< by tenths; empty for a cost and where nobody has any
    RankRun rank;
    std::vector<GroupingAccess> groupings;
    const geo::AccessResults& access() const { return *reach.results->access; }
};

/// Errors name the option that is wrong; one limit, in time for RAAM.
geo::Result<AccessRun> run_access(Session& session, const std::string& study, const TravelOptions& travel,
                                  const AccessOptions& options);

/// All groupings of the study; `levels` says which of them are asked for as rows.
void add_groupings(AccessRun& run, const LevelChoice& levels);

geo::OutTable table_of(const AccessRun& run, const LevelChoice& levels);
/// Columns share_of_children, share_of_access, by hundredths, made_up, estimate.
geo::OutTable lorenz_table(const AccessRun& run);

/// The country's value, what the supply rests on, and how unequal it is.
void say_access(const Session& session, const AccessRun& run);

}  // namespace app
