// What the table of the assistant marks: repairs, questions, sums, and a row below those that are shown.
#include "app/panels/import_table.h"
#include "geo/base/figures.h"
#include "geo/data/cell.h"

#include <algorithm>

namespace app {
namespace {

/// Where a row breaks off.
std::optional<std::size_t> last_filled(const geo::Sighting& seen, std::int64_t row) {
    for (const geo::SightedRow& one : seen.rows) {
        if (one.number != row) continue;
        for (std::size_t c = one.cells.size(); c > 0; --c)
            if (!one.cells[c - 1].empty()) return c - 1;
    }
    return std::nullopt;
}

const geo::ImportNote* better(const geo::ImportNote* a, const geo::ImportNote* b) {
    return a != nullptr ? a : b;
}

}  // namespace

/// What was found in the cells, and what stands in them by what stands above.
void ImportTable::mark(const ImportRead& read, const std::map<std::string, std::size_t>& by_header) {
    marks_.clear();
    rows_.clear();
    const geo::Sighting& seen = *read.rows;
    const auto one = [&](const geo::ImportNote& note, auto member) {
        rows_[note.row].*member = better(rows_[note.row].*member, &note);
        auto column = by_header.end();
        if (!note.column.empty()) column = by_header.find(note.column);
        std::optional<std::size_t> at;
        if (column != by_header.end()) at = column->second;
        if (note.kind == "row_incomplete") at = last_filled(seen, note.row);
        if (!at) return;
        Marks& marks = marks_[{note.row, *at}];
        marks.*member = better(marks.*member, &note);
        if (note.kind == "cells_filled") mark_filled(seen, note, *at);
    };
    for (const geo::ImportNote& note : read.repaired) one(note, &Marks::repair);
    for (const geo::ImportNote& note : read.asked) one(note, &Marks::problem);
    for (const geo::Notes::Kind& kind : read.report.warnings.kinds())
        for (const geo::ImportNote& note : kind.first)
            if (note.row > 0) one(note, &Marks::warning);
}

/// The empty cells below a name that was written into them.
void ImportTable::mark_filled(const geo::Sighting& seen, const geo::ImportNote& note, std::size_t column) {
    std::int64_t left = geo::number_in_reason(note).value_or(0);
    auto row = std::find_if(seen.rows.begin(), seen.rows.end(),
                            [&](const geo::SightedRow& one) { return one.number > note.row; });
    for (; row != seen.rows.end() && left > 0; ++row) {
        if (row->kind != geo::RowKind::data) continue;
        if (!row->cells[column].empty()) return;
        marks_[{row->number, column}].filled = true;
        --left;
    }
}

/// A row below those that are shown, as far as its note holds it, under a line that says what is left out.
void ImportTable::add_far_row(const Frame& frame, const std::map<std::string, std::size_t>& by_header) {
    const geo::Sighting& seen = *frame.import->read->rows;
    const std::size_t width = seen.rows.front().cells.size();
    if (width == 0) return;
    geo::SightedRow gap, row;
    gap.kind = geo::RowKind::title;
    gap.cells.resize(width);
    gap.cells.front() =
        geo::say(frame.lang, "assist.rows_between",
                 {{"from", geo::grouped(seen.rows.back().number + 1)}, {"row", geo::grouped(shown_->row)}});
    row.kind = geo::RowKind::data;
    row.number = shown_->row;
    row.cells.assign(width, "…");
    const auto found = by_header.find(shown_->column);
    row.cells[found == by_header.end() ? 0 : found->second] =
        shown_->value.empty() ? geo::describe(frame.lang, *shown_) : shown_->value;
    marks_[{row.number, found == by_header.end() ? 0 : found->second}].warning = &*shown_;
    far_ = {std::move(gap), std::move(row)};
}

/// Rows that sum others: they say so, or their code is of a level above that of most rows.
void ImportTable::find_sums(const ImportView& view) {
    sums_.clear();
    if (view.draft->kind != geo::FileKind::counts) return;
    const geo::Sighting& seen = *view.read->rows;
    for (const geo::SightedRow& row : seen.rows)
        if (row.kind == geo::RowKind::subtotal) sums_[row.number] = true;
    for (std::size_t c = 0; c < table_of_.size(); ++c) {
        if (table_of_[c] < 0 || is_count_[c]) continue;
        std::vector<std::int64_t> above;
        std::size_t finest = 0;
        for (const geo::SightedRow& row : seen.rows) {
            const auto code = geo::code_from_cell(row.cells[c]);
            if (row.kind != geo::RowKind::data || !code) continue;
            if (code->code.size() >= 6) ++finest;
            if (code->code.size() == 4 || code->code.size() == 2) above.push_back(row.number);
        }
        if (finest > 2 * above.size())
            for (const std::int64_t row : above) sums_[row] = true;
    }
    for (const char* kind : {"subtotal_differs", "subtotal_rest"})
        for (const geo::Notes* notes : {&view.read->report.warnings, &view.read->report.problems})
            if (const geo::Notes::Kind* told = notes->kind(kind))
                for (const geo::ImportNote& note : told->first) sums_[note.row] = false;
}

}  // namespace app
