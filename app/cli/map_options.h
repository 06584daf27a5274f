// The options that say how a map looks: what is shown, at which level, in which classes, colours and layers;
// put over the style that the study was saved with.
#pragma once

#include "app/cli/session.h"
#include "geo/study/map_style.h"

#include <string>

namespace CLI {
class App;
}

namespace app {

struct MapOptions {
    std::string show, level, method, breaks, palette, layers;
    std::string doubt, age_on, bands;
    int classes = 0;     ///< 0: as in the study
    int old_months = 0;  ///< 0: as in the study

    void add_to(CLI::App* command, const Session& session);
    /// Fault::bad_value that names the option and what it may be.
    geo::Result<void> apply(geo::MapStyle& style) const;
};

}  // namespace app
