#include "geo/data/count_cuts.h"

#include "geo/base/text.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <filesystem>
#include <set>

namespace geo {
namespace {

constexpr unsigned by_sex = 1, by_agency = 2, by_age = 4, by_period = 8;

unsigned axes_of(const CountWords& words) {
    const CountMeaning& m = words.meaning;
    return (m.sex.empty() && !words.rest_of_sex ? 0U : by_sex) |
           ((m.agency.empty() || words.source) && !words.rest_of_agency ? 0U : by_agency) |
           (m.age_band.empty() && !words.rest_of_age ? 0U : by_age) | (words.period ? by_period : 0U);
}

bool is_cut(const std::vector<CountWords>& words, const std::vector<std::size_t>& parts, unsigned axes,
            bool rows) {
    if (parts.size() < 2) return false;
    std::set<std::string> sexes;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (const std::string& sex = words[parts[i]].meaning.sex; !sex.empty()) sexes.insert(sex);
        for (std::size_t k = 0; k < i; ++k)
            if (!are_disjoint(words[parts[i]], words[parts[k]])) return false;
    }
    return rows || (axes & by_sex) == 0 || sexes.size() == 2;
}

enum class MonthsAre : std::uint8_t { unclear, flow, stock };

/// What the words around the table say of its months.
MonthsAre said_of_months(const Table& table, const ImportReport& report, const Reading& reading) {
    if (const Decision* decision = decision_for(reading, "months_unclear", 0)) {
        if (decision->choice == "add_months") return MonthsAre::flow;
        if (decision->choice == "latest_month") return MonthsAre::stock;
    }
    std::string said =
        key_of(table.sheet) + " " + key_of(std::filesystem::path(report.file).filename().string());
    for (const Table::Line& title : table.titles) said += " " + key_of(title.text);
    for (const std::string& header : table.header) said += " " + key_of(header);
    const bool flow = rows::has(
        said, {"ค้นพบใหม่", "พบใหม่", "รายใหม่", "เพิ่มใหม่", "เข้าใหม่", "newlyfound", "newcases", "new_found"});
    const bool stock = rows::has(
        said, {"สะสม", "คงเหลือ", "ณวันที่", "ณสิ้นเดือน", "คงค้าง", "cumulative", "asof", "remaining", "stillout"});
    return flow == stock ? MonthsAre::unclear : flow ? MonthsAre::flow : MonthsAre::stock;
}

std::string text_of(const Period& period) {
    const int year = period.year + 543;
    return period.month == 0 ? std::to_string(year)
                             : std::to_string(period.month) + "/" + std::to_string(year);
}

}  // namespace

std::vector<std::size_t> disjoint_cut(const std::vector<CountWords>& words,
                                      const std::vector<std::size_t>& among, bool rows,
                                      const AddsUp& adds_up) {
    // The finest first; of two as fine the one with sexes, then agencies.
    std::array<unsigned, 15> order{};
    for (unsigned i = 0; i < order.size(); ++i) order.at(i) = i + 1;
    std::stable_sort(order.begin(), order.end(),
                     [](unsigned a, unsigned b) { return std::popcount(a) > std::popcount(b); });
    for (const unsigned axes : order) {
        std::vector<std::size_t> parts;
        for (const std::size_t i : among)
            if (axes_of(words[i]) == axes && (words[i].meaning.group.empty() || (axes & by_agency) != 0))
                parts.push_back(i);
        if (!is_cut(words, parts, axes, rows)) continue;
        // อื่น ๆ completes a cut of one kind.
        for (const std::size_t i : among)
            if (words[i].rest && axes_of(words[i]) == 0 && std::popcount(axes) == 1) parts.push_back(i);
        bool known = false;
        if (adds_up(parts, known)) return parts;
    }
    return {};
}

std::vector<std::size_t> of_latest(const std::vector<CountWords>& words,
                                   const std::vector<std::size_t>& among, const Table& table,
                                   const Reading& reading, const AddsUp& adds_up, ImportReport& report) {
    std::set<Period> periods;
    bool months = false;
    bool unknown_year = false;
    for (const std::size_t i : among)
        if (words[i].period) {
            periods.insert(*words[i].period);
            months = months || words[i].period->month > 0;
            unknown_year =
                unknown_year || (words[i].period->month == 0 && words[i].period->kind == YearKind::unknown);
        }
    if (unknown_year && reading.year_kind == YearKind::unknown) {
        ImportNote note{"year_kind_unknown", report.file, table.sheet, 0, "", text_of(*periods.rbegin()), ""};
        const bool told = std::any_of(report.warnings.begin(), report.warnings.end(),
                                      [](const ImportNote& one) { return one.kind == "year_kind_unknown"; });
        if (!told) report.warnings.push_back(std::move(note));
    }
    if (periods.size() < 2) return among;
    if (months) {
        MonthsAre are = said_of_months(table, report, reading);
        bool known = false;
        // A sender who adds the months himself says that they can be added.
        if (are == MonthsAre::unclear && adds_up(disjoint_cut(words, among, false, adds_up), known) && known)
            are = MonthsAre::flow;
        if (are == MonthsAre::flow) return among;
        if (are == MonthsAre::unclear) {
            ImportNote question{"months_unclear",           report.file, table.sheet, 0, "",
                                text_of(*periods.rbegin()), ""};
            question.fixes = {{"latest_month", ""}, {"add_months", ""}};
            report.problems.push_back(std::move(question));
        }
    }
    std::string older;
    for (const Period& period : periods)
        if (!(period == *periods.rbegin())) older += (older.empty() ? "" : ", ") + text_of(period);
    report.warnings.push_back({months ? "months_apart" : "years_apart", report.file, table.sheet, 0, "",
                               text_of(*periods.rbegin()), rows::cut(older, 160)});
    std::vector<std::size_t> out;
    for (const std::size_t i : among)
        if (words[i].period && *words[i].period == *periods.rbegin()) out.push_back(i);
    return out;
}

std::string date_of(const CountWords& words, const Reading& reading) {
    if (!words.period) return reading.date_iso;
    Period period = *words.period;
    if (period.month == 0 && period.kind == YearKind::unknown) period.kind = reading.year_kind;
    return last_day_of(period);
}

}  // namespace geo
