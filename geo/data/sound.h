// Whether a value that came from elsewhere keeps the promises of its type: an enumeration holds one of its
// names, a row number is one of a row that is there, a coordinate is a number.
//
// The trap: sound is not true.  A value that is sound breaks nothing; whether it says what the file says,
// nobody can see from it.
#pragma once

#include "geo/data/dataset.h"
#include "geo/data/import.h"
#include "geo/data/import_report.h"
#include "geo/data/reading.h"
#include "geo/data/sighting.h"

namespace geo {

bool is_sound(FileKind kind);
bool is_sound(const Reading& reading);
/// Also that every row is accounted for.
bool is_sound(const ImportReport& report);
bool is_sound(const AskedPoints& points);
/// Also that every row of the table has all its columns.
bool is_sound(const Sighting& sighting);
/// Every cell holds a value of its kind or none, and the grid lies somewhere.  O(cells).
bool is_sound(const Grid& grid);
/// O(points of all shapes, nodes of roads, cells).
bool is_sound(const Dataset& data);

}  // namespace geo
