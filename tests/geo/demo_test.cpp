#include "geo/data/demo/demo.h"

#include "geo/base/parallel.h"
#include "geo/data/import.h"
#include "geo/geom/measure.h"
#include "geo/geom/topology.h"
#include "geo/network/network.h"
#include "tests/support/test.h"

#include <fstream>
#include <set>
#include <sstream>

using namespace geo;

namespace {

const Dataset& region() {
    static const Dataset data = *demo_dataset({}, {});
    return data;
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
    REQUIRE(region().places->size() >= 1600);
    REQUIRE(region().places->size() <= 2400);
    REQUIRE(region().roads->nodes.size() >= 85000);
    REQUIRE(region().roads->nodes.size() <= 130000);
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

TEST_CASE("made-up names are distinct and codes belong to no real province", "[demo]") {
    for (const Level level : {Level::amphoe, Level::tambon}) {
        const auto& names = region().areas->at(level).name_th;
        REQUIRE(std::set<std::string>(names.begin(), names.end()).size() == names.size());
    }
    REQUIRE(region().areas->at(Level::province).code ==
            std::vector<std::string>{"28", "29", "59", "68", "69"});
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

TEST_CASE("a seed gives the same files, on any number of threads", "[demo][slow]") {
    const test::TempFolder folder;
    set_threads(1);
    REQUIRE(write_demo(folder / "one", {}, {}));
    set_threads(4);
    REQUIRE(write_demo(folder / "two", {}, {}));
    set_threads(0);
    for (const char* file : {"villages.csv", "places.csv", "counts.csv", "counts.xlsx", "roads.osm.pbf"}) {
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
        auto imported = import_file(data, (folder / file).string(), kind, {}, {});
        REQUIRE(imported);
        REQUIRE(imported->report.outcome == Outcome::load);
        REQUIRE(imported->report.rows_rejected == 0);
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
