#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <string_view>

namespace geo {

using rows::cell;
using rows::has;

int code_column(const Table& table) {
    int best = -1;
    std::size_t best_score = 0;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string key = key_of(table.header[static_cast<std::size_t>(c)]);
        const bool named = has(key, {"code", "รหัส", "pcode", "geocode", "tambon_id", "amphoe_id", "_pcod"}) &&
                           !has(key, {"postal", "zip", "ไปรษณีย์", "school", "โรงเรียน", "สถานศึกษา", "โครงการ"});
        const bool of_villages = named && has(key, {"หมู่บ้าน", "village", "muban", "mooban", "vill"});
        std::size_t codes = 0;
        std::size_t digits = 0;
        std::size_t filled = 0;
        for (const Table::Row& row : table.rows) {
            const std::string_view text = row.cells[static_cast<std::size_t>(c)];
            if (cell(row, c).empty()) continue;
            ++filled;
            const auto code = code_from_cell(text);
            // 20240115 and 01-02-67 are dates before they are codes.
            if (!code || code->code[0] == '0' || (code->code.size() > 6 && !of_villages) ||
                (!named && std::string_view{code->dress} == "code_separators"))
                continue;
            ++codes;
            digits = std::max(digits, code->code.size());
        }
        if (filled == 0 || codes * 10 < filled * (named ? 5 : 9) || (!named && digits < 4)) continue;
        const std::size_t score = digits * 2 + (named ? 100 : 0);
        if (score > best_score) {
            best_score = score;
            best = c;
        }
    }
    return best;
}

bool says_made_up(const Table& table) {
    const auto says = [](std::string_view text) {
        const std::string key = key_of(text);
        return has(key, {"ข้อมูลสมมติ", "made_up", "made-up", "madeup"});
    };
    for (const auto* lines : {&table.titles, &table.notes})
        if (std::any_of(lines->begin(), lines->end(),
                        [&](const Table::Line& line) { return says(line.text); }))
            return true;
    if (says(table.sheet) || std::any_of(table.header.begin(), table.header.end(), says)) return true;
    for (std::size_t r = 0; r < std::min<std::size_t>(5, table.rows.size()); ++r) {
        const Table::Row row = table.rows[r];
        if (std::any_of(row.cells.begin(), row.cells.end(), says)) return true;
    }
    return false;
}

}  // namespace geo
