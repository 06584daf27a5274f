// What the examples of the messy folder are made of.  Private to the demonstration.
//
// The trap: every number in an expectation is counted from the rows it was made of, never typed.
#pragma once

#include "geo/base/result.h"
#include "geo/data/demo/region.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace geo::demo {

/// A tambon and its children, as the sender knows them.
struct MessyRow {
    std::string code, province, amphoe, tambon;
    int never = 0, dropped = 0;
    int children() const { return never + dropped; }
};

/// What the import should make of an example.
struct Wanted {
    std::string kind = "counts";
    std::string must = "load";  ///< load, ask, refuse
    std::vector<std::string> also_acceptable;
    std::int64_t rows_in = 0, loaded = 0, rejected = 0, subtotal = 0, duplicate = 0, note = 0;
    std::map<std::string, std::int64_t> by_area;  ///< children of each tambon that is loaded
    std::int64_t missing = 0, suppressed = 0;
    std::string notes;
};
/// All rows loaded as they are.
Wanted wanted(const std::vector<MessyRow>& rows, std::string notes);
/// Places: so many rows loaded.
Wanted wanted_places(std::int64_t loaded, std::string notes);
/// Nothing is loaded.
Wanted wanted_nothing(std::string kind, std::string must, std::int64_t rows, std::string notes);

class MessyFolder {
public:
    explicit MessyFolder(std::string path) : path_(std::move(path)) {}
    const std::string& path() const { return path_; }
    /// A file of these bytes with its expectation.
    Result<void> add(const std::string& name, const std::string& bytes, const Wanted& wanted);
    /// The expectation of a file that is there already.
    Result<void> expect(const std::string& name, const Wanted& wanted);
    const std::vector<std::string>& names() const { return names_; }

private:
    std::string path_;
    std::vector<std::string> names_;
};

/// A header line and one line for each row.
std::string csv_of(const std::string& header, const std::vector<MessyRow>& rows,
                   const std::function<std::string(const MessyRow&)>& line);

Result<void> add_messy_codes(MessyFolder& folder, const std::vector<MessyRow>& rows,
                             const std::vector<MessyRow>& with_ae, const std::vector<MessyRow>& with_am);
Result<void> add_messy_numbers(MessyFolder& folder, const std::vector<MessyRow>& rows);
Result<void> add_messy_tour(MessyFolder& folder, const std::vector<MessyRow>& rows);
Result<void> add_messy_places(MessyFolder& folder, const Region& region);
Result<void> add_messy_layers(MessyFolder& folder, const Region& region);
Result<void> add_messy_grids(MessyFolder& folder, const Region& region);

}  // namespace geo::demo
