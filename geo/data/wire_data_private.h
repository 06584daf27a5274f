// The facts of a dataset and the report of an import as bytes (wire.h).  Private to geo/data; import_apart.h
// is the door.
//
// The trap: a struct that is sent as plain bytes must hold neither pointers nor strings.
#pragma once

#include "geo/base/apart.h"
#include "geo/base/wire_in.h"
#include "geo/base/wire_out.h"
#include "geo/data/dataset.h"
#include "geo/data/import.h"
#include "geo/data/import_report.h"
#include "geo/data/sighting.h"

namespace geo {

template <>
inline constexpr bool is_plain_wire<LonLat> = true;
template <class Tag>
inline constexpr bool is_plain_wire<Id<Tag>> = true;
template <>
inline constexpr bool is_plain_wire<Way> = true;
template <>
inline constexpr bool is_plain_wire<CountCell> = true;

template <class A>
void wire(A& a, Error& v) {
    a.members(v, v.fault, v.file, v.row, v.column, v.value, v.detail, v.wanted);
}
template <class A>
void wire(A& a, Rights& v) {
    a.members(v, v.internet, v.writes_files, v.starts_programs, v.starts_processes);
}

template <class A>
void wire(A& a, Polygon& v) {
    a.members(v, v.outer, v.holes);
}
template <class A>
void wire(A& a, AreaLevel& v) {
    a.members(v, v.code, v.name_th, v.name_en, v.parent, v.shape, v.inner);
}
template <class A>
void wire(A& a, Areas& v) {
    a.members(v, v.levels);
}
template <class A>
void wire(A& a, Place& v) {
    a.members(v, v.id, v.name_th, v.name_en, v.kind, v.services, v.school_level, v.agency, v.capacity, v.open,
              v.has_position, v.at, v.position_quality, v.area);
}
template <class A>
void wire(A& a, Village& v) {
    a.members(v, v.id, v.name, v.at, v.area, v.weight);
}
template <class A>
void wire(A& a, CountSeries& v) {
    a.members(v, v.id, v.name, v.status, v.group, v.agency, v.age_band, v.sex, v.date_iso, v.source,
              v.in_total, v.definition, v.area_codes, v.relation, v.cells);
}
template <class A>
void wire(A& a, SourceFile& v) {
    a.members(v, v.kind, v.file, v.sha256, v.rows, v.imported_iso, v.note, v.origin, v.reading, v.report);
}
template <class A>
void wire(A& a, Roads& v) {
    a.members(v, v.nodes, v.way_nodes, v.ways);
}

template <class A>
void wire(A& a, Grid& v) {
    a.members(v, v.kind, v.source, v.crs, v.to_map, v.columns, v.rows, v.vintage, v.ages, v.sex, v.cells);
}

template <class A>
void wire(A& a, AreaGroup& v) {
    a.members(v, v.grouping, v.name, v.source, v.areas, v.places);
}

template <class A>
void wire(A& a, Barrier& v) {
    a.members(v, v.kind, v.filled, v.name, v.lines);
}
template <class A>
void wire(A& a, BarrierLayer& v) {
    a.members(v, v.source, v.barriers);
}

template <class A>
void wire(A& a, CountMeaning& v) {
    a.members(v, v.status, v.group, v.agency, v.age_band, v.sex, v.date_iso);
}
template <class A>
void wire(A& a, ColumnReading& v) {
    a.members(v, v.column, v.header, v.role, v.meaning);
}
template <class A>
void wire(A& a, Decision& v) {
    a.members(v, v.kind, v.row, v.choice, v.value, v.column);
}
template <class A>
void wire(A& a, Alias& v) {
    a.members(v, v.within, v.name, v.code);
}
template <class A>
void wire(A& a, Reading& v) {
    a.members(v, v.encoding, v.separator, v.sheet, v.header_rows, v.columns, v.province, v.date_iso,
              v.year_kind, v.crs, v.aliases, v.decisions, v.unit);
}
inline void wire(WireOut& out, Notes& v) {
    out(static_cast<std::uint64_t>(v.blocks()));
    v.give_blocks([&](const std::string& block) { out(block); });
}
inline void wire(WireIn& in, Notes& v) {
    std::uint64_t blocks = 0;
    in(blocks);
    v = {};
    std::string block;
    for (; blocks > 0 && in.good(); --blocks) {
        in(block);
        if (in.good() && !v.take_block(block)) in.refuse();
    }
}
inline void wire(WireOut& out, AmbiguousRow& v) {
    out(v.row, v.kind, v.codes_);
}
inline void wire(WireIn& in, AmbiguousRow& v) {
    in(v.row, v.kind, v.codes_);
}
template <class A>
void wire(A& a, ImportReport& v) {
    a.members(v, v.kind, v.reading, v.file, v.outcome, v.rows_in, v.rows_loaded, v.rows_rejected,
              v.rows_subtotal, v.rows_duplicate, v.rows_note, v.total_children_milli, v.held_children_milli,
              v.children_without_place_milli, v.ambiguous, v.by_area_milli, v.columns_in_total,
              v.columns_apart, v.columns_not_read, v.missing_cells, v.suppressed_cells, v.repairs, v.warnings,
              v.problems);
}
template <class A>
void wire(A& a, CodeChange& v) {
    a.members(v, v.old_code, v.new_code, v.from_date, v.kind, v.share_milli, v.source, v.old_name);
}
template <class A>
void wire(A& a, ImportOptions& v) {
    a.members(v, v.accept, v.strict, v.layer, v.made_up, v.reading, v.code_changes);
}
template <class A>
void wire(A& a, AskedPoint& v) {
    a.members(v, v.id, v.row, v.at, v.problem);
}
template <class A>
void wire(A& a, AskedPoints& v) {
    a.members(v, v.points, v.report);
}

template <class A>
void wire(A& a, SightedSheet& v) {
    a.members(v, v.name, v.hidden);
}
template <class A>
void wire(A& a, SightedRow& v) {
    a.members(v, v.number, v.kind, v.hidden, v.cells);
}
template <class A>
void wire(A& a, SightedColumn& v) {
    a.members(v, v.column, v.header, v.personal);
}
template <class A>
void wire(A& a, Sighting& v) {
    a.members(v, v.sheets, v.reading, v.columns, v.rows, v.more);
}

}  // namespace geo
