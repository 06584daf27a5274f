// Work in a process of its own: what comes back, and what does not.
#include "geo/base/apart.h"

#include "geo/base/wire_in.h"
#include "geo/base/wire_out.h"
#include "geo/data/demo/demo.h"
#include "geo/data/import_apart.h"
#include "geo/data/wire_data_private.h"
#include "tests/support/demo_data.h"
#include "tests/support/small_areas.h"
#include "tests/support/source_files.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <chrono>
#include <thread>

namespace apart_test {

using namespace geo;

namespace {

Apart apart() {
    Apart out;
    out.program = this_program();
    return out;
}

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("another process answers, and says how far it has come", "[apart]") {
    Progress::Meter meter;
    const auto answer = ask_apart(apart(), "f", "test echo", {{}, &meter});
    REQUIRE(answer);
    CHECK((*answer)->bytes() == "test echo");
    CHECK(meter.done == 0.5);
}

TEST_CASE("a process that ends without an answer is an error of the file", "[apart]") {
    for (const char* question : {"test crash", "test exit"}) {
        INFO(question);
        const auto answer = ask_apart(apart(), "bad.shp", question, {});
        REQUIRE_FALSE(answer);
        CHECK(answer.error().fault == Fault::unreadable);
        CHECK(answer.error().file == "bad.shp");
    }
    Apart nobody;
    nobody.program = "/there/is/none";
    CHECK(ask_apart(nobody, "f", "test echo", {}).error().fault == Fault::unreadable);
}

TEST_CASE("a process that works without end stops at its limit", "[apart]") {
    Apart short_of_time = apart();
    short_of_time.seconds = 1;
    CHECK(ask_apart(short_of_time, "f", "test spin", {}).error().fault == Fault::too_large);
    // Nor does it wait without end for something that takes no time of the processor.
    CHECK(ask_apart(short_of_time, "f", "test hang", {}).error().fault == Fault::too_large);
}

TEST_CASE("a process that neither works nor comes forward is given up, one that works is not", "[apart]") {
    Apart impatient = apart();
    impatient.idle_seconds = 1;
    const double seconds = seconds_of(
        [&] { CHECK(ask_apart(impatient, "f", "test hang", {}).error().fault == Fault::unreadable); });
    CHECK(seconds < 60);  // its time of the clock is ten minutes
    impatient.seconds = 3;
    CHECK(ask_apart(impatient, "f", "test spin", {}).error().fault == Fault::too_large);
}

#ifndef LEARNREACH_SANITIZED
TEST_CASE("a process that takes all memory stops at its limit", "[apart]") {
    Apart small = apart();
    small.memory_bytes = std::uint64_t{1} << 30U;
    CHECK(ask_apart(small, "f", "test hoard", {}).error().fault == Fault::too_large);
}
#endif

TEST_CASE("Stop ends a process that hangs", "[apart]") {
    std::stop_source stop;
    const std::jthread user([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        stop.request_stop();
    });
    const double seconds = seconds_of([&] {
        CHECK(ask_apart(apart(), "f", "test hang", {stop.get_token(), nullptr}).error().fault ==
              Fault::cancelled);
    });
    CHECK(seconds < 60);  // the hang would take an hour
}

TEST_CASE("an import apart gives what an import here gives", "[apart][import]") {
    const test::TempFolder folder;
    test::put_demo_files(folder.path());
    Dataset here, there;
    const auto both = [&](const std::string& name, FileKind kind) {
        INFO(name);
        const std::string file = (folder / name).string();
        const auto one = import_file(here, file, kind, {}, {});
        const auto other = import_file(apart(), there, file, kind, {}, {});
        REQUIRE(one);
        REQUIRE(other);
        CHECK(one->report == other->report);
        CHECK(one->data == other->data);
        CHECK(*guess_kind(apart(), file, {}) == *guess_kind(file));
        here = one->data;
        there = other->data;
    };
    both("areas.gpkg", FileKind::areas);
    both("villages.csv", FileKind::villages);
    both("places.csv", FileKind::places);
    both("counts.xlsx", FileKind::counts);
    both("roads.osm.pbf", FileKind::roads);
    // What did not change stays the very same, so that nothing is computed anew.
    const auto again =
        import_file(apart(), there, (folder / "places.csv").string(), FileKind::places, {}, {});
    REQUIRE(again);
    CHECK(again->data.areas == there.areas);
    CHECK(again->data.roads == there.roads);
    const auto missing =
        import_file(apart(), there, (folder / "none.csv").string(), FileKind::places, {}, {});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().fault == Fault::not_found);
}

TEST_CASE("bytes that are not what was written are found out", "[apart]") {
    WireOut out;
    const std::vector<std::string> texts = {"ทั่วถึง", "", "abc"};
    const std::optional<LonLat> at = LonLat{100, 13};
    out(texts, at, std::int64_t{7});
    const std::string bytes = out.take();
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        std::vector<std::string> got;
        std::optional<LonLat> got_at;
        std::int64_t number = 0;
        WireIn in(std::string_view{bytes}.substr(0, size));
        in(got, got_at, number);
        REQUIRE(in.fits() == (size == bytes.size()));
    }
    // A length that nobody could have sent takes no memory.
    std::string lie = bytes;
    lie[0] = lie[7] = '\x7f';
    std::vector<std::string> got;
    WireIn in(lie);
    in(got);
    REQUIRE_FALSE(in.fits());
}

TEST_CASE("the beginning of a table is the same whoever looks at it", "[apart]") {
    const test::TempFolder folder;
    const std::string file =
        test::write(folder, "t.csv", "title\n\ncode,name,children\n100101,A,5\n100102,B,-\n");
    const Areas areas;
    const auto here = look_at(file, FileKind::counts, areas, {});
    const auto there = look_at(apart(), file, FileKind::counts, areas, {}, 200, {});
    REQUIRE(here);
    REQUIRE(there);
    CHECK(there->rows.size() == here->rows.size());
    CHECK(there->reading == here->reading);
    for (std::size_t r = 0; r < here->rows.size(); ++r) {
        CHECK(there->rows[r].cells == here->rows[r].cells);
        CHECK(there->rows[r].kind == here->rows[r].kind);
    }
    CHECK(look_at(apart(), (folder / "none.csv").string(), FileKind::counts, areas, {}, 200, {})
              .error()
              .fault == Fault::not_found);
}

}  // namespace apart_test
