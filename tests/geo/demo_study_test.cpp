// The demonstration that is kept ready: whole or not there, and never changed by who opens it.
#include "geo/study/demo_study.h"

#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace demo_study_test {

using namespace geo;

namespace {

namespace fs = std::filesystem;

std::string bytes(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) out.insert(entry.path().filename().string());
    return out;
}

/// Writes over a kept study, which is not meant to be written.
void overwrite(const std::string& file, const std::string& content) {
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

const std::string lock_name = "demo.lock";

}  // namespace

TEST_CASE("a demonstration is made once, kept, and opened as it was", "[demo][slow]") {
    const test::TempFolder cache;
    const std::string folder = (cache / "deep/cache").string();
    const DemoOptions options;
    const std::string file = kept_demo_file(folder, options);
    REQUIRE_FALSE(demo_is_kept(folder, options));
    const auto made = kept_demo(folder, options, "หนึ่ง", {});
    REQUIRE(made);
    REQUIRE(demo_is_kept(folder, options));
    const std::string kept = bytes(file);
    const auto name = fs::path(file).filename().string();
    REQUIRE(names_in(folder) == std::set<std::string>{lock_name, name, name + ".sum"});
    const auto again = kept_demo(folder, options, "สอง", {});
    REQUIRE(again);
    CHECK(*again->data == *made->data);
    CHECK(again->title == "สอง");
    CHECK(again->scenario() == made->scenario());
    CHECK(bytes(file) == kept);
    CHECK((fs::status(file).permissions() & fs::perms::owner_write) == fs::perms::none);

    // Whatever happened to the bytes: it is made again, and then it is whole.
    std::string flipped = kept;
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 4);
    overwrite(file, flipped);
    CHECK(demo_is_kept(folder, options));  // its size is right; only its bytes tell
    const auto mended = kept_demo(folder, options, "หนึ่ง", {});
    REQUIRE(mended);
    CHECK(*mended->data == *made->data);
    CHECK(bytes(file).size() == kept.size());
    CHECK(bytes(file) != flipped);
    overwrite(file, kept.substr(0, kept.size() / 3));
    CHECK_FALSE(demo_is_kept(folder, options));
}

TEST_CASE("each seed, size and number of nodes is kept by itself, older versions are not kept", "[demo]") {
    DemoOptions country;
    country.size = DemoSize::country;
    DemoOptions other = country;
    other.nodes = 500000;
    DemoOptions seeded = country;
    seeded.seed = 7;
    const std::set<std::string> files = {kept_demo_file("c", {}), kept_demo_file("c", country),
                                         kept_demo_file("c", other), kept_demo_file("c", seeded)};
    CHECK(files.size() == 4);
}

TEST_CASE("who is stopped, and who was killed, leaves nothing half made", "[demo][slow]") {
    const test::TempFolder cache;
    const std::string folder = cache.path().string();
    fs::create_directories(cache / "making-demo");
    std::ofstream(cache / "making-demo/areas.gpkg") << "of a killed program";
    std::ofstream(cache / "demo-country-2567-4000000-v0.gpkg") << "of an older version";
    std::ofstream(cache / "demo-country-2567-4000000-v0.gpkg.sum") << "19 00000000\n";
    DemoOptions country;
    country.size = DemoSize::country;
    std::stop_source stop;
    Progress::Meter meter;
    std::chrono::steady_clock::time_point asked;
    std::jthread person([&] {
        while (meter.done == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        asked = std::chrono::steady_clock::now();
        stop.request_stop();
    });
    const auto made = kept_demo(folder, country, "", Progress{stop.get_token(), &meter});
    person.join();
    REQUIRE_FALSE(made);
    CHECK(made.error().fault == Fault::cancelled);
    CHECK(names_in(folder) == std::set<std::string>{lock_name});
}

TEST_CASE("where nothing can be written it is said, and another maker is waited for", "[demo]") {
    const test::TempFolder cache;
    std::ofstream(cache / "file") << "no folder";
    const auto nowhere = kept_demo((cache / "file/cache").string(), {}, "", {});
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().fault == Fault::unwritable);
    CHECK(nowhere.error().detail == "no_cache");

    const int other = ::open((cache / lock_name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    REQUIRE(other >= 0);
    REQUIRE(::flock(other, LOCK_EX) == 0);
    const auto busy = kept_demo(cache.path().string(), {}, "", {});
    ::close(other);
    REQUIRE_FALSE(busy);
    CHECK(busy.error().fault == Fault::locked);
    CHECK(busy.error().detail == "demo_being_made");
}

}  // namespace demo_study_test
