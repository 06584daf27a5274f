#include "geo/data/count_columns.h"

#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <filesystem>

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

bool is_total(const std::string& header) {
    const std::string key = key_of(header);
    if (is_share(key) || !sex_of(header).empty()) return false;
    return key == "total" || key == "ทั้งหมด" || key == "sum" || key.rfind("รวม", 0) == 0 ||
           key.rfind("ยอดรวม", 0) == 0;
}

/// Columns that hold counts: at least one number, and only counts, blanks and hidden cells.
std::vector<int> columns_of_numbers(const Table& table, int code) {
    std::vector<int> out;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string key = key_of(table.header[static_cast<std::size_t>(c)]);
        // "6-14 ปี" is an age and stays; "ปีการศึกษา" and running numbers are no counts of children.
        const bool is_year = key == "ปี" || key == "year" || key == "พ.ศ." || key == "พ.ศ" || key == "ค.ศ." ||
                             key.rfind("ปีการศึกษา", 0) == 0 || key.rfind("ปีงบ", 0) == 0 ||
                             key.rfind("ปีข้อมูล", 0) == 0;
        const bool is_running = key == "ที่" || key == "no" || key == "no." || key == "#" || key == "seq" ||
                                key == "id" || key == "fid" || key.rfind("ลำดับ", 0) == 0;
        const bool is_place = key == "lat" || key == "lon" || key == "latitude" || key == "longitude" ||
                              key == "x" || key == "y";
        if (c == code || is_year || is_running || is_place ||
            has(key, {"code", "รหัส", "name", "ชื่อ", "date", "วันที่", "หมายเหตุ", "note"}))
            continue;
        std::size_t numbers = 0;
        std::size_t others = 0;
        for (const Table::Row& row : table.rows) {
            const auto value = count_from_cell(row.cells[static_cast<std::size_t>(c)]);
            if (!value)
                ++others;
            else if (value->state == CellState::value)
                ++numbers;
        }
        if (numbers > 0 && others * 5 <= numbers) out.push_back(c);
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
    return series.status == ChildStatus::never_enrolled || series.status == ChildStatus::dropped_out;
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
        else if (has(key, {"เด็ก", "children", "นอกระบบ", "out_of_school", "oosc"}))
            children.push_back(i);
        else if (!has(key, {"ประชากร", "population"}))
            others.push_back(i);
    }
    return !totals.empty() ? totals : !children.empty() ? children : others;
}

/// Without parts or a single candidate a person must say which column it is.
void choose_whole(CountColumns& out, const Table& table, ImportReport& report) {
    const std::vector<std::size_t> may_be = candidates(out.series);
    if (may_be.empty()) return;
    CountSeries& chosen = out.series[may_be.front()];
    chosen.in_total = true;
    if (may_be.size() == 1) return;
    std::string others;
    for (std::size_t i = 1; i < may_be.size(); ++i)
        others += (i > 1 ? ", " : "") + out.series[may_be[i]].name;
    report.problems.push_back(
        {"which_column", report.file, table.sheet, 0, chosen.name, "", std::string{shortened(others, 160)}});
}

}  // namespace

bool holds_counts(const Table& table, int code) {
    return !columns_of_numbers(table, code).empty();
}

Result<void> refuse_two_headers(const Table& table, const std::string& file) {
    for (std::size_t c = 1; c < table.header.size(); ++c) {
        if (!table.header[c].empty()) continue;
        for (const Table::Row& row : table.rows) {
            const auto value = count_from_cell(row.cells[c]);
            if (!value || value->state != CellState::value) continue;
            Error error;
            error.fault = Fault::no_header;
            error.file = file;
            error.row = table.header_row;
            error.column = rows::header_words(table);
            return fail(std::move(error));
        }
    }
    return {};
}

Result<CountColumns> count_columns(const Table& table, int code, ImportReport& report) {
    CountColumns out;
    out.column = columns_of_numbers(table, code);
    if (out.column.empty()) return fail(Fault::needs_counts, report.file);
    bool boys = false;
    bool girls = false;
    for (const int c : out.column) {
        CountSeries made = series_of(table.header[static_cast<std::size_t>(c)], c, report.file);
        const std::string id = made.id;
        for (const CountSeries& other : out.series)
            if (other.id == id) made.id = id + "_" + std::to_string(c + 1);
        const bool plain =
            made.status == ChildStatus::any && made.id != "total" && !is_share(key_of(made.name));
        boys = boys || (plain && made.group == "male");
        girls = girls || (plain && made.group == "female");
        out.parts = out.parts || is_part(made);
        out.series.push_back(std::move(made));
    }
    for (std::size_t i = 0; i < out.series.size(); ++i)
        if (out.series[i].id == "total") out.whole = static_cast<int>(i);
    // Parts make the total; a total column beside them is checked, never added.  Boys and girls are parts
    // where no reason splits the children; beside reasons they are another cut of the same children.
    const bool by_sex = !out.parts && boys && girls;
    for (CountSeries& series : out.series)
        series.in_total = by_sex ? series.status == ChildStatus::any && !series.group.empty() &&
                                       !is_share(key_of(series.name))
                                 : out.parts && is_part(series);
    out.parts = out.parts || by_sex;
    if (!out.parts) choose_whole(out, table, report);
    return out;
}

}  // namespace geo
