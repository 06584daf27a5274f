// The files as senders send them: what the import makes of each, beside what it must.
#include "geo/data/import.h"
#include "tests/support/expected_import.h"
#include "tests/support/source_files.h"
#include "tests/support/test.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace senders_test {

using namespace geo;

namespace {

/// What the import does not do as it should yet.  A file leaves this list as soon as it is read as wanted.
const std::set<std::string> not_yet = {};

}  // namespace

TEST_CASE("each file as sent is read as expected, or stands in the list of those that are not yet",
          "[import][real]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto areas =
        import_file({}, (*data / "boundaries/th_admin_cod.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(areas);
    std::vector<std::filesystem::path> expectations;
    for (const auto& entry : std::filesystem::directory_iterator(*data / "senders"))
        if (entry.path().string().ends_with(".expected.json")) expectations.push_back(entry.path());
    std::sort(expectations.begin(), expectations.end());
    CHECK(expectations.size() == 57);
    for (const auto& expectation : expectations) {
        const std::string path = expectation.string();
        const std::string file = path.substr(0, path.size() - std::string_view{".expected.json"}.size());
        const auto wanted = nlohmann::json::parse(test::whole_file(expectation));
        const Dataset before = wanted["kind"] == "areas" ? Dataset{} : areas->data;
        // Files are told apart by the number that their names begin with.
        const std::string number = std::filesystem::path(file).filename().string().substr(0, 2);
        INFO(file);
        const std::string differs = test::import_difference(before, file, wanted);
        INFO(differs);
        CHECK(differs.empty() != not_yet.contains(number));
    }
}

}  // namespace senders_test
