#include "geo/data/column_roles.h"

#include "geo/data/count_words.h"
#include "geo/data/group_columns.h"
#include "geo/data/row_words.h"

#include <algorithm>

namespace geo {

int said_column(const Table& table, const Reading& reading, ColumnRole role, int guessed) {
    for (const ColumnReading& one : reading.columns) {
        const auto c = static_cast<std::size_t>(one.column);
        const bool here = one.column >= 0 && c < table.header.size() &&
                          (one.header.empty() || one.header == table.header[c]);
        if (!here) continue;
        if (one.role == role) return one.column;
        if (one.column == guessed) guessed = -1;
    }
    return guessed;
}

void set_role(const Table& table, int column, ColumnRole role, Reading& reading) {
    if (column < 0) return;
    const auto at =
        std::lower_bound(reading.columns.begin(), reading.columns.end(), column,
                         [](const ColumnReading& one, int wanted) { return one.column < wanted; });
    if (at != reading.columns.end() && at->column == column)
        at->role = role;
    else
        reading.columns.insert(at, {column, table.header[static_cast<std::size_t>(column)], role, {}});
}

void tell_columns_not_read(const Table& table, std::initializer_list<int> also_read, ImportReport& report) {
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const bool has_role = std::any_of(
            report.reading.columns.begin(), report.reading.columns.end(),
            [&](const ColumnReading& one) { return one.column == c && one.role != ColumnRole::none; });
        const bool is_read = has_role || std::find(also_read.begin(), also_read.end(), c) != also_read.end();
        if (!is_read && !header.empty() && !is_running_number(header))
            report.columns_not_read.push_back(header);
    }
}

void note_counts_beside(const std::vector<std::string>& headers, const std::string& sheet, bool any,
                        ImportReport& report) {
    std::string names;
    for (const std::string& header : headers) {
        const CountWords words = count_words(header);
        const bool counts = words.meaning.status != ChildStatus::any || words.both_reasons ||
                            words.out_of_school || (any && words.children && !words.others);
        if (counts) names += (names.empty() ? "" : ", ") + header;
    }
    if (names.empty()) return;
    report.warnings.push_back({"counts_not_read", report.file, sheet, 0, "", "", rows::cut(names, 160)});
}

}  // namespace geo
