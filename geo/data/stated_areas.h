// The area that a row of places says it lies in, by code or by names, to hold its position against.  Private
// to geo/data.
//
// The trap: only what is certain is held against a position; a name that is not exactly one area of its
// province states nothing here.  Where no cell says the province, amphoe and tambon together may stand in one
// alone; those that stand in several are of the province that the file is of, if anything says it.
#pragma once

#include "geo/data/areas.h"
#include "geo/data/import_report.h"
#include "geo/data/reading.h"
#include "geo/data/table.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace geo {

struct StatedArea {
    Level level = Level::country;
    AreaId area;  ///< none where the row states nothing that is known
    bool operator==(const StatedArea&) const = default;
};

class StatedAreas {
public:
    /// The areas and the table must outlive it.  `file`: its name may say the province.
    StatedAreas(const Table& table, const Areas& areas, const Reading& reading, const std::string& file);
    StatedArea of(const Table::Row& row) const;
    /// Writes the roles of its columns, where no other has been written, and the province; tells where the
    /// province came from, if rows needed it.
    void tell(const Table& table, ImportReport& report) const;
    bool any() const {
        return code_ >= 0 || std::any_of(names_.begin(), names_.end(), [](int c) { return c >= 0; });
    }

private:
    using ByName = std::map<std::pair<AreaId, std::string>, AreaId>;

    void find_code(const Table& table, const Reading& reading);
    void find_columns(const Table& table, const Reading& reading);
    void index_names();
    void find_province(const Table& table, const Reading& reading, const std::string& file);
    AreaId named(Level level, AreaId above, const std::string& name) const;
    StatedArea below_province(AreaId province, const std::string& amphoe, const std::string& tambon) const;
    StatedArea without_province(const std::string& amphoe, const std::string& tambon) const;
    const std::vector<AreaId>& provinces_with(const std::string& name) const;

    const Areas& areas_;
    int code_ = -1;
    std::array<int, 4> names_{-1, -1, -1, -1};                 ///< columns by level
    ByName by_name_[4];                                        ///< within the level above; none: several
    std::map<std::string, std::vector<AreaId>> provinces_of_;  ///< that have an amphoe of this name
    AreaId province_;                                          ///< of rows that do not say it
    const char* province_by_ = "";  ///< kind of the note that says how it was found
};

}  // namespace geo
