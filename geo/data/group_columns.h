// Which columns of a table put its rows into groups: by the group's name, or by yes and no under the name of
// the group.  Private to geo/data.
//
// The trap: "x" is a tick in one list and a "no" in the next, and a column of 0 and 1 may be counts.
#pragma once

#include "geo/data/dataset.h"
#include "geo/data/reading.h"
#include "geo/data/table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// One column of groups, from 0.
struct GroupColumn {
    int column = -1;
    bool yes_or_no = false;  ///< its header is the group; else its cells name groups
};

enum class MemberWord : std::uint8_t { blank, yes, no, unclear };

/// What the cells of a column say as yes and no.
class YesOrNo {
public:
    /// O(cells), less where it is plainly no such column.
    YesOrNo(const Table& table, int column);
    /// True where nine in ten cells say yes or no, or are blank, and some say yes.
    bool any() const { return any_; }
    MemberWord of(std::string_view cell) const;

private:
    std::string only_;          ///< the word whose opposite is "ไม่" before it
    bool cross_is_no_ = false;  ///< other words say yes
    bool numbers_ = false;      ///< 1 and 0 say it
    bool any_ = false;
};

/// Columns from 0; -1 for none.
struct GroupColumns {
    std::vector<GroupColumn> groups;  ///< ascending
    std::vector<int> maybe;           ///< where there is none: columns of words that stand again and again
    int grouping = -1;
    int place_id = -1;  ///< the members are schools
};
/// What a person set in `reading` (roles, and the answer to which_group), else by header and content; ids by
/// what they hold.
GroupColumns group_columns(const Table& table, const Dataset& data, const Reading& reading);

/// By its header: a group's name stands below.
bool is_group_header(const std::string& header);
/// A kind of groups.
bool is_grouping_header(const std::string& header);
/// Of a column that numbers the rows.
bool is_running_number(const std::string& header);
/// Most cells name education service areas, groups or zones.
bool holds_group_names(const Table& table, int column);
/// "กลุ่มเสี่ยง" over numbers counts children; over words it is a list of groups.
bool holds_numbers(const Table& table, int column);

}  // namespace geo
