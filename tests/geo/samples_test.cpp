#include "geo/study/samples.h"

#include "geo/base/words.h"
#include "geo/data/demand.h"
#include "geo/data/demo/pilots.h"
#include "tests/support/small_study.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>

namespace samples_test {

TEST_CASE("the lists of pilots are those that were published, their double included", "[demo]") {
    REQUIRE(geo::demo::pilots_2566().size() == 15);
    REQUIRE(geo::demo::pilots_2567().size() == 25);
    const auto before = geo::demo::province_codes(geo::demo::pilots_2566());
    const auto after = geo::demo::province_codes(geo::demo::pilots_2567());
    REQUIRE(before.size() == 14);  // Chiang Mai stands twice
    REQUIRE(after.size() == 25);
    std::vector<std::string> both, gone;
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(both));
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
    CHECK(both.size() == 13);
    CHECK(gone == std::vector<std::string>{"82"});  // Phang Nga
}

TEST_CASE("each programme is a sample with words in both languages, what is still to come among them",
          "[demo]") {
    const auto& all = geo::sample_studies();
    REQUIRE(all.size() == 7);
    for (const geo::SampleStudy& sample : all)
        for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en})
            for (const char* part : {".title", ".fact", ".what", ".later"})
                CHECK_FALSE(geo::word(lang, std::string{"sample."} + sample.key + part).empty());
    for (const geo::SampleStudy& sample : all)
        CHECK(std::is_sorted(sample.provinces.begin(), sample.provinces.end()));
}

TEST_CASE("a sample asks its own question and leaves the data alone", "[demo]") {
    const geo::Study country = test::study_of_two();
    const auto& all = geo::sample_studies();
    const auto kanchanaburi = std::find_if(all.begin(), all.end(), [](const geo::SampleStudy& sample) {
        return std::string{sample.key} == "kanchanaburi";
    });
    REQUIRE(kanchanaburi != all.end());
    geo::Study asked = country;
    asked.scenario().travel.place_kinds = 1U << static_cast<unsigned>(geo::PlaceKind::learning_unit);
    const geo::Study study = geo::sample_study(asked, *kanchanaburi, "กาญจนบุรี");
    CHECK(study.data == country.data);
    CHECK(study.title == "กาญจนบุรี");
    CHECK(study.map.level == geo::Level::tambon);
    CHECK(study.map.indicator == geo::Indicator::share_covered);
    CHECK(study.scenario().travel.services == geo::service_non_formal);
    // A school that teaches three systems counts beside the units.
    CHECK((study.scenario().travel.place_kinds & (1U << static_cast<unsigned>(geo::PlaceKind::school))) != 0);
}

TEST_CASE("the sample of those brought back holds the published sums, agency by agency, through the import",
          "[demo][import]") {
    const test::TempFolder folder;
    const auto& all = geo::sample_studies();
    const auto bring_back =
        std::find_if(all.begin(), all.end(), [](const geo::SampleStudy& one) { return one.own_table; });
    REQUIRE(bring_back != all.end());
    const geo::Study study = geo::sample_study(test::study_of_two(), *bring_back,
                                               geo::word(geo::Lang::th, "sample.bring_back.title"));
    const auto made = geo::with_own_table(study, *bring_back, folder.path().string());
    REQUIRE(made);
    CHECK(std::filesystem::is_empty(folder.path()));
    std::map<std::string, std::int64_t> by_agency;
    std::int64_t returned = 0, all_out = 0;
    for (const geo::CountSeries& one : *made->data->counts) {
        std::int64_t sum = 0;
        for (const geo::CountCell& cell : one.cells) sum += cell.children_milli;
        CHECK(one.date_iso == "2022-01-17");
        CHECK_FALSE(one.definition.empty());
        if (one.status == geo::ChildStatus::returned) {
            CHECK_FALSE(one.in_total);
            returned += sum;
            continue;
        }
        CHECK(one.status == geo::ChildStatus::dropped_out);
        if (one.in_total) all_out += sum;
        by_agency[one.agency] += sum;
    }
    CHECK(by_agency["สพฐ."] == 78'003'000);
    CHECK(by_agency["สป."] == 50'592'000);
    CHECK(by_agency["สอศ."] == 55'599'000);
    CHECK(by_agency["พม."] == 54'513'000);
    CHECK(all_out == 238'707'000);
    CHECK(returned == 127'952'000);
    CHECK(all_out - returned == 110'755'000);
    CHECK(made->data->made_up);
    const auto demand = geo::build_demand(*made->data, made->scenario().travel.children);
    REQUIRE(demand);
    CHECK(demand->total_milli[0][0] == 238'707'000);
    // Other samples keep the data that they were given.
    const auto same = geo::with_own_table(study, all.front(), folder.path().string());
    REQUIRE(same);
    CHECK(same->data == study.data);
}

}  // namespace samples_test
