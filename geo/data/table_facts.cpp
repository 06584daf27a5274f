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
            const std::string& text = row.cells[static_cast<std::size_t>(c)];
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

namespace {

/// By its header the column names a child or somebody who looks after one; of a table without positions, also
/// any person or telephone.
bool is_of_persons(const std::string& header, bool has_positions) {
    const std::string key = key_of(header);
    if (has(key, {"ชื่อเด็ก", "ชื่อนักเรียน", "ชื่อผู้เรียน", "ชื่อผู้ปกครอง", "ชื่อบิดา", "ชื่อมารดา", "ประจำตัวประชาชน",
                  "บัตรประชาชน", "วันเกิดเด็ก", "child_name", "childname", "child'sname", "student_name",
                  "studentname", "parent_name", "guardian", "citizen_id", "citizenid", "national_id"}))
        return !has(key, {"จำนวน", "number_of"});
    if (has_positions) return false;
    return key.rfind("โทร", 0) == 0 || key.rfind("เบอร์", 0) == 0 || key == "tel" || key == "tel." ||
           has(key, {"telephone", "phone", "ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อนามสกุล", "ชื่อสกุล", "ชื่อและนามสกุล"});
}

/// Ids with a valid check digit in the lines around the table.
Result<void> refuse_personal_lines(const Table& table, const std::string& file) {
    for (const auto* lines : {&table.titles, &table.notes, &table.page_lines, &table.other_table})
        for (const Table::Line& line : *lines) {
            if (long_numbers(line.text).valid == 0) continue;
            Error error;
            error.fault = Fault::personal_data;
            error.file = file;
            error.row = line.row;
            return fail(std::move(error));
        }
    return {};
}

}  // namespace

Result<void> refuse_personal_data(const Table& table, const std::string& file,
                                  std::vector<DoubtfulColumn>* doubts) {
    TRY_VOID(refuse_personal_lines(table, file));
    const PositionColumns where = position_columns(table);
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        const auto filled = [&](const Table::Row& row) { return !cell(row, static_cast<int>(c)).empty(); };
        const auto first_filled = std::find_if(table.rows.begin(), table.rows.end(), filled);
        if (first_filled != table.rows.end() && is_of_persons(table.header[c], where.any())) {
            Error error;
            error.fault = Fault::personal_data;
            error.file = file;
            error.row = first_filled->number;
            error.column = table.header[c];
            return fail(std::move(error));
        }
        LongNumbers found = long_numbers(table.header[c]);
        std::int64_t first = found.valid > 0 ? 1 : 0;
        for (const Table::Row& row : table.rows) {
            const LongNumbers here = long_numbers(row.cells[c]);
            found.all += here.all;
            found.valid += here.valid;
            if (here.valid > 0 && first == 0) first = row.number;
        }
        if (found.valid == 0) continue;
        // One number in eleven passes the check by chance: a few may be project numbers or persons.
        if (found.valid * 3 < found.all) {
            if (doubts != nullptr) doubts->push_back({static_cast<int>(c), first, found.valid, found.all});
            continue;
        }
        Error error;
        error.fault = Fault::personal_data;
        error.file = file;
        error.row = first;
        error.column = table.header[c];
        return fail(std::move(error));
    }
    return {};
}

bool says_made_up(const Table& table) {
    const auto says = [](const std::string& text) {
        const std::string key = key_of(text);
        return has(key, {"ข้อมูลสมมติ", "made_up", "made-up", "madeup"});
    };
    for (const auto* lines : {&table.titles, &table.notes})
        if (std::any_of(lines->begin(), lines->end(),
                        [&](const Table::Line& line) { return says(line.text); }))
            return true;
    if (says(table.sheet) || std::any_of(table.header.begin(), table.header.end(), says)) return true;
    for (std::size_t r = 0; r < std::min<std::size_t>(5, table.rows.size()); ++r)
        if (std::any_of(table.rows[r].cells.begin(), table.rows[r].cells.end(), says)) return true;
    return false;
}

}  // namespace geo
