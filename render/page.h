// One printed page as ui.md section 8 draws it: headline, reach bar, four numbers, map, table of five,
// sentences, method and source, imprint.
#pragma once

#include "geo/base/words.h"
#include "geo/study/results.h"
#include "geo/study/self_checks.h"
#include "geo/study/study.h"
#include "geo/study/travel_bands.h"
#include "render/scene.h"

#include <memory>
#include <optional>
#include <string>

namespace render {

enum class Paper : std::uint8_t { a4, a3, slide };

struct PageOptions {
    Paper paper = Paper::a4;
    geo::Lang lang = geo::Lang::th;
    std::string area_code;  ///< "" for the whole study, else a province or amphoe
    std::string headline;   ///< "" for the one made from the numbers
    std::shared_ptr<const geo::TravelBands>
        bands;  ///< of the area, drawn where the study's map shows them; null: the areas' colours
    std::optional<geo::CheckSum> checks;  ///< of the results' own checks; none: not made, not told
    bool operator==(const PageOptions&) const = default;
};

/// How bands are asked for that a page of this area shows: as fine as paper does, and no finer.
geo::BandsQuestion bands_on_page(const Basemap& base, const std::string& area_code);

/// Fault::not_found for an unknown area code.
geo::Result<Scene> page_scene(const geo::Study& study, const geo::Results* results,
                              std::shared_ptr<const Basemap> base, std::shared_ptr<const RoadLines> roads,
                              const PageOptions& options);

}  // namespace render
