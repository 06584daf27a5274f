// What became of a file, kept with the study.
#include "geo/data/report_text.h"

#include "tests/support/small_areas.h"

namespace report_text_test {

using namespace geo;

namespace {

ImportReport some_report() {
    ImportReport out;
    out.kind = "counts";
    out.file = "/somewhere/far/counts.csv";
    out.outcome = Outcome::ask;
    out.rows_in = 12;
    out.rows_loaded = 5;
    out.rows_rejected = 4;
    out.rows_subtotal = 2;
    out.rows_duplicate = 1;
    out.rows_note = 3;
    out.total_children_milli = 123456;
    out.held_children_milli = 7000;
    out.children_without_place_milli = 500;
    out.missing_cells = 8;
    out.suppressed_cells = 9;
    out.columns_in_total = {"ตกหล่น", "ออกกลางคัน"};
    out.columns_apart = {"กลุ่มเสี่ยง"};
    out.columns_not_read = {"หมายเหตุ"};
    out.problems = {{"unknown_code",
                     out.file,
                     "ชีต 1",
                     7,
                     "รหัส",
                     "550899",
                     "–",
                     {{"use_code", "550801"}, {"hold", ""}},
                     {}},
                    {"outside_area", out.file, "", 9, "lat", "13.7", "x", {}, LonLat{100.5, 13.75}}};
    out.warnings = {{"note_line", out.file, "ชีต 1", 20, "", "", "หมายเหตุ: \"ไม่รวม\"\n152 คน"}};
    out.repairs = {{"code_repaired", out.file, "ชีต 1", 2, "รหัส", "TH550101", "550101"}};
    return out;
}

}  // namespace

TEST_CASE("a report comes back from its text, without the folder of its file", "[import]") {
    const ImportReport before = some_report();
    const std::string text = report_text(before);
    CHECK(text.find("somewhere") == std::string::npos);
    const auto after = report_from_text(text, "s.gpkg");
    REQUIRE(after);
    ImportReport wanted = before;
    wanted.file = "counts.csv";
    for (auto* notes : {&wanted.problems, &wanted.warnings, &wanted.repairs}) {
        Notes named;
        for (ImportNote note : *notes) {
            note.file = "counts.csv";
            named.push_back(note);
        }
        *notes = named;
    }
    CHECK(*after == wanted);
    for (const Lang lang : {Lang::th, Lang::en}) CHECK(describe(lang, *after) == describe(lang, wanted));
}

TEST_CASE("of very many notes of a kind the first are kept, and the rest is told", "[import]") {
    ImportReport report = some_report();
    for (int i = 0; i < 50; ++i) {
        ImportNote more = report.repairs.front();
        more.row = 100 + i;
        report.repairs.push_back(more);
    }
    const auto after = report_from_text(report_text(report, 10), "s.gpkg");
    REQUIRE(after);
    CHECK(after->repairs.size() == 10);
    CHECK(after->repairs.back().row == 108);
    CHECK(after->problems.size() == 2);
    const ImportNote* told = test::note_of(after->warnings, "notes_left_off");
    REQUIRE(told != nullptr);
    CHECK(told->reason == "41");
    // Words stand once: a note more is a few numbers more.
    CHECK(report_text(report).size() < report_text(some_report()).size() + 50 * 40);
}

TEST_CASE("a text that is no report is refused", "[import]") {
    const std::string good = report_text(some_report());
    for (const std::string& bad :
         {std::string{}, std::string{"{}"}, std::string{"[]"}, good.substr(0, good.size() / 2),
          std::string{R"({"strings":[],"kind":5})"}}) {
        INFO(bad);
        const auto read = report_from_text(bad, "s.gpkg");
        REQUIRE_FALSE(read);
        CHECK(read.error().fault == Fault::unreadable);
    }
    // A number of a word that is not there, rows that do not add up.
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"\"rows\":[12,", "\"rows\":[13,"}, {"\"problems\":[[", "\"problems\":[[999,"}}) {
        std::string changed = good;
        changed.replace(changed.find(from), from.size(), to);
        CHECK_FALSE(report_from_text(changed, "s.gpkg"));
    }
}

TEST_CASE("an import leaves its report with its source", "[import]") {
    const test::TempFolder folder;
    const auto read = test::import_counts(folder, "code,children\nTH590101,5\n999999,7\n", true);
    REQUIRE(read);
    const auto kept = report_from_text(read->data.sources.back().report, "s.gpkg");
    REQUIRE(kept);
    CHECK(kept->rows_rejected == 1);
    CHECK(kept->problems.size() == read->report.problems.size());
    CHECK(kept->problems.front().kind == read->report.problems.front().kind);
    CHECK(kept->repairs.size() == read->report.repairs.size());
}

}  // namespace report_text_test
