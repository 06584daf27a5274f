// Tables of counts whose rows say their area in another way than by a plain code.
#include "geo/data/area_name.h"
#include "geo/data/import.h"
#include "tests/support/four_tambon.h"
#include "tests/support/test.h"

#include <algorithm>

namespace import_match_test {

using namespace geo;

namespace {

Imported read(const test::TempFolder& folder, const std::string& csv, const ImportOptions& options = {}) {
    auto imported = import_file(test::four_tambon(folder), test::write(folder, "counts.csv", csv),
                                FileKind::counts, options, {});
    REQUIRE(imported);
    CHECK(imported->report.accounted());
    return *std::move(imported);
}

using ByArea = std::vector<std::pair<std::string, std::optional<std::int64_t>>>;

}  // namespace

TEST_CASE("names of one column stand under the amphoe above them", "[import][match]") {
    const test::TempFolder folder;
    const std::string tambon = "อำเภอเมืองเหนือ,8\nหนองยาว,5\nห้วยสั้น,3\nอ.ท่าใต้,8\nหนองยาว,7\nท่ากลาง,1\n";
    for (const char* province : {"", "จังหวัดเหนือใต้,16\n"}) {
        const auto steps = read(folder, std::string{"พื้นที่,เด็กนอกระบบ\n"} + province + tambon);
        INFO(province);
        CHECK(steps.report.outcome == Outcome::load);
        CHECK(steps.report.total_children_milli == 16000);
        CHECK(steps.report.rows_subtotal == (province[0] == '\0' ? 2 : 3));
        CHECK(steps.report.by_area_milli ==
              ByArea{{"590101", 5000}, {"590102", 3000}, {"590201", 7000}, {"590202", 1000}});
        CHECK(test::note_of(steps.report.repairs, "names_under_others") != nullptr);
    }
    // A tambon whose name begins like a title is one.
    for (const char* name : {"จ.ป.ร.", "เขตอุดมศักดิ์"}) {
        INFO(name);
        const std::string csv = std::string{"พื้นที่,เด็กนอกระบบ\nอำเภอเมืองเหนือ,8\nหนองยาว,5\n"} + name + ",3\n";
        const auto titled = import_file(test::four_tambon(folder, name), test::write(folder, "a.csv", csv),
                                        FileKind::counts, {}, {});
        REQUIRE(titled);
        CHECK(titled->report.by_area_milli == ByArea{{"590101", 5000}, {"590102", 3000}});
        CHECK(titled->report.rows_subtotal == 1);
    }
    CHECK(titled_level("กิ่งอำเภอเขาชะเมา") == Level::amphoe);
    CHECK(titled_level("จังหวัดสตูล") == Level::province);
    CHECK(titled_level("ต.วาวี") == Level::tambon);
    CHECK_FALSE(titled_level("วาวี"));
}

TEST_CASE("counts by names alone, with the province in the file's name or nowhere", "[import][match]") {
    const test::TempFolder folder;
    const auto named =
        read(folder, "อำเภอ,ตำบล,เด็กนอกระบบ\nเมืองเหนือ,ต.หนองยาว,5\nท่าใต้,หนองยาว,7\nท่าใต้,ท่ากลาง,1\n");
    CHECK(named.report.outcome == Outcome::load);
    CHECK(named.report.by_area_milli == ByArea{{"590101", 5000}, {"590201", 7000}, {"590202", 1000}});
    CHECK(test::note_of(named.report.repairs, "name_only") != nullptr);
    CHECK(test::note_of(named.report.repairs, "name_prefix_stripped")->reason == "1");
    CHECK(named.report.reading.province == "59");
    const auto& columns = named.report.reading.columns;
    CHECK(std::any_of(columns.begin(), columns.end(), [](const ColumnReading& one) {
        return one.header == "ตำบล" && one.role == ColumnRole::tambon_name;
    }));
    const auto one_cell =
        read(folder, "พื้นที่,เด็กนอกระบบ\nต.หนองยาว อ.เมืองเหนือ จ.เหนือใต้,5\nต.ท่ากลาง อ.ท่าใต้ จ.เหนือใต้,1\n");
    CHECK(one_cell.report.by_area_milli == ByArea{{"590101", 5000}, {"590202", 1000}});
}

TEST_CASE("an ambiguous row waits with its candidates, the answer is obeyed and remembered",
          "[import][match]") {
    const test::TempFolder folder;
    const std::string csv = "จังหวัด,อำเภอ,ตำบล,เด็ก\nเหนือใต้,,หนองยาว,5\nเหนือใต้,เมืองเหนือ,ห้วยสั้น,2\n";
    const auto asked = read(folder, csv);
    CHECK(asked.report.outcome == Outcome::ask);
    CHECK(asked.report.held_children_milli == 5000);
    REQUIRE(asked.report.ambiguous.size() == 1);
    CHECK(asked.report.ambiguous[0].codes() == std::vector<std::string>{"590101", "590201"});
    const ImportNote* note = test::note_of(asked.report.problems, "name_ambiguous");
    REQUIRE(note != nullptr);
    CHECK(note->fixes ==
          std::vector<Fix>{
              {"use_code", "590101"}, {"use_code", "590201"}, {"choose_area", "59"}, {"hold", ""}});
    ImportOptions options;
    options.reading.decisions = {{note->kind, note->row, "use_code", "590201"}};
    const auto settled = read(folder, csv, options);
    CHECK(settled.report.outcome == Outcome::load);
    CHECK(settled.report.by_area_milli == ByArea{{"590102", 2000}, {"590201", 5000}});
    REQUIRE(settled.report.reading.aliases.size() == 1);
    ImportOptions next;
    next.reading.aliases = settled.report.reading.aliases;
    const auto later = read(folder, "จังหวัด,อำเภอ,ตำบล,เด็ก\nเหนือใต้,,หนองยาว,9\n", next);
    CHECK(later.report.by_area_milli == ByArea{{"590201", 9000}});
    options.reading.decisions = {{note->kind, note->row, "hold", ""}};
    const auto held = read(folder, csv, options);
    CHECK(held.report.outcome == Outcome::load);
    CHECK(held.report.rows_rejected == 1);
    CHECK(test::note_of(held.report.warnings, "row_held")->row == 2);
}

TEST_CASE("a name that was answered holds where it stood, and nowhere else", "[import][match]") {
    const test::TempFolder folder;
    const auto answered = [&](const std::string& csv, std::int64_t row, const char* code) {
        ImportOptions options;
        options.reading.decisions = {{"name_unknown", row, "use_code", code}};
        return read(folder, csv, options).report.reading.aliases;
    };
    // Nobody knows the amphoe of the row, so nobody knows where the name stands.
    const std::string misspelt = "จังหวัด,อำเภอ,ตำบล,เด็ก\nเหนือใต้,กขคงจฉช,หนองยาว,5\nเหนือใต้,เมืองเหนือ,ห้วยสั้น,2\n";
    CHECK(answered(misspelt, 2, "590201").empty());
    const std::string strange = "จังหวัด,อำเภอ,ตำบล,เด็ก\nเหนือใต้,ท่าใต้,ฟ้าใหม่,5\nเหนือใต้,ท่าใต้,ท่ากลาง,2\n";
    CHECK(answered(strange, 2, "590201") == std::vector<Alias>{{"5902", "ฟ้าใหม่", "590201"}});
    // An answer without its place, as earlier studies have them, is none for a row that says its amphoe; and
    // a name that asks nothing stays what it is.
    ImportOptions next;
    next.reading.aliases = {
        {"", "หนองยาว", "590201"}, {"5901", "หนองยาว", "590202"}, {"5902", "ฟ้าใหม่", "590201"}};
    const auto later = read(folder,
                            "จังหวัด,อำเภอ,ตำบล,เด็ก\nเหนือใต้,เมืองเหนือ,หนองยาว,9\nเหนือใต้,กขคงจฉช,หนองยาว,4\n"
                            "เหนือใต้,ท่าใต้,ฟ้าใหม่,1\nเหนือใต้,เมืองเหนือ,ฟ้าใหม่,2\n",
                            next);
    CHECK(later.report.by_area_milli == ByArea{{"590101", 9000}, {"590201", 1000}});
    CHECK(later.report.problems.rows_with_fixes() == 2);
}

TEST_CASE("another answer to a name takes the place of the earlier one", "[import][match]") {
    const test::TempFolder folder;
    ImportOptions options;
    options.reading.aliases = {{"5902", "ฟ้าใหม่", "590201"}};
    options.reading.decisions = {{"name_unknown", 2, "use_code", "590202"}};
    const auto settled = read(folder, "จังหวัด,อำเภอ,ตำบล,เด็ก\nเหนือใต้,ท่าใต้,ฟ้าใหม่,5\n", options);
    CHECK(settled.report.by_area_milli == ByArea{{"590202", 5000}});
    CHECK(settled.report.reading.aliases == std::vector<Alias>{{"5902", "ฟ้าใหม่", "590202"}});
}

TEST_CASE("a code that contradicts the name beside it is a question with both answers", "[import][match]") {
    const test::TempFolder folder;
    const auto odd = read(folder,
                          "รหัสตำบล,อำเภอ,ตำบล,เด็ก\n590102,ท่าใต้,ท่ากลาง,5\n590101,เมืองเหนือ,หนองยาว,2\n"
                          "590201,ท่าใต้,ชื่อเก่า,3\n");
    CHECK(odd.report.outcome == Outcome::ask);
    const ImportNote* note = test::note_of(odd.report.problems, "code_and_name_differ");
    REQUIRE(note != nullptr);
    CHECK(note->row == 2);
    CHECK(note->fixes.front() == Fix{"use_code", "590102"});
    // A name that is nobody's is an older one.
    CHECK(test::note_of(odd.report.warnings, "name_not_of_code")->row == 4);
    ImportOptions options;
    options.reading.decisions = {{note->kind, 2, "use_code", "590202"}};
    const auto settled = read(folder,
                              "รหัสตำบล,อำเภอ,ตำบล,เด็ก\n590102,ท่าใต้,ท่ากลาง,5\n590101,เมืองเหนือ,หนองยาว,2\n"
                              "590201,ท่าใต้,ชื่อเก่า,3\n",
                              options);
    CHECK(settled.report.by_area_milli == ByArea{{"590101", 2000}, {"590201", 3000}, {"590202", 5000}});
    CHECK(test::note_of(settled.report.warnings, "name_not_of_code")->row == 4);
}

TEST_CASE("villages sum into their tambon, a row of the whole is a subtotal", "[import][match]") {
    const test::TempFolder folder;
    const auto coded = read(folder, "รหัสหมู่บ้าน,เด็ก\n59010101,2\n59010102,3\n59010102,3\n59020201,4\n");
    CHECK(coded.report.rows_loaded == 3);
    CHECK(coded.report.rows_duplicate == 1);
    CHECK(coded.report.by_area_milli == ByArea{{"590101", 5000}, {"590202", 4000}});
    REQUIRE(coded.data.counts->size() == 1);
    CHECK(coded.data.counts->front().cells.size() == 2);
    const auto named = read(folder, "รหัสตำบล,หมู่ที่,เด็ก\n590101,,5\n590101,1,2\n590101,2,3\n");
    CHECK(named.report.rows_subtotal == 1);
    CHECK(named.report.by_area_milli == ByArea{{"590101", 5000}});
    const auto partly = read(folder, "รหัสตำบล,หมู่ที่,เด็ก\n590101,1,2\n590101,2,-\n");
    CHECK(partly.report.missing_cells == 1);
    CHECK(test::note_of(partly.report.warnings, "parts_without_number")->reason == "1");
}

TEST_CASE("an earlier area that was divided gives its children by share, to the last one",
          "[import][match]") {
    const test::TempFolder folder;
    ImportOptions options;
    options.code_changes = {{"599901", "590101", "2000-01-01", "split", 333, "test"},
                            {"599901", "590102", "2000-01-01", "split", 667, "test"},
                            {"599902", "590202", "2000-01-01", "merge", 1000, "test"},
                            {"599903", "590202", "2000-01-01", "merge", 1000, "test"}};
    const auto moved = read(folder, "code,เด็ก\n599901,10\n599902,3\n599903,4\n590201,1\n", options);
    CHECK(moved.report.outcome == Outcome::load);
    CHECK(moved.report.by_area_milli ==
          ByArea{{"590101", 3330}, {"590102", 6670}, {"590201", 1000}, {"590202", 7000}});
    CHECK(moved.report.total_children_milli == 18000);
    CHECK(test::note_of(moved.report.repairs, "code_split")->reason == "590101 × 33.3, 590102 × 66.7");
    CHECK(test::note_of(moved.report.repairs, "code_recoded")->reason == "590202");
    CHECK(test::note_of(moved.report.warnings, "old_code_list")->reason == "3");
    // The whole beside its parts is a question, never a sum.
    const auto both = read(folder, "code,เด็ก\n599902,3\n590202,9\n590201,1\n", options);
    CHECK(both.report.outcome == Outcome::ask);
    CHECK(both.report.held_children_milli == 12000);
}

TEST_CASE("numbers that are no plain numbers are held with their reason and ways out", "[import][match]") {
    const test::TempFolder folder;
    const std::string csv = "code,เด็ก\n590101,-7\n590102,15 (ข้อมูลปี 66)\n590201,20-30\n590202,\"1,234 คน\"\n";
    const auto odd = read(folder, csv);
    CHECK(odd.report.total_children_milli == 1234000);
    CHECK(odd.report.held_children_milli == 0);
    CHECK(test::note_of(odd.report.problems, "number_negative")->row == 2);
    CHECK(test::note_of(odd.report.problems, "number_is_text")->row == 4);
    const ImportNote* note = test::note_of(odd.report.problems, "number_with_note");
    REQUIRE(note != nullptr);
    CHECK(note->fixes.front() == Fix{"without_note", ""});
    CHECK(test::note_of(odd.report.repairs, "number_unit_suffix")->reason == "1234");
    ImportOptions options;
    options.reading.decisions = {{"number_with_note", 3, "use_number", "15"},
                                 {"number_negative", 0, "as_missing", ""},
                                 {"number_is_text", 4, "hold", ""}};
    const auto settled = read(folder, csv, options);
    CHECK(settled.report.outcome == Outcome::load);
    CHECK(settled.report.total_children_milli == 1249000);
    CHECK(settled.report.missing_cells == 1);
    CHECK(settled.report.rows_rejected == 1);
    // Half a child among whole ones is odd; in a model's table it is usual.
    CHECK(read(folder, "code,เด็ก\n590101,7\n590102,12.5\n590201,3\n").report.rows_rejected == 1);
    CHECK(read(folder, "code,เด็ก\n590101,7.25\n590102,12.5\n590201,3\n").report.rows_rejected == 0);
}

TEST_CASE("codes in parts are found by their names or by what they hold", "[import][match]") {
    const test::TempFolder folder;
    const ByArea wanted = {{"590101", 5000}, {"590202", 7000}};
    CHECK(read(folder, "PROV_CODE,AMP_CODE,TAM_CODE,OOSC\n59,1,1,5\n59,2,2,7\n").report.by_area_milli ==
          wanted);
    CHECK(read(folder, "รหัสจังหวัด,รหัสอำเภอ,รหัสตำบล,เด็ก\n59,01,01,5\n59,02,02,7\n").report.by_area_milli ==
          wanted);
    CHECK(read(folder, "จังหวัด,อำเภอ,ตำบล,เด็ก\n59,5901,590101,5\n59,5902,590202,7\n").report.by_area_milli ==
          wanted);
    CHECK(read(folder, "a,b,c,เด็ก\n59,1,1,5\n59,2,2,7\n").report.by_area_milli == wanted);
    const auto joined = read(folder, "PROV,AMP,TAM,OOSC\n59,1,1,5\n59,2,9,7\n");
    CHECK(joined.report.outcome == Outcome::ask);
    CHECK(test::note_of(joined.report.problems, "unknown_code") != nullptr);
    CHECK(test::note_of(joined.report.repairs, "code_leading_zero")->reason == "590101");
    // The code of the amphoe beside the name of the tambon.
    CHECK(read(folder, "รหัสอำเภอ,ตำบล,เด็ก\n5901,หนองยาว,5\n5902,ท่ากลาง,7\n").report.by_area_milli == wanted);
}

TEST_CASE("names of broken letters beside good codes are told as such", "[import][match]") {
    const test::TempFolder folder;
    const auto read = test::import_counts(folder,
                                          "รหัสตำบล,ตำบล,จำนวน\n590101,\u00e0\u00b8\u00ab\u00e0\u00b8\u2122,"
                                          "10\n590102,\u00e0\u00b8\u00ab\u00e0\u00b9\u2030,4\n");
    REQUIRE(read);
    CHECK(read->report.rows_loaded == 2);
    const auto* told = test::note_of(read->report.warnings, "letters_garbled");
    REQUIRE(told != nullptr);
    CHECK(test::note_of(read->report.warnings, "name_not_of_code") == nullptr);
}

TEST_CASE("a name that is another area's beside a code is a question, however often it stands", "[import]") {
    const test::TempFolder folder;
    // The column of names is a row too low; หนองยาว stands twice in the province.
    const auto moved = read(folder, "รหัสตำบล,ตำบล,เด็ก\n590101,ห้วยสั้น,5\n590202,หนองยาว,7\n590201,หนองยาว,3\n");
    CHECK(moved.report.outcome == Outcome::ask);
    CHECK(moved.report.by_area_milli == ByArea{{"590201", 3000}});
    const Notes::Kind* differ = moved.report.problems.kind("code_and_name_differ");
    REQUIRE(differ != nullptr);
    REQUIRE(differ->count == 2);
    CHECK(differ->first[0].fixes[0] == Fix{"use_code", "590101"});
    CHECK(differ->first[0].fixes[1] == Fix{"use_code", "590102"});
    CHECK(differ->first[1].fixes[0] == Fix{"use_code", "590201"});
    CHECK(differ->first[1].fixes[1] == Fix{"use_code", "590202"});
    // Where every row contradicts itself there is still something to answer.
    const auto all = read(folder, "รหัสตำบล,ตำบล,เด็ก\n590101,ห้วยสั้น,5\n590102,หนองยาว,7\n");
    CHECK(all.report.outcome == Outcome::ask);
    CHECK(all.report.rows_loaded == 0);
    CHECK(all.report.problems.size() == 2);
    // A name that nobody has is an older one or another spelling.
    CHECK(read(folder, "รหัสตำบล,ตำบล,เด็ก\n590101,บ้านใหม่ใต้,5\n590202,ท่ากลาง,7\n").report.outcome ==
          Outcome::load);
}

TEST_CASE("a code among letters and marks is read, and one that is doubtful is offered", "[import]") {
    const test::TempFolder folder;
    const std::string rest = "590201,,1\n590202,,1\n590101,,1\n";
    for (const char* dressed : {"TH 590102", "ต.590102", "590102 เวียง", "\"590,102\"", "(590102)"}) {
        INFO(dressed);
        const auto read_one = read(folder, std::string{"รหัสตำบล,หมายเหตุ,เด็ก\n"} + dressed + ",,7\n" + rest);
        CHECK(read_one.report.outcome == Outcome::load);
        CHECK(read_one.report.by_area_milli ==
              ByArea{{"590101", 1000}, {"590102", 7000}, {"590201", 1000}, {"590202", 1000}});
        CHECK(read_one.report.repairs.size() > 0);
    }
    for (const char* doubtful : {"59O1O2", "0590102", "590102 หมู่ 3", "ก59ข0102"}) {
        INFO(doubtful);
        const auto asked = read(folder, std::string{"รหัสตำบล,หมายเหตุ,เด็ก\n"} + doubtful + ",,7\n" + rest);
        CHECK(asked.report.outcome == Outcome::ask);
        REQUIRE(asked.report.problems.size() == 1);
        const bool offered = asked.report.problems[0].fixes.front() == Fix{"use_code", "590102"};
        CHECK(offered == (std::string_view{doubtful} != "ก59ข0102"));
    }
    // What is no code of a loaded area is none.
    const auto none = read(folder, "รหัสตำบล,หมายเหตุ,เด็ก\nต.999999,,7\n" + rest);
    CHECK(none.report.problems.size() == 1);
    CHECK(none.report.problems[0].fixes.front().choice != "use_code");
}

}  // namespace import_match_test
