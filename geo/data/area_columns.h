// Which columns of a table say of which area a row is.  Private to geo/data; import.h is the door.
//
// The trap: "จำนวนตำบล" counts tambon, "เขตพื้นที่การศึกษา" is no amphoe, and the code of a province beside those
// of amphoe and tambon is only the first part of a code.
#pragma once

#include "geo/data/areas.h"
#include "geo/data/match.h"
#include "geo/data/reading.h"
#include "geo/data/table.h"

#include <vector>

namespace geo {

/// Columns from 0; -1 for none.
struct AreaColumns {
    int code = -1;                                               ///< whole codes
    int province_code = -1, amphoe_code = -1, tambon_code = -1;  ///< parts of codes
    int province = -1, amphoe = -1, tambon = -1;                 ///< names
    int whole = -1;    ///< one column that names tambon, amphoe and province
    int village = -1;  ///< number or name of a village below the tambon

    bool has_codes() const { return code >= 0 || province_code >= 0; }
    bool has_names() const { return amphoe >= 0 || tambon >= 0 || whole >= 0; }
    bool any() const { return has_codes() || has_names() || province >= 0; }
    /// The column that a note about the area points at.
    int shown() const;
    /// All of them, ascending.
    std::vector<int> all() const;
};

/// What a person set in `reading`, else by header and content.  `names` may be null: then headers alone tell
/// columns of names.  O(cells of 2,000 rows).
AreaColumns area_columns(const Table& table, const Areas& areas, const AreaNames* names,
                         const Reading& reading);

/// Writes the roles into the reading, as the columns of this table.
void set_roles(const Table& table, const AreaColumns& columns, Reading& reading);

}  // namespace geo
