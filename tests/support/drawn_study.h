// The small study, analysed and made drawable: what maps and pages are made of.
#pragma once

#include "geo/study/analysis.h"
#include "render/page.h"
#include "tests/support/small_study.h"
#include "tests/support/test.h"

namespace test {

struct DrawnStudy {
    geo::Study study = study_of_two();
    std::shared_ptr<const geo::Results> results;
    std::shared_ptr<const render::Basemap> base;
    DrawnStudy() {
        geo::Analysis analysis;
        auto run = analysis.run(study, {});
        REQUIRE(run);
        results = *run;
        auto built = render::build_basemap(study.data->areas, {});
        REQUIRE(built);
        base = *built;
    }
    render::Scene page(const render::PageOptions& options) const {
        auto scene = render::page_scene(study, results.get(), base, nullptr, options);
        REQUIRE(scene);
        return *std::move(scene);
    }
};

}  // namespace test
