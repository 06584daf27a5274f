// A table, or the attributes of a layer, as its sender made it, before anything is read from it: the first
// rows with the kind of each, for a person who checks how the file would be read.
//
// The trap: it is the beginning of the file alone; what an import would say of the rest is not known here.
#pragma once

#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/layout.h"
#include "geo/data/reading.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace geo {

struct SightedSheet {
    std::string name;
    bool hidden = false;
};

struct SightedRow {
    std::int64_t number = 0;  ///< as a spreadsheet shows it; of a layer its shapes from 1, 0 for its header
    RowKind kind = RowKind::blank;
    bool hidden = false;             ///< the sender does not see it
    std::vector<std::string> cells;  ///< as written, all columns of the sheet
};

/// Columns of the table and where they stand in the sheet.
struct SightedColumn {
    std::size_t column = 0;  ///< of SightedRow::cells
    std::string header;      ///< rows of the header joined with " / "
    bool personal = false;   ///< tells of persons, or was said to: its cells are masked
};

struct Sighting {
    std::vector<SightedSheet> sheets;  ///< all of the file, in its order; a text has one without a name
    Reading reading;                   ///< encoding, separator, sheet and header rows that were used
    std::vector<SightedColumn> columns;
    std::vector<SightedRow> rows;  ///< the first of the sheet
    bool more = false;             ///< the sheet goes on below them
};

/// What `reading` says of encoding, separator, sheet and header rows is used, the rest is guessed as an
/// import of that kind into these areas would.  Reads no more of a text than `most_rows` need; a workbook is
/// gone through once.  Of a layer the attributes are shown.  Personal data is masked, nothing of it is handed
/// out.  Fault::not_found, wrong_kind, unreadable, empty, bad_encoding, too_large.
Result<Sighting> look_at(const std::string& file, FileKind kind, const Areas& areas, const Reading& reading,
                         std::size_t most_rows = 200);

}  // namespace geo
