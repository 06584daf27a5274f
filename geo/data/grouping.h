// Groupings that do not nest in amphoe and provinces: education service areas, pilot sets, own zones.  Each
// is a level that results are summed to.
//
// The trap: groups may overlap.  A child in two groups counts in each, so no total over groups may be printed
// where any area is in two of them.
#pragma once

#include "geo/data/areas.h"

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace geo {

struct Dataset;

/// The members that one file gives a group.  Codes and ids, not rows: they hold when areas or places are
/// loaded anew.
struct AreaGroup {
    std::string grouping;             ///< "เขตพื้นที่การศึกษา"
    std::string name;                 ///< "สพป. สงขลา เขต 2"
    std::string source;               ///< SourceFile::file
    std::vector<std::string> areas;   ///< codes of any level, ascending, each once
    std::vector<std::string> places;  ///< ids of schools, ascending, each once
    bool operator==(const AreaGroup&) const = default;
};

/// One grouping as it lies on the areas of a dataset.
struct Rollup {
    struct Group {
        std::string name;
        /// Areas of any level, none inside another, ascending.  A school stands for the finest area that
        /// holds it.
        std::vector<std::pair<Level, AreaId>> members;
        std::vector<AreaId> finest;  ///< the finest areas in them, ascending
    };
    std::string name;
    std::vector<Group> groups;           ///< by name
    std::size_t areas_in_several = 0;    ///< finest areas in more than one group
    std::size_t areas_in_none = 0;       ///< finest areas in no group
    std::vector<std::string> not_found;  ///< members that the areas or places do not know
    bool overlaps() const { return areas_in_several > 0; }
};

/// Names of the groupings, each once, ascending.
std::vector<std::string> grouping_names(const Dataset& data);
/// O(members + areas).  No groups where there is no grouping of that name.
Rollup rollup_of(const Dataset& data, const std::string& grouping);

}  // namespace geo
