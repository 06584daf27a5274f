// The country's files have the same bytes on any number of threads: a coarser country, made by the same code.
#include "geo/base/parallel.h"
#include "geo/base/sha256.h"
#include "geo/data/demo/demo.h"
#include "geo/data/demo/region.h"
#include "geo/data/demo/write_files.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <filesystem>
#include <map>

namespace demo_same_bytes_test {

using namespace geo;

namespace {

/// Cells of 2 km instead of 0.5: fewer tambon, villages and roads, of all 77 provinces.
demo::Plan coarse_plan() {
    demo::Plan plan = demo::country_plan();
    plan.side_km *= 4;
    plan.tambon = 2000;
    plan.villages = 4000;
    plan.hamlets = 60;
    plan.field_darts /= 20;
    plan.nodes = 150000;
    return plan;
}

std::map<std::string, std::string> sums_of(const std::string& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        out[entry.path().filename().string()] = sha256_of_file(entry.path().string());
    return out;
}

}  // namespace

TEST_CASE("the country's files are the same on one thread and on four", "[demo][slow]") {
    const test::TempFolder folder;
    std::map<std::string, std::string> first;
    for (const unsigned count : {1U, 4U}) {
        INFO(count << " threads");
        set_threads(count);
        const std::string files = (folder / std::to_string(count)).string();
        const auto region = demo::make_region(coarse_plan(), 2567, {});
        const auto written = region ? demo::write_files(*region, files, {}, {}) : Result<void>{};
        set_threads(0);
        REQUIRE(region);
        REQUIRE(written);
        const auto sums = sums_of(files);
        CHECK(sums.size() > 15);
        CHECK(sums.contains("roads.osm.pbf"));
        CHECK(sums.contains("people.tif"));
        if (first.empty()) first = sums;
        CHECK(sums == first);
    }
}

}  // namespace demo_same_bytes_test
