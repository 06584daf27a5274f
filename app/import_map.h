// The small map beside the assistant: which areas a file says something of, which wait for a person, and
// where its notes are.
#pragma once

#include "app/import_draft.h"
#include "geo/data/dataset.h"
#include "render/basemap.h"

#include <memory>
#include <optional>

namespace app {

/// What the map is made of; another one is made anew.
struct ImportMapOf {
    std::shared_ptr<const ImportRead> read;
    std::optional<geo::LonLat> focus;  ///< a place that a person wants to see
    float width = 268, height = 220;   ///< design pixels
    float scale = 1;
    render::Theme theme = render::Theme::light;
    bool operator==(const ImportMapOf&) const = default;
};

/// `base` is of the areas of of.read->after.  O(areas + points seen).
ImportMap import_map_of(const std::shared_ptr<const render::Basemap>& base, const ImportMapOf& of);

}  // namespace app
