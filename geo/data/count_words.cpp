#include "geo/data/count_words.h"

#include "geo/base/text.h"
#include "geo/data/count_hints.h"
#include "geo/data/row_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace geo {

using rows::has;

namespace {

struct Term {
    const char* value;
    std::vector<const char*> words;  ///< keys that may stand anywhere
    std::vector<const char*> alone;  ///< keys that must be a whole word
};

const std::vector<Term>& agencies() {
    static const std::vector<Term> all = {
        {"สพฐ.", {"สพฐ", "การศึกษาขั้นพื้นฐาน"}, {"obec"}},
        {"สป.", {"สป.ศธ", "ปลัดกระทรวงศึกษา"}, {"สป", "ops"}},
        {"สอศ.", {"สอศ", "อาชีวศึกษา"}, {"ovec"}},
        {"พม.", {"พัฒนาสังคม"}, {"พม", "msdhs"}},
        {"สกร.", {"สกร.", "กศน", "ส่งเสริมการเรียนรู้"}, {"สกร", "dole", "nfe"}},
        {"อปท.", {"อปท", "ปกครองส่วนท้องถิ่น", "ปกครองท้องถิ่น"}, {"ท้องถิ่น", "lao"}},
        {"สช.", {"การศึกษาเอกชน"}, {"สช", "เอกชน", "opec", "private"}},
        {"ตชด.", {"ตชด", "ตระเวนชายแดน"}, {"bpp"}},
        {"พศ.", {"พระพุทธศาสนา", "พระปริยัติ"}, {"พศ"}},
        {"อว.", {"การอุดมศึกษา"}, {"อว", "mhesi"}},
        {"กสศ.", {"กสศ"}, {"eef"}},
    };
    return all;
}

const std::vector<Term>& groups() {
    static const std::vector<Term> all = {
        {"disability", {"พิการ", "ความต้องการจำเป็นพิเศษ", "disab"}, {}},
        {"poverty", {"ยากจน", "ยากไร้", "poverty"}, {"poor"}},
        {"migrant", {"ต่างด้าว", "ข้ามชาติ", "migrant"}, {}},
        {"stateless", {"ไร้สัญชาติ", "ไร้รัฐ", "ไม่มีสัญชาติ", "stateless"}, {}},
        {"ethnic", {"ชาติพันธุ์", "ชนเผ่า", "ethnic"}, {}},
        {"border", {"พื้นที่ชายแดน", "เด็กชายแดน", "borderarea"}, {"ชายแดน", "border"}},
        {"early_childhood", {"ปฐมวัย", "earlychildhood", "early_childhood"}, {}},
        {"after_lower_secondary", {"หลังม.ต้น", "หลังมัธยมต้น", "หลังมัธยมศึกษาตอนต้น", "จบม.3"}, {}},
    };
    return all;
}

/// Words between blanks, slashes, commas and brackets, without what stands before many names.
std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> out = rows::words_in(text, " /,()[]_:;|");
    for (std::string& word : out)
        for (const std::string_view front : {"สังกัด", "จำนวน", "เด็ก", "กลุ่ม"})
            if (word.size() > front.size() && word.starts_with(front)) word.erase(0, front.size());
    return out;
}

/// Removes the term from what is left of the words; the values of all terms that are named.
std::vector<std::string> named(const std::vector<Term>& terms, const std::vector<std::string>& words,
                               std::string& left) {
    std::vector<std::string> out;
    const auto take = [&](const char* what) {
        if (const auto at = left.find(what); at != std::string::npos)
            left.erase(at, std::string_view{what}.size());
    };
    for (const Term& term : terms) {
        bool found = false;
        for (const char* word : term.words)
            if (left.find(word) != std::string::npos) {
                take(word);
                found = true;
            }
        for (const char* word : term.alone)
            if (std::find(words.begin(), words.end(), word) != words.end() &&
                left.find(word) != std::string::npos) {
                take(word);
                found = true;
            }
        if (found) out.emplace_back(term.value);
    }
    return out;
}

/// Who is in class by now: nobody who "was not", and nobody who left after it.
bool says_in_class_now(const std::string& key) {
    for (const std::string_view words :
         {"ได้เรียนแล้ว", "เข้าเรียนแล้ว", "เข้าสู่ระบบแล้ว", "เข้าสู่ระบบการศึกษาแล้ว", "ได้รับการศึกษาแล้ว"}) {
        const auto at = key.find(words);
        if (at == std::string::npos) continue;
        const std::string before = key.substr(0, at), after = key.substr(at + words.size());
        return !has(before, {"ไม่", "เคย", "ยัง"}) && !has(after, {"ออกกลางคัน", "หลุด", "ตกหล่น", "ออก"});
    }
    return false;
}

/// Who wants to go back, will or will not is not back yet.
bool says_returned(const std::string& key) {
    if (says_in_class_now(key)) return true;
    return has(key, {"กลับ", "returned", "re-enrolled", "re_enrolled", "reenrolled"}) &&
           !has(key, {"ไม่กลับ", "ไม่ได้กลับ", "จะกลับ", "ต้องการกลับ", "อยากกลับ", "ประสงค์กลับ", "รอกลับ", "พร้อมกลับ",
                      "ยังไม่", "ไม่ต้องการ", "ไม่ประสงค์", "ไม่อยาก", "ไม่พร้อม", "notreturned", "not_returned"});
}

ChildStatus status_in(const std::string& key, bool& both) {
    // What may happen (เสี่ยงออกกลางคัน) or is over (ออกกลางคันกลับมาเรียน) comes before what it happens to.
    if (has(key, {"เสี่ยง", "แนวโน้ม", "คาดว่าจะ", "มีโอกาสหลุด", "มีโอกาสออก", "อาจจะ", "ขาดเรียน", "at_risk",
                  "atrisk", "at-risk"}))
        return ChildStatus::at_risk;
    if (says_returned(key)) return ChildStatus::returned;
    if (has(key, {"วัยแรงงาน", "วัยทำงาน", "working_age", "workingage", "working-age"}))
        return ChildStatus::working_age;
    const bool never =
        has(key, {"ตกหล่น", "never_enrolled", "neverenrolled", "never-enrolled", "ไม่เคยเข้าเรียน"});
    const bool dropped = has(
        key, {"ออกกลางคัน", "dropped_out", "droppedout", "dropped-out", "dropout", "drop_out", "drop-out"});
    // A column that names both holds both: a whole, no part.
    both = never && dropped;
    if (never != dropped) return never ? ChildStatus::never_enrolled : ChildStatus::dropped_out;
    return ChildStatus::any;
}

/// "ครัวเรือนที่มีเด็กนอกระบบ": what is counted stands before the children, in the last level of a header.
bool begins_with_others(const std::string& text) {
    const std::size_t below = text.rfind(" / ");
    std::string key = key_of(below == std::string::npos ? text : text.substr(below + 3));
    if (!has(key, {"เด็ก", "ตกหล่น", "ออกกลางคัน", "นอกระบบ", "หลุด", "child", "oosc", "school", "drop"}))
        return false;
    const bool counted = key.starts_with("จำนวน");
    for (const std::string_view before : {"จำนวน", "ยอด", "ร้อยละของ"})
        if (key.starts_with(before)) key.erase(0, before.size());
    const auto begins = [&](std::initializer_list<std::string_view> nouns) {
        return std::any_of(nouns.begin(), nouns.end(),
                           [&](std::string_view noun) { return key.starts_with(noun); });
    };
    if (begins({"ครัวเรือน",  "ครอบครัว",     "ผู้ปกครอง",    "ผู้ดูแล",      "ผู้จัดการ",      "ผู้รับผิดชอบ", "ครู",
                "อาสา",     "เจ้าหน้าที่",     "แกนนำ",      "ครั้ง",       "หลักสูตร",      "ห้องเรียน",  "เป้าหมาย",
                "คาดการณ์",  "ประมาณการ",   "households", "teachers",  "visits",      "target",   "forecast",
                "ศูนย์เรียนรู้", "ศูนย์การเรียนรู้", "ศูนย์ช่วยเหลือ", "ศูนย์ประสาน", "learningcent"}))
        return true;
    // A title may begin with its programme.
    if (counted && begins({"แผนงาน", "โครงการ", "กิจกรรม"})) return true;
    return begins({"ศูนย์", "สถานศึกษา", "โรงเรียน", "หน่วย", "ตำบล", "อำเภอ", "หมู่บ้าน", "ชุมชน"}) &&
           has(key, {"สำหรับ", "ที่มี", "ที่พบ", "ที่ดูแล", "ที่รับ", "ของเด็ก"});
}

/// What is planned, what changed and who is gone are no children who are out of learning now.
bool says_not_now(const std::string& key) {
    if (has(key, {"(เป้าหมาย)", "(แผน)", "(target)", "ลดลง"}) || key.starts_with("จำนวนวัน") ||
        key.starts_with("วันที่"))
        return true;
    // Who left because a parent died or the family moved is out of learning.
    return (key.ends_with("ย้ายออก") || key.ends_with("เสียชีวิต")) &&
           !has(key, {"ออกกลางคัน", "ตกหล่น", "หลุด", "บิดา", "มารดา", "พ่อ", "แม่", "ผู้ปกครอง", "ครอบครัว", "เหตุ",
                      "เพราะ", "เนื่องจาก"});
}

/// Children of whom the words say that they did not leave, or were kept from it.
bool says_still_in(const std::string& key) {
    return has(key,
               {"ไม่ออกกลางคัน", "ไม่ได้ออกกลางคัน", "ไม่ตกหล่น", "ไม่หลุด", "ป้องกันการ", "ป้องกันไม่ให้", "notdroppedout",
                "not_dropped_out", "อ่านไม่ออก", "ไม่ได้หลุด", "ไม่อยู่นอกระบบ", "ไม่ได้อยู่นอกระบบ"});
}

/// Names of programmes say what is hoped for, not what became of the children.
std::string without_programmes(std::string key) {
    for (const std::string_view name : {"พาน้องกลับมาเรียน", "พาน้องกลับโรงเรียน", "bringthembacktolearning"})
        if (const auto at = key.find(name); at != std::string::npos) key.erase(at, name.size());
    return key;
}

/// Ages in a key, taken out of it; "" for none.
std::string age_in(std::string& key) {
    std::string flat;
    for (const char c : key) flat += c;
    for (const std::string_view dash : {"–", "—", "ถึง", "to", "~"})
        for (auto at = flat.find(dash); at != std::string::npos; at = flat.find(dash))
            flat.replace(at, dash.size(), "-");
    const auto begins = [&](std::size_t at, std::string_view what) {
        return flat.compare(at, what.size(), what) == 0;
    };
    const auto ends = [&](std::size_t at, std::string_view what) {
        return at >= what.size() && flat.compare(at - what.size(), what.size(), what) == 0;
    };
    for (std::size_t from = 0; from < flat.size(); ++from) {
        if (!is_digit(flat[from]) || (from > 0 && (is_digit(flat[from - 1]) || flat[from - 1] == '.')))
            continue;
        std::size_t to = from;
        while (to < flat.size() && is_digit(flat[to])) ++to;
        const std::string first = flat.substr(from, to - from);
        std::string last;
        std::size_t end = to;
        if (end < flat.size() && flat[end] == '-') {
            std::size_t next = end + 1;
            while (next < flat.size() && is_digit(flat[next])) ++next;
            last = flat.substr(end + 1, next - end - 1);
            if (!last.empty()) end = next;
        }
        if (first.size() > 2 || last.size() > 2 || (end < flat.size() && is_digit(flat[end]))) {
            from = end;
            continue;
        }
        const bool years =
            begins(end, "ปี") || begins(end, "years") || begins(end, "yr") || begins(end, "ขวบ");
        std::size_t front = from;
        for (const std::string_view word : {"ต่ำกว่า", "น้อยกว่า", "ไม่เกิน", "under", "<"})
            if (ends(from, word)) front = from - word.size();
        const bool below = front < from;
        const bool says_age =
            ends(front, "อายุ") || ends(front, "อายุ/") || ends(front, "age") || ends(front, "ages");
        const bool band = !last.empty() && std::stoi(first) < std::stoi(last);
        std::size_t after = end;
        for (const std::string_view word : {"ปี", "years", "yrs", "yr", "ขวบ"})
            if (begins(after, word)) {
                after += word.size();
                break;
            }
        bool above = false;
        for (const std::string_view word : {"ขึ้นไป", "+", "andover"})
            if (begins(after, word)) {
                above = true;
                after += word.size();
                break;
            }
        if (!band && !years && !says_age && !above) continue;
        if (!last.empty() && !band) continue;
        flat.erase(front, after - front);
        key = flat;
        if (band) return fmt::format("{}-{}", first, last);
        return below ? "-" + first : above ? first + "+" : first;
    }
    return {};
}

/// What may stand beside the words that mean something.
bool says_nothing_more(std::string left) {
    for (const std::string_view beside :
         {"children", "youth", "จำนวน",   "นักเรียน", "ผู้เรียน", "เยาวชน", "เด็ก",     "นอกระบบการศึกษา",
          "นอกระบบ",  "และ",   "ของ",     "ที่",      "สังกัด",  "ประเภท", "กลุ่ม",     "ช่วงอายุ",
          "ช่วง",      "อายุ",   "เพศ",     "(คน)",   "คน",    "การ",    "หน่วยงาน", "ทั้งหมด",
          "รวม",      "total", "number",  "of",     "age",   "ages",   "ปี",       "รายใหม่",
          "ราย",      "สถานะ", "ค้นพบใหม่", "พบใหม่",  "สะสม",  "คงเหลือ", "ยอด",     "สิ้น",
          "ณ"})
        for (auto at = left.find(beside); at != std::string::npos; at = left.find(beside))
            left.erase(at, beside.size());
    return std::all_of(left.begin(), left.end(), [](char c) {
        return std::string_view{" /()-_.,:;[]"}.find(c) != std::string_view::npos;
    });
}

struct Ages {
    int from = 0, to = 200;
};
Ages ages_of(const std::string& band) {
    if (band.empty()) return {};
    const auto dash = band.find('-');
    if (dash == 0) return {0, std::max(0, std::stoi(band.substr(1)) - 1)};
    if (dash != std::string::npos) return {std::stoi(band.substr(0, dash)), std::stoi(band.substr(dash + 1))};
    const int from = std::stoi(band);
    return {from, band.back() == '+' ? 200 : from};
}

bool can_be_read(const std::string& band) {
    // "6", "6-14", "-6" or "15+"; anything else may have been typed or stand in a file of another program.
    const auto number = [](std::string_view part) {
        return !part.empty() && part.size() <= 3 && std::all_of(part.begin(), part.end(), is_digit);
    };
    std::string_view all{band};
    const auto dash = all.find('-');
    if (dash != std::string_view::npos)
        return number(all.substr(dash + 1)) && (dash == 0 || number(all.substr(0, dash)));
    if (all.ends_with('+')) all.remove_suffix(1);
    return number(all);
}

/// The month or year among the words, taken out of them: one to three words between blanks, or a row of the
/// header.
std::optional<Period> period_in(std::string& text) {
    if (auto all = period_of(text)) {
        text.clear();
        return all;
    }
    std::vector<std::size_t> starts = {0};
    for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1))
        starts.push_back(at + 1);
    for (const std::size_t many : {3U, 2U, 1U})
        for (std::size_t w = 0; w + many <= starts.size(); ++w) {
            const std::size_t to = w + many < starts.size() ? starts[w + many] - 1 : text.size();
            const auto found = period_of(std::string_view{text}.substr(starts[w], to - starts[w]));
            if (!found) continue;
            text.erase(starts[w], to - starts[w]);
            return found;
        }
    return std::nullopt;
}

}  // namespace

namespace {

/// Learning outside of schools (การศึกษานอกระบบ) is learning; children outside of it (เด็กนอกระบบการศึกษา) are
/// not.
bool says_out_of_school(std::string key) {
    for (const std::string_view learning : {"การศึกษานอกระบบ", "เรียนนอกระบบ", "นักศึกษานอกระบบ"})
        for (auto at = key.find(learning); at != std::string::npos; at = key.find(learning))
            key.erase(at, learning.size());
    // ผู้เรียน สกร. (นอกระบบ): the system outside of schools.
    const bool learners = has(key, {"ผู้เรียน", "นักศึกษา", "เรียนกศน", "เรียนสกร"}) && !has(key, {"เด็กนอกระบบ"});
    const bool of_the_system = has(key, {"กศน", "สกร"});
    if (learners)
        for (const std::string_view system : {"(นอกระบบ)", "(นอกระบบการศึกษา)", "นอกระบบ"})
            if (const auto at = key.find(system);
                at != std::string::npos && (of_the_system || system.front() == '('))
                key.erase(at, system.size());
    return has(key, {"นอกระบบ",      "out_of_school", "outofschool",    "out-of-school",    "oosc",
                     "หลุดจากระบบ",   "หลุดออกจากระบบ", "หลุดระบบ",        "หลุดจากการศึกษา",    "ไม่อยู่ในระบบ",
                     "ไม่ได้อยู่ในระบบ", "ไม่มีชื่อในระบบ",   "ไม่ได้เรียน",       "ไม่ได้เข้าเรียน",      "ไม่ได้รับการศึกษา",
                     "ไม่ได้ศึกษา",     "notenrolled",   "not_enrolled",   "not-enrolled",     "unenrolled",
                     "notinschool",  "not_in_school", "ไม่พบในระบบ",     "ไม่มีในระบบ",        "ไม่พบชื่อ",
                     "ไม่พบรายชื่อ",    "ไม่มีรายชื่อ",      "ไม่อยู่ในสถานศึกษา", "ไม่ได้อยู่ในสถานศึกษา", "ไม่ได้กำลังเรียน",
                     "ไม่ได้กำลังศึกษา"});
}

}  // namespace

CountWords count_words(const std::string& text) {
    CountWords out;
    const std::string key = key_of(text);
    const auto words = words_of(text);
    const auto one_of = [&](std::initializer_list<const char*> all) {
        return std::any_of(all.begin(), all.end(), [&](const char* word) {
            return std::find(words.begin(), words.end(), word) != words.end();
        });
    };
    const bool of_others = begins_with_others(text) || says_still_in(key) || says_not_now(key);
    out.reason = of_others ? std::string{} : other_reason_in(key);
    out.out_of_school = !of_others && (says_out_of_school(key) || one_of({"oos"}) || !out.reason.empty());
    out.children = out.out_of_school || (!of_others && has(key, {"เด็ก", "child"}));
    // OOSC_T beside OOSC_M and OOSC_F.
    out.sum = has(key, {"รวม", "ทั้งหมด", "total"}) || (out.children && one_of({"t", "tot", "all"}));
    out.counts = says_count(text);
    out.mixed = mixes_statuses(text);
    if (!out.mixed && !of_others) out.meaning.status = status_in(without_programmes(key), out.both_reasons);
    const bool inhabitants =
        of_others || has(key, {"ประชากร", "population",  "ครัวเรือน",   "household",     "ครู",      "teacher",
                               "บุคลากร",  "ห้องเรียน",     "classroom", "ผู้สูงอายุ",        "elderly", "ผู้ป่วย",
                               "patient", "วัคซีน",        "vaccin",    "เกิดใหม่",        "แรกเกิด",  "newborn",
                               "ได้รับทุน",  "scholarship", "เลือกตั้ง",    "สถิติทะเบียนราษฎร"});
    const bool pupils =
        has(key, {"นักเรียน",     "นักศึกษา", "ผู้เรียน",        "pupil",    "student",  "enrolled",     "enrolment",
                  "enrollment", "มีรายชื่อ", "อยู่ในสถานศึกษา", "กำลังเรียน", "กำลังศึกษา", "ที่เรียนนอกระบบ", "ที่เรียนกศน",
                  "ที่เรียนสกร",   "ในระบบ", "in_system",    "insystem", "inschool", "in_school"}) ||
        one_of({"นร", "นร."});
    // Pupils are in school, unless the words say what became of them.
    const bool said = out.says_whom();
    out.pupils = pupils && !inhabitants && !said;
    out.others = out.pupils || (inhabitants && !out.out_of_school);
    std::string rest = text;
    out.period = period_in(rest);
    std::string left = key_of(rest);
    // "Illiterate" is no rate, "OOSRate" is one.
    const bool ends_in_rate = key.ends_with("rate") && !key.ends_with("literate");
    out.share =
        ends_in_rate ||
        has(key, {"ร้อยละ", "%", "percent", "อัตรา", "สัดส่วน", "ต่อพัน", "ต่อ1,000", "ต่อ1000", "perthousand",
                  "per1,000", "per1000", "ต่อแสน", "ต่อประชากร", "ต่อครู", "ต่อร้อย", "ต่อ100"}) ||
        std::any_of(words.begin(), words.end(),
                    [](const std::string& word) { return word == "rate" || word == "rates"; });
    const auto agency = named(agencies(), words, left);
    const auto group = named(groups(), words, left);
    if (agency.size() == 1) out.meaning.agency = agency.front();
    if (group.size() == 1) out.meaning.group = group.front();
    // OOS_6_11 of a layer.
    for (std::size_t i = 1; out.children && i + 1 < left.size(); ++i)
        if (left[i] == '_' && is_digit(left[i - 1]) && is_digit(left[i + 1])) left[i] = '-';
    // "1-31 ต.ค. 66" is no age.
    if (!out.period || has(left, {"อายุ", "ปี", "ขวบ", "age", "year"})) out.meaning.age_band = age_in(left);
    out.measure = is_of_other_units(text, said) || (is_of_other_things(text) && !said && !out.children &&
                                                    !pupils && group.empty() && out.meaning.age_band.empty());
    out.source = names_source(key, !agency.empty());
    const Rest without = rest_in(left);
    const auto take = [&](std::initializer_list<const char*> all) {
        bool found = false;
        for (const char* word : all)
            for (auto at = left.find(word); at != std::string::npos; at = left.find(word)) {
                left.erase(at, std::string_view{word}.size());
                found = true;
            }
        return found;
    };
    const auto alone = [&](std::initializer_list<const char*> all) {
        bool found = false;
        for (const char* word : all)
            found = std::find(words.begin(), words.end(), word) != words.end() || found;
        return found && take(all);
    };
    const bool female = take({"หญิง", "females", "female", "girls", "girl"}) || alone({"ด.ญ", "ญ"}) ||
                        (out.children && one_of({"f"}));
    const bool male = !has(left, {"ชายแดน"}) && (take({"ชาย", "males", "male", "boys", "boy"}) ||
                                                 alone({"ด.ช", "ช"}) || (out.children && one_of({"m"})));
    if (female != male) out.meaning.sex = female ? "female" : "male";
    take({"ตกหล่น",      "ออกกลางคัน", "กลุ่มเสี่ยง",        "เสี่ยง",        "กลับเข้าเรียน", "กลับมาเรียน",
          "วัยแรงงาน",   "วัยทำงาน",   "never_enrolled", "dropped_out", "dropout",    "at_risk",
          "atrisk",     "returned",  "working_age",    "ไม่ศึกษาต่อ",    "ไม่เรียนต่อ",   "ไม่ได้ศึกษาต่อ",
          "ไม่ได้เรียนต่อ", "ไม่เข้าเรียน", "ไม่ได้เข้าเรียน"});
    out.plain = agency.size() < 2 && group.size() < 2 && female + male < 2 && !out.both_reasons &&
                !out.share && !out.others && !out.mixed && says_nothing_more(left);
    out.rest = without.any && out.meaning.group.empty() && says_nothing_more(left);
    out.rest_of_sex = out.rest && without.sex;
    out.rest_of_age = out.rest && without.age;
    out.rest_of_agency = out.rest && without.agency;
    return out;
}

bool are_disjoint(const CountWords& a, const CountWords& b) {
    const auto differ = [](const std::string& x, const std::string& y) {
        return !x.empty() && !y.empty() && x != y;
    };
    if (a.meaning.status != b.meaning.status && a.meaning.status != ChildStatus::any &&
        b.meaning.status != ChildStatus::any)
        return true;
    const auto of = [](bool rest, const std::string& said) { return rest ? std::string{"?"} : said; };
    if (differ(of(a.rest_of_sex, a.meaning.sex), of(b.rest_of_sex, b.meaning.sex))) return true;
    if (!a.source && !b.source &&
        differ(of(a.rest_of_agency, a.meaning.agency), of(b.rest_of_agency, b.meaning.agency)))
        return true;
    if (a.rest_of_age != b.rest_of_age) return !(a.rest_of_age ? b : a).meaning.age_band.empty();
    if (a.period && b.period && !(*a.period == *b.period)) return true;
    if (!can_be_read(a.meaning.age_band) || !can_be_read(b.meaning.age_band)) return false;
    const Ages x = ages_of(a.meaning.age_band);
    const Ages y = ages_of(b.meaning.age_band);
    return x.to < y.from || y.to < x.from;
}

}  // namespace geo
