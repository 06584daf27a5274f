#include "geo/data/demo/demo.h"

#include "geo/base/ensure.h"
#include "geo/data/demo/extras.h"
#include "geo/data/demo/region.h"
#include "geo/data/demo/write_files.h"
#include "geo/data/locate.h"

namespace geo {

namespace demo {

Plan plan_of(const DemoOptions& options) {
    if (options.size == DemoSize::small) return region_plan();
    Plan plan = country_plan();
    plan.nodes = options.nodes;
    return plan;
}

Result<Region> make_region(const Plan& plan, std::uint64_t seed, const Progress& progress) {
    Region region;
    if (progress.cancelled()) return fail(Fault::cancelled);
    const Lattice lattice = make_lattice(plan, seed);
    progress.at(0.15);
    if (progress.cancelled()) return fail(Fault::cancelled);
    const Division division = divide(plan, lattice, seed + 100);
    progress.at(0.4);
    if (progress.cancelled()) return fail(Fault::cancelled);
    add_areas(plan, region, lattice, division, seed + 200);
    progress.at(0.55);
    if (progress.cancelled()) return fail(Fault::cancelled);
    const auto highways = make_highways(plan, lattice, division, seed + 300);
    auto settlements = settle(plan, lattice, division, highways, seed + 400);
    keep_inside(plan, region, settlements);
    progress.at(0.7);
    if (progress.cancelled()) return fail(Fault::cancelled);
    const RoadGraph graph = make_road_graph(plan, lattice, division, highways, settlements, seed + 500);
    progress.at(0.85);
    if (progress.cancelled()) return fail(Fault::cancelled);
    region.roads = draw_roads(plan, lattice, graph, seed + 600);
    add_people(plan, region, lattice, division, settlements, seed + 700);
    if (plan.country)
        region.extras = std::make_shared<const Extras>(
            make_extras(plan, region, lattice, division, settlements, seed + 800));
    progress.at(1);
    return region;
}

}  // namespace demo

Result<DemoFiles> write_demo(const std::string& folder, const DemoOptions& options,
                             const Progress& progress) {
    TRY(const demo::Region region,
        demo::make_region(demo::plan_of(options), options.seed, progress.part(0, 0.6, "demo.stage.make")));
    const DemoFiles files;
    TRY_VOID(demo::write_files(region, folder, files, progress.part(0.6, 1, "demo.stage.write")));
    return files;
}

Result<Dataset> demo_dataset(const DemoOptions& options, const Progress& progress) {
    TRY(demo::Region region,
        demo::make_region(demo::plan_of(options), options.seed, progress.part(0, 0.9, "demo.stage.make")));
    if (progress.cancelled()) return fail(Fault::cancelled);
    Dataset data;
    ImportReport report;
    TRY(Areas areas, assembled_areas({}, std::move(region.areas), report, {}));
    const Locator locator(areas, Level::tambon);
    for (Village& village : region.villages) village.area = locator.area_at(village.at);
    for (Place& place : region.places) place.area = locator.area_at(place.at);
    for (CountSeries& series : region.counts) series.source = DemoFiles{}.counts;
    data.areas = std::make_shared<const Areas>(std::move(areas));
    data.villages = std::make_shared<const std::vector<Village>>(std::move(region.villages));
    data.places = std::make_shared<const std::vector<Place>>(std::move(region.places));
    data.counts = std::make_shared<const std::vector<CountSeries>>(std::move(region.counts));
    data.roads = std::make_shared<const Roads>(std::move(region.roads));
    data.made_up = true;
    progress.at(1);
    return data;
}

}  // namespace geo
