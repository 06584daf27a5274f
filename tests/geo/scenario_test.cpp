// What a planner changes: new units, places that close or open, and what the analysis makes of it.
#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

#include <algorithm>
#include <random>

namespace scenario_test {

using namespace geo;

namespace {

Study demo_study() {
    Study study;
    study.data = test::demo_data();
    study.scenario().travel.within = {Threshold{}, Threshold{Metric::length, 6000000}};
    study.scenario().travel.services = service_non_formal;
    return study;
}

std::int64_t covered_in(const Results& results) {
    return results.coverage[0].at(Level::country)[0].covered_milli;
}

/// What the units do and what it was before, each by a computation of its own.
void check_effects(const Study& study, const Results& results) {
    Study as_it_is = study;
    as_it_is.scenario().units.clear();
    as_it_is.scenario().changes.clear();
    const auto today = *Analysis{}.run(as_it_is, {});
    REQUIRE(today->today.empty());
    if (study.scenario().is_plan()) REQUIRE(results.today == today->coverage);
    const Threshold within = study.scenario().travel.within[0];
    for (std::size_t k = 0; k < results.unit_effects.size(); ++k) {
        Study without = study;
        remove_unit(without.scenario(), study.scenario().units[k].id);
        REQUIRE(results.unit_effects[k].newly_milli ==
                covered_in(results) - covered_in(**Analysis{}.run(without, {})));
        const auto trips =
            results.network == nullptr
                ? *straight_line_trips(std::vector<LonLat>{study.scenario().units[k].at}, results.demand->at,
                                       profile_of(study.scenario().travel), {})
                : *nearest_trips(*results.network,
                                 std::vector<Snap>{(*results.place_snaps)[study.data->places->size() + k]},
                                 *results.point_snaps, within.metric, {});
        std::int64_t reaches = 0;
        for (std::size_t i = 0; i < trips.size(); ++i)
            if (trips[i].status == TripStatus::reached && trips[i].time_ms <= within.limit)
                reaches += results.demand->children_milli[i];
        REQUIRE(results.unit_effects[k].reaches_milli == reaches);
        REQUIRE(results.unit_effects[k].shared_milli() >= 0);
    }
}

}  // namespace

TEST_CASE("numbers of units are never used again", "[scenario]") {
    Scenario scenario;
    const UnitId one = add_unit(scenario, {101, 13}), two = add_unit(scenario, {102, 14});
    CHECK(one == UnitId{1U});
    CHECK(two == UnitId{2U});
    remove_unit(scenario, two);
    CHECK(unit_of(scenario, two) == nullptr);
    const UnitId three = add_unit(scenario, {103, 15});
    CHECK(three == UnitId{3U});
    REQUIRE(unit_of(scenario, three) != nullptr);
    CHECK(unit_of(scenario, three)->at == LonLat{103, 15});
    CHECK(scenario.units.size() == 2);
    scenario.units.resize(most_units);
    CHECK_FALSE(add_unit(scenario, {101, 13}).valid());
    CHECK(scenario.units.size() == most_units);
}

TEST_CASE("a new unit counts in the answer to the question that it was put for", "[scenario]") {
    Scenario scenario;
    scenario.travel.services = service_special;
    scenario.travel.place_kinds = 1U << static_cast<unsigned>(PlaceKind::special_centre);
    add_unit(scenario, {101, 13});
    const Destinations to = destinations(Dataset{}, scenario);
    REQUIRE(to.fitting == std::vector<std::uint32_t>{0});
    CHECK(to.is_unit(0));
    CHECK(to.name(0, Lang::en) == "Unit 1");
    CHECK(to.name(0, Lang::th) == "หน่วยที่ 1");
    CHECK(to.id(0) == "unit-1");
    scenario.travel.services = service_formal;
    CHECK(destinations(Dataset{}, scenario).fitting.empty());
}

TEST_CASE("a place that closes is no destination, one that is as it was imported is no change",
          "[scenario]") {
    Study study = demo_study();
    const auto before = destinations(*study.data, study.scenario());
    const std::uint32_t number = before.fitting[3];
    const Place& place = before.place(number);
    set_open(study.scenario(), place, false);
    auto without = before.fitting;
    std::erase(without, number);
    CHECK(destinations(*study.data, study.scenario()).fitting == without);
    set_open(study.scenario(), place, false);
    CHECK(study.scenario().changes.size() == 1);
    // The rows of a file that is read again may be others: the place is known by id and name.
    auto places = *study.data->places;
    std::reverse(places.begin(), places.end());
    Dataset turned = *study.data;
    turned.places = std::make_shared<const std::vector<Place>>(places);
    const auto open = open_places(turned, study.scenario());
    CHECK_FALSE(open[places.size() - 1 - number]);
    CHECK(std::count(open.begin(), open.end(), false) ==
          1 + std::count_if(places.begin(), places.end(), [](const Place& one) { return !one.open; }));
    set_open(study.scenario(), place, true);
    CHECK(study.scenario().changes.empty());
    CHECK(destinations(*study.data, study.scenario()).fitting == before.fitting);
}

TEST_CASE("what nobody's way depends on is not searched again", "[scenario][analysis]") {
    Study study = demo_study();
    study.scenario().travel.basis = GENERATE(Basis::roads, Basis::straight_line);
    const auto unit = add_unit(study.scenario(), (*study.data->villages)[5].at);
    Analysis analysis;
    const auto first = *analysis.run(study, {});
    unit_of(study.scenario(), unit)->name = "ห้องเรียนริมน้ำ";
    const auto named = *analysis.run(study, {});
    CHECK(named->time_trips == first->time_trips);
    CHECK(named->coverage == first->coverage);
    const auto with = study.scenario();
    remove_unit(study.scenario(), unit);
    const auto without = *analysis.run(study, {});
    CHECK(without->time_trips != first->time_trips);
    CHECK(*without->time_trips != *first->time_trips);
    study.scenario() = with;
    const auto back = *analysis.run(study, {});
    CHECK(*back->time_trips == *first->time_trips);
    CHECK(back->coverage == first->coverage);
    CHECK(back->unit_effects == first->unit_effects);
}

TEST_CASE("whatever is tried, repaired results are those of a computation from nothing",
          "[scenario][analysis]") {
    Study study = demo_study();
    study.scenario().travel.basis = GENERATE(Basis::roads, Basis::straight_line);
    std::mt19937 random(7);
    Analysis analysis;
    const auto& villages = *study.data->villages;
    const auto anywhere = [&] {
        const LonLat home = villages[random() % villages.size()].at;
        return LonLat{home.lon + static_cast<double>(random() % 100) * 1e-4, home.lat};
    };
    std::shared_ptr<const Results> last;
    int repaired = 0;
    for (int round = 0; round < test::rounds(60); ++round) {
        Scenario& scenario = study.scenario();
        const auto one = [&]() -> PlannedUnit& { return scenario.units[random() % scenario.units.size()]; };
        switch (random() % 8) {
            case 0:
            case 1:
                add_unit(scenario, anywhere());
                break;
            case 2:
                if (!scenario.units.empty()) remove_unit(scenario, one().id);
                break;
            case 3: {
                const Place& place = (*study.data->places)[random() % study.data->places->size()];
                set_open(scenario, place, random() % 2 == 0);
                break;
            }
            case 4:
                scenario.travel.within[random() % 2].limit =
                    600000 + static_cast<unsigned>(random() % 4000000);
                break;
            case 5:
                scenario.travel.services = random() % 2 == 0 ? service_non_formal : service_any;
                break;
            default:
                if (!scenario.units.empty()) one().at = anywhere();
        }
        INFO("change " << round);
        const auto now = *analysis.run(study, {});
        const auto fresh = *Analysis{}.run(study, {});
        REQUIRE(*now->time_trips == *fresh->time_trips);
        REQUIRE(*now->length_trips == *fresh->length_trips);
        REQUIRE(now->destinations.fitting == fresh->destinations.fitting);
        REQUIRE(now->coverage == fresh->coverage);
        REQUIRE(now->today == fresh->today);
        REQUIRE(now->unit_effects == fresh->unit_effects);
        if (round % 5 == 0) check_effects(study, *now);
        repaired += last != nullptr && last->network == now->network;
        last = now;
    }
    CHECK(6 * repaired >= 5 * (test::rounds(60) - 1));
}

TEST_CASE("a unit by the straight line counts as it does by road", "[scenario][analysis]") {
    Study study = demo_study();
    study.scenario().travel.basis = Basis::straight_line;
    const auto before = *Analysis{}.run(study, {});
    std::size_t far = 0;
    for (std::size_t i = 0; i < before->time_trips->size(); ++i)
        if ((*before->time_trips)[i].time_ms > (*before->time_trips)[far].time_ms) far = i;
    add_unit(study.scenario(), before->demand->at[far]);
    const auto after = *Analysis{}.run(study, {});
    const Trip trip = (*after->time_trips)[far];
    CHECK(trip.source == study.data->places->size());
    CHECK(after->destinations.is_unit(trip.source));
    CHECK(after->destinations.name(trip.source, Lang::en) == "Unit 1");
    CHECK(trip.time_ms < (*before->time_trips)[far].time_ms);
    CHECK(after->coverage[0].at(Level::country)[0].covered_milli >
          before->coverage[0].at(Level::country)[0].covered_milli);
}

}  // namespace scenario_test
