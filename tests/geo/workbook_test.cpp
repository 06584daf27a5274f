// Workbooks as programs store them: merged, hidden, without values, with dates and errors; and crafted ones.
#include "geo/data/workbook.h"

#include "geo/data/table.h"
#include "tests/support/small_areas.h"

#include <cpl_conv.h>
#include <xlsxwriter.h>

#include <map>

namespace workbook_test {

using namespace geo;

namespace {

using Cells = std::vector<std::string>;

std::string zipped(const test::TempFolder& folder, const std::string& name,
                   const std::map<std::string, std::string>& parts) {
    const std::string file = (folder / name).string();
    void* zip = CPLCreateZip(file.c_str(), nullptr);
    for (const auto& [part, text] : parts) {
        REQUIRE(CPLCreateFileInZip(zip, part.c_str(), nullptr) == CE_None);
        REQUIRE(CPLWriteFileInZip(zip, text.data(), static_cast<int>(text.size())) == CE_None);
        CPLCloseFileInZip(zip);
    }
    CPLCloseZip(zip);
    return file;
}

/// An XLSX of one sheet with this content between <worksheet> and </worksheet>.
std::string xlsx_of(const test::TempFolder& folder, const std::string& content, const std::string& more = "",
                    const std::string& before = "") {
    return zipped(
        folder, "made.xlsx",
        {{"xl/workbook.xml",
          R"(<?xml version="1.0"?><x:workbook xmlns:x="m" xmlns:r="r">)" + more +
              R"(<x:sheets><x:sheet name="ก &amp; ข" r:id="rId7"/></x:sheets></x:workbook>)"},
         {"xl/_rels/workbook.xml.rels",
          R"(<Relationships><Relationship Id="rId7" Target="/xl/worksheets/one.xml"/></Relationships>)"},
         {"xl/styles.xml",
          R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-107041E]d mmm yyyy;@"/><numFmt numFmtId="171" formatCode="0.0&quot;dm&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>)"},
         {"xl/sharedStrings.xml",
          R"(<sst><si><t>code</t></si><si><r><t>chil</t></r><r><t>dren</t></r><rPh><t>XX</t></rPh></si><si><t xml:space="preserve">a_x000A_b</t></si><si><r><t>54</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>12</t></r><r><rPr><vertAlign val="baseline"/></rPr><t> 3</t></r></si></sst>)"},
         {"xl/worksheets/one.xml", before + "<worksheet>" + content + "</worksheet>"}});
}

std::string ods_of(const test::TempFolder& folder, const std::string& tables) {
    return zipped(
        folder, "made.ods",
        {{"content.xml",
          R"(<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c"><office:automatic-styles><style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style><style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles><office:body><office:spreadsheet>)" +
              tables + "</office:spreadsheet></office:body></office:document-content>"}});
}

}  // namespace

TEST_CASE("what stands above the line is the mark of a note, in every kind of workbook", "[import]") {
    const test::TempFolder folder;
    const std::string xlsx = xlsx_of(
        folder,
        R"(<sheetData><row r="1"><c r="A1" t="s"><v>3</v></c><c r="B1" t="inlineStr"><is><r><t>7</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c><c r="C1"><v>8</v></c></row></sheetData>)");
    CHECK(workbook_sheets(xlsx)->front().rows[0] == Cells{"54¹² 3", "7¹", "8"});
    const std::string ods = ods_of(
        folder,
        R"(<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>54<text:span text:style-name="up">1<text:span text:style-name="none">2</text:span></text:span> 3</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="8"><text:p>8</text:p></table:table-cell></table:table-row></table:table>)");
    CHECK(workbook_sheets(ods)->front().rows[0] == Cells{"54¹² 3", "8"});
}

TEST_CASE("a workbook keeps what is merged, hidden, a date or an error", "[import]") {
    const test::TempFolder folder;
    const std::string file = (folder / "book.xlsx").string();
    lxw_workbook* book = workbook_new(file.c_str());
    lxw_worksheet* sheet = workbook_add_worksheet(book, "ข้อมูล");
    worksheet_merge_range(sheet, 0, 0, 0, 4, "ตารางที่ 1", nullptr);
    worksheet_merge_range(sheet, 2, 0, 3, 0, "รหัสตำบล", nullptr);
    worksheet_merge_range(sheet, 2, 1, 2, 2, "ตกหล่น", nullptr);
    worksheet_write_string(sheet, 3, 1, "ชาย", nullptr);
    worksheet_write_string(sheet, 3, 2, "หญิง", nullptr);
    worksheet_merge_range(sheet, 2, 3, 3, 3, "วันที่", nullptr);
    worksheet_merge_range(sheet, 2, 4, 3, 4, "หมายเหตุ", nullptr);
    lxw_format* date = workbook_add_format(book);
    format_set_num_format(date, "d/m/yyyy");
    lxw_row_col_options hidden{};
    hidden.hidden = 1;
    for (lxw_row_t r = 4; r < 8; ++r) {
        worksheet_write_number(sheet, r, 0, 590101 + r - 4, nullptr);
        worksheet_write_number(sheet, r, 1, 0.1 + 0.2, nullptr);
        worksheet_write_number(sheet, r, 2, 7, nullptr);
        worksheet_write_number(sheet, r, 3, 243767, date);
        worksheet_write_string(sheet, r, 4, "=1+1", nullptr);
    }
    worksheet_write_formula_str(sheet, 5, 2, "=1/0", nullptr, "#DIV/0!");
    worksheet_set_row_opt(sheet, 6, LXW_DEF_ROW_HEIGHT, nullptr, &hidden);
    worksheet_hide(workbook_add_worksheet(book, "เก่า"));
    REQUIRE(workbook_close(book) == LXW_NO_ERROR);
    const auto sheets = workbook_sheets(file);
    REQUIRE(sheets->size() == 2);
    REQUIRE((*sheets)[1].hidden);
    const auto table = read_table(file);
    REQUIRE(table);
    REQUIRE(table->header == Cells{"รหัสตำบล", "ตกหล่น / ชาย", "ตกหล่น / หญิง", "วันที่", "หมายเหตุ"});
    REQUIRE(table->header_rows == std::vector<std::int64_t>{3, 4});
    REQUIRE(table->titles.front().text == "ตารางที่ 1");
    REQUIRE(table->hidden_rows == std::vector<std::int64_t>{7});
    // A serial number beyond all plausible years is a Buddhist year that was typed as it is.
    REQUIRE(table->rows.front().cells == Cells{"590101", "0.3", "7", "2567-05-29", "=1+1"});
    REQUIRE(table->rows[1].cells[2] == "#DIV/0!");
    // What a program shows first is enough to look at.
    REQUIRE((*workbook_sheets(file, 3))[0].rows.size() == 3);
}

TEST_CASE("cells of a workbook are what is stored: strings in pieces, serial days, formulas without value",
          "[import]") {
    const test::TempFolder folder;
    const std::string file = xlsx_of(
        folder,
        R"(<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>n</t></is></c></row>)"
        R"(<row r="4"><c r="A4"><v>590101</v></c><c r="C4"><f>B4</f></c><c r="B4" t="str"><f>1</f><v>x</v></c></row>)"
        R"(<row r="5"><c s="1"><v>60</v></c><c s="2"><v>45427.5</v></c><c s="3"><v>45427</v></c></row>)"
        R"(<row r="6"><c><v>1.2E+3</v></c><c t="b"><v>1</v></c><c t="s"><v>2</v></c></row></sheetData>)");
    const auto sheets = workbook_sheets(file);
    REQUIRE(sheets);
    const Sheet& sheet = sheets->front();
    REQUIRE(sheet.name == "ก & ข");
    REQUIRE(sheet.rows.size() == 6);
    REQUIRE(sheet.rows[0] == Cells{"code", "children", "n"});
    REQUIRE(sheet.rows[3] == Cells{"590101", "x"});
    REQUIRE(sheet.without_value.size() == 1);
    REQUIRE(sheet.without_value[0].column == 2);
    REQUIRE(sheet.rows[4] == Cells{"1900-02-28", "2024-05-15 12:00", "45427"});
    REQUIRE(sheet.rows[5] == Cells{"1200", "TRUE", "a\nb"});
    REQUIRE(workbook_date(43965, true) == "2024-05-15");
    REQUIRE(workbook_date(1, false) == "1900-01-01");
    REQUIRE(workbook_date(0.5, false).empty());
    REQUIRE(workbook_date(1e300, false).empty());
}

TEST_CASE("formulas that no program has worked out are told and are no zeros", "[import]") {
    const test::TempFolder folder;
    const auto number = [](const char* v) { return "<c><v>" + std::string{v} + "</v></c>"; };
    const auto text = [](const char* t) {
        return "<c t=\"inlineStr\"><is><t>" + std::string{t} + "</t></is></c>";
    };
    std::string rows = "<row r=\"1\">" + text("code") + text("ชาย") + text("หญิง") + text("รวม") + "</row>";
    rows += "<row>" + number("590101") + number("3") + number("4") + "<c><f>B2+C2</f></c></row>";
    rows += "<row>" + number("590102") + number("5") + "<c><f>B2</f></c><c><f>B3+C3</f></c></row>";
    const std::string file = xlsx_of(folder, "<sheetData>" + rows + "</sheetData>");
    const auto read = import_file(test::small_areas(folder), file, FileKind::counts, {}, {});
    REQUIRE(read);
    REQUIRE(read->report.total_children_milli == 12000);
    REQUIRE(read->report.missing_cells == 1);
    std::map<std::string, std::string> lacking;
    for (const ImportNote& note : read->report.warnings)
        if (note.kind == "formula_without_value") lacking[note.column] = note.reason;
    REQUIRE(lacking == std::map<std::string, std::string>{{"หญิง", "1"}, {"รวม", "2"}});
}

TEST_CASE("a crafted workbook ends in an error, not in gigabytes", "[import]") {
    const test::TempFolder folder;
    const auto fault = [&](const std::string& file) {
        const auto sheets = workbook_sheets(file);
        REQUIRE_FALSE(sheets);
        return sheets.error().fault;
    };
    REQUIRE(fault(xlsx_of(folder, "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>", "",
                          "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>")) == Fault::unreadable);
    REQUIRE(fault(xlsx_of(
                folder, "<sheetData><row r=\"9999999\"><c r=\"A9999999\"><v>1</v></c></row></sheetData>")) ==
            Fault::too_large);
    REQUIRE(fault(xlsx_of(folder, "<sheetData><row><c r=\"12\"><v>1</v></c></row></sheetData>")) ==
            Fault::unreadable);
    REQUIRE(fault(xlsx_of(folder, "<sheetData><row><c t=\"s\"><v>77</v></c></row></sheetData>")) ==
            Fault::unreadable);
    REQUIRE(fault(xlsx_of(folder, "<sheetData><row><c><v>1</c></row></sheetData>")) == Fault::unreadable);
    std::string rows;
    for (int r = 1; r <= 1100; ++r) {
        const std::string name = std::to_string(r);
        rows += "<row r=\"" + name + "\"><c r=\"XFD" + name + "\"><v>1</v></c></row>";
    }
    REQUIRE(fault(xlsx_of(folder, "<sheetData>" + rows + "</sheetData>")) == Fault::too_large);
    REQUIRE(
        fault(ods_of(
            folder,
            R"(<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/></table:table-row></table:table>)")) ==
        Fault::too_large);
    REQUIRE(fault(ods_of(folder, "")) == Fault::wrong_kind);
}

TEST_CASE("an ODS sheet keeps its columns behind merged cells, its repetitions and its dates", "[import]") {
    const test::TempFolder folder;
    const std::string file = ods_of(
        folder,
        R"(<table:table table:name="เก่า" table:style-name="h"><table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>)"
        R"(<table:table table:name="ข้อมูล">)"
        R"(<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="1" table:number-rows-spanned="2"><text:p>รหัส<text:s text:c="2"/><text:span>ตำบล</text:span></text:p></table:table-cell><table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="1"><office:annotation><text:p>note</text:p></office:annotation><text:p>อายุ</text:p></table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated="16381"/></table:table-row>)"
        R"(<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>3-5 ปี</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>6-14 ปี</text:p></table:table-cell></table:table-row>)"
        R"(<table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="590101"><text:p>590,101</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell></table:table-row>)"
        R"(<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2567-05-15T09:30:00"><text:p>15/5/67</text:p></table:table-cell><table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell><table:table-cell table:formula="of:=[.B1]"/></table:table-row>)"
        R"(<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>)");
    const auto sheets = workbook_sheets(file);
    REQUIRE(sheets);
    REQUIRE(sheets->size() == 2);
    REQUIRE((*sheets)[0].hidden);
    const Sheet& sheet = (*sheets)[1];
    REQUIRE_FALSE(sheet.hidden);
    REQUIRE(sheet.rows == std::vector<Cells>{{"รหัส  ตำบล", "อายุ"},
                                             {"", "3-5 ปี", "6-14 ปี"},
                                             {"590101", "0.5", "0.5"},
                                             {"2567-05-15 09:30", "#DIV/0!"},
                                             {"2567-05-15 09:30", "#DIV/0!"}});
    REQUIRE(sheet.hidden_rows == std::vector<std::size_t>{2});
    REQUIRE(sheet.without_value.size() == 2);
    REQUIRE(sheet.merged.size() == 2);
    const auto tables = read_tables(file);
    REQUIRE(tables->back().header == Cells{"รหัส ตำบล", "อายุ / 3-5 ปี", "อายุ / 6-14 ปี"});
}

}  // namespace workbook_test
