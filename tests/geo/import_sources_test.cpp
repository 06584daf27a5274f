// A second file: of the same name, of the same bytes, of the same places.  Never a row gone without a word.
#include "geo/base/sha256.h"
#include "geo/data/import.h"
#include "geo/study/study_file.h"
#include "tests/support/small_areas.h"

#include <sqlite3.h>

namespace import_sources_test {

using namespace geo;

namespace {

std::string in_folder(const test::TempFolder& folder, const std::string& name, const std::string& file,
                      const std::string& content) {
    std::filesystem::create_directories(folder / name);
    return test::write(folder, name + "/" + file, content);
}

Imported import(const Dataset& data, const std::string& file, FileKind kind, bool accept = false) {
    ImportOptions options;
    options.accept = accept;
    auto imported = import_file(data, file, kind, options, {});
    REQUIRE(imported);
    return *std::move(imported);
}

std::vector<std::string> ids(const Dataset& data) {
    std::vector<std::string> out;
    for (const Place& place : *data.places) out.push_back(place.id);
    return out;
}

std::vector<std::string> files(const Dataset& data, const std::string& kind) {
    std::vector<std::string> out;
    for (const SourceFile& source : data.sources)
        if (source.kind == kind) out.push_back(source.file);
    return out;
}

using Texts = std::vector<std::string>;

std::string roads(const test::TempFolder& folder, const std::string& name, int way) {
    return test::write(
        folder, name,
        "<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\"><node id=\"1\" version=\"1\" "
        "lat=\"15.01\" "
        "lon=\"101.01\"/><node id=\"2\" version=\"1\" lat=\"15.02\" lon=\"101.02\"/><way id=\"" +
            std::to_string(way) +
            "\" version=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"highway\" "
            "v=\"primary\"/></way></osm>\n");
}

}  // namespace

TEST_CASE("files of one name from two folders stand beside each other", "[import][sources]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    const std::string a = in_folder(folder, "59", "p.csv", "id,kind,lat,lon\n1,school,15.05,101.05\n");
    const std::string b = in_folder(folder, "60", "p.csv", "id,kind,lat,lon\n1,school,15.05,101.15\n");
    const Imported first = import(areas, a, FileKind::places);
    const Imported second = import(first.data, b, FileKind::places);
    REQUIRE(second.data.places->size() == 2);
    REQUIRE(files(second.data, "places") == Texts{"60/p.csv", "p.csv"});
    const auto* note = test::note_of(second.report.warnings, "same_name");
    REQUIRE(note != nullptr);
    REQUIRE(note->reason == "60/p.csv");
    // Each takes the place of its own rows when it is read again, also from a saved study.
    Study study;
    study.data = std::make_shared<const Dataset>(second.data);
    REQUIRE(save_study(study, (folder / "s.gpkg").string(), {}));
    const auto opened = open_study((folder / "s.gpkg").string(), {});
    REQUIRE(opened);
    in_folder(folder, "60", "p.csv", "id,kind,lat,lon\n7,school,15.05,101.15\n8,school,15.05,101.16\n");
    const Imported third = import(*opened->data, b, FileKind::places);
    REQUIRE(ids(third.data) == Texts{"7", "8", "1"});
    REQUIRE(third.data.places->at(2).at.lon == 101.05);
    const auto* again = test::note_of(third.report.warnings, "file_again");
    REQUIRE(again != nullptr);
    REQUIRE(again->value == "60/p.csv");
    REQUIRE(again->reason == "1");
    // Counts too: neither replaces the other.
    const std::string c = in_folder(folder, "59", "c.csv", "code,children\n590101,10\n");
    const std::string d = in_folder(folder, "60", "c.csv", "code,children\n590102,5\n");
    const Imported counts = import(import(areas, c, FileKind::counts).data, d, FileKind::counts);
    REQUIRE(counts.data.counts->size() == 2);
    REQUIRE(files(counts.data, "counts") == Texts{"60/c.csv", "c.csv"});
}

TEST_CASE("the same bytes from another folder are the same file", "[import][sources]") {
    const test::TempFolder folder;
    const std::string content = "id,kind,lat,lon\n1,school,15.05,101.05\n2,school,15.05,101.06\n";
    const Imported first =
        import(test::small_areas(folder), in_folder(folder, "a", "p.csv", content), FileKind::places);
    const Imported second = import(first.data, in_folder(folder, "b", "copy.csv", content), FileKind::places);
    REQUIRE(second.data.places->size() == 2);
    REQUIRE(files(second.data, "places") == Texts{"p.csv"});
    REQUIRE(test::note_of(second.report.warnings, "file_again")->reason == "2");
}

TEST_CASE("a place that another file has too is not doubled, and its number is said", "[import][sources]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    const Imported first = import(areas,
                                  test::write(folder, "a.csv",
                                              "id,name,kind,lat,lon\n1,ก,school,15.05,101.05\n2,ข,school,15."
                                              "05,101.06\n3,ค,school,15.05,101.07\n"),
                                  FileKind::places);
    // 1 has moved, 2 has another name and stays where it is, 3 is another place with a number of its own.
    const Imported second = import(first.data,
                                   test::write(folder, "b.csv",
                                               "id,name,kind,lat,lon\n1,ก,school,15.08,101.05\n2,ขข,school,"
                                               "15.05,101.06\n3,ง,school,15.01,101.17\n"),
                                   FileKind::places);
    REQUIRE(ids(second.data) == Texts{"3", "1", "2", "3"});
    REQUIRE(second.data.places->at(1).at.lat == 15.08);
    const auto* note = test::note_of(second.report.warnings, "rows_renewed");
    REQUIRE(note != nullptr);
    REQUIRE(note->value == "a.csv");
    REQUIRE(note->reason == "2");
    // Each file still knows its rows.
    const Imported third = import(second.data, (folder / "a.csv").string(), FileKind::places);
    REQUIRE(third.data.places->size() == 4);
}

TEST_CASE("the order in which files come does not show", "[import][sources]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    const std::string a = test::write(folder, "a.csv", "id,name,lat,lon,population\n1,ก,15.05,101.05,3\n");
    const std::string b = test::write(folder, "b.csv", "id,name,lat,lon,population\n2,ข,15.05,101.06,4\n");
    const Imported one = import(import(areas, a, FileKind::villages).data, b, FileKind::villages);
    const Imported two = import(import(areas, b, FileKind::villages).data, a, FileKind::villages);
    REQUIRE(one.data == two.data);
}

TEST_CASE("a second file of roads asks, the same one again does not", "[import][sources]") {
    const test::TempFolder folder;
    const std::string a = roads(folder, "a.osm", 11);
    const std::string b = roads(folder, "b.osm", 12);
    const Imported first = import(test::small_areas(folder), a, FileKind::roads);
    const Imported asked = import(first.data, b, FileKind::roads);
    REQUIRE(asked.report.outcome == Outcome::ask);
    REQUIRE(asked.data == first.data);
    const auto* problem = test::note_of(asked.report.problems, "roads_are_there");
    REQUIRE(problem != nullptr);
    REQUIRE(problem->value == "a.osm");
    REQUIRE(problem->reason == "1");
    for (const Lang lang : {Lang::th, Lang::en})
        REQUIRE(describe(lang, asked.report).find("osmium") == std::string::npos);
    // Another answer, as of an older list, is none.
    ImportOptions answered;
    for (const char* choice : {"keep_it", "use_this_file"}) {
        answered.reading.decisions = {{"roads_are_there", 0, choice, ""}};
        const auto said = import_file(first.data, b, FileKind::roads, answered, {});
        REQUIRE(said);
        INFO(choice);
        REQUIRE(said->data.roads->ways.front().id == (std::string{choice} == "use_this_file" ? 12 : 11));
    }
    const Imported accepted = import(first.data, b, FileKind::roads, true);
    REQUIRE(accepted.report.outcome == Outcome::load);
    REQUIRE(accepted.data.roads->ways.front().id == 12);
    REQUIRE(files(accepted.data, "roads") == Texts{"b.osm"});
    roads(folder, "a.osm", 13);
    const Imported again = import(first.data, a, FileKind::roads);
    REQUIRE(again.report.outcome == Outcome::load);
    REQUIRE(again.data.roads->ways.front().id == 13);
}

TEST_CASE("a study that does not say where its files lay opens and is extended", "[import][sources]") {
    const test::TempFolder folder;
    const std::string file = (folder / "s.gpkg").string();
    const std::string places = test::write(folder, "p.csv", "id,kind,lat,lon\n1,school,15.05,101.05\n");
    Study study;
    study.data =
        std::make_shared<const Dataset>(import(test::small_areas(folder), places, FileKind::places).data);
    REQUIRE(save_study(study, file, {}));
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, "ALTER TABLE sources DROP COLUMN origin", nullptr, nullptr, nullptr) ==
            SQLITE_OK);
    sqlite3_close(database);
    auto opened = StudyFile::open(file, {});
    REQUIRE(opened);
    REQUIRE(opened->study().data->sources.back().origin.empty());
    study.data =
        std::make_shared<const Dataset>(import(*opened->study().data, places, FileKind::places).data);
    REQUIRE(study.data->places->size() == 1);
    REQUIRE_FALSE(study.data->sources.back().origin.empty());
    REQUIRE(opened->commit(study, {}));
    const auto again = open_study(file, {});
    REQUIRE(again);
    REQUIRE(*again->data == *study.data);
}

TEST_CASE("a source is known by where it lies, by its bytes and by its parts", "[import]") {
    const test::TempFolder folder;
    const Dataset data = test::import_counts(folder, "code,children\n590101,3\n590102,5\n")->data;
    const auto name = [&](const std::string& file) {
        const SourceFile* source = source_of(data, file);
        return source == nullptr ? std::string{} : source->file;
    };
    REQUIRE(name((folder / "counts.csv").string()) == "counts.csv");
    REQUIRE(name(test::write(folder, "copy.csv", "code,children\n590101,3\n590102,5\n")) == "counts.csv");
    REQUIRE(name(test::write(folder, "other.csv", "code,children\n590101,4\n590102,5\n")).empty());
    REQUIRE(name((folder / "none.csv").string()).empty());
    test::write(folder, "counts.csv", "mended");
    REQUIRE(name((folder / "counts.csv").string()) == "counts.csv");
    Dataset shapes = data;
    shapes.sources.front().origin =
        sha256_of((std::filesystem::weakly_canonical(folder.path()) / "areas.shp").string());
    REQUIRE(source_of(shapes, (folder / "areas.dbf").string()) == &shapes.sources.front());
    REQUIRE(source_of(shapes, (folder / "areas.csv").string()) == nullptr);
}

}  // namespace import_sources_test
