// How a layer of boundaries differs from the one of the same level that is loaded: areas that were joined,
// split, given another code, moved or left out.  Private to geo/data.
//
// The trap: a code that stands in both need not mean the same area; only where they lie tells.
#pragma once

#include "geo/data/areas.h"
#include "geo/data/import_report.h"
#include "geo/data/read_layers.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace geo {

/// How the areas of a level differ.
struct VintageDifferences {
    /// One for each difference, by code: area_merged, area_split, area_recoded, area_moved, area_missing (in
    /// provinces of which the layer has more than half).
    std::vector<ImportNote> notes;
    /// Loaded areas whose codes the layer does not have and whose ground its areas cover: they would lie
    /// twice on the map.
    std::set<std::string> covered;
    /// Where a loaded area lies mostly in one of another code, and none of it where its own is now: that
    /// code, by its own.
    std::map<std::string, std::string> home;
    bool any() const { return !notes.empty() || !covered.empty(); }
};

/// Nothing where all areas of both lie where their codes say.  Shares are measured by a grid of points in
/// each area that is not plainly the same.  O(areas x points of their shapes).
VintageDifferences vintage_differences(const AreaLevel& loaded, const std::vector<AreaRow>& fresh,
                                       const ImportReport& report);

}  // namespace geo
