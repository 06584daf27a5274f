// Lines between the rows of a table that say whom the rows below count: "เด็กออกกลางคัน", "กลุ่มเสี่ยง".  Private
// to geo/data; import.h is the door.
//
// The trap: a remark between two pages is no section, nor is a note below the table.
#pragma once

#include "geo/data/table.h"

#include <optional>
#include <vector>

namespace geo {

struct Sections {
    Table table;                     ///< with a column more, that says of each row the line above it
    std::vector<Table::Line> lines;  ///< that say whom the rows below them count, ascending
};

/// Nothing where no line between the rows says whom they count.  Other lines end no section.
std::optional<Sections> with_sections(const Table& table);

}  // namespace geo
