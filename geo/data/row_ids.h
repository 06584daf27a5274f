// The sender's ids of rows, with the leading zeros that a spreadsheet took from some of them.  Private to
// geo/data.
//
// The trap: ids of several lengths are often meant so; zeros are put back only where the others prove them.
#pragma once

#include "geo/data/import_report.h"
#include "geo/data/positions.h"
#include "geo/data/reading.h"
#include "geo/data/table.h"

#include <string>
#include <unordered_set>

namespace geo {

class RowIds {
public:
    /// Zeros go back where nearly all ids are digits, none is longer than the commonest length, some of that
    /// length begin with zero; not where another row has the id that would come out.  Each is a
    /// repair (id_zeros_restored); a person may want it as sent (keep_as_sent).
    RowIds(const Table& table, int column, const RowNumbers& rows, const Reading& reading,
           ImportReport& report);
    /// "" where the row has none.
    std::string of(const Table::Row& row) const;

private:
    int column_ = -1;
    std::size_t length_ = 0;                 ///< 0: nothing is restored
    std::unordered_set<std::string> taken_;  ///< whole forms of short ids that another row has
    const Reading& reading_;
};

}  // namespace geo
