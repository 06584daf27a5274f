// Where the children are: the count of each area shared out over its villages, the people of a grid or the
// built-up ground of its land cover, else put on one inner point.
//
// Sums are exact: thousandths of a child by largest remainder, ties by index, so that the points of an area
// add up to its count.  What has no place (a count known only for an amphoe with tambon beside it, an area
// without shape) is unplaced, never lost.
#pragma once

#include "geo/base/result.h"
#include "geo/data/dataset.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// What an area's count is shared out by, where the area has it (definitions.md 3.7).
enum class Weights : std::uint8_t { villages, people, built_up, school_age };
inline constexpr std::array<Weights, 4> all_weights = {Weights::villages, Weights::people, Weights::built_up,
                                                       Weights::school_age};
/// "villages", "people", "built_up", "school_age".
const char* weights_name(Weights weights);
std::optional<Weights> weights_from_name(std::string_view name);

/// True where they are among the grids; villages need none.
bool has_weights(const std::vector<Grid>& grids, Weights weights);

struct DemandChoice;

/// Ages of the chosen children (3 to 18 where a count does not say them) that the grids of people do not hold
/// of both sexes: "3-4, 15-18"; "" where they hold all.
std::string ages_missing(const Dataset& data, const DemandChoice& choice);

/// How the people of the children's ages were found.
struct AgesOfPeople {
    std::string band;         ///< "6-14"; "" where nothing was placed by ages
    bool stated = false;      ///< by every count; else 3 to 18 stands for those that do not
    bool even_years = false;  ///< a year was taken as an even part of its group: too few groups are known
    std::size_t areas_rescaled = 0;  ///< where a single year came out below nobody and became 0
    bool operator==(const AgesOfPeople&) const = default;
};

/// Which children: every series that is in_total, or one measure; and where in an area they are put.
struct DemandChoice {
    std::string series;  ///< the measure or the id of one series; "" for children out of learning
    /// People: cells of the population grid by their people; school_age: of the grids of people of some ages,
    /// by those of the children's ages (single years within a group by Sprague's multipliers); built_up:
    /// squares of about 100 m or larger by the built-up ground in them, where land cover is loaded.  Where
    /// such grids know less than nine tenths of an area, or nothing of people in it, its villages, then one
    /// inner point.
    Weights weights = Weights::villages;
    bool operator==(const DemandChoice&) const = default;
};

/// One measure may come from several files: "never_enrolled" is the measure of "never_enrolled@2" too.
std::string measure_of(const CountSeries& series);
bool is_chosen(const CountSeries& series, const DemandChoice& choice);

/// What the chosen series say of themselves.
struct ChosenFacts {
    std::string age_band;              ///< "" where not stated or not the same
    std::string first_day, last_day;   ///< ISO; "" where no series is dated
    std::vector<std::string> sources;  ///< files, each once, in the order of the series
};
ChosenFacts facts_of(const Dataset& data, const DemandChoice& choice);

/// What a number of children stands for.  `partly`: something in it is hidden or was never counted (an area
/// below, or one column of several), so the number is too small; `hidden` and `no_data`: there is no number,
/// and 0 would be a lie.
enum class CountState : std::uint8_t { counted, zero, partly, hidden, no_data };
/// "counted", "zero", "partly", "hidden", "no_data".
const char* count_state_name(CountState state);
constexpr bool has_number(CountState state) {
    return state != CountState::hidden && state != CountState::no_data;
}

/// How far an area was counted.  The numbers are of finest areas, the area itself included, whose children
/// are not in its own number; a count of the whole area knows the children of all that lie in it.
struct Counting {
    CountState state = CountState::no_data;
    std::uint32_t areas_without_data = 0;
    std::uint32_t areas_hidden = 0;
    /// Finest areas of which one column is known and another hidden or empty: what is known is in the number.
    std::uint32_t areas_in_part = 0;
    bool operator==(const Counting&) const = default;
};

/// What the children of an area were put on; none where it has none to place, or no shape.
enum class PlacedOn : std::uint8_t { none, villages, people, inner_point, built_up, school_age };
inline constexpr std::size_t placed_on_count = 6;
/// "", "villages", "people", "inner_point", "built_up", "school_age".
const char* placed_on_name(PlacedOn placed);

struct Demand {
    // One row a point, ascending by area, then by village or by cell.
    std::vector<LonLat> at;
    std::vector<AreaId> area;  ///< finest level
    std::vector<std::int64_t> children_milli;
    std::vector<VillageId> village;  ///< none for a cell and for an inner point

    /// Children of each area of each level that belong to it directly and have no place (not those of the
    /// areas below it).
    std::array<std::vector<std::int64_t>, 4> unplaced_milli;
    /// Children counted in each area, all levels rolled up; = sum of points below + unplaced below and here.
    std::array<std::vector<std::int64_t>, 4> total_milli;
    /// State of the finest areas: a value, no data, or hidden.
    std::vector<CellState> state;
    /// How far each area of each level was counted.
    std::array<std::vector<Counting>, 4> counting;
    std::vector<PlacedOn> placed_on;                      ///< of the finest areas
    std::array<std::size_t, placed_on_count> areas_on{};  ///< how many of them, by PlacedOn
    AgesOfPeople ages;                                    ///< school_age alone

    std::size_t size() const { return at.size(); }
    std::size_t areas_placed_on(PlacedOn what) const { return areas_on.at(static_cast<std::size_t>(what)); }
};

/// O(points log points), with people and built-up ground also O(cells).  Fault::needs_counts where no series
/// fits.
Result<Demand> build_demand(const Dataset& data, const DemandChoice& choice);

/// `total` shared out in proportion to `weights` by largest remainder, ties by index; the parts add up to
/// `total`. All-zero weights share evenly.
std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<std::int64_t>& weights);

}  // namespace geo
