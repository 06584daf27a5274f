// Tables of several agencies: added only where a person says how they relate, and the answer stays.
#include "geo/data/demand.h"
#include "geo/data/import.h"
#include "geo/study/study_file.h"
#include "tests/support/small_areas.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <array>
#include <map>

namespace agencies_test {

using namespace geo;

namespace {

std::int64_t total_of(const Dataset& data) {
    const auto demand = build_demand(data, {});
    REQUIRE(demand);
    return demand->total_milli[0][0];
}

std::string table(const std::string& agency, std::int64_t children) {
    return "ข้อมูล ณ 17 มกราคม 2565,\ncode,ออกกลางคัน " + agency + "\n590101," + std::to_string(children) + "\n";
}

Result<Imported> read(const Dataset& data, const test::TempFolder& folder, const std::string& name,
                      const std::string& text, const std::string& choice = "", bool accept = false) {
    ImportOptions options;
    options.accept = accept;
    if (!choice.empty()) options.reading.decisions = {{"agencies_meet", 0, choice, ""}};
    return import_file(data, test::write(folder, name, text), FileKind::counts, options, {});
}

}  // namespace

TEST_CASE("two agencies' tables of the same areas are not added without asking", "[import][ledger]") {
    const test::TempFolder folder;
    const auto first = read(test::small_areas(folder), folder, "obec.csv", table("สพฐ.", 100));
    REQUIRE(first);
    REQUIRE(first->report.outcome == Outcome::load);
    CHECK(first->data.counts->front().agency == "สพฐ.");
    CHECK(first->data.counts->front().definition.find("17 มกราคม 2565") != std::string::npos);
    CHECK(first->data.counts->front().area_codes.starts_with("areas.geojson ("));
    const auto asked = read(first->data, folder, "ovec.csv", table("สอศ.", 30));
    REQUIRE(asked);
    CHECK(asked->report.outcome == Outcome::ask);
    const auto* question = test::note_of(asked->report.problems, "agencies_meet");
    REQUIRE(question != nullptr);
    CHECK(question->value == "obec.csv");
    CHECK(question->fixes.size() == 3);
    CHECK(total_of(asked->data) == 100'000);
    const std::map<std::string, std::int64_t> wanted = {
        {"add", 130'000}, {"replace", 30'000}, {"keep_apart", 100'000}};
    for (const Fix& fix : question->fixes) {
        INFO(fix.choice);
        const auto settled = read(first->data, folder, "ovec.csv", table("สอศ.", 30), fix.choice);
        REQUIRE(settled);
        CHECK(settled->report.outcome == Outcome::load);
        CHECK(total_of(settled->data) == wanted.at(fix.choice));
        CHECK(settled->data.counts->back().relation == fix.choice);
        // The answer is kept in the study.
        Study study;
        study.data = std::make_shared<const Dataset>(settled->data);
        const std::string file = (folder / (fix.choice + ".gpkg")).string();
        REQUIRE(save_study(study, file, {}));
        const auto opened = open_study(file, {});
        REQUIRE(opened);
        CHECK(*opened->data == *study.data);
    }
    // Who accepts without saying how has added nothing.
    const auto accepted = read(first->data, folder, "ovec.csv", table("สอศ.", 30), "", true);
    REQUIRE(accepted);
    CHECK(total_of(accepted->data) == 100'000);
    CHECK(accepted->data.counts->size() == 2);
}

TEST_CASE("other areas, other days and the next table of the same agencies raise no question",
          "[import][ledger]") {
    const test::TempFolder folder;
    const auto first = read(test::small_areas(folder), folder, "obec.csv", table("สพฐ.", 100));
    REQUIRE(first);
    const auto elsewhere =
        read(first->data, folder, "a.csv", "ข้อมูล ณ 17 มกราคม 2565,\ncode,ออกกลางคัน สอศ.\n590102,7\n");
    REQUIRE(elsewhere);
    CHECK(elsewhere->report.outcome == Outcome::load);
    CHECK(total_of(elsewhere->data) == 107'000);
    CHECK(elsewhere->data.counts->back().relation.empty());
    const std::string both = "ข้อมูล ณ 17 มกราคม 2565,,\ncode,ออกกลางคัน สพฐ.,ออกกลางคัน สอศ.\n590101,";
    const auto columns = read(test::small_areas(folder), folder, "both.csv", both + "100,30\n");
    REQUIRE(columns);
    CHECK(total_of(columns->data) == 130'000);
    const auto mended = read(columns->data, folder, "mended.csv", both + "100,30\n");
    REQUIRE(mended);
    CHECK(test::note_of(mended->report.problems, "agencies_meet") == nullptr);
    CHECK(total_of(mended->data) == 130'000);
}

TEST_CASE(
    "the worked example as four tables of four agencies: 238,707 where a person says that they are others",
    "[import][ledger]") {
    const test::TempFolder folder;
    Dataset data = test::small_areas(folder);
    const std::array<std::pair<const char*, std::int64_t>, 4> agencies = {
        {{"สพฐ.", 78003}, {"สป.", 50592}, {"สอศ.", 55599}, {"พม.", 54513}}};
    std::int64_t sum = 0;
    for (const auto& [agency, children] : agencies) {
        const auto read_one =
            read(data, folder, "t" + std::to_string(children) + ".csv", table(agency, children), "add");
        REQUIRE(read_one);
        REQUIRE(read_one->report.outcome == Outcome::load);
        data = read_one->data;
        sum += children * 1000;
        CHECK(total_of(data) == sum);
    }
    CHECK(sum == 238'707'000);
    // Those at risk are still enrolled: never added to them, whatever a person says of the tables.
    const auto at_risk = read(data, folder, "risk.csv", "code,กลุ่มเสี่ยง สพฐ.\n590101,999\n", "add");
    REQUIRE(at_risk);
    CHECK(total_of(at_risk->data) == sum);
}

}  // namespace agencies_test
