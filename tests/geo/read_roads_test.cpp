#include "geo/data/read_roads.h"

#include "geo/network/network.h"
#include "tests/support/test.h"

#include <GeographicLib/Geodesic.hpp>
#include <osmium/builder/attr.hpp>
#include <osmium/handler.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/visitor.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <unordered_map>

namespace read_roads_test {

using namespace geo;

namespace {

/// One way over nodes 1 and 2 with the given tags, ways before nodes.
std::string one_way_file(const std::string& tags) {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n"
           "<way id=\"7\" version=\"1\"><nd ref=\"2\"/><nd ref=\"1\"/>" +
           tags +
           "</way>\n"
           "<node id=\"2\" version=\"1\" lat=\"13.1\" lon=\"101.1\"/>\n"
           "<node id=\"1\" version=\"1\" lat=\"13\" lon=\"101\"/>\n</osm>\n";
}

std::string tag(const std::string& key, const std::string& value) {
    return "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
}

Way read_one(const std::string& tags) {
    test::TempFolder folder;
    std::ofstream(folder / "one.osm") << one_way_file(tags);
    ImportReport report;
    const auto roads = read_roads(folder / "one.osm", report, {});
    REQUIRE(roads);
    REQUIRE(roads->ways.size() == 1);
    return roads->ways[0];
}

/// A pbf of `count` ways of two nodes each.
void write_pbf(const std::filesystem::path& file, int count) {
    using namespace osmium::builder::attr;
    osmium::memory::Buffer buffer{1024, osmium::memory::Buffer::auto_grow::yes};
    for (int i = 1; i <= count * 2; ++i)
        osmium::builder::add_node(buffer, _id(i), _version(1),
                                  _location(101 + i * 1e-4, 13 + (i % 97) * 1e-4));
    for (int i = 1; i <= count; ++i)
        osmium::builder::add_way(buffer, _id(i), _version(1), _nodes({2 * i - 1, 2 * i}),
                                 _tag("highway", "residential"));
    osmium::io::Writer writer{osmium::io::File{file.string(), "pbf"}, osmium::io::overwrite::allow};
    writer(std::move(buffer));
    writer.close();
}

/// Metres of each highway class by GeographicLib, read without any code of ours.
class ClassLengths : public osmium::handler::Handler {
public:
    void node(const osmium::Node& node) { at_[node.id()] = {node.location().lon(), node.location().lat()}; }
    void way(const osmium::Way& way) {
        const char* highway = way.tags()["highway"];
        if (highway == nullptr) return;
        std::string name = highway;
        if (name.size() > 5 && name.substr(name.size() - 5) == "_link") name.resize(name.size() - 5);
        const auto& geodesic = GeographicLib::Geodesic::WGS84();
        for (std::size_t i = 0; i + 1 < way.nodes().size(); ++i) {
            const auto a = at_.find(way.nodes()[i].ref());
            const auto b = at_.find(way.nodes()[i + 1].ref());
            if (a == at_.end() || b == at_.end()) continue;
            double metres = 0;
            geodesic.Inverse(a->second.second, a->second.first, b->second.second, b->second.first, metres);
            metres_[name] += metres;
        }
    }
    const std::map<std::string, double>& metres() const { return metres_; }

private:
    std::unordered_map<osmium::object_id_type, std::pair<double, double>> at_;
    std::map<std::string, double> metres_;
};

/// Nodes of highways with their uses, an end counting twice; nothing of ours.
class Recount : public osmium::handler::Handler {
public:
    void way(const osmium::Way& way) {
        if (way.tags()["highway"] == nullptr || leave_out.count(way.id()) > 0) return;
        osmium::object_id_type last = 0;
        for (const auto& node : way.nodes()) {
            if (repeats || node.ref() != last) ++uses[node.ref()];
            last = node.ref();
        }
        ++uses[way.nodes().front().ref()];
        ++uses[way.nodes().back().ref()];
    }
    std::size_t junctions_and_ends() const {
        return static_cast<std::size_t>(
            std::count_if(uses.begin(), uses.end(), [](const auto& node) { return node.second >= 2; }));
    }
    std::set<std::int64_t> leave_out;
    bool repeats = true;
    std::unordered_map<osmium::object_id_type, int> uses;
};

/// Every class open to everybody at one speed.
Profile open_to_all() {
    Profile profile = standard_profile(Mode::motorcycle, Season::dry);
    profile.speed_kmh.fill(10);
    return profile;
}

Roads highways_of(const Roads& roads) {
    Roads out = roads;
    std::erase_if(out.ways, [](const Way& way) { return way.road_class == RoadClass::ferry; });
    for (Way& way : out.ways) way.flags = 0;
    return out;
}

}  // namespace

TEST_CASE("objects may come in any order", "[roads]") {
    test::TempFolder folder;
    std::ofstream(folder / "one.osm") << one_way_file(tag("highway", "tertiary_link"));
    ImportReport report;
    const auto roads = read_roads(folder / "one.osm", report, {});
    REQUIRE(roads);
    REQUIRE(report.rows_in == 1);
    REQUIRE(report.rows_loaded == 1);
    REQUIRE(roads->ways[0].id == 7);
    REQUIRE(roads->ways[0].road_class == RoadClass::tertiary);
    REQUIRE(roads->nodes[roads->way_nodes[0]] == LonLat{101.1, 13.1});
    REQUIRE(roads->nodes[roads->way_nodes[1]] == LonLat{101, 13});
}

TEST_CASE("tags say class, direction, surface, speed and who may pass", "[roads]") {
    const auto road = tag("highway", "residential");
    REQUIRE(read_one(road).one_way == OneWay::no);
    REQUIRE(read_one(road + tag("oneway", "yes")).one_way == OneWay::forward);
    REQUIRE(read_one(road + tag("oneway", "-1")).one_way == OneWay::backward);
    REQUIRE(read_one(road + tag("junction", "roundabout")).one_way == OneWay::forward);
    REQUIRE(read_one(road + tag("junction", "roundabout") + tag("oneway", "no")).one_way == OneWay::no);
    REQUIRE(read_one(tag("highway", "motorway")).one_way == OneWay::forward);
    REQUIRE(read_one(tag("highway", "motorway") + tag("oneway", "no")).one_way == OneWay::no);

    REQUIRE(read_one(tag("highway", "primary_link")).road_class == RoadClass::primary);
    REQUIRE(read_one(tag("highway", "unclassified;tertiary")).road_class == RoadClass::unclassified);
    REQUIRE(read_one(tag("highway", "proposed")).road_class == RoadClass::other);
    REQUIRE(read_one(tag("route", "ferry")).road_class == RoadClass::ferry);

    REQUIRE(read_one(road).surface == Surface::unknown);
    REQUIRE(read_one(road + tag("surface", "concrete:lanes")).surface == Surface::paved);
    REQUIRE(read_one(road + tag("surface", "asphalt;ground")).surface == Surface::paved);
    REQUIRE(read_one(road + tag("surface", "laterite")).surface == Surface::unpaved);

    REQUIRE(read_one(road + tag("maxspeed", "45")).max_speed_kmh == 45);
    REQUIRE(read_one(road + tag("maxspeed", "30 mph")).max_speed_kmh == 48);
    REQUIRE(read_one(road + tag("maxspeed", "walk")).max_speed_kmh == 0);

    REQUIRE(read_one(road + tag("bridge", "yes") + tag("ford", "yes")).flags == (road_bridge | road_ford));
    REQUIRE(read_one(road + tag("access", "private")).flags == road_private);
    REQUIRE(read_one(road + tag("access", "no") + tag("foot", "yes")).flags ==
            (road_no_motor | road_no_bicycle));
    REQUIRE(read_one(road + tag("access", "no") + tag("motor_vehicle", "yes")).flags ==
            (road_no_foot | road_no_bicycle));
    REQUIRE(read_one(road + tag("motor_vehicle", "no") + tag("motorcycle", "yes")).flags ==
            (road_no_motor | road_motorcycle));
    REQUIRE(read_one(road + tag("motorcycle", "no")).flags == road_no_motorcycle);
    REQUIRE(read_one(road + tag("foot", "no")).flags == road_no_foot);
    REQUIRE(read_one(road + tag("access", "destination")).flags == 0);
    REQUIRE(read_one(road + tag("seasonal", "dry_season")).flags == road_dry_only);
    REQUIRE(read_one(road + tag("access:conditional", "no @ (rainy season)")).flags == road_dry_only);
}

TEST_CASE("no road leaps over a point that the file does not have", "[roads]") {
    test::TempFolder folder;
    std::string text = "<?xml version='1.0'?><osm version=\"0.6\">";
    for (const int id : {1, 2, 4, 5, 7})
        text += "<node id=\"" + std::to_string(id) + "\" version=\"1\" lat=\"13\" lon=\"101." +
                std::to_string(id) + "\"/>";
    const auto way = [&](int id, std::initializer_list<int> nodes) {
        text += "<way id=\"" + std::to_string(id) + "\" version=\"1\">";
        for (const int node : nodes) text += "<nd ref=\"" + std::to_string(node) + "\"/>";
        text += "<tag k=\"highway\" v=\"track\"/></way>";
    };
    way(1, {1, 2, 3, 4, 5, 6, 7});  // 3 and 6 are outside
    way(2, {6, 7});                 // one point known
    way(3, {7});                    // one point
    way(1, {1, 2, 4});              // a second time
    text += "<relation id=\"1\" version=\"1\"><tag k=\"type\" v=\"restriction\"/></relation></osm>";
    std::ofstream(folder / "cut.osm") << text;
    ImportReport report;
    const auto roads = read_roads(folder / "cut.osm", report, {});
    REQUIRE(roads);
    REQUIRE(report.rows_in == 4);
    REQUIRE(report.rows_loaded == 1);
    REQUIRE(report.rows_rejected == 2);
    REQUIRE(report.rows_duplicate == 1);
    REQUIRE(report.accounted());
    REQUIRE(report.problems.size() == 2);
    REQUIRE(report.problems[0].kind == "road_without_nodes");
    REQUIRE(report.problems[0].row == 2);
    REQUIRE(report.problems[1].row == 3);
    REQUIRE(report.warnings.size() == 2);
    REQUIRE(report.warnings[0].kind == "road_cut");
    REQUIRE(report.warnings[0].value == "2");
    REQUIRE(report.warnings[1].kind == "turn_restrictions");
    REQUIRE(report.warnings[1].value == "1");
    REQUIRE(roads->ways.size() == 2);  // 1-2 and 4-5
    REQUIRE(roads->nodes.size() == 4);
    for (const Way& piece : roads->ways) {
        REQUIRE(piece.id == 1);
        REQUIRE(piece.count == 2);
    }
}

TEST_CASE("a road file that is missing, something else or without roads is refused by name", "[roads]") {
    test::TempFolder folder;
    ImportReport report;
    REQUIRE(read_roads(folder / "none.osm.pbf", report, {}).error().fault == Fault::not_found);
    std::ofstream(folder / "letter.osm.pbf") << "Dear all, please find the roads attached.";
    const auto wrong = read_roads(folder / "letter.osm.pbf", report, {});
    REQUIRE(wrong.error().fault == Fault::wrong_kind);
    REQUIRE(wrong.error().file == folder / "letter.osm.pbf");
    std::ofstream(folder / "half.osm") << "<?xml version='1.0'?><osm version=\"0.6\"><node id=\"1\" "
                                          "lat=\"13\" lon=\"101\"/><way id=\"1\"><nd re";
    REQUIRE(read_roads(folder / "half.osm", report, {}).error().fault == Fault::unreadable);
    std::ofstream(folder / "none.osm") << "<?xml version='1.0'?><osm version=\"0.6\"></osm>";
    REQUIRE(read_roads(folder / "none.osm", report, {}).error().fault == Fault::empty);
}

TEST_CASE("a pbf is known by its content and refused by name wherever it is cut", "[roads]") {
    test::TempFolder folder;
    write_pbf(folder / "roads.dat", 20000);
    ImportReport report;
    const auto whole = read_roads(folder / "roads.dat", report, {});
    REQUIRE(whole);
    REQUIRE(whole->ways.size() == 20000);
    const auto size = std::filesystem::file_size(folder / "roads.dat");
    for (const double part : {0.3, 0.6, 0.9, 0.999}) {
        std::filesystem::copy_file(folder / "roads.dat", folder / "cut.osm.pbf",
                                   std::filesystem::copy_options::overwrite_existing);
        std::filesystem::resize_file(folder / "cut.osm.pbf",
                                     static_cast<std::uintmax_t>(static_cast<double>(size) * part));
        const auto cut = read_roads(folder / "cut.osm.pbf", report, {});
        INFO(part);
        REQUIRE_FALSE(cut);
        REQUIRE(cut.error().fault == Fault::unreadable);
        REQUIRE(cut.error().file == folder / "cut.osm.pbf");
    }
}

TEST_CASE("real roads have the nodes, junctions and largest component that are known", "[real][roads]") {
    const auto data = test::real_data();
    if (!data) return;
    struct Known {
        const char* file;
        std::size_t nodes, junctions, largest;
    };
    for (const Known& known : {Known{"bangkok-core.osm", 13355, 2513, 13355},
                               Known{"liechtenstein-2024.osm.pbf", 80630, 11553, 79287},
                               Known{"malta-latest.osm.pbf", 96777, 33772, 78842},
                               Known{"andorra-2025.osm.pbf", 143859, 11675, 142240},
                               Known{"porto_portugal.osm.pbf", 347182, 77846, 335178}}) {
        INFO(known.file);
        const std::string path = (*data / "roads" / known.file).string();
        ImportReport report;
        const auto roads = read_roads(path, report, {});
        REQUIRE(roads);
        REQUIRE(report.accounted());
        const Roads highways = highways_of(*roads);
        const auto network = build_network(highways, open_to_all(), {});
        // The known numbers hold ways of a single node too (39 in Porto), which are no road: rejected,
        // listed. A count of our own with them gives the known numbers, and without them ours.
        Recount with_all;
        Recount without;
        without.repeats = false;
        for (const ImportNote& note : report.problems) without.leave_out.insert(note.row);
        for (Recount* recount : {&with_all, &without}) {
            osmium::io::Reader reader{path, osmium::osm_entity_bits::way};
            osmium::apply(reader, *recount);
            reader.close();
        }
        CHECK(with_all.uses.size() == known.nodes);
        CHECK(with_all.junctions_and_ends() == known.junctions);
        CHECK(network->report.road_nodes == without.uses.size());
        CHECK(network->report.junctions_and_ends == without.junctions_and_ends());
        CHECK(known.nodes - network->report.road_nodes <= 2);
        // The known components leave out platforms, building sites and race tracks.
        Profile usable = open_to_all();
        usable.speed_kmh[static_cast<std::size_t>(RoadClass::other)] = 0;
        CHECK(build_network(highways, usable, {})->report.largest_component == known.largest);
    }
}

TEST_CASE("the length of each class of real roads agrees with GeographicLib", "[real][roads]") {
    const auto data = test::real_data();
    if (!data) return;
    for (const char* file : {"malta-latest.osm.pbf", "andorra-2025.osm.pbf", "porto_portugal.osm.pbf"}) {
        INFO(file);
        const std::string path = (*data / "roads" / file).string();
        ClassLengths independent;
        osmium::io::Reader reader{osmium::io::File{path, "pbf"},
                                  osmium::osm_entity_bits::node | osmium::osm_entity_bits::way};
        osmium::apply(reader, independent);
        reader.close();
        ImportReport report;
        const auto roads = read_roads(path, report, {});
        const auto network = build_network(highways_of(*roads), open_to_all(), {});
        std::size_t compared = 0;
        for (std::size_t c = 0; c < road_class_count; ++c) {
            const char* name = road_class_name(static_cast<RoadClass>(c));
            const auto found = independent.metres().find(name);
            // Rarer words of OpenStreetMap are also counted as these.
            if (found == independent.metres().end() || std::string{name} == "path" ||
                std::string{name} == "service" || std::string{name} == "unclassified")
                continue;
            INFO(name);
            const double ours = static_cast<double>(network->report.length_mm[c]) / 1000;
            CHECK_THAT(ours, Catch::Matchers::WithinRel(found->second, 0.001));
            ++compared;
        }
        CHECK(compared >= 9);
        double all = 0;
        for (const auto& [name, metres] : independent.metres()) all += metres;
        double ours = 0;
        for (const std::int64_t mm : network->report.length_mm) ours += static_cast<double>(mm) / 1000;
        CHECK_THAT(ours, Catch::Matchers::WithinRel(all, 0.001));
    }
}

TEST_CASE("the turn restrictions of a real city are counted, not used", "[real][roads]") {
    const auto data = test::real_data();
    if (!data) return;
    ImportReport report;
    REQUIRE(read_roads((*data / "roads" / "porto_portugal.osm.pbf").string(), report, {}));
    const auto found = std::find_if(report.warnings.begin(), report.warnings.end(),
                                    [](const ImportNote& note) { return note.kind == "turn_restrictions"; });
    REQUIRE(found != report.warnings.end());
    REQUIRE(found->value == "357");
}

TEST_CASE("a real extract that was cut short is refused by name", "[real][roads]") {
    const auto data = test::real_data();
    if (!data) return;
    test::TempFolder folder;
    const auto cut = folder / "liechtenstein.osm.pbf";
    std::filesystem::copy_file(*data / "roads" / "liechtenstein-2024.osm.pbf", cut);
    std::filesystem::resize_file(cut, std::filesystem::file_size(cut) / 2);
    ImportReport report;
    const auto roads = read_roads(cut, report, {});
    REQUIRE(roads.error().fault == Fault::unreadable);
    REQUIRE(roads.error().file == cut);
}

}  // namespace read_roads_test
