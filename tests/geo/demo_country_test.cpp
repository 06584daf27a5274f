#include "geo/data/demo/country_land.h"
#include "geo/data/demo/extras.h"
#include "geo/data/demo/grow.h"
#include "geo/data/demo/region.h"
#include "geo/geom/measure.h"
#include "tests/support/boundaries.h"
#include "tests/support/test.h"

#include <cmath>
#include <map>
#include <set>

namespace demo_country_test {

using namespace geo;
using namespace geo::demo;

namespace {

const Plan& plan() {
    static const Plan made = country_plan();
    return made;
}

/// Centroid of the outer rings, in degrees.
LonLat middle_of(const MultiPolygon& shape) {
    double twice = 0;
    LonLat sum{0, 0};
    for (const Polygon& polygon : shape)
        for (std::size_t i = 0; i < polygon.outer.size(); ++i) {
            const LonLat a = polygon.outer[i];
            const LonLat b = polygon.outer[(i + 1) % polygon.outer.size()];
            const double cross = a.lon * b.lat - b.lon * a.lat;
            twice += cross;
            sum.lon += (a.lon + b.lon) * cross;
            sum.lat += (a.lat + b.lat) * cross;
        }
    return {sum.lon / (3 * twice), sum.lat / (3 * twice)};
}

}  // namespace

TEST_CASE("the hand-written provinces are those of Thailand", "[demo]") {
    REQUIRE(plan().provinces.size() == 77);
    std::set<std::string> codes;
    std::set<std::string> names;
    std::size_t amphoe = 0;
    double area = 0;
    for (const PlannedProvince& province : plan().provinces) {
        codes.insert(province.code);
        names.insert(province.name.th);
        amphoe += province.amphoe;
        area += province.area_km2;
    }
    CHECK(codes.size() == 77);
    CHECK(names.size() == 77);
    CHECK(*codes.begin() == "10");
    CHECK(*codes.rbegin() == "96");
    CHECK(amphoe == 928);
    CHECK_THAT(area, Catch::Matchers::WithinRel(514000.0, 0.01));
}

TEST_CASE("the country's plane keeps areas and comes back to where it was", "[demo]") {
    for (const LonLat at :
         {LonLat{97.4, 18.5}, LonLat{105.6, 15.3}, LonLat{101.1, 5.7}, LonLat{99.9, 20.4}}) {
        const LonLat back = plan().plane.lonlat(plan().plane.km(at));
        CHECK_THAT(back.lon, Catch::Matchers::WithinAbs(at.lon, 1e-6));
        CHECK_THAT(back.lat, Catch::Matchers::WithinAbs(at.lat, 1e-6));
        // A square of ten kilometres in the plane is a hundred square kilometres on the ellipsoid.
        const Km from = plan().plane.km(at);
        MultiPolygon square(1);
        for (const Km corner : {Km{0, 0}, Km{10, 0}, Km{10, 10}, Km{0, 10}})
            square[0].outer.push_back(plan().plane.lonlat({from.x + corner.x, from.y + corner.y}));
        CHECK_THAT(geodesic_area_m2(square), Catch::Matchers::WithinRel(1e8, 0.012));
    }
}

TEST_CASE("land, sea and neighbours lie where they should", "[demo]") {
    const CountryLand land(plan().outline, 5);
    const auto kind = [&](double lon, double lat) { return land.at(plan().plane.km({lon, lat})).kind; };
    CHECK(kind(100.5, 13.9) == Ownership::own);    // Bangkok
    CHECK(kind(98.98, 18.79) == Ownership::own);   // Chiang Mai
    CHECK(kind(104.85, 15.23) == Ownership::own);  // Ubon
    CHECK(kind(98.35, 7.95) == Ownership::own);    // Phuket
    CHECK(kind(100.5, 12.5) == Ownership::sea);    // the Gulf
    CHECK(kind(97.0, 8.0) == Ownership::sea);      // the Andaman Sea
    CHECK(kind(102.6, 19.9) == Ownership::abroad);
    CHECK(kind(96.9, 16.9) == Ownership::abroad);
    CHECK(kind(104.9, 12.5) == Ownership::abroad);
    // Hills where the hand-written ridges are, plain between them.
    CHECK(land.at(plan().plane.km({98.5, 18.6})).height > 0.3);
    CHECK(land.at(plan().plane.km({100.3, 15.3})).height < 0.2);
}

TEST_CASE("every province of the made-up country is as large as planned", "[demo][slow]") {
    const Lattice lattice = make_lattice(plan(), 2567);
    const auto owner = country_provinces(plan(), lattice);
    const double cell_km2 = lattice.side_km * lattice.side_km * 1.5 * std::sqrt(3.0);
    std::vector<double> area(77, 0);
    double own = 0;
    std::size_t abroad = 0, nobodys = 0;
    for (std::size_t cell = 0; cell < lattice.size(); ++cell) {
        const bool ours = lattice.land[cell] != 0 && lattice.abroad[cell] == 0;
        own += ours ? cell_km2 : 0;
        // All land that is ours is somebody's (but for the lattice's edge); nothing abroad is.
        if (lattice.abroad[cell] != 0 && owner[cell] != none) ++abroad;
        if (ours && owner[cell] == none) ++nobodys;
        if (ours && owner[cell] != none) area[owner[cell]] += cell_km2;
    }
    REQUIRE(abroad == 0);
    REQUIRE(nobodys == 0);
    CHECK_THAT(own, Catch::Matchers::WithinRel(514000.0, 0.02));
    std::size_t near = 0;
    for (std::size_t p = 0; p < 77; ++p) {
        INFO(plan().provinces[p].name.en << " " << area[p]);
        CHECK_THAT(area[p], Catch::Matchers::WithinRel(plan().provinces[p].area_km2, 0.2));
        near += std::abs(area[p] / plan().provinces[p].area_km2 - 1) < 0.1 ? 1 : 0;
    }
    CHECK(near >= 70);
}

TEST_CASE("the hand-written table agrees with the real provinces", "[demo][real]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto real = test::read_boundaries(
        "/vsizip/" + (*data / "boundaries" / "tha_adm1_province_shapefile.zip").string(), "tha_adm1_province",
        "ADM1_PCODE");
    REQUIRE(real.areas.size() == 77);
    for (std::size_t i = 0; i < real.areas.size(); ++i) {
        const auto& rows = plan().provinces;
        const auto row = std::find_if(rows.begin(), rows.end(),
                                      [&](const PlannedProvince& p) { return p.code == real.codes[i]; });
        REQUIRE(row != rows.end());
        INFO(row->name.en);
        CHECK_THAT(geodesic_area_m2(real.areas[i]) / 1e6, Catch::Matchers::WithinRel(row->area_km2, 0.1));
        const LonLat written = plan().plane.lonlat(row->middle);
        const LonLat middle = middle_of(real.areas[i]);
        CHECK(std::abs(written.lon - middle.lon) <= 0.2);
        CHECK(std::abs(written.lat - middle.lat) <= 0.2);
    }
}

TEST_CASE("the children are as many as planned, in the country and in a province of its own figure",
          "[demo]") {
    Plan small = region_plan();
    small.children = 30000;
    const Lattice lattice = make_lattice(small, 2567);
    const Division division = divide(small, lattice, 2667);
    Region areas;
    add_areas(small, areas, lattice, division, 2767);
    auto settlements = settle(small, lattice, division, make_highways(small, lattice, division, 2867), 2967);
    keep_inside(small, areas, settlements);
    // Each in its turn: one of them holds the amphoe that sent a single row.
    for (std::size_t p = 0; p < small.provinces.size(); ++p) {
        Plan plan = small;
        plan.provinces[p].children = 4321;
        Region region = areas;
        add_people(plan, region, lattice, division, settlements, 3267);
        std::array<std::vector<std::string>, 4> codes;
        for (std::size_t level = 0; level < 4; ++level) {
            for (const AreaRow& row : region.areas[level]) codes[level].push_back(row.code);
            std::sort(codes[level].begin(), codes[level].end());
        }
        std::int64_t all = 0;
        std::int64_t own = 0;
        for (const CountSeries& series : region.counts)
            for (const CountCell& cell : series.cells) {
                if (!series.in_total) continue;
                const std::string& code = codes[static_cast<std::size_t>(cell.level)][cell.area.row()];
                all += cell.children_milli;
                if (code.rfind(plan.provinces[p].code, 0) == 0) own += cell.children_milli;
            }
        CHECK(all == 30000 * 1000);
        CHECK(own == 4321 * 1000);
    }
}

TEST_CASE("what a national team holds beside the tables adds up to them", "[demo]") {
    const Plan small = region_plan();
    const Lattice lattice = make_lattice(small, 2567);
    const Division division = divide(small, lattice, 2667);
    Region region;
    add_areas(small, region, lattice, division, 2767);
    auto settlements = settle(small, lattice, division, make_highways(small, lattice, division, 2867), 2967);
    keep_inside(small, region, settlements);
    add_people(small, region, lattice, division, settlements, 3267);
    const Extras extras = make_extras(small, region, lattice, division, settlements, 3367);

    // Whole children by status, agency and age are the children of the counts.
    const auto by_code = tambon_by_code(region);
    std::map<std::pair<std::size_t, ChildStatus>, std::int64_t> counted;
    std::vector<std::int64_t> out(by_code.size(), 0);
    for (const CountSeries& series : region.counts)
        for (const CountCell& cell : series.cells)
            if (cell.level == Level::tambon && cell.children_milli > 0) {
                counted[{by_code[cell.area.row()], series.status}] += cell.children_milli / 1000;
                if (series.in_total) out[by_code[cell.area.row()]] += cell.children_milli / 1000;
            }
    std::map<std::pair<std::size_t, ChildStatus>, std::int64_t> rows;
    std::set<std::uint8_t> of_agency;
    for (const ChildRow& row : extras.children) {
        rows[{row.tambon, row.status}] += row.children;
        of_agency.insert(row.agency);
    }
    CHECK(rows == counted);
    CHECK(of_agency.size() == agencies.size());

    // No group is larger than the tambon; a month begins where the one before ended.
    for (std::size_t t = 0; t < out.size(); ++t)
        for (const std::int64_t children : extras.groups[t]) {
            REQUIRE(children >= 0);
            REQUIRE(children <= out[t]);
        }
    REQUIRE(extras.months.size() == 6);
    for (std::size_t m = 0; m < extras.months.size(); ++m)
        for (std::size_t r = 0; r < by_code.size(); ++r) {
            const MonthRow& row = extras.months[m][r];
            REQUIRE(row.tambon == by_code[r]);
            REQUIRE(row.out == (m == 0
                                    ? out[row.tambon]
                                    : extras.months[m - 1][r].out + extras.months[m - 1][r].found -
                                          extras.months[m - 1][r].returned - extras.months[m - 1][r].moved));
            REQUIRE(row.returned + row.moved <= row.out + row.found);
        }

    // Everybody lives on some pixel, offices stand in their tambon's main village.
    double people = 0;
    for (const float value : extras.people.value) people += value;
    double villagers = 0;
    for (const Settlement& place : settlements) villagers += place.people;
    CHECK(people == villagers);
    CHECK(extras.offices.size() == by_code.size());
    const auto [low, high] =
        std::minmax_element(extras.elevation_m.value.begin(), extras.elevation_m.value.end());
    CHECK(*low == 0);
    CHECK(*high > 1000);
}

}  // namespace demo_country_test
