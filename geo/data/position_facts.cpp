// What is said of the positions of a table as a whole: metres without a system, rows and ids that stand
// twice, points that several rows share.
#include "geo/base/figures.h"
#include "geo/base/fingerprint.h"
#include "geo/data/positions.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace geo {

using rows::cell;
using rows::note;

Result<void> refuse_metres(const Table& table, const Positions& positions, const std::string& file) {
    std::size_t numbers = 0;
    std::size_t far = 0;
    Table::Row first;
    for (const Table::Row& row : table.rows) {
        const RowPosition here = positions.read(row);
        if (here.at || here.metres) ++numbers;
        if (here.trouble == nullptr || !here.metres) continue;
        if (far++ == 0) first = row;
    }
    if (far == 0 || far * 2 <= numbers) return {};
    const PositionColumns& columns = positions.columns();
    Error error;
    error.fault = Fault::not_degrees;
    error.file = file;
    error.row = first.number;
    error.column = columns.both >= 0 ? table.header[static_cast<std::size_t>(columns.both)]
                                     : table.header[static_cast<std::size_t>(columns.lon)] + ", " +
                                           table.header[static_cast<std::size_t>(columns.lat)];
    error.value = cell(first, columns.lon) + ", " + cell(first, columns.lat);
    return fail(std::move(error));
}

void for_rows(const Table& table, const RowNumbers& rows,
              const std::function<void(std::size_t, const Table::Row&)>& each) {
    auto row = table.rows.begin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        while (row.at() < rows[i]) ++row;
        each(i, *row);
    }
}

RowNumbers rows_once(const Table& table, ImportReport& report) {
    RowNumbers out;
    out.reserve(table.rows.size());
    SeenTexts seen(table.rows.size());
    for (auto row = table.rows.begin(); row != table.rows.end(); ++row) {
        ++report.rows_in;
        Fingerprint cells;
        for (const std::string_view text : row->cells) cells.add(text);
        const auto at = static_cast<std::uint32_t>(row.at());
        const std::uint32_t first = seen.first_of(cells, at);
        if (first == at) {
            out.push_back(at);
            continue;
        }
        ++report.rows_duplicate;
        report.repairs.push_back(
            note("row_repeated", report, table, *row, -1, "", std::to_string(table.rows.number(first))));
    }
    return out;
}

std::optional<ImportNote> repeated_ids(const Table& table, int id, const ImportReport& report) {
    if (id < 0) return std::nullopt;
    SeenTexts seen(table.rows.size());
    Table::Row first;
    std::int64_t repeated = 0;
    for (auto row = table.rows.begin(); row != table.rows.end(); ++row) {
        const std::string text = cell(*row, id);
        if (text.empty()) continue;
        Fingerprint print;
        print.add(text);
        const auto at = static_cast<std::uint32_t>(row.at());
        if (seen.first_of(print, at) == at) continue;
        if (repeated++ == 0) first = *row;
    }
    if (repeated == 0) return std::nullopt;
    return note("duplicate_id", report, table, first, id, cell(first, id), grouped(repeated));
}

void note_same_points(const char* kind, std::size_t least, std::size_t most_rows, bool every,
                      const std::function<LonLat(std::size_t)>& at, const RowNumbers& rows,
                      const Table& table, ImportReport& report) {
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    const auto key = [&](std::uint32_t i) {
        const LonLat point = at(i);
        return std::tuple{point.lon, point.lat, i};
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    std::size_t number = 0;
    std::size_t most = 0;
    std::size_t most_from = 0;
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
        while (to < order.size() && at(order[to]) == at(order[from])) ++to;
        if (to - from < least || to - from > most_rows) continue;
        number += to - from - (every ? 0 : 1);
        if (to - from <= most) continue;
        most = to - from;
        most_from = from;
    }
    if (most == 0) return;
    const std::size_t shown = order[most_from + (every ? 0 : 1)];
    ImportNote told = note(kind, report, table, table.rows[rows[shown]], -1, point_words(at(shown)),
                           grouped(static_cast<std::int64_t>(number)));
    told.at = at(shown);
    report.warnings.push_back(std::move(told));
}

}  // namespace geo
