#include "geo/base/text.h"

#include "tests/support/test.h"

#include <string>

namespace text_test {

using namespace geo;

TEST_CASE("the key of a key is that key", "[text]") {
    // A blank between a letter and a mark that would join it; bytes that no encoding gives (found by
    // fuzzing).
    for (const char* text :
         {"K \u00B8", "A \u0300", "\x8a\xb8\xb8K \xc2\xb8\xbb\xb8\xb8\x89\xb8\xb8", "ต. วาวี"})
        REQUIRE(key_of(key_of(text)) == key_of(text));
    const std::string marks = "\u00B8\u0E4D\u0E4B\u0E32";
    REQUIRE(normalised(normalised(marks)) == normalised(marks));
}

TEST_CASE("UTF-8 is told from other bytes", "[text]") {
    REQUIRE(is_utf8("ตำบล abc"));
    REQUIRE(is_utf8(""));
    REQUIRE_FALSE(is_utf8("\xB5\xD3\xBA\xC5"));  // CP874 ตำบล
    REQUIRE_FALSE(is_utf8("\xE0\xB8"));          // cut short
    REQUIRE_FALSE(is_utf8("\xC0\x80"));          // overlong
    REQUIRE_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
}

TEST_CASE("CP874 becomes Thai", "[text]") {
    REQUIRE(utf8_from_cp874("\xB5\xD3\xBA\xC5 1") == "ตำบล 1");
    REQUIRE(utf8_from_cp874("\xF1") == "๑");
    REQUIRE(utf8_from_cp874("\xDB") == "\xEF\xBF\xBD");
}

TEST_CASE("two spellings of a name are one key", "[text]") {
    const std::string joined = "กำแพงเพชร";
    const std::string apart = "ก\xE0\xB9\x8D\xE0\xB8\xB2แพงเพชร";  // nikhahit and sara aa
    REQUIRE(joined != apart);
    REQUIRE(normalised(apart) == joined);
    REQUIRE(key_of(joined) == key_of(apart));
    REQUIRE(normalised("น\xE0\xB9\x89\xE0\xB9\x8D\xE0\xB8\xB2") == normalised("น้ำ"));
    REQUIRE(normalised("เเม่สาย") == "แม่สาย");
    REQUIRE(normalised("  แม่\xE2\x80\x8Bสาย \t x ") == "แม่สาย x");
    REQUIRE(key_of("หมู่ ๑๒ A") == "หมู่12a");
}

TEST_CASE("Thai sorts by its dictionary", "[text]") {
    REQUIRE(compare_thai("กา", "ขา") < 0);
    REQUIRE(compare_thai("เกาะ", "ขา") < 0);  // the leading vowel does not decide
    REQUIRE(compare_thai("แม่สาย", "แม่สาย") == 0);
}

TEST_CASE("Thai breaks between words and at the end", "[text]") {
    const std::string text = "การศึกษา โรงเรียน";
    const auto breaks = line_breaks(text);
    REQUIRE(breaks.back() == text.size());
    for (const std::size_t at : breaks) REQUIRE((at == text.size() || (text[at] & 0xC0) != 0x80));
    const auto inside_word = std::string{"การศึก"}.size();
    REQUIRE(std::find(breaks.begin(), breaks.end(), inside_word) == breaks.end());
}

TEST_CASE("ill-formed bytes never shift a break into a character", "[text]") {
    const std::string text = "\xE0\xB8 การศึกษา \xF0\x9F โรงเรียน";
    for (const std::size_t at : line_breaks(text)) {
        REQUIRE(at <= text.size());
        REQUIRE((at == text.size() || (text[at] & 0xC0) != 0x80 || at < 3));
    }
    REQUIRE(line_breaks(text).back() == text.size());
}

TEST_CASE("text is shortened between characters", "[text]") {
    REQUIRE(shortened("กข", 5) == "ก");
    REQUIRE(shortened("กข", 6) == "กข");
    REQUIRE(shortened("abc", 2) == "ab");
}

TEST_CASE("code points survive the way there and back", "[text]") {
    std::string out;
    for (const char32_t c : code_points("aก€\xF0\x9F\x98\x80")) append_utf8(out, c);
    REQUIRE(out == "aก€\xF0\x9F\x98\x80");
}

TEST_CASE("plain text takes the short way and comes out as by the long one", "[text]") {
    for (const char* text : {"", " ", "  a  B ", "A-1 (x)", "~ !", "12.5"}) {
        INFO(text);
        // A letter of another script takes the long way; it is cut off again.
        const std::string with_thai = std::string{text} + "ก";
        std::string long_way = normalised(with_thai);
        long_way.resize(long_way.size() - 3);
        while (!long_way.empty() && long_way.back() == ' ') long_way.pop_back();
        REQUIRE(normalised(text) == long_way);
        std::string long_key = key_of(with_thai);
        long_key.resize(long_key.size() - 3);
        REQUIRE(key_of(text) == long_key);
    }
}

TEST_CASE("what is settled already is what the long way makes of it", "[text]") {
    // A zero-width space is dropped on the long way.
    const auto same = [](const std::string& text) {
        INFO(text);
        REQUIRE(normalised(text) == normalised(text + "\xE2\x80\x8B"));
    };
    for (unsigned a = 0x0E01; a <= 0x0E5B; ++a)
        for (unsigned b = 0x0E01; b <= 0x0E5B; ++b) {
            if ((a > 0x0E3A && a < 0x0E3F) || (b > 0x0E3A && b < 0x0E3F)) continue;
            std::string text = "ก";
            append_utf8(text, a);
            append_utf8(text, b);
            same(text);
            same("น" + text + "ำ");
        }
    same("  บ้าน  กุ้ง ๑๒ (หมู่ 3) ");
}

}  // namespace text_test
