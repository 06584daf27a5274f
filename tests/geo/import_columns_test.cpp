// Which columns of a table are children out of learning, and tables that leave a doubt: never a number in
// silence.
#include "geo/data/import.h"
#include "geo/data/table.h"
#include "tests/support/small_areas.h"

#include <cpl_conv.h>

namespace import_columns_test {

using namespace geo;

namespace {

std::int64_t total(const Result<Imported>& imported) {
    REQUIRE(imported);
    REQUIRE(imported->report.outcome == Outcome::load);
    return imported->report.total_children_milli;
}

}  // namespace

TEST_CASE("boys and girls are the parts of a total", "[import]") {
    const test::TempFolder folder;
    REQUIRE(total(test::import_counts(folder, "code,ชาย,หญิง\n590101,6,3\n590102,13,10\n")) == 32000);
    REQUIRE(total(test::import_counts(folder, "code,เด็กชาย,เด็กหญิง,รวม\n590101,6,3,9\n590102,13,10,23\n")) ==
            32000);
    REQUIRE(total(test::import_counts(folder, "code,Male,Female\n590101,6,3\n590102,13,10\n")) == 32000);
    // A total that was never calculated is no column of numbers.
    REQUIRE(total(test::import_counts(folder, "code,ชาย,หญิง,รวม\n590101,6,3,\n590102,13,10,\n")) == 32000);
    const auto wrong = test::import_counts(folder, "code,ชาย,หญิง,รวม\n590101,6,3,10\n590102,13,10,23\n");
    REQUIRE(total(wrong) == 32000);
    REQUIRE(test::note_of(wrong->report.warnings, "total_differs")->row == 2);
}

TEST_CASE("boys and girls beside the reasons are another cut of the same children", "[import]") {
    const test::TempFolder folder;
    REQUIRE(total(test::import_counts(
                folder, "code,ตกหล่น,ออกกลางคัน,ชาย,หญิง\n590101,4,5,6,3\n590102,10,13,13,10\n")) == 32000);
}

TEST_CASE("a total by whatever words is the number of children", "[import]") {
    const test::TempFolder folder;
    for (const char* word : {"รวม", "รวมทั้งปี", "รวมทั้งสิ้น (คน)", "ยอดรวม", "Total"})
        REQUIRE(total(test::import_counts(folder, std::string{"เด็กนอกระบบ,,,\ncode,ต.ค. 66,พ.ย. 66,"} + word +
                                                      "\n590101,1,2,3\n590102,4,5,9\n")) == 12000);
    // A share is no total.
    const auto shares = test::import_counts(folder, "code,เด็ก,รวมร้อยละ\n590101,1,2\n590102,4,5\n");
    REQUIRE(total(shares) == 5000);
}

TEST_CASE("several columns that may be the children are a question, with the columns named", "[import]") {
    const test::TempFolder folder;
    for (const char* header : {"code,เด็ก 6-11 ปี,เด็ก 6-14 ปี", "code,เด็กพิการ,เด็กยากจน", "code,a,b"}) {
        const std::string csv = std::string{header} + "\n590101,1,2\n590102,4,5\n";
        const auto asked = test::import_counts(folder, csv);
        INFO(header);
        REQUIRE(asked);
        REQUIRE(asked->report.outcome == Outcome::ask);
        REQUIRE(asked->data.counts->empty());
        const auto* question = test::note_of(asked->report.problems, "which_column");
        REQUIRE(question != nullptr);
        const std::string columns = header;
        const auto comma = columns.rfind(',');
        REQUIRE(question->reason == columns.substr(comma + 1));
        REQUIRE(question->column == columns.substr(5, comma - 5));
        // Whoever accepts rows has not said which of them are the children.
        const auto accepted = test::import_counts(folder, csv, true);
        REQUIRE(accepted->report.outcome == Outcome::ask);
        REQUIRE(accepted->data.counts->empty());
    }
    // Shares, people and other axes beside one column of children leave no doubt.
    REQUIRE(total(test::import_counts(
                folder, "code,ประชากร,นอกระบบ,ร้อยละ,กลุ่มเสี่ยง\n590101,100,1,1,9\n590102,90,4,4,8\n")) == 5000);
}

TEST_CASE("two header rows and a title above them are read, each column with both its names", "[import]") {
    const test::TempFolder folder;
    for (const char* head :
         {"ตารางที่ 1 จำนวนเด็ก,,,\n,,,\nรหัสตำบล,ตกหล่น,,รวม\n,ชาย,หญิง,\n", "รหัสตำบล,ตกหล่น,,รวม\n,ชาย,หญิง,\n"}) {
        INFO(head);
        const auto imported = test::import_counts(folder, std::string{head} + "590101,1,2,3\n590102,4,5,9\n");
        REQUIRE(total(imported) == 12000);
        REQUIRE(imported->report.columns_in_total == std::vector<std::string>{"ตกหล่น / ชาย", "ตกหล่น / หญิง"});
        REQUIRE(imported->report.columns_apart == std::vector<std::string>{"รวม"});
        // What was used is enough to read it again.
        ImportOptions options;
        options.reading = imported->report.reading;
        const auto again = import_file(test::small_areas(folder), (folder / "counts.csv").string(),
                                       FileKind::counts, options, {});
        REQUIRE(again->report == imported->report);
    }
    // A column of numbers that no row names is not guessed at.
    const auto refused = test::import_counts(folder, "code,ตกหล่น,\n590101,1,2\n590102,4,5\n");
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().fault == Fault::no_header);
    test::require_words(refused.error(), {(folder / "counts.csv").string()});
    // The nameless running number that other programs write first is none.
    REQUIRE(total(test::import_counts(folder, ",code,children\n0,590101,1\n1,590102,4\n")) == 5000);
}

TEST_CASE("a quotation mark that nobody closes is a letter, and says so", "[import]") {
    const test::TempFolder folder;
    const std::string csv = "code,name,children\n590101,\"ก,5\n590102,ข,7\n";
    const auto asked = test::import_counts(folder, csv);
    REQUIRE(asked->report.outcome == Outcome::ask);
    REQUIRE(asked->report.rows_rejected == 0);
    REQUIRE(test::note_of(asked->report.problems, "quote_unbalanced")->row == 2);
    const auto imported = test::import_counts(folder, csv, true);
    REQUIRE(imported->report.total_children_milli == 12000);
    // A person who says so once is not asked again.
    ImportOptions settled;
    settled.reading.decisions = {{"quote_unbalanced", 2, "as_letter", ""}};
    REQUIRE(total(import_file(test::small_areas(folder), (folder / "counts.csv").string(), FileKind::counts,
                              settled, {})) == 12000);
    const auto* warning = test::note_of(imported->report.warnings, "quote_unbalanced");
    REQUIRE(warning != nullptr);
    REQUIRE(warning->row == 2);
    // Cells that hold line breaks stay one cell.
    const auto table = read_table(test::write(folder, "t.csv", "a,b\n\"x\ny\",1\n\"z,2\nw,3\n"));
    REQUIRE(table->rows.size() == 3);
    REQUIRE(table->rows[0].cells[0] == "x\ny");
    REQUIRE(table->rows[1].cells == std::vector<std::string>{"\"z", "2"});
}

TEST_CASE("a last row that breaks off is held, not read as a smaller number", "[import]") {
    const test::TempFolder folder;
    const std::string csv = "code,children,name\n590101,5,ก\n590102,1";
    const auto asked = test::import_counts(folder, csv);
    REQUIRE(asked->report.outcome == Outcome::ask);
    REQUIRE(test::note_of(asked->report.problems, "row_incomplete")->row == 3);
    REQUIRE(asked->report.rows_rejected == 1);
    REQUIRE(asked->report.accounted());
    REQUIRE(test::import_counts(folder, csv, true)->report.total_children_milli == 5000);
    // Left out by a person it is no question any more, and still no row that was loaded.
    for (const std::int64_t row : {0, 3}) {
        ImportOptions options;
        options.reading.decisions.push_back({"row_incomplete", row, "hold", ""});
        const auto held = import_file(test::small_areas(folder), test::write(folder, "cut.csv", csv),
                                      FileKind::counts, options, {});
        REQUIRE(held);
        CHECK(held->report.outcome == Outcome::load);
        CHECK(held->report.problems.empty());
        CHECK(test::note_of(held->report.warnings, "row_held")->reason == "row_incomplete");
        CHECK(held->report.rows_rejected == 1);
        CHECK(held->report.total_children_milli == 5000);
        CHECK(held->report.accounted());
    }
    // Words below the table end the file, not a row of it.
    REQUIRE(total(test::import_counts(folder, "code,children,name\n590101,5,ก\n590102,1\n\nหมายเหตุ: ข")) ==
            6000);
    // Whole without a line break at the end, or short with one, are no broken rows.
    REQUIRE(total(test::import_counts(folder, "code,children\n590101,5\n590102,1")) == 6000);
    REQUIRE(total(test::import_counts(folder, "code,children,name\n590101,5,ก\n590102,1\n")) == 6000);
}

TEST_CASE(
    "a document that is no table, or a zip of other things, is no damaged workbook but another kind of file",
    "[import]") {
    const test::TempFolder folder;
    const std::string file = (folder / "sheet.ods").string();
    void* zip = CPLCreateZip(file.c_str(), nullptr);
    REQUIRE(CPLCreateFileInZip(zip, "content.xml", nullptr) == CE_None);
    REQUIRE(CPLWriteFileInZip(zip, "<office/>", 9) == CE_None);
    CPLCloseFileInZip(zip);
    CPLCloseZip(zip);
    const auto refused = import_file(test::small_areas(folder), file, FileKind::counts, {}, {});
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().fault == Fault::wrong_kind);
    test::require_words(refused.error(), {file, "Excel"});
}

TEST_CASE("a table without numbers says what is missing", "[import]") {
    const test::TempFolder folder;
    const auto none = test::import_counts(folder, "code,children\n590101,มาก\n590102,น้อย\n");
    REQUIRE_FALSE(none);
    REQUIRE(none.error().fault == Fault::needs_counts);
    for (const Lang lang : {Lang::th, Lang::en})
        REQUIRE(describe(lang, none.error()).find(word(lang, "fault.no_count_column.do")) !=
                std::string::npos);
    REQUIRE(none.error().column == "code, children");
}

TEST_CASE("a person says which of several columns is the children", "[import]") {
    const test::TempFolder folder;
    const std::string csv = "code,a,b\n590101,1,2\n590102,4,5\n";
    const auto asked = test::import_counts(folder, csv);
    const auto* question = test::note_of(asked->report.problems, "which_column");
    REQUIRE(question->fixes ==
            std::vector<Fix>{{"use_column", "a"}, {"use_column", "b"}, {"add_columns", ""}});
    ImportOptions options;
    options.reading.decisions = {{"which_column", 0, "use_column", "b"}};
    const auto file = (folder / "counts.csv").string();
    const auto answered = import_file(test::small_areas(folder), file, FileKind::counts, options, {});
    CHECK(answered->report.outcome == Outcome::load);
    CHECK(total(answered) == 7000);
    CHECK(answered->report.columns_apart == std::vector<std::string>{"a"});
    // One sex alone, and no column of children, have answers too.
    const auto boys = test::import_counts(folder, "code,ตกหล่น ชาย\n590101,1\n");
    CHECK(test::note_of(boys->report.problems, "one_sex")->fixes.size() == 1);
    const auto people = test::import_counts(folder, "code,ประชากร\n590101,100\n590102,90\n");
    REQUIRE(test::note_of(people->report.problems, "no_children_column") != nullptr);
    options.reading.decisions = {{"no_children_column", 0, "keep_beside", ""}};
    const auto beside = import_file(test::small_areas(folder), file, FileKind::counts, options, {});
    CHECK(beside->report.outcome == Outcome::load);
    CHECK(total(beside) == 0);
    CHECK(beside->data.counts->size() == 1);
}

TEST_CASE("a column that a person keeps beside is in no sum, and stays so when it is read again",
          "[import]") {
    const test::TempFolder folder;
    const std::string csv = "code,เด็ก 6-11 ปี,เด็ก 12-14 ปี\n590101,1,2\n590102,4,5\n";
    const auto guessed = test::import_counts(folder, csv);
    REQUIRE(total(guessed) == 12000);
    ImportOptions options;
    options.reading = guessed->report.reading;
    for (ColumnReading& one : options.reading.columns)
        if (one.column == 1) one.role = ColumnRole::beside;
    const auto file = (folder / "counts.csv").string();
    const auto settled = import_file(test::small_areas(folder), file, FileKind::counts, options, {});
    CHECK(total(settled) == 7000);
    CHECK(settled->report.columns_apart == std::vector<std::string>{"เด็ก 6-11 ปี"});
    options.reading = *reading_from_json(reading_json(settled->report.reading), "");
    CHECK(import_file(test::small_areas(folder), file, FileKind::counts, options, {})->report ==
          settled->report);
}

TEST_CASE("columns that say no reason beside one that does are asked about, not lost", "[import]") {
    const test::TempFolder folder;
    const std::string csv = "code,สพฐ. ออกกลางคัน,สช. เด็กนอกระบบ\n590101,1,20\n590102,4,50\n";
    const auto asked = test::import_counts(folder, csv);
    REQUIRE(asked->report.outcome == Outcome::ask);
    REQUIRE(test::note_of(asked->report.problems, "columns_left_out") != nullptr);
    const auto file = (folder / "counts.csv").string();
    for (const auto& [choice, sum] : {std::pair{"add_columns", 75000}, {"keep_beside", 5000}}) {
        ImportOptions options;
        options.reading.decisions = {{"columns_left_out", 0, choice, ""}};
        const auto answered = import_file(test::small_areas(folder), file, FileKind::counts, options, {});
        CHECK(answered->report.outcome == Outcome::load);
        CHECK(total(answered) == sum);
    }
}

}  // namespace import_columns_test
