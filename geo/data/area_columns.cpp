#include "geo/data/area_columns.h"

#include "geo/base/text.h"
#include "geo/data/area_code.h"
#include "geo/data/cell.h"
#include "geo/data/group_columns.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace geo {

using rows::cell;
using rows::has;

namespace {

constexpr std::size_t rows_weighed = 2000;

/// The member of each role.
constexpr std::array<std::pair<ColumnRole, int AreaColumns::*>, 9> area_roles = {{
    {ColumnRole::area_code, &AreaColumns::code},
    {ColumnRole::province_code, &AreaColumns::province_code},
    {ColumnRole::amphoe_code, &AreaColumns::amphoe_code},
    {ColumnRole::tambon_code, &AreaColumns::tambon_code},
    {ColumnRole::province_name, &AreaColumns::province},
    {ColumnRole::amphoe_name, &AreaColumns::amphoe},
    {ColumnRole::tambon_name, &AreaColumns::tambon},
    {ColumnRole::village_code, &AreaColumns::code},
    {ColumnRole::village_name, &AreaColumns::village},
}};

/// The column of the header, else the one at its place.
int column_of(const Table& table, const ColumnReading& reading) {
    const auto at = static_cast<std::size_t>(reading.column);
    const bool there = reading.column >= 0 && at < table.header.size();
    if (there && (reading.header.empty() || table.header[at] == reading.header)) return reading.column;
    for (std::size_t c = 0; c < table.header.size(); ++c)
        if (!reading.header.empty() && table.header[c] == reading.header) return static_cast<int>(c);
    return there ? reading.column : -1;
}

std::optional<AreaColumns> columns_set(const Table& table, const Reading& reading) {
    AreaColumns out;
    bool any = false;
    for (const ColumnReading& one : reading.columns)
        for (const auto& [role, member] : area_roles)
            if (one.role == role) {
                out.*member = column_of(table, one);
                any = true;
            }
    return any ? std::optional{out} : std::nullopt;
}

/// Which levels a header names.
struct HeaderWords {
    bool province = false, amphoe = false, tambon = false, village = false;
    bool code = false;
    int levels() const {
        return static_cast<int>(province) + static_cast<int>(amphoe) + static_cast<int>(tambon);
    }
};

HeaderWords words_of_header(const std::string& header) {
    HeaderWords out;
    std::string key = key_of(header);
    const auto begins = [&](const char* word) { return key.rfind(word, 0) == 0; };
    if (begins("จำนวน") || begins("ร้อยละ") || begins("number") || begins("count") || begins("n_")) return out;
    for (const std::string_view other :
         {"เขตพื้นที่การศึกษา", "เขตพื้นที่", "เขตการศึกษา", "เขตตรวจราชการ", "เขตสุขภาพ", "เขตเลือกตั้ง", "เขตบริการ"})
        if (const auto at = key.find(other); at != std::string::npos) key.erase(at, other.size());
    out.code = has(key, {"code", "รหัส", "_id"}) || key == "id";
    out.village = has(key, {"หมู่บ้าน", "หมู่ที่", "village", "muban", "mooban"}) || key == "หมู่" || key == "moo";
    out.tambon = has(key, {"ตำบล", "แขวง", "tambon", "tambol", "subdist", "sub-dist", "sub_dist", "adm3"}) ||
                 begins("tam_") || key == "tam" || key == "tb";
    // A subdistrict is no district.
    if (const auto at = key.find("sub"); at != std::string::npos && out.tambon) key.resize(at);
    out.amphoe = has(key, {"อำเภอ", "เขต", "amphoe", "amphur", "amphor", "amper", "district", "adm2"}) ||
                 begins("amp_") || key == "amp";
    out.province =
        has(key, {"จังหวัด", "province", "changwat", "adm1"}) || begins("prov") || key == "จ." || key == "cwt";
    return out;
}

/// What the first rows of a column hold.
struct Content {
    std::size_t filled = 0, numbers = 0, words = 0;
};

std::size_t step_of(const Table& table) {
    return std::max<std::size_t>(1, table.rows.size() / rows_weighed);
}

Content content_of(const Table& table, int column) {
    Content out;
    for (std::size_t r = 0; r < table.rows.size(); r += step_of(table)) {
        const std::string key = key_of(table.rows[r].cells[static_cast<std::size_t>(column)]);
        if (key.empty()) continue;
        ++out.filled;
        const bool number = std::all_of(key.begin(), key.end(), [](char c) {
            return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-' || c == '*' || c == '<';
        });
        ++(number || code_from_cell(key) ? out.numbers : out.words);
    }
    return out;
}

bool is_known(const Areas& areas, std::string code) {
    if (code.size() == 8) code.resize(6);
    return areas.find(static_cast<Level>(code.size() / 2), code).valid();
}

/// Rows whose code is that of an area, of those looked at.
template <class CodeOf>
std::size_t known_rows(const Table& table, const Areas& areas, const CodeOf& code_of_row) {
    std::size_t out = 0;
    for (std::size_t r = 0; r < table.rows.size(); r += step_of(table)) {
        const auto code = code_of_row(table.rows[r]);
        if (code && is_known(areas, code->code)) ++out;
    }
    return out;
}

std::optional<CodeCell> joined_code(const Table::Row& row, int province, int amphoe, int tambon) {
    return code_from_parts(cell(row, province), cell(row, amphoe), cell(row, tambon));
}

/// Three columns side by side of at most two digits that make known codes, where no header says so.
void find_parts_by_content(const Table& table, const Areas& areas, AreaColumns& out) {
    const std::size_t seen = (table.rows.size() + step_of(table) - 1) / step_of(table);
    for (int c = 0; c + 2 < static_cast<int>(table.header.size()); ++c) {
        const auto code_of_row = [&](const Table::Row& row) -> std::optional<CodeCell> {
            for (int part = c; part < c + 3; ++part) {
                const std::string key = key_of(row.cells[static_cast<std::size_t>(part)]);
                if (key.empty() || key.size() > 2) return std::nullopt;
            }
            return joined_code(row, c, c + 1, c + 2);
        };
        if (known_rows(table, areas, code_of_row) * 10 < seen * 9) continue;
        out.province_code = c;
        out.amphoe_code = c + 1;
        out.tambon_code = c + 2;
        return;
    }
}

void find_codes(const Table& table, const Areas& areas, const std::vector<HeaderWords>& headers,
                AreaColumns& out) {
    AreaColumns parts;
    for (int c = 0; c < static_cast<int>(headers.size()); ++c) {
        const HeaderWords& words = headers[static_cast<std::size_t>(c)];
        if (words.levels() != 1) continue;
        const Content content = content_of(table, c);
        if (content.numbers == 0 || content.words * 4 > content.numbers) continue;
        int& part = words.province ? parts.province_code
                    : words.amphoe ? parts.amphoe_code
                                   : parts.tambon_code;
        if (part < 0) part = c;
    }
    const int whole = code_column(table);
    const auto whole_code = [&](const Table::Row& row) {
        return code_from_cell(row.cells[static_cast<std::size_t>(whole)]);
    };
    const auto finest = [&](const auto& code_of_row) {
        std::size_t digits = 0;
        for (std::size_t r = 0; r < table.rows.size(); r += step_of(table))
            if (const auto code = code_of_row(table.rows[r]); code && is_known(areas, code->code))
                digits = std::max(digits, code->code.size());
        return digits;
    };
    if (parts.province_code < 0 || (parts.amphoe_code < 0 && parts.tambon_code < 0)) parts = {};
    if (parts.province_code < 0 && whole < 0) find_parts_by_content(table, areas, parts);
    const auto joined = [&](const Table::Row& row) {
        return joined_code(row, parts.province_code, parts.amphoe_code, parts.tambon_code);
    };
    const bool use_parts =
        parts.province_code >= 0 && parts.amphoe_code >= 0 && known_rows(table, areas, joined) > 0 &&
        (whole < 0 || std::pair{finest(joined), known_rows(table, areas, joined)} >
                          std::pair{finest(whole_code), known_rows(table, areas, whole_code)});
    if (use_parts) {
        out.province_code = parts.province_code;
        out.amphoe_code = parts.amphoe_code;
        out.tambon_code = parts.tambon_code;
    } else {
        out.code = whole;
    }
}

bool is_code_column(const AreaColumns& columns, int c) {
    return c == columns.code || c == columns.province_code || c == columns.amphoe_code ||
           c == columns.tambon_code;
}

void find_names_by_header(const Table& table, const std::vector<HeaderWords>& headers, AreaColumns& out) {
    for (int c = 0; c < static_cast<int>(headers.size()); ++c) {
        const HeaderWords& words = headers[static_cast<std::size_t>(c)];
        if (is_code_column(out, c) || words.code) continue;
        const Content content = content_of(table, c);
        if (words.village && !words.tambon) {
            if (out.village < 0 && content.filled > 0) out.village = c;
            continue;
        }
        const std::string key = key_of(table.header[static_cast<std::size_t>(c)]);
        const bool place =
            words.levels() > 1 || has(key, {"พื้นที่", "ที่ตั้ง", "ที่อยู่", "address", "location"}) || key == "area";
        if (content.words == 0 || content.numbers > content.words) continue;
        // "สังกัดเขต" and "ตำบลนำร่อง" name groups, or say who is in one.
        if ((words.levels() > 0 || place) && (holds_group_names(table, c) || YesOrNo(table, c).any()))
            continue;
        if (words.levels() == 1) {
            int& name = words.province ? out.province : words.amphoe ? out.amphoe : out.tambon;
            if (name < 0) name = c;
        } else if (place && out.whole < 0) {
            std::size_t named = 0;
            for (std::size_t r = 0; r < table.rows.size(); r += step_of(table))
                if (words_of_one_cell(cell(table.rows[r], c)) != AreaWords{}) ++named;
            if (named * 2 > content.words) out.whole = c;
        }
    }
}

/// Rows of schools are parts of their area, as rows of villages are: the column of their numbers, else of
/// their names.
void find_schools(const Table& table, AreaColumns& out) {
    if (out.village >= 0) return;
    for (const bool by_number : {true, false})
        for (int c = 0; c < static_cast<int>(table.header.size()) && out.village < 0; ++c) {
            const std::string key = key_of(table.header[static_cast<std::size_t>(c)]);
            const auto is = [&](const char* word) { return key == word || key == std::string{"ชื่อ"} + word; };
            const bool numbered = key.rfind("รหัสโรงเรียน", 0) == 0 || key.rfind("รหัสสถานศึกษา", 0) == 0 ||
                                  key == "school_id" || key == "schoolid" || key == "school_code" ||
                                  key == "schoolcode";
            const bool named = is("โรงเรียน") || is("สถานศึกษา") || key == "school" || key == "schoolname" ||
                               key == "school_name";
            if (is_code_column(out, c) || (by_number ? !numbered : !named)) continue;
            const Content content = content_of(table, c);
            if (numbered ? content.filled > 0 : content.words > content.numbers) out.village = c;
        }
}

/// Columns whose cells are names of areas, where no header says so.
void find_names_by_content(const Table& table, const AreaNames& names, AreaColumns& out) {
    const std::array<std::pair<Level, int AreaColumns::*>, 3> levels = {
        {{Level::province, &AreaColumns::province},
         {Level::amphoe, &AreaColumns::amphoe},
         {Level::tambon, &AreaColumns::tambon}}};
    for (const auto& [level, member] : levels) {
        if (out.*member >= 0) continue;
        std::size_t best = 0;
        for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
            if (is_code_column(out, c) || c == out.province || c == out.amphoe || c == out.tambon) continue;
            std::size_t filled = 0, named = 0;
            for (std::size_t r = 0; r < table.rows.size(); r += step_of(table)) {
                const std::string text = cell(table.rows[r], c);
                const NameCell words = name_from_cell(text, level);
                if (words.letters.empty()) continue;
                const bool is_name = std::any_of(
                    words.letters.begin(), words.letters.end(),
                    [&names, at = level](const std::string& one) { return names.is_a_name(at, one); });
                // What stands above the tambon of a list in steps is none.
                if (!is_name && level == Level::tambon && titled_level(text).value_or(level) != level)
                    continue;
                ++filled;
                if (is_name) ++named;
            }
            if (named * 10 < filled * 6 || named <= best || filled * 2 < table.rows.size() / step_of(table))
                continue;
            best = named;
            out.*member = c;
        }
    }
}

}  // namespace

int AreaColumns::shown() const {
    for (const int c : {code, tambon_code, amphoe_code, tambon, whole, amphoe, province})
        if (c >= 0) return c;
    return -1;
}

std::vector<int> AreaColumns::all() const {
    std::vector<int> out;
    for (const int c :
         {code, province_code, amphoe_code, tambon_code, province, amphoe, tambon, whole, village})
        if (c >= 0) out.push_back(c);
    std::sort(out.begin(), out.end());
    return out;
}

AreaColumns area_columns(const Table& table, const Areas& areas, const AreaNames* names,
                         const Reading& reading) {
    auto set = columns_set(table, reading);
    std::vector<HeaderWords> headers;
    headers.reserve(table.header.size());
    for (const std::string& header : table.header) headers.push_back(words_of_header(header));
    AreaColumns out;
    find_codes(table, areas, headers, out);
    find_names_by_header(table, headers, out);
    if (!out.has_codes() && out.tambon < 0 && out.whole < 0 && names != nullptr)
        find_names_by_content(table, *names, out);
    find_schools(table, out);
    if (!set) return out;
    // One column of whole names has no role that could be set, and stays where nothing else was said of it.
    const bool said = std::any_of(reading.columns.begin(), reading.columns.end(),
                                  [&](const ColumnReading& one) { return one.column == out.whole; });
    if (!said) set->whole = out.whole;
    return *set;
}

void set_roles(const Table& table, const AreaColumns& columns, Reading& reading) {
    for (const auto& [role, member] : area_roles) {
        const int c = columns.*member;
        if (c < 0 || role == ColumnRole::village_code) continue;
        const auto found = std::find_if(reading.columns.begin(), reading.columns.end(),
                                        [&](const ColumnReading& one) { return one.column == c; });
        if (found != reading.columns.end())
            found->role = role;
        else
            reading.columns.push_back({c, table.header[static_cast<std::size_t>(c)], role, {}});
    }
    std::sort(reading.columns.begin(), reading.columns.end(),
              [](const ColumnReading& a, const ColumnReading& b) { return a.column < b.column; });
}

}  // namespace geo
