#include "geo/study/samples.h"

#include "geo/base/whole_file.h"
#include "geo/data/demand.h"
#include "geo/data/demo/pilots.h"
#include "geo/data/import.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>

namespace geo {

const std::vector<SampleStudy>& sample_studies() {
    static const std::vector<SampleStudy> all = [] {
        SampleStudy asean{"asean"};
        asean.provinces = demo::province_codes(demo::pilots_2566());
        SampleStudy nakhon_phanom{"nakhon_phanom"};
        nakhon_phanom.provinces = {"48"};
        nakhon_phanom.level = Level::tambon;
        SampleStudy kanchanaburi{"kanchanaburi"};
        kanchanaburi.provinces = {"71"};
        kanchanaburi.level = Level::tambon;
        kanchanaburi.indicator = Indicator::share_covered;
        kanchanaburi.services = service_non_formal;
        kanchanaburi.all_kinds = true;
        SampleStudy zero_dropout{"zero_dropout"};
        zero_dropout.provinces = demo::province_codes(demo::pilots_2567());
        SampleStudy songkhla{"songkhla"};
        songkhla.provinces = {"90"};
        songkhla.level = Level::tambon;
        songkhla.indicator = Indicator::not_reached;
        SampleStudy khon_kaen{"khon_kaen"};
        khon_kaen.provinces = {"40"};
        khon_kaen.level = Level::tambon;
        khon_kaen.indicator = Indicator::share_covered;
        SampleStudy bring_back{"bring_back"};
        bring_back.own_table = true;
        return std::vector<SampleStudy>{
            std::move(asean),    std::move(nakhon_phanom), std::move(kanchanaburi), std::move(zero_dropout),
            std::move(songkhla), std::move(khon_kaen),     std::move(bring_back)};
    }();
    return all;
}

std::string bring_back_table(const Dataset& data) {
    // Dropped out in the school year 2564 by agency, and those of them brought back (17 January 2565).
    static constexpr std::array<std::int64_t, 5> figures = {78003, 50592, 55599, 54513, 127952};
    const AreaLevel& provinces = data.areas->at(Level::province);
    std::vector<std::int64_t> weights(provinces.size(), 0);
    if (const auto demand = build_demand(data, {}))
        weights = demand->total_milli[static_cast<std::size_t>(Level::province)];
    std::array<std::vector<std::int64_t>, figures.size()> parts;
    for (std::size_t f = 0; f < figures.size(); ++f) parts[f] = shared_out(figures[f], weights);
    std::string out =
        "\xEF\xBB\xBFพาน้องกลับมาเรียน ออกกลางคัน ปีการศึกษา 2564 ข้อมูล ณ 17 มกราคม 2565 (กระจายรายจังหวัด: "
        "ข้อมูลสมมติ),,,,,,,\r\ncode,จังหวัด,ออกกลางคัน,,,,,กลับเข้าเรียน\r\n"
        ",,สพฐ.,สป.,สอศ.,เด็กพิการ (พม.),รวม,\r\n";
    for (std::size_t p = 0; p < provinces.size(); ++p)
        out += fmt::format("\"{}\",{},{},{},{},{},{},{}\r\n", provinces.code[p], provinces.name_th[p],
                           parts[0][p], parts[1][p], parts[2][p], parts[3][p],
                           parts[0][p] + parts[1][p] + parts[2][p] + parts[3][p], parts[4][p]);
    return out;
}

Result<Study> with_own_table(Study study, const SampleStudy& sample, const std::string& folder) {
    if (!sample.own_table) return study;
    Dataset data = *study.data;
    const std::string file = folder + "/bring_back_2564.csv";
    TRY_VOID(write_whole(file, bring_back_table(data)));
    data.counts = std::make_shared<const std::vector<CountSeries>>();
    std::erase_if(data.sources, [](const SourceFile& source) { return source.kind == "counts"; });
    auto imported = import_file(data, file, FileKind::counts, {}, {});
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    if (!imported) return fail(imported.error());
    // The folder is passing; the study of a sample is the same wherever it is made.
    for (SourceFile& source : imported->data.sources) source.origin.clear();
    study.data = std::make_shared<const Dataset>(std::move(imported->data));
    return study;
}

Study sample_study(Study country, const SampleStudy& sample, const std::string& title) {
    country.title = title;
    country.map.level = sample.level;
    country.map.indicator = sample.indicator;
    Travel& travel = country.scenario().travel;
    travel.children = sample.children;
    travel.services = sample.services;
    if (sample.all_kinds) travel.place_kinds = Travel{}.place_kinds;
    return country;
}

}  // namespace geo
