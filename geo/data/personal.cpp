#include "geo/data/personal.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/person_words.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace geo {

using rows::cell;
using rows::has;

namespace {

/// Numbers that may be ids, and names, telephones or addresses that may be those of persons.
const char* kind_of_doubt(const DoubtfulColumn& one) {
    return one.valid > 0 ? "maybe_personal" : "maybe_persons";
}

/// What the cells of a column look like.
struct CellLooks {
    PersonalColumn filled;
    std::int64_t children = 0;  ///< begin with the title of a child
    std::int64_t grown_ups = 0, mobiles = 0;
    std::int64_t looked_at = 0, names = 0, full_names = 0;  ///< of the first cells: may be those of persons
    std::int64_t with_mobile = 0, first_with_mobile = 0;
    std::set<std::string> full, surnames;  ///< of the full names
    LongNumbers numbers;
    std::int64_t first_id = 0;
};

constexpr std::int64_t names_looked_at = 1000;

void look_for_names(const std::string& text, CellLooks& out) {
    ++out.looked_at;
    if (!person::may_be_name(text)) return;
    ++out.names;
    if (!person::may_be_full_name(text)) return;
    ++out.full_names;
    out.full.insert(text);
    out.surnames.insert(text.substr(text.find(' ')));
}

CellLooks looks_of(const Table& table, int column, Steps* steps = nullptr) {
    CellLooks out;
    const bool is_code = has(key_of(table.header[static_cast<std::size_t>(column)]), {"รหัส", "code", "id"});
    out.filled.column = column;
    for (const Table::Row& row : table.rows) {
        if (steps != nullptr) steps->one_done();
        const std::string text = cell(row, column);
        if (text.empty()) continue;
        if (++out.filled.cells == 1) out.filled.first_row = row.number;
        if (person::is_named_with(text, {"ด.ช.", "ด.ญ.", "เด็กชาย", "เด็กหญิง", "นางสาว", "น.ส."}))
            ++out.children;
        if (person::is_grown_up(text)) ++out.grown_ups;
        if (person::is_mobile_number(text, !is_code))
            ++out.mobiles;
        else if (person::holds_mobile_number(text) && ++out.with_mobile == 1)
            out.first_with_mobile = row.number;
        if (out.looked_at < names_looked_at) look_for_names(text, out);
        const LongNumbers here = long_numbers(text);
        out.numbers.all += here.all;
        out.numbers.valid += here.valid;
        if (here.valid > 0 && out.first_id == 0) out.first_id = row.number;
    }
    return out;
}

/// Most cells of a column.
bool is_most(std::int64_t cells, const CellLooks& looks) {
    return cells > 1 && cells * 2 >= looks.filled.cells;
}

/// Full names of many families; those of areas and groups come again.
bool are_full_names(const CellLooks& looks) {
    if (looks.full_names < 3 || looks.full_names * 5 < looks.looked_at * 4) return false;
    return looks.full.size() == 1 || looks.surnames.size() * 2 > static_cast<std::size_t>(looks.full_names);
}

bool is_of_areas(const std::string& key) {
    return has(key, {"ตำบล", "อำเภอ", "จังหวัด", "แขวง", "เขต", "หมู่บ้าน", "ชุมชน", "tambon", "amphoe", "province",
                     "district", "village", "โรงเรียน", "สถานศึกษา", "หน่วย", "school", "place"});
}

/// A table of places, not of homes: its columns or the names in them are those of institutions or villages.
bool is_of_places(const Table& table) {
    std::int64_t named = 0, filled = 0;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string key = person::plain_key(table.header[static_cast<std::size_t>(c)]);
        if (has(key, {"ชื่อโรงเรียน", "ชื่อสถานศึกษา", "ชื่อหน่วย", "ชื่อศูนย์", "ชื่อหมู่บ้าน", "รหัสโรงเรียน", "รหัสสถานศึกษา",
                      "รหัสหน่วย", "schoolname", "schoolcode", "schoolid", "placename", "placeid",
                      "villagename", "villageid"}) ||
            person::is_any(key, {"kind", "ประเภท", "capacity", "ความจุ", "จำนวนที่รับ"}))
            return true;
        if (!person::is_any(key, {"ชื่อ", "name", "nameth"})) continue;
        for (const Table::Row& row : table.rows) {
            const std::string text = cell(row, c);
            if (text.empty()) continue;
            ++filled;
            if (person::names_no_person(text)) ++named;
        }
    }
    return filled > 0 && named * 2 >= filled;
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
    const Decision* said = decision_for(reading, kind_of_doubt(one), one.first_row, header);
    if (said != nullptr && said->choice == "leave_out_column") {
        left_out.push_back(looks_of(table, one.column).filled);
        return;
    }
    const bool settled = accept || said != nullptr;
    const auto number = [](std::size_t n) { return grouped(static_cast<std::int64_t>(n)); };
    ImportNote note{kind_of_doubt(one), report.file, table.sheet, one.first_row, header, "", number(one.all)};
    if (one.valid > 0) note.reason = number(one.valid) + " / " + note.reason;
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

namespace {

/// What the whole table says of each of its columns.
struct TableLooks {
    bool has_positions = false, of_places = false, has_surnames = false;
};

TableLooks looks_of(const Table& table) {
    TableLooks out;
    out.has_positions = position_columns(table).any();
    out.of_places = out.has_positions && is_of_places(table);
    for (const std::string& header : table.header) {
        const std::string key = person::plain_key(header);
        out.has_surnames = out.has_surnames || key.starts_with("นามสกุล") || key == "สกุล" ||
                           has(key, {"lastname", "surname", "familyname"});
    }
    return out;
}

/// It holds persons for certain.
bool is_personal(const std::string& header, const CellLooks& looks, const TableLooks& of_table) {
    const std::string key = person::plain_key(header);
    if (looks.filled.cells == 0) return false;
    if (person::is_of_children(key) || looks.children > 0) return true;
    if (of_table.of_places) return false;
    if (of_table.has_surnames && person::is_given_name(key)) return true;
    if (person::is_house_number(key) || is_most(looks.grown_ups, looks)) return true;
    if (of_table.has_positions) return false;
    return person::is_reached_at(key) || is_most(looks.mobiles, looks) ||
           (person::is_of_someone(key) && looks.names * 2 >= looks.looked_at);
}

/// It may hold persons: of places without a word of what they are, their telephones and addresses may be
/// those of homes.
bool may_be_personal(const std::string& header, const CellLooks& looks, const TableLooks& of_table) {
    const std::string key = person::plain_key(header);
    if (of_table.of_places || looks.filled.cells == 0) return false;
    if (looks.with_mobile > 0) return true;
    if (are_full_names(looks) && !is_of_areas(key)) return true;
    return of_table.has_positions && (person::is_reached_at(key) || is_most(looks.mobiles, looks));
}

}  // namespace

PersonalData personal_data(const Table& table, const Progress& progress) {
    PersonalData out;
    Steps steps(progress, table.rows.size() * table.header.size());
    const TableLooks of_table = looks_of(table);
    for (const auto lines : lines_around)
        for (const Table::Line& line : table.*lines)
            if (holds_personal_id(line.text)) out.lines.push_back(line.row);
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        CellLooks looks = looks_of(table, c, &steps);
        const LongNumbers in_header = long_numbers(header);
        looks.numbers.all += in_header.all;
        looks.numbers.valid += in_header.valid;
        if (in_header.valid > 0) looks.first_id = table.header_row();
        if (!is_personal(header, looks, of_table)) {
            // One number in eleven passes the check by chance: a few may be project numbers or persons.
            if (looks.numbers.valid > 0 && looks.numbers.valid * 3 < looks.numbers.all) {
                out.doubts.push_back({c, looks.first_id, looks.numbers.valid, looks.numbers.all});
                continue;
            }
            if (looks.numbers.valid == 0) {
                if (may_be_personal(header, looks, of_table))
                    out.doubts.push_back(
                        {c, looks.with_mobile > 0 ? looks.first_with_mobile : looks.filled.first_row, 0,
                         static_cast<std::size_t>(looks.filled.cells)});
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

Result<void> without_persons(Table& table, const Reading& reading, bool accept, ImportReport& report,
                             const Progress& progress) {
    std::vector<PersonalColumn> left_out = named_columns(table, reading);
    for (const PersonalColumn& one : left_out) empty_column(table, one.column);
    PersonalData found = personal_data(table, progress);
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
