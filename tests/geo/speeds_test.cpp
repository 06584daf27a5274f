#include "geo/network/speeds.h"

#include "geo/network/profile.h"
#include "geo/study/study_file.h"
#include "tests/support/test.h"

#include <fstream>

namespace speeds_test {

using namespace geo;

namespace {

std::size_t at(RoadClass road_class) {
    return static_cast<std::size_t>(road_class);
}

Error refused(const std::string& text) {
    const auto read = speeds_from_csv(text, "own.csv");
    REQUIRE_FALSE(read);
    return read.error();
}

}  // namespace

TEST_CASE("the table of the program is what the definitions say, with the source of each row", "[speeds]") {
    const SpeedTable& table = standard_speeds();
    const auto kmh = [&](RoadClass road_class, Mode mode) {
        return table.classes.at(at(road_class)).of(mode);
    };
    REQUIRE(kmh(RoadClass::motorway, Mode::car) == 90);
    REQUIRE(kmh(RoadClass::trunk, Mode::motorcycle) == 60);
    REQUIRE(kmh(RoadClass::track, Mode::bicycle) == 8);
    for (std::size_t c = 0; c < road_class_count; ++c) {
        const auto road_class = static_cast<RoadClass>(c);
        const double car = kmh(road_class, Mode::car);
        INFO(road_class_name(road_class));
        // Songthaew: car x 0.8, at most 60, on main roads only; school van: car x 0.85, at most 70.
        const bool main = road_class <= RoadClass::tertiary, water = road_class == RoadClass::ferry;
        REQUIRE(kmh(road_class, Mode::songthaew) == Approx(main ? std::min(60.0, car * 0.8) : 0));
        REQUIRE(kmh(road_class, Mode::school_van) == Approx(water ? 12 : std::min(70.0, car * 0.85)));
        REQUIRE(kmh(road_class, Mode::boat) == (water ? 12 : 0));
        REQUIRE_FALSE(table.classes.at(c).source_th.empty());
        REQUIRE_FALSE(table.classes.at(c).source_en.empty());
    }
    REQUIRE(table.wait.of(Mode::songthaew) == 10);
    REQUIRE(table.wait.of(Mode::boat) == 15);
    REQUIRE(table.to_road.rainy_on_foot == 0.8);
}

TEST_CASE("a table of speeds comes back as it was written, also from a spreadsheet", "[speeds]") {
    SpeedTable table = standard_speeds();
    table.classes[at(RoadClass::primary)].by_mode = {1, 2.5, 33.125, 44, 0, 66, 0.1};
    table.wait.low = 2;
    table.classes[at(RoadClass::track)].source_th = "ศธจ. \"น่าน\", 2569";
    const std::string csv = speeds_csv(table);
    REQUIRE(*speeds_from_csv(csv) == table);
    std::string semicolons;
    bool quoted = false;
    for (const char c : csv) {
        if (c == '"') quoted = !quoted;
        semicolons += c == ',' && !quoted ? ';' : c;
    }
    REQUIRE(*speeds_from_csv(semicolons) == table);
}

TEST_CASE("rows and columns that are left out stay as in the table of the program", "[speeds]") {
    const auto table = speeds_from_csv("car,row,source\n๔๐,primary,survey of Nan 2569\n", "own.csv");
    REQUIRE(table);
    REQUIRE(table->classes[at(RoadClass::primary)].of(Mode::car) == 40);
    REQUIRE(table->classes[at(RoadClass::primary)].of(Mode::walk) == 5);
    REQUIRE(table->classes[at(RoadClass::primary)].source_en == "survey of Nan 2569");
    REQUIRE(table->classes[at(RoadClass::trunk)] == standard_speeds().classes[at(RoadClass::trunk)]);
    // Nobody said where the new number comes from: the old source must not stand for it.
    const auto unsaid = speeds_from_csv("row,car\nprimary,41\n", "own.csv");
    REQUIRE(unsaid->classes[at(RoadClass::primary)].source_th == "own.csv");
}

TEST_CASE("what no speed can be is refused with its row and column", "[speeds]") {
    const Error fast = refused("row,car\ntrunk,80\nprimary,500\n");
    REQUIRE(fast.fault == Fault::bad_value);
    REQUIRE(fast.row == 3);
    REQUIRE(fast.column == "car");
    REQUIRE(fast.value == "500");
    REQUIRE(refused("row,car\nprimary,fast\n").value == "fast");
    REQUIRE(refused("row,car\nprimary,-1\n").column == "car");
    REQUIRE(refused("row,rainy\nprimary,1.5\n").column == "rainy");
    REQUIRE(refused("row,rainy\nprimary,nan\n").column == "rainy");
    REQUIRE(refused("row,walk\nto_road,0\n").column == "walk");
    REQUIRE(refused("row,car\nhighway,80\n").value == "highway");
    REQUIRE(refused("row,car\nprimary,8\nprimary,9\n").detail == "speeds_row_twice");
    REQUIRE(refused("class,car\nprimary,8\n").fault == Fault::no_header);
    REQUIRE(read_speeds("/nowhere.csv").error().fault == Fault::not_found);
}

TEST_CASE("a profile is made from the table of a study, in its season and pace", "[speeds]") {
    SpeedTable table = standard_speeds();
    table.classes[at(RoadClass::primary)].by_mode[3] = 50;
    table.classes[at(RoadClass::primary)].rainy = 0.5;
    table.classes[at(RoadClass::primary)].low = 0.8;
    table.transfer.by_mode[4] = 2;
    table.wait.low = 1.5;
    const auto car = [&](Season season, Pace pace) {
        return profile_from(table, {Mode::car, season, pace}).speed_kmh[at(RoadClass::primary)];
    };
    REQUIRE(car(Season::dry, Pace::central) == 50);
    REQUIRE(car(Season::rainy, Pace::central) == 25);
    REQUIRE(car(Season::rainy, Pace::low) == 20);
    REQUIRE(profile_from(table, {Mode::songthaew, Season::dry}).wait_s == 12 * 60);
    REQUIRE(profile_from(table, {Mode::songthaew, Season::dry, Pace::low}).wait_s == 15 * 60 + 2 * 60);
    // The slow case is never faster, the fast one never slower.
    for (const Mode mode : all_modes)
        for (std::size_t c = 0; c < road_class_count; ++c) {
            const auto kmh = [&](Pace pace) {
                return profile_from(standard_speeds(), {mode, Season::rainy, pace}).speed_kmh.at(c);
            };
            REQUIRE(kmh(Pace::low) <= kmh(Pace::central));
            REQUIRE(kmh(Pace::central) <= kmh(Pace::high));
        }
}

TEST_CASE("a study keeps its table of speeds, its pace and its rules for rain and slope", "[speeds][study]") {
    const test::TempFolder folder;
    Study study;
    SpeedTable table = standard_speeds();
    table.classes[at(RoadClass::track)].by_mode[2] = 11;
    geo::Travel& travel = study.scenario().travel;
    travel.speeds.table = std::make_shared<const SpeedTable>(table);
    travel.pace = Pace::low;
    travel.unpaved_in_rain = UnpavedInRain::closed;
    travel.slope = false;
    REQUIRE(save_study(study, folder / "s.gpkg", {}));
    const auto opened = open_study(folder / "s.gpkg", {});
    REQUIRE(opened);
    REQUIRE(opened->scenario().travel == travel);
    REQUIRE(opened->scenario().travel.speeds.get() == table);
}

}  // namespace speeds_test
