// A folder of messy files: one small example for each way in which tables and layers of real senders go
// wrong, named after what is odd, with the outcome that is wanted beside it.  Names and numbers are made up.
//
// The trap: an expectation says what is wanted, not what the product does today; the test of the import names
// the files where the two still differ.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace geo {

/// Writes areas.gpkg (the boundaries that the files belong to), the examples, and beside each
/// `<name>.expected.json`: kind, must, acceptable, rows_in, rows_loaded, rows_rejected, rows_subtotal,
/// rows_duplicate, rows_note, total_children, by_area, missing_cells, suppressed_cells, notes.  The names of
/// the examples in order.  The same seed gives the same bytes.  Fault::unwritable, cancelled.
Result<std::vector<std::string>> write_messy(const std::string& folder, std::uint64_t seed,
                                             const Progress& progress);

}  // namespace geo
