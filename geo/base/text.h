// Text as planners write it: UTF-8, Thai, with several spellings of the same mark.
//
// Data, ids, search, sorting and files hold logical Unicode.  The trap: กำแพงเพชร has two spellings that look
// the same and are equal only after NFKC, so compare keys with key_of(), never with ==.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// True where the bytes are well-formed UTF-8.  O(n).
bool is_utf8(std::string_view bytes);

/// CP874 (Windows Thai, a superset of TIS-620) to UTF-8; undefined bytes become U+FFFD.
std::string utf8_from_cp874(std::string_view bytes);

/// NFKC, invisible characters removed, เเ written as แ, spaces trimmed and collapsed.  For display and
/// storage.
std::string normalised(std::string_view utf8);

/// What two spellings of a name have in common: normalised, lower case, Thai digits as Arabic, no spaces.
std::string key_of(std::string_view utf8);

/// An ASCII digit.
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
/// One ASCII digit or more, and nothing else.
constexpr bool all_digits(std::string_view text) {
    for (const char c : text)
        if (!is_digit(c)) return false;
    return !text.empty();
}

/// ๐๑๒ to 012; everything else unchanged.
std::string with_arabic_digits(std::string_view utf8);

/// Three-way comparison in the dictionary order of Thai (and of English for Latin text).
int compare_thai(std::string_view a, std::string_view b);

/// Byte offsets at which a line may break (word boundaries; ICU's Thai dictionary), ascending, without 0.
std::vector<std::size_t> line_breaks(std::string_view utf8);

/// Code points of well-formed UTF-8; an ill-formed byte becomes U+FFFD.
std::vector<char32_t> code_points(std::string_view utf8);
void append_utf8(std::string& out, char32_t code_point);

/// The longest prefix of at most `bytes` bytes that does not cut a character.
std::string_view shortened(std::string_view utf8, std::size_t bytes);

}  // namespace geo
