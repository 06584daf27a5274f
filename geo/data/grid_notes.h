// What is said of the cells of a grid that comes in: each value judged once, and the sums that a person
// checks.  Private to geo/data; read_grid.h is the door.
#pragma once

#include "geo/data/dataset.h"
#include "geo/data/grid.h"
#include "geo/data/import.h"
#include "geo/data/import_report.h"
#include "geo/data/raster.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>

namespace geo {

/// Into the problems, and the outcome becomes ask; into the warnings where it is settled.
void ask(ImportNote note, bool settled, ImportReport& report);

/// "97.34–105.64 E, 5.61–20.46 N".
std::string degrees_words(const Box& box);

class CellJudge {
public:
    CellJudge(GridKind kind, const RasterFacts& facts, bool feet);

    /// The value as a grid holds it; Grid::no_value for none and for one that cannot be.
    float value_of(double stored, std::uint32_t row, std::uint32_t column);
    /// A value outside the part that is kept.
    void add_beyond(float value);

    std::int64_t beyond_micro() const { return beyond_micro_; }
    std::size_t cells_beyond() const { return cells_beyond_; }

    /// The rows of the report, and what was odd about the values.  `map` is of the whole raster.
    void note(const GridMap& map, const ImportOptions& options, ImportReport& report) const;

private:
    bool is_none(double stored);
    bool is_sound(float value) const;

    GridKind kind_;
    const RasterFacts& facts_;
    double factor_;
    std::size_t values_ = 0, none_ = 0, not_numbers_ = 0, wrong_ = 0, cells_beyond_ = 0;
    std::int64_t beyond_micro_ = 0;
    std::map<double, std::size_t> signs_;  ///< of "nothing here" that the file does not name
    double first_wrong_ = 0;
    std::array<std::uint32_t, 2> wrong_at_{};
    std::map<int, std::size_t> odd_classes_;
};

/// Extent, cell size and year; people of the areas, outside and in all, beside the villages' where they have
/// any; heights; classes.  O(cells).
Result<void> note_grid(const Dataset& data, const Grid& grid, const GridMap& map, const CellJudge& judge,
                       const ImportOptions& options, ImportReport& report);

}  // namespace geo
