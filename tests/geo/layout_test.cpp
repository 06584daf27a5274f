// One table in many layouts: titles above it, a header of one to three rows, blank columns, pages, notes
// below it.  The table that comes out is the same, and what stands around it is told.
#include "geo/data/sheet_table.h"
#include "tests/support/test.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace layout_test {

using namespace geo;

namespace {

using Cells = std::vector<std::string>;

/// The table that every layout holds.
struct Truth {
    std::vector<Cells> names;  ///< of each column, from the top row of the header to the lowest
    std::vector<Cells> rows;
    std::vector<bool> is_total;
};

/// How it is laid out in a sheet.
struct Look {
    int titles = 0, levels = 1, blank_columns = 0, page_rows = 0, notes = 0;
    bool blank_below_titles = false, numbering = false, units = false, merged = true, vertical = true;
};

std::string joined(const Cells& parts) {
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : " / ") + part;
    return out;
}

class Drawing {
public:
    Drawing(const Truth& truth, const Look& look) : truth_(truth), look_(look) {}

    Sheet sheet() {
        static const Cells titles = {"ตารางที่ 4 จำนวนเด็กและเยาวชนนอกระบบการศึกษา", "จังหวัดตาก ปีการศึกษา 2567",
                                     "ข้อมูล ณ วันที่ 31 มีนาคม 2567", "สำนักงานศึกษาธิการจังหวัด"};
        for (int t = 0; t < look_.titles; ++t) line({titles[static_cast<std::size_t>(t)]});
        if (look_.titles > 0 && look_.blank_below_titles) line({});
        header();
        for (std::size_t r = 0; r < truth_.rows.size(); ++r) {
            if (look_.page_rows > 0 && r > 0 && r % static_cast<std::size_t>(look_.page_rows) == 0) page();
            row_numbers.push_back(static_cast<std::int64_t>(out_.rows.size()) + 1);
            line(truth_.rows[r]);
        }
        static const Cells notes = {"หมายเหตุ: ไม่รวมเด็กที่ไม่มีสัญชาติไทย 152 คน", "ข้อมูลอาจเปลี่ยนได้",
                                    "ที่มา: สำนักงานศึกษาธิการจังหวัดตาก"};
        std::sort(out_.merged.begin(), out_.merged.end(), [](const MergedCells& a, const MergedCells& b) {
            return std::pair{a.top, a.left} < std::pair{b.top, b.left};
        });
        if (look_.notes > 0) line({});
        for (int n = 0; n < look_.notes; ++n) line({notes[static_cast<std::size_t>(n)]});
        return out_;
    }
    std::vector<std::int64_t> row_numbers;
    std::int64_t pages = 0;

private:
    void line(const Cells& cells) {
        Cells row(static_cast<std::size_t>(look_.blank_columns));
        row.insert(row.end(), cells.begin(), cells.end());
        out_.rows.push_back(std::move(row));
    }

    void page() {
        ++pages;
        line({});
        line({"หน้า " + std::to_string(pages + 1)});
        const auto merged = out_.merged;
        header();
        out_.merged = merged;
    }

    /// Names of one part stand in the top row, or in the lowest; a group's name in its first column alone.
    void header() {
        const std::size_t width = truth_.names.size();
        const auto levels = static_cast<std::size_t>(look_.levels);
        const std::size_t top = out_.rows.size();
        std::vector<Cells> rows(levels, Cells(width));
        for (std::size_t c = 0; c < width; ++c) {
            const Cells& parts = truth_.names[c];
            for (std::size_t p = 0; p < parts.size(); ++p) {
                const std::size_t level =
                    parts.size() == 1 ? (look_.vertical ? 0 : levels - 1) : levels - parts.size() + p;
                const bool repeats =
                    p + 1 < parts.size() && c > 0 && truth_.names[c - 1].size() > p + 1 &&
                    Cells(truth_.names[c - 1].begin(),
                          truth_.names[c - 1].begin() + static_cast<std::ptrdiff_t>(p) + 1) ==
                        Cells(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(p) + 1);
                if (!repeats) rows[level][c] = parts[p];
                if (repeats || !look_.merged || p + 1 == parts.size()) continue;
                std::size_t right = c;
                while (right + 1 < width && truth_.names[right + 1].size() > p + 1 &&
                       std::equal(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(p) + 1,
                                  truth_.names[right + 1].begin()))
                    ++right;
                const auto left = static_cast<std::size_t>(look_.blank_columns);
                if (right > c) out_.merged.push_back({top + level, left + c, top + level, left + right});
            }
        }
        for (const Cells& row : rows) line(row);
        if (look_.numbering) {
            Cells row;
            for (std::size_t c = 0; c < width; ++c) row.push_back("(" + std::to_string(c + 1) + ")");
            line(row);
        }
        if (look_.units) {
            Cells row(width);
            for (std::size_t c = 3; c < width; ++c) row[c] = "(คน)";
            line(row);
        }
    }

    const Truth& truth_;
    Look look_;
    Sheet out_;
};

Truth truth_of(int levels, bool with_codes, std::mt19937& random) {
    Truth out;
    out.names = {{"ที่"}, {with_codes ? "รหัสตำบล" : "อำเภอ"}, {"ตำบล"}};
    const auto add = [&](Cells parts) { out.names.push_back({parts.end() - levels, parts.end()}); };
    for (const char* group : {"ตกหล่น", "ออกกลางคัน"})
        for (const char* sex : {"ชาย", "หญิง"})
            if (levels > 1 || std::string{sex} == "ชาย") add({"จำนวนเด็ก", group, levels > 1 ? sex : group});
    out.names.push_back({"รวม"});
    out.names.push_back({"หมายเหตุ"});
    static const Cells names = {"แม่ปะ", "ท่าสายลวด", "พระธาตุผาแดง", "มหาวัน", "แม่กาษา", "พะวอ", "แม่กุ", "แม่ตาว"};
    const auto count = [&] { return std::to_string(random() % 40); };
    for (int r = 0; r < 14; ++r) {
        Cells row = {std::to_string(r + 1),
                     with_codes ? std::to_string(630601 + r)
                     : r < 7    ? "แม่สอด"
                                : "พบพระ",
                     names[static_cast<std::size_t>(r) % names.size()]};
        while (row.size() + 1 < out.names.size()) row.push_back(count());
        row.push_back(r % 5 == 0 ? "ติดตามแล้ว" : "");
        // Cells without a number are cells all the same.
        if (r == 4) row[3] = "-";
        if (r == 5) row[4] = "";
        if (r == 6) row[3] = "ประมาณ 20-30 คน";
        out.rows.push_back(std::move(row));
    }
    Cells total = {"", "", "รวมทั้งสิ้น"};
    while (total.size() + 1 < out.names.size()) total.push_back("199");
    total.emplace_back();
    out.rows.push_back(std::move(total));
    return out;
}

}  // namespace

TEST_CASE("a table comes out the same from whatever layout it stands in", "[import]") {
    std::mt19937 random(2567);
    for (int trial = 0; trial < test::rounds(3000); ++trial) {
        Look look;
        look.titles = static_cast<int>(random() % 5);
        look.levels = static_cast<int>(random() % 3) + 1;
        look.blank_columns = static_cast<int>(random() % 3);
        look.page_rows = random() % 3 == 0 ? static_cast<int>(random() % 6) + 3 : 0;
        look.notes = static_cast<int>(random() % 4);
        look.blank_below_titles = random() % 2 == 0;
        look.numbering = random() % 5 == 0;
        look.units = random() % 5 == 0;
        look.merged = random() % 2 == 0;
        // Three rows that nothing merges do not say where their groups end, unless the others stand above.
        look.vertical = random() % 2 == 0 || (!look.merged && look.levels == 3);
        const Truth truth = truth_of(look.levels, random() % 3 != 0, random);
        Drawing drawing(truth, look);
        const Sheet sheet = drawing.sheet();
        const auto table = table_of(sheet, {});
        std::string drawn;
        for (const Cells row : sheet.rows) {
            for (const std::string& cell : row) drawn += cell + "|";
            drawn += "\n";
        }
        INFO("trial " << trial << "\n" << drawn);
        REQUIRE(table);
        Cells header;
        for (const Cells& parts : truth.names) header.push_back(joined(parts));
        REQUIRE(table->header == header);
        std::vector<Cells> rows;
        std::vector<std::int64_t> numbers;
        for (const Table::Row& row : table->rows) {
            rows.push_back(row.cells);
            numbers.push_back(row.number);
        }
        REQUIRE(rows == truth.rows);
        REQUIRE(numbers == drawing.row_numbers);
        REQUIRE(static_cast<int>(table->titles.size()) == look.titles);
        REQUIRE(static_cast<int>(table->notes.size()) == look.notes);
        REQUIRE(static_cast<std::int64_t>(table->page_lines.size()) == drawing.pages);
        REQUIRE(table->ragged_rows.empty());
        // With its own header rows as a person would give them it is the same again.
        const auto again = table_of(sheet, table->header_rows);
        REQUIRE(again->header == table->header);
        REQUIRE(again->rows.size() == table->rows.size());
    }
}

TEST_CASE("whatever stands in a sheet, each of its rows is told once", "[import]") {
    static const Cells words = {"",      "",        "",     "590101", "590102",     "5901",    "5",
                                "2566",  "รหัสตำบล", "ตำบล", "อำเภอ",  "จำนวน",      "ชาย",     "รวม",
                                "(คน)",  "(1)",     "(2)",  "หน้า 2",  "หมายเหตุ: ก", "ยอดยกไป", "อำเภอแม่สอด",
                                "จ.ตาก", "-",       "*",    "#REF!",  "ตารางที่ 1",   "ร้อยละ",   "3-5 ปี",
                                "\xff",  "  ",      "แม่ปะ", "12"};
    std::mt19937 random(4);
    for (int trial = 0; trial < test::rounds(20000); ++trial) {
        Sheet sheet;
        std::set<std::int64_t> filled;
        const std::size_t width = random() % 7;
        for (std::size_t rows = random() % 14; rows > 0; --rows) {
            Cells row;
            for (std::size_t c = random() % 4 != 0 ? width : random() % 8; c > 0; --c)
                row.push_back(words[random() % words.size()]);
            sheet.rows.push_back(row);
            if (std::any_of(row.begin(), row.end(),
                            [](const auto& cell) { return !cell.empty() && cell != "  "; }))
                filled.insert(static_cast<std::int64_t>(sheet.rows.size()));
        }
        if (random() % 2 == 0) sheet.separator = ',';
        if (random() % 3 == 0)
            sheet.merged.push_back({random() % 9, random() % 5, random() % 9, random() % 9});
        std::vector<std::int64_t> header;
        if (random() % 5 == 0) header.push_back(static_cast<std::int64_t>(random() % 16));
        const auto table = table_of(sheet, header);
        if (!table) continue;
        std::vector<std::int64_t> told = table->header_rows;
        for (const Table::Row& row : table->rows) {
            told.push_back(row.number);
            REQUIRE(row.cells.size() == table->header.size());
        }
        for (const auto* lines :
             {&table->titles, &table->notes, &table->page_lines, &table->block_names, &table->other_table})
            for (const Table::Line& line : *lines) told.push_back(line.row);
        told.insert(told.end(), table->repeated_headers.begin(), table->repeated_headers.end());
        std::sort(told.begin(), told.end());
        REQUIRE(std::adjacent_find(told.begin(), told.end()) == told.end());
        for (const std::int64_t row : filled) {
            INFO("trial " << trial << " row " << row);
            REQUIRE(std::binary_search(told.begin(), told.end(), row));
        }
    }
}

}  // namespace layout_test
