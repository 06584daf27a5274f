#include "geo/base/figures.h"
#include "geo/data/count_dates.h"
#include "geo/data/count_table.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"
#include "geo/data/section_rows.h"
#include "geo/data/table_beside.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace geo {

using rows::cell;

namespace {

Failure no_code_column(const Table& table, const ImportReport& report) {
    Error error;
    error.fault = Fault::no_code_column;
    error.file = report.file;
    error.column = rows::header_words(table);
    return fail(std::move(error));
}

/// Nobody looks at so many rows; the file is read in another way than its sender meant, or is another file.
Failure too_many_problems(const ImportReport& report) {
    Error error;
    error.fault = Fault::bad_value;
    error.file = report.file;
    error.row = report.problems.front().row;
    error.column = report.problems.front().column;
    error.value = rows::cut(report.problems.front().value, 80);
    error.detail = "too_many_problems";
    return fail(std::move(error));
}

/// The columns of a second table beside the first, which is read alone; none where a person says that both
/// are one.
std::vector<int> columns_beside(const Table& table, const AreaColumns& columns, const Areas& areas,
                                const ImportOptions& options, ImportReport& report) {
    const TableBeside beside = table_beside(table, columns, areas);
    if (!beside.any()) return {};
    const Decision* said = decision_for(options.reading, "other_table", table.header_row());
    if (said != nullptr && said->choice == "one_table") return {};
    const std::string& header = table.header[static_cast<std::size_t>(beside.area_column)];
    ImportNote note{"other_table",
                    report.file,
                    table.sheet,
                    table.header_row(),
                    header,
                    "",
                    grouped(static_cast<std::int64_t>(beside.rows))};
    note.fixes = {{"first_table", ""}, {"one_table", ""}};
    const bool settled = options.accept || said != nullptr;
    (settled ? report.warnings : report.problems).push_back(std::move(note));
    std::vector<int> out;
    for (int c = beside.first_column; c < static_cast<int>(table.header.size()); ++c) out.push_back(c);
    return out;
}

void add_columns(std::vector<int>& to, const std::vector<int>& columns) {
    to.insert(to.end(), columns.begin(), columns.end());
    std::sort(to.begin(), to.end());
    to.erase(std::unique(to.begin(), to.end()), to.end());
}

}  // namespace

std::size_t rows_with_counts(const Table& table, const Areas& areas) {
    const AreaColumns columns = area_columns(table, areas, nullptr, {});
    if (!columns.any() || !holds_counts(table, columns.all())) return 0;
    std::size_t rows = 0;
    for (const Table::Row& row : table.rows) {
        if (!columns.has_codes()) {
            const int name = columns.tambon >= 0 ? columns.tambon : columns.shown();
            if (!cell(row, name).empty()) ++rows;
            continue;
        }
        auto found = columns.code >= 0
                         ? code_from_cell(row.cells[static_cast<std::size_t>(columns.code)])
                         : code_from_parts(cell(row, columns.province_code), cell(row, columns.amphoe_code),
                                           cell(row, columns.tambon_code));
        if (!found) continue;
        if (found->code.size() > 6) found->code.resize(6);
        if (areas.find(static_cast<Level>(found->code.size() / 2), found->code).valid()) ++rows;
    }
    return rows;
}

namespace {

Result<std::vector<CountSeries>> counts_of_table(const Table& table, const Areas& areas,
                                                 const ImportOptions& options, ImportReport& report,
                                                 const Progress& progress) {
    TRY_VOID(refuse_two_headers(table, report.file));
    const RowAreas places(table, areas, options.reading, options.code_changes, report);
    if (!places.columns().any()) return no_code_column(table, report);
    CodesWithParts has_parts;
    std::vector<std::uint64_t> keys;
    keys.reserve(table.rows.size());
    const Progress matching = progress.part(0, 0.25);
    Steps steps(matching, table.rows.size());
    for (const Table::Row& row : table.rows) {
        const RowArea place = places.of(row);
        has_parts.add(place);
        keys.push_back(key_of_row(place));
        steps.one_done();
    }
    std::vector<int> no_counts = places.columns().all();
    const std::vector<int> beside = columns_beside(table, places.columns(), areas, options, report);
    add_columns(no_counts, beside);
    Reading reading = options.reading;
    const int dates = date_column(table, no_counts, reading);
    reading.date_iso = date_of_counts(table, dates, reading, report);
    if (dates < 0 && reading.date_iso.empty())
        if (const int year = year_column(table, no_counts, reading); year >= 0) {
            reading.date_iso = date_of_year(table, year, reading, report);
            no_counts.insert(std::lower_bound(no_counts.begin(), no_counts.end(), year), year);
        }
    report.reading.date_iso = reading.date_iso;
    if (dates >= 0) no_counts.insert(std::lower_bound(no_counts.begin(), no_counts.end(), dates), dates);
    LongForm form = long_form(table, no_counts, keys, reading, report);
    std::vector<std::uint64_t>().swap(keys);
    add_columns(no_counts, form.columns);
    TRY(CountColumns columns, count_columns(table, no_counts, reading, report, form.categories));
    for (const int c : beside)
        if (std::string_view header = table.header[static_cast<std::size_t>(c)]; !header.empty())
            report.columns_not_read.emplace_back(header);
    CountTable counts(table, areas, reading, places, std::move(columns), std::move(form), dates, report);
    if (progress.cancelled()) return fail(Fault::cancelled, report.file);
    if (!counts.find(has_parts, progress.part(0.35, 0.65)) || !counts.settle_repeated())
        return too_many_problems(report);
    if (counts.is_of_part_codes()) return no_code_column(table, report);
    counts.load(options.accept, progress.part(0.7, 1));
    const bool settled_by_answers =
        std::any_of(report.problems.begin(), report.problems.end(), [](const ImportNote& note) {
            return note.kind == "duplicate_code" || note.kind == "same_area_dates" ||
                   note.kind == "units_of_area" || note.kind == "local_office" ||
                   note.kind == "code_and_name_differ" || note.kind == "bad_number" ||
                   note.kind == "two_numbers" || note.kind.starts_with("number_");
        });
    if (report.rows_loaded == 0 && settled_by_answers && !options.accept) {
        report.outcome = Outcome::ask;
        return counts.take();
    }
    if (report.rows_loaded == 0) {
        report.outcome = Outcome::refuse;
        Error error;
        error.fault = settled_by_answers ? Fault::bad_value : Fault::unknown_codes;
        error.file = report.file;
        if (!settled_by_answers && !places.columns().has_codes()) error.detail = "no_area_matched";
        if (!report.problems.empty()) {
            error.row = report.problems.front().row;
            error.column = report.problems.front().column;
            error.value = rows::cut(report.problems.front().value, 80);
        }
        return fail(std::move(error));
    }
    // A cell that its sender's program could not work out is held; nobody here can say what it would be.
    const bool asks = std::any_of(report.problems.begin(), report.problems.end(),
                                  [](const ImportNote& note) { return note.kind != "cell_error"; });
    if (asks && !options.accept) report.outcome = Outcome::ask;
    return counts.take();
}

ImportNote section_note(const Sections& sections, const Table& table, const ImportReport& report) {
    std::string words;
    for (const Table::Line& line : sections.lines) words += (words.empty() ? "" : ", ") + line.text;
    ImportNote out{"section_lines",       report.file, table.sheet, sections.lines.front().row, "",
                   rows::cut(words, 150), ""};
    out.fixes = {{"keep_sections", ""}, {"no_sections", ""}};
    return out;
}

}  // namespace

Result<std::vector<CountSeries>> counts_of(const Table& table, const Areas& areas,
                                           const ImportOptions& options, ImportReport& report,
                                           const Progress& progress) {
    const auto sections = with_sections(table);
    if (!sections) return counts_of_table(table, areas, options, report, progress);
    report.warnings.push_back(section_note(*sections, table, report));
    const int column = static_cast<int>(sections->table.header.size()) - 1;
    ImportOptions with_category = options;
    std::vector<ColumnReading>& columns = with_category.reading.columns;
    const auto is_added = [&](const ColumnReading& one) {
        return one.column == column && one.header == sections->table.header.back();
    };
    const auto said = std::find_if(columns.begin(), columns.end(), is_added);
    const Decision* decision = decision_for(options.reading, "section_lines", sections->lines.front().row);
    if ((said != columns.end() && said->role != ColumnRole::category) ||
        (decision != nullptr && decision->choice == "no_sections"))
        return counts_of_table(table, areas, options, report, progress);
    // What stands between the rows is a category of those below it.
    std::erase_if(columns, [&](const ColumnReading& one) { return one.column == column; });
    columns.push_back({column, sections->table.header.back(), ColumnRole::category, {}});
    auto out = counts_of_table(sections->table, areas, with_category, report, progress);
    // No file has that column: a reading with it would fit none.
    std::erase_if(report.reading.columns, is_added);
    return out;
}

}  // namespace geo
