#include "geo/data/province_places.h"

#include "geo/data/import.h"
#include "geo/geom/measure.h"
#include "tests/support/test.h"

namespace province_places_test {

using namespace geo;

TEST_CASE("provinces are found by the first digits of a code", "[crs]") {
    REQUIRE(province_place("10"));
    REQUIRE(province_place("571006")->lon == Approx(99.8));
    REQUIRE(province_place("96"));
    for (const char* code : {"", "1", "00", "28", "59", "99", "TH"}) REQUIRE_FALSE(province_place(code));
}

TEST_CASE("every province lies near its capital's place", "[crs][real]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto areas =
        import_file({}, (*data / "boundaries/th_admin_cod.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(areas);
    const AreaLevel& provinces = areas->data.areas->at(Level::province);
    REQUIRE(provinces.size() == 77);
    const AreaLevel& tambon = areas->data.areas->at(Level::tambon);
    for (std::size_t a = 0; a < provinces.size(); ++a) {
        const auto capital = province_place(provinces.code[a]);
        INFO(provinces.code[a]);
        REQUIRE(capital);
        REQUIRE(metres_outside(provinces.shape[a], *capital) < 15000);
    }
    for (std::size_t a = 0; a < tambon.size(); ++a) {
        INFO(tambon.code[a]);
        REQUIRE(geodesic_metres(tambon.inner[a], *province_place(tambon.code[a])) < 200000);
    }
}

}  // namespace province_places_test
