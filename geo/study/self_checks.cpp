#include "geo/study/self_checks.h"

#include "geo/access/coverage.h"
#include "geo/base/ensure.h"
#include "geo/study/analysis.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace geo {
namespace {

class Checks {
public:
    Checks(const Study& study, const Results& results)
        : areas_(*study.data->areas), study_(study), results_(results), demand_(*results.demand) {}

    Result<std::vector<SelfCheck>> run(const Progress& progress) {
        states_add_up();
        levels_add_up();
        counts_kept();
        counted_again();
        farther_limit();
        doubled_children();
        if (progress.cancelled()) return fail(Fault::cancelled);
        progress.at(0.2);
        TRY_VOID(searched(progress.part(0.2, 1, "checks.stage")));
        ENSURE(out_.size() == check_kinds);
        return std::move(out_);
    }

private:
    const CoverageTable& table() const { return results_.coverage.front(); }
    Metric metric() const { return table().within.metric; }
    const std::vector<Trip>& trips() const {
        return metric() == Metric::time ? *results_.time_trips : *results_.length_trips;
    }
    CoverageTable covered_by(const Demand& demand, std::span<const Trip> trips,
                             const Threshold& within) const {
        return coverage(areas_, demand, trips, trips, within);
    }

    /// Runs `holds` over 0 .. n - 1.
    template <class Holds>
    void check(CheckKind kind, std::size_t n, const Holds& holds) {
        SelfCheck one{kind, false, static_cast<std::int64_t>(n), 0};
        for (std::size_t i = 0; i < n; ++i)
            if (!holds(i)) ++one.wrong;
        one.passed = one.wrong == 0;
        out_.push_back(one);
    }
    /// Over every row of every level.
    template <class Holds>
    void check_rows(CheckKind kind, const Holds& holds) {
        std::vector<std::pair<Level, std::size_t>> rows;
        for (const Level level : all_levels)
            for (std::size_t a = 0; a < table().at(level).size(); ++a) rows.emplace_back(level, a);
        check(kind, rows.size(), [&](std::size_t i) { return holds(rows[i].first, rows[i].second); });
    }

    void states_add_up() {
        check_rows(CheckKind::states_add_up, [&](Level level, std::size_t a) {
            const CoverageRow& row = table().at(level)[a];
            return row.children_milli ==
                       row.covered_milli + row.uncovered_milli + row.unreachable_milli + row.unplaced_milli &&
                   std::min({row.covered_milli, row.uncovered_milli, row.unreachable_milli,
                             row.unplaced_milli}) >= 0;
        });
    }

    /// Children who are counted for an area itself have no place and lie in no area below it.
    void levels_add_up() {
        std::array<std::vector<std::array<std::int64_t, 4>>, 4> below;
        for (std::size_t l = 0; l < below.size(); ++l) {
            below.at(l).resize(areas_.levels.at(l).size());
            for (std::size_t a = 0; a < below.at(l).size(); ++a)
                below.at(l)[a][3] = demand_.unplaced_milli.at(l)[a];
        }
        for (std::size_t l = below.size() - 1; l > 0; --l)
            for (std::size_t a = 0; a < areas_.levels.at(l).size(); ++a) {
                const CoverageRow& row = table().rows.at(l)[a];
                auto& above = below.at(l - 1)[areas_.levels.at(l).parent[a].row()];
                above[0] += row.covered_milli;
                above[1] += row.uncovered_milli;
                above[2] += row.unreachable_milli;
                above[3] += row.unplaced_milli;
            }
        const Level finest = areas_.finest();
        std::vector<std::pair<Level, std::size_t>> holders;
        for (const Level level : all_levels)
            for (std::size_t a = 0; level < finest && a < table().at(level).size(); ++a)
                holders.emplace_back(level, a);
        check(CheckKind::levels_add_up, holders.size(), [&](std::size_t i) {
            const auto& [level, a] = holders[i];
            const CoverageRow& row = table().at(level)[a];
            return below.at(static_cast<std::size_t>(level))[a] ==
                   std::array{row.covered_milli, row.uncovered_milli, row.unreachable_milli,
                              row.unplaced_milli};
        });
    }

    /// The cells of the chosen series, added without any of what placed them.
    void counts_kept() {
        std::array<std::vector<std::int64_t>, 4> sums;
        for (std::size_t l = 0; l < sums.size(); ++l) sums.at(l).assign(areas_.levels.at(l).size(), 0);
        for (const CountSeries& series : *study_.data->counts)
            if (is_chosen(series, study_.scenario().travel.children))
                for (const CountCell& cell : series.cells)
                    for (const Level level : all_levels)
                        if (level <= cell.level)
                            sums.at(static_cast<std::size_t>(
                                level))[areas_.ancestor(cell.level, cell.area, level).row()] +=
                                cell.children_milli;
        check_rows(CheckKind::counts_kept, [&](Level level, std::size_t a) {
            return table().at(level)[a].children_milli == sums.at(static_cast<std::size_t>(level))[a];
        });
    }

    void counted_again() {
        const Level finest = areas_.finest();
        std::vector<std::int64_t> covered(areas_.at(finest).size(), 0), placed(covered.size(), 0);
        for (std::size_t i = 0; i < demand_.size(); ++i) {
            placed[demand_.area[i].row()] += demand_.children_milli[i];
            const Trip& trip = trips()[i];
            const std::uint32_t cost = metric() == Metric::time ? trip.time_ms : trip.length_mm;
            if (trip.status == TripStatus::reached && cost <= table().within.limit)
                covered[demand_.area[i].row()] += demand_.children_milli[i];
        }
        check(CheckKind::counted_again, covered.size(), [&](std::size_t a) {
            const CoverageRow& row = table().at(finest)[a];
            return row.covered_milli == covered[a] && row.children_milli - row.unplaced_milli == placed[a];
        });
    }

    void farther_limit() {
        Threshold farther = table().within;
        farther.limit = farther.limit > no_cost / 2 ? no_cost - 1 : farther.limit * 2;
        const CoverageTable more = covered_by(demand_, trips(), farther);
        check_rows(CheckKind::farther_limit, [&](Level level, std::size_t a) {
            return more.at(level)[a].covered_milli >= table().at(level)[a].covered_milli &&
                   more.at(level)[a].unreachable_milli == table().at(level)[a].unreachable_milli;
        });
    }

    void doubled_children() {
        Demand twice = demand_;
        for (std::int64_t& children : twice.children_milli) children *= 2;
        for (auto* by_level : {&twice.unplaced_milli, &twice.total_milli})
            for (auto& rows : *by_level)
                for (std::int64_t& children : rows) children *= 2;
        const CoverageTable doubled = coverage(areas_, twice, trips(), *results_.time_trips, table().within);
        check_rows(CheckKind::doubled_children, [&](Level level, std::size_t a) {
            const CoverageRow &one = table().at(level)[a], &two = doubled.at(level)[a];
            return two.children_milli == 2 * one.children_milli &&
                   two.covered_milli == 2 * one.covered_milli &&
                   two.uncovered_milli == 2 * one.uncovered_milli &&
                   two.unreachable_milli == 2 * one.unreachable_milli && two.median_ms == one.median_ms &&
                   two.p90_ms == one.p90_ms;
        });
    }

    /// Trips to these destinations, by number; `also` is one place more, the last.
    Result<std::vector<Trip>> search(std::span<const std::uint32_t> order, const LonLat* also,
                                     const Progress& progress) const {
        std::vector<Trip> out;
        if (results_.network == nullptr) {
            std::vector<LonLat> at;
            for (const std::uint32_t number : order) at.push_back(results_.destinations.at(number));
            if (also != nullptr) at.push_back(*also);
            TRY(out, straight_line_trips(at, demand_.at, profile_of(study_.scenario().travel), progress));
        } else {
            std::vector<Snap> sources;
            for (const std::uint32_t number : order) sources.push_back((*results_.place_snaps)[number]);
            if (also != nullptr) sources.push_back(snap(*results_.network, *also, SnapFor::place));
            TRY(out, nearest_trips(*results_.network, sources, *results_.point_snaps, metric(), progress));
        }
        for (Trip& trip : out)
            if (trip.status == TripStatus::reached)
                trip.source = trip.source < order.size() ? order[trip.source] : no_cost;
        return out;
    }

    Result<void> searched(const Progress& progress) {
        TRY(const std::vector<Trip> nowhere, search({}, nullptr, progress.part(0, 0.1, "checks.stage")));
        const CoverageTable nobody = covered_by(demand_, nowhere, table().within);
        check_rows(CheckKind::no_place, [&](Level level, std::size_t a) {
            const CoverageRow& row = nobody.at(level)[a];
            return row.covered_milli == 0 && row.uncovered_milli == 0 &&
                   row.children_milli == table().at(level)[a].children_milli;
        });
        const std::vector<std::uint32_t>& fitting = results_.destinations.fitting;
        const std::vector<std::uint32_t> turned(fitting.rbegin(), fitting.rend());
        TRY(const std::vector<Trip> other, search(turned, nullptr, progress.part(0.1, 0.3, "checks.stage")));
        // Of two places equally far another one may be named.
        check(CheckKind::other_order, other.size(), [&](std::size_t i) {
            return other[i].status == trips()[i].status &&
                   (other[i].status != TripStatus::reached ||
                    other[i].cost(metric()) == trips()[i].cost(metric()));
        });
        TRY(const std::vector<Trip> fresh, search(fitting, nullptr, progress.part(0.3, 0.6, "checks.stage")));
        check(CheckKind::from_nothing, fresh.size(), [&](std::size_t i) { return fresh[i] == trips()[i]; });
        // Where the way is longest a place does most.
        std::size_t farthest = 0;
        for (std::size_t i = 0; i < trips().size(); ++i)
            if (trips()[i].status == TripStatus::reached &&
                (trips()[farthest].status != TripStatus::reached ||
                 trips()[i].cost(metric()) > trips()[farthest].cost(metric())))
                farthest = i;
        if (demand_.size() == 0) {
            check(CheckKind::another_place, 0, [](std::size_t) { return true; });
            return {};
        }
        TRY(const std::vector<Trip> more,
            search(fitting, &demand_.at[farthest], progress.part(0.6, 1, "checks.stage")));
        check(CheckKind::another_place, more.size(), [&](std::size_t i) {
            return trips()[i].status != TripStatus::reached ||
                   (more[i].status == TripStatus::reached &&
                    more[i].cost(metric()) <= trips()[i].cost(metric()));
        });
        return {};
    }

    const Areas& areas_;
    const Study& study_;
    const Results& results_;
    const Demand& demand_;
    std::vector<SelfCheck> out_;
};

}  // namespace

const char* check_name(CheckKind kind) {
    constexpr std::array<const char*, check_kinds> names = {
        "states_add_up",    "levels_add_up", "counts_kept", "counted_again", "farther_limit",
        "doubled_children", "no_place",      "other_order", "from_nothing",  "another_place"};
    return names.at(static_cast<std::size_t>(kind));
}

CheckSum sum_of(const std::vector<SelfCheck>& checks) {
    return {checks.size(),
            static_cast<std::size_t>(std::count_if(checks.begin(), checks.end(),
                                                   [](const SelfCheck& one) { return one.passed; }))};
}

Result<std::vector<SelfCheck>> self_checks(const Study& study, const Results& results,
                                           const Progress& progress) {
    return Checks(study, results).run(progress);
}

}  // namespace geo
