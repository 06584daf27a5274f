#include "geo/data/long_form.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/count_cuts.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace geo {

using rows::cell;
using rows::has;

namespace {

/// What the header says of its categories.
struct Hint {
    bool year = false, agency = false, age = false, sex = false, other = false;
    bool any() const { return year || agency || age || other; }
};

Hint hint_of(const std::string& header, const ColumnReading* said) {
    const std::string key = key_of(header);
    Hint out;
    out.year = key.rfind("ปี", 0) == 0 || key.rfind("พ.ศ", 0) == 0 || has(key, {"year", "ปีการศึกษา", "ปีงบ"});
    out.agency = has(key, {"สังกัด", "หน่วยงาน", "agency"});
    out.age = has(key, {"อายุ"}) || key == "age";
    out.sex = has(key, {"เพศ", "gender"}) || key == "sex";
    out.other = has(key, {"ประเภท", "สถานะ", "กลุ่ม", "เพศ", "status", "group", "category", "gender", "เดือน",
                          "month"}) ||
                key == "sex" || key == "type";
    if (said != nullptr) (said->role == ColumnRole::year ? out.year : out.other) = true;
    return out;
}

/// "รวมทั้งสิ้น", "ทุกเพศ", "ชายและหญิง": all categories in one.
bool says_all(const std::string& value) {
    std::string key = key_of(value);
    for (const std::string_view filler : {" ", "จำนวน", "เด็ก", "นอกระบบ", "คน"})
        for (auto at = key.find(filler); at != std::string::npos; at = key.find(filler))
            key.erase(at, filler.size());
    static constexpr std::array<std::string_view, 30> all = {
        "รวม",        "ผลรวม",     "ยอดรวม",       "รวมยอด",     "ทั้งสิ้น",    "รวมทั้งสิ้น",
        "ยอดรวมทั้งสิ้น", "ทั้งหมด",     "รวมทั้งหมด",     "ทั้งสองเพศ",   "ทั้ง2เพศ",  "รวม2เพศ",
        "รวมสองเพศ",  "รวมเพศ",    "ชายและหญิง",    "ชาย+หญิง",    "ชาย/หญิง", "ชาย-หญิง",
        "ชายหญิง",     "รวมชายหญิง", "รวมชายและหญิง", "all",        "both",    "bothsexes",
        "overall",    "sum",       "total",        "grandtotal", "m+f",     "malesandfemales"};
    return std::find(all.begin(), all.end(), key) != all.end() || key.starts_with("ทุกเพศ") ||
           key.starts_with("ทุกกลุ่ม") || key.starts_with("ทุกประเภท") || key.starts_with("ทุกสถานะ") ||
           key.starts_with("ทุกช่วงอายุ") || key.starts_with("ทุกอายุ") || key.starts_with("ทุกสังกัด") ||
           key.starts_with("รวมทุก") || key.starts_with("ไม่แยก");
}

/// True where rows of one area each tell by their words that they are not all children out of learning: a
/// column that nobody could leave unread.
bool tells_whom(const std::map<std::string, CountWords>& values, const Hint& hint) {
    if (values.size() < 2 || !(hint.other || hint.any())) return false;
    const auto others = [](const auto& one) {
        const CountWords& words = one.second;
        const ChildStatus status = words.meaning.status;
        return words.others || (status != ChildStatus::any && !is_out_of_learning(status));
    };
    const auto known_group = [](const auto& one) {
        return one.first.empty() || one.second.sum || !count_words(one.first).meaning.group.empty();
    };
    return std::any_of(values.begin(), values.end(), others) ||
           (!hint.age && !hint.sex && !hint.year && std::all_of(values.begin(), values.end(), known_group));
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
    if (says_all(value)) {
        out.sum = true;
        return out;
    }
    CountWords words = count_words(hint.age && number ? "อายุ " + value + " ปี" : value);
    if (number && !hint.age) return std::nullopt;
    if (words.plain && (words.any() || words.sum || words.out_of_school)) return words;
    if (hint.other && words.says_whom()) {
        words.plain = true;
        return words;
    }
    if (words.rest) {
        words.rest_of_sex = hint.sex;
        words.rest_of_age = hint.age;
        words.rest_of_agency = hint.agency;
        return words;
    }
    if (words.both_reasons && !words.share) {
        words.plain = true;
        return words;
    }
    // Pupils, households and teachers are no group of the children.
    if (words.others && !hint.agency) {
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
    if (!other.reason.empty()) into.reason = other.reason;
    if (other.period) into.period = other.period;
    into.sum = into.sum || other.sum;
    into.others = into.others || other.others;
    into.pupils = into.pupils || other.pupils;
    into.children = into.children || other.children;
    into.out_of_school = into.out_of_school || other.out_of_school;
    into.rest = into.rest || other.rest;
    into.rest_of_sex = into.rest_of_sex || other.rest_of_sex;
    into.rest_of_age = into.rest_of_age || other.rest_of_age;
    into.rest_of_agency = into.rest_of_agency || other.rest_of_agency;
    into.mixed = into.mixed || other.mixed;
    into.plain = into.plain && other.plain;
}

constexpr std::size_t most_values = 60;

/// The category of each value of a column; empty where it holds no categories.
std::map<std::string, CountWords> values_of(const Table& table, int column,
                                            const std::vector<std::uint64_t>& keys,
                                            const ColumnReading* said) {
    const std::string& header = table.header[static_cast<std::size_t>(column)];
    const Hint hint = hint_of(header, said);
    std::map<std::string, CountWords> out;
    for (auto row = table.rows.begin(); row != table.rows.end(); ++row) {
        if (keys[row.at()] == 0) continue;
        const std::string value = cell(*row, column);
        if (out.contains(value)) continue;
        const auto words = category_of(value, header, hint);
        if (!words || out.size() == most_values) return {};
        out.emplace(value, *words);
    }
    const bool any = std::any_of(out.begin(), out.end(),
                                 [](const auto& one) { return one.second.any() || one.second.others; });
    return any ? out : std::map<std::string, CountWords>{};
}

/// How many keys stand in an earlier row too.
std::size_t repeated(std::vector<std::uint64_t> keys) {
    std::sort(keys.begin(), keys.end());
    std::size_t out = 0;
    for (std::size_t i = 1; i < keys.size(); ++i)
        if (keys[i] != 0 && keys[i] == keys[i - 1]) ++out;
    return out;
}

/// The category of each row, and those that stand in the table.
class Categories {
public:
    Categories(const Table& table, const std::vector<std::uint64_t>& keys, LongForm& out)
        : table_(table), keys_(keys), out_(out) {}

    /// How many rows are still of the same area and category as one before them.
    std::size_t find(const std::vector<std::map<std::string, CountWords>>& values) {
        constexpr std::uint32_t none = 0xffffffffU;
        std::vector<std::uint32_t> category_of_name;
        std::vector<std::uint64_t> whole_keys;
        whole_keys.reserve(table_.rows.size());
        out_.category_of.reserve(table_.rows.size());
        std::map<std::string, std::uint32_t> names;
        std::string name;
        for (auto row = table_.rows.begin(); row != table_.rows.end(); ++row) {
            const std::uint64_t key = keys_[row.at()];
            name.clear();
            for (std::size_t k = 0; k < out_.columns.size(); ++k) {
                const std::string value = cell(*row, out_.columns[k]);
                if (values[k].contains(value)) name += '\x1f' + value;
            }
            const auto at = names.emplace(name, static_cast<std::uint32_t>(names.size())).first->second;
            if (at == category_of_name.size()) category_of_name.push_back(none);
            // Rows of totals and those that are held bring no category of their own.
            if (key != 0 && category_of_name[at] == none) {
                category_of_name[at] = static_cast<std::uint32_t>(out_.categories.size());
                out_.categories.push_back(words_of(*row, values));
                out_.names.push_back(written(name));
            }
            out_.category_of.push_back(at);
            whole_keys.push_back(key == 0 ? 0
                                          : std::max<std::uint64_t>(1, (key ^ at * multiplier) * multiplier));
        }
        for (std::uint32_t& category : out_.category_of)
            category = category_of_name[category] == none ? 0 : category_of_name[category];
        return repeated(std::move(whole_keys));
    }

private:
    /// "สพฐ. / ชาย"
    static std::string written(const std::string& name) {
        std::string out;
        for (const char c : name.substr(std::min<std::size_t>(1, name.size())))
            out += c == '\x1f' ? std::string{" / "} : std::string(1, c);
        return out;
    }

    static constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15U;

    CountWords words_of(const Table::Row& row, const std::vector<std::map<std::string, CountWords>>& values) {
        CountWords words;
        words.plain = true;
        for (std::size_t k = 0; k < out_.columns.size(); ++k)
            if (const auto found = values[k].find(cell(row, out_.columns[k])); found != values[k].end())
                merge(words, found->second);
        return words;
    }

    const Table& table_;
    const std::vector<std::uint64_t>& keys_;
    LongForm& out_;
};

}  // namespace

LongForm long_form(const Table& table, const std::vector<int>& of_areas,
                   const std::vector<std::uint64_t>& keys, const Reading& reading, ImportReport& report) {
    LongForm out;
    const std::size_t twice = repeated(keys);
    bool by_person = false, by_words = false;
    std::vector<std::map<std::string, CountWords>> values;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        if (std::binary_search(of_areas.begin(), of_areas.end(), c)) continue;
        const auto at =
            std::find_if(reading.columns.begin(), reading.columns.end(), [&](const ColumnReading& one) {
                return one.column == c && one.header == table.header[static_cast<std::size_t>(c)];
            });
        const bool said = at != reading.columns.end();
        const bool category = said && (at->role == ColumnRole::category || at->role == ColumnRole::year);
        if (said && !category) continue;
        auto found = values_of(table, c, keys, said ? &*at : nullptr);
        const bool tells =
            !found.empty() && tells_whom(found, hint_of(table.header[static_cast<std::size_t>(c)], nullptr));
        if (found.empty() || (!category && twice == 0 && !tells)) continue;
        by_words = by_words || (twice == 0 && tells);
        by_person = by_person || category;
        out.columns.push_back(c);
        values.push_back(std::move(found));
    }
    if (out.columns.empty()) return out;
    const std::size_t still = Categories(table, keys, out).find(values);
    if (out.categories.empty()) return {};
    const bool is_long =
        by_person || by_words || (twice > still && (twice - still) * 10 >= table.rows.size());
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
    report.repairs.push_back({"long_form", report.file, table.sheet, 0, rows::cut(names, 160), "",
                              grouped(static_cast<std::int64_t>(out.categories.size()))});
    return out;
}

std::vector<CountSeries> long_series(const Table& table, const LongForm& form, const CountColumns& columns,
                                     const Reading& reading, ImportReport& report) {
    CountColumns all;
    all.of_rows = true;
    all.table_counts = true;
    for (std::size_t k = 0; k < form.categories.size(); ++k) {
        const CountWords& category = form.categories[k];
        for (std::size_t i = 0; i < columns.column.size(); ++i) {
            CountWords words = columns.words[i];
            words.plain = words.plain || words.children;
            merge(words, category);
            if (category.period)
                words.meaning.date_iso.clear();  // the row's year goes before the column's day
            CountSeries series = columns.series[i];
            series.in_total = false;
            take_meaning(series, words, reading);
            if (series.status != ChildStatus::any) series.id = child_status_name(series.status);
            if (series.group.empty()) series.group = columns.series[i].group;
            if (series.agency.empty()) series.agency = columns.series[i].agency;
            all.category.push_back(form.names[k]);
            all.column.push_back(columns.column[i]);
            all.scale.push_back(columns.scale_of(i));
            all.is_whole.push_back(columns.is_whole[i] && !category.any());
            all.words.push_back(std::move(words));
            all.series.push_back(std::move(series));
        }
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
