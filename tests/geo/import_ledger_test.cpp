// What counts mean: whom a column or a row of a long table is of, and what adds up.
#include "geo/data/count_words.h"
#include "geo/data/demand.h"
#include "geo/data/import.h"
#include "tests/support/small_areas.h"

#include <algorithm>
#include <set>

namespace import_ledger_test {

using namespace geo;

namespace {

const CountSeries* series_of(const Imported& imported, const std::string& agency, const std::string& sex,
                             ChildStatus status = ChildStatus::any) {
    for (const CountSeries& one : *imported.data.counts)
        if (one.agency == agency && one.sex == sex && one.status == status) return &one;
    return nullptr;
}

std::int64_t children_in(const CountSeries& series) {
    std::int64_t out = 0;
    for (const CountCell& cell : series.cells) out += cell.children_milli;
    return out;
}

Imported loaded(const test::TempFolder& folder, const std::string& csv) {
    auto out = test::import_counts(folder, csv);
    REQUIRE(out);
    std::string problems;
    for (const ImportNote& problem : out->report.problems)
        problems += problem.kind + " " + problem.column + ": " + problem.value + " " + problem.reason + "\n";
    INFO(problems);
    REQUIRE(out->report.outcome == Outcome::load);
    return *out;
}

}  // namespace

TEST_CASE("headers say status, agency, group, sex and age", "[import]") {
    const auto of = [](const char* text) { return count_words(text).meaning; };
    CHECK(of("สพฐ. / ชาย") == CountMeaning{ChildStatus::any, "", "สพฐ.", "", "male", ""});
    CHECK(of("OBEC - girls").agency == "สพฐ.");
    CHECK(of("สังกัด สป. / หญิง").agency == "สป.");
    CHECK(of("อายุ / 6-11 ปี").age_band == "6-11");
    CHECK(of("อายุ ๗ ปี").age_band == "7");
    CHECK(of("15 ปีขึ้นไป").age_band == "15+");
    CHECK(of("ต่ำกว่า 6 ปี").age_band == "-6");
    CHECK(of("12 ถึง 14 ปี").age_band == "12-14");
    CHECK(of("ม.1-3").age_band.empty());
    CHECK(of("ปี 2566-2567").age_band.empty());
    CHECK(of("เด็กพิการ").group == "disability");
    CHECK(of("ไร้สัญชาติ").group == "stateless");
    CHECK(of("เด็กชายแดน").group == "border");
    CHECK(of("เด็กชายแดน").sex.empty());
    CHECK(of("วัยแรงงานนอกระบบ").status == ChildStatus::working_age);
    CHECK(of("กลุ่มเสี่ยงออกกลางคัน").status == ChildStatus::at_risk);
    CHECK(of("ออกกลางคัน / อปท. / หญิง") ==
          CountMeaning{ChildStatus::dropped_out, "", "อปท.", "", "female", ""});
    CHECK(count_words("จำนวนเด็กนอกระบบ (คน) / สช.").plain);
    CHECK_FALSE(count_words("จำนวนห้อง สช.").plain);
}

TEST_CASE("agencies, ages and sexes that no child shares are added, their sums are not", "[import]") {
    const test::TempFolder folder;
    const auto by_agency = loaded(folder,
                                  "code,สพฐ.,,สอศ.,,รวม\n,ชาย,หญิง,ชาย,หญิง,\n590101,1,2,3,4,10\n"
                                  "590102,5,6,7,8,26\n");
    CHECK(by_agency.report.total_children_milli == 36000);
    CHECK(by_agency.report.columns_in_total.size() == 4);
    REQUIRE(series_of(by_agency, "สอศ.", "female") != nullptr);
    CHECK(children_in(*series_of(by_agency, "สอศ.", "female")) == 12000);
    CHECK(loaded(folder, "code,child age 6-11,age 12-14,15-17 ปี\n590101,1,2,3\n590102,4,5,6\n")
              .report.total_children_milli == 21000);
    // Ages that overlap are no parts.
    const auto overlap = test::import_counts(folder, "code,เด็ก 6-11 ปี,เด็ก 6-14 ปี\n590101,1,2\n590102,4,5\n");
    CHECK(overlap->report.outcome == Outcome::ask);
    // Where the total holds children of other agencies the columns are not all of them.
    const auto more = loaded(folder, "code,สพฐ.,สช.,รวม\n590101,1,2,9\n590102,4,5,19\n");
    CHECK(more.report.total_children_milli == 28000);
    // Those at risk, returned and of working age are never in it.
    const auto apart =
        loaded(folder, "code,ตกหล่น,ออกกลางคัน,กลุ่มเสี่ยง,กลับเข้าเรียน,วัยแรงงาน\n590101,1,2,30,40,50\n");
    CHECK(apart.report.total_children_milli == 3000);
}

TEST_CASE("a long table is a series for each category, its rows are no duplicates", "[import]") {
    const test::TempFolder folder;
    const auto imported = loaded(folder,
                                 "รหัสตำบล,หน่วยงาน,สถานะ,เพศ,คน\n"
                                 "590101,สพฐ.,ตกหล่น,ชาย,1\n590101,สพฐ.,ตกหล่น,หญิง,2\n"
                                 "590101,สช.,ออกกลางคัน,ชาย,4\n590101,สช.,กลุ่มเสี่ยง,ชาย,100\n"
                                 "590102,สพฐ.,ตกหล่น,ชาย,8\n590102,สช.,ออกกลางคัน,ชาย,16\n"
                                 "590102,สช.,ออกกลางคัน,ชาย,16\n");
    CHECK(imported.report.rows_loaded == 6);
    CHECK(imported.report.rows_duplicate == 1);
    CHECK(imported.report.total_children_milli == 31000);
    CHECK(test::note_of(imported.report.repairs, "long_form") != nullptr);
    const CountSeries* boys = series_of(imported, "สพฐ.", "male", ChildStatus::never_enrolled);
    REQUIRE(boys != nullptr);
    CHECK(children_in(*boys) == 9000);
    CHECK(boys->in_total);
    const CountSeries* risk = series_of(imported, "สช.", "male", ChildStatus::at_risk);
    REQUIRE(risk != nullptr);
    CHECK_FALSE(risk->in_total);
    // The reading that was used gives the same again.
    ImportOptions options;
    options.reading = imported.report.reading;
    const auto again = import_file(test::small_areas(folder), (folder / "counts.csv").string(),
                                   FileKind::counts, options, {});
    REQUIRE(again);
    CHECK(again->report == imported.report);
    CHECK(*again->data.counts == *imported.data.counts);
}

TEST_CASE("sums among the rows of a long table are not added", "[import]") {
    const test::TempFolder folder;
    const auto imported = loaded(folder,
                                 "code,sex,children\n590101,male,1\n590101,female,2\n590101,total,3\n"
                                 "590102,male,4\n590102,female,5\n590102,total,9\n");
    CHECK(imported.report.total_children_milli == 12000);
    // Groups overlap: what they sum to nobody knows.
    const auto groups = test::import_counts(
        folder, "code,กลุ่ม,children\n590101,พิการ,1\n590101,ยากจน,2\n590102,พิการ,3\n590102,ยากจน,4\n");
    CHECK(groups->report.outcome == Outcome::ask);
    CHECK(test::note_of(groups->report.problems, "which_column") != nullptr);
}

TEST_CASE("years are never added: the latest counts, the others are kept with their date", "[import]") {
    const test::TempFolder folder;
    const std::string rows = "590101,2565,1\n590101,2566,2\n590101,2567,4\n590102,2565,8\n590102,2567,16\n";
    for (const char* header : {"code,ปี,เด็กออกกลางคัน\n", "code,year,children\n"}) {
        INFO(header);
        const auto imported = loaded(folder, header + rows);
        CHECK(imported.report.rows_loaded == 5);
        CHECK(imported.report.total_children_milli == 20000);
        CHECK(imported.data.counts->size() == 3);
        CHECK(imported.data.counts->front().date_iso == "2022");
        CHECK(test::note_of(imported.report.warnings, "year_kind_unknown") != nullptr);
        CHECK(test::note_of(imported.report.warnings, "years_apart")->reason == "2565, 2566");
    }
    const auto school = loaded(folder, "code,ปีการศึกษา,เด็กตกหล่น\n" + rows);
    CHECK(school.data.counts->front().date_iso == "2023-05-15");
    CHECK(test::note_of(school.report.warnings, "year_kind_unknown") == nullptr);
    ImportOptions options;
    options.reading.year_kind = YearKind::fiscal;
    const auto file = test::write(folder, "years.csv", "code,ปี,เด็กตกหล่น\n" + rows);
    const auto fiscal = import_file(test::small_areas(folder), file, FileKind::counts, options, {});
    CHECK(fiscal->data.counts->front().date_iso == "2022-09-30");
    CHECK(test::note_of(fiscal->report.warnings, "year_kind_unknown") == nullptr);
    const auto wide = loaded(folder, "code,เด็กนอกระบบ ปี 2566,เด็กนอกระบบ ปี 2567\n590101,1,2\n590102,4,8\n");
    CHECK(wide.report.total_children_milli == 10000);
}

TEST_CASE("a column that says one year in every row dates the counts", "[import]") {
    const test::TempFolder folder;
    const auto of = [&](const std::string& header, const std::string& values, const char* title = "") {
        const std::string first = values.substr(0, values.find('/')),
                          second = values.substr(values.find('/') + 1);
        return loaded(folder, title + ("code," + header + ",เด็กนอกระบบ\n590101,") + first + ",4\n590102," +
                                  second + ",5\n");
    };
    const auto fiscal = of("ปีงบประมาณ", "2567/2567");
    CHECK(fiscal.report.total_children_milli == 9000);
    CHECK(fiscal.data.counts->front().date_iso == "2024-09-30");
    CHECK(fiscal.report.columns_not_read.empty());
    REQUIRE(test::note_of(fiscal.report.warnings, "date_by_year") != nullptr);
    CHECK(test::note_of(fiscal.report.warnings, "date_by_year")->reason == "2024-09-30");
    const auto school = of("ปีการศึกษา", "๒๕๖๖/");
    CHECK(school.data.counts->front().date_iso == "2024-05-15");
    const auto plain = of("ปี", "2567/2567");
    CHECK(plain.data.counts->front().date_iso == "2024");
    CHECK(test::note_of(plain.report.warnings, "year_kind_unknown") != nullptr);
    // A day in the title says more; years of a class and two years are none.
    CHECK(of("ปีงบประมาณ", "2567/2567", "ข้อมูล ณ วันที่ 10 มิ.ย. 2567\n").data.counts->front().date_iso ==
          "2024-06-10");
    CHECK(of("ปีที่", "1/1").data.counts->front().date_iso.empty());
    CHECK(of("ปีงบประมาณ", "2566/2567").data.counts->front().date_iso.empty());
}

TEST_CASE("a day set for a column dates every part of a long table, but not before the year of the row",
          "[import]") {
    const test::TempFolder folder;
    const auto days_of = [&](const std::string& text) {
        ImportOptions options;
        options.reading.columns = {{2, "children", ColumnRole::children, {}}};
        options.reading.columns[0].meaning.date_iso = "2024-06-10";
        const auto read = import_file(test::small_areas(folder), test::write(folder, "days.csv", text),
                                      FileKind::counts, options, {});
        std::set<std::string> days;
        for (const CountSeries& one : *read->data.counts) days.insert(one.date_iso);
        return days;
    };
    CHECK(days_of("code,sex,children\n590101,male,1\n590101,female,2\n590102,male,4\n590102,female,5\n") ==
          std::set<std::string>{"2024-06-10"});
    CHECK(days_of("code,year,children\n590101,2565,1\n590101,2566,2\n590102,2565,4\n590102,2566,5\n") ==
          std::set<std::string>{"2022", "2023"});
}

TEST_CASE("months of new findings are added, of a stock the latest counts, else a person is asked",
          "[import]") {
    const test::TempFolder folder;
    const std::string rows = "590101,1,2\n590102,4,8\n";
    CHECK(loaded(folder, "เด็ก,,\ncode,พบใหม่ ต.ค. 66,พบใหม่ พ.ย. 66\n" + rows).report.total_children_milli > 0);
    CHECK(
        loaded(folder, "เด็กที่ค้นพบใหม่ รายเดือน,,\ncode,ต.ค. 66,พ.ย. 66\n" + rows).report.total_children_milli ==
        15000);
    CHECK(
        loaded(folder, "เด็กคงเหลือ รายเดือน,,\ncode,Oct 2566,Nov 2566\n" + rows).report.total_children_milli ==
        10000);
    // A sender who adds them himself says that they can be added.
    CHECK(loaded(folder, "code,ต.ค. 66,พ.ย. 66,รวม\n590101,1,2,3\n590102,4,8,12\n")
              .report.columns_in_total.size() == 2);
    const auto asked = test::import_counts(folder, "code,ต.ค. 66,พ.ย. 66\n" + rows);
    REQUIRE(asked->report.outcome == Outcome::ask);
    const auto* question = test::note_of(asked->report.problems, "months_unclear");
    REQUIRE(question != nullptr);
    REQUIRE(question->fixes.size() == 2);
    for (const auto& [choice, milli] : {std::pair{"add_months", 15000}, std::pair{"latest_month", 10000}}) {
        ImportOptions options;
        options.reading.decisions = {{"months_unclear", 0, choice, ""}};
        const auto settled = import_file(test::small_areas(folder), (folder / "counts.csv").string(),
                                         FileKind::counts, options, {});
        CHECK(settled->report.outcome == Outcome::load);
        CHECK(settled->report.total_children_milli == milli);
    }
}

TEST_CASE("a role or a meaning that a person sets goes before the words", "[import]") {
    const test::TempFolder folder;
    const auto file = test::write(folder, "roles.csv", "code,a,b,ค\n590101,1,2,3\n590102,4,8,5\n");
    ImportOptions options;
    options.reading.columns = {
        {1, "a", ColumnRole::children, {ChildStatus::never_enrolled, "", "", "6-11", "", ""}},
        {2, "b", ColumnRole::children, {ChildStatus::dropped_out, "", "สพฐ.", "", "", ""}},
        {3, "ค", ColumnRole::none, {}}};
    const auto imported = import_file(test::small_areas(folder), file, FileKind::counts, options, {});
    REQUIRE(imported);
    CHECK(imported->report.outcome == Outcome::load);
    CHECK(imported->report.total_children_milli == 15000);
    REQUIRE(imported->data.counts->size() == 2);
    CHECK(imported->data.counts->front().age_band == "6-11");
    CHECK(imported->data.counts->back().agency == "สพฐ.");
}

TEST_CASE("the dropped out of 2564 by agency: 238,707, of whom 127,952 returned and 110,755 remain",
          "[import]") {
    const test::TempFolder folder;
    const auto imported = loaded(folder,
                                 "พาน้องกลับมาเรียน ข้อมูล ณ 17 มกราคม 2565,,,,,,\n"
                                 "code,ออกกลางคัน,,,,,กลับเข้าเรียน\n"
                                 ",สพฐ.,สป.,สอศ.,เด็กพิการ (พม.),รวม,\n"
                                 "590101,78003,50592,55599,54513,238707,127952\n");
    CHECK(imported.report.total_children_milli == 238'707'000);
    CHECK(imported.report.warnings.empty());
    std::int64_t returned = 0;
    for (const CountSeries& one : *imported.data.counts) {
        CHECK(one.date_iso == "2022-01-17");
        if (one.status == ChildStatus::returned) returned += children_in(one);
        if (one.agency == "พม.") CHECK(one.group == "disability");
    }
    CHECK(returned == 127'952'000);
    CHECK(imported.report.total_children_milli - returned == 110'755'000);
    const auto demand = build_demand(imported.data, {});
    REQUIRE(demand);
    CHECK(demand->total_milli[0][0] == 238'707'000);
}

TEST_CASE("a column of dates dates the counts, and what is no day stays empty and listed", "[import]") {
    const test::TempFolder folder;
    const auto imported = loaded(folder, "วันที่เก็บข้อมูล,code,จำนวน\n22 ต.ค. 67,590101,1\n31/02/2567,590102,2\n");
    CHECK(imported.report.total_children_milli == 3000);
    CHECK(imported.data.counts->front().date_iso == "2024-10-22");
    CHECK(test::note_of(imported.report.repairs, "date_be_two_digit")->reason == "2024-10-22");
    CHECK(test::note_of(imported.report.warnings, "date_impossible")->row == 3);
}

TEST_CASE("two tables of children that may be the same are added only where a person says so", "[import]") {
    const test::TempFolder folder;
    const auto before = loaded(folder, "code,children\n590101,10\n590102,20\n");
    const auto second = test::write(folder, "second.csv", "code,เด็กนอกระบบ\n590101,3\n590102,4\n");
    const auto asked = import_file(before.data, second, FileKind::counts, {}, {});
    REQUIRE(asked);
    REQUIRE(asked->report.outcome == Outcome::ask);
    const auto* question = test::note_of(asked->report.problems, "counts_total_changes");
    REQUIRE(question != nullptr);
    REQUIRE(question->fixes.size() == 3);
    for (const auto& [choice, milli] :
         {std::pair{"replace", 7000}, std::pair{"keep_apart", 30000}, std::pair{"add", 37000}}) {
        INFO(choice);
        ImportOptions options;
        options.reading.decisions = {{"counts_total_changes", 0, choice, ""}};
        const auto settled = import_file(before.data, second, FileKind::counts, options, {});
        REQUIRE(settled);
        CHECK(settled->report.outcome == Outcome::load);
        std::int64_t sum = 0;
        std::int64_t all = 0;
        for (const CountSeries& one : *settled->data.counts) {
            all += children_in(one);
            if (one.in_total) sum += children_in(one);
        }
        CHECK(sum == milli);
        CHECK(all == (std::string{"replace"} == choice ? 7000 : 37000));
        for (const Fix& fix : question->fixes)
            for (const Lang lang : {Lang::th, Lang::en})
                CHECK(describe(lang, fix).find("fix.") == std::string::npos);
    }
}

}  // namespace import_ledger_test
