// Which columns of a layer say a road's class, direction, surface and speed, and what their words mean in
// OpenStreetMap's.  Private to geo/data.
//
// The trap: "T" is true in one layer and "against the line" in Geofabrik's; the other values of the column
// tell.
#pragma once

#include "geo/data/reading.h"

#include <optional>
#include <string>
#include <vector>

namespace geo {

/// The road class (OpenStreetMap's word, "primary_link" too) that a cell names, in Thai or English; nothing
/// where it names none.
std::optional<std::string> road_class_word(const std::string& cell);

/// "paved" or "unpaved"; nothing where the cell names no surface.
std::optional<std::string> road_surface_word(const std::string& cell);

/// What the columns of a layer hold; -1 for none.
struct RoadColumns {
    int road_class = -1;
    int other_class = -1;  ///< asked where the first says nothing
    int one_way = -1, surface = -1, speed = -1, bridge = -1;
    bool letters = false;  ///< F, T and B: along the line, against it, both
};

/// From names and the cells of some rows, told by content first.
RoadColumns road_columns(const std::vector<std::string>& header,
                         const std::vector<std::vector<std::string>>& rows);

/// What a person said of columns goes before what was found; a column of another role is forgotten.
void take_roles(const Reading& reading, const std::vector<std::string>& header,
                const std::vector<std::vector<std::string>>& rows, RoadColumns& columns);
/// What the columns were read as.
void set_roles(const std::vector<std::string>& header, const RoadColumns& columns, Reading& reading);

/// "yes", "-1" or "no" of OpenStreetMap.
std::string one_way_word(const std::string& cell, bool letters);

}  // namespace geo
