// Dates as offices write them: 15/05/2567, 15 พ.ค. 67, ๓๐ กันยายน ๒๕๖๗, 2567-05-15, 25670515, 243767; months
// and years likewise.  Stored as ISO 8601 in the Common Era.  Private to geo/data; import.h is the door.
//
// The trap: 2567 is a year that programs take for a far future, and 29/02/2567 is a real day though 2567 is
// no leap year of theirs.
#pragma once

#include "geo/data/reading.h"

#include <optional>
#include <string>
#include <string_view>

namespace geo {

struct CellDate {
    std::string iso;  ///< "2024-05-15"; empty where the day is not plain
    /// How it was written, as the kind of an ImportNote: "date_be_to_ce", "date_be_two_digit",
    /// "date_be_typed_as_ce", "date_serial", "date_day_month_order" (read in the Thai order, day first), ""
    /// for plain; without `iso` why not: "date_impossible", "date_without_year", "date_year_unclear".
    const char* kind = "";
};

/// Nothing where the text is no date.  A year of two digits is Buddhist from 43 on, unclear below.
std::optional<CellDate> date_from_cell(std::string_view cell);

/// The day for which a title holds ("ข้อมูล ณ วันที่ 30 ก.ย. 67", "as of 30 Sep 2024"), as ISO; "" for none.
std::string date_in_title(std::string_view text);

/// A month or a year.
struct Period {
    int year = 0;   ///< of the Common Era; of the kind that the words say
    int month = 0;  ///< 1 to 12; 0 for a year
    YearKind kind = YearKind::unknown;
    bool operator==(const Period&) const = default;
    bool operator<(const Period& other) const {
        return year != other.year ? year < other.year : month < other.month;
    }
};
/// "ต.ค. 66", "ตุลาคม 2566", "Oct 2023", "2023-10"; "2565", "ปีการศึกษา 2565", "FY 2565".  Nothing for other
/// words.
std::optional<Period> period_of(std::string_view text);
/// The last day of the period; of a year whose kind is not known its number alone: "2022".
std::string last_day_of(const Period& period);

}  // namespace geo
