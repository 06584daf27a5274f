// The sheets of a workbook (XLSX) as rows of text.  Private to geo/data; table.h is the door.
//
// The trap: a small file may unpack to gigabytes, so the sizes are asked for before anything is unpacked.
#pragma once

#include "geo/base/result.h"

#include <string>
#include <vector>

namespace geo {

struct Sheet {
    std::string name;
    bool hidden = false;
    std::vector<std::vector<std::string>> rows;  ///< row 0 is row 1 of the spreadsheet
};

/// Fault::too_large where it unpacks to more than 256 MiB, unreadable, empty.
Result<std::vector<Sheet>> workbook_sheets(const std::string& file);

}  // namespace geo
