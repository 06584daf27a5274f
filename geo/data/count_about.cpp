#include "geo/data/count_about.h"

#include "geo/base/text.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace geo {

using rows::has;

namespace {

constexpr std::array<const char*, 6> learning = {"เข้า", "สู่", "มาเรียน", "ไปเรียน", "โรงเรียน", "เรียน"};

/// A line that explains words names more than the table holds.
bool explains(const std::string& text) {
    return has(key_of(text), {"หมายถึง", "นิยาม", "คำชี้แจง", "คำอธิบาย", "หมายเหตุ", "definition", "means"});
}

/// In a line a slash stands between names, not between rows of a header.
std::string as_one_level(std::string text) {
    for (auto at = text.find(" / "); at != std::string::npos; at = text.find(" / ")) text.replace(at, 3, "/");
    return text;
}

/// "ติดตามเด็กนอกระบบกลับเข้าเรียน" may be of those who came back or of those who have not yet.
bool may_be_returned(const CountWords& words, const std::string& key) {
    const bool out = words.out_of_school || has(key, {"ตกหล่น", "ออกกลางคัน", "dropout"});
    return words.meaning.status == ChildStatus::returned && out &&
           !has(key, {"ที่กลับ", "กลับแล้ว", "ได้กลับ", "returned"});
}

/// Takes out what is sent back, and dangers that are none of children.
std::string without_requests(std::string text) {
    for (const std::string_view phrase : {"ส่งกลับ", "ตอบกลับ", "กลับภายใน", "กลับมายัง", "พื้นที่เสี่ยง", "เสี่ยงภัย"})
        for (auto at = text.find(phrase); at != std::string::npos; at = text.find(phrase, at)) {
            const std::string_view behind = std::string_view{text}.substr(at + phrase.size());
            const bool to_learning = std::any_of(learning.begin(), learning.end(),
                                                 [&](const char* word) { return behind.starts_with(word); });
            if (to_learning && phrase == "ส่งกลับ")
                at += phrase.size();
            else
                text.erase(at, phrase.size());
        }
    return text;
}

bool names_children(const CountWords& words, const std::string& key) {
    return words.children || words.out_of_school ||
           has(key, {"นักเรียน",  "ผู้เรียน",   "เยาวชน",    "ตกหล่น",     "ออกกลางคัน",  "กลุ่มเสี่ยง",  "เสี่ยงหลุด",
                     "เสี่ยงออก", "กลับเข้า",  "กลับมาเรียน", "กลับไปเรียน", "กลับสู่",       "student",  "pupil",
                     "youth",   "dropout", "drop-out",  "dropping",  "returnedto", "enrolled", "learner"});
}

/// "กรุณาส่งข้อมูลเด็กกลับ" names children and is of none that came back.
bool is_plain(ChildStatus status, const std::string& key) {
    if (status == ChildStatus::at_risk)
        return has(key,
                   {"กลุ่มเสี่ยง", "เด็กเสี่ยง", "เด็กที่เสี่ยง", "นักเรียนเสี่ยง", "นักเรียนที่เสี่ยง", "เยาวชนเสี่ยง", "เสี่ยงหลุด",
                    "เสี่ยงออก", "เสี่ยงตก", "เสี่ยงต่อการ", "เสี่ยงที่จะ", "atrisk", "at-risk", "at_risk"});
    if (status == ChildStatus::returned)
        return has(key, {"กลับเข้า", "กลับมาเรียน", "กลับไปเรียน", "กลับสู่", "กลับคืนสู่", "กลับเรียน", "ที่กลับ", "ได้กลับ",
                         "กลับแล้ว", "returned", "re-enrolled", "reenrolled", "re_enrolled"});
    return true;
}

struct Said {
    CountWords words;
    std::string text;
    bool plain() const { return is_plain(words.meaning.status, key_of(text)); }
};

/// What the first texts that say whom say; nothing for none.
bool take_words(const std::vector<std::string>& texts, TableAbout& out) {
    std::vector<Said> all;
    for (const std::string& text : texts) {
        if (explains(text)) continue;
        CountWords words = words_of_line(as_one_level(text));
        if (words.says_whom()) all.push_back({std::move(words), text});
    }
    if (all.empty()) return false;
    if (std::any_of(all.begin(), all.end(), [](const Said& one) { return one.plain(); }))
        std::erase_if(all, [](const Said& one) { return !one.plain(); });
    const auto is_out = [](const Said& one) { return is_out_of_learning(one.words.meaning.status); };
    const bool differ =
        std::any_of(all.begin(), all.end(), is_out) && !std::all_of(all.begin(), all.end(), is_out);
    const Said& first = all.front();
    out.text = first.text;
    out.mixed =
        differ || first.words.mixed || !first.plain() || may_be_returned(first.words, key_of(first.text));
    if (out.mixed) return true;
    out.meaning.status = first.words.meaning.status;
    out.meaning.group = has(key_of(first.text), {"และ", "/", ","}) ? "" : first.words.meaning.group;
    // Without สังกัด it may be the office that wrote the table.
    if (has(key_of(first.text), {"สังกัด"}) && !first.words.source)
        out.meaning.agency = first.words.meaning.agency;
    return true;
}

}  // namespace

CountWords words_of_line(const std::string& text) {
    const std::string line = without_requests(text);
    CountWords out = count_words(line);
    const bool learns =
        out.meaning.status == ChildStatus::at_risk || out.meaning.status == ChildStatus::returned;
    if (learns && !names_children(out, key_of(line))) out.meaning.status = ChildStatus::any;
    return out;
}

TableAbout about_table(const Table& table, const std::string& file) {
    std::vector<std::string> titles;
    for (const Table::Line& title : table.titles) titles.push_back(title.text);
    const std::string stem = std::filesystem::path(file).stem().string();
    TableAbout out;
    std::vector<std::string> all = titles;
    all.insert(all.end(), {table.sheet, stem});
    bool says_number = false;
    for (const std::string& text : all) {
        const CountWords words = words_of_line(text);
        out.out_of_learning = out.out_of_learning || words.says_whom();
        out.others = out.others || words.others;
        out.counts = out.counts || words.counts || words.says_whom();
        out.children = out.children || words.says_whom() || names_children(words, key_of(text));
        out.measure = out.measure || words.measure;
        says_number = says_number || has(key_of(text), {"จำนวน", "count"});
        out.by_source = out.by_source || has(key_of(text), {"ตามแหล่ง", "bysource", "แต่ละแหล่ง"});
    }
    out.measure = out.measure && !out.children;
    // "จำนวน" of nothing else.
    out.children = out.children || (says_number && !out.measure && !out.others);
    if (!take_words(titles, out) && !take_words({table.sheet}, out)) take_words({stem}, out);
    return out;
}

void take_from(const TableAbout& about, std::vector<CountWords>& columns, const Table& table,
               ImportReport& report) {
    const bool by_source = about.by_source || std::any_of(columns.begin(), columns.end(),
                                                          [](const CountWords& one) { return one.source; });
    const bool one_says = std::any_of(columns.begin(), columns.end(), [](const CountWords& one) {
        return one.says_whom() && !one.mixed && !one.share;
    });
    const bool one_mixes =
        std::any_of(columns.begin(), columns.end(), [](const CountWords& one) { return one.mixed; });
    bool taken = false;
    for (CountWords& one : columns) {
        one.source = one.source || (by_source && !one.meaning.agency.empty());
        // Pupils under a title of those who dropped out are these; numbers under one of inhabitants are no
        // children.
        if (about.out_of_learning && one.pupils) one.others = one.pupils = false;
        if (!about.out_of_learning && about.others && !one.says_whom() && !one.children) one.others = true;
        if (one_says || one.says_whom() || one.others || one.share || one.measure) continue;
        one.mixed = about.mixed || one_mixes;
        if (one.mixed) continue;
        one.meaning.status = about.meaning.status;
        taken = taken || about.meaning.status != ChildStatus::any;
    }
    if (taken)
        report.warnings.push_back(
            {"whom_by_title", report.file, table.sheet, 0, "", rows::cut(about.text, 150), ""});
}

}  // namespace geo
