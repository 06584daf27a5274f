#include "geo/data/count_columns.h"

#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/count_about.h"
#include "geo/data/count_cuts.h"
#include "geo/data/count_hints.h"
#include "geo/data/count_units.h"
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
    return role == ColumnRole::children || role == ColumnRole::total || role == ColumnRole::beside;
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

bool is_year_header(const std::string& key) {
    // "6-14 ปี" is an age and stays, "ปีการศึกษา 2566 / ชาย" counts; "ปีการศึกษา" is no count of children.
    return key == "ปี" || key == "year" || key == "พ.ศ." || key == "พ.ศ" || key == "ค.ศ." ||
           ((key.rfind("ปีการศึกษา", 0) == 0 || key.rfind("ปีงบ", 0) == 0 || key.rfind("ปีข้อมูล", 0) == 0) &&
            std::none_of(key.begin(), key.end(), is_digit));
}

/// Running numbers and positions.
bool is_of_the_row(const std::string& key) {
    return key == "ที่" || key == "no" || key == "no." || key == "#" || key == "seq" || key == "id" ||
           key == "fid" || key == "rank" || key.rfind("ลำดับ", 0) == 0 || key.rfind("อันดับ", 0) == 0 ||
           key == "lat" || key == "lon" || key == "latitude" || key == "longitude" || key == "x" ||
           key == "y";
}

struct CellsOfColumn {
    std::size_t numbers = 0, hidden = 0, others = 0;
    std::size_t odd = 0;  ///< of the others: a number with something beside it
    bool years = true;    ///< each number is a year of our days
};

/// "28 (5.2%)", "28/560"
bool is_number_with_more(std::string_view cell) {
    if (!number_within(cell).empty()) return true;
    const std::string key = key_of(cell);
    const std::size_t slash = key.find('/');
    return slash != std::string::npos && all_digits(key.substr(0, slash)) &&
           all_digits(key.substr(slash + 1));
}

CellsOfColumn cells_of(const Table& table, int column) {
    CellsOfColumn out;
    for (const Table::Row& row : table.rows) {
        const auto value = count_from_cell(row.cells[static_cast<std::size_t>(column)]);
        if (!value) {
            ++out.others;
            if (is_number_with_more(row.cells[static_cast<std::size_t>(column)])) ++out.odd;
        } else if (value->state == CellState::value) {
            ++out.numbers;
            const std::int64_t year = value->milli / 1000;
            out.years = out.years && value->milli % 1000 == 0 && is_year_of_our_days(year);
        } else if (value->state == CellState::suppressed) {
            ++out.hidden;
        }
    }
    out.years = out.years && out.numbers > 0;
    return out;
}

struct NumberColumns {
    std::vector<int> counts;    ///< that may count children
    std::vector<int> measures;  ///< years, money, areas and the like
};

/// Columns that hold numbers.  A header that says that it counts needs one number or hidden cell, any other
/// more numbers than odd cells; odd cells are rows of the report, never a reason to leave a column out in
/// silence.
NumberColumns columns_of_numbers(const Table& table, const std::vector<int>& of_areas,
                                 const Reading& reading) {
    NumberColumns out;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const std::string key = key_of(header);
        if (std::binary_search(of_areas.begin(), of_areas.end(), c)) continue;
        if (const ColumnReading* said = said_of(reading, table, c)) {
            if (is_of_counts(said->role)) out.counts.push_back(c);
            continue;
        }
        if (is_year_header(key) || is_of_the_row(key) || is_label(header) || is_of_shares(reading, table, c))
            continue;
        const CellsOfColumn cells = cells_of(table, c);
        const CountWords words = count_words(header);
        const bool says_count =
            words.says_whom() || words.children || is_total(header) || key.rfind("จำนวน", 0) == 0;
        if (says_count ? cells.numbers + cells.hidden + cells.odd == 0 : cells.numbers <= cells.others)
            continue;
        const bool years = cells.years && !words.counts && !words.any() && !words.says_whom();
        (words.measure || years ? out.measures : out.counts).push_back(c);
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

/// What each column was read as, for the reading of the report.
void set_count_roles(const Table& table, const CountColumns& columns, const std::vector<int>& shares,
                     const Reading& reading, ImportReport& report) {
    const auto set = [&](int c, ColumnRole role, CountMeaning meaning) {
        std::erase_if(report.reading.columns, [&](const ColumnReading& r) { return r.column == c; });
        report.reading.columns.push_back(
            {c, table.header[static_cast<std::size_t>(c)], role, std::move(meaning)});
    };
    for (std::size_t i = 0; i < columns.column.size(); ++i) {
        const CountSeries& one = columns.series[i];
        // Inhabitants and pupils have no role, nor has the only column that may be the children while a
        // person is asked about it: who gives them one knows better, and a profile must not.
        const ColumnReading* said = said_of(reading, table, columns.column[i]);
        const bool beside = said != nullptr && said->role == ColumnRole::beside;
        if (!beside && (columns.words[i].others || columns.words[i].measure || columns.doubtful[i])) continue;
        set(columns.column[i],
            beside                ? ColumnRole::beside
            : columns.is_whole[i] ? ColumnRole::total
                                  : ColumnRole::children,
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
    const NumberColumns found = columns_of_numbers(table, of_areas, {});
    return !found.counts.empty() || !found.measures.empty();
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

namespace {

Failure no_counts(const Table& table, const ImportReport& report) {
    Error error;
    error.fault = Fault::needs_counts;
    error.file = report.file;
    error.column = rows::header_words(table);
    error.detail = lists_children(table) ? "row_is_a_child" : "no_count_column";
    return fail(std::move(error));
}

/// What the words of each column say, and what title, sheet and file say of those that are silent.
std::vector<CountWords> words_of_columns(const Table& table, const std::vector<int>& columns,
                                         const std::vector<int>& measures, const TableAbout& about,
                                         const Reading& reading, ImportReport& report) {
    std::vector<CountWords> out, silent;
    std::vector<std::size_t> of_silent;
    for (const int c : columns) {
        CountWords words = count_words(table.header[static_cast<std::size_t>(c)]);
        words.measure = std::binary_search(measures.begin(), measures.end(), c);
        if (const ColumnReading* said = said_of(reading, table, c)) {
            words.meaning = said->meaning;
            words.share = words.pupils = words.mixed = words.measure = false;
            words.others = said->role == ColumnRole::beside;
            words.counts = true;
        } else {
            of_silent.push_back(out.size());
            silent.push_back(words);
        }
        out.push_back(std::move(words));
    }
    const bool said_whom =
        std::any_of(out.begin(), out.end(), [](const CountWords& one) { return one.says_whom(); });
    const bool any_said = silent.size() < out.size();
    TableAbout of_table = about;
    // A person who has said what a column holds has read the title.
    if (any_said && said_whom) of_table.meaning.status = ChildStatus::any;
    if (any_said) of_table.mixed = false;
    take_from(of_table, silent, table, report);
    for (std::size_t k = 0; k < silent.size(); ++k) out[of_silent[k]] = std::move(silent[k]);
    return out;
}

/// Inhabitants, teachers and pupils, by the words of the column alone.
bool is_of_others(const Table& table, int column, const TableAbout& about, const Reading& reading) {
    if (said_of(reading, table, column) != nullptr) return false;
    const CountWords words = count_words(table.header[static_cast<std::size_t>(column)]);
    return words.others && !(about.out_of_learning && words.pupils);
}

/// What a table is of stands with each of its series.
void add_meaning_of_table(const TableAbout& about, std::vector<CountSeries>& series) {
    const auto none = [&](auto member) {
        return std::all_of(series.begin(), series.end(),
                           [&](const CountSeries& one) { return (one.*member).empty(); });
    };
    const bool group = none(&CountSeries::group), agency = none(&CountSeries::agency);
    for (CountSeries& one : series) {
        if (group) one.group = about.meaning.group;
        if (agency) one.agency = about.meaning.agency;
    }
}

}  // namespace

Result<CountColumns> count_columns(const Table& table, const std::vector<int>& of_areas,
                                   const Reading& reading, ImportReport& report,
                                   const std::vector<CountWords>& categories) {
    CountColumns out;
    NumberColumns found = columns_of_numbers(table, of_areas, reading);
    TableAbout about = about_table(table, report.file);
    // Where nothing can be the children, a person may know that a measure is.
    if (std::all_of(found.counts.begin(), found.counts.end(),
                    [&](int c) { return is_of_others(table, c, about, reading); }))
        found.counts.insert(found.counts.end(), found.measures.begin(), found.measures.end());
    std::sort(found.counts.begin(), found.counts.end());
    out.column = std::move(found.counts);
    if (out.column.empty()) return no_counts(table, report);
    const bool rows_say = std::any_of(categories.begin(), categories.end(),
                                      [](const CountWords& one) { return one.says_whom(); });
    if (rows_say) {
        about.meaning.status = ChildStatus::any;
        about.mixed = false;
    }
    out.scale = scales_of(table, out.column, reading, report);
    out.table_counts = about.counts || !categories.empty();
    out.table_measures = about.measure || about.others;
    out.table_names_children =
        about.children || std::any_of(categories.begin(), categories.end(),
                                      [](const CountWords& one) { return one.children || one.says_whom(); });
    out.words = words_of_columns(table, out.column, found.measures, about, reading, report);
    for (std::size_t i = 0; i < out.column.size(); ++i) {
        const int c = out.column[i];
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const ColumnReading* said = said_of(reading, table, c);
        const bool whole = said != nullptr ? said->role == ColumnRole::total : is_total(header);
        CountSeries made = series_of(header, out.words[i], c, reading, report.file);
        if (whole) made.id = "total";
        const std::string id = made.id;
        for (const CountSeries& other : out.series)
            if (other.id == id) made.id = id + "_" + std::to_string(c + 1);
        if (made.id == "total") out.whole = static_cast<int>(out.series.size());
        out.is_whole.push_back(whole);
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
    set_count_roles(table, out, shares, reading, report);
    add_meaning_of_table(about, out.series);
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c)
        if (!std::binary_search(of_areas.begin(), of_areas.end(), c) &&
            !table.header[static_cast<std::size_t>(c)].empty() &&
            !std::binary_search(out.column.begin(), out.column.end(), c))
            report.columns_not_read.push_back(table.header[static_cast<std::size_t>(c)]);
    return out;
}

}  // namespace geo
