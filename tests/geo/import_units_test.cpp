// How many children a number stands for: what the file says itself goes before an answer to an earlier one.
#include "geo/data/import.h"
#include "geo/study/profiles.h"
#include "tests/support/read_counts.h"

namespace import_units_test {

using namespace geo;
using test::read;
using test::Read;

namespace {

/// The note that asks for the unit, and the file read again with one of its answers.
const ImportNote& question_of(const Read& read) {
    const ImportNote* note = test::note_of(read.report.problems, "unit_unclear");
    REQUIRE(note != nullptr);
    return *note;
}

Decision answer_of(const Read& read, const std::string& choice) {
    const ImportNote& note = question_of(read);
    for (const Fix& fix : note.fixes)
        if (fix.choice == choice) return {note.kind, note.row, fix.choice, fix.value, note.column};
    FAIL(choice << " is no way out");
    return {};
}

Read read_in(CountUnit unit, const std::string& csv, std::vector<Decision> decisions = {}) {
    const test::TempFolder folder;
    ImportOptions options;
    options.reading.unit = unit;
    options.reading.decisions = std::move(decisions);
    const auto got = import_file(test::small_areas(folder), test::write(folder, "a.csv", csv),
                                 FileKind::counts, options, {});
    REQUIRE(got);
    Read out{got->report.total_children_milli / 1000, "", got->report, got->data};
    for (const ImportNote& note : out.report.problems) out.asks += note.kind;
    return out;
}

const std::string persons = "หน่วย: คน,\nรหัสตำบล,เด็กนอกระบบ\n590101,15\n590102,8\n";
const std::string thousands = "รหัสตำบล,เด็กนอกระบบ (พันคน)\n590101,1.5\n590102,8.25\n";

}  // namespace

TEST_CASE("an earlier answer never multiplies a file that says its unit", "[import][units]") {
    for (const Read& asked : {read(persons, "a.csv", {{"unit_unclear", 0, "thousands", ""}}),
                              read(persons, "a.csv", {{"unit_unclear", 0, "thousands", "(พันคน)", "เด็ก"}}),
                              read_in(CountUnit::thousands, persons)}) {
        CHECK(asked.asks == "unit_unclear");
        CHECK(asked.children == 23);
        CHECK(question_of(asked).value == "หน่วย: คน");
        CHECK(question_of(asked).fixes.front().choice == "persons");
        CHECK(test::note_of(asked.report.repairs, "unit_thousands") == nullptr);
    }
    for (const Read& asked : {read(thousands, "a.csv", {{"unit_unclear", 0, "persons", ""}}),
                              read_in(CountUnit::persons, thousands)}) {
        CHECK(asked.asks == "unit_unclear");
        CHECK(asked.children == 9750);
        CHECK(question_of(asked).fixes.front().choice == "thousands");
    }
    // An answer to this file holds, and one that agrees asks nothing.
    const Read asked = read_in(CountUnit::thousands, persons);
    const Read taken = read_in(CountUnit::thousands, persons, {answer_of(asked, "thousands")});
    CHECK(taken.asks.empty());
    CHECK(taken.children == 23000);
    CHECK(test::note_of(taken.report.repairs, "unit_thousands")->value == "เด็กนอกระบบ");
    const Read left = read_in(CountUnit::thousands, persons, {answer_of(asked, "persons")});
    CHECK(left.asks.empty());
    CHECK(left.children == 23);
    CHECK(left.report.reading.unit == CountUnit::persons);
    CHECK(read(persons, "a.csv", {{"unit_unclear", 0, "persons", ""}}).asks.empty());
    CHECK(read_in(CountUnit::thousands, thousands).asks.empty());
    CHECK(read_in(CountUnit::persons, persons).asks.empty());
    // Where the file is silent, a person's own unit is all there is.
    CHECK(read_in(CountUnit::thousands, "รหัสตำบล,เด็กนอกระบบ\n590101,15\n590102,8\n").children == 23000);
}

TEST_CASE("an answer about one column leaves the others as they say themselves", "[import][units]") {
    const std::string csv = "รหัสตำบล,เด็กตกหล่น (พันคน),เด็กออกกลางคัน (คน)\n590101,1,200\n590102,2,100\n";
    const Read asked = read(csv);
    CHECK(asked.asks == "unit_unclear");
    CHECK(question_of(asked).column == "เด็กตกหล่น (พันคน)");
    CHECK(read(csv, "a.csv", {answer_of(asked, "thousands")}).children == 3300);
    CHECK(read(csv, "a.csv", {answer_of(asked, "persons")}).children == 303);
}

TEST_CASE("hundreds to millions of children are multiplied as they say or not at all", "[import][units]") {
    const std::vector<std::pair<std::string, std::pair<std::string, std::int64_t>>> units = {
        {"ร้อยคน", {"hundreds", 100}},
        {"หมื่นคน", {"ten_thousands", 10000}},
        {"แสนคน", {"hundred_thousands", 100000}},
        {"ล้านคน", {"millions", 1000000}},
        {"in millions", {"millions", 1000000}}};
    for (const auto& [words, unit] : units)
        for (const std::string& csv : {"รหัสตำบล,เด็กนอกระบบ (" + words + ")\n590101,1\n590102,8\n",
                                       "เด็กนอกระบบ (" + words + "),\nรหัสตำบล,จำนวน\n590101,1\n590102,8\n"}) {
            INFO(csv);
            const Read asked = read(csv);
            CHECK(asked.asks == "unit_unclear");
            REQUIRE(question_of(asked).fixes.size() == 2);
            CHECK(question_of(asked).fixes[0].choice == unit.first);
            CHECK(question_of(asked).fixes[1].choice == "persons");
            const Read taken = read(
                csv, "a.csv", {answer_of(asked, unit.first), {"number_too_large", 0, "keep_number", ""}});
            CHECK(taken.asks.empty());
            CHECK(taken.children == 9 * unit.second);
            REQUIRE(test::note_of(taken.report.repairs, "unit_multiplied") != nullptr);
            CHECK(read(csv, "a.csv", {answer_of(asked, "persons")}).children == 9);
            // Thousands are not what it says.
            CHECK(read(csv, "a.csv", {{"unit_unclear", 0, "thousands", ""}}).asks == "unit_unclear");
        }
    CHECK(read("รหัสตำบล,เด็กนอกระบบ (แสนคน)\n590101,0.25\n590102,1\n", "a.csv",
               {{"unit_unclear", 0, "hundred_thousands", ""}})
              .children == 125000);
}

TEST_CASE("the unit of a file is no habit of its sender", "[import][units]") {
    Reading said;
    said.unit = CountUnit::thousands;
    said.decisions = {{"unit_unclear", 0, "thousands", ""}, {"which_column", 0, "use_column", "n", "n"}};
    const ImportProfile kept = profile_of("S", "counts", said, said);
    CHECK(kept.reading.unit == CountUnit::unknown);
    REQUIRE(kept.reading.decisions.size() == 1);
    CHECK(kept.reading.decisions.front().kind == "which_column");
    std::vector<ImportProfile> profiles;
    remember_profile(profiles, {"S", "", said});
    CHECK(profiles.front().reading.unit == CountUnit::unknown);
}

}  // namespace import_units_test
