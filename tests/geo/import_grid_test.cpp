// Grids come in: what is none, what lies outside, what is asked and what is refused.
#include "geo/data/grid_areas.h"
#include "geo/data/import.h"
#include "geo/data/import_apart.h"
#include "geo/study/study_file.h"
#include "tests/support/small_areas.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace import_grid_test {

using namespace geo;

namespace {

/// Rows of numbers as an Esri text grid over the two tambon of small_areas (100–102 E, 15–16 N).
std::string text_grid(double west, double south, double step,
                      const std::vector<std::vector<std::string>>& rows, const std::string& nodata = "") {
    std::string out = "ncols " + std::to_string(rows.front().size()) + "\nnrows " +
                      std::to_string(rows.size()) + "\nxllcorner " + std::to_string(west) + "\nyllcorner " +
                      std::to_string(south) + "\ncellsize " + std::to_string(step) + "\n";
    if (!nodata.empty()) out += "NODATA_value " + nodata + "\n";
    for (const auto& row : rows) {
        for (const std::string& cell : row) out += cell + " ";
        out += "\n";
    }
    return out;
}

const ImportNote* note_of(const ImportReport& report, const std::string& kind) {
    for (const auto* notes : {&report.problems, &report.warnings, &report.repairs})
        for (const ImportNote& note : *notes)
            if (note.kind == kind) return &note;
    return nullptr;
}

Result<Imported> read(const test::TempFolder& folder, const std::string& name, const std::string& text,
                      FileKind kind = FileKind::population, const ImportOptions& options = {}) {
    return import_file(test::small_areas(folder), test::write(folder, name, text), kind, options, {});
}

Box box_of(const Dataset& data) {
    Box box;
    for (const MultiPolygon& shape : data.areas->at(Level::tambon).shape)
        for (const Polygon& polygon : shape)
            for (const LonLat& at : polygon.outer) box.add(at);
    return box;
}

/// Cells of `step` over the areas and one more all around.
std::string over_areas(const test::TempFolder& folder, double step, const std::string& inside,
                       const std::string& outside, const std::string& nodata = "") {
    const Box box = box_of(test::small_areas(folder));
    const auto columns = static_cast<std::size_t>(std::lround(box.width() / step)) + 2;
    const auto rows = static_cast<std::size_t>(std::lround(box.height() / step)) + 2;
    std::vector<std::vector<std::string>> cells(rows, std::vector<std::string>(columns, inside));
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c)
            if (r == 0 || c == 0 || r + 1 == rows || c + 1 == columns) cells[r][c] = outside;
    return text_grid(box.min_x - step, box.min_y - step, step, cells, nodata);
}

}  // namespace

TEST_CASE("people of the areas and outside are the grid's people, to the millionth", "[import][grid]") {
    const test::TempFolder folder;
    const auto read_one = read(folder, "people_2020.asc", over_areas(folder, 0.05, "12.345", "3"));
    REQUIRE(read_one);
    const ImportReport& report = read_one->report;
    CHECK(report.outcome == Outcome::load);
    REQUIRE(read_one->data.grids->size() == 1);
    const Grid& grid = read_one->data.grids->front();
    CHECK(grid.vintage == "2020");
    CHECK(grid.crs == "EPSG:4326");
    CHECK(note_of(report, "grid_crs_guessed") != nullptr);
    REQUIRE(note_of(report, "people_in_all") != nullptr);
    CHECK(report.rows_in == static_cast<std::int64_t>(grid.size()));
    const auto people = people_of_areas(grid, *read_one->data.areas, Level::tambon);
    REQUIRE(people);
    CHECK(people->all_micro == people->outside_micro + people->micro[0] + people->micro[1]);
    CHECK(people->cells_outside > 0);
    CHECK(read_one->data.sources.back().kind == "population");
    // The reading that was used gives the same again.
    ImportOptions again;
    again.reading = report.reading;
    const auto second = import_file(test::small_areas(folder), report.file, FileKind::population, again, {});
    REQUIRE(second);
    CHECK(*second->data.grids == *read_one->data.grids);
}

TEST_CASE("no value is not zero: told, untold and not a number", "[import][grid]") {
    const test::TempFolder folder;
    const auto told = read(folder, "people.asc", over_areas(folder, 0.1, "5", "-1", "-1"));
    REQUIRE(told);
    CHECK(told->report.rows_rejected == 0);
    CHECK(told->report.missing_cells > 0);
    CHECK(note_of(told->report, "nodata_untold") == nullptr);
    const auto untold = read(folder, "people2.asc", over_areas(folder, 0.1, "5", "-9999"));
    REQUIRE(untold);
    CHECK(untold->report.outcome == Outcome::load);
    REQUIRE(note_of(untold->report, "nodata_untold") != nullptr);
    CHECK(note_of(untold->report, "nodata_untold")->value == "-9999");
    CHECK(untold->report.missing_cells == told->report.missing_cells);
    const auto zero = read(folder, "people3.asc", over_areas(folder, 0.1, "5", "0"));
    REQUIRE(zero);
    CHECK(zero->report.missing_cells == 0);
    CHECK(zero->report.rows_loaded == untold->report.rows_loaded + untold->report.missing_cells);
}

TEST_CASE("fewer than no people is asked about, and left out where a person says so", "[import][grid]") {
    const test::TempFolder folder;
    const std::string text = over_areas(folder, 0.1, "5", "-2.5");
    const auto asked = read(folder, "people.asc", text);
    REQUIRE(asked);
    CHECK(asked->report.outcome == Outcome::ask);
    CHECK(asked->data.grids->empty());
    const ImportNote* note = note_of(asked->report, "cell_wrong_population");
    REQUIRE(note != nullptr);
    CHECK(note->value == "-2.5");
    CHECK(note->at.has_value());
    REQUIRE(note->fixes.size() == 1);
    ImportOptions options;
    options.reading.decisions = {{note->kind, 0, note->fixes.front().choice, ""}};
    const auto loaded = read(folder, "people.asc", text, FileKind::population, options);
    REQUIRE(loaded);
    CHECK(loaded->report.outcome == Outcome::load);
    CHECK(loaded->report.rows_rejected > 0);
    CHECK(std::find(loaded->data.grids->front().cells->begin(), loaded->data.grids->front().cells->end(),
                    -2.5F) == loaded->data.grids->front().cells->end());
}

TEST_CASE("a grid of another country is refused with both places, one before boundaries says what is needed",
          "[import][grid]") {
    const test::TempFolder folder;
    const auto far = read(folder, "people.asc", text_grid(3, 45, 0.1, {{"1", "2"}, {"3", "4"}}));
    REQUIRE_FALSE(far);  // no map system, and not near Thailand
    CHECK(far.error().fault == Fault::unknown_crs);
    ImportOptions options;
    options.accept = true;
    options.reading.crs = "EPSG:4326";
    const auto refused = read(folder, "people.asc", text_grid(3, 45, 0.1, {{"1", "2"}, {"3", "4"}}),
                              FileKind::population, options);
    REQUIRE(refused);
    CHECK(refused->report.outcome == Outcome::refuse);
    CHECK(refused->data.grids->empty());
    REQUIRE(note_of(refused->report, "grid_elsewhere") != nullptr);
    CHECK(note_of(refused->report, "grid_elsewhere")->value.find("45.00") != std::string::npos);
    const auto first = import_file({}, test::write(folder, "p.asc", text_grid(100, 15, 0.1, {{"1"}})),
                                   FileKind::population, {}, {});
    REQUIRE_FALSE(first);
    CHECK(first.error().fault == Fault::needs_areas);
}

TEST_CASE("feet become metres where the file or a person says so", "[import][grid]") {
    const test::TempFolder folder;
    const std::string text = over_areas(folder, 0.1, "6000", "0");
    const auto asked = read(folder, "dem.asc", text, FileKind::elevation);
    REQUIRE(asked);
    CHECK(asked->report.outcome == Outcome::ask);
    const ImportNote* note = note_of(asked->report, "heights_too_high");
    REQUIRE(note != nullptr);
    for (const Fix& fix : note->fixes) {
        ImportOptions options;
        options.reading.decisions = {{note->kind, 0, fix.choice, fix.value}};
        const auto loaded = read(folder, "dem.asc", text, FileKind::elevation, options);
        REQUIRE(loaded);
        CHECK(loaded->report.outcome == Outcome::load);
        const Grid& grid = loaded->data.grids->front();
        const auto map = GridMap::of(grid);
        REQUIRE(map);
        const LonLat inside = loaded->data.areas->at(Level::tambon).inner.front();
        const double wanted = fix.choice == "from_feet" ? 6000 * 0.3048 : 6000;
        CHECK(*map->between_at(inside) == Approx(wanted).margin(0.01));
    }
}

TEST_CASE("a second grid of the same place asks, tiles beside each other stay both", "[import][grid]") {
    const test::TempFolder folder;
    const auto first = read(folder, "people_a.asc", over_areas(folder, 0.1, "5", "0"));
    REQUIRE(first);
    const std::string file = test::write(folder, "people_b.asc", over_areas(folder, 0.1, "7", "0"));
    const auto asked = import_file(first->data, file, FileKind::population, {}, {});
    REQUIRE(asked);
    CHECK(asked->report.outcome == Outcome::ask);
    REQUIRE(note_of(asked->report, "grid_is_there") != nullptr);
    ImportOptions answered;
    answered.reading.decisions = {{"grid_is_there", 0, "keep_it", ""}};
    CHECK(import_file(first->data, file, FileKind::population, answered, {})->report.outcome == Outcome::ask);
    answered.reading.decisions = {{"grid_is_there", 0, "use_this_file", ""}};
    CHECK(import_file(first->data, file, FileKind::population, answered, {})->report.outcome ==
          Outcome::load);
    ImportOptions accept;
    accept.accept = true;
    const auto replaced = import_file(first->data, file, FileKind::population, accept, {});
    REQUIRE(replaced);
    REQUIRE(replaced->data.grids->size() == 1);
    CHECK(replaced->data.grids->front().source == "people_b.asc");
    CHECK(std::count_if(replaced->data.sources.begin(), replaced->data.sources.end(),
                        [](const SourceFile& s) { return s.kind == "population"; }) == 1);
    // The same file again takes its own place without a question; heights stand beside people.
    const auto again = import_file(replaced->data, file, FileKind::population, {}, {});
    REQUIRE(again);
    CHECK(again->report.outcome == Outcome::load);
    CHECK(again->data.grids->size() == 1);
    const Box box = box_of(first->data);
    const double half = box.width() / 2;
    const auto tile = [&](const char* name, double west) {
        return test::write(folder, name, text_grid(west, box.min_y, half, {{"10"}, {"20"}}));
    };
    auto one = import_file(first->data, tile("dem_w.asc", box.min_x), FileKind::elevation, {}, {});
    REQUIRE(one);
    auto two = import_file(one->data, tile("dem_e.asc", box.min_x + half), FileKind::elevation, {}, {});
    REQUIRE(two);
    CHECK(two->report.outcome == Outcome::load);
    CHECK(two->data.grids->size() == 3);
}

TEST_CASE("metres of an unknown system are asked about, with the systems that reach the areas",
          "[import][grid]") {
    const test::TempFolder folder;
    const std::string text = text_grid(600000, 1600000, 5000, {{"1", "1"}, {"1", "1"}});
    const auto asked = read(folder, "people.asc", text);
    if (!asked) {
        CHECK(asked.error().fault == Fault::unknown_crs);  // nothing of Thailand's systems reaches the areas
        return;
    }
    const ImportNote* note = note_of(asked->report, "grid_crs_unknown");
    REQUIRE(note != nullptr);
    CHECK(asked->report.outcome == Outcome::ask);
    CHECK(note->fixes.size() >= 2);
}

TEST_CASE("what a raster holds is told by its words and its values", "[import][grid]") {
    const test::TempFolder folder;
    const auto kind = [&](const std::string& name, const std::string& text) {
        const auto guess = guess_kind(test::write(folder, name, text));
        REQUIRE(guess);
        return *guess;
    };
    const std::string floats = text_grid(100, 15, 0.1, {{"1.5", "2.25"}});
    const std::string whole = text_grid(100, 15, 0.1, {{"150", "225"}});
    CHECK(kind("a.asc", floats) == FileKind::population);
    CHECK(kind("b.asc", whole) == FileKind::elevation);
    CHECK(kind("tha_ppp_2020.asc", whole) == FileKind::population);
    CHECK(kind("srtm.asc", floats) == FileKind::elevation);
    CHECK(kind("การใช้ที่ดิน.asc", whole) == FileKind::land_cover);
    const auto as_counts =
        import_file(test::small_areas(folder), (folder / "a.asc").string(), FileKind::counts, {}, {});
    REQUIRE_FALSE(as_counts);
    CHECK(as_counts.error().detail == "found_grid");
    // A picture is no grid.
    const std::string picture = test::write(folder, "map.tif", std::string("II*\0\x08\0\0\0\0\0", 10));
    const auto not_grid = guess_kind(picture);
    REQUIRE_FALSE(not_grid);
}

TEST_CASE("a grid read apart and kept in a study is the grid that was read", "[import][grid][study]") {
    const test::TempFolder folder;
    auto people = read(folder, "people.asc", over_areas(folder, 0.01, "0.125", "-9999"));
    REQUIRE(people);
    const std::string heights = test::write(folder, "dem.asc", over_areas(folder, 0.02, "321", "0"));
    const auto both = import_file(people->data, heights, FileKind::elevation, {}, {});
    REQUIRE(both);
    const auto apart = import_file(Apart{this_program()}, people->data, heights, FileKind::elevation, {}, {});
    REQUIRE(apart);
    CHECK(*apart->data.grids == *both->data.grids);
    Study study;
    study.data = std::make_shared<const Dataset>(both->data);
    const std::string file = (folder / "study.gpkg").string();
    REQUIRE(save_study(study, file, {}));
    const auto opened = open_study(file, {});
    REQUIRE(opened);
    CHECK(*opened->data == *study.data);
    // Taken out again, the study holds none.
    auto open = StudyFile::open(file, {});
    REQUIRE(open);
    Study without = open->study();
    Dataset data = *without.data;
    data.grids = std::make_shared<const std::vector<Grid>>();
    without.data = std::make_shared<const Dataset>(std::move(data));
    REQUIRE(open->commit(without, {}));
    const auto later = open_study(file, {});
    REQUIRE(later);
    CHECK(later->data->grids->empty());
}

TEST_CASE("the people of the South come in as the publisher counts them", "[import][grid][real]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto areas =
        import_file({}, (*data / "boundaries/th_admin_cod.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(areas);
    const std::string file = (*data / "rasters/hc12_under5_population_520m_utm47.tif").string();
    REQUIRE(guess_kind(file));
    CHECK(*guess_kind(file) == FileKind::population);
    const auto read = import_file(areas->data, file, FileKind::population, {}, {});
    REQUIRE(read);
    CHECK(read->report.outcome == Outcome::load);
    const auto people = people_of_areas(read->data.grids->front(), *read->data.areas, Level::tambon);
    REQUIRE(people);
    CHECK(std::abs(static_cast<double>(people->all_micro) / 1e6 - 309815.7) < 0.1);
    std::int64_t sum = people->outside_micro;
    for (const std::int64_t one : people->micro) sum += one;
    CHECK(sum == people->all_micro);
    CHECK(people->outside_micro * 100 < people->all_micro);
}

TEST_CASE("an SRTM tile is heights by its name and size, whatever its first bytes look like",
          "[import][grid]") {
    const test::TempFolder folder;
    constexpr int side = 1201;
    std::string bytes;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            // Down from the north, 0x0300 first: the beginning of a dBASE table.
            const int metres = row == 1150 && column == 60 ? -32768 : 768 - row / 2;
            bytes += static_cast<char>((metres >> 8) & 0xff);
            bytes += static_cast<char>(metres & 0xff);
        }
    const std::string tile = test::write(folder, "N15E101.hgt", bytes);
    CHECK(*guess_kind(tile) == FileKind::elevation);
    const auto read_one = import_file(test::small_areas(folder), tile, FileKind::elevation, {}, {});
    REQUIRE(read_one);
    REQUIRE(read_one->data.grids->size() == 1);
    const Grid& grid = read_one->data.grids->front();
    CHECK(grid.kind == GridKind::elevation);
    CHECK(grid.crs == "EPSG:4326");
    const auto map = GridMap::of(grid);
    REQUIRE(map);
    CHECK_THAT(map->between_at({101.1, 15.05}).value(), Catch::Matchers::WithinAbs(768 - 570, 1));
    CHECK_FALSE(map->value_at({101.05, 16 - 1150.0 / 1200}).has_value());
    // Any other file of that name or size is what its bytes say.
    CHECK_FALSE(import_file(test::small_areas(folder), test::write(folder, "N16E101.hgt", bytes.substr(2)),
                            FileKind::elevation, {}, {}));
    CHECK_FALSE(import_file(test::small_areas(folder), test::write(folder, "tile.hgt", bytes),
                            FileKind::elevation, {}, {}));
}

TEST_CASE("a zipped SRTM tile is read as it was sent", "[import][grid][real]") {
    const auto data = test::real_data();
    if (!data) return;
    const test::TempFolder folder;
    const std::string tile = *data / "rasters" / "N42E001.hgt.zip";
    const auto far = import_file(test::small_areas(folder), tile, FileKind::elevation, {}, {});
    REQUIRE(far);
    CHECK(far->report.outcome != Outcome::load);  // Andorra lies in no tambon
    const auto kind = guess_kind(tile);
    REQUIRE(kind);
    CHECK(*kind == FileKind::elevation);
}

}  // namespace import_grid_test
