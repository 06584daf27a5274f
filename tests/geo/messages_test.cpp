// What a planner may read: no words of libraries, no options of the command line, no names of this program.
#include "geo/base/words.h"
#include "geo/data/import_report.h"
#include "tests/support/small_areas.h"
#include "tests/support/source_files.h"

#include <regex>
#include <sstream>

namespace messages_test {

using namespace geo;
using namespace std::string_literals;

TEST_CASE("the words of a library are said in words of people, or not at all", "[words]") {
    const auto message = [](Fault fault, const std::string& detail) {
        const Error error = {fault, "a.gpkg", 0, "", "", detail, ""};
        for (const Lang lang : {Lang::th, Lang::en}) {
            const std::string said = describe(lang, error);
            CHECK(said.find("a.gpkg") != std::string::npos);
            if (!has_word("fault." + detail + ".what")) CHECK(said.find(detail) == std::string::npos);
        }
        return message_of(error);
    };
    CHECK(message(Fault::unreadable, "sqlite3_open(a.gpkg) failed: database disk image is malformed") ==
          "damaged");
    CHECK(message(Fault::unreadable, "not well-formed (invalid token)") == "damaged");
    CHECK(message(Fault::unreadable, "PBF error: truncated data (EOF encountered)") == "cut_short");
    CHECK(message(Fault::unreadable, "no element found") == "cut_short");
    CHECK(message(Fault::unreadable, "Error in fread() reading object of size 136 at offset 308") ==
          "cut_short");
    CHECK(message(Fault::unreadable, "Unable to open a.shp: Permission denied") == "found_forbidden");
    CHECK(message(Fault::unreadable, "a thing nobody knows") == "unreadable");
    CHECK(message(Fault::unreadable, "locked_by_password") == "locked_by_password");
    CHECK(message(Fault::unwritable, "No space left on device") == "disk_full");
    CHECK(message(Fault::unwritable, "Permission denied") == "may_not_write");
    CHECK(message(Fault::locked, "database is locked") == "locked");
    CHECK(describe(Lang::en, {Fault::too_large, "a.xlsx", 0, "", "", "300 MB > 256 MB", ""}).find("300 MB") !=
          std::string::npos);
}

TEST_CASE("what the window shows names no option, no library and no tag", "[words]") {
    const std::filesystem::path words = std::filesystem::path{LEARNREACH_SOURCE_DIR} / "assets" / "words";
    static const std::regex odd(R"((--[a-z])|QGIS|GDAL|OGR|osmium|SQLite|\bVRT\b|\bEPSG\b|fclass|maxspeed)");
    std::vector<std::string> found;
    for (const char* lang : {"th", "en"})
        for (const char* room : {"base", "import", "import_grid", "import_groups", "import_ledger",
                                 "import_match", "assist", "problems"}) {
            std::istringstream lines(test::whole_file(words / lang / (std::string{room} + ".txt")));
            for (std::string line; std::getline(lines, line);)
                if (std::regex_search(line, odd) && !line.starts_with("fault.option.") &&
                    !line.starts_with("fault.usage."))
                    found.push_back(line);
        }
    CHECK(found == std::vector<std::string>{});
}

TEST_CASE("a row that was left out says why, and columns of roads what they are", "[words]") {
    const ImportNote held{"row_held", "a.csv", "", 3, "", "x", "name_ambiguous"};
    CHECK(describe(Lang::en, held).find("You left this row out: Several areas have this name") == 0);
    CHECK(describe(Lang::th, held).find("name_ambiguous") == std::string::npos);
    const ImportNote roads{"road_columns", "a.shp", "", 0, "", "", "class: fclass\none_way: ทิศ"};
    CHECK(describe(Lang::en, roads).find("class of the road: fclass, one way: ทิศ") != std::string::npos);
    CHECK(describe(Lang::th, roads).find("ชั้นทาง: fclass, เดินรถทางเดียว: ทิศ") != std::string::npos);
}

TEST_CASE("a workbook that is locked with a password is told so", "[words][import]") {
    const test::TempFolder folder;
    std::string content = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(70000, '\0');
    for (const char c : "EncryptedPackage"s) content += std::string{c} + '\0';
    const auto read = import_file(test::small_areas(folder), test::write(folder, "a.xlsx", content),
                                  FileKind::counts, {}, {});
    REQUIRE_FALSE(read);
    CHECK(message_of(read.error()) == "locked_by_password");
}

}  // namespace messages_test
