// Who may use a road, from the tags of a file to the arcs of the network, mode by mode.
#include "geo/data/read_roads.h"
#include "geo/network/network.h"
#include "tests/support/test.h"

#include <fstream>
#include <sstream>

namespace road_access_test {

using namespace geo;

namespace {

struct Case {
    const char* tags;  // "highway=track foot=no"
    const char* open;  // walk, bicycle, motorcycle, car, boat: = both ways, > forward, < backward, - closed
};

// Precedence after the OpenStreetMap wiki, "Key:access", and what it says of oneway:bicycle and cycleway.
constexpr Case cases[] = {
    {"highway=residential", "====-"},
    {"highway=residential oneway=yes", "=>>>-"},
    {"highway=residential oneway=-1", "=<<<-"},
    {"highway=residential oneway=yes oneway:bicycle=no", "==>>-"},
    {"highway=residential oneway=yes cycleway=opposite", "==>>-"},
    {"highway=residential oneway=yes cycleway:left=opposite_lane", "==>>-"},
    {"highway=residential oneway=yes cycleway=lane", "=>>>-"},
    {"highway=residential oneway=yes oneway:motorcycle=no", "=>=>-"},
    {"highway=residential junction=roundabout oneway:bicycle=no", "==>>-"},
    {"highway=residential bicycle=no", "=-==-"},
    {"highway=residential bicycle=dismount", "=-==-"},
    {"highway=residential foot=no", "-===-"},
    {"highway=residential foot=use_sidepath bicycle=use_sidepath", "--==-"},
    {"highway=residential access=private", "-----"},
    {"highway=residential access=no", "-----"},
    {"highway=residential access=unknown", "====-"},
    {"highway=residential access=destination", "====-"},
    {"highway=residential access=private foot=yes", "=----"},
    {"highway=residential access=private foot=yes bicycle=yes", "==---"},
    {"highway=residential access=no motorcycle=yes", "--=--"},
    {"highway=residential access=no motor_vehicle=yes", "--==-"},
    {"highway=residential access=no vehicle=yes", "-===-"},
    {"highway=residential access=yes motor_vehicle=private", "==---"},
    {"highway=residential vehicle=no", "=----"},
    {"highway=residential vehicle=no bicycle=permissive", "==---"},
    {"highway=residential motor_vehicle=no", "==---"},
    {"highway=residential motor_vehicle=no motorcycle=yes", "===--"},
    {"highway=residential motorcar=no", "===--"},
    {"highway=residential motorcycle=no", "==-=-"},
    {"highway=residential access=no motorcar=yes", "---=-"},
    {"highway=trunk motorroad=yes", "--==-"},
    {"highway=trunk motorroad=yes bicycle=yes", "-===-"},
    {"highway=motorway", "--->-"},
    {"highway=footway", "=----"},
    {"highway=footway bicycle=yes", "==---"},
    {"highway=footway motorcycle=yes", "=-=--"},
    {"highway=cycleway foot=no", "-=---"},
    {"highway=path", "===--"},
    {"highway=path motor_vehicle=no", "==---"},
    {"highway=steps bicycle=yes", "=----"},
    {"route=ferry", "====="},
    {"route=ferry motor_vehicle=no", "==--="},
    {"route=ferry foot=no", "-===-"},
    {"route=ferry access=no", "-----"},
    {"route=ferry oneway=yes oneway:bicycle=no", ">>>>>"},
    {"highway=construction", "-----"},
};

/// One way for each case, far from one another.
std::string file_of_all() {
    std::ostringstream out;
    out << "<?xml version='1.0'?><osm version=\"0.6\">\n";
    std::size_t id = 0;
    for (const Case& each : cases) {
        ++id;
        for (const int end : {0, 1})
            out << "<node id=\"" << 2 * id + static_cast<std::size_t>(end) << "\" version=\"1\" lat=\"13."
                << 100 + id << "\" lon=\"101.0" << end << "\"/>\n";
        out << "<way id=\"" << id << "\" version=\"1\"><nd ref=\"" << 2 * id << "\"/><nd ref=\"" << 2 * id + 1
            << "\"/>";
        std::istringstream tags(each.tags);
        for (std::string tag; tags >> tag;)
            out << "<tag k=\"" << tag.substr(0, tag.find('=')) << "\" v=\"" << tag.substr(tag.find('=') + 1)
                << "\"/>";
        out << "</way>\n";
    }
    out << "</osm>\n";
    return out.str();
}

}  // namespace

TEST_CASE("the narrowest tag says who may use a road, mode by mode", "[roads][network]") {
    test::TempFolder folder;
    std::ofstream(folder / "access.osm") << file_of_all();
    ImportReport report;
    const auto roads = read_roads(folder / "access.osm", report, {});
    REQUIRE(roads);
    REQUIRE(roads->ways.size() == std::size(cases));
    std::vector<std::string> open(std::size(cases), "-----");
    constexpr Mode modes[] = {Mode::walk, Mode::bicycle, Mode::motorcycle, Mode::car, Mode::boat};
    for (std::size_t m = 0; m < std::size(modes); ++m) {
        const auto network = build_network(*roads, standard_profile(modes[m], Season::dry), {});
        REQUIRE(network);
        for (const Edge& edge : network->edges) {
            // Children walk to the boat; what counts is where it goes.
            if (network->profile.rides && !edge.ridden) continue;
            // Of an edge that was turned round, what is forward was backward in the file.
            const bool turned = network->node[edge.from].lon > network->node[edge.to].lon;
            const bool forward = (turned ? edge.backward_ms : edge.forward_ms) != 0;
            const bool backward = (turned ? edge.forward_ms : edge.backward_ms) != 0;
            open[static_cast<std::size_t>(edge.way_id) - 1][m] = forward && backward ? '='
                                                                 : forward           ? '>'
                                                                 : backward          ? '<'
                                                                                     : '-';
        }
    }
    for (std::size_t i = 0; i < std::size(cases); ++i) {
        INFO(cases[i].tags);
        CHECK(open[i] == cases[i].open);
    }
}

TEST_CASE("a footway that names the motorcycle is ridden like a path", "[roads][network]") {
    test::TempFolder folder;
    std::ofstream(folder / "access.osm") << file_of_all();
    ImportReport report;
    const auto roads = read_roads(folder / "access.osm", report, {});
    const Profile profile = standard_profile(Mode::motorcycle, Season::dry);
    const auto network = build_network(*roads, profile, {});
    std::size_t footways = 0;
    for (const Edge& edge : network->edges) {
        if (edge.road_class != RoadClass::footway) continue;
        ++footways;
        CHECK(edge.forward_ms == static_cast<std::uint32_t>(edge.length_mm * 3.6 / 20 + 0.5));
    }
    REQUIRE(footways == 1);
}

}  // namespace road_access_test
