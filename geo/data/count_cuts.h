// Which of several counts of the same children add up: columns, or the categories of a long table.  Private
// to geo/data; import.h is the door.
//
// The trap: months of a stock, years, groups and columns that overlap count children twice; what cannot be
// added is never added.
#pragma once

#include "geo/data/count_words.h"
#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace geo {

/// True where these parts add up to what is stated beside them, as far as the numbers say; the second says
/// whether the numbers say anything.
using AddsUp = std::function<bool(const std::vector<std::size_t>& parts, bool& known)>;

/// Rows of `words` that are no two of the same child and are all split in the same way, finest first; empty
/// for none.  Of `among`.  Groups overlap and are no cut; one sex alone is
/// none, unless `rows`: a long table may leave out what is 0.
std::vector<std::size_t> disjoint_cut(const std::vector<CountWords>& words,
                                      const std::vector<std::size_t>& among, bool rows,
                                      const AddsUp& adds_up);

/// Of counts of several years those of the latest, with a warning that names the others ("years_apart",
/// "year_kind_unknown").  Of several months all where they are new findings, else the latest; where nobody
/// says which, a person is asked ("months_unclear", choices add_months and latest_month).  Of `among`.
std::vector<std::size_t> of_latest(const std::vector<CountWords>& words,
                                   const std::vector<std::size_t>& among, const Table& table,
                                   const Reading& reading, const AddsUp& adds_up, ImportReport& report);

/// The period as the series is dated, with what a person said of the kind of the year.
std::string date_of(const CountWords& words, const Reading& reading);

}  // namespace geo
