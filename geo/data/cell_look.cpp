#include "geo/data/cell_look.h"

#include "geo/base/text.h"
#include "geo/data/cell.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

namespace geo {
namespace {

/// Digits and signs alone, more digits than signs: a date, degrees and minutes, a range.
bool is_mostly_digits(const std::string& text) {
    std::size_t digits = 0;
    std::size_t signs = 0;
    for (const char32_t c : code_points(text)) {
        const bool thai_letter = c >= 0x0E01 && c <= 0x0E4E;
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || thai_letter || c > 0x2100;
        if (letter) return false;
        if (c >= '0' && c <= '9')
            ++digits;
        else if (c != ' ')
            ++signs;
    }
    return digits > 1 && digits >= signs;
}

template <std::size_t N>
bool is_one_of(const std::string& key, const std::array<const char*, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return key == word; });
}
template <std::size_t N>
bool begins_with_one_of(const std::string& key, const std::array<const char*, N>& words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return key.rfind(word, 0) == 0; });
}

constexpr std::array<const char*, 79> header_words = {
    "ที่",           "ลำดับ",      "ลำดับที่",     "no",        "no.",      "#",         "จังหวัด",
    "อำเภอ",       "อำเภอ/เขต", "เขต",       "เขต/อำเภอ", "ตำบล",     "แขวง",      "ตำบล/แขวง",
    "แขวง/ตำบล",   "หมู่บ้าน",     "หมู่ที่",       "หมู่",        "พื้นที่",      "หน่วยงาน",   "สังกัด",
    "ชาย",         "หญิง",       "เพศ",       "อายุ",       "ช่วงอายุ",   "รวม",       "รวมทั้งหมด",
    "ทั้งหมด",       "ร้อยละ",     "หมายเหตุ",   "วันที่",       "เดือน",     "ปี",         "ปีการศึกษา",
    "ปีงบประมาณ",   "ระดับ",      "ประเภท",    "สถานะ",     "ตกหล่น",    "ออกกลางคัน", "lat",
    "lon",         "latitude",  "longitude", "x",         "y",        "ละติจูด",     "ลองจิจูด",
    "ลองติจูด",      "code",      "name",      "province",  "amphoe",   "district",  "tambon",
    "subdistrict", "total",     "male",      "female",    "children", "id",        "kind",
    "date",        "year",      "sex",       "age",       "note",     "remark",    "never_enrolled",
    "dropped_out", "lng",       "คน",        "(คน)",      "%",        "(%)",       "(ร้อยละ)",
    "โรงเรียน",     "สถานศึกษา"};
constexpr std::array<const char*, 6> header_openings = {"รหัส", "ชื่อ", "จำนวน", "วันเดือนปี", "ลำดับ", "หน่วย"};
constexpr std::array<const char*, 22> note_openings = {
    "หมายเหตุ", "ที่มา",    "แหล่งที่มา", "แหล่งข้อมูล", "ข้อมูลณ",   "ข้อมูลจาก", "พิมพ์เมื่อ", "พิมพ์วันที่",
    "ผู้รายงาน", "ผู้จัดทำ",  "ผู้รับรอง",  "ผู้ตรวจ",    "ผู้ให้ข้อมูล", "จัดทำโดย", "ลงชื่อ",   "อ้างอิง",
    "note:",   "notes:", "source:", "sources:", "remark:", "printed"};

}  // namespace

bool is_plain_number(std::string_view cell) {
    bool digit = false;
    for (const char c : cell) {
        digit = digit || is_digit(c);
        if (!is_digit(c) && c != '.' && c != ',' && c != ' ') return false;
    }
    return digit;
}

bool is_cell_error(std::string_view cell) {
    const std::string text = normalised(cell);
    static constexpr std::array<const char*, 9> errors = {"#DIV/0!", "#REF!",  "#N/A",    "#VALUE!", "#NAME?",
                                                          "#NUM!",   "#NULL!", "#SPILL!", "#CALC!"};
    return is_one_of(text, errors);
}

CellLook look_of(std::string_view cell) {
    if (cell.empty()) return CellLook::blank;
    if (is_plain_number(cell)) return CellLook::number;
    const std::string text = with_arabic_digits(normalised(cell));
    if (text.empty()) return CellLook::blank;
    if (const auto count = count_from_cell(cell))
        return count->state == CellState::value ? CellLook::number : CellLook::mark;
    if (is_cell_error(text)) return CellLook::mark;
    const std::string number = text.back() == '%' ? text.substr(0, text.size() - 1) : text;
    if (number_from_cell(number) || code_from_cell(text) || is_mostly_digits(text)) return CellLook::number;
    return CellLook::text;
}

bool is_year(std::string_view cell) {
    std::string key = key_of(cell);
    for (const std::string_view word : {"พ.ศ.", "ค.ศ.", "ปี"})
        if (key.rfind(word, 0) == 0) key.erase(0, word.size());
    if (key.size() != 4 || !std::all_of(key.begin(), key.end(), is_digit)) return false;
    const long year = std::strtol(key.c_str(), nullptr, 10);
    return (year >= 2500 && year < 2650) || (year >= 1957 && year < 2107);
}

bool is_area_code(std::string_view cell) {
    const auto code = code_from_cell(cell);
    return code && code->code.size() >= 4 && code->code.compare(0, 2, "10") >= 0 &&
           code->code.compare(0, 2, "96") <= 0;
}

bool is_header_word(std::string_view cell) {
    const std::string key = key_of(cell);
    if (key.empty()) return false;
    const auto ends = [&](std::string_view word) {
        return key.size() > word.size() && key.compare(key.size() - word.size(), word.size(), word) == 0;
    };
    return is_one_of(key, header_words) || begins_with_one_of(key, header_openings) || ends("code") ||
           ends("name") || ends("_id") || is_year(key);
}

bool is_province_name(std::string_view cell) {
    return begins_with_one_of(key_of(cell), std::array<const char*, 2>{"จังหวัด", "จ."}) && is_block_name(cell);
}

bool is_block_name(std::string_view cell) {
    const std::string key = key_of(cell);
    if (key.rfind("เขตพื้นที่", 0) == 0 || is_header_word(key)) return false;
    for (const std::string_view title :
         {"กิ่งอำเภอ", "กิ่งอ.", "อำเภอ", "จังหวัด", "เขต", "อ.", "จ.", "amphoe", "amphur", "province"}) {
        if (key.rfind(title, 0) != 0) continue;
        const auto letters = code_points(std::string_view(key).substr(title.size()));
        const bool plain = std::none_of(letters.begin(), letters.end(), [](char32_t c) {
            return (c >= '0' && c <= '9') || c == '/' || c == '(' || c == ':';
        });
        return plain && letters.size() >= 2 && letters.size() <= 30;
    }
    return false;
}

bool begins_note(std::string_view cell) {
    return begins_with_one_of(key_of(cell), note_openings);
}

bool is_page_line(std::string_view cell) {
    std::string key = key_of(cell);
    for (const std::string_view word : {"หน้าที่", "หน้า", "แผ่นที่", "page"}) {
        if (key.rfind(word, 0) != 0) continue;
        key.erase(0, word.size());
        for (const std::string_view of : {"of", "จาก"})
            if (const auto at = key.find(of); at != std::string::npos) key.replace(at, of.size(), "/");
        return !key.empty() && std::any_of(key.begin(), key.end(), is_digit) &&
               std::all_of(key.begin(), key.end(), [](char c) {
                   return is_digit(c) || c == '/' || c == '-' || c == ':' || c == '.';
               });
    }
    return false;
}

}  // namespace geo
