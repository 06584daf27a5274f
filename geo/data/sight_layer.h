// The beginning of a layer of a map as a table: a column for each attribute, a row for each shape.  Private
// to geo/data; sighting.h is the door.
#pragma once

#include "geo/base/result.h"
#include "geo/data/import_report.h"
#include "geo/data/sighting.h"
#include "geo/data/table.h"

#include <cstddef>
#include <string>

namespace geo {

/// The layers of a file, the one that would be read, and its first shapes.
struct LayerSight {
    std::vector<SightedSheet> layers;
    Table table;  ///< attributes alone; rows are numbered from 1
    bool more = false;
};

/// The layer that `reading` names, else the first that holds shapes of the kind.  Reads no more than
/// `most_rows` shapes. Fault::not_found, wrong_kind, unreadable.
Result<LayerSight> sight_of_layer(const std::string& file, FileKind kind, const Reading& reading,
                                  std::size_t most_rows);

}  // namespace geo
