// Layers of rivers and borders: what is read, what is left out and told, and that a study keeps it.
#include "geo/base/words.h"
#include "geo/data/import.h"
#include "geo/data/read_barriers.h"
#include "geo/study/analysis.h"
#include "geo/study/study_file.h"
#include "tests/support/demo_data.h"
#include "tests/support/small_areas.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <algorithm>

namespace import_barriers_test {

using namespace geo;

namespace {

struct Feature {
    std::string properties, type, points;  // JSON
};

std::string layer_of(const std::vector<Feature>& features) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    for (std::size_t i = 0; i < features.size(); ++i)
        out += (i > 0 ? "," : "") + std::string{R"({"type":"Feature","properties":)"} +
               features[i].properties + R"(,"geometry":{"type":")" + features[i].type +
               R"(","coordinates":)" + features[i].points + "}}";
    return out + "]}";
}

const char* const some_line = "[[101,15],[101.1,15.05],[101.2,15]]";
const char* const some_area = "[[[101,15],[101.1,15],[101.1,15.1],[101,15.1],[101,15]]]";

Imported read(const test::TempFolder& folder, const std::string& name, const std::vector<Feature>& features,
              const ImportOptions& options = {}, const Dataset& data = {}) {
    auto imported =
        import_file(data, test::write(folder, name, layer_of(features)), FileKind::barriers, options, {});
    REQUIRE(imported);
    REQUIRE(imported->report.accounted());
    for (const Notes* notes :
         {&imported->report.repairs, &imported->report.warnings, &imported->report.problems})
        for (const ImportNote& note : *notes) {
            INFO(note.kind);
            CHECK(has_word("import." + note.kind + ".what"));
            for (const Fix& fix : note.fixes) CHECK(has_word("fix." + fix.choice));
        }
    return *std::move(imported);
}

std::vector<Barrier> all_of(const Dataset& data) {
    std::vector<Barrier> out;
    for (const BarrierLayer& layer : *data.barriers)
        out.insert(out.end(), layer.barriers.begin(), layer.barriers.end());
    return out;
}

}  // namespace

TEST_CASE("words of waters, brooks and borders", "[barriers][import]") {
    CHECK(barrier_word("river") == BarrierWord::water);
    CHECK(barrier_word("Canal") == BarrierWord::water);
    CHECK(barrier_word("แม่น้ำมูล") == BarrierWord::water);
    CHECK(barrier_word("อ่างเก็บน้ำ") == BarrierWord::water);
    CHECK(barrier_word("stream") == BarrierWord::small);
    CHECK(barrier_word("ลำห้วย") == BarrierWord::small);
    CHECK(barrier_word("administrative") == BarrierWord::border);
    CHECK(barrier_word("เขตแดนระหว่างประเทศ") == BarrierWord::border);
    CHECK(barrier_word("เขตจังหวัด") == BarrierWord::open);
    CHECK(barrier_word("national_park") == BarrierWord::other);
    CHECK_FALSE(barrier_word("residential"));
    CHECK_FALSE(barrier_word(""));
}

TEST_CASE("a layer of waters is told by its words; brooks and unknown words stay out and are told",
          "[barriers][import]") {
    const test::TempFolder folder;
    const std::vector<Feature> features = {
        {R"({"waterway":"river","name":"แม่น้ำชี"})", "LineString", some_line},
        {R"({"waterway":"stream","name":null})", "LineString", some_line},
        {R"({"waterway":"weir","name":null})", "LineString", some_line},
        {R"({"waterway":"canal","name":null})", "MultiLineString",
         "[[[101,15],[101.1,15]],[[101,15.2],[101.1,15.2]]]"},
        {R"({"waterway":"river","name":null})", "LineString", "[[101,15]]"}};
    const std::string file = test::write(folder, "rivers.geojson", layer_of(features));
    CHECK(*guess_kind(file) == FileKind::barriers);
    const Imported imported = read(folder, "rivers.geojson", features, {});
    const ImportReport& report = imported.report;
    CHECK(report.rows_in == 5);
    CHECK(report.rows_loaded == 2);
    CHECK(report.rows_rejected == 3);
    CHECK(test::note_of(report.warnings, "barrier_small")->reason == "1");
    CHECK(test::note_of(report.warnings, "barrier_class_unknown")->value == "weir");
    CHECK(test::note_of(report.problems, "no_barrier_shape")->row == 5);
    const std::vector<Barrier> barriers = all_of(imported.data);
    REQUIRE(barriers.size() == 3);
    CHECK(barriers[0].kind == BarrierKind::water);
    CHECK_FALSE(barriers[0].filled);
    CHECK(barriers[0].name == "แม่น้ำชี");
    CHECK(barriers[0].lines.front().size() == 3);

    ImportOptions small;
    small.reading.decisions.push_back({"barrier_small", 0, "take_small_waters", ""});
    CHECK(read(folder, "rivers.geojson", features, small).report.rows_loaded == 3);
}

TEST_CASE("areas of water are closed grounds, borders are lines, and inner borders close nothing",
          "[barriers][import]") {
    const test::TempFolder folder;
    const std::vector<Feature> features = {
        {R"({"natural":"water","boundary":null,"admin_level":null})", "Polygon", some_area},
        {R"({"natural":null,"boundary":"administrative","admin_level":"2"})", "Polygon", some_area},
        {R"({"natural":null,"boundary":"administrative","admin_level":"4"})", "Polygon", some_area},
        {R"({"natural":null,"boundary":"national_park","admin_level":null})", "Polygon", some_area}};
    const Imported imported = read(folder, "mixed.geojson", features);
    const std::vector<Barrier> barriers = all_of(imported.data);
    REQUIRE(barriers.size() == 3);
    CHECK(barriers[0].filled);
    CHECK(barriers[0].lines.front().size() == 4);
    CHECK(barriers[1].kind == BarrierKind::border);
    CHECK_FALSE(barriers[1].filled);
    CHECK(barriers[1].lines.front().size() == 5);
    CHECK(barriers[1].lines.front().front() == barriers[1].lines.front().back());
    CHECK(barriers[2].kind == BarrierKind::other);
    CHECK(test::note_of(imported.report.warnings, "barrier_inner_border")->row == 3);
}

TEST_CASE("a layer that does not say what it is is taken for what its name says, or as a person says",
          "[barriers][import]") {
    const test::TempFolder folder;
    const std::vector<Feature> features = {{R"({"id":1})", "LineString", some_line}};
    CHECK(*guess_kind(test::write(folder, "lines.geojson", layer_of(features))) == FileKind::roads);
    const Imported water = read(folder, "lines.geojson", features);
    CHECK(all_of(water.data).front().kind == BarrierKind::water);
    CHECK(test::note_of(water.report.warnings, "barrier_kind_assumed")->reason == "water");
    CHECK(all_of(read(folder, "border_th.geojson", features).data).front().kind == BarrierKind::border);
    ImportOptions other;
    other.reading.decisions.push_back({"barrier_kind_assumed", 0, "barrier_border", ""});
    CHECK(all_of(read(folder, "lines.geojson", features, other).data).front().kind == BarrierKind::border);
    for (const Lang lang : {Lang::th, Lang::en})
        CHECK(describe(lang, water.report).find(word(lang, "barrier.water")) != std::string::npos);
}

TEST_CASE("waters of another country are refused with both places", "[barriers][import]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    const std::vector<Feature> far = {{R"({"waterway":"river"})", "LineString", "[[1.5,42.5],[1.6,42.6]]"}};
    const Imported refused = read(folder, "andorra.geojson", far, {}, areas);
    CHECK(refused.report.outcome == Outcome::refuse);
    REQUIRE(refused.report.problems.kind("barriers_elsewhere") != nullptr);
    CHECK(refused.data.barriers->empty());
    const std::vector<Feature> here = {{R"({"waterway":"river"})", "LineString", some_line}};
    CHECK(read(folder, "here.geojson", here, {}, areas).report.outcome == Outcome::load);
    CHECK(read(folder, "alone.geojson", far).report.outcome == Outcome::load);
}

TEST_CASE("waters of an OpenStreetMap file: rivers, lakes and the edges of large waters",
          "[barriers][import]") {
    const test::TempFolder folder;
    std::string osm = "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n";
    const std::vector<LonLat> nodes = {{101, 15},   {101.1, 15},    {101.1, 15.1},      {101, 15.1},
                                       {101.5, 15}, {101.5001, 15}, {101.5001, 15.0001}};
    for (std::size_t i = 0; i < nodes.size(); ++i)
        osm += "<node id=\"" + std::to_string(i + 1) + "\" version=\"1\" lat=\"" +
               std::to_string(nodes[i].lat) + "\" lon=\"" + std::to_string(nodes[i].lon) + "\"/>\n";
    const auto way = [&](int id, const std::vector<int>& refs, const std::string& key,
                         const std::string& value, const std::string& more = {}) {
        osm += "<way id=\"" + std::to_string(id) + "\" version=\"1\">";
        for (const int ref : refs) osm += "<nd ref=\"" + std::to_string(ref) + "\"/>";
        if (!key.empty()) osm += "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
        osm += more + "</way>\n";
    };
    way(10, {1, 2, 3}, "waterway", "river", "<tag k=\"name\" v=\"แม่น้ำ\"/>");
    way(11, {1, 2, 3, 4, 1}, "natural", "water");
    way(12, {1, 2}, "waterway", "stream");
    way(13, {5, 6, 7, 5}, "natural", "water");  // a pond
    way(14, {1, 3}, "waterway", "canal", "<tag k=\"tunnel\" v=\"culvert\"/>");
    way(15, {1, 3, 4}, "", "");
    way(16, {1, 4}, "highway", "primary");
    way(17, {1, 99, 2, 3}, "waterway", "canal");  // a node that the extract does not have
    osm +=
        "<relation id=\"1\" version=\"1\"><member type=\"way\" ref=\"15\" role=\"outer\"/>"
        "<tag k=\"type\" v=\"multipolygon\"/><tag k=\"natural\" v=\"water\"/></relation>\n</osm>\n";
    const auto imported = import_file({}, test::write(folder, "a.osm", osm), FileKind::barriers, {}, {});
    REQUIRE(imported);
    CHECK(imported->report.rows_in == 7);
    CHECK(imported->report.rows_loaded == 4);
    CHECK(imported->report.rows_rejected == 3);
    CHECK(test::note_of(imported->report.warnings, "barrier_small")->reason == "2");
    CHECK(test::note_of(imported->report.warnings, "barrier_covered")->row == 14);
    const std::vector<Barrier> barriers = all_of(imported->data);
    REQUIRE(barriers.size() == 4);
    CHECK(barriers[0].name == "แม่น้ำ");
    CHECK(barriers[1].filled);
    CHECK(barriers[1].lines.front().size() == 4);
    CHECK_FALSE(barriers[2].filled);
    CHECK(barriers[3].lines.front().size() == 2);
    for (const Barrier& one : barriers) CHECK(one.kind == BarrierKind::water);
}

TEST_CASE("two files stand beside each other, the same one again takes its own place", "[barriers][import]") {
    const test::TempFolder folder;
    const Imported rivers =
        read(folder, "rivers.geojson", {{R"({"waterway":"river"})", "LineString", some_line}});
    const Imported both =
        read(folder, "border.geojson", {{R"({"id":1})", "LineString", some_line}}, {}, rivers.data);
    REQUIRE(both.data.barriers->size() == 2);
    CHECK(both.data.barriers->front().source == "border.geojson");
    CHECK(both.data.sources.size() == 2);
    const Imported again = read(folder, "rivers.geojson",
                                {{R"({"waterway":"river"})", "LineString", some_line},
                                 {R"({"waterway":"canal"})", "LineString", some_line}},
                                {}, both.data);
    REQUIRE(again.data.barriers->size() == 2);
    CHECK(again.data.barriers->back().barriers.size() == 2);
    CHECK(again.data.sources.size() == 2);
}

TEST_CASE("a study keeps its barriers, and one without any has no table of them", "[barriers][study]") {
    const test::TempFolder folder;
    const Imported imported = read(folder, "water.geojson",
                                   {{R"({"natural":"water","name":"บึงใหญ่"})", "Polygon",
                                     "[[[101,15],[101.1,15],[101.1,15.1],[101,15.1],[101,15]],[[101.02,15.02]"
                                     ",[101.04,15.02],[101.04,15.04],[101.02,15.02]]]"},
                                    {R"({"natural":"coastline","name":null})", "LineString", some_line}});
    Study study;
    study.title = "t";
    study.data = std::make_shared<const Dataset>(imported.data);
    const std::string file = (folder.path() / "a.gpkg").string();
    REQUIRE(save_study(study, file, {}));
    const auto back = open_study(file, {});
    REQUIRE(back);
    CHECK(*back->data == *study.data);
    CHECK(all_of(*back->data).front().lines.size() == 2);

    // Taken back: the table is emptied, not forgotten.
    auto opened = StudyFile::open(file, {});
    REQUIRE(opened);
    Study without = opened->study();
    auto data = std::make_shared<Dataset>(*without.data);
    data->barriers = std::make_shared<const std::vector<BarrierLayer>>();
    data->sources.clear();
    without.data = data;
    REQUIRE(opened->commit(without, {}));
    const auto bare = open_study(file, {});
    REQUIRE(bare);
    CHECK(bare->data->barriers->empty());
}

TEST_CASE("an analysis follows a river that comes and goes as if it began anew", "[barriers][analysis]") {
    Study study;
    study.data = test::demo_data();
    study.scenario().travel.mode = Mode::walk;
    study.scenario().travel.max_walk_m = 2000;
    Analysis analysis;
    const auto dry = *analysis.run(study, {});
    CHECK_FALSE(barrier_told(*dry));
    // A closed ring about the home that is farthest from its road.
    std::size_t home = 0;
    for (std::size_t i = 0; i < dry->demand->at.size(); ++i)
        if ((*dry->point_snaps)[i].on_network() && dry->demand->children_milli[i] > 0 &&
            (*dry->point_snaps)[i].walk_mm > (*dry->point_snaps)[home].walk_mm)
            home = i;
    const LonLat at = dry->demand->at[home];
    const double reach = (*dry->point_snaps)[home].walk_mm / 1000.0 * 0.4 / 111000;
    BarrierLayer layer{"ring", {}};
    Barrier ring;
    ring.lines.push_back({{at.lon - reach, at.lat - reach},
                          {at.lon + reach, at.lat - reach},
                          {at.lon + reach, at.lat + reach},
                          {at.lon - reach, at.lat + reach},
                          {at.lon - reach, at.lat - reach}});
    layer.barriers.push_back(ring);
    Study wet = study;
    auto data = std::make_shared<Dataset>(*study.data);
    data->barriers = std::make_shared<const std::vector<BarrierLayer>>(1, layer);
    wet.data = data;
    const auto river = *analysis.run(wet, {});
    CHECK((*river->point_snaps)[home].cut_off);
    CHECK(cut_off_milli(*river) == barrier_told(*river)->cut_off_weight);
    CHECK(cut_off_milli(*river) >= dry->demand->children_milli[home]);
    CHECK((*river->time_trips)[home].status == TripStatus::off_network);
    const auto all = [](const Results& results) {
        const CoverageRow& row = results.coverage.front().at(Level::country)[0];
        return std::pair{row.children_milli, row.unreachable_milli};
    };
    CHECK(all(*river).first == all(*dry).first);
    CHECK(all(*river).second == all(*dry).second + cut_off_milli(*river));
    Analysis fresh;
    const auto anew = *fresh.run(wet, {});
    CHECK(*anew->point_snaps == *river->point_snaps);
    CHECK(anew->coverage == river->coverage);

    // A drawn bridge from inside the ring reaches the road.
    RoadEdit bridge;
    bridge.id = RoadEditId{std::size_t{1}};
    const LonLat road = (*dry->point_snaps)[home].on_road;
    bridge.what = NewRoad{{{at.lon + 0.2 * (road.lon - at.lon), at.lat + 0.2 * (road.lat - at.lat)}, road}};
    wet.scenario().road_edits = {bridge};
    const auto bridged = *analysis.run(wet, {});
    CHECK((*bridged->time_trips)[home].status == TripStatus::reached);
    const auto bridged_anew = *Analysis().run(wet, {});
    CHECK(*bridged_anew->point_snaps == *bridged->point_snaps);
    CHECK(bridged_anew->coverage == bridged->coverage);

    // Undone: the study without the river has the numbers it had.
    const auto again = *analysis.run(study, {});
    CHECK(*again->point_snaps == *dry->point_snaps);
    CHECK(again->coverage == dry->coverage);
}

}  // namespace import_barriers_test
