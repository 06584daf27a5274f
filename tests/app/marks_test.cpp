#include "app/marks.h"

#include "tests/support/test.h"

#include <random>
#include <string>
#include <vector>

namespace marks_test {

using app::marks::logical;
using app::marks::visual;

namespace {

std::string utf8(std::initializer_list<char32_t> points) {
    std::string out;
    for (const char32_t c : points) {
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else {
            out += static_cast<char>(0xE0U | (c >> 12U));
            out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
            out += static_cast<char>(0x80U | (c & 0x3FU));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("marks take the form that their consonant asks for", "[marks]") {
    CHECK(visual("ที่") == utf8({0x0E17, 0x0E35, 0x0E48}));           // tone over a vowel stays high
    CHECK(visual("ปู่") == utf8({0x0E1B, 0x0E39, 0xF705}));           // low and left over an ascender
    CHECK(visual("น้ำ") == utf8({0x0E19, 0x0E4D, 0x0E49, 0x0E32}));  // SARA AM apart, tone above it
    CHECK(visual("กตัญญู") == utf8({0x0E01, 0x0E15, 0x0E31, 0x0E0D, 0xF70F, 0x0E39}));
    CHECK(visual("ฐานะ") == utf8({0x0E10, 0x0E32, 0x0E19, 0x0E30}));
    CHECK(visual("ญาญู") == utf8({0x0E0D, 0x0E32, 0xF70F, 0x0E39}));
    CHECK(visual("ก่อน") == utf8({0x0E01, 0xF70A, 0x0E2D, 0x0E19}));  // low over a bare consonant
    CHECK(visual("ปี่") == utf8({0x0E1B, 0xF702, 0xF713}));            // both left
    CHECK(visual("ปั๊ม") == utf8({0x0E1B, 0xF710, 0xF715, 0x0E21}));
    CHECK(visual("ฎุ") == utf8({0x0E0E, 0xF718}));  // under a descender: lower
}

TEST_CASE("text without Thai is unchanged", "[marks]") {
    for (const char* text :
         {"", "Mae Suai 12 %", "a\xC3\xA9 \xE2\x80\x94 \xF0\x9F\x98\x80", "\xE0", "\xE0\xB8"})
        CHECK(visual(text) == text);
}

TEST_CASE("drawn text turns back into logical text", "[marks]") {
    for (const char* text : {"ที่", "ปู่", "กตัญญู", "ฐานะ", "ญาญู", "ก่อน", "ปั๊ม", "หน่วยเรียนรู้", "ฝ่ายฟื้นฟู", "A ปี่ B"})
        CHECK(logical(visual(text)) == text);
    std::mt19937 random(7);
    const std::vector<std::string> letters = {"ก", "ป", "ฝ", "ฟ", "ญ", "ฐ", "ฎ", "ฏ", "า",
                                              "เ", "ั",  "ิ",  "ี",  "ึ",  "ื",  "ุ",  "ู",  "็",
                                              "่",  "้",  "๊",  "๋",  "์",  "a", " ", "๕"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (int i = 0; i < 12; ++i) text += letters[random() % letters.size()];
        CHECK(logical(visual(text)) == text);
        std::string drawn = text;
        app::marks::in_place(drawn.data(), drawn.size());
        CHECK(drawn.size() == text.size());
        CHECK(logical(drawn) == text);
        CHECK_FALSE(app::marks::in_place(drawn.data(), drawn.size()));  // at rest after one step
    }
}

TEST_CASE("in a field SARA AM stays whole", "[marks]") {
    std::string field = "น้ำ";
    app::marks::in_place(field.data(), field.size());
    CHECK(field == "น้ำ");
    field = "ป้ำ";
    app::marks::in_place(field.data(), field.size());
    CHECK(field == utf8({0x0E1B, 0xF714, 0x0E33}));
    CHECK(logical(field) == "ป้ำ");
}

}  // namespace marks_test
