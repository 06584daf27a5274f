#include "geo/study/samples.h"

#include "geo/data/demo/pilots.h"

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
        bring_back.children.series = child_status_name(ChildStatus::dropped_out);
        return std::vector<SampleStudy>{
            std::move(asean),    std::move(nakhon_phanom), std::move(kanchanaburi), std::move(zero_dropout),
            std::move(songkhla), std::move(khon_kaen),     std::move(bring_back)};
    }();
    return all;
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
