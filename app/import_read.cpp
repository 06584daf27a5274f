#include "app/import_read.h"

#include "app/import_extent.h"
#include "geo/data/cell.h"
#include "geo/study/profiles.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace app {
namespace {

constexpr std::size_t rows_shown = 5000;

using Clock = std::chrono::steady_clock;

/// Those that are about a row which is shown.
std::vector<geo::ImportNote> notes_on_rows(const geo::Notes& notes, const geo::Sighting& shown) {
    std::set<std::int64_t> rows;
    for (const geo::SightedRow& row : shown.rows)
        if (row.number > 0) rows.insert(row.number);
    std::vector<geo::ImportNote> out;
    for (const geo::ImportNote& note : notes)
        if (rows.contains(note.row)) out.push_back(note);
    return out;
}

/// Notes that leave a person nothing to choose: what they are about is not taken.
std::size_t without_fixes(const geo::Notes& notes) {
    return static_cast<std::size_t>(std::count_if(
        notes.begin(), notes.end(), [](const geo::ImportNote& note) { return note.fixes.empty(); }));
}

/// Of the rows that are shown those that the file's rows are counted by: no titles, headers or blank lines.
std::int64_t counted_rows(const geo::Sighting& seen) {
    return std::count_if(seen.rows.begin(), seen.rows.end(), [](const geo::SightedRow& row) {
        return row.kind == geo::RowKind::data || row.kind == geo::RowKind::subtotal;
    });
}

/// A total of the file holds a number that its rows could be compared with, as far as it is shown.
bool is_total_told(const geo::ImportReport& report, const geo::Sighting& seen) {
    if (seen.more) return true;
    const auto is_count = [&](const geo::SightedColumn& column) {
        for (const geo::ColumnReading& one : report.reading.columns)
            if (one.header == column.header)
                return one.role == geo::ColumnRole::children || one.role == geo::ColumnRole::total;
        return false;
    };
    bool any_row = false;
    for (const geo::SightedRow& row : seen.rows) {
        if (row.kind != geo::RowKind::subtotal) continue;
        any_row = true;
        for (const geo::SightedColumn& column : seen.columns) {
            if (column.column >= row.cells.size() || !is_count(column)) continue;
            const auto value = geo::count_from_cell(row.cells[column.column]);
            if (value && value->state == geo::CellState::value) return true;
        }
    }
    return !any_row;
}

}  // namespace

ImportRead read_of(const geo::Apart& apart, const ImportDraft& draft, const Snapshot& study,
                   const geo::Progress& progress) {
    const auto began = Clock::now();
    ImportRead out;
    out.draft = draft;
    out.before = study->data;
    if (!geo::is_grid(draft.kind))
        if (auto rows = geo::look_at(apart, draft.file, draft.kind, *study->data->areas, draft.reading,
                                     rows_shown, progress.quiet()))
            out.rows = *std::move(rows);
    if (progress.cancelled()) {
        out.error = geo::Error{};
        out.error->fault = geo::Fault::cancelled;
        return out;
    }
    geo::ImportOptions options;
    options.reading = geo::with_known_names(draft.reading, study->profiles);
    options.layer = draft.reading.sheet;
    const auto take = [&](bool accept, double from, double to) {
        options.accept = accept;
        return geo::import_file(apart, *study->data, draft.file, draft.kind, options,
                                progress.part(from, to, "app.importing"));
    };
    auto first = take(false, 0.05, 0.6);
    if (!first) {
        out.error = first.error();
        return out;
    }
    out.report = first->report;
    // Of several layers the one that was read is shown.
    const std::string& read_sheet = out.report.reading.sheet;
    if (out.rows && draft.reading.sheet.empty() && !read_sheet.empty() &&
        out.rows->reading.sheet != read_sheet) {
        geo::Reading of_sheet = draft.reading;
        of_sheet.sheet = read_sheet;
        if (auto rows = geo::look_at(apart, draft.file, draft.kind, *study->data->areas, of_sheet, rows_shown,
                                     progress.quiet()))
            out.rows = *std::move(rows);
    }
    out.not_taken = without_fixes(out.report.problems);
    if (out.rows) {
        out.rows_shown = counted_rows(*out.rows);
        out.total_told = is_total_told(out.report, *out.rows);
        out.repaired = notes_on_rows(out.report.repairs, *out.rows);
        out.asked = notes_on_rows(out.report.problems, *out.rows);
    }
    if (first->report.outcome == geo::Outcome::ask) {
        auto fits = take(true, 0.6, 1);
        if (!fits && fits.error().fault == geo::Fault::cancelled) {
            out.error = fits.error();
            return out;
        }
        // Where nothing can be loaded before it is decided, the questions are shown.
        if (!fits) {
            out.taken = out.report;
            out.open = open_questions(out.report, out.taken);
            return out;
        }
        first = std::move(fits);
        out.open = open_questions(out.report, first->report);
    }
    out.taken = std::move(first->report);
    out.settled = geo::settled_names(options.reading, out.taken.reading);
    if (out.report.outcome != geo::Outcome::refuse) {
        out.after = std::make_shared<const geo::Dataset>(std::move(first->data));
        out.outside = lies_outside(*out.after, draft.kind, draft.file);
    }
    out.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    return out;
}

std::vector<std::string> open_questions(const geo::ImportReport& asked, const geo::ImportReport& taken) {
    std::vector<std::string> out;
    for (const geo::Notes::Kind& kind : asked.problems.kinds()) {
        const geo::Notes::Kind* left = taken.problems.kind(kind.kind);
        const bool answered = left == nullptr || left->count < kind.count;
        const bool of_file = !kind.rows && !kind.first.front().fixes.empty();
        if (answered || of_file) out.push_back(kind.kind);
    }
    return out;
}

std::size_t number_open(const ImportRead& read) {
    std::set<std::pair<std::string, std::string>> out;
    for (const std::string& open : read.open)
        if (const geo::Notes::Kind* kind = read.report.problems.kind(open))
            for (const geo::ImportNote& note : kind->first) out.emplace(note.kind, note.column);
    return out.size();
}

RowSums row_sums(const geo::ImportReport& report) {
    RowSums out;
    out.in = report.rows_in;
    out.loaded = report.rows_loaded;
    out.subtotal = report.rows_subtotal;
    out.duplicate = report.rows_duplicate;
    const auto waiting = static_cast<std::int64_t>(report.problems.rows_with_fixes());
    // Of very many the study keeps the first; where each of them waits, so do those that it left off.
    const bool all_wait = report.warnings.kind("notes_left_off") != nullptr && waiting > 0 &&
                          report.problems.rows_with_fixes() == report.problems.size();
    out.waiting = all_wait ? report.rows_rejected : std::min(report.rows_rejected, waiting);
    out.refused = report.rows_rejected - out.waiting;
    return out;
}

}  // namespace app
