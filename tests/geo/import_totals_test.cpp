// Totals in tables of counts: checked, never added, and what they hold beyond their rows is never lost.
#include "geo/data/demand.h"
#include "geo/data/import.h"
#include "geo/study/study_file.h"
#include "tests/support/small_areas.h"

namespace import_totals_test {

using namespace geo;

namespace {

/// Three tambon of two amphoe of one province, and one of another province.
Dataset areas_of_two_provinces(const test::TempFolder& folder) {
    const auto imported =
        import_file({},
                    test::write(folder, "areas.geojson",
                                test::geojson_of({{"590101", "ก", 101, 15, 101.1, 15.1},
                                                  {"590102", "ข", 101.1, 15, 101.2, 15.1},
                                                  {"590201", "ค", 101.2, 15, 101.3, 15.1},
                                                  {"600101", "ง", 101.3, 15, 101.4, 15.1}})),
                    FileKind::areas, {}, {});
    REQUIRE(imported);
    return imported->data;
}

Imported counts(const test::TempFolder& folder, const std::string& csv, bool accept = false,
                const std::vector<Decision>& decisions = {}) {
    ImportOptions options;
    options.accept = accept;
    options.reading.decisions = decisions;
    auto imported = import_file(areas_of_two_provinces(folder), test::write(folder, "counts.csv", csv),
                                FileKind::counts, options, {});
    REQUIRE(imported);
    REQUIRE(imported->report.accounted());
    return *std::move(imported);
}

/// The answer that the rest of every subtotal counts.
const std::vector<Decision> keep_rests = {{"subtotal_differs", 0, "keep_rest", ""}};

Imported counts_with_rests(const test::TempFolder& folder, const std::string& csv) {
    return counts(folder, csv, false, keep_rests);
}

/// Children of an area: all, and those that belong to it without a place.
std::pair<std::int64_t, std::int64_t> children(const Dataset& data, const std::string& code) {
    const auto demand = build_demand(data, {});
    REQUIRE(demand);
    const auto level = code == "TH" ? Level::country : static_cast<Level>(code.size() / 2);
    const AreaId area = data.areas->find(level, code);
    REQUIRE(area.valid());
    const auto l = static_cast<std::size_t>(level);
    return {demand->total_milli[l][area.row()] / 1000, demand->unplaced_milli[l][area.row()] / 1000};
}

using Children = std::pair<std::int64_t, std::int64_t>;

std::size_t notes(const ImportReport& report, const std::string& kind) {
    std::size_t out = 0;
    for (const ImportNote& note : report.warnings) out += note.kind == kind ? 1U : 0U;
    return out;
}

}  // namespace

TEST_CASE("a subtotal that is greater than its rows adds nobody before a person says so",
          "[import][totals]") {
    const std::string csv =
        "code,name,children\n5901,รวมอำเภอ,20\n590101,ก,10\n590102,ข,4\n590201,ค,5\n59,,25\n";
    const test::TempFolder folder;
    const Imported asked = counts(folder, csv);
    REQUIRE(asked.report.outcome == Outcome::ask);
    REQUIRE(asked.report.children_without_place_milli == 0);
    // The province holds the amphoe's subtotal: one question, not two.
    REQUIRE(asked.report.problems.size() == 1);
    const auto* differs = test::note_of(asked.report.problems, "subtotal_differs");
    REQUIRE(differs->row == 2);
    REQUIRE(differs->value == "20");
    REQUIRE(differs->reason == "14");
    REQUIRE(differs->fixes == std::vector<Fix>{{"rows_right", ""}, {"keep_rest", ""}});
    // Taken as it is, and where a person says that the rows are right, nobody is made up.
    const Imported accepted = counts(folder, csv, true);
    REQUIRE(children(accepted.data, "TH") == Children{19, 0});
    REQUIRE(notes(accepted.report, "subtotal_differs") == 1);
    const Imported rows = counts(folder, csv, false, {{"subtotal_differs", 2, "rows_right", ""}});
    REQUIRE(rows.report.outcome == Outcome::load);
    REQUIRE(rows.report.problems.empty());
    REQUIRE(children(rows.data, "TH") == Children{19, 0});
    const Imported kept = counts(folder, csv, false, {{"subtotal_differs", 2, "keep_rest", ""}});
    REQUIRE(kept.report.outcome == Outcome::load);
    REQUIRE(children(kept.data, "5901") == Children{20, 6});
    REQUIRE(children(kept.data, "59") == Children{25, 0});
}

TEST_CASE("a total beside its parts asks nothing of its own", "[import][totals]") {
    const test::TempFolder folder;
    const Imported asked = counts(folder, "code,ชาย,หญิง,รวม\n590101,6,4,10\n590102,1,3,4\n5901,9,7,16\n");
    REQUIRE(asked.report.problems.size() == 1);
    REQUIRE(asked.report.problems[0].column == "ชาย");
    REQUIRE(notes(asked.report, "subtotal_differs") == 1);
    REQUIRE(test::note_of(asked.report.warnings, "subtotal_differs")->column == "รวม");
}

TEST_CASE("what a subtotal holds beyond its rows is counted for its area, without a place",
          "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported = counts_with_rests(
        folder, "code,name,children\n5901,รวมอำเภอ,20\n590101,ก,10\n590102,ข,4\n590201,ค,5\n");
    const ImportReport& report = imported.report;
    REQUIRE(report.outcome == Outcome::load);
    REQUIRE(report.rows_subtotal == 1);
    REQUIRE(report.total_children_milli == 19000);
    REQUIRE(report.children_without_place_milli == 6000);
    const auto* rest = test::note_of(report.warnings, "subtotal_rest");
    REQUIRE(rest != nullptr);
    REQUIRE(rest->row == 2);
    REQUIRE(rest->value == "20");
    REQUIRE(rest->reason == "6");
    REQUIRE(test::note_of(report.warnings, "coarse_counts")->reason == "6");
    REQUIRE(children(imported.data, "590101") == Children{10, 0});
    REQUIRE(children(imported.data, "5901") == Children{20, 6});
    REQUIRE(children(imported.data, "5902") == Children{5, 0});
    REQUIRE(children(imported.data, "59") == Children{25, 0});
    REQUIRE(children(imported.data, "TH") == Children{25, 0});
    // The study file holds it too.
    Study study;
    study.data = std::make_shared<const Dataset>(imported.data);
    REQUIRE(save_study(study, (folder / "s.gpkg").string(), {}));
    const auto opened = open_study((folder / "s.gpkg").string(), {});
    REQUIRE(opened);
    REQUIRE(children(*opened->data, "5901") == Children{20, 6});
}

TEST_CASE("a subtotal is not compared with rows of which some were refused", "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported =
        counts(folder, "code,children\n590101,10\n590102,x\n5901,14\n590201,5\n5902,7\n", true, keep_rests);
    const auto* unknown = test::note_of(imported.report.warnings, "subtotal_not_compared");
    REQUIRE(unknown != nullptr);
    REQUIRE(unknown->row == 4);
    REQUIRE(unknown->reason == "1");
    REQUIRE(children(imported.data, "5901") == Children{10, 0});
    // The neighbour, whose rows are all there, is compared.
    REQUIRE(test::note_of(imported.report.warnings, "subtotal_rest")->row == 6);
    REQUIRE(children(imported.data, "5902") == Children{7, 2});
    REQUIRE(imported.report.children_without_place_milli == 2000);
}

TEST_CASE("a refused row without a readable code may be of any subtotal", "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported =
        counts(folder, "code,children\n590101,10\n999999,4\n5901,14\n590201,5\n5902,5\n,รวมทั้งสิ้น\n", true,
               keep_rests);
    REQUIRE(notes(imported.report, "subtotal_not_compared") == 1);
    REQUIRE(notes(imported.report, "subtotal_rest") == 0);
    REQUIRE(children(imported.data, "TH") == Children{15, 0});
}

TEST_CASE("rests of amphoe are part of the province's total", "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported = counts_with_rests(
        folder, "code,children\n59,30\n5901,20\n590101,10\n590102,4\n5902,7\n590201,7\n600101,1\n");
    REQUIRE(children(imported.data, "5901") == Children{20, 6});
    REQUIRE(children(imported.data, "5902") == Children{7, 0});
    REQUIRE(children(imported.data, "59") == Children{30, 3});
    REQUIRE(children(imported.data, "TH") == Children{31, 0});
    REQUIRE(imported.report.children_without_place_milli == 9000);
    REQUIRE(notes(imported.report, "subtotal_differs") == 0);
}

TEST_CASE("rows that exceed their subtotal stay, and both numbers are said", "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported = counts(folder, "code,children\n590101,10\n590102,4\n5901,12\n");
    const auto* differs = test::note_of(imported.report.warnings, "subtotal_differs");
    REQUIRE(differs != nullptr);
    REQUIRE(differs->row == 4);
    REQUIRE(differs->value == "12");
    REQUIRE(differs->reason == "14");
    REQUIRE(children(imported.data, "5901") == Children{14, 0});
}

TEST_CASE("a wider total that agrees with the rows makes a greater subtotal a slip of the pen",
          "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported =
        counts(folder, "code,children\n590101,10\n590102,4\n5901,16\n590201,5\n5902,5\n59,19\n");
    REQUIRE(children(imported.data, "TH") == Children{19, 0});
    REQUIRE(notes(imported.report, "subtotal_differs") == 1);
    REQUIRE(notes(imported.report, "subtotal_rest") == 0);
}

TEST_CASE("totals without a code take the rest to the narrowest area of their rows", "[import][totals]") {
    const test::TempFolder folder;
    // One amphoe, one province, the country.
    Imported imported = counts_with_rests(folder, "code,name,children\n590101,ก,10\n590102,ข,4\n,รวม,15\n");
    REQUIRE(children(imported.data, "5901") == Children{15, 1});
    imported = counts_with_rests(folder, "code,name,children\n590101,ก,10\n590201,ค,4\n,รวมทั้งสิ้น,15\n");
    REQUIRE(children(imported.data, "59") == Children{15, 1});
    imported = counts_with_rests(folder, "code,name,children\n590101,ก,10\n600101,ง,4\n,รวมทั้งสิ้น,15\n");
    REQUIRE(children(imported.data, "TH") == Children{15, 1});
    // Blocks that a total closes, and the total of all.
    imported = counts_with_rests(
        folder,
        "code,name,children\n590101,ก,10\n590102,ข,4\n,รวมอำเภอ,16\n590201,ค,5\n,รวมอำเภอ,5\n,รวมทั้งสิ้น,"
        "22\n");
    REQUIRE(children(imported.data, "5901") == Children{16, 2});
    REQUIRE(children(imported.data, "5902") == Children{5, 0});
    REQUIRE(children(imported.data, "59") == Children{22, 1});
}

TEST_CASE("a total above its rows, and one carried from page to page, add nothing", "[import][totals]") {
    const test::TempFolder folder;
    Imported imported = counts(folder, "code,name,children\n,รวมทั้งสิ้น,14\n590101,ก,10\n590102,ข,4\n");
    REQUIRE(children(imported.data, "TH") == Children{14, 0});
    REQUIRE(imported.report.warnings.empty());
    imported = counts(folder, "code,name,children\n,รวม,14\n590101,ก,10\n590102,ข,4\n,รวม,5\n590201,ค,5\n");
    REQUIRE(children(imported.data, "TH") == Children{19, 0});
    REQUIRE(imported.report.warnings.empty());
    imported = counts(folder,
                      "code,name,children\n590101,ก,10\n,ยอดยกไป,10\n,ยอดยกมา,10\n590102,ข,4\n,รวมทั้งสิ้น,14\n");
    REQUIRE(children(imported.data, "TH") == Children{14, 0});
    REQUIRE(imported.report.rows_subtotal == 3);
    REQUIRE(imported.report.warnings.empty());
    // One that fits no rows is said, not added.
    imported = counts(folder, "code,name,children\n,รวม,99\n590101,ก,10\n590102,ข,4\n,รวม,5\n590201,ค,5\n");
    REQUIRE(children(imported.data, "TH") == Children{19, 0});
    REQUIRE(notes(imported.report, "subtotal_differs") == 1);
}

TEST_CASE("children of a tambon without a number stay in the amphoe's subtotal", "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported = counts(folder, "code,ตกหล่น,ออกกลางคัน\n590101,10,1\n590102,-,*\n5901,15,4\n");
    REQUIRE(children(imported.data, "5901") == Children{19, 8});
    REQUIRE(imported.report.missing_cells == 1);
    REQUIRE(imported.report.suppressed_cells == 1);
    // No number is none, not 0.
    REQUIRE(report_json(imported.report, Lang::en).find("\"590102\": null") != std::string::npos);
}

TEST_CASE("counts of provinces alone say how many children have no place", "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported = counts(folder, "code,children\n59,1200\n60,34\n");
    REQUIRE(imported.report.outcome == Outcome::load);
    REQUIRE(test::note_of(imported.report.warnings, "coarse_counts")->reason == "1,234");
    REQUIRE(children(imported.data, "59") == Children{1200, 1200});
}

TEST_CASE("a row said twice counts once, two rows that differ are both held", "[import][totals]") {
    const test::TempFolder folder;
    const std::string csv = "code,children\n590101,10\nTH590101,10\n590102,4\n590201,5\n590102,6\n999999,7\n";
    const Imported asked = counts(folder, csv);
    const ImportReport& report = asked.report;
    REQUIRE(report.outcome == Outcome::ask);
    REQUIRE(report.rows_loaded == 2);
    REQUIRE(report.rows_duplicate == 1);
    REQUIRE(report.rows_rejected == 3);
    REQUIRE(test::note_of(report.repairs, "row_repeated")->row == 3);
    REQUIRE(report.total_children_milli == 15000);
    REQUIRE(report.held_children_milli == 17000);
    REQUIRE(report.ambiguous.size() == 2);
    REQUIRE(report.ambiguous[0].row == 4);
    REQUIRE(report.ambiguous[1].row == 6);
    REQUIRE(report.ambiguous[0].codes() == std::vector<std::string>{"590102"});
    const auto* first = test::note_of(report.problems, "duplicate_code");
    REQUIRE(first->row == 4);
    REQUIRE(first->reason == "6");
    const std::string json = report_json(report, Lang::en);
    REQUIRE(json.find("\"total_held\": 17.0") != std::string::npos);
    REQUIRE(json.find("\"candidates\": [\n        \"590102\"") != std::string::npos);
    REQUIRE(children(counts(folder, csv, true).data, "TH") == Children{15, 0});
}

TEST_CASE("rows of one area that differ count as a person says, and never add up by themselves", "[import]") {
    const test::TempFolder folder;
    // Two rows of one tambon with another between them, and a third later.
    const std::string csv = "code,children\n590101,3\n590102,4\n590101,5\n590101,7\n";
    struct Said {
        const char* choice;
        std::int64_t row, loaded, rejected, duplicate, children, held;
    };
    for (const Said& said : {Said{"", 0, 1, 3, 0, 4, 15}, Said{"keep_first", 0, 2, 0, 2, 7, 0},
                             Said{"keep_last", 4, 2, 0, 2, 11, 0}, Said{"add_up", 2, 4, 0, 0, 19, 0},
                             Said{"hold", 4, 1, 3, 0, 4, 15}}) {
        INFO(said.choice);
        ImportOptions options;
        if (said.choice[0] != '\0')
            options.reading.decisions = {{"duplicate_code", said.row, said.choice, ""}};
        const auto read = import_file(test::small_areas(folder), test::write(folder, "counts.csv", csv),
                                      FileKind::counts, options, {});
        REQUIRE(read);
        const ImportReport& report = read->report;
        CHECK(report.rows_loaded == said.loaded);
        CHECK(report.rows_rejected == said.rejected);
        CHECK(report.rows_duplicate == said.duplicate);
        CHECK(report.total_children_milli == said.children * 1000);
        CHECK(report.held_children_milli == said.held * 1000);
        CHECK(report.accounted());
        const bool settled = said.rejected == 0;
        CHECK(report.outcome == (settled ? Outcome::load : Outcome::ask));
        CHECK((test::note_of(report.problems, "duplicate_code") == nullptr) == settled);
        if (!settled) {
            const ImportNote* asked = test::note_of(report.problems, "duplicate_code");
            CHECK(asked->fixes ==
                  std::vector<Fix>{{"keep_first", ""}, {"keep_last", ""}, {"add_up", ""}, {"hold", ""}});
            continue;
        }
        // What was decided is told, row by row, and stands in the study once.
        const bool added = std::string_view{said.choice} == "add_up";
        const char* kind = added ? "duplicate_added" : "duplicate_left_out";
        CHECK(std::count_if(report.repairs.begin(), report.repairs.end(),
                            [&](const ImportNote& note) { return note.kind == kind; }) == 2);
        CHECK(read->data.counts->front().cells.size() == 2);
        CHECK(read->data.counts->front().cells.front().children_milli == said.children * 1000 - 4000);
    }
}

TEST_CASE("two odd cells of one row are answered each", "[import]") {
    const test::TempFolder folder;
    ImportOptions options;
    options.reading.decisions = {{"number_with_note", 2, "use_number", "5", "ตกหล่น"},
                                 {"number_with_note", 2, "as_missing", "", "ออกกลางคัน"}};
    const auto read = import_file(
        test::small_areas(folder),
        test::write(folder, "counts.csv", "code,ตกหล่น,ออกกลางคัน\n590101,5 (ปี 66),7 (ปี 66)\n590102,1,2\n"),
        FileKind::counts, options, {});
    REQUIRE(read);
    CHECK(read->report.rows_loaded == 2);
    CHECK(read->report.total_children_milli == 8000);
    CHECK(read->report.missing_cells == 1);
}

TEST_CASE("rows of one area on different days are told as such, and the latest counts where a person says so",
          "[import]") {
    const test::TempFolder folder;
    const std::string csv =
        "code,วันที่สำรวจ,จำนวนเด็ก\n590101,15/6/2567,6\n590102,15/6/2567,9\n590101,15/1/2567,5\n"
        "590102,15/1/2567,7\n";
    ImportOptions options;
    const auto read = [&] {
        return import_file(test::small_areas(folder), test::write(folder, "counts.csv", csv),
                           FileKind::counts, options, {});
    };
    const auto asked = read();
    REQUIRE(asked);  // although no row can be loaded yet
    CHECK(asked->report.outcome == Outcome::ask);
    CHECK(asked->report.rows_rejected == 4);
    CHECK(asked->report.accounted());
    CHECK(asked->report.problems.size() == 4);
    for (const ImportNote& note : asked->report.problems) {
        CHECK(note.kind == "same_area_dates");
        CHECK(note.reason == "2024-01-15, 2024-06-15");
        CHECK(note.fixes.front() == Fix{"use_latest", ""});
    }
    options.reading.decisions = {{"same_area_dates", 0, "use_latest", ""}};
    const auto settled = read();
    REQUIRE(settled);
    CHECK(settled->report.outcome == Outcome::load);
    CHECK(settled->report.rows_duplicate == 2);
    CHECK(settled->report.total_children_milli == 15000);
    options.reading.decisions.clear();
    options.accept = true;
    const auto nothing = read();
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().fault == Fault::bad_value);
}

TEST_CASE("a sentence of a note has its value and its reason", "[import]") {
    for (const Lang lang : {Lang::th, Lang::en})
        for (const char* kind : {"dates_from_to", "years_apart", "months_apart", "months_unclear"}) {
            INFO(kind);
            ImportReport report;
            report.kind = "counts";
            report.warnings = {{kind, "f", "", 0, "", "VALUE", "REASON"}};
            const std::string words = describe(lang, report);
            CHECK(words.find("{") == std::string::npos);
            CHECK(words.find("VALUE") != std::string::npos);
            CHECK(describe(lang, report.warnings.front()).find("{") == std::string::npos);
        }
}

TEST_CASE("a row of the whole country is a total that is checked", "[import][totals]") {
    const std::string rows = "590101,ก,10\n590102,ข,4\n590201,ค,5\n600101,ง,7\n";
    for (const std::string country :
         {"TH,ทั่วประเทศ", "TH,", ",ประเทศ", "ประเทศ,", ",รวมทั้งประเทศ", "Thailand,Thailand", ",ทั่วราชอาณาจักร"}) {
        INFO(country);
        for (const bool above : {false, true}) {
            const auto table = [&](const std::string& number) {
                const std::string total = country + "," + number + "\n";
                return "code,name,children\n" + (above ? total + rows : rows + total);
            };
            const test::TempFolder folder;
            const Imported agrees = counts(folder, table("26"));
            CHECK(agrees.report.outcome == Outcome::load);
            CHECK(agrees.report.rows_subtotal == 1);
            CHECK(agrees.report.rows_loaded == 4);
            CHECK(agrees.report.total_children_milli == 26000);
            CHECK(agrees.report.warnings.empty());
            const test::TempFolder second;
            const Imported less = counts(second, table("20"));
            CHECK(notes(less.report, "subtotal_differs") == 1);
            const test::TempFolder third;
            CHECK(counts(third, table("30")).report.problems.kind("subtotal_differs") != nullptr);
            const Imported more = counts_with_rests(third, table("30"));
            CHECK(notes(more.report, "subtotal_rest") == 1);
            CHECK(children(more.data, "TH") == Children{30, 4});
        }
    }
}

TEST_CASE("the country beside the rows of one province is compared, and nothing of it is added",
          "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported =
        counts(folder, "code,name,children\n590101,ก,10\n590102,ข,4\nTH,ทั่วประเทศ,1000\n");
    CHECK(imported.report.rows_subtotal == 1);
    CHECK(notes(imported.report, "subtotal_differs") == 1);
    CHECK(children(imported.data, "TH") == Children{14, 0});
}

TEST_CASE("a column that says the country in every row tells of none of them", "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported =
        counts(folder, "country,code,name,children\nTH,590101,ก,10\nTH,590102,ข,4\nTH,999999,ฮ,5\n");
    CHECK(imported.report.rows_in == 3);
    CHECK(imported.report.rows_subtotal == 0);
    CHECK(imported.report.problems.size() == 1);
}

TEST_CASE("a row of totals is known in any words, and a place that has such words in its name stays one",
          "[import][totals]") {
    const test::TempFolder folder;
    Dataset land;
    for (const std::vector<test::BoxArea>& level :
         {std::vector<test::BoxArea>{{"590101", "เวียง", 101, 15, 101.1, 15.1},
                                     {"590102", "รวมไทยพัฒนา", 101.1, 15, 101.2, 15.1},
                                     {"590201", "ป่าแดด", 101.2, 15, 101.3, 15.1}},
          std::vector<test::BoxArea>{{"5901", "เมืองเชียงราย", 101, 15, 101.2, 15.1},
                                     {"5902", "ไทยพัฒนา", 101.2, 15, 101.3, 15.1}},
          std::vector<test::BoxArea>{{"59", "เชียงราย", 101, 15, 101.3, 15.1}}}) {
        ImportOptions options;
        options.accept = true;
        auto read = import_file(land, test::write(folder, "areas.geojson", test::geojson_of(level)),
                                FileKind::areas, options, {});
        REQUIRE(read);
        land = std::move(read->data);
    }
    REQUIRE(land.areas->at(Level::amphoe).name_th[0] == "เมืองเชียงราย");
    for (const char* total :
         {"รวม เมืองเชียงราย", "รวมเมืองเชียงราย", "เมืองเชียงราย รวม", "รวมยอด เมืองเชียงราย", "รวมย่อย",
          "รวม เมืองเชียงราย จำนวน 14 ตำบล", "รวม (14 ตำบล)", "Sub-total เมืองเชียงราย", "ทั้งอำเภอ",
          "สรุปอำเภอเมืองเชียงราย", "เมืองเชียงราย ผลรวม", "เมืองเชียงราย Total", "Total", "ทั้งอำเภอเมืองเชียงราย",
          "รวม อ.เมืองเชียงราย", "รวม จังหวัดเชียงราย", "ยอดรวมทั้งสิ้น"})
        for (const char* head :
             {"code,name,children\n590101,x,10\n590102,y,4\n,{},14\n",
              "รหัสตำบล,ชื่อตำบล,children\n590101,เวียง,10\n590102,รวมไทยพัฒนา,4\n,{},14\n",
              "จังหวัด,อำเภอ,ตำบล,children\nเชียงราย,เมืองเชียงราย,เวียง,10\nเชียงราย,เมืองเชียงราย,รวมไทยพัฒนา,"
              "4\nเชียงราย,,{},14\n",
              "จังหวัด,อำเภอ,ตำบล,children\nเชียงราย,เมืองเชียงราย,เวียง,10\nเชียงราย,เมืองเชียงราย,รวมไทยพัฒนา,"
              "4\n,{},,14\n"}) {
            std::string csv = head;
            csv.replace(csv.find("{}"), 2, total);
            INFO(csv);
            const auto read = import_file(land, test::write(folder, "t.csv", csv), FileKind::counts, {}, {});
            REQUIRE(read);
            CHECK(read->report.outcome == Outcome::load);
            CHECK(read->report.rows_subtotal == 1);
            CHECK(read->report.rows_loaded == 2);
            CHECK(read->report.total_children_milli == 14000);
        }
    // Of these nothing says a sum of an amphoe.
    for (const char* place : {"รวมมิตร", "เวียง รวม", "ผลรวมใจ"}) {
        INFO(place);
        const auto read = import_file(
            land,
            test::write(folder, "t.csv",
                        std::string{"code,name,children\n590101,x,10\n590102,y,4\n,"} + place + ",9\n"),
            FileKind::counts, {}, {});
        REQUIRE(read);
        CHECK(read->report.rows_subtotal == (std::string_view{place} == "ผลรวมใจ" ? 1 : 0));
    }
}

TEST_CASE("a row of nothing but the sums above it is a total, and any row can be said to be one",
          "[import][totals]") {
    const test::TempFolder folder;
    const std::string rows = "code,name,ชาย,หญิง\n590101,ก,6,4\n590102,ข,1,3\n";
    const Imported bare = counts(folder, rows + "590201,ค,2,2\n,,9,9\n600101,ง,1,1\n,,10,10\n");
    CHECK(bare.report.outcome == Outcome::load);
    CHECK(bare.report.rows_subtotal == 2);
    CHECK(notes(bare.report, "total_by_sum") == 2);
    CHECK(children(bare.data, "TH") == Children{20, 0});
    // One that is no sum waits, as do one of two rows and a name that nobody has; a person settles it.
    for (const char* odd : {",,7,8\n", ",,7,7\n", ",สรุปยอดของฝ่าย,7,7\n", "999999,,7,7\n"}) {
        INFO(odd);
        const Imported asked = counts(folder, rows + odd);
        CHECK(asked.report.outcome == Outcome::ask);
        REQUIRE(asked.report.problems.size() == 1);
        const ImportNote problem = asked.report.problems[0];
        const auto way = std::find(problem.fixes.begin(), problem.fixes.end(), Fix{"is_total", ""});
        REQUIRE(way != problem.fixes.end());
        CHECK((way == problem.fixes.begin()) == (std::string_view{odd}.find('8') == std::string_view::npos));
        const Imported said =
            counts(folder, rows + odd, false, {{problem.kind, problem.row, "is_total", ""}});
        CHECK(said.report.rows_subtotal == 1);
        CHECK(said.report.rows_rejected == 0);
        CHECK(notes(said.report, "total_by_decision") == 1);
        const bool fits = std::string_view{odd}.find('8') == std::string_view::npos;
        CHECK(said.report.outcome == (fits ? Outcome::load : Outcome::ask));
        if (fits) CHECK(children(said.data, "TH") == Children{14, 0});
    }
}

TEST_CASE("the word for total is no bad date", "[import][totals]") {
    const test::TempFolder folder;
    const Imported imported = counts(folder,
                                     "code,name,วันที่สำรวจ,children\n590101,ก,10/06/2567,10\n590102,ข,10/06/"
                                     "2567,4\n,,รวม,14\n,,รวมทั้งสิ้น,14\n");
    CHECK(imported.report.rows_subtotal == 2);
    CHECK(notes(imported.report, "bad_date") == 0);
    const test::TempFolder other;
    const Imported bad = counts(
        other,
        "code,name,วันที่สำรวจ,children\n590101,ก,10/06/2567,10\n590102,ข,10/06/2567,4\n590201,ค,เร็ว ๆ นี้,4\n");
    CHECK(notes(bad.report, "bad_date") == 1);
}

}  // namespace import_totals_test
