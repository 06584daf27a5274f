// The facts as imported: areas, places, villages, counts, roads.  Immutable once shared; every part is its
// own shared_ptr, so that a changed part leaves the others' pointers equal and the caches behind them valid.
//
// The trap: a place or village outside every area has no area, but stays; whoever sums by area must not lose
// it.
#pragma once

#include "geo/base/id.h"
#include "geo/base/packed_text.h"
#include "geo/data/areas.h"
#include "geo/data/barriers.h"
#include "geo/data/grid.h"
#include "geo/data/grouping.h"
#include "geo/data/roads.h"
#include "geo/geom/shape.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class PlaceKind : std::uint8_t {
    school,
    learning_unit,
    learning_centre,
    vocational_college,
    special_centre,
    child_centre,
    mobile_unit,
    other
};
const char* place_kind_name(PlaceKind kind);
std::optional<PlaceKind> place_kind_from_name(std::string_view name);
/// What the programmes call a learning unit: those that go to the children, and their centres.
constexpr bool is_learning_unit(PlaceKind kind) {
    return kind == PlaceKind::learning_unit || kind == PlaceKind::learning_centre ||
           kind == PlaceKind::mobile_unit;
}
/// Kinds as a set: a bit for each.
constexpr std::uint32_t kind_bit(PlaceKind kind) {
    return 1U << static_cast<unsigned>(kind);
}
inline constexpr std::array<PlaceKind, 8> all_place_kinds = {
    PlaceKind::school,          PlaceKind::learning_unit,
    PlaceKind::learning_centre, PlaceKind::vocational_college,
    PlaceKind::special_centre,  PlaceKind::child_centre,
    PlaceKind::mobile_unit,     PlaceKind::other};
inline constexpr std::uint32_t learning_unit_kinds = kind_bit(PlaceKind::learning_unit) |
                                                     kind_bit(PlaceKind::learning_centre) |
                                                     kind_bit(PlaceKind::mobile_unit);

/// What a place offers; a child is covered only by a place with a fitting service.
enum Service : std::uint32_t {
    service_formal = 1,
    service_non_formal = 2,
    service_informal = 4,
    service_vocational = 8,
    service_special = 16,
    service_any = 0xffffffffU
};

struct Place {
    PackedText id;  ///< as the sender wrote it, else "p" and the row
    PackedText name_th;
    PackedText name_en;
    PlaceKind kind = PlaceKind::school;
    std::uint32_t services = service_formal;
    PackedText school_level;  ///< as the sender wrote it
    PackedText agency;
    std::int32_t capacity = -1;  ///< learners; -1: not known
    bool open = true;
    bool has_position = false;  ///< false: listed and counted, never a destination
    LonLat at;
    PackedText position_quality;  ///< as the sender wrote it: "tambon", "village", "gps"
    AreaId area;                  ///< finest level; none where outside all areas
    bool operator==(const Place&) const = default;
};

/// A point where people live.  Demand is shared out over the villages of an area by weight.
struct Village {
    PackedText id;
    PackedText name;
    LonLat at;
    AreaId area;  ///< finest level; none where outside
    /// Population or households; where the row has none the mean of its area or file; 1 where nobody has one.
    std::int64_t weight = 1;
    bool operator==(const Village&) const = default;
};

/// Three axes, never one list (domain.md).  `any` is a count that is not split by status.
enum class ChildStatus : std::uint8_t { any, never_enrolled, dropped_out, at_risk, returned, working_age };
const char* child_status_name(ChildStatus status);
/// True for those who are out of learning: any, never enrolled, dropped out.
bool is_out_of_learning(ChildStatus status);

enum class CellState : std::uint8_t { value, missing, suppressed };

struct CountCell {
    Level level = Level::tambon;
    AreaId area;
    CellState state = CellState::value;
    std::int64_t children_milli = 0;  ///< thousandths of a child; 0 unless state is value
    bool operator==(const CountCell&) const = default;
};

/// One column of counts with its definition.  Series of unlike definitions are never added.
struct CountSeries {
    std::string id;    ///< ASCII, unique in the dataset: "never_enrolled"
    std::string name;  ///< header as read
    ChildStatus status = ChildStatus::any;
    std::string group;       ///< "" for all
    std::string agency;      ///< "" for all
    std::string age_band;    ///< "6-18"; "" where not stated
    std::string sex;         ///< "male", "female"; "" for all
    std::string date_iso;    ///< "" where not stated
    std::string source;      ///< SourceFile::file, or an institution
    bool in_total = false;   ///< counted in "children out of learning"
    std::string definition;  ///< the sender's words for who is counted: titles of the table, header
    std::string area_codes;  ///< the boundaries whose codes it was matched with: files and their digests
    /// How it stands to a table of other agencies that counted the same areas before, as a person said: "add"
    /// (other children), "replace" (the same, these count), "keep_apart"; "" where there was none.
    std::string relation;
    std::vector<CountCell> cells;  ///< ascending by level, then area; at most one an area
    bool operator==(const CountSeries&) const = default;
};

/// Where a part came from.
struct SourceFile {
    std::string kind;  ///< file_kind_name(): areas, places, villages, counts, roads, ...
    std::string file;  ///< file name without folder; with it where two files have the same name
    std::string sha256;
    std::int64_t rows = 0;
    std::string imported_iso;
    std::string note;         ///< licence or attribution where known
    std::string origin = {};  ///< digest of the full path, to know the file again; "" where unknown
    /// How it was read (reading_json), so that it can be read again in that way; "" where unknown.
    std::string reading = {};
    /// What became of its rows (report_text); "" where unknown.
    std::string report = {};
    bool operator==(const SourceFile&) const = default;
};

struct Dataset {
    std::shared_ptr<const Areas> areas;                         ///< never null; empty areas at first
    std::shared_ptr<const std::vector<Place>> places;           ///< never null
    std::shared_ptr<const std::vector<Village>> villages;       ///< never null
    std::shared_ptr<const std::vector<CountSeries>> counts;     ///< never null
    std::shared_ptr<const Roads> roads;                         ///< never null
    std::shared_ptr<const std::vector<Grid>> grids;             ///< never null; by kind, then source
    std::shared_ptr<const std::vector<AreaGroup>> groups;       ///< never null; by grouping, name, source
    std::shared_ptr<const std::vector<BarrierLayer>> barriers;  ///< never null; by source
    std::vector<SourceFile> sources;
    bool made_up = false;  ///< any part is made up: every map, table and title says so

    Dataset();
    /// Deep comparison, for round-trip tests.
    bool operator==(const Dataset& other) const;
};

}  // namespace geo
