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

/// Of each column how many persons its numbers stand for (1, 100, 1,000, ... 1,000,000): by its header, else
/// by the words about the table, else as a person says, else 1.  Repairs tell what was multiplied
/// ("unit_thousands", "unit_multiplied"); where all are thousands report.reading.unit says so.
/// A person is asked ("unit_unclear", choices persons and what is stated) where whole numbers are thousands,
/// where words say another power of ten or contradict each other, and where they are plain but reading.unit
/// or an answer says otherwise: that may be of an earlier file.  An answer with the same words in its value
/// is of this one and holds.  Whoever sets reading.unit anew takes such an answer back.
std::vector<std::int64_t> scales_of(const Table& table, const std::vector<int>& columns,
                                    const Reading& reading, ImportReport& report);

}  // namespace geo
