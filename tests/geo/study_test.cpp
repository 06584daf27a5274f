#include "geo/study/study_file.h"
#include "tests/support/demo_data.h"
#include "tests/support/test.h"

#include <sqlite3.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace study_test {

using namespace geo;

namespace {

Study demo_study() {
    Study study;
    study.title = "งานทดสอบ ข้อมูลสมมติ";
    study.data = test::demo_data();
    study.scenario().travel.within = {Threshold{}, Threshold{Metric::length, 6000000}};
    return study;
}

void execute(const std::filesystem::path& file, const char* text) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, text, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
}

}  // namespace

TEST_CASE("a study comes back equal from its file", "[study]") {
    const test::TempFolder folder;
    Study study = demo_study();
    study.scenarios.push_back(study.scenario());
    study.scenarios[1].name = "แผนสอง";
    study.scenarios[1].travel.mode = Mode::car;
    study.scenarios[1].travel.season = Season::rainy;
    study.active = 1;
    study.map.manual_breaks = {0.1, 0.25};
    study.map.method = ClassMethod::manual;
    REQUIRE(save_study(study, folder / "a.gpkg", {}));
    const auto back = open_study(folder / "a.gpkg", {});
    REQUIRE(back);
    REQUIRE(back->title == study.title);
    REQUIRE(back->scenarios == study.scenarios);
    REQUIRE(back->active == 1);
    REQUIRE(back->map == study.map);
    REQUIRE(*back->data == *study.data);
    REQUIRE(is_study(folder / "a.gpkg"));
    const auto mode = std::filesystem::status(folder / "a.gpkg").permissions();
    REQUIRE(mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("an open study keeps each commit and is locked for others", "[study]") {
    const test::TempFolder folder;
    Study study = demo_study();
    {
        auto file = StudyFile::create(study, folder / "a.gpkg", {});
        REQUIRE(file);
        REQUIRE(StudyFile::open(folder / "a.gpkg", {}).error().fault == Fault::locked);
        study.map.level = Level::province;
        REQUIRE(file->commit(study, {}));
        study.title = "เปลี่ยนชื่อ";
        REQUIRE(file->commit(study, {}));
    }
    const auto again = StudyFile::open(folder / "a.gpkg", {});
    REQUIRE(again);
    REQUIRE(again->study().title == "เปลี่ยนชื่อ");
    REQUIRE(again->study().map.level == Level::province);
}

TEST_CASE("a program killed while it commits leaves a whole study", "[study][slow]") {
    const test::TempFolder folder;
    Study study = demo_study();
    REQUIRE(save_study(study, folder / "a.gpkg", {}));
    for (int round = 0; round < 10; ++round) {
        const pid_t child = fork();
        if (child == 0) {
            auto file = StudyFile::open(folder / "a.gpkg", {});
            for (int i = 0; file && i < 100000; ++i) {
                Study next = file->study();
                next.title = std::string(static_cast<std::size_t>(i % 50 + 1), 'x');
                next.scenario().travel.max_walk_m = static_cast<double>(next.title.size());
                if (!file->commit(next, {})) break;
            }
            _exit(0);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(60 + 7 * round));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        const auto back = open_study(folder / "a.gpkg", {});
        REQUIRE(back);
        REQUIRE((back->title == study.title ||
                 back->scenario().travel.max_walk_m == static_cast<double>(back->title.size())));
        REQUIRE(back->data->places->size() == study.data->places->size());
    }
}

TEST_CASE("files that are no study, damaged, hostile or newer are refused by name", "[study]") {
    const test::TempFolder folder;
    const auto fault = [&](const std::string& name) {
        const auto study = open_study(folder / name, {});
        REQUIRE_FALSE(study);
        REQUIRE(study.error().file == folder / name);
        return study.error().fault;
    };
    REQUIRE(fault("none.gpkg") == Fault::not_found);
    std::ofstream(folder / "letter.gpkg")
        << "Dear all, the study is attached to this letter, which is long enough to be a header.";
    REQUIRE(fault("letter.gpkg") == Fault::wrong_kind);
    const Study study = demo_study();
    REQUIRE(save_study(study, folder / "newer.gpkg", {}));
    execute(folder / "newer.gpkg", "UPDATE learnreach_study SET version = 99");
    REQUIRE(fault("newer.gpkg") == Fault::newer_version);
    REQUIRE(save_study(study, folder / "hostile.gpkg", {}));
    execute(folder / "hostile.gpkg",
            "CREATE TRIGGER t AFTER DELETE ON places BEGIN DELETE FROM villages; END");
    REQUIRE(fault("hostile.gpkg") == Fault::wrong_kind);
    REQUIRE(save_study(study, folder / "wrong.gpkg", {}));
    execute(folder / "wrong.gpkg", "UPDATE counts SET area_code = '999999' WHERE fid = 1");
    REQUIRE(fault("wrong.gpkg") == Fault::unreadable);
    REQUIRE(save_study(study, folder / "half.gpkg", {}));
    std::filesystem::resize_file(folder / "half.gpkg", std::filesystem::file_size(folder / "half.gpkg") / 2);
    REQUIRE(fault("half.gpkg") == Fault::unreadable);
    REQUIRE_FALSE(is_study(folder / "letter.gpkg"));
}

TEST_CASE("a study that cannot be written leaves nothing behind", "[study]") {
    const test::TempFolder folder;
    const auto saved = save_study(demo_study(), (folder / "no-such-folder" / "a.gpkg").string(), {});
    REQUIRE_FALSE(saved);
    REQUIRE(saved.error().fault == Fault::unwritable);
    REQUIRE(std::filesystem::is_empty(folder.path()));
}

}  // namespace study_test
