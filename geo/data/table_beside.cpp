#include "geo/data/table_beside.h"

#include "geo/base/text.h"
#include "geo/data/area_code.h"
#include "geo/data/cell.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <string>

namespace geo {

using rows::cell;
using rows::has;

namespace {

const std::string& header_of(const Table& table, int column) {
    return table.header[static_cast<std::size_t>(column)];
}

bool is_like(const Table& table, int first, int second, bool codes) {
    const std::string key = key_of(header_of(table, second));
    if (key == key_of(header_of(table, first))) return true;
    return codes && has(key, {"รหัส", "code"}) &&
           !has(key, {"เดิม", "เก่า", "ใหม่", "old", "former", "new", "previous"});
}

/// The area of a cell as text; "" for none.
std::string area_in(const Table::Row& row, int column, bool codes) {
    if (!codes) {
        std::string name = key_of(cell(row, column));
        return count_from_cell(name) ? std::string{} : name;
    }
    const auto found = code_from_cell(row.cells[static_cast<std::size_t>(column)]);
    return found ? found->code : std::string{};
}

/// How many rows of the second column have an area, and in how many of these it is not that of the first.
struct Compared {
    std::size_t filled = 0, areas = 0, others = 0;
};

Compared compared(const Table& table, int first, int second, bool codes) {
    Compared out;
    std::size_t digits = 0;
    for (const Table::Row& row : table.rows) {
        const std::string here = area_in(row, first, codes);
        const std::string there = area_in(row, second, codes);
        digits = std::max(digits, here.size());
        if (!cell(row, second).empty()) ++out.filled;
        if (there.empty() || (codes && there.size() != digits)) continue;
        ++out.areas;
        if (here != there) ++out.others;
    }
    return out;
}

}  // namespace

TableBeside table_beside(const Table& table, const AreaColumns& columns) {
    const bool codes = columns.code >= 0;
    const int first = codes ? columns.code : columns.tambon >= 0 ? columns.tambon : columns.shown();
    TableBeside out;
    if (first < 0 || (!codes && columns.has_codes())) return out;
    const std::vector<int> known = columns.all();
    for (int c = first + 1; c < static_cast<int>(table.header.size()); ++c) {
        if (std::binary_search(known.begin(), known.end(), c) || !is_like(table, first, c, codes)) continue;
        const Compared seen = compared(table, first, c, codes);
        if (seen.areas * 2 <= seen.filled || seen.others * 5 < seen.areas) continue;
        out = {c, c, seen.areas};
        // A number or a name before its codes stands before those of the first table too.
        const auto stands_before = [&](int column) {
            for (int k = 0; k < first; ++k)
                if (key_of(header_of(table, k)) == key_of(header_of(table, column))) return true;
            return false;
        };
        while (out.first_column - 1 > first && stands_before(out.first_column - 1)) --out.first_column;
        return out;
    }
    return out;
}

}  // namespace geo
