#include "geo/data/demand.h"
#include "geo/data/import.h"
#include "geo/data/table.h"
#include "tests/support/small_areas.h"

#include <cpl_conv.h>
#include <xlsxwriter.h>

namespace import_counts_test {

using namespace geo;

namespace {

Dataset with(const Dataset& data, const test::TempFolder& folder, const std::string& name,
             const std::string& csv) {
    ImportOptions options;
    options.accept = true;
    const auto imported = import_file(data, test::write(folder, name, csv), FileKind::counts, options, {});
    REQUIRE(imported);
    return imported->data;
}

std::int64_t children_of_all(const Dataset& data) {
    const auto demand = build_demand(data, {});
    REQUIRE(demand);
    return demand->total_milli[0].at(0);
}

struct SheetText {
    const char* name;
    bool hidden;
    std::vector<std::vector<std::string>> rows;
};

std::string workbook(const test::TempFolder& folder, const std::string& name,
                     const std::vector<SheetText>& sheets) {
    std::string file = (folder / name).string();
    lxw_workbook* book = workbook_new(file.c_str());
    for (const SheetText& text : sheets) {
        lxw_worksheet* sheet = workbook_add_worksheet(book, text.name);
        if (text.hidden) worksheet_hide(sheet);
        for (std::size_t r = 0; r < text.rows.size(); ++r)
            for (std::size_t c = 0; c < text.rows[r].size(); ++c)
                worksheet_write_string(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c),
                                       text.rows[r][c].c_str(), nullptr);
    }
    REQUIRE(workbook_close(book) == LXW_NO_ERROR);
    return file;
}

}  // namespace

TEST_CASE("counts of another area are added, counts of the same area take the older one's place",
          "[import]") {
    const test::TempFolder folder;
    Dataset data = with(test::small_areas(folder), folder, "a.csv", "code,children\n590101,10\n");
    data = with(data, folder, "b.csv", "code,children\n590102,5\n");
    REQUIRE(children_of_all(data) == 15000);
    ImportOptions accept;
    accept.accept = true;
    const auto newer = import_file(data, test::write(folder, "c.csv", "code,children\n590101,7\n"),
                                   FileKind::counts, accept, {});
    REQUIRE(newer);
    REQUIRE(children_of_all(newer->data) == 12000);
    const auto* warning = test::note_of(newer->report.warnings, "counts_renewed");
    REQUIRE(warning != nullptr);
    REQUIRE(warning->value == "a.csv");
    REQUIRE(warning->reason == "1");
    // The file of which nothing is left is no source any more.
    for (const SourceFile& source : newer->data.sources) REQUIRE(source.file != "a.csv");
}

TEST_CASE("the same file again is the same counts, not twice as many", "[import]") {
    const test::TempFolder folder;
    Dataset data = with(test::small_areas(folder), folder, "a.csv", "code,children\n590101,10\n590102,4\n");
    data = with(data, folder, "a.csv", "code,children\n590101,11\n");
    REQUIRE(children_of_all(data) == 11000);
    REQUIRE(data.counts->size() == 1);
}

TEST_CASE("a count of the amphoe takes the place of its tambon, and they of it", "[import]") {
    const test::TempFolder folder;
    const Dataset tambon =
        with(test::small_areas(folder), folder, "t.csv", "code,children\n590101,10\n590102,4\n");
    const Dataset amphoe = with(tambon, folder, "a.csv", "code,children\n5901,20\n");
    REQUIRE(children_of_all(amphoe) == 20000);
    REQUIRE(children_of_all(with(amphoe, folder, "t.csv", "code,children\n590101,10\n590102,4\n")) == 14000);
}

TEST_CASE("children at risk of another file do not touch those out of learning", "[import]") {
    const test::TempFolder folder;
    Dataset data = with(test::small_areas(folder), folder, "a.csv", "code,ตกหล่น\n590101,10\n");
    data = with(data, folder, "b.csv", "code,กลุ่มเสี่ยง\n590101,90\n");
    REQUIRE(children_of_all(data) == 10000);
    REQUIRE(data.counts->size() == 2);
    REQUIRE(data.counts->at(0).id != data.counts->at(1).id);
}

TEST_CASE("an empty cell of a newer file leaves the older number", "[import]") {
    const test::TempFolder folder;
    Dataset data = with(test::small_areas(folder), folder, "a.csv", "code,children\n590101,10\n590102,4\n");
    data = with(data, folder, "b.csv", "code,children\n590101,-\n590102,6\n");
    REQUIRE(children_of_all(data) == 16000);
}

TEST_CASE("another file that changes a total asks with both numbers", "[import][sources]") {
    const test::TempFolder folder;
    const Dataset data =
        with(test::small_areas(folder), folder, "a.csv", "code,children\n590101,1000\n590102,4\n");
    const auto import = [&](const std::string& csv, bool accept) {
        ImportOptions options;
        options.accept = accept;
        auto imported = import_file(data, test::write(folder, "b.csv", csv), FileKind::counts, options, {});
        REQUIRE(imported);
        return *std::move(imported);
    };
    const Imported asked = import("code,children\n590101,7\n", false);
    REQUIRE(asked.report.outcome == Outcome::ask);
    REQUIRE(asked.data == data);
    const auto* problem = test::note_of(asked.report.problems, "counts_total_changes");
    REQUIRE(problem != nullptr);
    REQUIRE(problem->value == "a.csv");
    REQUIRE(problem->reason == "1,000 → 7");
    const Imported accepted = import("code,children\n590101,7\n", true);
    REQUIRE(accepted.report.outcome == Outcome::load);
    REQUIRE(test::note_of(accepted.report.warnings, "counts_total_changes") != nullptr);
    REQUIRE(children_of_all(accepted.data) == 11000);
    // Hidden numbers in the place of known ones, and one reason in the place of all.
    REQUIRE(import("code,children\n590101,*\n", false).report.outcome == Outcome::ask);
    REQUIRE(import("code,ตกหล่น\n590101,400\n", false).report.outcome == Outcome::ask);
    // The same number in more parts changes nothing.
    const Imported parts = import("code,ตกหล่น,ออกกลางคัน\n590101,400,600\n", false);
    REQUIRE(parts.report.outcome == Outcome::load);
    REQUIRE(children_of_all(parts.data) == 1004000);
}

TEST_CASE("a table of amphoe does not take the place of tambon without a word", "[import][sources]") {
    const test::TempFolder folder;
    const Dataset data =
        with(test::small_areas(folder), folder, "a.csv", "code,children\n590101,10\n590102,4\n");
    const auto imported =
        import_file(data, test::write(folder, "b.csv", "code,children\n5901,14\n"), FileKind::counts, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->report.outcome == Outcome::ask);
    REQUIRE(test::note_of(imported->report.problems, "counts_total_changes") == nullptr);
    REQUIRE(test::note_of(imported->report.problems, "coarser_counts")->reason == "2");
    REQUIRE(imported->data == data);
}

TEST_CASE("a table that was mended and is read again says both totals and does not ask",
          "[import][sources]") {
    const test::TempFolder folder;
    const Dataset data =
        with(test::small_areas(folder), folder, "a.csv", "code,children\n590101,10\n590102,4\n");
    const auto again = import_file(data, test::write(folder, "a.csv", "code,children\n590101,11\n"),
                                   FileKind::counts, {}, {});
    REQUIRE(again);
    REQUIRE(again->report.outcome == Outcome::load);
    REQUIRE(children_of_all(again->data) == 11000);
    REQUIRE(test::note_of(again->report.warnings, "counts_again")->reason == "14 → 11");
    REQUIRE(test::note_of(again->report.warnings, "file_again")->value == "a.csv");
    REQUIRE(again->data.sources.size() == data.sources.size());
}

TEST_CASE("where several sheets hold counts a person says which, and a hidden one is none of them",
          "[import]") {
    const test::TempFolder folder;
    const std::string file =
        workbook(folder, "book.xlsx",
                 {{"ปก", false, {{"รายงาน", "ปี"}, {"เด็กนอกระบบ", "2567"}}},
                  {"ก", false, {{"รหัสตำบล", "เด็ก"}, {"590101", "3"}, {"590102", "4"}}},
                  {"ซ่อน", true, {{"รหัสตำบล", "เด็ก"}, {"590101", "99"}, {"590102", "99"}}},
                  {"ข", false, {{"รหัสตำบล", "เด็ก"}, {"590101", "5"}, {"590102", "6"}}}});
    const Dataset land = test::small_areas(folder);
    const auto asked = import_file(land, file, FileKind::counts, {}, {});
    REQUIRE(asked);
    REQUIRE(asked->report.outcome == Outcome::ask);
    const auto* note = test::note_of(asked->report.problems, "which_sheet");
    REQUIRE(note != nullptr);
    REQUIRE(note->value == "ก");
    REQUIRE(note->reason == "ข");
    REQUIRE(note->fixes == std::vector<Fix>{{"use_layer", "ก"}, {"use_layer", "ข"}});
    ImportOptions options;
    options.reading.decisions = {{"which_sheet", 0, "use_layer", "ข"}};
    const auto said = import_file(land, file, FileKind::counts, options, {});
    REQUIRE(said);
    REQUIRE(said->report.outcome == Outcome::load);
    REQUIRE(said->report.total_children_milli == 11000);
    options.reading.decisions.clear();
    options.layer = "ก";
    const auto named = import_file(land, file, FileKind::counts, options, {});
    REQUIRE(named);
    REQUIRE(named->report.outcome == Outcome::load);
    REQUIRE(named->report.total_children_milli == 7000);
}

TEST_CASE("a sheet says whom its columns count, behind the title and before the file", "[import][whom]") {
    const test::TempFolder folder;
    const auto children = [&](const char* sheet, const char* title, const char* name) {
        const std::string file =
            workbook(folder, name,
                     {{sheet, false, {{title}, {"รหัสตำบล", "จำนวน"}, {"590101", "3"}, {"590102", "4"}}}});
        const auto got = import_file(test::small_areas(folder), file, FileKind::counts, {}, {});
        REQUIRE(got);
        CHECK(got->report.outcome == Outcome::load);
        const auto* words = test::note_of(got->report.warnings, "whom_by_title");
        return std::pair{got->report.total_children_milli, words == nullptr ? "" : words->value};
    };
    using Told = std::pair<std::int64_t, std::string>;
    CHECK(children("กลุ่มเสี่ยง", "ตาราง 1", "a.xlsx") == Told{0, "กลุ่มเสี่ยง"});
    CHECK(children("ออกกลางคัน", "ตาราง 1", "กลุ่มเสี่ยง.xlsx") == Told{7000, "ออกกลางคัน"});
    CHECK(children("กลุ่มเสี่ยง", "เด็กออกกลางคัน", "b.xlsx") == Told{7000, "เด็กออกกลางคัน"});
    CHECK(children("ส่งกลับ", "ตาราง 1", "c.xlsx") == Told{7000, ""});
}

TEST_CASE("every sheet of a workbook is looked at, the one with area codes is read", "[import]") {
    const test::TempFolder folder;
    const std::string file =
        workbook(folder, "book.xlsx",
                 {{"ปก", false, {{"รายงาน", "ปี"}, {"เด็กนอกระบบ", "2567"}}},
                  {"ซ่อน", true, {{"รหัสตำบล", "เด็ก"}, {"590101", "99"}, {"590102", "99"}}},
                  {"ข้อมูล", false, {{"รหัสตำบล", "เด็ก"}, {"590101", "3"}, {"590102", "4"}}}});
    const auto imported = import_file(test::small_areas(folder), file, FileKind::counts, {}, {});
    REQUIRE(imported);
    REQUIRE(imported->report.total_children_milli == 7000);
    const auto* note = test::note_of(imported->report.warnings, "sheet_chosen");
    REQUIRE(note != nullptr);
    REQUIRE(note->sheet == "ข้อมูล");
    REQUIRE(note->reason == "ปก, ซ่อน");
    REQUIRE(test::note_of(imported->report.warnings, "hidden_sheets")->reason == "ซ่อน");
    ImportOptions options;
    options.layer = "ซ่อน";
    REQUIRE(import_file(test::small_areas(folder), file, FileKind::counts, options, {})
                ->report.total_children_milli == 198000);
    options.layer = "ไม่มี";
    const auto none = import_file(test::small_areas(folder), file, FileKind::counts, options, {});
    REQUIRE_FALSE(none);
    REQUIRE(none.error().fault == Fault::not_found);
    test::require_words(none.error(), {file, "ไม่มี", "ปก, ซ่อน, ข้อมูล"});
    REQUIRE(*guess_kind(file) == FileKind::counts);
}

TEST_CASE("personal ids in a sheet that is not read refuse the workbook", "[import]") {
    const test::TempFolder folder;
    const std::string file = workbook(folder, "book.xlsx",
                                      {{"ข้อมูล", false, {{"รหัสตำบล", "เด็ก"}, {"590101", "3"}}},
                                       {"รายชื่อ", true, {{"เลขประจำตัว"}, {"1101700230708"}}}});
    const auto refused = import_file(test::small_areas(folder), file, FileKind::counts, {}, {});
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().fault == Fault::personal_data);
    REQUIRE(refused.error().column.find("เลขประจำตัว") != std::string::npos);
}

TEST_CASE("a small workbook that unpacks to hundreds of megabytes is refused before it is read", "[import]") {
    const test::TempFolder folder;
    const std::string file = workbook(folder, "bomb.xlsx", {{"a", false, {{"code", "n"}, {"590101", "3"}}}});
    // 300 MB of spaces beside the sheets pack to 300 kB.
    char append[] = "APPEND=YES";
    char* options[] = {append, nullptr};
    void* zip = CPLCreateZip(file.c_str(), options);
    REQUIRE(CPLCreateFileInZip(zip, "xl/more.xml", nullptr) == CE_None);
    const std::string spaces(10U << 20U, ' ');
    for (int i = 0; i < 30; ++i)
        REQUIRE(CPLWriteFileInZip(zip, spaces.data(), static_cast<int>(spaces.size())) == CE_None);
    CPLCloseFileInZip(zip);
    CPLCloseZip(zip);
    REQUIRE(std::filesystem::file_size(file) < 1000000);
    const auto refused = read_tables(file);
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().fault == Fault::too_large);
    test::require_words(refused.error(), {file, "256 MB"});
}

TEST_CASE("a value that is cut in a note ends in dots", "[import]") {
    const test::TempFolder folder;
    std::string words;
    for (int i = 0; i < 60; ++i) words += "ก";
    const auto imported =
        test::import_counts(folder, "code,children\n590101,10\n590102," + words + "\n590102,ขาด\n");
    REQUIRE(imported);
    REQUIRE(imported->report.problems.size() == 2);
    const std::string cut = imported->report.problems[0].value;
    CHECK(cut.size() <= 150);
    CHECK(cut.size() > 70);
    CHECK(cut.substr(cut.size() - 3) == "…");
    CHECK(imported->report.problems[1].value == "ขาด");
}

}  // namespace import_counts_test
