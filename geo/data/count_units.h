// How many persons a number of a table of counts stands for: "(พันคน)", "in thousands".  Private to geo/data;
// import.h is the door.
//
// The trap: "ต่อพันคน" is a rate, and a title may say thousands over numbers that are whole children.
#pragma once

#include "geo/data/import_report.h"
#include "geo/data/reading.h"
#include "geo/data/table.h"

#include <cstdint>
#include <vector>

namespace geo {

/// Of each column 1 or 1000: as a person says, else by its header, else by the words about the table, which
/// report.reading.unit then holds; else 1.  A repair tells of thousands ("unit_thousands").  Where words and
/// numbers do not fit, a person is asked ("unit_unclear", choices thousands and persons).
std::vector<std::int64_t> scales_of(const Table& table, const std::vector<int>& columns,
                                    const Reading& reading, ImportReport& report);

}  // namespace geo
