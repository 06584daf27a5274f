// One cell of somebody's table as what it means: an area code, a count, a coordinate.
#pragma once

#include "geo/data/dataset.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

struct CodeCell {
    std::string code;  ///< 2, 4, 6 or 8 digits
    bool repaired = false;  ///< the cell said it in another way: TH571006, 571006.0, 5.71006E+05, ๕๗๑๐๐๖
};
/// Nothing where the cell is no area code.
std::optional<CodeCell> code_from_cell(std::string_view cell);

struct CountValue {
    CellState state = CellState::missing;
    std::int64_t milli = 0;
    bool repaired = false;  ///< Thai digits, thousands separators, "คน"
};
/// A count: "1,234 คน", "๑๒", "-" (missing), "*" or "<5" (hidden), 0 (a true zero).  Nothing where it is none
/// of these: a comma stands for thousands only between groups of three digits, and "<" needs a number.
std::optional<CountValue> count_from_cell(std::string_view cell);

/// Decimal degrees, or any plain decimal number.
std::optional<double> number_from_cell(std::string_view cell);

/// True for 13 digits with the check digit of a Thai personal id.
bool is_personal_id(std::string_view cell);

/// Numbers of 13 digits in a cell, alone or within a text, written in one piece or as 1-2345-67890-12-1.
struct LongNumbers {
    std::size_t all = 0;
    std::size_t valid = 0;  ///< with the check digit of a Thai personal id
};
LongNumbers long_numbers(std::string_view cell);

/// "ตำบลวาวี", "ต.วาวี" to "วาวี".
std::string without_area_prefix(const std::string& name);

}  // namespace geo
