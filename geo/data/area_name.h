// Names of areas as people write them, brought to letters that can be compared: without titles (ต. ตำบล แขวง
// อ. อำเภอ เขต จ. จังหวัด, Amphoe, District), blanks, full stops, hyphens and doubled marks.
//
// The trap: some names begin like a title or hold its marks (จ.ป.ร., แป-ระ, เขตอุดมศักดิ์), so the name as it
// stands is always tried before the one without title.
#pragma once

#include "geo/data/areas.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// What makes two spellings one: key_of() without marks and brackets, each sign above or below a letter once.
/// Only letters, digits and those signs are left.
std::string name_letters(std::string_view name);

/// "ตำบลวาวี", "ต.วาวี" to "วาวี"; of its own level's titles only, so that จ.ป.ร. stays a tambon's name.
std::string without_title(const std::string& name, Level level);

/// The level whose title the text begins with; nothing for none.  จ.ป.ร. and เขตอุดมศักดิ์ begin with one too:
/// whether the text is a name as it stands is for the caller to ask.
std::optional<Level> titled_level(std::string_view text);

/// A cell that names an area of one level.
struct NameCell {
    std::vector<std::string> letters;  ///< as it stands, then without its title; none where it is empty
    bool titled = false;               ///< the last of them had a title
    bool partly = false;     ///< says that only a part of the area is meant: (บางส่วน)
    bool cut_short = false;  ///< ends with ฯ: the beginning of a name
    std::vector<const char*> repairs;  ///< kinds of notes: "name_zwsp", "thai_double_e", "thai_decomposed_am"
};
NameCell name_from_cell(std::string_view cell, Level level);

/// What a row says of its place, as written; "" where it says nothing.
struct AreaWords {
    std::string province, amphoe, tambon;
    bool operator==(const AreaWords&) const = default;
};

/// "ต.วาวี อ.แม่สรวย จ.เชียงราย", in any order, with or without blanks: the parts with their titles.  Without
/// any title, parts between commas, slashes or " > " from tambon to province where there are three of them.
/// All empty where it is neither.
AreaWords words_of_one_cell(std::string_view cell);

/// The name behind the title of a local government ("อบต.ฉลุง", "เทศบาลตำบลฉลุง", "ทต. ฉลุง"): often, not
/// always, that of its tambon.  None where there is no such title.
std::optional<std::string> without_office(std::string_view name);

/// A romanised name by its sounds: "Mueang" and "Muang", "Chiengmai" and "Chiang Mai" have the same.
std::string name_sounds(std::string_view latin_letters);

}  // namespace geo
