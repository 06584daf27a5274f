// What the columns of a sheet hold, before anybody knows which row is the header.
#include "geo/base/text.h"
#include "geo/data/header_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace geo {

std::vector<FilledCell> filled_cells_of(const RowCells& row) {
    std::vector<FilledCell> out;
    for (std::size_t c = 0; c < row.size(); ++c)
        if (const CellLook look = look_of(row[c]); look != CellLook::blank) out.push_back({c, look});
    return out;
}

namespace {

struct LookedAt {
    std::size_t row = 0;
    std::vector<FilledCell> filled;
};

/// The rows that may be of the table: with two cells, and without the header that each page repeats.
std::vector<LookedAt> rows_of_table(const Sheet& sheet, std::vector<LookedAt> all) {
    std::map<std::string, std::size_t> times;
    std::vector<std::string> words(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool number = false;
        for (const auto& [c, look] : all[i].filled) {
            number = number || look == CellLook::number;
            words[i] += key_of(sheet.rows[all[i].row][c]) + "\n";
        }
        if (number && !is_numbering(sheet.rows[all[i].row])) words[i].clear();
        if (!words[i].empty()) ++times[words[i]];
    }
    std::vector<LookedAt> out;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].filled.size() > 1 && (words[i].empty() || times[words[i]] == 1))
            out.push_back(std::move(all[i]));
    return out;
}

}  // namespace

ColumnLooks looks_of_columns(const Sheet& sheet, std::size_t rows) {
    ColumnLooks out;
    std::vector<LookedAt> tables;
    for (std::size_t r = 0; r < rows; ++r) {
        out.width = std::max(out.width, sheet.rows[r].size());
        auto filled = filled_cells_of(sheet.rows[r]);
        out.is_table = out.is_table || filled.size() > 1;
        if (!filled.empty()) tables.push_back({r, std::move(filled)});
    }
    out.is_used.assign(out.width, false);
    for (const LookedAt& one : tables)
        for (const FilledCell& cell : one.filled)
            if (one.filled.size() > 1 || !out.is_table) out.is_used[cell.column] = true;
    if (out.is_table) tables = rows_of_table(sheet, std::move(tables));
    out.has_area_words.assign(out.width, false);
    for (const LookedAt& one : tables)
        for (const FilledCell& cell : one.filled)
            if (one.filled.size() > 1 && is_block_name(sheet.rows[one.row][cell.column]))
                out.has_area_words[cell.column] = true;
    std::vector<std::size_t> numbers(out.width), texts(out.width), codes(out.width);
    std::vector<std::set<std::string>> short_codes(out.width);
    for (std::size_t i = tables.size() / 2; i < tables.size(); ++i) {
        const RowCells row = sheet.rows[tables[i].row];
        for (const auto& [c, look] : tables[i].filled) {
            if (look == CellLook::text) ++texts[c];
            if (look != CellLook::number) continue;
            ++numbers[c];
            const std::string_view cell = row[c];
            if (!is_area_code(cell)) continue;
            if (code_points(key_of(cell)).size() > 5)
                ++codes[c];
            else if (!is_year(cell))
                short_codes[c].insert(key_of(cell));
        }
    }
    out.is_number.assign(out.width, false);
    out.is_code.assign(out.width, false);
    bool any_code = false;
    for (std::size_t c = 0; c < out.width; ++c) {
        out.is_number[c] = numbers[c] > 0 && numbers[c] >= texts[c];
        out.is_code[c] = out.is_number[c] && codes[c] * 2 >= numbers[c] + texts[c];
        any_code = any_code || out.is_code[c];
    }
    // Four digits may be a count: only the first such column of different ones holds codes of amphoe.
    for (std::size_t c = 0; c < out.width && !any_code; ++c)
        any_code = out.is_code[c] =
            short_codes[c].size() >= 2 && short_codes[c].size() == numbers[c] + texts[c];
    return out;
}

}  // namespace geo
