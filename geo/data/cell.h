// One cell of somebody's table as what it means: a count, a coordinate.  Area codes: area_code.h.
#pragma once

#include "geo/data/area_code.h"
#include "geo/data/dataset.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

struct CountValue {
    CellState state = CellState::missing;
    std::int64_t milli = 0;
    /// How the cell wrote the number, as the kind of an ImportNote: "thai_digits", "number_thousands_comma",
    /// "number_unit_suffix", "number_float", "number_fullwidth", "number_nbsp", "number_spaces"; "" for
    /// plain.
    const char* dress = "";
};
/// A count: "1,234 คน", "๑๒", "-" (missing), "*" or "<5" (hidden), 0 (a true zero).  Nothing where it is none
/// of these: a comma or a blank stands for thousands only between groups of three digits, "<" needs a number,
/// and the mark of a note (54¹) is no digit.
std::optional<CountValue> count_from_cell(std::string_view cell);

/// Why a cell is no count: "number_negative", "number_decimal" (more than three decimals), "number_with_note"
/// ("15 (ข้อมูลปี 66)", "54¹"), "two_numbers" ("7 9"), "number_is_text" ("ประมาณ 20-30 คน") or "bad_number".
const char* count_fault(std::string_view cell);

/// The number that a note stands beside: "15" of "15 (ข้อมูลปี 66)"; "" where it is not plain which it is.
std::string number_within(std::string_view cell);

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

}  // namespace geo
