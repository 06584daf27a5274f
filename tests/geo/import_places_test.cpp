#include "geo/data/import.h"
#include "tests/support/small_areas.h"

namespace import_places_test {

using namespace geo;

namespace {

Result<Imported> places(const test::TempFolder& folder, const std::string& csv) {
    return import_file(test::small_areas(folder), test::write(folder, "places.csv", csv), FileKind::places,
                       {}, {});
}

}  // namespace

TEST_CASE("a kind of place that nobody knows is listed as other, offers nothing, and is said", "[import]") {
    const test::TempFolder folder;
    const auto imported = places(folder,
                                 "id,kind,lat,lon\n1,โรงเรียน,15.05,101.05\n2,ร้านกาแฟ,15.05,101.06\n"
                                 "3,ศกร.,15.05,101.07\n4,อื่นๆ,15.05,101.08\n");
    REQUIRE(imported);
    const auto& rows = *imported->data.places;
    REQUIRE(rows[0].kind == PlaceKind::school);
    REQUIRE(rows[1].kind == PlaceKind::other);
    REQUIRE(rows[1].services == 0);
    REQUIRE(rows[2].kind == PlaceKind::learning_centre);
    REQUIRE(rows[3].kind == PlaceKind::other);
    const auto* warning = test::note_of(imported->report.warnings, "unknown_kind");
    REQUIRE(warning != nullptr);
    REQUIRE(warning->row == 3);
    REQUIRE(warning->column == "kind");
    REQUIRE(warning->value == "ร้านกาแฟ");
    REQUIRE(imported->report.warnings.size() == 1);
}

TEST_CASE("an unknown kind with a column of services is used as it says", "[import]") {
    const test::TempFolder folder;
    const auto imported = places(folder, "id,kind,services,lat,lon\n1,ลานวัด,นอกระบบ;อาชีพ,15.05,101.05\n");
    REQUIRE(imported->data.places->front().services == (service_non_formal | service_vocational));
}

TEST_CASE("without a column of kinds all are schools, and the report says that", "[import]") {
    const test::TempFolder folder;
    const auto imported = places(folder, "id,lat,lon\n1,15.05,101.05\n");
    REQUIRE(imported->data.places->front().kind == PlaceKind::school);
    REQUIRE(test::note_of(imported->report.warnings, "kind_assumed") != nullptr);
}

TEST_CASE("without a column of kinds the names say them, and a person may say that all are of one kind",
          "[import]") {
    const test::TempFolder folder;
    const std::string csv =
        "id,name,lat,lon\n1,โรงเรียนบ้านหน่วยศูนย์,15.05,101.05\n2,ศกร.ตำบลหนองยาว,15.05,101.06\n"
        "3,หน่วยจัดการเรียนรู้ ก,15.05,101.07\n4,ศูนย์พัฒนาเด็กเล็ก ข,15.05,101.08\n5,บ้านนา,15.05,101.09\n";
    const auto kinds_with = [&](const std::string& choice) {
        ImportOptions options;
        if (!choice.empty()) decide(options.reading, {"kind_by_name", 0, choice, ""});
        const auto read = import_file(test::small_areas(folder), test::write(folder, "places.csv", csv),
                                      FileKind::places, options, {});
        REQUIRE(read);
        const auto* told = test::note_of(read->report.warnings, "kind_by_name");
        REQUIRE(told != nullptr);
        REQUIRE(told->reason == "3");
        REQUIRE(told->fixes.front() == Fix{"by_name", ""});
        std::vector<PlaceKind> out;
        for (const Place& place : *read->data.places) out.push_back(place.kind);
        return out;
    };
    REQUIRE(kinds_with("") == std::vector{PlaceKind::school, PlaceKind::learning_centre,
                                          PlaceKind::learning_unit, PlaceKind::child_centre,
                                          PlaceKind::school});
    REQUIRE(kinds_with("all_learning_unit") == std::vector<PlaceKind>(5, PlaceKind::learning_unit));
}

TEST_CASE("points of a layer are moved once, whatever its name and its columns say", "[import]") {
    const test::TempFolder folder;
    const std::string file =
        test::write(folder, "units_utm.geojson",
                    R"({"type":"FeatureCollection","name":"units_utm","crs":{"type":"name","properties":)"
                    R"({"name":"urn:ogc:def:crs:EPSG::32647"}},"features":[{"type":"Feature","properties":)"
                    R"({"name":"ก","kind":"school","latitude":1,"longitude":2,"zone":"48N"},"geometry":)"
                    R"({"type":"Point","coordinates":[720000,1664000]}}]})");
    ImportOptions options;
    for (int time = 0; time < 2; ++time) {
        const auto read = import_file(test::small_areas(folder), file, FileKind::places, options, {});
        REQUIRE(read);
        REQUIRE(read->report.outcome == Outcome::load);
        REQUIRE(read->data.places->front().at.lon > 101);
        REQUIRE(read->data.places->front().at.lon < 101.1);
        REQUIRE(read->report.repairs.size() == 1);
        REQUIRE(test::note_of(read->report.repairs, "crs_changed")->reason == "EPSG:32647");
        options.reading = read->report.reading;  // as a remembered reading says
    }
}

TEST_CASE("metres of which nobody says the system are asked about, best guess first", "[import]") {
    const test::TempFolder folder;
    const std::string csv =
        "id,kind,lat,lon\n1,school,1659000,715000\n2,school,1660000,716000\n3,school,15.05,101.05\n";
    const auto metres = places(folder, csv);
    REQUIRE(metres);
    REQUIRE(metres->report.outcome == Outcome::ask);
    REQUIRE(metres->report.rows_rejected == 2);
    const auto* problem = test::note_of(metres->report.problems, "crs_unknown");
    REQUIRE(problem != nullptr);
    REQUIRE(problem->row == 2);
    REQUIRE(problem->value == "1659000, 715000");
    REQUIRE(problem->fixes.front() == Fix{"use_crs", "EPSG:32647"});
    REQUIRE(describe(Lang::en, problem->fixes.front()) == "Read it as UTM zone 47, WGS 84");
    // One answer for all rows, or the system of the file.
    ImportOptions answered;
    answered.reading.decisions.push_back({"crs_unknown", 0, "use_crs", "EPSG:32647"});
    ImportOptions told;
    told.reading.crs = "EPSG:32647";
    for (const ImportOptions& options : {answered, told}) {
        const auto read = import_file(test::small_areas(folder), test::write(folder, "places.csv", csv),
                                      FileKind::places, options, {});
        REQUIRE(read);
        REQUIRE(read->report.outcome == Outcome::load);
        REQUIRE(read->report.rows_loaded == 3);
        REQUIRE(read->data.places->front().at.lon == Approx(100.9999).margin(0.002));
        REQUIRE(test::note_of(read->report.repairs, "utm_changed") != nullptr);
    }
}

TEST_CASE("personal ids are refused in whatever column and form, with column and row", "[import]") {
    const test::TempFolder folder;
    // 1101700230708 has a valid check digit, 1101700230709 has not.
    for (const char* id : {"1101700230708", "1-1017-00230-70-8", "1 1017 00230 70 8",
                           "เลขที่ 1101700230708 ครับ", "๑๑๐๑๗๐๐๒๓๐๗๐๘", "'1101700230708"}) {
        const auto refused = places(folder, std::string{"id,kind,lat,lon,หมายเหตุ\n1,school,15.05,101.05,ดี\n"
                                                        "2,school,15.05,101.05,"} +
                                                id + "\n");
        INFO(id);
        REQUIRE_FALSE(refused);
        REQUIRE(refused.error().fault == Fault::personal_data);
        REQUIRE(refused.error().row == 3);
        REQUIRE(refused.error().column == "หมายเหตุ");
        test::require_words(refused.error(), {(folder / "places.csv").string(), "หมายเหตุ"});
        // The number itself is never repeated.
        REQUIRE(describe(Lang::th, refused.error()).find("1101700230708") == std::string::npos);
        REQUIRE(refused.error().value.empty());
    }
    REQUIRE(places(folder, "id,kind,lat,lon,note\n1,school,15.05,101.05,1101700230709\n"));
    REQUIRE(places(folder, "id,kind,lat,lon,note\n1,school,15.05,101.05,11017002307085\n"));
}

TEST_CASE("project numbers of 13 digits that pass the check by chance are no persons", "[import]") {
    const test::TempFolder folder;
    std::string csv = "id,kind,lat,lon,project\n";
    for (int i = 0; i < 20; ++i)
        csv += std::to_string(i) + ",school,15.05,101.05,11017002307" + std::to_string(10 + i) + "\n";
    REQUIRE(places(folder, csv));
}

TEST_CASE("personal ids in counts and villages are refused too", "[import]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    const std::string counts =
        test::write(folder, "counts.csv", "code,children,pid\n590101,1,1101700230708\n590102,2,\n");
    const std::string villages =
        test::write(folder, "villages.csv", "id,head,lat,lon\n1,1101700230708,15.05,101.05\n");
    const auto a = import_file(areas, counts, FileKind::counts, {}, {});
    REQUIRE_FALSE(a);
    REQUIRE(a.error().column == "pid");
    const auto b = import_file(areas, villages, FileKind::villages, {}, {});
    REQUIRE_FALSE(b);
    REQUIRE(b.error().column == "head");
    // A layer of points is no way around.
    const std::string layer = test::write(
        folder, "points.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"pid":"1101700230708"},)"
        R"("geometry":{"type":"Point","coordinates":[101.05,15.05]}}]})");
    const auto c = import_file(areas, layer, FileKind::places, {}, {});
    REQUIRE_FALSE(c);
    REQUIRE(c.error().fault == Fault::personal_data);
    REQUIRE(c.error().column == "pid");
}

TEST_CASE("a row of several points is one place at the first of them, and that is said", "[import]") {
    const test::TempFolder folder;
    const std::string file = test::write(
        folder, "places.geojson",
        R"({"type":"FeatureCollection","features":[)"
        R"({"type":"Feature","properties":{"id":"1"},"geometry":{"type":"MultiPoint","coordinates":[[101.05,15.05]]}},)"
        R"({"type":"Feature","properties":{"id":"2"},"geometry":{"type":"MultiPoint","coordinates":[[101.15,15.05],[101.01,15.01]]}}]})");
    const auto imported = import_file(test::small_areas(folder), file, FileKind::places, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->data.places->size() == 2);
    REQUIRE(imported->data.places->back().at == LonLat{101.15, 15.05});
    const auto* warning = test::note_of(imported->report.warnings, "several_points");
    REQUIRE(warning != nullptr);
    REQUIRE(warning->row == 2);
    REQUIRE(warning->value == "2");
}

TEST_CASE("columns of places are those that a person names, else by their headers, and all are told",
          "[import]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    const std::string file = test::write(
        folder, "places.csv", "รหัส,ชื่อ,label,สังกัด,รหัสตำบล,lat,lon\nA1,หนึ่ง,one,สพฐ.,590101,15.05,101.05\n");
    ImportOptions options;
    const auto plain = import_file(areas, file, FileKind::places, options, {});
    REQUIRE(plain);
    CHECK(plain->data.places->front().name_th == "หนึ่ง");
    const auto role_of = [](const Imported& one, int column) {
        for (const ColumnReading& read : one.report.reading.columns)
            if (read.column == column) return read.role;
        return ColumnRole::none;
    };
    const std::vector<ColumnRole> wanted = {
        ColumnRole::place_id,  ColumnRole::place_name, ColumnRole::none,     ColumnRole::agency,
        ColumnRole::area_code, ColumnRole::latitude,   ColumnRole::longitude};
    for (std::size_t c = 0; c < wanted.size(); ++c) {
        INFO(c);
        CHECK(role_of(*plain, static_cast<int>(c)) == wanted[c]);
    }
    options.reading = plain->report.reading;
    const auto again = import_file(areas, file, FileKind::places, options, {});
    REQUIRE(again);
    CHECK(again->report == plain->report);
    CHECK(*again->data.places == *plain->data.places);
    options.reading = {};
    options.reading.columns = {{2, "label", ColumnRole::place_name, {}}, {3, "สังกัด", ColumnRole::none, {}}};
    const auto said = import_file(areas, file, FileKind::places, options, {});
    REQUIRE(said);
    CHECK(said->data.places->front().name_th == "one");
    CHECK(said->data.places->front().agency.empty());
}

TEST_CASE("homes without their names are not loaded as schools in silence", "[import]") {
    const test::TempFolder folder;
    const std::string csv =
        "บ้านเลขที่,ชื่อ-สกุล,lat,lon\n12/3,นายสมชาย ใจดี,15.05,101.05\n14,นางสาวสมหญิง รักดี,15.06,101.06\n";
    const auto read = [&](std::vector<Decision> decisions, bool accept) {
        ImportOptions options;
        options.accept = accept;
        options.reading.decisions = std::move(decisions);
        decide(options.reading, without_personal_data());
        const auto out = import_file(test::small_areas(folder), test::write(folder, "homes.csv", csv),
                                     FileKind::places, options, {});
        REQUIRE(out);
        return *out;
    };
    const Imported asked = read({}, false);
    CHECK(asked.report.outcome == Outcome::ask);
    const auto* question = test::note_of(asked.report.problems, "homes_or_places");
    REQUIRE(question != nullptr);
    CHECK(question->reason == "2");
    CHECK(asked.data.places->empty());
    const Imported units = read({{"homes_or_places", 0, "all_learning_unit", ""}}, false);
    CHECK(units.report.outcome == Outcome::load);
    CHECK(units.data.places->front().kind == PlaceKind::learning_unit);
    const Imported accepted = read({}, true);
    CHECK(accepted.data.places->front().kind == PlaceKind::other);
    CHECK(test::note_of(accepted.report.warnings, "homes_or_places") != nullptr);
    ImportOptions homes;
    decide(homes.reading, without_personal_data());
    const auto villages = import_file(test::small_areas(folder), test::write(folder, "homes.csv", csv),
                                      FileKind::villages, homes, {});
    REQUIRE(villages);
    CHECK(villages->data.villages->size() == 2);
}

TEST_CASE("places outside the areas are told one by one", "[import]") {
    const test::TempFolder folder;
    const auto read = import_file(
        test::small_areas(folder),
        test::write(folder, "p.csv",
                    "name,kind,lat,lon\nก,school,15.05,101.05\nข,school,15.5,101.05\nค,school,15.6,101.05\n"),
        FileKind::places, {}, {});
    REQUIRE(read);
    for (const Notes::Kind& kind : read->report.warnings.kinds())
        if (kind.kind == "outside") CHECK(kind.count == 2);
    CHECK(test::note_of(read->report.warnings, "outside") != nullptr);
}

}  // namespace import_places_test
