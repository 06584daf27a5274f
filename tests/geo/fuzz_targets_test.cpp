// Every fuzz target with a few made-up inputs: that it still stands, and finds nothing at first sight.  The
// many are tests/fuzz/fuzz.sh.
#include "tests/support/small_areas.h"
#include "tests/support/test.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>

namespace fuzz_targets_test {

extern "C" {
int cells_fuzz(const std::uint8_t* data, std::size_t size);
int counts_fuzz(const std::uint8_t* data, std::size_t size);
int geojson_fuzz(const std::uint8_t* data, std::size_t size);
int geopackage_fuzz(const std::uint8_t* data, std::size_t size);
int keys_fuzz(const std::uint8_t* data, std::size_t size);
int reading_fuzz(const std::uint8_t* data, std::size_t size);
int roads_fuzz(const std::uint8_t* data, std::size_t size);
int shapefile_fuzz(const std::uint8_t* data, std::size_t size);
int study_fuzz(const std::uint8_t* data, std::size_t size);
int text_table_fuzz(const std::uint8_t* data, std::size_t size);
int wire_fuzz(const std::uint8_t* data, std::size_t size);
int workbook_fuzz(const std::uint8_t* data, std::size_t size);
int zip_fuzz(const std::uint8_t* data, std::size_t size);
}

namespace {

using Target = int (*)(const std::uint8_t*, std::size_t);

const std::map<std::string, Target> all = {
    {"cells_fuzz", cells_fuzz},     {"counts_fuzz", counts_fuzz},
    {"geojson_fuzz", geojson_fuzz}, {"geopackage_fuzz", geopackage_fuzz},
    {"keys_fuzz", keys_fuzz},       {"reading_fuzz", reading_fuzz},
    {"roads_fuzz", roads_fuzz},     {"shapefile_fuzz", shapefile_fuzz},
    {"study_fuzz", study_fuzz},     {"text_table_fuzz", text_table_fuzz},
    {"wire_fuzz", wire_fuzz},       {"workbook_fuzz", workbook_fuzz},
    {"zip_fuzz", zip_fuzz},
};

/// Bytes changed, doubled or cut out.
std::string damaged(std::string bytes, std::mt19937& random) {
    const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
    for (std::size_t i = below(6); i > 0 && !bytes.empty(); --i) {
        const std::size_t at = below(bytes.size());
        if (i % 3 == 0) bytes.erase(at, below(20));
        if (i % 3 == 1 && !bytes.empty()) bytes[below(bytes.size())] = static_cast<char>(random());
        if (i % 3 == 2) bytes.insert(at, bytes.substr(at, below(40)));
    }
    return bytes;
}

}  // namespace

TEST_CASE("every fuzz target stands and takes damaged input", "[fuzz]") {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(LEARNREACH_SOURCE_DIR "/tests/fuzz")) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with("_fuzz.cpp")) continue;
        INFO(name);
        REQUIRE(all.count(entry.path().stem().string()) == 1);
        ++files;
    }
    REQUIRE(files == all.size());
    const std::string csv =
        "ตารางที่ 1,,\n\nรหัสตำบล,ตำบล,ตกหล่น\n571001,แม่สรวย,\"1,234\"\nTH571006,ต.วาวี,๑๒\nรวม,,1246\n";
    const auto little = [](unsigned number, int bytes) {
        std::string out;
        for (int i = 0; i < bytes; ++i, number >>= 8U) out += static_cast<char>(number & 255U);
        return out;
    };
    const auto size = static_cast<unsigned>(csv.size());
    const std::string facts =
        little(0, 4) + little(0, 8) + little(size, 4) + little(size, 4) + little(5, 2) + little(0, 2);
    const std::string zip = "PK\x03\x04" + little(20, 2) + facts + "a.csv" + csv + "PK\x01\x02" +
                            little(20, 2) + little(20, 2) + facts + little(0, 14) + "a.csv" + "PK\x05\x06" +
                            little(0, 4) + little(1, 2) + little(1, 2) + little(51, 4) +
                            little(35 + size, 4) + little(0, 2);
    const std::vector<std::string> seeds = {csv,
                                            zip,
                                            test::two_tambon(),
                                            R"({"columns":[{"role":"children"}]})",
                                            "ต.วาวี อ.แม่สรวย จ.เชียงราย 19°45'30\"N",
                                            std::string(300, '\0')};
    for (const auto& [name, target] : all) {
        INFO(name);
        std::mt19937 random(5);
        for (int round = 0; round < 40; ++round)
            for (const std::string& seed : seeds) {
                const std::string bytes = damaged(seed, random);
                REQUIRE(target(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()) == 0);
            }
    }
}

}  // namespace fuzz_targets_test
