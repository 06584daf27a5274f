// The checks that results make of themselves hold on right results and fail on results that were tampered
// with.
#include "geo/study/self_checks.h"

#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

#include <algorithm>
#include <set>
#include <string>

namespace self_checks_test {

using namespace geo;

namespace {

Study demo() {
    Study study;
    study.data = test::demo_data();
    return study;
}

/// Names of the checks that fail.
std::set<std::string> failing(const Study& study, const Results& results) {
    std::set<std::string> out;
    const auto checks = *self_checks(study, results, {});
    REQUIRE(checks.size() == check_kinds);
    for (std::size_t i = 0; i < checks.size(); ++i) {
        CHECK(static_cast<std::size_t>(checks[i].kind) == i);
        CHECK(checks[i].passed == (checks[i].wrong == 0));
        if (!checks[i].passed) out.insert(check_name(checks[i].kind));
    }
    return out;
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("right results pass every check, whatever was asked", "[checks][analysis]") {
    Study study = demo();
    Scenario& plan = study.scenario();
    plan.travel.basis = GENERATE(Basis::roads, Basis::straight_line);
    if (GENERATE(false, true)) plan.travel.within = {Threshold{Metric::length, 6000000}};
    add_unit(plan, (*study.data->villages)[30].at);
    Analysis analysis;
    REQUIRE(analysis.run(study, {}));
    plan.units.front().at = (*study.data->villages)[90].at;  // repaired, not computed from nothing
    const auto results = *analysis.run(study, {});
    CHECK(failing(study, *results) == Names{});
    const auto checks = *self_checks(study, *results, {});
    for (const SelfCheck& one : checks)
        CHECK(one.looked_at > (one.kind == CheckKind::levels_add_up ? 40 : 400));
}

TEST_CASE("numbers that were tampered with are found", "[checks][analysis]") {
    const Study study = demo();
    const auto right = *Analysis{}.run(study, {});
    const auto& fine = right->coverage.front().at(Level::tambon);
    const std::size_t reached = static_cast<std::size_t>(std::find_if(fine.begin(), fine.end(),
                                                                      [](const CoverageRow& row) {
                                                                          return row.covered_milli > 9000 &&
                                                                                 row.uncovered_milli > 9000;
                                                                      }) -
                                                         fine.begin());
    REQUIRE(reached < fine.size());
    Results wrong = *right;
    SECTION("a row whose parts are not its sum") {
        wrong.coverage[0].rows[3][reached].covered_milli += 1000;
        CHECK(failing(study, wrong).contains("states_add_up"));
        CHECK(failing(study, wrong).contains("levels_add_up"));
        CHECK(failing(study, wrong).contains("counted_again"));
    }
    SECTION("a province that is not the sum of its amphoe") {
        wrong.coverage[0].rows[1][0].covered_milli -= 1000;
        wrong.coverage[0].rows[1][0].uncovered_milli += 1000;
        CHECK(failing(study, wrong) == Names{"doubled_children", "levels_add_up"});
    }
    SECTION("a child more than the files have") {
        Dataset data = *study.data;
        auto counts = *data.counts;
        for (CountSeries& series : counts)
            if (is_chosen(series, {})) {
                series.cells.front().children_milli += 1000;
                break;
            }
        data.counts = std::make_shared<const std::vector<CountSeries>>(counts);
        Study other = study;
        other.data = std::make_shared<const Dataset>(data);
        CHECK(failing(other, wrong) == Names{"counts_kept"});
    }
    SECTION("a trip that is longer than it is, and counted so") {
        auto trips = *right->time_trips;
        const auto one = std::find_if(trips.begin(), trips.end(),
                                      [](const Trip& trip) { return covers(Threshold{}, trip); });
        one->time_ms = Threshold{}.limit + 1;
        wrong.time_trips = std::make_shared<const std::vector<Trip>>(trips);
        const Names names = failing(study, wrong);
        CHECK(names.contains("from_nothing"));
        CHECK(names.contains("other_order"));
        CHECK(names.contains("counted_again"));
        CHECK_FALSE(names.contains("another_place"));
    }
    SECTION("a trip that is shorter than it is") {
        auto trips = *right->time_trips;
        const auto far = std::find_if(trips.begin(), trips.end(), [](const Trip& trip) {
            return trip.status == TripStatus::reached && trip.time_ms > 600000;
        });
        REQUIRE(far != trips.end());
        far->time_ms = 1;
        wrong.time_trips = std::make_shared<const std::vector<Trip>>(trips);
        CHECK(failing(study, wrong).contains("another_place"));
    }
    SECTION("children called unreachable who have a way") {
        for (std::size_t l = 0; l < 4; ++l) {
            const std::size_t row =
                study.data->areas->ancestor(Level::tambon, AreaId{reached}, static_cast<Level>(l)).row();
            wrong.coverage[0].rows.at(l)[row].uncovered_milli -= 1000;
            wrong.coverage[0].rows.at(l)[row].unreachable_milli += 1000;
        }
        CHECK(failing(study, wrong) == Names{"doubled_children", "farther_limit"});
    }
    SECTION("an area whose children are not those of its points") {
        for (std::size_t l = 0; l < 4; ++l) {
            const std::size_t row =
                study.data->areas->ancestor(Level::tambon, AreaId{reached}, static_cast<Level>(l)).row();
            wrong.coverage[0].rows.at(l)[row].uncovered_milli += 1000;
            wrong.coverage[0].rows.at(l)[row].children_milli += 1000;
        }
        const Names names = failing(study, wrong);
        CHECK(names.contains("counts_kept"));
        CHECK(names.contains("no_place"));
    }
}

}  // namespace self_checks_test
