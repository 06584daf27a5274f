#include "geo/data/count_columns.h"

#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/count_cuts.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

namespace geo {

using rows::has;

namespace {

/// A total of all reasons: by its words, which may stand below others ("จำนวน (คน) / รวม"), or because it
/// names both reasons.
bool is_total(const std::string& header) {
    const CountWords words = count_words(header);
    if (words.share || words.others || (words.any() && !words.period)) return false;
    const auto says_total_of = [](const std::string& part) {
        const std::string key = key_of(part);
        return key == "total" || key == "ทั้งหมด" || key == "sum" || key.rfind("รวม", 0) == 0 ||
               key.rfind("ยอดรวม", 0) == 0;
    };
    const std::size_t below = header.rfind(" / ");
    return words.both_reasons || says_total_of(header) ||
           (below != std::string::npos && says_total_of(header.substr(below + 3)));
}

/// What a person said that the column holds; null where nobody did.
const ColumnReading* said_of(const Reading& reading, const Table& table, int column) {
    for (const ColumnReading& one : reading.columns)
        if (one.column == column && one.header == table.header[static_cast<std::size_t>(column)]) return &one;
    return nullptr;
}

bool is_of_counts(ColumnRole role) {
    return role == ColumnRole::children || role == ColumnRole::total;
}

/// A column of percentages or rates, by its header or because a person said so.  It counts nobody, and an
/// error or an odd number in it holds no row.
bool is_of_shares(const Reading& reading, const Table& table, int column) {
    if (const ColumnReading* said = said_of(reading, table, column)) return said->role == ColumnRole::share;
    return count_words(table.header[static_cast<std::size_t>(column)]).share;
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
    const CountWords words = count_words(header);
    const bool counts = words.meaning.status != ChildStatus::any || words.children || is_total(header);
    return !counts && !begins("จำนวน") &&
           has(key, {"code", "รหัส", "name", "ชื่อ", "date", "วันที่", "หมายเหตุ", "note"});
}

/// Columns that hold counts.  A header that says so needs one number or hidden cell, any other more numbers
/// than odd cells; odd cells are rows of the report, never a reason to leave a column out in silence.
std::vector<int> columns_of_numbers(const Table& table, const std::vector<int>& of_areas,
                                    const Reading& reading) {
    std::vector<int> out;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const std::string key = key_of(header);
        // "6-14 ปี" is an age and stays; "ปีการศึกษา" and running numbers are no counts of children.
        const bool is_year =
            key == "ปี" || key == "year" || key == "พ.ศ." || key == "พ.ศ" || key == "ค.ศ." ||
            ((key.rfind("ปีการศึกษา", 0) == 0 || key.rfind("ปีงบ", 0) == 0 || key.rfind("ปีข้อมูล", 0) == 0) &&
             !period_of(header));
        const bool is_running = key == "ที่" || key == "no" || key == "no." || key == "#" || key == "seq" ||
                                key == "id" || key == "fid" || key == "rank" || key.rfind("ลำดับ", 0) == 0 ||
                                key.rfind("อันดับ", 0) == 0;
        const bool is_place = key == "lat" || key == "lon" || key == "latitude" || key == "longitude" ||
                              key == "x" || key == "y";
        if (std::binary_search(of_areas.begin(), of_areas.end(), c)) continue;
        if (const ColumnReading* said = said_of(reading, table, c)) {
            if (is_of_counts(said->role)) out.push_back(c);
            continue;
        }
        if (is_year || is_running || is_place || is_label(header) || is_of_shares(reading, table, c))
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
        const CountWords words = count_words(header);
        const bool says_count = words.meaning.status != ChildStatus::any || words.children ||
                                is_total(header) || key.rfind("จำนวน", 0) == 0;
        if (says_count ? numbers + hidden > 0 : numbers > others) out.push_back(c);
    }
    return out;
}

}  // namespace

void take_meaning(CountSeries& series, const CountWords& words, const Reading& reading) {
    series.status = words.meaning.status;
    series.group = words.meaning.group;
    series.agency = words.meaning.agency;
    series.age_band = words.meaning.age_band;
    series.sex = words.meaning.sex;
    series.date_iso = words.meaning.date_iso.empty() ? date_of(words, reading) : words.meaning.date_iso;
}

namespace {

CountSeries series_of(const std::string& header, const CountWords& words, int column, const Reading& reading,
                      const std::string& file) {
    CountSeries out;
    out.name = header;
    take_meaning(out, words, reading);
    out.id =
        out.status == ChildStatus::any ? "c" + std::to_string(column + 1) : child_status_name(out.status);
    out.source = std::filesystem::path(file).filename().string();
    return out;
}

/// The columns of a table on their way to series.
class Choice {
public:
    Choice(CountColumns& out, const Table& table, const Reading& reading, ImportReport& report)
        : out_(out), table_(table), reading_(reading), report_(report) {}

    void choose() {
        // Parts make the total; a total column beside them is checked, never added.  Boys and girls are parts
        // where no reason splits the children; beside reasons they are another cut of the same children.
        int whole_of_never = -1;
        int whole_of_dropped = -1;
        take_reason(ChildStatus::never_enrolled, whole_of_never);
        const bool never = out_.parts;
        take_reason(ChildStatus::dropped_out, whole_of_dropped);
        // The total of one reason is no total of both.
        const bool dropped = std::any_of(out_.series.begin(), out_.series.end(), [](const CountSeries& one) {
            return one.in_total && one.status == ChildStatus::dropped_out;
        });
        if (out_.whole < 0 && never != dropped) out_.whole = never ? whole_of_never : whole_of_dropped;
        if (!out_.parts) take_cut();
        if (!out_.parts) choose_whole();
    }

private:
    bool is_part(std::size_t i) const { return !out_.words[i].share && !out_.words[i].others; }

    void take(const std::vector<std::size_t>& parts) {
        for (const std::size_t i : parts) out_.series[i].in_total = true;
        out_.parts = true;
    }

    /// Of the columns of one reason those that are added: the only one; or those that no child can share; or
    /// their total.  Columns that differ in anything else may hold the same children: the first alone is
    /// taken, and a person is asked.  `whole` becomes the total that was not taken.
    void take_reason(ChildStatus status, int& whole) {
        std::vector<std::size_t> all, plain, sums, split;
        for (std::size_t i = 0; i < out_.series.size(); ++i) {
            if (out_.series[i].status != status || !is_part(i)) continue;
            all.push_back(i);
            CountWords beside = out_.words[i];
            beside.meaning.status = ChildStatus::any;
            auto& kind = beside.any() ? split : beside.sum ? sums : plain;
            kind.push_back(i);
        }
        if (all.empty()) return;
        out_.parts = true;
        const int total = sums.size() == 1 ? static_cast<int>(sums.front()) : -1;
        const auto adds_up = [&](const auto& parts, bool& known) { return add_up(parts, total, known); };
        if (plain.size() == 1 && sums.empty()) return take(plain);
        const auto latest = of_latest(out_.words, split, table_, reading_, adds_up, report_);
        const auto cut = plain.empty() && sums.size() <= 1
                             ? disjoint_cut(out_.words, latest, out_.of_rows, adds_up)
                             : std::vector<std::size_t>{};
        if (!cut.empty()) {
            take(cut);
            whole = total;
        } else if (sums.size() == 1 && plain.size() != 1) {
            take(sums);
        } else if (plain.empty() && sums.empty() && latest.size() == 1) {
            take(latest);
            // Boys alone are not the children.
            if (!out_.series[latest.front()].sex.empty() && !out_.of_rows)
                report_.problems.push_back(
                    {"one_sex", report_.file, table_.sheet, 0, out_.series[latest.front()].name, "", ""});
        } else {
            take({all.front()});
            ask_which(all);
        }
    }

    /// Without reasons: columns that no child can share, of which nothing else is said.
    void take_cut() {
        std::vector<std::size_t> split;
        for (std::size_t i = 0; i < out_.series.size(); ++i) {
            const CountWords& words = out_.words[i];
            if (out_.series[i].status == ChildStatus::any && is_part(i) && words.any() && !out_.is_whole[i] &&
                (words.plain || words.children))
                split.push_back(i);
        }
        const auto adds_up = [&](const auto& parts, bool& known) { return add_up(parts, out_.whole, known); };
        const auto latest = of_latest(out_.words, split, table_, reading_, adds_up, report_);
        const auto cut = disjoint_cut(out_.words, latest, out_.of_rows, adds_up);
        if (!cut.empty()) return take(cut);
        if (latest.size() == 1 && latest.size() < split.size() && out_.whole < 0) take(latest);
    }

    /// True where the parts are the column `whole` in at least half of the rows, or nothing says otherwise.
    bool add_up(const std::vector<std::size_t>& parts, int whole, bool& known) const {
        known = false;
        if (parts.empty()) return false;
        if (whole < 0 || out_.of_rows) return true;
        const auto number = [&](const Table::Row& row, std::size_t i, std::int64_t& milli) {
            const auto value = count_from_cell(row.cells[static_cast<std::size_t>(out_.column[i])]);
            if (!value || value->state == CellState::suppressed) return false;
            milli += value->milli;
            return true;
        };
        std::size_t rows = 0, equal = 0;
        for (const Table::Row& row : table_.rows) {
            std::int64_t stated = 0, sum = 0;
            const auto at = static_cast<std::size_t>(out_.column[static_cast<std::size_t>(whole)]);
            const auto cell = count_from_cell(row.cells[at]);
            if (!cell || cell->state != CellState::value) continue;
            if (!number(row, static_cast<std::size_t>(whole), stated) ||
                !std::all_of(parts.begin(), parts.end(), [&](std::size_t i) { return number(row, i, sum); }))
                continue;
            ++rows;
            if (sum == stated) ++equal;
        }
        known = equal > 0;
        return rows == 0 || equal * 2 >= rows;
    }

    void ask_which(const std::vector<std::size_t>& may_be) {
        std::string others;
        for (std::size_t i = 1; i < may_be.size(); ++i)
            others += (i > 1 ? ", " : "") + out_.series[may_be[i]].name;
        report_.problems.push_back({"which_column", report_.file, table_.sheet, 0,
                                    out_.series[may_be.front()].name, "", rows::cut(others, 160)});
    }

    /// Columns that may each be the number of children: totals, else those that say children, else those that
    /// are neither a share, a population nor of another axis.
    std::vector<std::size_t> candidates() const {
        std::vector<std::size_t> totals, children, others;
        for (std::size_t i = 0; i < out_.series.size(); ++i) {
            const CountWords& words = out_.words[i];
            if (!is_out_of_learning(out_.series[i].status) || words.share || words.others) continue;
            if (out_.is_whole[i])
                totals.push_back(i);
            else if (words.children)
                children.push_back(i);
            else
                others.push_back(i);
        }
        // A group is a part of the children beside it.
        const auto of_group = [&](std::size_t i) { return !out_.words[i].meaning.group.empty(); };
        if (!std::all_of(children.begin(), children.end(), of_group)) std::erase_if(children, of_group);
        return !totals.empty() ? totals : !children.empty() ? children : others;
    }

    /// Without parts or a single candidate a person must say which column it is.
    void choose_whole() {
        const std::vector<std::size_t> may_be = candidates();
        if (!may_be.empty()) {
            out_.series[may_be.front()].in_total = true;
            if (may_be.size() > 1) ask_which(may_be);
            return;
        }
        // A table of children at risk alone is what it says; one of inhabitants alone is no table of
        // children.
        std::string names;
        for (const CountSeries& one : out_.series) {
            if (!is_out_of_learning(one.status)) return;
            names += (names.empty() ? "" : ", ") + one.name;
        }
        report_.problems.push_back(
            {"no_children_column", report_.file, table_.sheet, 0, "", "", rows::cut(names, 160)});
    }

    CountColumns& out_;
    const Table& table_;
    const Reading& reading_;
    ImportReport& report_;
};

/// What each column was read as, for the reading of the report.
void set_count_roles(const Table& table, const CountColumns& columns, const std::vector<int>& shares,
                     ImportReport& report) {
    const auto set = [&](int c, ColumnRole role, CountMeaning meaning) {
        std::erase_if(report.reading.columns, [&](const ColumnReading& r) { return r.column == c; });
        report.reading.columns.push_back(
            {c, table.header[static_cast<std::size_t>(c)], role, std::move(meaning)});
    };
    for (std::size_t i = 0; i < columns.column.size(); ++i) {
        const CountSeries& one = columns.series[i];
        // Inhabitants and pupils have no role: a person who gives them one knows better, and a profile must
        // not.
        if (columns.words[i].others) continue;
        set(columns.column[i], columns.is_whole[i] ? ColumnRole::total : ColumnRole::children,
            {one.status, one.group, one.agency, one.age_band, one.sex,
             columns.words[i].period ? "" : one.date_iso});
    }
    for (const int c : shares) set(c, ColumnRole::share, {});
}

/// A column of one child's age or sex in each row: a register, which somebody has to count.
bool lists_children(const Table& table) {
    return std::any_of(table.header.begin(), table.header.end(), [](const std::string& header) {
        const std::string key = key_of(header);
        return key == "อายุ" || key == "อายุ(ปี)" || key == "เพศ" || key == "age" || key == "sex" ||
               key == "gender";
    });
}

}  // namespace

bool holds_counts(const Table& table, const std::vector<int>& of_areas) {
    return !columns_of_numbers(table, of_areas, {}).empty();
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

void choose_total(CountColumns& columns, const Table& table, const Reading& reading, ImportReport& report) {
    Choice(columns, table, reading, report).choose();
}

namespace {

/// What the titles, the sheet and the file name say of columns that say nothing themselves.
struct About {
    bool out_of_learning = false;
    bool others = false;  ///< inhabitants, pupils
};
About about(const Table& table, const std::string& file) {
    std::vector<std::string> texts = {table.sheet, std::filesystem::path(file).stem().string()};
    for (const Table::Line& title : table.titles) texts.push_back(title.text);
    About out;
    for (const std::string& text : texts) {
        const CountWords words = count_words(text);
        out.out_of_learning = out.out_of_learning || words.out_of_school || words.both_reasons ||
                              words.meaning.status != ChildStatus::any;
        out.others = out.others || words.others;
    }
    return out;
}

/// Pupils under a title of those who dropped out are these; numbers under one of inhabitants are no children.
void take_from(const About& about, CountWords& words) {
    const bool said = words.out_of_school || words.both_reasons || words.meaning.status != ChildStatus::any;
    if (about.out_of_learning && words.pupils) words.others = words.pupils = false;
    if (!about.out_of_learning && about.others && !said && !words.children) words.others = true;
}

}  // namespace

Result<CountColumns> count_columns(const Table& table, const std::vector<int>& of_areas,
                                   const Reading& reading, ImportReport& report) {
    CountColumns out;
    out.column = columns_of_numbers(table, of_areas, reading);
    if (out.column.empty()) {
        Error error;
        error.fault = Fault::needs_counts;
        error.file = report.file;
        error.column = rows::header_words(table);
        error.detail = lists_children(table) ? "row_is_a_child" : "no_count_column";
        return fail(std::move(error));
    }
    const About of_table = about(table, report.file);
    for (const int c : out.column) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        CountWords words = count_words(header);
        bool whole = is_total(header);
        take_from(of_table, words);
        if (const ColumnReading* said = said_of(reading, table, c)) {
            words.meaning = said->meaning;
            words.share = false;
            words.others = words.pupils = false;
            whole = said->role == ColumnRole::total;
        }
        CountSeries made = series_of(header, words, c, reading, report.file);
        if (whole) made.id = "total";
        const std::string id = made.id;
        for (const CountSeries& other : out.series)
            if (other.id == id) made.id = id + "_" + std::to_string(c + 1);
        if (made.id == "total") out.whole = static_cast<int>(out.series.size());
        out.is_whole.push_back(whole);
        out.words.push_back(std::move(words));
        out.series.push_back(std::move(made));
    }
    // One month or year in all columns is their date and splits nothing.
    std::set<Period> periods;
    for (const CountWords& words : out.words)
        if (words.period) periods.insert(*words.period);
    if (periods.size() == 1)
        for (CountWords& words : out.words) words.period.reset();
    choose_total(out, table, reading, report);
    for (const CountSeries& one : out.series)
        (one.in_total ? report.columns_in_total : report.columns_apart).push_back(one.name);
    std::vector<int> shares;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c)
        if (!std::binary_search(of_areas.begin(), of_areas.end(), c) && is_of_shares(reading, table, c))
            shares.push_back(c);
    set_count_roles(table, out, shares, report);
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c)
        if (!std::binary_search(of_areas.begin(), of_areas.end(), c) &&
            !table.header[static_cast<std::size_t>(c)].empty() &&
            !std::binary_search(out.column.begin(), out.column.end(), c))
            report.columns_not_read.push_back(table.header[static_cast<std::size_t>(c)]);
    return out;
}

}  // namespace geo
