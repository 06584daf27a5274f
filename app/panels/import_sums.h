// What became of the rows of a file, as one bar that closes, beside the totals that the file itself has.
#pragma once

#include "app/frame.h"
#include "app/import_draft.h"

#include <string>

namespace app {

/// Of what would be loaded now, else of what was read.
RowSums sums_of(const ImportRead& read);
/// The relative of the reach bar with its numbers below; `low` where there is little height.
void row_bar(const Frame& frame, const RowSums& sums, bool low);
/// Children in the rows and whether the totals of the file agree; "" for what has no children.
std::string total_words(const Frame& frame, const ImportRead& read, bool& good);

}  // namespace app
