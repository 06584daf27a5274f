// Rows of cells packed into blocks, in memory and on disk: they are what was put in, in whatever order they
// are asked for, and a text that comes in pieces is the same text.
#include "geo/base/packed_text.h"
#include "geo/data/import.h"
#include "geo/data/row_parser.h"
#include "geo/data/table.h"
#include "geo/data/text_pieces.h"
#include "tests/support/small_areas.h"

#include <random>
#include <set>
#include <string>
#include <vector>

namespace cell_rows_test {

using namespace geo;

namespace {

using Strings = std::vector<std::string>;

std::string random_cell(std::mt19937& random) {
    static const Strings words = {"", "5", "แม่ปะ", "a,b", "\"", "\n", "590101", "'=1", "x\r\ny", "กก"};
    std::string out = words[random() % words.size()];
    if (random() % 3 == 0) out += words[random() % words.size()];
    if (random() % 200 == 0) out.append(random() % 3000, 'z');
    return out;
}

std::string in_quotes(const std::string& cell) {
    std::string out = "\"";
    for (const char c : cell) out += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return out + "\"";
}

}  // namespace

TEST_CASE("packed rows are the rows that were put in", "[import]") {
    std::mt19937 random(9);
    std::vector<Strings> meant;
    CellRows rows;
    // Far more than is kept in memory.
    std::size_t bytes = 0;
    while (bytes < (std::size_t{9} << 20U)) {
        Strings row;
        for (std::size_t c = random() % 7; c > 0; --c) {
            row.push_back(random_cell(random));
            bytes += row.back().size() + 8;
        }
        rows.push_back(row);
        meant.push_back(std::move(row));
    }
    REQUIRE(rows.size() == meant.size());
    REQUIRE(rows == meant);
    const CellRows copy = rows;
    for (int trial = 0; trial < 20000; ++trial) {
        const std::size_t at = random() % meant.size();
        REQUIRE(rows[at] == meant[at]);
    }
    rows.push_back({"one more"});
    REQUIRE(copy.size() == meant.size());
    REQUIRE(rows[meant.size()] == Strings{"one more"});
    // A table takes some rows and columns of them, and knows their numbers.
    std::vector<std::uint32_t> picked;
    for (std::uint32_t r = 0; r < meant.size(); ++r)
        if (random() % 5 != 0) picked.push_back(r);
    const CellColumns columns = {4, 0, 2};
    TableRows table(rows, picked, columns.size(), std::make_shared<const CellColumns>(columns));
    const auto check = [&](std::size_t at, const TableRow& row) {
        REQUIRE(row.number == static_cast<std::int64_t>(picked[at]) + 1);
        REQUIRE(row.cells.size() == 3);
        for (std::size_t c = 0; c < 3; ++c) {
            const Strings& whole = meant[picked[at]];
            REQUIRE(row.cells[c] == (columns[c] < whole.size() ? whole[columns[c]] : ""));
        }
    };
    REQUIRE(table.size() == picked.size());
    for (auto row = table.begin(); row != table.end(); ++row) check(row.at(), *row);
    for (int trial = 0; trial < 2000; ++trial) {
        const std::size_t at = random() % picked.size();
        check(at, table[at]);
        REQUIRE(table.number(at) == table[at].number);
    }
    // A column written anew leaves the others and the numbers.
    std::vector<std::uint32_t> of_row(picked.size());
    for (std::uint32_t& one : of_row) one = static_cast<std::uint32_t>(random() % 3);
    TableRows written = table;
    written.set_column(1, of_row, {"ก", "ข"});
    for (auto row = written.begin(); row != written.end(); ++row) {
        const TableRow before = table[row.at()];
        REQUIRE(row->number == before.number);
        REQUIRE(row->cells[0] == before.cells[0]);
        REQUIRE(row->cells[2] == before.cells[2]);
        REQUIRE(row->cells[1] == (of_row[row.at()] == 0   ? before.cells[1]
                                  : of_row[row.at()] == 1 ? "ก"
                                                          : "ข"));
    }
    table.erase({1, static_cast<std::int64_t>(picked[3]) + 1});
    for (const TableRow& row : table) REQUIRE(row.number != static_cast<std::int64_t>(picked[3]) + 1);
}

TEST_CASE("a text in pieces has the rows of the whole text", "[import]") {
    std::mt19937 random(10);
    for (int trial = 0; trial < 3000; ++trial) {
        std::vector<Strings> meant;
        std::string text;
        for (std::size_t r = random() % 8 + 1; r > 0; --r) {
            Strings row;
            for (std::size_t c = random() % 4 + 1; c > 0; --c) row.push_back(random_cell(random));
            for (std::size_t c = 0; c < row.size(); ++c) text += (c > 0 ? "," : "") + in_quotes(row[c]);
            text += random() % 2 == 0 ? "\n" : "\r\n";
            for (std::string& cell : row)
                if (cell.rfind("'=", 0) == 0) cell.erase(0, 1);
            meant.push_back(std::move(row));
        }
        const std::set<std::size_t> no_letters;
        RowParser parser(',', no_letters, static_cast<std::size_t>(-1));
        TextDecoder decoder("UTF-8");
        Utf8Check utf8;
        std::string decoded;
        for (std::size_t at = 0; at < text.size();) {
            const std::string piece = text.substr(at, random() % 9 + 1);
            REQUIRE(utf8.add(piece));
            REQUIRE(decoder.add(piece, decoded));
            REQUIRE(parser.add(decoded));
            at += piece.size();
        }
        REQUIRE(decoder.finish(decoded));
        REQUIRE(parser.add(decoded));
        parser.finish();
        INFO(text);
        REQUIRE(utf8.ends_whole());
        REQUIRE(parser.loose_at == std::string::npos);
        REQUIRE(parser.rows == meant);
    }
}

TEST_CASE("a table on disk gives the report of the same table in memory", "[import]") {
    const test::TempFolder folder;
    std::mt19937 random(11);
    std::string small = "code,หมู่ที่,ตกหล่น,ออกกลางคัน,หมายเหตุ\n";
    std::string large = small;
    static const Strings codes = {"590101", "590102", "TH590101", "๕๙๐๑๐๒", "99", "5901"};
    static const Strings counts = {"1", "1,234", "-", "*", "2 คน", "x", "๓"};
    for (int r = 0; r < 3000; ++r) {
        const std::string row = codes[random() % (random() % 9 == 0 ? codes.size() : 2)] + "," +
                                std::to_string(random() % 4 == 0 ? r % 100 : r) + ",\"" +
                                counts[random() % (random() % 40 == 0 ? counts.size() : 3)] + "\"," +
                                std::to_string(random() % 9) + ",";
        small += row + "\n";
        large += row + std::string(4000, 'n') + "\n";
    }
    const auto in_memory = test::import_counts(folder, small, true);
    const auto on_disk = test::import_counts(folder, large, true);
    REQUIRE(in_memory);
    REQUIRE(on_disk);
    REQUIRE(in_memory->report.rows_in == 3000);
    REQUIRE(in_memory->report.rows_loaded > 1000);
    REQUIRE(!in_memory->report.problems.empty());
    REQUIRE(!in_memory->report.repairs.empty());
    REQUIRE(on_disk->report == in_memory->report);
    REQUIRE(*on_disk->data.counts == *in_memory->data.counts);
}

TEST_CASE("a packed text is the text, also when those beside it are gone", "[import]") {
    std::mt19937 random(12);
    std::vector<PackedText> kept;
    Strings meant;
    {
        std::vector<PackedText> gone;
        for (int i = 0; i < 20000; ++i) {
            std::string text = random_cell(random);
            if (i % 5000 == 4999) text.assign(200000, 'w');
            const PackedText packed(text);
            if (random() % 10 == 0) {
                kept.push_back(packed);
                meant.push_back(text);
            } else {
                gone.push_back(packed);
            }
        }
    }
    for (std::size_t i = 0; i < kept.size(); ++i) {
        REQUIRE(kept[i] == meant[i]);
        REQUIRE(kept[i].empty() == meant[i].empty());
        if (i > 0) REQUIRE((kept[i - 1] < kept[i]) == (meant[i - 1] < meant[i]));
    }
}

}  // namespace cell_rows_test
