#include "geo/data/group_columns.h"

#include "geo/base/text.h"
#include "geo/data/area_columns.h"
#include "geo/data/cell.h"
#include "geo/data/count_words.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <set>
#include <utility>

namespace geo {

using rows::cell;
using rows::has;

namespace {

bool is_group_word(const std::string& key, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return key == word; });
}

constexpr std::string_view not_word = "ไม่";

bool says_no(const std::string& key) {
    // Nobody knows: that is no "no".
    for (const std::string_view unknown : {"ไม่ระบุ", "ไม่ทราบ", "ไม่พบ", "ไม่มีข้อมูล", "ไม่แน่"})
        if (key.starts_with(unknown)) return false;
    return key.starts_with(not_word) || key.starts_with("ยังไม่") ||
           is_group_word(key,
                         {"-", "–", "—", "no", "n", "none", "false", "f", "✗", "✘", "✕", "❌", "□", "☐", "○"});
}

bool says_yes(const std::string& key) {
    return is_group_word(key, {"ใช่", "เป็น",    "มี", "อยู่", "ร่วม",    "เข้าร่วม", "yes", "y", "true", "t", "✓",
                               "✔",  "✔️", "✅", "☑",  "☑️", "√",      "/",   "●", "■",    "◉"});
}

bool is_cross(const std::string& key) {
    return is_group_word(key, {"x", "×"});
}

/// A digit, one sign with it, or nothing.
std::string number_key(const std::string& key) {
    if (key == "๑" || key == "1") return "1";
    if (key == "๐" || key == "0") return "0";
    return {};
}

/// 0 and 1 below such a header say who belongs to it.
bool names_a_set(const std::string& header) {
    return has(key_of(header), {"นำร่อง", "pilot", "พื้นที่", "กลุ่ม", "โครงการ", "เข้าร่วม", "ร่วม", "สังกัด", "member",
                                "zone", "โซน", "area", "project", "programme", "program"}) &&
           !has(key_of(header), {"จำนวน", "number", "count", "รวม", "total"});
}

/// Said of the row and no group of it.
bool is_remark_header(const std::string& header) {
    return has(key_of(header), {"หมายเหตุ", "remark", "note", "comment", "รายละเอียด"});
}

bool is_code_header(const std::string& header) {
    return has(key_of(header), {"code", "รหัส", "_id"});
}

/// Words that stand at least twice each in the mean.
bool repeats_words(const Table& table, int column) {
    std::set<std::string> each;
    std::size_t filled = 0;
    for (const Table::Row& row : table.rows) {
        const std::string text = cell(row, column);
        if (text.empty()) continue;
        ++filled;
        each.insert(text);
        if (each.size() > 200) return false;
    }
    return each.size() > 1 && each.size() * 2 <= filled && filled * 2 >= table.rows.size() &&
           !holds_numbers(table, column);
}

/// The columns that a person gave that role, by header, else by place.
std::vector<int> columns_with_role(const Table& table, const Reading& reading, ColumnRole role) {
    std::vector<int> out;
    for (const ColumnReading& one : reading.columns) {
        if (one.role != role) continue;
        const auto at = static_cast<std::size_t>(one.column);
        int found = one.column >= 0 && at < table.header.size() ? one.column : -1;
        if (!one.header.empty() && (found < 0 || table.header[at] != one.header))
            for (std::size_t c = 0; c < table.header.size(); ++c)
                if (table.header[c] == one.header) found = static_cast<int>(c);
        if (found >= 0) out.push_back(found);
    }
    return out;
}

/// A person said what it is, or that it is nothing.
bool is_said(const Table& table, const Reading& reading, int column) {
    return std::any_of(reading.columns.begin(), reading.columns.end(), [&](const ColumnReading& one) {
        return one.column == column &&
               (one.header.empty() || one.header == table.header[static_cast<std::size_t>(column)]);
    });
}

int first_or_none(const std::vector<int>& columns) {
    return columns.empty() ? -1 : columns.front();
}

int ids_of(const Table& table, const Dataset& data) {
    std::set<std::string> ids;
    for (const Place& place : *data.places) ids.insert(place.id);
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        std::size_t filled = 0, known = 0;
        for (const Table::Row& row : table.rows) {
            const std::string id = cell(row, static_cast<int>(c));
            if (id.empty()) continue;
            ++filled;
            known += ids.contains(id) ? 1 : 0;
        }
        if (filled > 0 && known * 2 > filled) return static_cast<int>(c);
    }
    // Nobody knows them: still a column of schools, whose rows are held back one by one.
    return table.column({"school_id", "place_id", "school_code", "schoolid", "รหัสโรงเรียน", "รหัสสถานศึกษา"});
}

/// Where nobody said which columns they are.
void guess_groups(const Table& table, const Dataset& data, const Reading& reading, GroupColumns& out) {
    const std::vector<int> of_areas = area_columns(table, *data.areas, nullptr, reading).all();
    std::vector<int> kinds;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const bool of_area = std::find(of_areas.begin(), of_areas.end(), c) != of_areas.end();
        if (header.empty() || of_area || c == out.place_id || c == out.grouping ||
            is_said(table, reading, c) || is_running_number(header) || is_remark_header(header))
            continue;
        if (is_grouping_header(header) && out.grouping < 0)
            kinds.push_back(c);
        else if (YesOrNo(table, c).any())
            out.groups.push_back({c, true});
        else if (is_group_header(header) || holds_group_names(table, c))
            out.groups.push_back({c, false});
        else if (!is_code_header(header) && repeats_words(table, c))
            out.maybe.push_back(c);
    }
    const bool names = std::any_of(out.groups.begin(), out.groups.end(),
                                   [](const GroupColumn& one) { return !one.yes_or_no; });
    if (!kinds.empty() && names)
        out.grouping = kinds.front();
    else if (!kinds.empty() && out.groups.empty() && repeats_words(table, kinds.front()))
        out.maybe.push_back(kinds.front());
    if (!out.groups.empty()) out.maybe.clear();
}

}  // namespace

YesOrNo::YesOrNo(const Table& table, int column) {
    const std::string& header = table.header[static_cast<std::size_t>(column)];
    std::set<std::string> other, negated;
    std::size_t yes = 0, no = 0, crosses = 0, ones = 0, zeros = 0, blanks = 0, others = 0;
    for (const Table::Row& row : table.rows) {
        const std::string key = key_of(cell(row, column));
        const std::string number = number_key(key);
        if (key.empty())
            ++blanks;
        else if (says_no(key)) {
            ++no;
            if (key.starts_with(not_word) && negated.size() < 20) negated.insert(key.substr(not_word.size()));
        } else if (says_yes(key))
            ++yes;
        else if (is_cross(key))
            ++crosses;
        else if (!number.empty())
            ++(number == "1" ? ones : zeros);
        else {
            ++others;
            other.insert(key);
            const bool many = other.size() > 20 || (others > 100 && other.size() > 1 && others > yes + no) ||
                              (others > 5000 && no == 0);
            if (many) return;
        }
    }
    // "นำร่อง" beside "ไม่นำร่อง".
    if (yes + crosses + ones == 0 && other.size() == 1 && negated.contains(*other.begin())) {
        only_ = *other.begin();
        yes = std::exchange(others, 0);
    }
    cross_is_no_ = yes > 0;
    if (!cross_is_no_) yes += crosses;
    numbers_ = ones > 0 && yes == 0 && (zeros + no + blanks) > 0 && names_a_set(header) &&
               !count_words(header).counts && !count_words(header).says_whom();
    if (numbers_)
        yes += ones;
    else
        others += ones + zeros;
    const std::size_t filled = table.rows.size() - blanks;
    any_ = yes > 0 && others * 10 <= filled;
}

MemberWord YesOrNo::of(std::string_view text) const {
    const std::string key = key_of(text);
    const std::string number = number_key(key);
    if (key.empty()) return MemberWord::blank;
    if (!only_.empty() && key == only_) return MemberWord::yes;
    if (says_no(key)) return MemberWord::no;
    if (says_yes(key)) return MemberWord::yes;
    if (is_cross(key)) return cross_is_no_ ? MemberWord::no : MemberWord::yes;
    if (numbers_ && !number.empty()) return number == "1" ? MemberWord::yes : MemberWord::no;
    return MemberWord::unclear;
}

bool is_group_header(const std::string& header) {
    const std::string key = key_of(header);
    if (is_code_header(header)) return false;
    return is_group_word(
               key, {"group", "group_name", "groupname", "zone", "set", "esa", "เขต/กลุ่ม", "โซน", "ชุด"}) ||
           has(key, {"กลุ่ม", "เขตพื้นที่การศึกษา", "สพป", "สพม", "servicearea", "service_area", "educationarea",
                     "education_area", "pilotset", "pilot_set", "เขตตรวจราชการ", "เขตสุขภาพ"});
}

bool is_grouping_header(const std::string& header) {
    return is_group_word(key_of(header), {"grouping", "grouping_name", "kind", "ชนิด", "ประเภท", "ชนิดกลุ่ม",
                                          "ประเภทกลุ่ม", "ชุดกลุ่ม"});
}

bool is_running_number(const std::string& header) {
    return is_group_word(key_of(header), {"no", "no.", "n", "#", "ที่", "ลำดับ", "ลำดับที่", "id"});
}

bool holds_group_names(const Table& table, int column) {
    constexpr std::size_t looked_at = 500;
    std::size_t filled = 0, named = 0;
    for (const Table::Row& row : table.rows) {
        const std::string key = key_of(cell(row, column));
        if (key.empty()) continue;
        ++filled;
        for (const char* word :
             {"สพป", "สพม", "สำนักงานเขตพื้นที่การศึกษา", "เขตพื้นที่การศึกษา", "กลุ่ม", "โซน", "zone", "cluster"})
            if (key.rfind(word, 0) == 0) {
                ++named;
                break;
            }
        if (filled == looked_at) break;
    }
    return named > 0 && named * 10 >= filled * 9;
}

bool holds_numbers(const Table& table, int column) {
    std::size_t filled = 0, numbers = 0;
    for (const Table::Row& row : table.rows) {
        const std::string text = cell(row, column);
        if (text.empty()) continue;
        ++filled;
        numbers += count_from_cell(text) ? 1 : 0;
    }
    return filled > 0 && numbers * 2 > filled;
}

GroupColumns group_columns(const Table& table, const Dataset& data, const Reading& reading) {
    GroupColumns out;
    out.grouping = first_or_none(columns_with_role(table, reading, ColumnRole::grouping));
    out.place_id = first_or_none(columns_with_role(table, reading, ColumnRole::place_id));
    if (out.place_id < 0) {
        const AreaColumns areas = area_columns(table, *data.areas, nullptr, reading);
        if (!areas.any() && areas.province < 0) out.place_id = ids_of(table, data);
    }
    std::vector<int> said = columns_with_role(table, reading, ColumnRole::group);
    const Decision* answer = decision_for(reading, "which_group", 0);
    if (answer != nullptr && answer->choice == "one_group") return out;
    if (answer != nullptr && answer->choice == "use_group")
        for (std::size_t c = 0; c < table.header.size(); ++c)
            if (said.empty() && table.header[c] == answer->value) said = {static_cast<int>(c)};
    for (const int c : said) out.groups.push_back({c, YesOrNo(table, c).any()});
    if (said.empty()) guess_groups(table, data, reading, out);
    return out;
}

}  // namespace geo
