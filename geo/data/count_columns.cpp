#include "geo/data/count_columns.h"

#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace geo {

using rows::has;

namespace {

ChildStatus status_of(const std::string& header) {
    const std::string key = key_of(header);
    // What may happen (เสี่ยงออกกลางคัน) or is over (ออกกลางคันกลับมาเรียน) comes before what it happens to.
    if (has(key, {"เสี่ยง", "at_risk", "atrisk", "at-risk"})) return ChildStatus::at_risk;
    if (has(key, {"กลับ", "returned", "re-enrolled", "re_enrolled", "reenrolled"}) &&
        !has(key, {"ไม่กลับ", "ไม่ได้กลับ", "notreturned", "not_returned"}))
        return ChildStatus::returned;
    const bool never = has(key, {"ตกหล่น", "never_enrolled", "neverenrolled", "never-enrolled"});
    const bool dropped = has(
        key, {"ออกกลางคัน", "dropped_out", "droppedout", "dropped-out", "dropout", "drop_out", "drop-out"});
    // A column that names both holds both: a whole, no part.
    if (never != dropped) return never ? ChildStatus::never_enrolled : ChildStatus::dropped_out;
    return ChildStatus::any;
}

bool is_share(const std::string& key) {
    return has(key, {"ร้อยละ", "%", "percent", "rate", "อัตรา"});
}

/// "male", "female" or nothing.
std::string sex_of(const std::string& header) {
    const std::string key = key_of(header);
    if (has(key, {"หญิง", "female", "girl"})) return "female";
    if (has(key, {"ชาย", "male", "boy"})) return "male";
    return {};
}

/// Counts of others than children out of learning: all who live there, households, teachers.
bool is_of_others(const std::string& key) {
    return has(key, {"ประชากร", "population", "ครัวเรือน", "household", "ครู", "teacher", "บุคลากร"}) &&
           !has(key, {"นอกระบบ", "out_of_school", "outofschool", "out-of-school"});
}

bool says_children(const std::string& key) {
    return has(key, {"เด็ก", "child", "นอกระบบ", "out_of_school", "outofschool", "out-of-school", "oosc"});
}

bool says_sum(const std::string& key) {
    return has(key, {"รวม", "ทั้งหมด", "total"});
}

/// A total of all reasons: by its words, or because it names both reasons.
bool is_total(const std::string& header) {
    const std::string key = key_of(header);
    if (is_share(key) || is_of_others(key) || !sex_of(header).empty() ||
        status_of(header) != ChildStatus::any)
        return false;
    return key == "total" || key == "ทั้งหมด" || key == "sum" || key.rfind("รวม", 0) == 0 ||
           key.rfind("ยอดรวม", 0) == 0 || has(key, {"ตกหล่น", "never_enrolled", "neverenrolled"});
}

/// Boys or girls out of learning: the word alone, or with a word for children.
bool is_children_of_a_sex(const CountSeries& series) {
    std::string key = key_of(series.name);
    if (series.group.empty() || series.status != ChildStatus::any || is_share(key) || is_of_others(key))
        return false;
    if (says_children(key) || has(key, {"boy", "girl"})) return true;
    for (const std::string_view beside : {"จำนวน", "เพศ", "(คน)", "คน", "(", ")"})
        if (const auto at = key.find(beside); at != std::string::npos) key.erase(at, beside.size());
    return key == "ชาย" || key == "หญิง" || key == "male" || key == "female" || key == "males" ||
           key == "females";
}

/// Codes, names, dates and remarks; a header that counts (ตกหล่น ณ วันที่ 30 พ.ย.) is none.
bool is_label(const std::string& header) {
    const std::string key = key_of(header);
    const auto begins = [&](const char* word) { return key.rfind(word, 0) == 0; };
    const auto ends = [&](std::string_view word) {
        return key.size() >= word.size() && key.compare(key.size() - word.size(), word.size(), word) == 0;
    };
    if (begins("รหัส") || begins("ชื่อ") || begins("วันที่") || begins("หมายเหตุ") || ends("code") || ends("name") ||
        ends("_id"))
        return true;
    const bool counts = status_of(header) != ChildStatus::any || says_children(key) || is_total(header);
    return !counts && !begins("จำนวน") &&
           has(key, {"code", "รหัส", "name", "ชื่อ", "date", "วันที่", "หมายเหตุ", "note"});
}

/// Columns that hold counts.  A header that says so needs one number or hidden cell, any other more numbers
/// than odd cells; odd cells are rows of the report, never a reason to leave a column out in silence.
std::vector<int> columns_of_numbers(const Table& table, const std::vector<int>& of_areas) {
    std::vector<int> out;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const std::string key = key_of(header);
        // "6-14 ปี" is an age and stays; "ปีการศึกษา" and running numbers are no counts of children.
        const bool is_year = key == "ปี" || key == "year" || key == "พ.ศ." || key == "พ.ศ" || key == "ค.ศ." ||
                             key.rfind("ปีการศึกษา", 0) == 0 || key.rfind("ปีงบ", 0) == 0 ||
                             key.rfind("ปีข้อมูล", 0) == 0;
        const bool is_running = key == "ที่" || key == "no" || key == "no." || key == "#" || key == "seq" ||
                                key == "id" || key == "fid" || key.rfind("ลำดับ", 0) == 0;
        const bool is_place = key == "lat" || key == "lon" || key == "latitude" || key == "longitude" ||
                              key == "x" || key == "y";
        if (std::binary_search(of_areas.begin(), of_areas.end(), c) || is_year || is_running || is_place ||
            is_label(header))
            continue;
        std::size_t numbers = 0;
        std::size_t hidden = 0;
        std::size_t others = 0;
        for (const Table::Row& row : table.rows) {
            const auto value = count_from_cell(row.cells[static_cast<std::size_t>(c)]);
            if (!value)
                ++others;
            else if (value->state == CellState::value)
                ++numbers;
            else if (value->state == CellState::suppressed)
                ++hidden;
        }
        const bool says_count = status_of(header) != ChildStatus::any || says_children(key) ||
                                is_total(header) || key.rfind("จำนวน", 0) == 0;
        if (says_count ? numbers + hidden > 0 : numbers > others) out.push_back(c);
    }
    return out;
}

CountSeries series_of(const std::string& header, int column, const std::string& file) {
    CountSeries out;
    out.name = header;
    out.status = status_of(header);
    out.group = sex_of(header);
    out.id =
        out.status == ChildStatus::any ? "c" + std::to_string(column + 1) : child_status_name(out.status);
    if (is_total(header)) out.id = "total";
    out.source = std::filesystem::path(file).filename().string();
    return out;
}

bool is_part(const CountSeries& series) {
    const std::string key = key_of(series.name);
    return (series.status == ChildStatus::never_enrolled || series.status == ChildStatus::dropped_out) &&
           !is_share(key) && !is_of_others(key);
}

void ask_which(const Table& table, const std::vector<CountSeries>& series,
               const std::vector<std::size_t>& may_be, ImportReport& report) {
    std::string others;
    for (std::size_t i = 1; i < may_be.size(); ++i) others += (i > 1 ? ", " : "") + series[may_be[i]].name;
    report.problems.push_back({"which_column", report.file, table.sheet, 0, series[may_be.front()].name, "",
                               std::string{shortened(others, 160)}});
}

/// Of the columns of one reason those that are added: the only one; or boys and girls, once each; or their
/// total.  Columns that differ in anything else (two years, ages, agencies) may hold the same children: the
/// first alone is taken, and a person is asked.  `whole` becomes the total that was not taken.
void take_reason(CountColumns& out, ChildStatus status, const Table& table, ImportReport& report,
                 int& whole) {
    std::vector<std::size_t> all, plain, sums, boys, girls;
    for (std::size_t i = 0; i < out.series.size(); ++i) {
        const CountSeries& one = out.series[i];
        if (one.status != status || !is_part(one)) continue;
        all.push_back(i);
        auto& kind = one.group == "male"          ? boys
                     : one.group == "female"      ? girls
                     : says_sum(key_of(one.name)) ? sums
                                                  : plain;
        kind.push_back(i);
    }
    if (all.empty()) return;
    out.parts = true;
    if (plain.size() == 1 && sums.empty()) {
        out.series[plain.front()].in_total = true;
    } else if (plain.empty() && sums.size() <= 1 && boys.size() == 1 && girls.size() == 1) {
        out.series[boys.front()].in_total = true;
        out.series[girls.front()].in_total = true;
        if (!sums.empty()) whole = static_cast<int>(sums.front());
    } else if (sums.size() == 1 && plain.size() != 1) {
        out.series[sums.front()].in_total = true;
    } else {
        out.series[all.front()].in_total = true;
        if (all.size() > 1)
            ask_which(table, out.series, all, report);
        else
            // Boys alone are not the children.
            report.problems.push_back(
                {"one_sex", report.file, table.sheet, 0, out.series[all.front()].name, "", ""});
    }
}

/// Rows of `series` that may each be the number of children: totals, else those that say children, else those
/// that are neither a share, a population nor of another axis.
std::vector<std::size_t> candidates(const std::vector<CountSeries>& series) {
    std::vector<std::size_t> totals;
    std::vector<std::size_t> children;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const std::string key = key_of(series[i].name);
        if (!is_out_of_learning(series[i].status) || is_share(key)) continue;
        if (is_total(series[i].name))
            totals.push_back(i);
        else if (says_children(key) && !is_of_others(key))
            children.push_back(i);
        else if (!is_of_others(key))
            others.push_back(i);
    }
    return !totals.empty() ? totals : !children.empty() ? children : others;
}

/// Without parts or a single candidate a person must say which column it is.
void choose_whole(CountColumns& out, const Table& table, ImportReport& report) {
    const std::vector<std::size_t> may_be = candidates(out.series);
    if (!may_be.empty()) {
        out.series[may_be.front()].in_total = true;
        if (may_be.size() > 1) ask_which(table, out.series, may_be, report);
        return;
    }
    // A table of children at risk alone is what it says; one of inhabitants alone is no table of children.
    std::string names;
    for (const CountSeries& one : out.series) {
        if (!is_out_of_learning(one.status)) return;
        names += (names.empty() ? "" : ", ") + one.name;
    }
    report.problems.push_back(
        {"no_children_column", report.file, table.sheet, 0, "", "", std::string{shortened(names, 160)}});
}

}  // namespace

bool holds_counts(const Table& table, const std::vector<int>& of_areas) {
    return !columns_of_numbers(table, of_areas).empty();
}

Result<void> refuse_two_headers(const Table& table, const std::string& file) {
    bool nameless = false;
    for (std::size_t c = 1; c < table.header.size() && !nameless; ++c)
        nameless = table.header[c].empty() &&
                   std::any_of(table.rows.begin(), table.rows.end(), [&](const Table::Row& row) {
                       const auto value = count_from_cell(row.cells[c]);
                       return value && value->state == CellState::value;
                   });
    if (!nameless) return {};
    Error error;
    error.fault = Fault::no_header;
    error.file = file;
    error.row = table.header_row();
    error.column = rows::header_words(table);
    return fail(std::move(error));
}

Result<CountColumns> count_columns(const Table& table, const std::vector<int>& of_areas,
                                   ImportReport& report) {
    CountColumns out;
    out.column = columns_of_numbers(table, of_areas);
    if (out.column.empty()) {
        Error error;
        error.fault = Fault::needs_counts;
        error.file = report.file;
        error.column = rows::header_words(table);
        error.detail = "no_count_column";
        return fail(std::move(error));
    }
    std::vector<std::size_t> boys, girls;
    for (const int c : out.column) {
        CountSeries made = series_of(table.header[static_cast<std::size_t>(c)], c, report.file);
        const std::string id = made.id;
        for (const CountSeries& other : out.series)
            if (other.id == id) made.id = id + "_" + std::to_string(c + 1);
        if (is_children_of_a_sex(made)) (made.group == "male" ? boys : girls).push_back(out.series.size());
        if (made.id == "total") out.whole = static_cast<int>(out.series.size());
        out.series.push_back(std::move(made));
    }
    // Parts make the total; a total column beside them is checked, never added.  Boys and girls are parts
    // where no reason splits the children; beside reasons they are another cut of the same children.
    int whole_of_never = -1;
    int whole_of_dropped = -1;
    take_reason(out, ChildStatus::never_enrolled, table, report, whole_of_never);
    const bool never = out.parts;
    take_reason(out, ChildStatus::dropped_out, table, report, whole_of_dropped);
    // The total of one reason is no total of both.
    const bool dropped = std::any_of(out.series.begin(), out.series.end(), [](const CountSeries& one) {
        return one.in_total && one.status == ChildStatus::dropped_out;
    });
    if (out.whole < 0 && never != dropped) out.whole = never ? whole_of_never : whole_of_dropped;
    if (!out.parts && boys.size() == 1 && girls.size() == 1) {
        out.parts = true;
        out.series[boys.front()].in_total = true;
        out.series[girls.front()].in_total = true;
    }
    if (!out.parts) choose_whole(out, table, report);
    for (const CountSeries& one : out.series)
        (one.in_total ? report.columns_in_total : report.columns_apart).push_back(one.name);
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c)
        if (!std::binary_search(of_areas.begin(), of_areas.end(), c) &&
            !table.header[static_cast<std::size_t>(c)].empty() &&
            !std::binary_search(out.column.begin(), out.column.end(), c))
            report.columns_not_read.push_back(table.header[static_cast<std::size_t>(c)]);
    return out;
}

}  // namespace geo
