// The options that say who travels how, within which limits, to which places; applied to the scenario of a
// study that was opened.
#pragma once

#include "app/cli/session.h"
#include "geo/study/results.h"
#include "geo/study/study.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace app {

struct TravelOptions {
    std::string scenario, mode, season, service, status, within, weights, pace, unpaved;
    bool straight_line = false, flat = false;
    bool takes_both = false;  ///< --season both: the dry one, and the command compares with the rainy one
    bool both_seasons() const { return takes_both && season == "both"; }

    /// Declares those that every travel command takes, and --within where `with_limits`.
    enum class Limits : std::uint8_t { none, taken };
    void add_to(CLI::App* command, const Session& session, Limits limits);

    /// Opens the study and puts the options into its active scenario.
    geo::Result<geo::Study> open(Session& session, const std::string& file) const;

private:
    geo::Result<void> apply(const Session& session, geo::Study& study) const;
};

/// What --level names: levels of areas, and groupings that do not nest.
struct LevelChoice {
    std::vector<geo::Level> levels;
    std::vector<std::string> groupings;
};
/// Comma separated: `all` is every level of areas that the study has, nothing its finest.  A level without
/// areas is refused, because its table would be empty.
geo::Result<LevelChoice> levels_option(const std::string& words, const geo::Dataset& data);

/// What every result says on stderr: made up, an estimate, the speeds used (verbose).
void say_basis(const Session& session, const geo::Study& study, bool estimate);

}  // namespace app
