#include "geo/data/write_table.h"

#include "geo/data/table.h"
#include "tests/support/test.h"

#include <fstream>
#include <sstream>

namespace write_table_test {

using namespace geo;

namespace {

OutTable odd_table() {
    OutTable table;
    table.columns = {{"area_code", false}, {"ชื่อ", false}, {"children", true}};
    table.rows = {{"010203", "=1+1", "12.5"}, {"571006", "วา\"วี,\nใหม่", "-3"}, {"-5", "@SUM(A1)", ""}};
    return table;
}

void require_equal(const Result<Table>& read, const OutTable& written) {
    REQUIRE(read);
    REQUIRE(read->rows.size() == written.rows.size());
    REQUIRE(read->header[1] == "ชื่อ");
    for (std::size_t r = 0; r < written.rows.size(); ++r)
        REQUIRE(read->rows[r].cells[0] == written.rows[r][0]);
}

}  // namespace

TEST_CASE("a CSV runs no formula and comes back equal", "[table]") {
    const test::TempFolder folder;
    const std::string file = (folder / "out.csv").string();
    const OutTable table = odd_table();
    REQUIRE(write_csv(table, file));
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    REQUIRE(bytes.str().rfind("\xEF\xBB\xBF"
                              "area_code,\"ชื่อ\",children\r\n",
                              0) == 0);
    REQUIRE(bytes.str().find("\"010203\",\"'=1+1\",12.5\r\n") != std::string::npos);
    const auto read = read_table(file);
    require_equal(read, table);
    for (std::size_t r = 0; r < table.rows.size(); ++r) REQUIRE(read->rows[r].cells == table.rows[r]);
    REQUIRE(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("an XLSX keeps codes as text and numbers as numbers", "[table]") {
    const test::TempFolder folder;
    const std::string file = (folder / "out.xlsx").string();
    const OutTable table = odd_table();
    REQUIRE(write_xlsx(table, file));
    const auto read = read_table(file);
    require_equal(read, table);
    REQUIRE(read->rows[0].cells[1] == "=1+1");
    REQUIRE(read->rows[0].cells[2] == "12.5");
}

TEST_CASE("a table that cannot be written leaves nothing and names the file", "[table]") {
    const test::TempFolder folder;
    const std::string file = (folder / "no").string() + "/folder.csv";
    for (const auto& written : {write_csv(odd_table(), file), write_xlsx(odd_table(), file)}) {
        REQUIRE_FALSE(written);
        REQUIRE(written.error().fault == Fault::unwritable);
        REQUIRE(written.error().file == file);
    }
    REQUIRE(std::filesystem::is_empty(folder.path()));
}

}  // namespace write_table_test
