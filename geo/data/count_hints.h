// Words beside those of a status, a group or an agency: what a column measures that is no child, from whom
// the numbers come, and what holds whoever is in no other column.  Private to geo/data; import.h is the door.
//
// The trap: ติดตาม follows children and "ตาม กสศ." names a source; "ไม่ทราบที่อยู่" is no missing sex.
#pragma once

#include <cstdint>
#include <string>

namespace geo {

/// Says that something is counted, without saying what: จำนวน, (คน), number, total.
bool says_count(const std::string& text);

/// Money, areas, averages: never a number of children, whatever else is said.  Ways, incomes and costs: none
/// where they are what is measured; beside words that say `whom` they may be a place or a reason.
bool is_of_other_units(const std::string& text, bool whom);
/// Years, ages, villages, schools: none, unless children are named beside them.
bool is_of_other_things(const std::string& text);

/// Of the Buddhist or the common era.
constexpr bool is_year_of_our_days(std::int64_t number) {
    return (number >= 2400 && number <= 2600) || (number >= 1990 && number <= 2060);
}

/// Names from whom the number comes: กสศ. and DOPA count the same children, each in their own way.
bool names_source(const std::string& key, bool agency);

/// "เด็กนอกระบบและกลุ่มเสี่ยง": children out of learning and such as still are in school, in one number.
bool mixes_statuses(const std::string& text);

/// What whoever is in none of the other columns is told by.
struct Rest {
    bool any = false;
    bool sex = false, age = false, agency = false;  ///< of which nothing is known
};
/// Takes the words out of `left`.
Rest rest_in(std::string& left);

/// Of such a reason: that they did not enter a school, which may be never enrolled in other words.
bool says_not_entered(const std::string& reason);

/// A reason beside never enrolled and dropped out ("ไม่ศึกษาต่อ"); "" for none.
std::string other_reason_in(const std::string& key);

}  // namespace geo
