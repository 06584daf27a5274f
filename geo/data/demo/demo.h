// The small demonstration: a made-up region of five provinces, generated from a seed, written as ordinary
// files and imported like anybody's.  No name or coordinate comes from a file of others.
//
// The same seed gives the same bytes on any number of threads.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/dataset.h"

#include <cstdint>
#include <string>
#include <vector>

namespace geo {

/// Raised whenever a seed gives other facts than before: what was kept of an older one is made anew.
inline constexpr int demo_version = 4;

enum class DemoSize : std::uint8_t { small, country };

struct DemoOptions {
    std::uint64_t seed = 2567;
    DemoSize size = DemoSize::small;
    std::size_t nodes = 4000000;  ///< of the country's roads, about
    bool operator==(const DemoOptions&) const = default;
};

/// Names of the files that write_demo makes in its folder.
struct DemoFiles {
    std::string areas = "areas.gpkg";  ///< layers province, amphoe, tambon
    std::string villages = "villages.csv";
    std::string places = "places.csv";
    std::string counts = "counts.xlsx";  ///< also as counts.csv
    std::string roads = "roads.osm.pbf";
    std::vector<std::string> grids = {};  ///< people, heights, land cover; of the country alone
};

/// Generates and writes the files into `folder` (made where missing); the region takes 2 s, the country a
/// minute.  Who is stopped (Fault::cancelled, within 0.2 s) leaves none of its files.  Fault::unwritable.
Result<DemoFiles> write_demo(const std::string& folder, const DemoOptions& options, const Progress& progress);

/// The same facts without files, for tests and for the first start: about 60 amphoe, 450 tambon, 4,000
/// villages, 2,000 schools, 100,000 road nodes.
Result<Dataset> demo_dataset(const DemoOptions& options, const Progress& progress);

/// The country's hand-written mainland and islands, for a small picture of it.
MultiPolygon demo_country_outline();

/// Where its provinces lie in that picture.
struct DemoProvince {
    std::string code;
    LonLat middle;
    double area_km2 = 0;
};
std::vector<DemoProvince> demo_country_provinces();

}  // namespace geo
