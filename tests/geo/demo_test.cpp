#include "geo/data/demo/demo.h"

#include "geo/base/parallel.h"
#include "geo/data/import.h"
#include "geo/geom/measure.h"
#include "geo/geom/topology.h"
#include "geo/network/network.h"
#include "geo/study/analysis.h"
#include "tests/support/demo_data.h"
#include "tests/support/road_shape.h"
#include "tests/support/test.h"

#include <fstream>
#include <set>
#include <sstream>

namespace demo_test {

using namespace geo;

namespace {

const Dataset& region() {
    return *test::demo_data();
}

std::string bytes(const std::filesystem::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

}  // namespace

TEST_CASE("the made-up region has the size that was promised", "[demo]") {
    const Areas& areas = *region().areas;
    REQUIRE(areas.at(Level::province).size() == 5);
    REQUIRE(areas.at(Level::amphoe).size() >= 55);
    REQUIRE(areas.at(Level::amphoe).size() <= 65);
    REQUIRE(areas.at(Level::tambon).size() >= 400);
    REQUIRE(areas.at(Level::tambon).size() <= 500);
    REQUIRE(region().villages->size() >= 3500);
    REQUIRE(region().villages->size() <= 4500);
    REQUIRE(region().places->size() >= 1800);
    REQUIRE(region().places->size() <= 2200);
    REQUIRE(region().roads->nodes.size() >= 90000);
    REQUIRE(region().roads->nodes.size() <= 110000);
    REQUIRE(region().made_up);
}

TEST_CASE("the made-up areas are a partition with shared borders", "[demo]") {
    const AreaLevel& tambon = region().areas->at(Level::tambon);
    const auto topology = build_topology(tambon.shape, {});
    REQUIRE(topology->overlaps == 0);
    double parts = 0;
    for (const MultiPolygon& shape : tambon.shape) parts += geodesic_area_m2(shape);
    double provinces = 0;
    for (const MultiPolygon& shape : region().areas->at(Level::province).shape)
        provinces += geodesic_area_m2(shape);
    REQUIRE_THAT(provinces, Catch::Matchers::WithinRel(parts, 1e-9));
    REQUIRE(parts > 2e10);
}

TEST_CASE("the first screen has something to show: who reaches a learning unit", "[demo]") {
    Study study;
    study.data = std::make_shared<const Dataset>(region());
    study.scenario().travel.place_kinds = (1U << static_cast<unsigned>(PlaceKind::learning_unit)) |
                                          (1U << static_cast<unsigned>(PlaceKind::learning_centre)) |
                                          (1U << static_cast<unsigned>(PlaceKind::mobile_unit));
    std::size_t units = 0;
    for (const Place& place : *region().places) units += place.kind == PlaceKind::learning_unit ? 1 : 0;
    REQUIRE(units >= 25);
    REQUIRE(units <= 40);
    const auto results = *Analysis{}.run(study, {});
    const CoverageRow& all = results->coverage[0].at(Level::country)[0];
    REQUIRE(all.covered_milli * 100 > 50 * all.children_milli);
    REQUIRE(all.covered_milli * 100 < 80 * all.children_milli);
    REQUIRE(all.unreachable_milli > 0);
    REQUIRE(all.unreachable_milli * 100 < 2 * all.children_milli);
    REQUIRE(all.unplaced_milli > 0);
    REQUIRE(all.unplaced_milli * 100 < 5 * all.children_milli);
    // Neither all nor nothing: tambon are covered wholly, in part and not at all.
    std::size_t whole = 0;
    std::size_t part = 0;
    std::size_t nothing = 0;
    for (const CoverageRow& row : results->coverage[0].at(Level::tambon)) {
        if (row.children_milli == 0) continue;
        if (row.covered_milli == row.children_milli)
            ++whole;
        else if (row.covered_milli == 0)
            ++nothing;
        else
            ++part;
    }
    REQUIRE(whole > 60);
    REQUIRE(part > 60);
    REQUIRE(nothing > 60);
    // The rains close tracks.
    study.scenario().travel.season = Season::rainy;
    const auto rainy = *Analysis{}.run(study, {});
    REQUIRE(rainy->coverage[0].at(Level::country)[0].covered_milli < all.covered_milli);
    REQUIRE(rainy->coverage[0].at(Level::country)[0].unreachable_milli > all.unreachable_milli);
}

TEST_CASE("the made-up counts have the gaps of real ones", "[demo]") {
    for (const CountSeries& series : *region().counts) {
        std::size_t missing = 0;
        std::size_t suppressed = 0;
        std::size_t zero = 0;
        std::size_t coarse = 0;
        for (const CountCell& cell : series.cells) {
            missing += cell.state == CellState::missing ? 1 : 0;
            suppressed += cell.state == CellState::suppressed ? 1 : 0;
            zero += cell.state == CellState::value && cell.children_milli == 0 ? 1 : 0;
            coarse += cell.level == Level::amphoe ? 1 : 0;
        }
        INFO(series.id);
        REQUIRE(missing > 2);
        REQUIRE(suppressed > 2);
        REQUIRE(zero > 2);
        REQUIRE(coarse == 1);
    }
}

TEST_CASE("no made-up area bears the name of a real one", "[demo][real]") {
    const auto data = test::real_data();
    if (!data) return;
    for (const char* file : {"kongvut_sub_district.json", "kongvut_district.json", "kongvut_province.json"}) {
        const std::string real = bytes(*data / "tables" / file);
        REQUIRE(real.size() > 10000);
        for (const Level level : {Level::province, Level::amphoe, Level::tambon})
            for (const std::string& name : region().areas->at(level).name_th) {
                INFO(name);
                REQUIRE(real.find("\"" + name + "\"") == std::string::npos);
            }
    }
}

TEST_CASE("another seed is another region of the same size", "[demo][slow]") {
    const auto other = demo_dataset({7}, {});
    REQUIRE(other);
    REQUIRE(other->areas->at(Level::province).size() == 5);
    REQUIRE(other->areas->at(Level::tambon).size() >= 400);
    REQUIRE(other->areas->at(Level::tambon).size() <= 500);
    REQUIRE(other->villages->size() >= 3500);
    REQUIRE_FALSE(*other->areas == *region().areas);
}

TEST_CASE("a region that nobody wants any more is not made and leaves no files", "[demo]") {
    const test::TempFolder folder;
    std::stop_source stop;
    stop.request_stop();
    Progress::Meter meter;
    const Progress progress(stop.get_token(), &meter);
    REQUIRE(demo_dataset({}, progress).error().fault == Fault::cancelled);
    REQUIRE(write_demo(folder / "made", {}, progress).error().fault == Fault::cancelled);
    REQUIRE_FALSE(std::filesystem::exists(folder / "made"));
    REQUIRE(demo_dataset({}, Progress({}, &meter)));
    REQUIRE(meter.done == 1);
}

TEST_CASE("every made-up file says so", "[demo][slow]") {
    const test::TempFolder folder;
    REQUIRE(write_demo(folder.path().string(), {}, {}));
    for (const char* file : {"areas.gpkg", "villages.csv", "places.csv", "counts.csv", "README.txt"}) {
        INFO(file);
        REQUIRE(bytes(folder.path() / file).find("ข้อมูลสมมติ") != std::string::npos);
    }
}

TEST_CASE("made-up names are distinct and codes belong to no real province", "[demo]") {
    for (const Level level : {Level::amphoe, Level::tambon}) {
        const auto& names = region().areas->at(level).name_th;
        REQUIRE(std::set<std::string>(names.begin(), names.end()).size() == names.size());
    }
    REQUIRE(region().areas->at(Level::province).code ==
            std::vector<std::string>{"28", "29", "59", "68", "69"});
}

TEST_CASE("every made-up village and place lies in an area, a main village in its own", "[demo]") {
    const AreaLevel& tambon = region().areas->at(Level::tambon);
    std::set<std::uint32_t> with_main;
    for (const Village& village : *region().villages) {
        INFO(village.name);
        REQUIRE(village.area.valid());
        REQUIRE(contains(tambon.shape[village.area.row()], village.at));
        const std::string& name = tambon.name_th[village.area.row()];
        if (village.name == "บ้าน" + name || village.name == "ชุมชน" + name)
            with_main.insert(village.area.value);
    }
    REQUIRE(with_main.size() == tambon.size());
    for (const Place& place : *region().places) {
        INFO(place.name_th);
        REQUIRE(place.area.valid());
    }
}

TEST_CASE("the made-up roads hang together, but not all of them", "[demo]") {
    const auto network = build_network(*region().roads, standard_profile(Mode::motorcycle, Season::dry), {});
    REQUIRE(network);
    const auto& report = network->report;
    REQUIRE(static_cast<double>(report.largest_component) > 0.95 * static_cast<double>(report.road_nodes));
    REQUIRE(report.components > 3);
    const auto rainy = build_network(*region().roads, standard_profile(Mode::motorcycle, Season::rainy), {});
    REQUIRE(rainy->report.road_nodes < report.road_nodes);
}

TEST_CASE("the made-up roads are shaped like real ones", "[demo]") {
    // Between Bangkok (few dead ends, many crossings, little winding) and Andorra (the other way round); the
    // bench prints them side by side.
    const test::RoadShape shape = test::shape_of_roads(*region().roads);
    REQUIRE(shape.km > 15000);
    REQUIRE(shape.dead_ends > 0.07);
    REQUIRE(shape.dead_ends < 0.30);
    REQUIRE(shape.three_ways > 0.55);
    REQUIRE(shape.three_ways < 0.80);
    REQUIRE(shape.four_ways > 0.04);
    REQUIRE(shape.four_ways < 0.21);
    REQUIRE(shape.winding > 1.04);
    REQUIRE(shape.winding < 1.53);
    REQUIRE(shape.detour_3_10_km > 1.22);
    REQUIRE(shape.detour_3_10_km < 1.65);
    REQUIRE(shape.detour_10_30_km > 1.18);
    REQUIRE(shape.detour_10_30_km < 1.63);
    REQUIRE(shape.largest > 0.94);
    REQUIRE(shape.largest < 1);
}

TEST_CASE("a seed gives the same files, on any number of threads", "[demo][slow]") {
    const test::TempFolder folder;
    set_threads(1);
    REQUIRE(write_demo(folder / "one", {}, {}));
    REQUIRE(*demo_dataset({}, {}) == region());
    set_threads(4);
    REQUIRE(write_demo(folder / "two", {}, {}));
    set_threads(0);
    for (const char* file :
         {"areas.gpkg", "villages.csv", "places.csv", "counts.csv", "counts.xlsx", "roads.osm.pbf"}) {
        INFO(file);
        REQUIRE(bytes(folder / "one" / file) == bytes(folder / "two" / file));
    }
}

TEST_CASE("the files, imported like anybody's, are the region", "[demo][slow]") {
    const test::TempFolder folder;
    const auto files = write_demo(folder.path().string(), {}, {});
    REQUIRE(files);
    Dataset data;
    for (const auto& [file, kind] :
         std::vector<std::pair<std::string, FileKind>>{{files->areas, FileKind::areas},
                                                       {files->villages, FileKind::villages},
                                                       {files->places, FileKind::places},
                                                       {files->counts, FileKind::counts},
                                                       {files->roads, FileKind::roads}}) {
        INFO(file);
        REQUIRE(*guess_kind((folder / file).string()) == kind);
        Progress::Meter meter;
        auto imported = import_file(data, (folder / file).string(), kind, {}, Progress({}, &meter));
        REQUIRE(imported);
        REQUIRE(imported->report.outcome == Outcome::load);
        REQUIRE(imported->report.rows_rejected == 0);
        CHECK(meter.done > 0.9);
        std::stop_source nobody;
        nobody.request_stop();
        const auto stopped =
            import_file(data, (folder / file).string(), kind, {}, Progress(nobody.get_token(), nullptr));
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().fault == Fault::cancelled);
        // Read as it says that it was read, it is the same.
        ImportOptions same;
        same.reading = imported->report.reading;
        const auto again = import_file(data, (folder / file).string(), kind, same, {});
        REQUIRE(again);
        REQUIRE(again->report.outcome == Outcome::load);
        REQUIRE(
            (*again->data.areas == *imported->data.areas && *again->data.places == *imported->data.places &&
             *again->data.villages == *imported->data.villages &&
             *again->data.counts == *imported->data.counts && *again->data.roads == *imported->data.roads));
        data = imported->data;
    }
    REQUIRE(data.made_up);
    REQUIRE(*data.areas == *region().areas);
    REQUIRE(*data.roads == *region().roads);
    REQUIRE(data.villages->size() == region().villages->size());
    for (std::size_t i = 0; i < data.villages->size(); ++i) {
        const Village& a = (*data.villages)[i];
        const Village& b = (*region().villages)[i];
        INFO(a.name << " " << b.name << " " << a.weight << " " << b.weight << " " << a.area.value << " "
                    << b.area.value);
        REQUIRE(a == b);
    }
    REQUIRE(data.places->size() == region().places->size());
    for (std::size_t i = 0; i < data.places->size(); ++i) {
        const Place& a = (*data.places)[i];
        const Place& b = (*region().places)[i];
        INFO(a.name_th << " " << b.name_th << " " << a.services << " " << b.services << " " << a.area.value
                       << " " << b.area.value);
        REQUIRE(a == b);
    }
    REQUIRE(data.counts->size() == 3);
    for (std::size_t s = 0; s < 3; ++s) REQUIRE((*data.counts)[s].cells == (*region().counts)[s].cells);
}

}  // namespace demo_test
