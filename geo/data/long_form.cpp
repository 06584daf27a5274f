#include "geo/data/long_form.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/count_cuts.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace geo {

using rows::cell;
using rows::has;

namespace {

/// What the header says of its categories.
struct Hint {
    bool year = false, agency = false, age = false, other = false;
    bool any() const { return year || agency || age || other; }
};

Hint hint_of(const std::string& header, const ColumnReading* said) {
    const std::string key = key_of(header);
    Hint out;
    out.year = key.rfind("ปี", 0) == 0 || key.rfind("พ.ศ", 0) == 0 || has(key, {"year", "ปีการศึกษา", "ปีงบ"});
    out.agency = has(key, {"สังกัด", "หน่วยงาน", "agency"});
    out.age = has(key, {"อายุ"}) || key == "age";
    out.other = has(key, {"ประเภท", "สถานะ", "กลุ่ม", "เพศ", "status", "group", "category", "gender", "เดือน",
                          "month"}) ||
                key == "sex" || key == "type";
    if (said != nullptr) (said->role == ColumnRole::year ? out.year : out.other) = true;
    return out;
}

/// A category as its words say, or by what the header says of all of them; nothing where it is none.
std::optional<CountWords> category_of(const std::string& value, const std::string& header, const Hint& hint) {
    CountWords out;
    out.plain = true;
    if (value.empty()) return out;
    if (hint.year) {
        for (const std::string& text : {header + " " + value, "ปี " + value})
            if (const auto period = period_of(text)) {
                out.period = period;
                return out;
            }
        if (const auto period = period_of(value)) {
            out.period = period;
            return out;
        }
        return std::nullopt;
    }
    const bool number = count_from_cell(value).has_value();
    CountWords words = count_words(hint.age && number ? "อายุ " + value + " ปี" : value);
    if (number && !hint.age) return std::nullopt;
    if (words.plain && (words.any() || words.sum)) return words;
    if (words.both_reasons && !words.share) {
        words.plain = true;
        return words;
    }
    if (hint.agency)
        out.meaning.agency = value;
    else if (hint.any())
        out.meaning.group = value;
    else
        return std::nullopt;
    return out;
}

void merge(CountWords& into, const CountWords& other) {
    const CountMeaning& m = other.meaning;
    if (m.status != ChildStatus::any) into.meaning.status = m.status;
    if (!m.sex.empty()) into.meaning.sex = m.sex;
    if (!m.agency.empty()) into.meaning.agency = m.agency;
    if (!m.group.empty()) into.meaning.group = m.group;
    if (!m.age_band.empty()) into.meaning.age_band = m.age_band;
    if (other.period) into.period = other.period;
    into.sum = into.sum || other.sum;
    into.plain = into.plain && other.plain;
}

constexpr std::size_t most_values = 60;

/// The category of each value of a column; empty where it holds no categories.
std::map<std::string, CountWords> values_of(const Table& table, int column,
                                            const std::vector<std::string>& keys, const ColumnReading* said) {
    const std::string& header = table.header[static_cast<std::size_t>(column)];
    const Hint hint = hint_of(header, said);
    std::map<std::string, CountWords> out;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (keys[r].empty()) continue;
        const std::string value = cell(table.rows[r], column);
        if (out.contains(value)) continue;
        const auto words = category_of(value, header, hint);
        if (!words || out.size() == most_values) return {};
        out.emplace(value, *words);
    }
    const bool any = std::any_of(out.begin(), out.end(), [](const auto& one) { return one.second.any(); });
    return any ? out : std::map<std::string, CountWords>{};
}

std::size_t repeated(const std::vector<std::string>& keys) {
    std::set<std::string> seen;
    std::size_t out = 0;
    for (const std::string& key : keys)
        if (!key.empty() && !seen.insert(key).second) ++out;
    return out;
}

}  // namespace

LongForm long_form(const Table& table, const std::vector<int>& of_areas, const std::vector<std::string>& keys,
                   const Reading& reading, ImportReport& report) {
    LongForm out;
    const std::size_t twice = repeated(keys);
    bool by_person = false;
    std::vector<std::map<std::string, CountWords>> values;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        if (std::binary_search(of_areas.begin(), of_areas.end(), c)) continue;
        const auto at =
            std::find_if(reading.columns.begin(), reading.columns.end(), [&](const ColumnReading& one) {
                return one.column == c && one.header == table.header[static_cast<std::size_t>(c)];
            });
        const bool said = at != reading.columns.end();
        const bool category = said && (at->role == ColumnRole::category || at->role == ColumnRole::year);
        if ((said && !category) || (!category && twice == 0)) continue;
        auto found = values_of(table, c, keys, said ? &*at : nullptr);
        if (found.empty()) continue;
        by_person = by_person || category;
        out.columns.push_back(c);
        values.push_back(std::move(found));
    }
    if (out.columns.empty()) return out;
    std::map<std::string, std::size_t> row_of;
    std::vector<std::string> whole_keys, names_of_rows;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        CountWords words;
        words.plain = true;
        std::string name;
        for (std::size_t k = 0; k < out.columns.size(); ++k) {
            const std::string value = cell(table.rows[r], out.columns[k]);
            const auto found = values[k].find(value);
            if (found == values[k].end()) continue;
            merge(words, found->second);
            name += '\x1f' + value;
        }
        whole_keys.push_back(keys[r].empty() ? "" : keys[r] + name);
        names_of_rows.push_back(name);
        // Rows of totals and those that are held bring no category of their own.
        if (!keys[r].empty() && row_of.emplace(name, out.categories.size()).second)
            out.categories.push_back(std::move(words));
    }
    if (out.categories.empty()) return {};
    for (const std::string& name : names_of_rows) {
        const auto at = row_of.find(name);
        out.category_of.push_back(at == row_of.end() ? 0 : at->second);
    }
    const std::size_t still = repeated(whole_keys);
    const bool is_long = by_person || (twice > still && (twice - still) * 10 >= table.rows.size());
    if (!is_long) return {};
    std::string names;
    for (std::size_t k = 0; k < out.columns.size(); ++k) {
        const int c = out.columns[k];
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        names += (names.empty() ? "" : ", ") + header;
        const bool years = std::any_of(values[k].begin(), values[k].end(),
                                       [](const auto& one) { return one.second.period.has_value(); });
        std::erase_if(report.reading.columns, [&](const ColumnReading& r) { return r.column == c; });
        report.reading.columns.push_back({c, header, years ? ColumnRole::year : ColumnRole::category, {}});
    }
    report.repairs.push_back({"long_form", report.file, table.sheet, 0, std::string{shortened(names, 160)},
                              "", grouped(static_cast<std::int64_t>(out.categories.size()))});
    return out;
}

std::vector<CountSeries> long_series(const Table& table, const LongForm& form, const CountColumns& columns,
                                     const Reading& reading, ImportReport& report) {
    CountColumns all;
    all.of_rows = true;
    for (const CountWords& category : form.categories)
        for (std::size_t i = 0; i < columns.column.size(); ++i) {
            CountWords words = columns.words[i];
            words.plain = words.plain || words.children;
            merge(words, category);
            CountSeries series = columns.series[i];
            series.in_total = false;
            series.status = words.meaning.status;
            series.group = words.meaning.group;
            series.agency = words.meaning.agency;
            series.age_band = words.meaning.age_band;
            series.sex = words.meaning.sex;
            series.date_iso = date_of(words, reading);
            if (series.status != ChildStatus::any) series.id = child_status_name(series.status);
            all.column.push_back(columns.column[i]);
            all.is_whole.push_back(columns.is_whole[i] && !category.any());
            all.words.push_back(std::move(words));
            all.series.push_back(std::move(series));
        }
    choose_total(all, table, reading, report);
    // One measure of all parts that are added; the others stand for themselves.
    std::map<std::string, int> used;
    for (CountSeries& series : all.series) {
        const int n = ++used[series.id];
        if (n > 1) series.id += (series.in_total ? "@" : "_") + std::to_string(n);
    }
    return std::move(all.series);
}

}  // namespace geo
