#include "geo/data/area_name.h"

#include "geo/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace geo {
namespace {

/// A sign above or below a Thai letter.
bool is_sign(char32_t c) {
    return c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
}

bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (c >= 0x0E00 && c <= 0x0E7F) return c != 0x0E2F && c != 0x0E5A && c != 0x0E5B;
    return c >= 0xC0 && (c < 0x2000 || c > 0x2BFF) && c != 0xFFFD;
}

bool ends(std::string_view text, std::string_view with) {
    return text.size() >= with.size() && text.substr(text.size() - with.size()) == with;
}

struct Title {
    const char* text;
    Level level;
};

/// Before the name; longer ones first.  A Latin one, and a single Thai letter without full stop, needs a
/// blank.
constexpr std::array<Title, 38> titles_before = {{
    {"กิ่งอำเภอ", Level::amphoe},      {"กิ่ง อ.", Level::amphoe},
    {"กิ่งอ.", Level::amphoe},         {"กิ่ง", Level::amphoe},
    {"จังหวัด", Level::province},      {"จว.", Level::province},
    {"จ.", Level::province},         {"จ ", Level::province},
    {"อำเภอ", Level::amphoe},        {"อ.", Level::amphoe},
    {"อ ", Level::amphoe},           {"เขต", Level::amphoe},
    {"ตำบล", Level::tambon},         {"แขวง", Level::tambon},
    {"ต.", Level::tambon},           {"ต ", Level::tambon},
    {"changwat ", Level::province},  {"province of ", Level::province},
    {"province ", Level::province},  {"king amphoe ", Level::amphoe},
    {"king amphur ", Level::amphoe}, {"amphoe ", Level::amphoe},
    {"amphur ", Level::amphoe},      {"amphor ", Level::amphoe},
    {"amper ", Level::amphoe},       {"ampoe ", Level::amphoe},
    {"district ", Level::amphoe},    {"khet ", Level::amphoe},
    {"a. ", Level::amphoe},          {"a.", Level::amphoe},
    {"tambon ", Level::tambon},      {"tambol ", Level::tambon},
    {"subdistrict ", Level::tambon}, {"sub-district ", Level::tambon},
    {"khwaeng ", Level::tambon},     {"kwaeng ", Level::tambon},
    {"t. ", Level::tambon},          {"t.", Level::tambon},
}};
/// After the name.
constexpr std::array<Title, 5> titles_after = {{
    {" subdistrict", Level::tambon},
    {" sub-district", Level::tambon},
    {" sub district", Level::tambon},
    {" district", Level::amphoe},
    {" province", Level::province},
}};

std::string lower_ascii(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// The text without its title of that level; as it is where it has none.
std::string title_taken(const std::string& text, Level level) {
    for (const Title& title : titles_before)
        if (title.level == level && text.starts_with(title.text))
            return text.substr(std::string_view{title.text}.size());
    for (const Title& title : titles_after)
        if (title.level == level && ends(text, title.text))
            return text.substr(0, text.size() - std::string_view{title.text}.size());
    return text;
}

/// Takes the remark off that stands in brackets at the end; true where it says that a part is meant.
bool take_remark(std::string& text) {
    static constexpr std::array<const char*, 9> part_words = {
        "บางส่วน", "ยกเว้น", "เฉพาะ", "เขตเทศบาล", "นอกเขต", "ในเขต", "part", "except", "only"};
    const auto says_part = [](const std::string& remark) {
        return std::any_of(part_words.begin(), part_words.end(),
                           [&](const char* word) { return remark.find(word) != std::string::npos; });
    };
    bool partly = false;
    const std::size_t open = text.find_first_of("([");
    if (open != std::string::npos && open > 0) {
        partly = says_part(lower_ascii(text.substr(open)));
        text.resize(open);
    }
    constexpr std::string_view bare = "บางส่วน";
    while (ends(text, " ")) text.pop_back();
    if (text.size() > bare.size() && ends(text, bare)) {
        text.resize(text.size() - bare.size());
        partly = true;
    }
    while (ends(text, " ")) text.pop_back();
    return partly;
}

void note_spelling(std::string_view cell, std::vector<const char*>& repairs) {
    const std::vector<char32_t> points = code_points(cell);
    bool invisible = false, double_e = false, apart = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const char32_t c = points[i];
        const char32_t next = i + 1 < points.size() ? points[i + 1] : 0;
        if ((c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0xAD)
            invisible = true;
        if (c == 0x0E40 && next == 0x0E40) double_e = true;
        if (c == 0x0E4D) apart = true;
    }
    if (invisible) repairs.push_back("name_zwsp");
    if (double_e) repairs.push_back("thai_double_e");
    if (apart) repairs.push_back("thai_decomposed_am");
}

}  // namespace

std::string name_letters(std::string_view name) {
    std::string out;
    char32_t before = 0;
    for (const char32_t c : code_points(key_of(name))) {
        if (!is_letter(c) || (c == before && is_sign(c))) continue;
        before = c;
        append_utf8(out, c);
    }
    return out;
}

std::optional<Level> titled_level(std::string_view text) {
    const std::string small = lower_ascii(normalised(text));
    for (const Title& title : titles_before)
        if (small.starts_with(title.text)) return title.level;
    return std::nullopt;
}

std::optional<std::string> without_office(std::string_view name) {
    const std::string text = normalised(name);
    // Longer ones first; "ตำบล" is a title of the tambon too.
    for (const std::string_view office :
         {"องค์การบริหารส่วนตำบล", "องค์การบริหารส่วน ตำบล", "อบต.", "อบต ", "เทศบาลตำบล", "เทศบาลเมือง",
          "เทศบาลนคร", "ทต.", "ทม.", "ทน.", "SAO ", "TAO "}) {
        if (!text.starts_with(office)) continue;
        std::string rest = normalised(text.substr(office.size()));
        if (code_points(rest).size() >= 2) return rest;
    }
    return std::nullopt;
}

std::string without_title(const std::string& name, Level level) {
    std::string rest = normalised(title_taken(name, level));
    return code_points(rest).size() >= 2 ? rest : name;
}

NameCell name_from_cell(std::string_view cell, Level level) {
    NameCell out;
    std::string text = lower_ascii(normalised(cell));
    out.partly = take_remark(text);
    constexpr std::string_view and_so_on = "ฯ";
    if (ends(text, and_so_on)) {
        text.resize(text.size() - and_so_on.size());
        out.cut_short = true;
    }
    std::string letters = name_letters(text);
    if (letters.empty()) return out;
    out.letters.push_back(letters);
    const std::string bare = name_letters(title_taken(text, level));
    if (!bare.empty() && bare != letters) {
        out.letters.push_back(bare);
        out.titled = true;
    }
    note_spelling(cell, out.repairs);
    return out;
}

namespace {

/// A title within a text: where it begins.
struct Mark {
    std::size_t at = 0;
    Level level = Level::tambon;
};

/// Short titles count at the beginning or after a mark or a blank; the long Thai ones anywhere.
std::vector<Mark> marks_in(const std::string& text) {
    std::vector<Mark> out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool fresh = at == 0 || std::string_view{" ,;/>|:("}.find(text[at - 1]) != std::string::npos;
        for (const Title& title : titles_before) {
            const std::string_view words = title.text;
            const bool anywhere =
                words == "อำเภอ" || words == "ตำบล" || words == "จังหวัด" || words == "กิ่งอำเภอ";
            if ((!fresh && !anywhere) || !std::string_view(text).substr(at).starts_with(words)) continue;
            out.push_back({at, title.level});
            at += words.size() - 1;
            break;
        }
    }
    return out;
}

std::string& part_of(AreaWords& words, Level level) {
    return level == Level::province ? words.province : level == Level::amphoe ? words.amphoe : words.tambon;
}

std::string trimmed(std::string text) {
    while (!text.empty() && std::string_view{" ,;/>|:-"}.find(text.back()) != std::string::npos)
        text.pop_back();
    const std::size_t first = text.find_first_not_of(" ,;/>|:-");
    return first == std::string::npos ? std::string{} : text.substr(first);
}

}  // namespace

AreaWords words_of_one_cell(std::string_view cell) {
    AreaWords out;
    const std::string text = lower_ascii(normalised(cell));
    const std::vector<Mark> marks = marks_in(text);
    if (!marks.empty()) {
        // What stands before the first title is the name of a village or a street, or the tambon of
        // "วาวี อ.แม่สรวย".
        const std::string before = trimmed(text.substr(0, marks.front().at));
        for (std::size_t m = 0; m < marks.size(); ++m) {
            const std::size_t to = m + 1 < marks.size() ? marks[m + 1].at : text.size();
            std::string& part = part_of(out, marks[m].level);
            if (part.empty()) part = trimmed(text.substr(marks[m].at, to - marks[m].at));
        }
        if (out.tambon.empty() && !out.amphoe.empty()) out.tambon = before;
        for (const std::string_view bangkok : {"กรุงเทพ", "กทม"})
            if (const std::size_t at = text.find(bangkok); out.province.empty() && at != std::string::npos) {
                out.province = trimmed(text.substr(at));
                for (std::string* part : {&out.amphoe, &out.tambon})
                    if (const std::size_t in = part->find(bangkok); in != std::string::npos)
                        *part = trimmed(part->substr(0, in));
            }
        return out;
    }
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find_first_of(",/>|", from), text.size());
        parts.push_back(trimmed(text.substr(from, to - from)));
        from = to + 1;
    }
    if (parts.size() == 3) out = {parts[2], parts[1], parts[0]};
    return out;
}

std::string name_sounds(std::string_view latin_letters) {
    static constexpr std::array<std::pair<const char*, const char*>, 20> same = {
        {{"ph", "p"}, {"th", "t"}, {"kh", "k"}, {"ch", "c"}, {"j", "c"},  {"v", "w"},  {"oo", "u"},
         {"ou", "u"}, {"ue", "u"}, {"eu", "u"}, {"ee", "i"}, {"ai", "y"}, {"ay", "y"}, {"ei", "y"},
         {"ae", "e"}, {"ia", "e"}, {"ie", "e"}, {"ao", "w"}, {"au", "w"}, {"or", "o"}}};
    std::string out;
    for (std::size_t at = 0; at < latin_letters.size();) {
        const auto* const found = std::find_if(same.begin(), same.end(), [&](const auto& pair) {
            return latin_letters.substr(at).starts_with(pair.first);
        });
        const std::string_view sound =
            found == same.end() ? latin_letters.substr(at, 1) : std::string_view{found->second};
        if (out.empty() || out.back() != sound.front()) out += sound;
        at += found == same.end() ? 1 : std::string_view{found->first}.size();
    }
    return out;
}

}  // namespace geo
