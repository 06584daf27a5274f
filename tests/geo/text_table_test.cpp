// Texts in the encodings and with the separators that offices use, guessed or as a person says.
#include "geo/base/text.h"
#include "geo/data/sighting.h"
#include "geo/data/table.h"
#include "tests/support/small_areas.h"

namespace text_table_test {

using namespace geo;

namespace {

const std::string rows = "รหัสตำบล;ตำบล;จำนวน\n590101;วาวี;5\n590102;แม่ปะ;7\n";

std::string utf16(const std::string& text, bool little, bool mark) {
    std::string out;
    const auto put = [&](char32_t c) {
        const char low = static_cast<char>(c & 0xFFU);
        const char high = static_cast<char>(c >> 8U);
        out += little ? low : high;
        out += little ? high : low;
    };
    if (mark) put(0xFEFF);
    for (const char32_t c : code_points(text)) put(c);
    return out;
}

std::string cp874(const std::string& text) {
    std::string out;
    for (const char32_t c : code_points(text)) out += static_cast<char>(c < 0x80 ? c : c - 0x0E00 + 0xA0);
    return out;
}

}  // namespace

TEST_CASE("a text is read in the encoding that it is in", "[import]") {
    const test::TempFolder folder;
    const std::vector<std::pair<std::string, std::string>> texts = {{rows, "UTF-8"},
                                                                    {"\xEF\xBB\xBF" + rows, "UTF-8"},
                                                                    {utf16(rows, true, true), "UTF-16LE"},
                                                                    {utf16(rows, false, true), "UTF-16BE"},
                                                                    {utf16(rows, true, false), "UTF-16LE"},
                                                                    {utf16(rows, false, false), "UTF-16BE"},
                                                                    {cp874(rows), "CP874"}};
    const auto plain = read_table(test::write(folder, "plain.csv", rows));
    for (const auto& [bytes, encoding] : texts) {
        INFO(encoding);
        const std::string file = test::write(folder, "t.csv", bytes);
        const auto table = read_table(file);
        REQUIRE(table);
        CHECK(table->encoding == encoding);
        CHECK(table->separator == ';');
        CHECK(table->header == plain->header);
        CHECK(table->rows[1].cells == std::vector<std::string>{"590102", "แม่ปะ", "7"});
        Reading said;
        said.encoding = encoding;
        CHECK((*read_tables(file, said))[0].rows[1].cells == table->rows[1].cells);
        // The beginning of a long file says the same.
        std::string longer = bytes;
        for (int i = 0; i < 3000; ++i)
            longer += encoding == "CP874"      ? cp874("590101;วาวี;5\n")
                      : encoding == "UTF-16LE" ? utf16("590101;วาวี;5\n", true, false)
                      : encoding == "UTF-16BE" ? utf16("590101;วาวี;5\n", false, false)
                                               : "590101;วาวี;5\n";
        const auto seen = look_at(test::write(folder, "long.csv", longer), FileKind::counts,
                                  *test::small_areas(folder).areas, {}, 4);
        REQUIRE(seen);
        CHECK(seen->reading.encoding == encoding);
        CHECK(seen->more);
        REQUIRE(seen->rows.size() == 4);
        CHECK(seen->rows[2].cells == table->rows[1].cells);
    }
    Reading wrong;
    wrong.encoding = "KOI8-R";
    const auto refused = read_tables(test::write(folder, "t.csv", rows), wrong);
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().fault == Fault::bad_value);
    REQUIRE(refused.error().value == "KOI8-R");
}

TEST_CASE("a cell that does not end is no table, and is told as that", "[import]") {
    const test::TempFolder folder;
    const auto fault = [&](std::size_t letters) {
        const auto read =
            import_file(test::small_areas(folder),
                        test::write(folder, "long.csv",
                                    "code,children,note\n590101,3," + std::string(letters, 'x') + "\n"),
                        FileKind::counts, {}, {});
        if (read) return std::string{};
        CHECK(read.error().fault == Fault::too_large);
        CHECK(read.error().row == 2);
        return read.error().detail;
    };
    CHECK(fault(100000).empty());
    CHECK(fault((std::size_t{1} << 20U) + 1) == "cell_too_long");
}

TEST_CASE("the separator is the one that parts the rows alike, titles and notes aside", "[import]") {
    const test::TempFolder folder;
    for (const char separator : {',', ';', '\t', '|'}) {
        std::string text = "ตารางที่ 1, เด็กนอกระบบ; จังหวัดตาก\n\n";
        for (char c : rows) text += c == ';' ? separator : c;
        text += "\nหมายเหตุ: นับ ชาย หญิง รวมกัน\n";
        INFO(text);
        const auto table = read_table(test::write(folder, "t.txt", text));
        REQUIRE(table);
        CHECK(table->separator == separator);
        CHECK(table->rows.size() == 2);
        CHECK(table->header.size() == 3);
        CHECK(table->notes.size() == 1);
    }
    // Commas of decimals and within quotes part nothing.
    CHECK(read_table(test::write(folder, "t.csv", "code;a;b\n590101;1,5;2,5\n590102;1,5;2,5\n"))->separator ==
          ';');
    CHECK(read_table(test::write(folder, "t.csv", "\"co\nde\"|\"a,b\"\n590101|\"1,2\"\n"))->separator == '|');
    Reading said;
    said.separator = ',';
    CHECK((*read_tables(test::write(folder, "t.csv", "a;b,c\n1;2,3\n"), said))[0].header ==
          std::vector<std::string>{"a;b", "c"});
}

TEST_CASE("names that stand once for their block are filled down, forgotten ones and numbers are not",
          "[import]") {
    const test::TempFolder folder;
    const auto read = [&](const std::string& body) {
        const auto table = read_table(test::write(folder, "t.csv", "จังหวัด,อำเภอ,ตำบล,จำนวน\n" + body));
        REQUIRE(table);
        std::string out;
        for (const Table::Row& row : table->rows) {
            for (const std::string_view cell : row.cells) out.append(cell) += ",";
            out += "\n";
        }
        return std::pair{out, table->filled};
    };
    const auto [blocks, filled] =
        read("น่าน,เวียงสา,ก,1\n,,ข,\n,,รวมอำเภอเวียงสา,1\n,ปัว,ค,2\n,,ง,3\nพะเยา,จุน,จ,4\n,,ฉ,5\n,,,6\n");
    CHECK(blocks ==
          "น่าน,เวียงสา,ก,1,\nน่าน,เวียงสา,ข,,\n,,รวมอำเภอเวียงสา,1,\nน่าน,ปัว,ค,2,\nน่าน,ปัว,ง,3,\nพะเยา,จุน,จ,4,"
          "\nพะเยา,จุน,ฉ,5,\n,,,6,\n");
    REQUIRE(filled.size() == 5);
    CHECK(filled[0].value == "น่าน");
    CHECK(filled[0].first_row == 2);
    CHECK(filled[0].rows == 3);
    // A name that somebody forgot among rows that say theirs.
    const std::string gaps = "น่าน,ปัว,ก,1,\nน่าน,ปัว,ข,2,\nน่าน,,ค,3,\nน่าน,จุน,ง,4,\n";
    CHECK(read("น่าน,ปัว,ก,1\nน่าน,ปัว,ข,2\nน่าน,,ค,3\nน่าน,จุน,ง,4\n").first == gaps);
}

TEST_CASE("an amphoe alone above its rows is the amphoe of these rows", "[import]") {
    const test::TempFolder folder;
    const auto table =
        read_table(test::write(folder, "t.csv",
                               "ที่,ตำบล,จำนวน\n,จังหวัดตาก,\n,อำเภอเมืองตาก,\n1,ระแหง,5\n2,หนองหลวง,6\n,รวม,11\n,"
                               "อ.แม่สอด,\n1,แม่ปะ,7\nจังหวัดน่าน,,\n1,บ่อ,8\n"));
    REQUIRE(table);
    CHECK(table->header == std::vector<std::string>{"ที่", "ตำบล", "จำนวน", "จังหวัด", "อำเภอ"});
    REQUIRE(table->rows.size() == 5);
    CHECK(table->rows[1].cells == std::vector<std::string>{"2", "หนองหลวง", "6", "จังหวัดตาก", "อำเภอเมืองตาก"});
    CHECK(table->rows[2].cells == std::vector<std::string>{"", "รวม", "11", "", ""});
    CHECK(table->rows[3].cells == std::vector<std::string>{"1", "แม่ปะ", "7", "จังหวัดตาก", "อ.แม่สอด"});
    CHECK(table->rows[4].cells == std::vector<std::string>{"1", "บ่อ", "8", "จังหวัดน่าน", ""});
    CHECK(table->block_names.size() == 4);
    // An amphoe without its number, in a table of amphoe, is a row like the others.
    const auto amphoe =
        read_table(test::write(folder, "a.csv", "อำเภอ,จำนวน\nอำเภอเมืองตาก,5\nอำเภอแม่สอด,\nอำเภอพบพระ,7\n"));
    CHECK(amphoe->rows.size() == 3);
    CHECK(amphoe->block_names.empty());
}

TEST_CASE("a second table on the sheet is asked about, never read under the names of the first", "[import]") {
    const test::TempFolder folder;
    const std::string csv =
        "ตารางที่ 1,,\ncode,ตำบล,ตกหล่น\n590101,ก,5\n\nตารางที่ 2,,\ncode,ตำบล,กลุ่มเสี่ยง\n590102,ข,70\n";
    const auto asked = test::import_counts(folder, csv);
    REQUIRE(asked);
    CHECK(asked->report.outcome == Outcome::ask);
    const auto* note = test::note_of(asked->report.problems, "other_table");
    REQUIRE(note != nullptr);
    CHECK(note->row == 6);
    CHECK(note->reason == "1");
    CHECK(test::import_counts(folder, csv, true)->report.total_children_milli == 5000);
    // The second is read by the row of its names.
    ImportOptions second;
    second.reading.header_rows = {6};
    const auto read = import_file(test::small_areas(folder), (folder / "counts.csv").string(),
                                  FileKind::counts, second, {});
    REQUIRE(read);
    CHECK(read->report.rows_loaded == 1);
    CHECK(read->report.columns_apart == std::vector<std::string>{"กลุ่มเสี่ยง"});
    // A row of a long table whose number is not there is no header.
    const auto plain = read_table(test::write(
        folder, "l.csv",
        "ตำบล,เพศ,สถานะ,จำนวน\nก,ชาย,ตกหล่น,5\nก,หญิง,ตกหล่น,-\nข,ชาย,ออกกลางคัน,6\nข,หญิง,ออกกลางคัน,\n"));
    CHECK(plain->rows.size() == 4);
    CHECK(plain->other_table.empty());
}

TEST_CASE("what is not a row of the table is kept and told, each number of rows is accounted for",
          "[import]") {
    const test::TempFolder folder;
    const std::string csv =
        "รายงานเด็กนอกระบบ,,\nรหัสตำบล,ตำบล,จำนวน\n590101,ก,5\n,ยอดยกไป,5\n\nหน้า 2,,\nรหัสตำบล,ตำบล,จำนวน\n"
        ",ยอดยกมา,5\n590102,ข,7\n,รวมทั้งสิ้น,12\n\nหมายเหตุ: ไม่รวม 152 คน,,\nติดตามต่อไป,,\n";
    const auto read = test::import_counts(folder, csv);
    REQUIRE(read);
    CHECK(read->report.outcome == Outcome::load);
    CHECK(read->report.rows_in == 5);
    CHECK(read->report.rows_loaded == 2);
    CHECK(read->report.rows_subtotal == 3);
    CHECK(read->report.rows_note == 4);
    CHECK(read->report.total_children_milli == 12000);
    CHECK(read->report.reading.header_rows == std::vector<std::int64_t>{2});
    for (const char* kind : {"title_rows", "repeated_headers", "page_lines"}) {
        INFO(kind);
        CHECK(test::note_of(read->report.repairs, kind) != nullptr);
    }
    CHECK(test::note_of(read->report.warnings, "note_line")->reason == "หมายเหตุ: ไม่รวม 152 คน");
    const auto seen =
        look_at((folder / "counts.csv").string(), FileKind::counts, *test::small_areas(folder).areas, {});
    REQUIRE(seen);
    std::vector<RowKind> kinds;
    for (const SightedRow& row : seen->rows) kinds.push_back(row.kind);
    using enum RowKind;
    CHECK(kinds == std::vector<RowKind>{title, header, data, subtotal, blank, page_line, repeated_header,
                                        subtotal, data, subtotal, blank, note, note});
    CHECK(seen->rows[11].cells == std::vector<std::string>{"หมายเหตุ: ไม่รวม 152 คน", "", ""});
    CHECK_FALSE(seen->more);
    // Personal ids stay out of notes as they stay out of rows.
    const auto refused =
        test::import_counts(folder, "code,จำนวน\n590101,5\n\nหมายเหตุ: 1101700230708 เป็นผู้ติดต่อ,\n");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::personal_data);
    CHECK(refused.error().row == 4);
}

}  // namespace text_table_test
