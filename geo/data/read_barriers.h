// Barriers from vector layers of lines or polygons, and from OpenStreetMap files.  Private to geo/data;
// import.h is the door.
//
// The trap: a layer of waters holds brooks that a child steps over.  They are left out and told; whoever
// wants them says so.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/import.h"
#include "geo/data/sources.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// What a word of a class column says is there.  `small`: a brook or a ditch; `open`: a border between
/// provinces or districts, which closes nothing.
enum class BarrierWord : std::uint8_t { water, small, border, open, other };
/// Words of OpenStreetMap and of Thai offices; nothing where the cell names none.
std::optional<BarrierWord> barrier_word(const std::string& cell);

/// True where most rows of a layer of lines or polygons are classed as a water or a border.  Reads its first
/// rows.
bool is_barrier_layer(const std::string& file);

/// Waters that a child steps over or walks round: brooks, and ponds under 100 m each way.
class SmallWaters {
public:
    static constexpr double pond_m = 100;
    explicit SmallWaters(bool taken) : taken_(taken) {}
    /// Counts the row where it stays out.  `pieces` are its shapes.
    bool leaves_out(bool brook, const std::vector<Barrier>& pieces, std::int64_t row);
    void tell(const std::string& file, const std::string& sheet, ImportReport& report) const;

private:
    bool taken_;
    std::int64_t number_ = 0, first_ = 0;
};

/// Waters alone: a country's border is in every extract, and who loads its rivers has not closed it.  Edges
/// of waters that are made of several lines are lines.  As import_barriers().
Result<std::vector<Barrier>> read_osm_barriers(const std::string& file, const ImportOptions& options,
                                               ImportReport& report, const Progress& progress);

/// Loads the file in the place of what it brought before, beside the layers of other files.  rows_in are its
/// features; those without a shape are rejected (no_barrier_shape), small waters left out unless decided
/// otherwise (warning barrier_small), words that nobody knows left out (barrier_class_unknown), a layer that
/// says nothing taken for what its name says, else for water (barrier_kind_assumed).
Result<void> import_barriers(Dataset& data, const std::string& file, const ImportOptions& options,
                             const FileIdentity& identity, ImportReport& report, const Progress& progress);

}  // namespace geo
