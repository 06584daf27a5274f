// The undoable document: a dataset, its scenarios, how the map looks.  Small, because the dataset is shared.
#pragma once

#include "geo/data/dataset.h"
#include "geo/data/reading.h"
#include "geo/study/map_style.h"
#include "geo/study/scenario.h"

#include <memory>
#include <string>
#include <vector>

namespace geo {

/// How the files of one sender are read; applied to the next one whose columns fit.
struct ImportProfile {
    std::string sender;
    std::string kind;  ///< file_kind_name(); "" for any
    Reading reading;   ///< without decisions on single rows
    bool operator==(const ImportProfile&) const = default;
};

struct Study {
    std::string title;
    std::shared_ptr<const Dataset> data = std::make_shared<const Dataset>();
    std::vector<Scenario> scenarios = {Scenario{}};
    std::size_t active = 0;  ///< row of scenarios
    MapStyle map;
    std::vector<ImportProfile> profiles;  ///< by sender

    const Scenario& scenario() const { return scenarios[active]; }
    Scenario& scenario() { return scenarios[active]; }
    /// Compares the dataset by identity: cheap, and what undo needs.
    bool operator==(const Study&) const = default;
};

}  // namespace geo
