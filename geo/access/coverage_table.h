// The coverage table as cells, for the formats that are no CSV.  The same columns and the same exact decimals
// as coverage_csv, which a test compares.
#pragma once

#include "geo/access/coverage.h"
#include "geo/data/write_table.h"

#include <span>
#include <string>
#include <vector>

namespace geo {

/// One row for each threshold, level and area, in this order; columns as in cli.md.  O(rows).
OutTable coverage_table(const Areas& areas, std::span<const CoverageTable> tables,
                        const CoverageCsvOptions& options);

/// One row: code, name in Thai and English and level of what it is of, then its numbers.
std::vector<std::string> coverage_cells(std::vector<std::string> named, const Threshold& within,
                                        const CoverageRow& row, const Counting& counting, PlacedOn placed,
                                        const CoverageCsvOptions& options);

/// What a row says of itself, in both languages; "" where it has nothing to say.
std::string made_up_words(const CoverageCsvOptions& options);
std::string estimate_words(const CoverageCsvOptions& options);

}  // namespace geo
