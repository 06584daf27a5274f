// What the words of a column or of a category say of the children that are counted: status, group, agency,
// sex, age, month or year.  Private to geo/data; import.h is the door.
//
// The trap: ชายแดน is a border and no boys, "ม.1-3" are grades and no ages, and a column that names two
// reasons holds both.
#pragma once

#include "geo/data/date.h"
#include "geo/data/reading.h"

#include <optional>
#include <string>

namespace geo {

struct CountWords {
    CountMeaning meaning;          ///< without a date
    std::optional<Period> period;  ///< of a column of one month or year
    bool sum = false;              ///< รวม, ทั้งหมด
    bool share = false;            ///< a percentage or a rate
    bool others = false;  ///< of others than children out of learning: all who live there, households, pupils
    bool pupils = false;  ///< others for no other reason than that they are pupils
    bool out_of_school = false;  ///< says that they are out of school, without a reason
    bool children = false;       ///< names children
    bool both_reasons = false;   ///< never enrolled and dropped out in one
    bool counts = false;         ///< says that something is counted: จำนวน, (คน)
    bool measure = false;        ///< of something that is no child: years, money, areas, ways, villages
    bool source = false;         ///< says from whom the number comes; sources count the same children
    bool mixed = false;          ///< children out of learning and at risk in one
    bool rest = false;           ///< whoever is in no other column: ไม่ระบุ, อื่น ๆ
    bool rest_of_sex = false, rest_of_age = false, rest_of_agency = false;  ///< of which nothing is known
    std::string reason;  ///< out of school for another reason than the two: "ไม่ศึกษาต่อ"
    bool plain = false;  ///< nothing in the words is unknown
    /// Says whether its children are out of learning.
    bool says_whom() const {
        return out_of_school || both_reasons || mixed || meaning.status != ChildStatus::any;
    }
    /// True where the meaning says more than "all children".
    bool any() const {
        const CountMeaning& m = meaning;
        return m.status != ChildStatus::any || !m.group.empty() || !m.agency.empty() || !m.age_band.empty() ||
               !m.sex.empty() || period.has_value();
    }
};

/// Joined headers: "สพฐ. / ชาย", "อายุ / 6-11 ปี".  Agencies as their Thai short names ("สพฐ."), groups as
/// "disability", "poverty", "migrant", "stateless", "ethnic", "border", "early_childhood",
/// "after_lower_secondary", sex as "male" and "female", ages as "6-11", "7", "15+", "-6".
CountWords count_words(const std::string& text);

/// True where no child can be in both: they differ in status, sex, agency or period, or their ages are apart.
bool are_disjoint(const CountWords& a, const CountWords& b);

}  // namespace geo
