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

namespace {

/// The fractions are those of the time that the country takes.
Region made_region(Plan plan, std::uint64_t seed, const Progress& progress) {
    double done = 0;
    const auto next = [&](double until) {
        plan.watch.go_on();
        plan.watch.progress = progress.part(done, until, "demo.stage.make");
        plan.watch.progress.at(0);
        done = until;
    };
    Region region;
    next(0.08);
    Lattice lattice = make_lattice(plan, seed);
    next(0.27);
    lattice.watch = plan.watch;
    const Division division = divide(plan, lattice, seed + 100);
    next(0.33);
    add_areas(plan, region, lattice, division, seed + 200);
    next(0.63);
    lattice.watch = plan.watch;
    const auto highways = make_highways(plan, lattice, division, seed + 300);
    next(0.65);
    auto settlements = settle(plan, lattice, division, highways, seed + 400);
    keep_inside(plan, region, settlements);
    next(0.96);
    lattice.watch = plan.watch;
    const RoadGraph graph = make_road_graph(plan, lattice, division, highways, settlements, seed + 500);
    next(1);
    region.roads = draw_roads(plan, lattice, graph, seed + 600);
    plan.watch.progress.at(0.7);
    add_people(plan, region, lattice, division, settlements, seed + 700);
    plan.watch.progress.at(0.8);
    if (plan.country)
        region.extras = std::make_shared<const Extras>(
            make_extras(plan, region, lattice, division, settlements, seed + 800));
    progress.at(1);
    return region;
}

}  // namespace

Result<Region> make_region(const Plan& plan, std::uint64_t seed, const Progress& progress) {
    if (progress.cancelled()) return fail(Fault::cancelled);
    Plan watched = plan;
    watched.watch = {progress};
    try {
        return made_region(std::move(watched), seed, progress);
    } catch (const Unwanted&) {
        return fail(Fault::cancelled);
    }
}

}  // namespace demo

MultiPolygon demo_country_outline() {
    const demo::Plan plan = demo::country_plan();
    MultiPolygon out;
    for (const auto& land : plan.outline.lands) {
        Polygon& polygon = out.emplace_back();
        for (const demo::Outline::Side& side : land) polygon.outer.push_back(plan.plane.lonlat(side.a));
    }
    return out;
}

std::vector<DemoProvince> demo_country_provinces() {
    const demo::Plan plan = demo::country_plan();
    std::vector<DemoProvince> out;
    for (const demo::PlannedProvince& province : plan.provinces)
        out.push_back({province.code, plan.plane.lonlat(province.middle), province.area_km2});
    return out;
}

Result<DemoFiles> write_demo(const std::string& folder, const DemoOptions& options,
                             const Progress& progress) {
    TRY(const demo::Region region,
        demo::make_region(demo::plan_of(options), options.seed, progress.part(0, 0.97, "demo.stage.make")));
    DemoFiles files;
    if (region.extras) files.grids = {"people.tif", "elevation.tif", "land_cover.tif"};
    TRY_VOID(demo::write_files(region, folder, files, progress.part(0.97, 1, "demo.stage.write")));
    return files;
}

Result<Dataset> demo_dataset(const DemoOptions& options, const Progress& progress) {
    TRY(demo::Region region,
        demo::make_region(demo::plan_of(options), options.seed, progress.part(0, 0.9, "demo.stage.make")));
    if (progress.cancelled()) return fail(Fault::cancelled);
    Dataset data;
    ImportReport report;
    TRY(Areas areas, assembled_areas({}, std::move(region.areas), {}, report, {}));
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
