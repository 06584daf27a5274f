#include "geo/data/count_dates.h"

#include "geo/base/text.h"
#include "geo/data/date.h"
#include "geo/data/row_words.h"
#include "geo/data/subtotals.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace geo {

using rows::cell;
using rows::note;

namespace {

/// The last day that a column holds.
std::string last_day_in(const Table& table, int column, ImportReport& report) {
    std::string first, last;
    for (const Table::Row& row : table.rows) {
        const std::string text = cell(row, column);
        const auto date = date_from_cell(text);
        if (!date) {
            if (!text.empty() && text != "-" && !says_total(text) && !says_country(text))
                report.warnings.push_back(note("bad_date", report, table, row, column, text));
            continue;
        }
        if (date->iso.empty() || std::string_view{date->kind} == "date_day_month_order")
            report.warnings.push_back(note(date->kind, report, table, row, column, text, date->iso));
        else if (date->kind[0] != '\0')
            report.repairs.push_back(note(date->kind, report, table, row, column, text, date->iso));
        if (date->iso.empty()) continue;
        if (first.empty() || date->iso < first) first = date->iso;
        last = std::max(last, date->iso);
    }
    if (first != last)
        report.warnings.push_back({"dates_from_to", report.file, table.sheet, 0,
                                   table.header[static_cast<std::size_t>(column)], last, first});
    return last;
}

std::optional<Period> year_in(const std::string& header, const std::string& text) {
    for (const std::string& words : {header + " " + text, text})
        if (const auto period = period_of(words); period && period->month == 0) return period;
    return std::nullopt;
}

}  // namespace

int date_column(const Table& table, const std::vector<int>& of_areas, const Reading& reading) {
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const auto said =
            std::find_if(reading.columns.begin(), reading.columns.end(),
                         [&](const ColumnReading& one) { return one.column == c && one.header == header; });
        if (said != reading.columns.end() && said->role == ColumnRole::date) return c;
        if (said != reading.columns.end() || std::binary_search(of_areas.begin(), of_areas.end(), c) ||
            !rows::has(key_of(header), {"วันที่", "date", "วันสำรวจ", "วันเก็บ"}))
            continue;
        std::size_t dates = 0, others = 0;
        for (const Table::Row& row : table.rows) {
            const std::string text = cell(row, c);
            if (text.empty()) continue;
            ++(date_from_cell(text) ? dates : others);
        }
        if (dates > others) return c;
    }
    return -1;
}

std::string date_of_counts(const Table& table, int column, const Reading& reading, ImportReport& report) {
    std::string out;
    if (column >= 0) {
        out = last_day_in(table, column, report);
        std::erase_if(report.reading.columns, [&](const ColumnReading& r) { return r.column == column; });
        report.reading.columns.push_back(
            {column, table.header[static_cast<std::size_t>(column)], ColumnRole::date, {}});
    }
    if (!reading.date_iso.empty()) return reading.date_iso;
    for (const auto* lines : {&table.titles, &table.notes})
        for (const Table::Line& line : *lines)
            if (out.empty()) out = date_in_title(line.text);
    return out;
}

int year_column(const Table& table, const std::vector<int>& of_areas, const Reading& reading) {
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const std::string key = key_of(header);
        const bool of_years =
            key.starts_with("ปี") || key.starts_with("พ.ศ") || rows::has(key, {"year", "ปีงบ"});
        const bool other =
            std::any_of(reading.columns.begin(), reading.columns.end(), [&](const ColumnReading& one) {
                return one.column == c && one.header == header && one.role != ColumnRole::year;
            });
        if (!of_years || other || std::binary_search(of_areas.begin(), of_areas.end(), c)) continue;
        std::string value;
        bool same = true;
        for (const Table::Row& row : table.rows) {
            const std::string text = cell(row, c);
            if (text.empty()) continue;
            if (value.empty()) value = text;
            same = same && text == value;
        }
        if (same && year_in(header, value)) return c;
    }
    return -1;
}

std::string date_of_year(const Table& table, int column, const Reading& reading, ImportReport& report) {
    const std::string& header = table.header[static_cast<std::size_t>(column)];
    for (const Table::Row& row : table.rows) {
        const std::string text = cell(row, column);
        if (text.empty()) continue;
        Period year = *year_in(header, text);
        if (year.kind == YearKind::unknown) year.kind = reading.year_kind;
        if (year.kind == YearKind::unknown)
            report.warnings.push_back({"year_kind_unknown", report.file, table.sheet, 0, header, text, ""});
        const std::string day = last_day_of(year);
        std::erase_if(report.reading.columns, [&](const ColumnReading& one) { return one.column == column; });
        report.reading.columns.push_back({column, header, ColumnRole::year, {}});
        report.warnings.push_back({"date_by_year", report.file, table.sheet, 0, header, text, day});
        return day;
    }
    return {};
}

}  // namespace geo
