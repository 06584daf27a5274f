#include "geo/study/doubt.h"

#include "geo/access/rates.h"
#include "geo/base/ensure.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace geo {
namespace {

/// Months since year 0, and the day in the last of them.
struct MonthAndDay {
    int month = 0, day = 0;
};

std::optional<MonthAndDay> month_and_day(std::string_view iso) {
    const auto number = [&](std::size_t from, std::size_t count, int least, int most) -> std::optional<int> {
        int value = 0;
        const char* const begin = iso.data() + from;
        const auto [end, trouble] = std::from_chars(begin, begin + count, value);
        if (trouble != std::errc{} || end != begin + count || value < least || value > most) return {};
        return value;
    };
    if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return {};
    const auto year = number(0, 4, 1, 9999);
    const auto month = iso.size() < 7 ? std::optional{12} : number(5, 2, 1, 12);
    const auto day = iso.size() < 10 ? std::optional{31} : number(8, 2, 1, 31);
    if (!year || !month || !day) return {};
    return MonthAndDay{*year * 12 + *month, *day};
}

}  // namespace

std::string newest_day(const Dataset& data) {
    std::string out;
    const auto take = [&](const std::string& day) {
        if (day > out && month_and_day(day)) out = day;
    };
    for (const SourceFile& source : data.sources) take(source.imported_iso);
    for (const CountSeries& series : *data.counts) take(series.date_iso);
    return out;
}

std::string age_day(const Study& study) {
    return study.map.age_on.empty() ? newest_day(*study.data) : study.map.age_on;
}

int months_between(std::string_view day, std::string_view later) {
    const auto from = month_and_day(day), until = month_and_day(later);
    if (!from || !until) return 0;
    return std::max(0, until->month - from->month - (until->day < from->day ? 1 : 0));
}

bool is_older_than(std::string_view day, std::string_view later, int months) {
    const auto from = month_and_day(day), until = month_and_day(later);
    if (!from || !until) return false;
    const int between = until->month - from->month;
    return between > months || (between == months && until->day > from->day);
}

std::vector<Doubt> doubts_of(const Study& study, const Demand& demand, Level level) {
    const Areas& areas = *study.data->areas;
    std::array<std::vector<Doubt>, 4> by_level;
    for (const Level l : all_levels) by_level[static_cast<std::size_t>(l)].resize(areas.at(l).size());

    const std::string today = age_day(study);
    for (const CountSeries& series : *study.data->counts) {
        if (!is_chosen(series, study.scenario().travel.children)) continue;
        const bool old = is_older_than(series.date_iso, today, study.map.old_months);
        for (const CountCell& cell : series.cells) {
            if (cell.state != CellState::value || !cell.area.valid()) continue;
            Doubt& here = by_level[static_cast<std::size_t>(cell.level)].at(cell.area.row());
            here.children_milli += cell.children_milli;
            if (!old || cell.children_milli == 0) continue;
            here.old_milli += cell.children_milli;
            if (here.oldest_day.empty() || series.date_iso < here.oldest_day)
                here.oldest_day = series.date_iso;
        }
    }
    std::vector<Doubt>& finest = by_level[static_cast<std::size_t>(areas.finest())];
    if (demand.placed_on.size() == finest.size())
        for (std::size_t a = 0; a < finest.size(); ++a)
            if (demand.placed_on[a] == PlacedOn::people || demand.placed_on[a] == PlacedOn::school_age ||
                demand.placed_on[a] == PlacedOn::built_up)
                finest[a].modelled_milli = finest[a].children_milli;

    for (std::size_t l = 3; l > static_cast<std::size_t>(level); --l)
        for (std::size_t a = 0; a < by_level[l].size(); ++a) {
            const Doubt& part = by_level[l][a];
            Doubt& whole = by_level[l - 1][areas.levels[l].parent[a].row()];
            whole.children_milli += part.children_milli;
            whole.old_milli += part.old_milli;
            whole.modelled_milli += part.modelled_milli;
            if (!part.oldest_day.empty() && (whole.oldest_day.empty() || part.oldest_day < whole.oldest_day))
                whole.oldest_day = part.oldest_day;
        }
    std::vector<Doubt> out = std::move(by_level[static_cast<std::size_t>(level)]);
    for (Doubt& doubt : out) doubt.few = is_few(doubt.children_milli);
    return out;
}

DoubtOfNumber doubt_of_number(const Doubt& doubt, Indicator indicator) {
    return {doubt.old(), doubt.few && is_rate(indicator),
            doubt.modelled() && indicator != Indicator::children};
}

}  // namespace geo
