#include "geo/data/table_beside.h"

#include "geo/base/text.h"
#include "geo/data/area_code.h"
#include "geo/data/cell.h"
#include "geo/data/count_columns.h"
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

bool is_called_like(const Table& table, int first, int second) {
    return key_of(header_of(table, first)) == key_of(header_of(table, second));
}

bool may_be_codes(const Table& table, int column) {
    const std::string key = key_of(header_of(table, column));
    return has(key, {"รหัส", "code"}) && !has(key, {"เดิม", "เก่า", "ใหม่", "old", "former", "new", "previous"});
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
    std::size_t loaded = 0;  ///< codes of areas that are known
};

bool is_loaded(const Areas& areas, std::string code) {
    if (code.size() > 6) code.resize(6);
    return areas.find(static_cast<Level>(code.size() / 2), code).valid();
}

Compared compared(const Table& table, const Areas& areas, int first, int second, bool codes) {
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
        if (codes && is_loaded(areas, there)) ++out.loaded;
    }
    return out;
}

}  // namespace

TableBeside table_beside(const Table& table, const AreaColumns& columns, const Areas& areas) {
    const bool codes = columns.code >= 0;
    const int first = codes ? columns.code : columns.tambon >= 0 ? columns.tambon : columns.shown();
    TableBeside out;
    if (first < 0 || (!codes && columns.has_codes())) return out;
    const std::vector<int> known = columns.all();
    const auto counts_before = [&](int column) {
        std::vector<int> others = known;
        for (int k = column; k < static_cast<int>(table.header.size()); ++k) others.push_back(k);
        std::sort(others.begin(), others.end());
        return holds_counts(table, others);
    };
    for (int c = first + 1; c < static_cast<int>(table.header.size()); ++c) {
        const bool like = is_called_like(table, first, c);
        if (std::binary_search(known.begin(), known.end(), c)) continue;
        if (!like && !(codes && may_be_codes(table, c))) continue;
        const Compared seen = compared(table, areas, first, c, codes);
        if (seen.areas * 2 <= seen.filled || seen.others * 5 < seen.areas) continue;
        // Under another name they may be of schools or offices.
        if (!like && (seen.loaded * 2 <= seen.areas || !counts_before(c))) continue;
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
