// Bands for the map: nobody lies in one that is beyond the own way, and what stands beside them is counted.
#include "geo/study/travel_bands.h"

#include "geo/geom/measure.h"
#include "geo/study/analysis.h"
#include "geo/study/place_search.h"
#include "tests/support/demo_data.h"
#include "tests/support/small_study.h"
#include "tests/support/test.h"

#include <stop_token>

namespace travel_bands_test {

using namespace geo;

namespace {

struct Made {
    Study study;
    std::shared_ptr<const Results> results;
    std::shared_ptr<const TravelBands> bands;
    explicit Made(Study of, BandsQuestion question = {}) : study(std::move(of)) {
        // Coarser than the window asks for: more lives in a cell that its middle does not tell.
        question.most_cells = std::min(question.most_cells, std::size_t{test::rounds(200'000)});
        const auto run = Analysis{}.run(study, {});
        REQUIRE(run);
        results = *run;
        auto made = travel_bands(study, *results, question, {});
        REQUIRE(made);
        bands = *made;
    }
    std::uint8_t band_at(LonLat at) const {
        const std::size_t cell = bands->cell_at(Plane(bands->plane_centre).metres_from_lonlat(at));
        return cell == bands->size() ? std::uint8_t{0} : bands->band[cell];
    }
    /// Villages and children that lie in a band whose limit is less than their own way.
    std::size_t promised_too_much() const {
        std::vector<LonLat> to, from;
        for (const std::uint32_t number : results->destinations.fitting)
            to.push_back(results->destinations.at(number));
        for (const Village& village : *study.data->villages) from.push_back(village.at);
        for (const LonLat at : results->demand->at) from.push_back(at);
        // The network is built anew: it is not the results' own.
        const auto search = PlaceSearch::of(study, Progress{});
        REQUIRE(search);
        const auto found = search->nearest(from, to, bands->limits.front().metric, {});
        REQUIRE(found);
        std::size_t out = 0;
        for (std::size_t i = 0; i < from.size(); ++i)
            if (const std::uint8_t band = band_at(from[i]); band != 0)
                out += covers(bands->limits[band - 1U], found->trips[i]) ? 0 : 1;
        return out;
    }
    std::size_t cells_in_bands() const {
        return bands->size() -
               static_cast<std::size_t>(std::count(bands->band.begin(), bands->band.end(), 0));
    }
};

Study of_demo() {
    Study study;
    study.data = test::demo_data();
    return study;
}

/// A new road across the country, a slower class, and a unit of the plan.
Study with_plan() {
    Study study = of_demo();
    Scenario& plan = study.scenario();
    const AreaLevel& amphoe = study.data->areas->at(Level::amphoe);
    NewRoad road;
    road.line = {amphoe.inner.front(), amphoe.inner.back()};
    plan.road_edits.push_back({RoadEditId{1U}, "", road});
    PlannedUnit unit;
    unit.id = UnitId{1U};
    unit.at = amphoe.inner[1];
    plan.units.push_back(unit);
    return study;
}

}  // namespace

TEST_CASE("no village and no child lies in a band that is beyond its way, by any way to travel",
          "[bands][demo]") {
    for (const Mode mode : {Mode::walk, Mode::bicycle, Mode::motorcycle, Mode::car, Mode::songthaew})
        for (const bool planned : {false, true}) {
            Study study = planned ? with_plan() : of_demo();
            study.scenario().travel.mode = mode;
            BandsQuestion coarse;
            coarse.most_cells =
                20'000;  // the coarser, the more lives in a cell that its middle does not tell
            const Made made(study, coarse);
            CAPTURE(static_cast<int>(mode), planned, made.bands->cell_m);
            CHECK(made.cells_in_bands() > 100);
            CHECK(made.bands->cells_moved > 0);
            CHECK(made.promised_too_much() == 0);
        }
}

TEST_CASE("no village lies in a band beyond its way by the kilometre, in the rains or by the straight line",
          "[bands][demo]") {
    Study km = with_plan();
    km.scenario().travel.within = {{Metric::length, 5'000'000}, {Metric::time, 30 * 60'000}};
    const Made by_km(km);
    REQUIRE(by_km.bands->limits.size() == 4);
    CHECK(by_km.bands->limits[1] == Threshold{Metric::length, 5'000'000});
    CHECK(by_km.promised_too_much() == 0);
    Study rains = with_plan();
    rains.scenario().travel.season = Season::rainy;
    rains.scenario().travel.unpaved_in_rain = UnpavedInRain::closed;
    CHECK(Made(rains).promised_too_much() == 0);
    Study line = of_demo();
    line.scenario().travel.basis = Basis::straight_line;
    const Made estimate(line);
    CHECK(estimate.bands->estimate);
    CHECK(estimate.promised_too_much() == 0);
}

TEST_CASE("numbers beside bands are those of coverage", "[bands][demo]") {
    Study study = of_demo();
    study.scenario().travel.within = {{Metric::time, 30 * 60'000}};
    const Made made(study);
    REQUIRE(made.bands->limits.size() == 3);
    REQUIRE(made.bands->coverage.size() == 3);
    CHECK(made.bands->coverage[1] == made.results->coverage.front());
    study.scenario().travel.within = {{Metric::time, 60 * 60'000}, {Metric::time, 15 * 60'000}};
    const Made two(study);
    REQUIRE(two.bands->limits.size() == 2);  // those that were asked for, and no other
    CHECK(two.bands->limits[0].limit == 15 * 60'000);
    CHECK(two.bands->coverage[0] == two.results->coverage[1]);
    CHECK(made.bands->coverage[0].rows == two.bands->coverage[0].rows);
    CHECK(made.bands->coverage[2].rows == two.bands->coverage[1].rows);
}

TEST_CASE("bands follow a unit of the plan that moves", "[bands][demo]") {
    Study study = with_plan();
    const Made before(study);
    const LonLat there = study.scenario().units[0].at;
    CHECK(before.band_at(there) == 1);
    // Somewhere that is in no band yet.
    LonLat far;
    const Plane plane(before.bands->plane_centre);
    for (const Village& village : *study.data->villages)
        if (before.band_at(village.at) != 1) far = village.at;
    REQUIRE(far.lat != 0);
    study.scenario().units[0].at = far;
    const Made after(study);
    CHECK(after.band_at(far) == 1);
    CHECK(after.bands->band != before.bands->band);
}

TEST_CASE("bands of one area end a cell beyond it, and cells are as fine as was asked for", "[bands][demo]") {
    const Study study = of_demo();
    const Areas& areas = *study.data->areas;
    BandsQuestion question;
    question.area_code = areas.at(Level::amphoe).code[3];
    question.most_cells = 30'000;
    const Made made(study, question);
    CHECK(made.bands->size() <= 30'000);
    BandsQuestion whole;
    whole.most_cells = 30'000;
    CHECK(Made(study, whole).bands->cell_m > made.bands->cell_m);
    const Plane plane(made.bands->plane_centre);
    double furthest_m = 0;
    for (std::size_t cell = 0; cell < made.bands->size(); ++cell)
        if (made.bands->band[cell] != 0)
            furthest_m =
                std::max(furthest_m, metres_outside(areas.at(Level::amphoe).shape[3],
                                                    plane.lonlat_from_metres(made.bands->middle(cell))));
    CHECK(made.cells_in_bands() > 100);
    CHECK(furthest_m < 1.5 * made.bands->cell_m);
    question.area_code = "no such area";
    const auto none = travel_bands(made.study, *made.results, question, {});
    REQUIRE_FALSE(none);
    CHECK(none.error().fault == Fault::not_found);
}

TEST_CASE("bands that nobody waits for any more are not made", "[bands]") {
    const Made made(test::study_of_two());
    std::stop_source stop;
    stop.request_stop();
    Progress::Meter meter;
    const auto none = travel_bands(made.study, *made.results, {}, Progress{stop.get_token(), &meter});
    REQUIRE_FALSE(none);
    CHECK(none.error().fault == Fault::cancelled);
}

}  // namespace travel_bands_test
