#include "geo/data/person_words.h"

#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/row_words.h"

#include <algorithm>

namespace geo::person {

using rows::has;

namespace {

std::string with_small_letters(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool begins_with_any(const std::string& text, std::initializer_list<std::string_view> heads) {
    return std::any_of(heads.begin(), heads.end(),
                       [&](std::string_view head) { return text.starts_with(head); });
}

/// "สมชาย ใจดี": two words of letters or more, no digit.
bool is_full_name(std::string_view text) {
    std::size_t words = 0, letters = 0;
    for (const char32_t c : code_points(text)) {
        if (c == U' ') {
            if (letters >= 2) ++words;
            letters = 0;
        } else if (c < 0x80 ? (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'.'
                            : c < 0x0E50 || c > 0x0E59) {
            ++letters;
        } else {
            return false;
        }
    }
    return words + (letters >= 2 ? 1 : 0) >= 2;
}

/// No more than so many digits can stand in the cell, in whatever script; without a look at its key.
std::size_t most_digits(std::string_view cell) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const auto byte = static_cast<unsigned char>(cell[i]);
        if (byte < 0x80) {
            if (is_digit(cell[i])) ++out;
        } else if (byte == 0xE0 && i + 2 < cell.size()) {
            const auto second = static_cast<unsigned char>(cell[i + 1]);
            const auto third = static_cast<unsigned char>(cell[i + 2]);
            const bool letter = second == 0xB8 || (second == 0xB9 && (third < 0x90 || third > 0x99));
            if (!letter) ++out;
            i += 2;
        } else if (byte >= 0xC0) {
            ++out;
        }
    }
    return out;
}

}  // namespace

std::string plain_key(const std::string& header) {
    std::string out = key_of(header);
    std::erase_if(out, [](char c) { return c == '_' || c == '-' || c == '.' || c == '/'; });
    return out;
}

bool is_any(const std::string& text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_of_children(const std::string& key) {
    if (has(key, {"จำนวน", "numberof"})) return false;
    return has(key, {"ชื่อเด็ก",      "ชื่อนักเรียน",       "ชื่อผู้เรียน",     "ชื่อผู้ปกครอง",     "ชื่อบิดา",
                     "ชื่อมารดา",    "ประจำตัวประชาชน", "บัตรประชาชน",  "ประจำตัวนักเรียน", "ประจำตัวผู้เรียน",
                     "วันเกิดเด็ก",   "childname",      "child'sname", "studentname",   "studentid",
                     "parentname", "guardian",       "citizenid",   "nationalid",    "passport",
                     "พาสปอร์ต",    "lastname",       "surname",     "familyname"}) ||
           key.starts_with("นามสกุล") ||
           is_any(key,
                  {"สกุล", "ชื่อจริง", "ชื่อตัว", "ชื่อต้น", "ชื่อเล่น", "firstname", "givenname", "nickname", "รหัสg"});
}

bool is_given_name(const std::string& key) {
    return is_any(key,
                  {"ชื่อ", "ชื่อจริง", "ชื่อตัว", "ชื่อต้น", "name", "firstname", "givenname", "คำนำหน้า", "คำนำหน้าชื่อ"});
}

bool is_house_number(const std::string& key) {
    return begins_with_any(key, {"บ้านเลขที่", "housenumber", "houseno"});
}

bool is_reached_at(const std::string& key) {
    return begins_with_any(key, {"โทร", "เบอร์", "วันเกิด", "วันเดือนปีเกิด", "บ้านเลขที่", "ที่อยู่"}) ||
           is_any(key, {"tel", "birthday", "birthdate", "dateofbirth", "address", "homeaddress", "lineid",
                        "ไลน์"}) ||
           has(key, {"telephone", "phone", "ชื่อสกุล", "ชื่อนามสกุล", "ชื่อและนามสกุล", "ชื่อเต็ม", "fullname", "email",
                     "อีเมล"});
}

bool is_of_someone(const std::string& key) {
    return has(key, {"ผู้รับผิดชอบ", "ผู้ดูแล", "ผู้ประสานงาน", "ผู้ติดต่อ", "ผู้ให้ข้อมูล", "ผู้อำนวยการ", "ผู้ใหญ่บ้าน", "ผู้สำรวจ",
                     "ผู้บันทึก", "ผู้รายงาน", "ครูประจำชั้น", "ครูที่ปรึกษา", "ชื่อครู", "contactperson", "coordinator",
                     "teachername", "director"}) &&
           !has(key, {"จำนวน", "numberof", "รหัส"});
}

bool names_no_person(const std::string& cell) {
    const std::string words = " " + with_small_letters(cell);
    return has(words,
               {"ตำบล",   "อำเภอ",  "จังหวัด",    "เทศบาล",   "หมู่บ้าน",   "ชุมชน",    "โรงเรียน", "สถานศึกษา",
                "วิทยาลัย", "วิทยา",   "ศูนย์",      "หน่วย",     "สำนักงาน", "กระทรวง", "มูลนิธิ",    "นักเรียน",
                "ข้อมูล",   "school", "centre",   "center",   "college", "unit",    "office",  "university",
                "tambon", "amphoe", "province", "district", "village", "อาชีว",    "เทคนิค",   "อื่น ๆ",
                " แขวง",  " เขต",   " อบต",     " อบจ",     " หมู่",     " บ้าน",    " ศกร",    " สกร",
                " กศน",   " สพป",   " สพม",     " กรม",     " กอง",    " งาน",    " วัด",     " เด็ก",
                " การ",   " ความ",  " ไม่",      " ย้าย",     " กลุ่ม",    " ชั้น",     " อายุ",    " ปี",
                " คน",    " ยัง",    " ออก",     " ban ",    " wat "});
}

bool is_named_with(const std::string& cell, std::initializer_list<std::string_view> titles) {
    return std::any_of(titles.begin(), titles.end(), [&](std::string_view title) {
        if (!cell.starts_with(title)) return false;
        std::string_view rest = std::string_view{cell}.substr(title.size());
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        return is_full_name(rest);
    });
}

bool is_grown_up(const std::string& cell) {
    if (is_named_with(cell, {"นาย", "นาง", "ครู", "ผอ.", "ดร."})) return true;
    if (!cell.starts_with('M') && !cell.starts_with('m')) return false;
    const std::string small = with_small_letters(cell);
    return is_named_with(small, {"mr.", "mr ", "mrs.", "mrs ", "ms.", "ms ", "miss "});
}

bool may_be_full_name(const std::string& cell) {
    std::size_t letters = 0, spaces = 0;
    for (const char32_t c : code_points(cell)) {
        if (c == U' ')
            ++spaces;
        else if (c >= 0x0E01 && c <= 0x0E4E && c != 0x0E2F && c != 0x0E46)
            ++letters;
        else
            return false;
    }
    return spaces == 1 && letters <= 30 && is_full_name(cell);
}

bool may_be_name(const std::string& cell) {
    std::size_t letters = 0;
    for (const char32_t c : code_points(cell)) {
        const bool thai = c >= 0x0E01 && c <= 0x0E4E;
        const bool latin = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
        if (thai || latin)
            ++letters;
        else if (c != U' ' && c != U'.')
            return false;
    }
    return letters >= 3 && !names_no_person(cell);
}

bool is_mobile_number(std::string_view cell, bool may_lack_zero) {
    constexpr std::size_t fewest = 9;
    if (most_digits(cell) < fewest) return false;
    std::string digits, text = key_of(cell);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    for (const char c : text) {
        if (c == '-' || c == '.') continue;
        if (c < '0' || c > '9') return false;
        digits += c;
    }
    if (may_lack_zero && digits.size() == 9) digits.insert(digits.begin(), '0');
    return digits.size() == 10 && digits[0] == '0' &&
           (digits[1] == '6' || digits[1] == '8' || digits[1] == '9');
}

bool holds_mobile_number(const std::string& cell) {
    if (most_digits(cell) < 10) return false;
    const std::string text = with_arabic_digits(cell);
    std::string run;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : '\0';
        if (c >= '0' && c <= '9') {
            run += c;
        } else if ((c == '-' || c == ' ') && i + 1 < text.size() && text[i + 1] >= '0' &&
                   text[i + 1] <= '9') {
            continue;
        } else {
            if (is_mobile_number(run, false)) return true;
            run.clear();
        }
    }
    return false;
}

}  // namespace geo::person
