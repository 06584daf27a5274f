#include "geo/data/coordinate.h"

#include "tests/support/test.h"

#include <vector>

namespace coordinate_test {

using namespace geo;

TEST_CASE("degrees are read in any dress", "[coordinate]") {
    const double wanted = 18 + 38.0 / 60 + 22.93 / 3600;
    for (const char* cell : {"18° 38' 22.93\"", "18°38′22.93″N", "18 องศา 38 ลิปดา 22.93 ฟิลิปดา เหนือ",
                             "18-38-22.93", "N18 38 22.93", "๑๘° ๓๘' ๒๒.๙๓\"", "18:38:22.93", "18 38 22.93 N",
                             "18d38m22.93s", "18 deg 38 min 22.93 sec", "18º38’22.93”", "18°38''22.93",
                             "18° 38' 22.93'' N", "เหนือ 18 องศา 38 ลิปดา 22.93 พิลิปดา", "18–38–22.93"}) {
        INFO(cell);
        const auto read = coordinate_from_cell(cell);
        if (std::string_view{cell} == "18°38''22.93") {
            REQUIRE_FALSE(read);  // seconds without minutes
            continue;
        }
        REQUIRE(read);
        REQUIRE(read->value == Approx(wanted).margin(1e-9));
        REQUIRE(read->sexagesimal);
    }
    REQUIRE(coordinate_from_cell("18°38.5'N")->value == Approx(18 + 38.5 / 60));
    REQUIRE(coordinate_from_cell("98.5°E")->side == 'E');
    REQUIRE(coordinate_from_cell("70°30'W")->value == Approx(-70.5));
    REQUIRE(coordinate_from_cell("-33.5")->value == Approx(-33.5));
    REQUIRE(coordinate_from_cell("33 30 0 S")->value == Approx(-33.5));
    REQUIRE(coordinate_from_cell("๑๓.๗๕")->value == Approx(13.75));
    REQUIRE(coordinate_from_cell("13,7563")->value == Approx(13.7563));
    REQUIRE(coordinate_from_cell("1,539,061.2")->value == Approx(1539061.2));
    REQUIRE(coordinate_from_cell("580,219.8")->value == Approx(580219.8));
    REQUIRE(coordinate_from_cell(" 580219.8 ")->repaired == false);
}

TEST_CASE("what is no coordinate, or can be read in two ways, is none", "[coordinate]") {
    for (const char* cell :
         {"", " ", "-", "13.7.56", "100,501", "18°61'0\"", "18 30 75", "ใกล้วัด", "18°N 30'N", "1 2 3 4",
          "181°0'0\"", "18.5°30'", "°", "N", "18 องศา 7 ลิปดา ใกล้วัด"}) {
        INFO(cell);
        REQUIRE_FALSE(coordinate_from_cell(cell));
    }
}

TEST_CASE("two coordinates in one cell keep their order", "[coordinate]") {
    for (const char* cell : {"13.7563, 100.5018", "13.7563,100.5018", "13.7563 100.5018", "13.7563;100.5018",
                             "13°45'22.68\"N 100°30'6.48\"E", "13°45'22.68\", 100°30'6.48\""}) {
        INFO(cell);
        const auto read = coordinates_from_cell(cell);
        REQUIRE(read);
        REQUIRE(read->first.value == Approx(13.7563));
        REQUIRE(read->second.value == Approx(100.5018));
    }
    REQUIRE_FALSE(coordinates_from_cell("13.7563"));
    REQUIRE_FALSE(coordinates_from_cell("13 45 9 10 11"));
}

TEST_CASE("words say zone and datum", "[coordinate]") {
    const std::vector<std::pair<const char*, const char*>> known = {{"47N WGS84", "EPSG:32647"},
                                                                    {"โซน ๔๘ WGS 84", "EPSG:32648"},
                                                                    {"48 อินเดียน 2518", "EPSG:24048"},
                                                                    {"UTM Zone 47 Indian1975", "EPSG:24047"},
                                                                    {"EPSG:32648", "EPSG:32648"},
                                                                    {"47Q L7018", "EPSG:32647"},
                                                                    {"L7017 โซน 47", "EPSG:24047"},
                                                                    {"48P อินเดีย ๒๕๑๘", "EPSG:24048"},
                                                                    {"47N", ""},
                                                                    {"WGS84", ""},
                                                                    {"", ""}};
    for (const auto& [words, crs] : known) {
        INFO(words);
        REQUIRE(utm_crs(crs_from_words(words)) == crs);
    }
}

TEST_CASE("a link to a map says where its place is", "[import]") {
    for (const char* link : {"https://www.google.com/maps/place/X/@18.5,98.5,17z/"
                             "data=!3m1!4b1!4m5!3m4!1s0x30!8m2!3d19.1234!4d99.5",
                             "https://maps.google.com/?q=19.1234,99.5",
                             "https://www.google.com/maps/search/?api=1&query=19.1234%2C99.5",
                             "https://www.google.com/maps/@19.1234,99.5,15z",
                             "http://maps.google.co.th/maps?ll=19.1234,99.5&z=3",
                             "https://www.google.com/maps/search/19.1234,+99.5",
                             "https://www.google.com/maps/place/19.1234,99.5"}) {
        INFO(link);
        const auto pair = coordinates_from_cell(link);
        REQUIRE(pair);
        CHECK(pair->first.value == 19.1234);
        CHECK(pair->second.value == 99.5);
    }
    for (const char* link : {"https://maps.app.goo.gl/AbC1234", "https://www.google.com/maps/@19,99,15z",
                             "https://example.org/?q=12", "https://example.org/!3d19.5!4d", "://"}) {
        INFO(link);
        CHECK_FALSE(coordinates_from_cell(link));
    }
}

}  // namespace coordinate_test
