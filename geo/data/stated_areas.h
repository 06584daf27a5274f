// The area that a row of places says it lies in, by code or by names, to hold its position against.  Private
// to geo/data.
//
// The trap: only what is certain is held against a position; a name that is not exactly one area of its
// province states nothing here.
#pragma once

#include "geo/data/areas.h"
#include "geo/data/reading.h"
#include "geo/data/table.h"

#include <array>
#include <map>
#include <string>
#include <utility>

namespace geo {

struct StatedArea {
    Level level = Level::country;
    AreaId area;  ///< none where the row states nothing that is known
    bool operator==(const StatedArea&) const = default;
};

class StatedAreas {
public:
    /// The areas and the table must outlive it.
    StatedAreas(const Table& table, const Areas& areas, const Reading& reading);
    StatedArea of(const Table::Row& row) const;
    /// Writes the roles of its columns, where no other has been written.
    void tell(const Table& table, Reading& reading) const;
    bool any() const { return code_ >= 0 || names_[1] >= 0; }

private:
    const Areas& areas_;
    int code_ = -1;
    std::array<int, 4> names_{-1, -1, -1, -1};                     ///< columns by level
    std::map<std::pair<AreaId, std::string>, AreaId> by_name_[4];  ///< within the level above; none: several
};

}  // namespace geo
