#include "geo/base/text.h"
#include "geo/data/match.h"

#include <set>
#include <utility>

namespace geo {
namespace {

/// Words of a text: letters without blanks, digits or marks between them.
std::vector<std::string> words_in(const std::string& text) {
    std::vector<std::string> out;
    std::string word;
    for (const char32_t c : code_points(text + " ")) {
        std::string one;
        append_utf8(one, c);
        const bool letter = !name_letters(one).empty() && (c < '0' || c > '9');
        if (letter) word += one;
        if (!letter && !word.empty()) out.push_back(name_letters(std::exchange(word, {})));
    }
    return out;
}

}  // namespace

std::string AreaNames::province_in(std::string_view text) const {
    const std::string plain = normalised(text);
    std::set<std::string> said;
    const auto add = [&](const std::string& letters) {
        NameCell cell;
        cell.letters = {letters};
        Found found = exact(Level::province, cell, nullptr);
        if (const auto alias = province_alias_.find(letters); alias != province_alias_.end())
            said.insert(alias->second);
        else if (found.rows.size() == 1)
            said.insert(code(Level::province, found.rows.front()));
    };
    /// The longest name that these letters begin with; its length in bytes.
    const auto name_at = [&](const std::string& letters) {
        std::size_t longest = 0;
        for (const Name& name : at(Level::province).names)
            for (const std::string* one : {&name.th, &name.en})
                if (one->size() > longest && letters.compare(0, one->size(), *one) == 0)
                    longest = one->size();
        return longest;
    };
    // After a title, and after the "and" that follows such a name.
    for (const std::string_view title : {"จังหวัด", "จ.", "จว."}) {
        for (std::size_t from = plain.find(title); from != std::string::npos;
             from = plain.find(title, from + 1)) {
            std::string letters = name_letters(plain.substr(from + title.size()));
            constexpr std::string_view conjunction = "และ";
            for (std::size_t size = name_at(letters); size > 0; size = name_at(letters)) {
                add(letters.substr(0, size));
                letters.erase(0, size);
                if (letters.compare(0, conjunction.size(), conjunction) == 0)
                    letters.erase(0, conjunction.size());
            }
        }
    }
    if (said.empty()) {
        const std::vector<std::string> words = words_in(plain);
        for (std::size_t w = 0; w < words.size(); ++w) {
            std::string joined;
            for (std::size_t to = w; to < words.size() && to < w + 3; ++to) add(joined += words[to]);
        }
    }
    return said.size() == 1 ? *said.begin() : std::string{};
}

std::string AreaNames::amphoe_in(std::string_view text, std::string_view province) const {
    Rows provinces;
    if (const AreaId area = areas_.find(Level::province, province); area.valid())
        provinces.push_back(static_cast<std::uint32_t>(area.row()));
    const Rows in_province = below(Level::province, provinces);
    const Rows* scope = provinces.empty() ? nullptr : &in_province;
    std::set<std::uint32_t> said;
    const auto add = [&](const NameCell& cell) {
        const Found found = amphoe_of(cell, scope, provinces);
        if (found.repair[0] == '\0' || std::string_view{found.repair} == "name_alias")
            said.insert(found.rows.begin(), found.rows.end());
    };
    const std::string plain = normalised(text);
    add(name_from_cell(plain, Level::amphoe));
    // After a title: the longest name that the letters begin with.
    if (said.empty())
        for (const std::string_view title : {"อำเภอ", "อ.", "เขต"})
            for (std::size_t from = plain.find(title); from != std::string::npos;
                 from = plain.find(title, from + 1)) {
                const std::string letters = name_letters(plain.substr(from + title.size()));
                NameCell cell;
                for (const Name& name : at(Level::amphoe).names)
                    if (!name.th.empty() && letters.compare(0, name.th.size(), name.th) == 0 &&
                        (cell.letters.empty() || name.th.size() > cell.letters.front().size()))
                        cell.letters = {name.th};
                constexpr std::string_view capital = "เมือง";
                if (cell.letters.empty() && letters.compare(0, capital.size(), capital) == 0)
                    cell.letters = {std::string{capital}};
                if (!cell.letters.empty()) add(cell);
            }
    return said.size() == 1 ? code(Level::amphoe, *said.begin()) : std::string{};
}

}  // namespace geo
