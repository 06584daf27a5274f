#include "geo/geom/crs.h"

#include "geo/geom/measure.h"
#include "tests/support/test.h"

#include <proj.h>

namespace crs_test {

using namespace geo;

namespace {

// Published control point of the Royal Thai Survey Department's parameters.
const LonLat indian{673310.690, 1520741.207};
LonLat expected() {
    LonLat at[] = {{672978.171, 1521044.256}};
    const auto utm = Transform::to_wgs84("EPSG:32647");
    utm->apply(at);
    return at[0];
}

}  // namespace

TEST_CASE("the old Thai datum meets its control point", "[crs]") {
    for (
        const char* crs :
        {"EPSG:24047",
         R"(PROJCS["Indian_1975_UTM_Zone_47N",GEOGCS["GCS_Indian_1975",DATUM["D_Indian_1975",SPHEROID["Everest_Adjustment_1937",6377276.345,300.8017]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",99.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])"}) {
        const auto transform = Transform::to_wgs84(crs);
        REQUIRE(transform);
        REQUIRE(transform->is_old_thai_datum());
        LonLat at[] = {indian};
        REQUIRE(transform->apply(at) == 0);
        REQUIRE(geodesic_metres(at[0], expected()) < 0.5);
    }
}

TEST_CASE("the guard holds for every way to name the old datum", "[crs]") {
    const LonLat in_47[] = {indian};
    LonLat degrees = [&] {  // on the old datum, by the library's own inverse projection
        PJ_CONTEXT* context = proj_context_create();
        PJ* utm = proj_create(context, "+proj=utm +zone=47 +a=6377276.345 +rf=300.8017");
        const PJ_COORD out = proj_trans(utm, PJ_INV, proj_coord(in_47[0].lon, in_47[0].lat, 0, 0));
        proj_destroy(utm);
        proj_context_destroy(context);
        return LonLat{proj_todeg(out.lp.lam), proj_todeg(out.lp.phi)};
    }();
    const char* everest =
        R"(GEOGCS["GCS_Indian_1975",DATUM["D_Indian_1975",SPHEROID["Everest_Adjustment_1937",6377276.345,300.8017]TOWGS],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]])";
    const auto with = [&](std::string text, const std::string& shift) {
        return text.replace(text.find("TOWGS"), 5, shift);
    };
    // Geographic by number and by name; a shift that the file brings along does not undo ours.
    for (const std::string& crs : {std::string{"EPSG:4240"}, with(everest, ""),
                                   with(everest, ",TOWGS84[293,836,318,0.5,1.6,-2.8,2.1]")}) {
        CAPTURE(crs);
        const auto transform = Transform::to_wgs84(crs);
        REQUIRE(transform);
        REQUIRE(transform->is_old_thai_datum());
        LonLat at[] = {degrees};
        REQUIRE(transform->apply(at) == 0);
        REQUIRE(geodesic_metres(at[0], expected()) < 1);
    }
    // Any other projection on the datum: here metres counted from elsewhere.
    const std::string moved =
        R"(PROJCS["Indian_1975_local",)" + with(everest, "") +
        R"(,PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",600000],PARAMETER["False_Northing",0],PARAMETER["Central_Meridian",99],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0],UNIT["Meter",1]])";
    const auto transform = Transform::to_wgs84(moved);
    REQUIRE(transform);
    REQUIRE(transform->is_old_thai_datum());
    LonLat at[] = {{indian.lon + 100000, indian.lat}};
    REQUIRE(transform->apply(at) == 0);
    REQUIRE(geodesic_metres(at[0], expected()) < 1);
    // The eastern zone: the same place, six degrees from its own meridian.
    const auto east = Transform::to_wgs84("EPSG:24048");
    REQUIRE(east);
    REQUIRE(east->is_old_thai_datum());
    PJ_CONTEXT* context = proj_context_create();
    PJ* utm = proj_create(context, "+proj=utm +zone=48 +a=6377276.345 +rf=300.8017");
    const PJ_COORD out =
        proj_trans(utm, PJ_FWD, proj_coord(proj_torad(degrees.lon), proj_torad(degrees.lat), 0, 0));
    proj_destroy(utm);
    proj_context_destroy(context);
    LonLat eastern[] = {{out.xy.x, out.xy.y}};
    REQUIRE(east->apply(eastern) == 0);
    REQUIRE(geodesic_metres(eastern[0], expected()) < 1);
}

TEST_CASE("what the library would do by itself is 189 m off: the guard is needed", "[crs]") {
    PJ_CONTEXT* context = proj_context_create();
    proj_context_set_enable_network(context, 0);
    PJ* raw = proj_create_crs_to_crs(context, "EPSG:24047", "EPSG:4326", nullptr);
    PJ* direct = proj_normalize_for_visualization(context, raw);
    const PJ_COORD out = proj_trans(direct, PJ_FWD, proj_coord(indian.lon, indian.lat, 0, 0));
    REQUIRE_THAT(geodesic_metres({out.xy.x, out.xy.y}, expected()), Catch::Matchers::WithinAbs(189, 5));
    proj_destroy(direct);
    proj_destroy(raw);
    proj_context_destroy(context);
}

TEST_CASE("WGS 84 is left alone, whatever its axis order", "[crs]") {
    for (const char* crs : {"EPSG:4326", "OGC:CRS84"}) {
        const auto transform = Transform::to_wgs84(crs);
        REQUIRE(transform->is_identity());
        LonLat at[] = {{100.5, 13.7}};
        transform->apply(at);
        REQUIRE(at[0] == LonLat{100.5, 13.7});
    }
}

TEST_CASE("nonsense is no coordinate system", "[crs]") {
    const auto transform = Transform::to_wgs84("EPSG:999999");
    REQUIRE_FALSE(transform);
    REQUIRE(transform.error().fault == Fault::unknown_crs);
}

TEST_CASE("a layer without coordinate system is guessed by its extent", "[crs]") {
    Box degrees;
    degrees.add(97.3, 5.6);
    degrees.add(105.6, 20.5);
    REQUIRE(guess_crs(degrees) == "EPSG:4326");
    Box west;
    west.add(640000, 1500000);
    west.add(700000, 1550000);
    REQUIRE_FALSE(guess_crs(west));  // four systems have such numbers
    Box nowhere;
    nowhere.add(0, 0);
    nowhere.add(500, 500);
    REQUIRE_FALSE(guess_crs(nowhere));
    REQUIRE_FALSE(guess_crs(Box{}));
}

}  // namespace crs_test
