// What a national team holds beside the tables: grids, offices, children by four axes, months, pilot lists.
// Made for the country plan alone.  Private to the demonstration.
#pragma once

#include "geo/data/demo/region.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace geo::demo {

/// What each written row says of itself.
inline constexpr const char* made_up = "ข้อมูลสมมติ / made-up data";

/// Rows from the north; a pixel is `step` degrees wide and high.
struct CellGrid {
    std::size_t columns = 0, rows = 0;
    double west = 0, north = 0, step = 0;
    std::vector<float> value;
};

/// Children of one tambon by status, agency and age: rows of the long table.  They add up to the tambon's
/// counts, whole children all.
struct ChildRow {
    std::size_t tambon = 0;  ///< row of Region::areas
    ChildStatus status = ChildStatus::any;
    std::uint8_t agency = 0;  ///< of `agencies`
    std::uint8_t age = 0;     ///< of `ages`
    std::int64_t children = 0;
};
inline constexpr std::array<const char*, 5> agencies = {"สพฐ.", "สป.", "สอศ.", "พม.", "ไม่มีสังกัด"};
inline constexpr std::array<const char*, 4> ages = {"3-5", "6-11", "12-14", "15-18"};

/// One tambon in one month: out + found - returned - moved is the next month's `out`.
struct MonthRow {
    std::size_t tambon = 0;
    std::int64_t out = 0, found = 0, returned = 0, moved = 0;
};

struct Extras {
    CellGrid elevation_m, land_cover, people;
    std::vector<Place> offices;
    std::vector<ChildRow> children;
    /// By tambon row: children with a disability, poor, without nationality, of an ethnic minority, at a
    /// border.  A child may stand in several.
    std::vector<std::array<std::int64_t, 5>> groups;
    std::vector<std::vector<MonthRow>> months;
};

/// Rows of the tambon in the order of their codes, as the cells of the counts are.
std::vector<std::size_t> tambon_by_code(const Region& region);

/// O(pixels + villages + tambon).
Extras make_extras(const Plan& plan, const Region& region, const Lattice& lattice, const Division& division,
                   const std::vector<Settlement>& settlements, std::uint64_t seed);

/// Writes them into the folder and appends their paths to `written`, each before it is begun.
/// Fault::unwritable, cancelled.
Result<void> write_extras(const Region& region, const Extras& extras, const std::string& folder,
                          const Progress& progress, std::vector<std::string>& written);

}  // namespace geo::demo
