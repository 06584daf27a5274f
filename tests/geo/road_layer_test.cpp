// Roads from layers of lines.
#include "geo/data/read_road_layer.h"
#include "geo/data/road_columns.h"
#include "geo/network/network.h"
#include "geo/network/profile.h"
#include "tests/support/small_areas.h"

#include <cmath>

namespace road_layer_test {

using namespace geo;

namespace {

struct Line {
    std::string properties;  ///< JSON
    std::string points;      ///< JSON
};

std::string layer_of(const std::vector<Line>& lines) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    for (std::size_t i = 0; i < lines.size(); ++i)
        out += (i > 0 ? "," : "") + std::string{R"({"type":"Feature","properties":)"} + lines[i].properties +
               R"(,"geometry":{"type":"LineString","coordinates":)" + lines[i].points + "}}";
    return out + "]}";
}

Imported read(const test::TempFolder& folder, const std::vector<Line>& lines,
              const ImportOptions& options = {}) {
    auto imported =
        import_file({}, test::write(folder, "roads.geojson", layer_of(lines)), FileKind::roads, options, {});
    REQUIRE(imported);
    REQUIRE(imported->report.accounted());
    return *std::move(imported);
}

std::size_t components(const Roads& roads) {
    Profile open = standard_profile(Mode::walk, Season::dry);
    open.speed_kmh.fill(5);
    const auto network = build_network(roads, open, {});
    REQUIRE(network);
    return network->report.components;
}

}  // namespace

TEST_CASE("words of Thai offices and of OpenStreetMap are classes and surfaces", "[roads]") {
    for (const auto& [cell, word] :
         std::vector<std::pair<const char*, const char*>>{{"primary_link", "primary_link"},
                                                          {"track_grade3", "track"},
                                                          {"ทางหลวงพิเศษหมายเลข 7", "motorway"},
                                                          {"ทางหลวงแผ่นดิน", "primary"},
                                                          {"ทางหลวงชนบท นพ.4002", "secondary"},
                                                          {"ทางหลวงท้องถิ่น", "tertiary"},
                                                          {"ซอย 5", "residential"},
                                                          {"Secondary Route", "secondary"},
                                                          {"Trail", "track"}}) {
        INFO(cell);
        REQUIRE(road_class_word(cell) == word);
    }
    for (const char* cell : {"", "Unknown", "12", "บ้านเหนือ"}) REQUIRE_FALSE(road_class_word(cell));
    for (const char* cell : {"ลูกรัง", "ไม่ลาดยาง", "ดินลูกรัง", "unpaved", "Gravel"})
        REQUIRE(road_surface_word(cell) == "unpaved");
    for (const char* cell : {"ลาดยาง", "คอนกรีต", "คสล.", "paved", "Asphalt", "AC"})
        REQUIRE(road_surface_word(cell) == "paved");
    REQUIRE_FALSE(road_surface_word("ไม่ทราบ"));
    // T is against the line in Geofabrik's extracts and true elsewhere.
    REQUIRE(one_way_word("T", true) == "-1");
    REQUIRE(one_way_word("T", false) == "yes");
    REQUIRE(one_way_word("F", true) == "yes");
    REQUIRE(one_way_word("B", true) == "no");
    REQUIRE(one_way_word("เดินรถทางเดียว", false) == "yes");
    REQUIRE(one_way_word("", false) == "no");
}

TEST_CASE("columns of a Thai layer become class, surface, speed and direction", "[roads]") {
    const test::TempFolder folder;
    const Imported imported = read(
        folder,
        {{R"({"ชื่อสายทาง":"ก","ประเภททาง":"ทางหลวงชนบท","ผิวจราจร":"ลูกรัง","ความเร็ว":"60 กม./ชม.","ทางเดียว":"ใช่"})",
          "[[101,15],[101.01,15]]"},
         {R"({"ชื่อสายทาง":"ข","ประเภททาง":"ทางหลวงแผ่นดิน","ผิวจราจร":"ลาดยาง","ความเร็ว":"90","ทางเดียว":""})",
          "[[101.01,15],[101.02,15]]"},
         {R"({"ชื่อสายทาง":"ค","ประเภททาง":"ทางอื่น","ผิวจราจร":"","ความเร็ว":"0","ทางเดียว":""})",
          "[[101.01,15],[101.01,15.01]]"}});
    const Roads& roads = *imported.data.roads;
    REQUIRE(roads.ways.size() == 3);
    REQUIRE(roads.nodes.size() == 4);
    REQUIRE(roads.ways[0].road_class == RoadClass::secondary);
    REQUIRE(roads.ways[0].surface == Surface::unpaved);
    REQUIRE(roads.ways[0].max_speed_kmh == 60);
    REQUIRE(roads.ways[0].one_way == OneWay::forward);
    REQUIRE(roads.ways[1].road_class == RoadClass::primary);
    REQUIRE(roads.ways[1].surface == Surface::paved);
    REQUIRE(roads.ways[1].one_way == OneWay::no);
    REQUIRE(roads.ways[2].road_class == RoadClass::unclassified);
    REQUIRE(roads.ways[2].max_speed_kmh == 0);
    REQUIRE(roads.ways[2].id == 3);
    const auto* unknown = test::note_of(imported.report.warnings, "road_class_unknown");
    REQUIRE(unknown != nullptr);
    REQUIRE(unknown->row == 3);
    REQUIRE(unknown->value == "ทางอื่น");
    REQUIRE(test::note_of(imported.report.repairs, "road_columns")->reason.find("ผิวจราจร") !=
            std::string::npos);
    REQUIRE(components(roads) == 1);
}

TEST_CASE("bare lines are joined at crossings and touching ends only where a person says so", "[roads]") {
    const test::TempFolder folder;
    // A cross, a road that ends half a metre from the first, and one that ends five metres from it.
    const std::vector<Line> lines = {{"{}", "[[101,15],[101.02,15]]"},
                                     {"{}", "[[101.01,14.99],[101.01,15.01]]"},
                                     {"{}", "[[101.005,15.01],[101.005,15.000004]]"},
                                     {"{}", "[[101.015,15.01],[101.015,15.000045]]"}};
    const Imported as_sent = read(folder, lines);
    const auto* warning = test::note_of(as_sent.report.warnings, "road_crossings");
    REQUIRE(warning != nullptr);
    REQUIRE(warning->reason == "2");
    REQUIRE(warning->fixes.front() == Fix{"node_crossings", ""});
    REQUIRE(components(*as_sent.data.roads) == 4);
    REQUIRE(test::note_of(as_sent.report.warnings, "road_class_assumed") != nullptr);
    REQUIRE(test::note_of(as_sent.report.warnings, "road_one_way_assumed") != nullptr);
    ImportOptions options;
    options.reading.decisions.push_back({"road_crossings", 0, "node_crossings", ""});
    const Imported joined = read(folder, lines, options);
    REQUIRE(test::note_of(joined.report.repairs, "road_crossings_joined")->reason == "2");
    REQUIRE(components(*joined.data.roads) == 2);
    REQUIRE(joined.data.roads->ways[0].count == 4);
    // Lines that share a point have no crossing there.
    const Imported shared = read(folder, {{"{}", "[[101,15],[101.01,15],[101.02,15]]"},
                                          {"{}", "[[101.01,14.99],[101.01,15],[101.01,15.01]]"}});
    REQUIRE(test::note_of(shared.report.warnings, "road_crossings") == nullptr);
    REQUIRE(components(*shared.data.roads) == 1);
}

TEST_CASE("rows without a line are told, and a layer without any is refused", "[roads]") {
    const test::TempFolder folder;
    const std::string mixed =
        R"({"type":"FeatureCollection","features":[)"
        R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[101,15],[101.01,15]]}},)"
        R"({"type":"Feature","properties":{},"geometry":null}]})";
    const auto imported =
        import_file({}, test::write(folder, "mixed.geojson", mixed), FileKind::roads, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->report.rows_rejected == 1);
    REQUIRE(test::note_of(imported->report.problems, "no_line")->row == 2);
    const auto areas =
        import_file({}, test::write(folder, "areas.geojson", test::two_tambon()), FileKind::roads, {}, {});
    REQUIRE_FALSE(areas);
    REQUIRE(areas.error().fault == Fault::wrong_kind);
}

TEST_CASE("the Shapefile of Malta is the network of its OpenStreetMap file", "[real][roads]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto shape =
        import_file({}, (*data / "roads/malta_roads_shp.zip").string(), FileKind::roads, {}, {});
    const auto osm =
        import_file({}, (*data / "roads/malta-latest.osm.pbf").string(), FileKind::roads, {}, {});
    REQUIRE(shape);
    REQUIRE(osm);
    const auto network_of = [](Roads roads) {
        // Ferries are no lines of the extract.
        std::erase_if(roads.ways, [](const Way& way) { return way.road_class == RoadClass::ferry; });
        for (Way& way : roads.ways) way.flags = 0;
        Profile open = standard_profile(Mode::walk, Season::dry);
        open.speed_kmh.fill(5);
        auto network = build_network(roads, open, {});
        REQUIRE(network);
        return *std::move(network);
    };
    const Network a = network_of(*shape->data.roads);
    const Network b = network_of(*osm->data.roads);
    for (const RoadClass c : {RoadClass::trunk, RoadClass::primary, RoadClass::secondary, RoadClass::tertiary,
                              RoadClass::residential, RoadClass::service, RoadClass::track}) {
        const auto row = static_cast<std::size_t>(c);
        INFO(road_class_name(c));
        CHECK_THAT(static_cast<double>(a.report.length_mm[row]),
                   Catch::Matchers::WithinRel(static_cast<double>(b.report.length_mm[row]), 0.02));
    }
    CHECK_THAT(static_cast<double>(a.report.largest_component),
               Catch::Matchers::WithinRel(static_cast<double>(b.report.largest_component), 0.01));
}

TEST_CASE("roads that are read again as they were read keep surfaces that only OpenStreetMap names",
          "[roads]") {
    const test::TempFolder folder;
    const std::vector<Line> lines = {
        {R"({"highway":"track","surface":"unpaved"})", "[[101,15],[101.01,15]]"},
        {R"({"highway":"track","surface":"unpaved"})", "[[101.01,15],[101.02,15]]"},
        {R"({"highway":"track","surface":"compacted"})", "[[101.02,15],[101.03,15]]"}};
    const Imported first = read(folder, lines);
    ImportOptions options;
    options.reading = first.report.reading;
    REQUIRE(options.reading.columns.size() == 2);
    REQUIRE(first.data.roads->ways[2].surface != Surface::unknown);
    CHECK(read(folder, lines, options).data.roads->ways == first.data.roads->ways);
}

TEST_CASE("a person says which columns of a layer are class, one-way and speed", "[roads]") {
    const test::TempFolder folder;
    const std::vector<Line> lines = {
        {R"({"highway":"primary","oneway":"yes","kind2":"track","limit":"30"})", "[[101,15],[101.01,15]]"}};
    const Imported guessed = read(folder, lines);
    REQUIRE(guessed.data.roads->ways[0].road_class == RoadClass::primary);
    ImportOptions options;
    options.reading = guessed.report.reading;
    REQUIRE(options.reading.columns.size() == 2);
    // What was used gives the same again.
    CHECK(read(folder, lines, options).data.roads->ways == guessed.data.roads->ways);
    options.reading.columns = {{0, "highway", ColumnRole::none, {}},
                               {1, "oneway", ColumnRole::none, {}},
                               {2, "kind2", ColumnRole::road_class, {}},
                               {3, "limit", ColumnRole::speed, {}}};
    const Imported said = read(folder, lines, options);
    const Way& way = said.data.roads->ways[0];
    CHECK(way.road_class == RoadClass::track);
    CHECK(way.one_way == OneWay::no);
    CHECK(way.max_speed_kmh == 30);
}

TEST_CASE("bridges are kept whatever the words, and columns that are not read are told", "[roads]") {
    const test::TempFolder folder;
    const std::vector<std::pair<const char*, bool>> cells = {
        {"T", true},  {"1", true}, {"สะพานข้ามคลอง", true}, {"F", false},
        {"0", false}, {"", false}, {"ไม่มี", false}};
    std::vector<Line> lines;
    for (std::size_t i = 0; i < cells.size(); ++i)
        lines.push_back({std::string{R"({"class":"primary","maxspeed":"60","foot":"no","สะพาน":")"} +
                             cells[i].first + R"(","tunnel":"T","ชื่อ":"ก"})",
                         "[[101," + std::to_string(15 + i) + "],[101.01," + std::to_string(15 + i) + "]]"});
    const Imported imported = read(folder, lines);
    REQUIRE(imported.data.roads->ways.size() == cells.size());
    for (const Way& way : imported.data.roads->ways) {
        const auto& [word, bridge] = cells[static_cast<std::size_t>(way.id - 1)];
        INFO(word);
        CHECK(((way.flags & road_bridge) != 0) == bridge);
        CHECK((way.flags & road_no_foot) != 0);
    }
    const auto* read_for = test::note_of(imported.report.repairs, "road_columns");
    REQUIRE(read_for != nullptr);
    CHECK(describe(Lang::en, *read_for).find("bridges: สะพาน") != std::string::npos);
    const auto* left = test::note_of(imported.report.warnings, "road_columns_left");
    REQUIRE(left != nullptr);
    CHECK(left->reason == "tunnel, ชื่อ");
}

TEST_CASE("roads outside the areas are numbered in the report", "[roads]") {
    const test::TempFolder folder;
    const auto told = [&](const std::vector<Line>& lines) {
        const auto read =
            import_file(test::small_areas(folder), test::write(folder, "r.geojson", layer_of(lines)),
                        FileKind::roads, {}, {});
        REQUIRE(read);
        const auto* note = test::note_of(read->report.warnings, "roads_outside");
        return note == nullptr ? std::string{} : note->reason;
    };
    const Line inside = {R"({"class":"primary"})", "[[101.02,15.05],[101.03,15.05],[101.04,15.05]]"};
    const Line outside = {R"({"class":"primary"})", "[[105.02,16.05],[105.03,16.05],[105.04,16.05]]"};
    CHECK(told({inside, inside}).empty());
    CHECK(told({inside, outside, outside}) == "2 / 3");
    CHECK(told({outside}) == "1 / 1");
}

}  // namespace road_layer_test
