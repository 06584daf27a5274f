// What is remembered of a sender, and for which file it holds.
#include "geo/study/profiles.h"

#include "geo/study/study_file.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

namespace profiles_test {

using namespace geo;

namespace {

Reading settled() {
    Reading out;
    out.encoding = "CP874";
    out.date_iso = "2024-09-30";
    out.columns = {{2, "n", ColumnRole::children, {}}};
    out.decisions = {{"unknown_code", 17, "use_code", "550503"}, {"bad_number", 0, "as_missing", ""}};
    return out;
}

Reading used() {
    Reading out = settled();
    out.separator = ',';
    out.header_rows = {3, 4};
    out.columns = {{0, "code", ColumnRole::area_code, {}}, {2, "n", ColumnRole::none, {}}};
    out.aliases = {{"55", "ศิลา", "550503"}};
    return out;
}

}  // namespace

TEST_CASE("a profile keeps what holds for every file of the sender", "[profiles]") {
    const ImportProfile profile = profile_of("S", "counts", used(), settled());
    CHECK(profile.reading.encoding == "CP874");
    CHECK(profile.reading.separator == 0);
    CHECK(profile.reading.header_rows.empty());
    CHECK(profile.reading.date_iso.empty());
    CHECK(profile.reading.aliases == used().aliases);
    REQUIRE(profile.reading.columns.size() == 2);
    CHECK(profile.reading.columns[0].role == ColumnRole::area_code);
    CHECK(profile.reading.columns[1].role == ColumnRole::children);  // as the person said
    REQUIRE(profile.reading.decisions.size() == 1);
    CHECK(profile.reading.decisions[0].row == 0);
}

TEST_CASE("a profile holds for files with all of its columns, and for its kind", "[profiles]") {
    std::vector<ImportProfile> profiles;
    remember_profile(profiles, profile_of("S", "counts", used(), settled()));
    CHECK(fitting_profile(profiles, "counts", {"code", "name", "n"}) == profiles.data());
    CHECK(fitting_profile(profiles, "counts", {"code", "name"}) == nullptr);
    CHECK(fitting_profile(profiles, "places", {"code", "n"}) == nullptr);
    // The one that says more is better; the same sender's takes the place of the earlier.
    Reading less;
    less.columns = {{0, "code", ColumnRole::area_code, {}}};
    remember_profile(profiles, {"A", "", less});
    REQUIRE(profiles.size() == 2);
    CHECK(profiles[0].sender == "A");
    CHECK(fitting_profile(profiles, "counts", {"code", "n"})->sender == "S");
    CHECK(fitting_profile(profiles, "places", {"code", "n"})->sender == "A");
    remember_profile(profiles, {"S", "counts", less});
    CHECK(profiles.size() == 2);
    CHECK(profiles[1].reading == less);
}

TEST_CASE("names that were settled hold for every file, the newest answer for each", "[profiles]") {
    std::vector<ImportProfile> profiles;
    remember_names(profiles, {});
    CHECK(profiles.empty());
    remember_names(profiles, {{"55", "ศิลา", "550503"}, {"55", "ปัว", "550501"}});
    remember_names(profiles, {{"55", "ศิลา", "550504"}});
    const std::vector<Alias> names = known_names(profiles);
    REQUIRE(names.size() == 2);
    CHECK(names.back() == Alias{"55", "ศิลา", "550504"});
    CHECK(fitting_profile(profiles, "counts", {"code"}) == nullptr);
}

TEST_CASE("a name without its place is known in no other file", "[profiles]") {
    std::vector<ImportProfile> profiles;
    remember_names(profiles, {{"", "ในเมือง", "400101"}});
    CHECK(profiles.empty());
    profiles = {{"", "", {}}};
    profiles[0].reading.aliases = {{"", "ในเมือง", "400101"}, {"3001", "ในเมือง", "300101"}};
    CHECK(known_names(profiles) == std::vector<Alias>{{"3001", "ในเมือง", "300101"}});
}

TEST_CASE("the newer answer to a name goes before the one of a sender's file, and is not taken back by it",
          "[profiles]") {
    std::vector<ImportProfile> profiles;
    const Alias older{"55", "ศิลา", "550503"}, newer{"55", "ศิลา", "550504"}, own{"56", "ปัว", "560101"};
    remember_profile(profiles, profile_of("S", "counts", used(), settled()));
    remember_names(profiles, {newer});
    Reading given = used();
    given.aliases.push_back(own);
    given = with_known_names(given, profiles);
    CHECK(given.aliases == std::vector<Alias>{own, newer});
    // The file was read so and nothing was answered: nothing is new.
    CHECK(settled_names(given, given).empty());
    Reading after = given;
    after.aliases = {newer, own, {"57", "เวียง", "570101"}};
    CHECK(settled_names(given, after) == std::vector<Alias>{{"57", "เวียง", "570101"}});
    // Forgotten, it is asked again, also in the next file of the sender whose way has it.
    forget_name(profiles, older);
    CHECK(known_names(profiles).empty());
    REQUIRE(profiles.size() == 1);
    CHECK(profiles[0].sender == "S");
    CHECK(profiles[0].reading.aliases.empty());
}

TEST_CASE("names that were written as a file are names again, a sender's way is a sender's", "[profiles]") {
    std::vector<ImportProfile> profiles;
    Reading names;
    names.aliases = {{"55", "ศิลา", "550503"}};
    take_in_profile(profiles, "names", *reading_from_json(reading_json(names), "names.json"));
    CHECK(known_names(profiles) == names.aliases);
    take_in_profile(profiles, "S", used());
    REQUIRE(profiles.size() == 2);
    CHECK(profiles[1].sender == "S");
    CHECK(profiles[1].reading.decisions.empty());
    CHECK(known_names(profiles) == names.aliases);
}

TEST_CASE("that loaded data may be replaced is said of one file, not of a sender", "[profiles]") {
    Reading said = settled();
    const std::size_t before = profile_of("S", "counts", used(), said).reading.decisions.size();
    // Also by a question that nobody thought of here.
    for (const char* kind : {"counts_total_changes", "roads_are_there", "a_question_of_tomorrow"})
        for (const char* choice : {"replace", "add", "keep_apart", "use_new", "keep_old", "use_this_file",
                                   "an_answer_of_tomorrow"})
            said.decisions.push_back({kind, 0, choice, ""});
    // Rows of another file are no rows of this one.
    for (const char* choice : {"hold", "is_total", "leave_out", "add_up", "keep_first", "keep_last"})
        said.decisions.push_back({"duplicate_code", 0, choice, ""});
    CHECK(profile_of("S", "counts", used(), said).reading.decisions.size() == before);
    // Which sheet of last year's workbook was meant says nothing of this year's.
    said.decisions.push_back({"which_sheet", 0, "use_layer", "2566"});
    CHECK(profile_of("S", "counts", used(), said).reading.decisions.size() == before);
}

TEST_CASE("profiles and how files were read stay with the study", "[profiles]") {
    const test::TempFolder folder;
    Study study;
    remember_profile(study.profiles, profile_of("ศธจ.น่าน", "counts", used(), settled()));
    Dataset data;
    data.sources = {{"counts", "a.csv", "00", 3, "2024-09-30", "", "", reading_json(used())}};
    study.data = std::make_shared<const Dataset>(std::move(data));
    const std::string file = (folder / "s.gpkg").string();
    REQUIRE(save_study(study, file, {}));
    const auto back = StudyFile::open(file, {});
    REQUIRE(back);
    CHECK(back->study().profiles == study.profiles);
    REQUIRE(back->study().data->sources.size() == 1);
    CHECK(back->study().data->sources[0].reading == reading_json(used()));
}

}  // namespace profiles_test
