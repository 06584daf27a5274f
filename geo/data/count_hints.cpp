#include "geo/data/count_hints.h"

#include "geo/base/text.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace geo {

using rows::has;

namespace {

constexpr std::string_view word_marks = " /,()[]_:;|-";

bool any_word(const std::vector<std::string>& words, std::initializer_list<const char*> wanted) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
    });
}

bool is_at_risk(const std::string& key) {
    return has(key, {"เสี่ยง", "at_risk", "atrisk", "at-risk"});
}

bool is_out(const std::string& key) {
    return has(key,
               {"นอกระบบ", "หลุดจากระบบ", "หลุดออกจากระบบ", "หลุดระบบ", "ตกหล่น", "ออกกลางคัน", "out-of-school",
                "outofschool", "out_of_school", "oosc", "dropout", "drop-out", "droppedout", "dropped-out",
                "dropped_out", "neverenrolled", "never_enrolled", "never-enrolled"});
}

bool begins_with_children(const std::string& key) {
    for (const std::string_view word : {"เด็ก", "นักเรียน", "เยาวชน", "กลุ่ม", "children"})
        if (key.starts_with(word)) return true;
    return false;
}

/// The parts that are named one after the other: "ก และ ข", "ก/ข", "ก กลุ่ม ข".
std::vector<std::string> parts_of(std::string text) {
    for (const std::string_view and_word : {"รวมถึง", "รวมทั้ง", "และ", "กับ", "+", "&", "/", ",", " and "})
        for (auto at = text.find(and_word); at != std::string::npos; at = text.find(and_word))
            text.replace(at, and_word.size(), "\n");
    for (const std::string_view next : {" เด็ก", " กลุ่ม", " นักเรียน"})
        for (auto at = text.find(next); at != std::string::npos; at = text.find(next)) text[at] = '\n';
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (c == '\n')
            out.emplace_back();
        else
            out.back() += c;
    }
    for (std::string& part : out) part = key_of(part);
    return out;
}

bool mixes_in_one_level(const std::string& text) {
    std::string lower = normalised(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const std::vector<std::string> parts = parts_of(std::move(lower));
    const auto risk = std::find_if(parts.begin(), parts.end(), is_at_risk);
    if (risk == parts.end()) return false;
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        if (!is_out(*part) || is_at_risk(*part)) continue;
        // "เสี่ยงตกหล่นและออกกลางคัน" are at risk of both.
        if (part < risk || !is_out(*risk) || begins_with_children(*part)) return true;
    }
    return false;
}

}  // namespace

namespace {

/// What is measured, or why or where children are out of learning: "เพราะรายได้น้อย", "ในรัศมี 6 กม.".
constexpr std::array<const char*, 9> may_be_reasons = {"ระยะทาง", "distance", "กิโลเมตร",  "กม.",   "(km)",
                                                       "รายได้",   "ค่าใช้จ่าย",  "งบประมาณ", "budget"};

}  // namespace

bool says_count(const std::string& text) {
    const std::string key = key_of(text);
    if (has(key, {"จำนวน", "(คน)", "(ราย)", "เด็ก", "เยาวชน", "child", "youth", "oosc"}) ||
        key.ends_with("คน"))
        return true;
    return any_word(rows::words_in(text, word_marks),
                    {"count", "counts", "number", "numbers", "total", "n", "num", "person", "persons",
                     "people", "คน", "ราย", "รวม", "ยอด", "sum"});
}

bool is_of_other_units(const std::string& text, bool whom) {
    const std::string key = key_of(text);
    if (has(key, {"บาท",       "baht",     "ตร.กม",     "ตร.ม",       "ตารางกิโล", "ตารางเมตร", "ตารางวา",
                  "(ไร่)",      "เฮกตาร์",   "hectare",   "sqkm",       "sq.km",    "km2",       "sqm",
                  "shape_ar",  "shape_le", "perimeter", "ความหนาแน่น", "density",  "เฉลี่ย",      "average",
                  "คะแนน",     "ดัชนี",      "(แห่ง)",     "(หลัง)",      "(ห้อง)",    "(คัน)",      "(เครื่อง)",
                  "(ครัวเรือน)", "(หมู่บ้าน)",  "(โรง)"}))
        return true;
    if (has(key, {"(คน)", "(ราย)", "(persons)", "(children)"})) return false;
    const auto begins = [](const std::string& level) {
        return std::any_of(may_be_reasons.begin(), may_be_reasons.end(),
                           [&](const char* word) { return level.starts_with(word); });
    };
    if (!whom)
        return std::any_of(may_be_reasons.begin(), may_be_reasons.end(),
                           [&](const char* word) { return has(key, {word}); });
    if (has(key, {"(กม.)", "(กม)", "(km)", "(กิโลเมตร)"}) || begins(key)) return true;
    const std::size_t below = text.rfind(" / ");
    return below != std::string::npos && begins(key_of(text.substr(below + 3)));
}

bool is_of_other_things(const std::string& text) {
    const std::string key = key_of(text);
    const std::vector<std::string> words = rows::words_in(text, word_marks);
    if (key == "อายุ" || key == "อายุ(ปี)" || key.starts_with("อายุต่ำสุด") || key.starts_with("อายุสูงสุด"))
        return true;
    if (has(key, {"ปีที่", "ปีสำรวจ", "ปีเกิด", "ปีของ", "ขนาดพื้นที่", "หมู่บ้าน", "หลังคาเรือน", "โรงเรียน", "สถานศึกษา",
                  "เส้นทาง", "ค่าเดินทาง"}))
        return true;
    if (key == "พื้นที่" || key == "หมู่" || key == "หมู่ที่" || key == "ไร่" || key.starts_with("พื้นที่(")) return true;
    return any_word(words, {"age", "year", "years", "area", "km", "length", "village", "villages", "school",
                            "schools", "cost", "income", "score", "index", "minutes", "objectid"});
}

bool names_source(const std::string& key, bool agency) {
    if (has(key, {"จากข้อมูล", "ข้อมูลจาก", "แหล่งข้อมูล", "ฐานข้อมูล", "ทะเบียนราษฎร", "accordingto",
                  "source:", "datafrom"}))
        return true;
    if (has(key, {"กสศ", "ศธจ", "ศึกษาธิการจังหวัด", "กรมการปกครอง", "(eef)", "dopa"})) return true;
    if (key == "eef" || key == "ทร" || key == "ทร.") return true;
    for (auto at = key.find("ตาม"); agency && at != std::string::npos; at = key.find("ตาม", at + 1)) {
        const std::string_view before = std::string_view{key}.substr(0, at);
        const std::string_view behind = std::string_view{key}.substr(at + std::string_view{"ตาม"}.size());
        if (!before.ends_with("ติด") && !behind.starts_with("สังกัด") && !behind.starts_with("หน่วยงาน"))
            return true;
    }
    return false;
}

bool mixes_statuses(const std::string& text) {
    // The names of one column stand one below the other, joined by " / ".
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find(" / ", from), text.size());
        if (mixes_in_one_level(text.substr(from, to - from))) return true;
        from = to + 3;
    }
    return false;
}

Rest rest_in(std::string& left) {
    Rest out;
    const auto take = [&](std::string_view word) {
        const auto at = left.find(word);
        if (at == std::string::npos) return false;
        left.erase(at, word.size());
        return true;
    };
    for (const std::string_view word :
         {"ไม่ระบุ", "ไม่ทราบ", "อื่นๆ", "notstated", "not_stated", "unspecified", "unknown", "others", "other"})
        out.any = take(word) || out.any;
    if (!out.any) return out;
    for (const std::string_view word : {"เพศ", "sex", "gender"}) out.sex = take(word) || out.sex;
    for (const std::string_view word : {"ช่วงอายุ", "อายุ", "age"}) out.age = take(word) || out.age;
    for (const std::string_view word : {"สังกัด", "หน่วยงาน", "agency"}) out.agency = take(word) || out.agency;
    return out;
}

bool says_not_entered(const std::string& reason) {
    return has(reason, {"เข้าเรียน", "เข้ารับการศึกษา"});
}

std::string other_reason_in(const std::string& key) {
    for (const char* word : {"ไม่ศึกษาต่อ", "ไม่เรียนต่อ", "ไม่ได้ศึกษาต่อ", "ไม่ได้เรียนต่อ", "ไม่เข้าเรียน", "ไม่ได้เข้าเรียน",
                             "ไม่เข้ารับการศึกษา", "notcontinuing", "not_continuing"})
        if (has(key, {word})) return word;
    return {};
}

}  // namespace geo
