// What a cell looks like before its column is known.  Private to geo/data.
#pragma once

#include <cstdint>
#include <string_view>

namespace geo {

enum class CellLook : std::uint8_t {
    blank,
    mark,    ///< "-", "*", "n/a", "#DIV/0!": says nothing of what the column holds
    number,  ///< also codes, dates and positions in digits
    text
};
/// O(length).
CellLook look_of(std::string_view cell);

/// Digits with points, commas and blanks.
bool is_plain_number(std::string_view cell);

/// A number as headers have them: a year, alone or with ปี or พ.ศ.
bool is_year(std::string_view cell);

/// An area code of four, six or eight digits by its shape.
bool is_area_code(std::string_view cell);

/// An error of a spreadsheet: "#DIV/0!", "#REF!".
bool is_cell_error(std::string_view cell);

/// A word that names a column (รหัสตำบล, จำนวน, code) or its unit.
bool is_header_word(std::string_view cell);

/// "อำเภอแม่สอด", "จ.ตาก": an amphoe or a province with its title.
bool is_block_name(std::string_view cell);
/// Of these a province.
bool is_province_name(std::string_view cell);

/// True where the text begins as notes below a table do (หมายเหตุ, ที่มา).
bool begins_note(std::string_view cell);

/// "หน้า 2", "หน้าที่ 2/5", "Page 2 of 5".
bool is_page_line(std::string_view cell);

}  // namespace geo
