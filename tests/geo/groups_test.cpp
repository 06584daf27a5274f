// Groupings that do not nest: read as tables, kept in the study, summed without a total over what overlaps.
#include "geo/access/coverage_table.h"
#include "geo/access/group_coverage.h"
#include "geo/base/words.h"
#include "geo/data/grouping.h"
#include "geo/data/import.h"
#include "geo/data/import_apart.h"
#include "geo/study/analysis.h"
#include "geo/study/study_file.h"
#include "tests/support/small_areas.h"
#include "tests/support/small_study.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <algorithm>

namespace groups_test {

using namespace geo;

namespace {

const std::string three_tambon = test::geojson_of({{"590101", "หนองยาว", 101, 15, 101.1, 15.1},
                                                   {"590102", "ห้วยสั้น", 101.1, 15, 101.2, 15.1},
                                                   {"590201", "บ้านใหม่", 101.2, 15, 101.3, 15.1}});

Dataset areas_of(const test::TempFolder& folder) {
    const auto read =
        import_file({}, test::write(folder, "areas.geojson", three_tambon), FileKind::areas, {}, {});
    REQUIRE(read);
    return read->data;
}

Result<Imported> read(const Dataset& data, const test::TempFolder& folder, const std::string& name,
                      const std::string& text, bool accept = false) {
    ImportOptions options;
    options.accept = accept;
    return import_file(data, test::write(folder, name, text), FileKind::groups, options, {});
}

bool has(const Notes& notes, const std::string& kind) {
    return test::note_of(notes, kind) != nullptr;
}

}  // namespace

TEST_CASE("groups that overlap: every row loaded, repeated or held back, and the overlap is told",
          "[import][groups]") {
    const test::TempFolder folder;
    const Dataset data = areas_of(folder);
    const std::string csv =
        "รหัสตำบล,ชื่อตำบล,เขตพื้นที่การศึกษา\n"
        "590101,หนองยาว,สพป. เขต 1\n"
        "590102,ห้วยสั้น,สพป. เขต 1\n"
        "590102,ห้วยสั้น,สพป. เขต 2\n"
        "590101,หนองยาว,สพป. เขต 1\n"
        "599999,ที่ไหน,สพป. เขต 2\n"
        "590101,หนองยาว,\n";
    CHECK(*guess_kind(test::write(folder, "g.csv", csv)) == FileKind::groups);
    const auto asked = read(data, folder, "เขต.csv", csv);
    REQUIRE(asked);
    CHECK(asked->report.outcome == Outcome::ask);
    CHECK(asked->data.groups->empty());
    CHECK(asked->report.rows_in == 6);
    CHECK(asked->report.rows_loaded == 3);
    CHECK(asked->report.rows_duplicate == 1);
    CHECK(asked->report.rows_rejected == 2);
    CHECK(has(asked->report.problems, "group_missing"));
    CHECK(asked->report.problems.size() == 2);
    for (const ImportNote& note : asked->report.problems) CHECK(has_word("import." + note.kind + ".what"));
    const auto loaded = read(data, folder, "เขต.csv", csv, true);
    REQUIRE(loaded);
    CHECK(grouping_names(loaded->data) == std::vector<std::string>{"เขตพื้นที่การศึกษา"});
    const Rollup rollup = rollup_of(loaded->data, "เขตพื้นที่การศึกษา");
    REQUIRE(rollup.groups.size() == 2);
    CHECK(rollup.groups[0].name == "สพป. เขต 1");
    CHECK(rollup.groups[0].finest.size() == 2);
    CHECK(rollup.areas_in_several == 1);
    CHECK(rollup.areas_in_none == 1);
    CHECK(has(loaded->report.warnings, "groups_overlap"));
    CHECK(has(loaded->report.warnings, "groups_leave_out"));
    // The reading that was used gives the same again.
    ImportOptions again;
    again.accept = true;
    const auto kept = reading_from_json(reading_json(loaded->report.reading), "kept");
    REQUIRE(kept);
    again.reading = *kept;
    const auto second = import_file(data, loaded->report.file, FileKind::groups, again, {});
    REQUIRE(second);
    CHECK(*second->data.groups == *loaded->data.groups);
}

TEST_CASE("a list without groups is one group, names are matched, two files make one grouping",
          "[import][groups]") {
    const test::TempFolder folder;
    const Dataset data = areas_of(folder);
    const auto list = read(data, folder, "นำร่อง 2566.csv", "ลำดับ,จังหวัด,อำเภอ,ตำบล\n1,59,,หนองยาว\n", true);
    REQUIRE(list);
    const auto by_code = read(data, folder, "pilots.csv", "no,code\n1,5901\n2,590101\n");
    REQUIRE(by_code);
    CHECK(has(by_code->report.warnings, "group_by_file"));
    const Rollup one = rollup_of(by_code->data, "pilots");
    REQUIRE(one.groups.size() == 1);
    // The tambon lies in the amphoe that is a member too: its children count once.
    REQUIRE(one.groups[0].members.size() == 1);
    CHECK(one.groups[0].members[0].first == Level::amphoe);
    CHECK(one.groups[0].finest.size() == 2);
    const auto first = read(data, folder, "a.csv", "code,group,grouping\n5901,2566,นำร่อง\n");
    REQUIRE(first);
    const auto both = read(first->data, folder, "b.csv", "code,group,grouping\n59,2567,นำร่อง\n");
    REQUIRE(both);
    CHECK(both->report.outcome == Outcome::load);
    CHECK(rollup_of(both->data, "นำร่อง").groups.size() == 2);
    // The first file again, mended: its groups alone are made anew.
    const auto mended = read(both->data, folder, "a.csv", "code,group,grouping\n5902,2566,นำร่อง\n");
    REQUIRE(mended);
    const Rollup now = rollup_of(mended->data, "นำร่อง");
    REQUIRE(now.groups.size() == 2);
    CHECK(now.groups[0].finest.size() == 1);
    CHECK(now.groups[1].finest.size() == 3);
}

TEST_CASE("schools make groups too: each stands for the tambon that holds it", "[import][groups]") {
    const test::TempFolder folder;
    Dataset data = areas_of(folder);
    const auto places = import_file(data,
                                    test::write(folder, "places.csv",
                                                "id,name,kind,lat,lon\nS1,ก,school,15.05,101.05\n"
                                                "S2,ข,school,15.05,101.15\nS3,ค,school,15.05,101.16\n"),
                                    FileKind::places, {}, {});
    REQUIRE(places);
    const auto groups = read(places->data, folder, "esa.csv",
                             "school_id,ชื่อโรงเรียน,เขตพื้นที่การศึกษา\nS1,ก,1\nS2,ข,1\nS3,ค,2\nS9,ง,2\n", true);
    REQUIRE(groups);
    CHECK(groups->report.rows_rejected == 1);
    CHECK(has(groups->report.problems, "member_unknown"));
    const Rollup rollup = rollup_of(groups->data, "เขตพื้นที่การศึกษา");
    REQUIRE(rollup.groups.size() == 2);
    CHECK(rollup.groups[0].finest.size() == 2);
    CHECK(rollup.groups[1].finest.size() == 1);
    CHECK(rollup.areas_in_several == 1);
}

TEST_CASE("the row of a group is the sum of its areas, a child in two groups counts in each",
          "[groups][coverage]") {
    Study study = test::study_of_two();
    Dataset data = *study.data;
    const Level finest = data.areas->finest();
    const AreaLevel& level = data.areas->at(finest);
    REQUIRE(level.size() >= 2);
    std::vector<std::string> all = level.code;
    data.groups = std::make_shared<const std::vector<AreaGroup>>(std::vector<AreaGroup>{
        {"g", "a", "f", all, {}}, {"g", "b", "f", {level.code[0]}, {}}, {"g", "c", "f", {"999999"}, {}}});
    study.data = std::make_shared<const Dataset>(data);
    Analysis analysis;
    const auto results = analysis.run(study, {});
    REQUIRE(results);
    const Rollup rollup = rollup_of(data, "g");
    CHECK(rollup.not_found == std::vector<std::string>{"999999"});
    const CoverageTable& table = (*results)->coverage.front();
    const GroupCoverage groups =
        group_coverage(*data.areas, rollup, *(*results)->demand, table, *(*results)->time_trips);
    REQUIRE(groups.rows.size() == 3);
    std::int64_t children = 0;
    for (const CoverageRow& row : table.at(finest)) children += row.children_milli;
    CHECK(groups.rows[0].children_milli == children);
    CHECK(groups.rows[1].children_milli == table.at(finest)[0].children_milli);
    CHECK(groups.rows[1].median_ms == table.at(finest)[0].median_ms);
    CHECK(groups.rows[1].p90_ms == table.at(finest)[0].p90_ms);
    CHECK(groups.counting[2].state == CountState::no_data);
    for (const CoverageRow& row : groups.rows)
        CHECK(row.children_milli ==
              row.covered_milli + row.uncovered_milli + row.unreachable_milli + row.unplaced_milli);
    CoverageCsvOptions options;
    OutTable out = coverage_table(*data.areas, (*results)->coverage, options);
    const std::size_t before = out.rows.size();
    add_group_rows(out, groups, options);
    REQUIRE(out.rows.size() == before + 3);
    for (const auto& row : out.rows) CHECK(row.size() == out.columns.size());
    CHECK(out.rows.back()[5].empty());  // nobody counted there: no number, not 0
}

TEST_CASE("groups are kept in the study and come back from a reader apart", "[groups][study]") {
    const test::TempFolder folder;
    const Dataset data = areas_of(folder);
    const std::string file =
        test::write(folder, "g.csv", "code,group,grouping\n590101,ข,โซน\n590102,ก,โซน\n5902,ก,โซน\n");
    const auto here = import_file(data, file, FileKind::groups, {}, {});
    REQUIRE(here);
    const auto apart = import_file(Apart{this_program()}, data, file, FileKind::groups, {}, {});
    REQUIRE(apart);
    CHECK(*apart->data.groups == *here->data.groups);
    Study study;
    study.data = std::make_shared<const Dataset>(here->data);
    const std::string kept = (folder / "study.gpkg").string();
    REQUIRE(save_study(study, kept, {}));
    const auto opened = open_study(kept, {});
    REQUIRE(opened);
    CHECK(*opened->data == *study.data);
}

TEST_CASE("a list of areas without a column of groups is guessed to be one group, where it is all there is",
          "[groups]") {
    const test::TempFolder folder;
    const auto kind_of = [&](const std::string& csv) {
        const auto kind = guess_kind(test::write(folder, "นำร่อง.csv", csv));
        REQUIRE(kind);
        return *kind;
    };
    for (const std::string list :
         {"รหัสอำเภอ,อำเภอ\n5901,ก\n5902,ข\n", "ลำดับที่,จังหวัด,อำเภอ\n1,น่าน,ปัว\n2,น่าน,เวียงสา\n",
          "รหัสตำบล,ตำบล,หมายเหตุ\n590101,ก,นำร่อง\n590102,ข,\n",
          "เขตพื้นที่การศึกษา,อำเภอ\nสพป.น่าน เขต 1,ปัว\nสพป.น่าน เขต 2,เวียงสา\n"}) {
        INFO(list);
        CHECK(kind_of(list) == FileKind::groups);
    }
    for (const std::string counts :
         {"รหัสอำเภอ,จำนวน\n5901,๑๒\n5902,๗\n", "รหัสอำเภอ,จำนวน\n5901,12 คน\n5902,7 คน\n",
          "รหัสอำเภอ,จำนวน\n5901,-\n5902,*\n", "code,n\n5901,12\n5902,7\n",
          "รหัสอำเภอ,จำนวน\n5901,12 (ปี 66)\n5902,๗ (ปี 66)\n", "รหัสอำเภอ,จำนวน\n5901,5\n"}) {
        INFO(counts);
        CHECK(kind_of(counts) == FileKind::counts);
    }
    // A list of children is none of areas.
    const auto children = guess_kind(test::write(
        folder, "c.csv", "ตำบล,อำเภอ,ชื่อเด็ก\nก,ปัว,ด.ช.สมชาย ใจดี\nข,ปัว,ด.ญ.สมหญิง ใจดี\nค,ปัว,ด.ช.สมศักดิ์ ใจดี\n"));
    CHECK((!children || *children != FileKind::groups));
    const Dataset data = areas_of(folder);
    const auto loaded =
        import_file(data, test::write(folder, "นำร่อง.csv", "รหัสตำบล,ตำบล\n590101,ก\n590102,ข\n"),
                    FileKind::groups, {}, {});
    REQUIRE(loaded);
    CHECK(has(loaded->report.warnings, "group_by_file"));
    REQUIRE(loaded->data.groups->size() == 1);
    CHECK(loaded->data.groups->front().name == "นำร่อง");
}

TEST_CASE("a code of an earlier list in a grouping follows the crosswalk, or is listed", "[import][groups]") {
    const test::TempFolder folder;
    const Dataset data = areas_of(folder);
    ImportOptions options;
    options.code_changes = {{"599001", "590102", "", "recode", 1000, "made up"}};
    const auto grouped =
        import_file(data, test::write(folder, "เขต.csv", "รหัสตำบล,กลุ่ม\n590101,หนึ่ง\n599001,หนึ่ง\n599002,หนึ่ง\n"),
                    FileKind::groups, options, {});
    REQUIRE(grouped);
    CHECK(grouped->report.rows_loaded == 2);
    CHECK(grouped->report.rows_rejected == 1);
    REQUIRE_FALSE(grouped->report.problems.empty());
    CHECK(grouped->report.problems.front().row == 4);
    const auto* moved = test::note_of(grouped->report.repairs, "code_recoded");
    REQUIRE(moved != nullptr);
    CHECK(moved->row == 3);
    options.accept = true;
    const auto accepted = import_file(data, (folder / "เขต.csv").string(), FileKind::groups, options, {});
    REQUIRE(accepted);
    REQUIRE(accepted->data.groups->size() == 1);
    CHECK(accepted->data.groups->front().areas == std::vector<std::string>{"590101", "590102"});
}

}  // namespace groups_test
