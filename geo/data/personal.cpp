#include "geo/data/personal.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <string_view>

namespace geo {

using rows::cell;
using rows::has;

namespace {

constexpr const char* kind_of_doubt = "maybe_personal";

bool starts_with(const std::string& text, std::string_view head) {
    return text.rfind(head, 0) == 0;
}

/// By its header the column names a child or somebody who looks after one; of a table without positions, also
/// any person, telephone or address.
bool is_of_persons(const std::string& header, bool has_positions) {
    const std::string key = key_of(header);
    if (has(key, {"ชื่อเด็ก", "ชื่อนักเรียน", "ชื่อผู้เรียน", "ชื่อผู้ปกครอง", "ชื่อบิดา", "ชื่อมารดา", "ประจำตัวประชาชน",
                  "บัตรประชาชน", "วันเกิดเด็ก", "child_name", "childname", "child'sname", "student_name",
                  "studentname", "parent_name", "guardian", "citizen_id", "citizenid", "national_id"}))
        return !has(key, {"จำนวน", "number_of"});
    if (has_positions) return false;
    return starts_with(key, "โทร") || starts_with(key, "เบอร์") || key == "tel" || key == "tel." ||
           starts_with(key, "วันเกิด") || starts_with(key, "วันเดือนปีเกิด") || key == "birthday" ||
           key == "birthdate" || key == "dateofbirth" || starts_with(key, "บ้านเลขที่") ||
           starts_with(key, "ที่อยู่") || key == "address" || key == "homeaddress" ||
           has(key, {"telephone", "phone", "ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อนามสกุล", "ชื่อสกุล", "ชื่อและนามสกุล",
                     "e-mail", "email", "อีเมล"});
}

/// "สมชาย ใจดี": two words of letters or more, no digit.
bool is_full_name(std::string_view text) {
    std::size_t words = 0, letters = 0;
    for (const char32_t c : code_points(text)) {
        if (c == U' ') {
            if (letters >= 2) ++words;
            letters = 0;
        } else if (c < 0x80 ? (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'.'
                            : c < 0x0E50 || c > 0x0E59) {
            ++letters;
        } else {
            return false;
        }
    }
    return words + (letters >= 2 ? 1 : 0) >= 2;
}

/// True where the cell begins with one of the titles and goes on with a name and a surname.
bool is_named_with(const std::string& cell, std::initializer_list<const char*> titles) {
    return std::any_of(titles.begin(), titles.end(), [&](const char* title) {
        if (!starts_with(cell, title)) return false;
        std::string_view rest = std::string_view{cell}.substr(std::string_view{title}.size());
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        return is_full_name(rest);
    });
}

/// 081-234-5678.  Thai digits too.
bool is_mobile_number(std::string_view cell) {
    std::string digits;
    for (const char c : key_of(cell)) {
        if (c == '-' || c == '.') continue;
        if (c < '0' || c > '9') return false;
        digits += c;
    }
    return digits.size() == 10 && digits[0] == '0' &&
           (digits[1] == '6' || digits[1] == '8' || digits[1] == '9');
}

/// What the cells of a column look like.
struct CellLooks {
    PersonalColumn filled;
    std::int64_t children = 0;  ///< begin with the title of a child
    std::int64_t grown_ups = 0, mobiles = 0;
    LongNumbers numbers;
    std::int64_t first_id = 0;
};

CellLooks looks_of(const Table& table, int column) {
    CellLooks out;
    out.filled.column = column;
    for (const Table::Row& row : table.rows) {
        const std::string text = cell(row, column);
        if (text.empty()) continue;
        if (++out.filled.cells == 1) out.filled.first_row = row.number;
        if (is_named_with(text, {"ด.ช.", "ด.ญ.", "เด็กชาย", "เด็กหญิง", "นางสาว", "น.ส."})) ++out.children;
        if (is_named_with(text, {"นาย", "นาง"})) ++out.grown_ups;
        if (is_mobile_number(text)) ++out.mobiles;
        const LongNumbers here = long_numbers(text);
        out.numbers.all += here.all;
        out.numbers.valid += here.valid;
        if (here.valid > 0 && out.first_id == 0) out.first_id = row.number;
    }
    return out;
}

/// Most cells of a column without positions beside it.
bool is_most(std::int64_t cells, const CellLooks& looks) {
    return cells > 1 && cells * 2 >= looks.filled.cells;
}

constexpr auto lines_around = {&Table::titles, &Table::notes, &Table::page_lines, &Table::block_names,
                               &Table::other_table};

std::string public_header(const std::string& header) {
    return holds_personal_id(header) ? masked : header;
}

void empty_column(Table& table, int column) {
    const auto c = static_cast<std::size_t>(column);
    table.rows.set_column(c, std::vector<std::uint32_t>(table.rows.size(), 1), {std::string{}});
    table.header[c] = public_header(table.header[c]);
    std::erase_if(table.filled, [&](const Table::FilledCells& one) { return one.column == column; });
}

Failure refused(const Table& table, const PersonalData& found, const std::string& file) {
    Error error;
    error.fault = Fault::personal_data;
    error.file = file;
    for (const PersonalColumn& one : found.columns) {
        if (error.row == 0) error.row = one.first_row;
        error.column += (error.column.empty() ? "" : ", ") +
                        public_header(table.header[static_cast<std::size_t>(one.column)]);
    }
    if (found.columns.empty() && !found.lines.empty()) error.row = found.lines.front();
    return fail(std::move(error));
}

/// Columns that a person named, as far as this table has them.
std::vector<PersonalColumn> named_columns(const Table& table, const Reading& reading) {
    std::vector<PersonalColumn> out;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c)
        if (is_left_out(reading, c, table.header[static_cast<std::size_t>(c)]))
            out.push_back(looks_of(table, c).filled);
    return out;
}

bool leaves_out_all(const Reading& reading) {
    const Decision wanted = without_personal_data();
    const Decision* said = decision_for(reading, wanted.kind, 0);
    return said != nullptr && said->choice == wanted.choice;
}

/// A column in doubt is left out, kept, or asked for.
void settle_doubt(Table& table, const DoubtfulColumn& one, const Reading& reading, bool accept,
                  std::vector<PersonalColumn>& left_out, ImportReport& report) {
    const std::string header = public_header(table.header[static_cast<std::size_t>(one.column)]);
    const Decision* said = decision_for(reading, kind_of_doubt, one.first_row, header);
    if (said != nullptr && said->choice == "leave_out_column") {
        left_out.push_back(looks_of(table, one.column).filled);
        return;
    }
    const bool settled = accept || said != nullptr;
    ImportNote note{
        kind_of_doubt,
        report.file,
        table.sheet,
        one.first_row,
        header,
        "",
        grouped(static_cast<std::int64_t>(one.valid)) + " / " + grouped(static_cast<std::int64_t>(one.all))};
    note.fixes = {{"leave_out_column", ""}, {"keep_column", ""}};
    (settled ? report.warnings : report.problems).push_back(std::move(note));
    if (!settled) report.outcome = Outcome::ask;
}

void leave_out(Table& table, const PersonalColumn& one, ImportReport& report) {
    empty_column(table, one.column);
    const std::string& header = table.header[static_cast<std::size_t>(one.column)];
    std::erase_if(report.reading.columns, [&](const ColumnReading& r) { return r.column == one.column; });
    report.reading.columns.push_back({one.column, header, ColumnRole::personal, {}});
    report.warnings.push_back(
        {"personal_left_out", report.file, table.sheet, 0, header, "", grouped(one.cells)});
}

}  // namespace

bool holds_personal_id(std::string_view text) {
    return long_numbers(text).valid > 0;
}

bool is_left_out(const Reading& reading, int column, const std::string& header) {
    return std::any_of(reading.columns.begin(), reading.columns.end(), [&](const ColumnReading& one) {
        return one.role == ColumnRole::personal && one.column == column &&
               (one.header.empty() || one.header == public_header(header));
    });
}

PersonalData personal_data(const Table& table) {
    PersonalData out;
    const bool has_positions = position_columns(table).any();
    for (const auto lines : lines_around)
        for (const Table::Line& line : table.*lines)
            if (holds_personal_id(line.text)) out.lines.push_back(line.row);
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        CellLooks looks = looks_of(table, c);
        const LongNumbers in_header = long_numbers(header);
        looks.numbers.all += in_header.all;
        looks.numbers.valid += in_header.valid;
        if (in_header.valid > 0) looks.first_id = table.header_row();
        const bool by_header = looks.filled.cells > 0 && is_of_persons(header, has_positions);
        const bool by_cells =
            looks.children > 0 ||
            (!has_positions && (is_most(looks.grown_ups, looks) || is_most(looks.mobiles, looks)));
        if (!by_header && !by_cells) {
            if (looks.numbers.valid == 0) continue;
            // One number in eleven passes the check by chance: a few may be project numbers or persons.
            if (looks.numbers.valid * 3 < looks.numbers.all) {
                out.doubts.push_back({c, looks.first_id, looks.numbers.valid, looks.numbers.all});
                continue;
            }
            looks.filled.first_row = looks.first_id;
        }
        out.columns.push_back(looks.filled);
    }
    return out;
}

Result<void> refuse_personal_data(const Table& table, const std::string& file,
                                  std::vector<DoubtfulColumn>* doubts) {
    PersonalData found = personal_data(table);
    if (found.any()) return refused(table, found, file);
    if (doubts != nullptr) *doubts = std::move(found.doubts);
    return {};
}

Result<void> without_persons(Table& table, const Reading& reading, bool accept, ImportReport& report) {
    std::vector<PersonalColumn> left_out = named_columns(table, reading);
    for (const PersonalColumn& one : left_out) empty_column(table, one.column);
    PersonalData found = personal_data(table);
    if (found.any() && !leaves_out_all(reading)) return refused(table, found, report.file);
    left_out.insert(left_out.end(), found.columns.begin(), found.columns.end());
    for (const DoubtfulColumn& one : found.doubts)
        settle_doubt(table, one, reading, accept, left_out, report);
    for (const PersonalColumn& one : left_out) leave_out(table, one, report);
    for (const std::int64_t row : found.lines)
        report.warnings.push_back({"personal_line_left_out", report.file, table.sheet, row, "", "", ""});
    for (const auto lines : lines_around)
        for (Table::Line& line : table.*lines)
            if (holds_personal_id(line.text)) line.text = masked;
    return {};
}

Result<void> refuse_other_sheet(const Table& table, const Reading& reading, ImportReport& report) {
    PersonalData found = personal_data(table);
    std::erase_if(found.columns, [&](const PersonalColumn& one) {
        return is_left_out(reading, one.column, table.header[static_cast<std::size_t>(one.column)]);
    });
    if (found.any() && !leaves_out_all(reading)) return refused(table, found, report.file);
    return {};
}

}  // namespace geo
