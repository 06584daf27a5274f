// A draft read beside the window: the file as its sender made it, what it asks, and what would be loaded.
#pragma once

#include "app/import_draft.h"
#include "app/lane.h"
#include "geo/data/import_apart.h"

namespace app {

/// Never fails: what could not be read says so in `error`.  Sets all but `version`.
ImportRead read_of(const geo::Apart& apart, const ImportDraft& draft, const Snapshot& study,
                   const geo::Progress& progress);

}  // namespace app
