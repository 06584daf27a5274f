// The national key test: every tambon of the country under twelve spellings of its code and names.  None may
// be taken for another; each is right or goes to a person.
#include "geo/base/text.h"
#include "geo/data/area_code.h"
#include "geo/data/import.h"
#include "geo/data/match.h"
#include "tests/support/test.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

namespace match_real_test {

using namespace geo;

namespace {

std::string thai_digits(const std::string& code) {
    std::string out;
    for (const char c : code) append_utf8(out, static_cast<char32_t>(0x0E50 + (c - '0')));
    return out;
}

/// One letter of the name left out, doubled or exchanged with its neighbour, at a place that depends on the
/// row; another place where that gives a name that is somebody's own, since no reader could know.
std::string misspelled(const std::string& name, std::size_t row, const std::set<std::string>& taken) {
    const std::vector<char32_t> letters = code_points(name);
    for (std::size_t attempt = 0; attempt < letters.size() * 3; ++attempt) {
        std::vector<char32_t> changed = letters;
        const std::size_t at = (row + attempt) % letters.size();
        const auto where = changed.begin() + static_cast<std::ptrdiff_t>(at);
        if (attempt % 3 == 0)
            changed.erase(where);
        else if (attempt % 3 == 1)
            changed[at] = changed[at] == 0x0E01 ? 0x0E02 : 0x0E01;
        else if (at + 1 < changed.size())
            std::swap(changed[at], changed[at + 1]);
        std::string out;
        for (const char32_t c : changed) append_utf8(out, c);
        if (!name_letters(out).empty() && out != name && !taken.contains(name_letters(out))) return out;
    }
    return name;
}

}  // namespace

TEST_CASE("7,425 tambon under 12 spellings each: no false match", "[match][real]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto imported =
        import_file({}, (*data / "boundaries/th_admin_cod.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(imported);
    const Areas& areas = *imported->data.areas;
    const AreaLevel& tambon = areas.at(Level::tambon);
    REQUIRE(tambon.size() == 7425);

    using Dress = std::function<std::string(const std::string&)>;
    const std::vector<Dress> code_dresses = {
        [](const std::string& code) { return "TH" + code; },
        [](const std::string& code) { return code + ".0"; },
        [](const std::string& code) { return code.substr(0, 1) + "." + code.substr(1) + "E+05"; },
        [](const std::string& code) { return thai_digits(code); },
        [](const std::string& code) {
            return code.substr(0, 2) + "-" + code.substr(2, 2) + "-" + code.substr(4);
        },
        [](const std::string& code) {
            return "\xE2\x80\x8B" + code.substr(0, 3) + "\xC2\xA0 " + code.substr(3);
        }};
    std::size_t wrong_codes = 0;
    for (const std::string& code : tambon.code) {
        for (const Dress& dress : code_dresses) {
            const auto read = code_from_cell(dress(code));
            if (!read || read->code != code || !read->repaired || read->dress[0] == '\0') ++wrong_codes;
        }
        // Without its last digit, and with fewer digits than the number has, it is no code.
        if (code_from_cell(code.substr(0, 5)) ||
            code_from_cell(code.substr(0, 1) + "." + code.substr(1, 3) + "E+05"))
            ++wrong_codes;
    }
    CHECK(wrong_codes == 0);

    const AreaNames names(areas);
    // Names that a slip must not make: those of the amphoe where it is stated, else of the province.
    std::map<std::string, std::set<std::string>> taken;
    for (std::size_t t = 0; t < tambon.size(); ++t)
        for (const std::size_t digits : {std::size_t{0}, std::size_t{2}, std::size_t{4}})
            taken[tambon.code[t].substr(0, digits)].insert(name_letters(tambon.name_th[t]));
    struct Spelling {
        std::size_t wrong = 0, right = 0, asked = 0, asked_without_it = 0;
    };
    // Thai as it is; with titles; เ twice, ํ with า, a zero-width space; English; English with titles;
    // misspelled.
    std::array<std::array<Spelling, 3>, 6> results{};
    for (std::uint32_t t = 0; t < tambon.size(); ++t) {
        const AreaId amphoe = tambon.parent[t];
        const AreaId province = areas.at(Level::amphoe).parent[amphoe.row()];
        const std::string& name = tambon.name_th[t];
        const std::string& amphoe_name = areas.at(Level::amphoe).name_th[amphoe.row()];
        const std::string& province_name = areas.at(Level::province).name_th[province.row()];
        std::string odd;
        for (const char32_t c : code_points(name)) {
            if (c == 0x0E41)
                odd += "เเ";
            else if (c == 0x0E33)
                odd += "\u0E4Dา";
            else
                append_utf8(odd, c);
            if (odd.size() < 8) odd += "\xE2\x80\x8B";
        }
        const std::array<AreaWords, 6> rows = {{
            {province_name, amphoe_name, name},
            {"จ." + province_name, "อำเภอ" + amphoe_name, "ต. " + name},
            {"จังหวัด" + province_name, "อ. " + amphoe_name, "ตำบล" + odd},
            {areas.at(Level::province).name_en[province.row()], areas.at(Level::amphoe).name_en[amphoe.row()],
             tambon.name_en[t]},
            {areas.at(Level::province).name_en[province.row()] + " Province",
             "Amphur " + areas.at(Level::amphoe).name_en[amphoe.row()], "Tambon " + tambon.name_en[t]},
            {province_name, amphoe_name, ""},
        }};
        for (std::size_t spelling = 0; spelling < rows.size(); ++spelling) {
            for (std::size_t context = 0; context < 3; ++context) {
                AreaWords words = rows[spelling];
                if (context > 0) words.amphoe.clear();
                if (context > 1) words.province.clear();
                if (spelling == 5)
                    words.tambon = misspelled(name, t,
                                              taken[tambon.code[t].substr(0, context > 1   ? 0
                                                                             : context > 0 ? 2
                                                                                           : 4)]);
                const AreaMatch match = names.find(words, "");
                Spelling& result = results[spelling][context];
                const bool offered = std::find(match.candidates.begin(), match.candidates.end(),
                                               tambon.code[t]) != match.candidates.end();
                if (match.code == tambon.code[t])
                    ++result.right;
                else if (!match.code.empty())
                    ++result.wrong;
                else if (offered)
                    ++result.asked;
                else
                    ++result.asked_without_it;
            }
        }
    }
    for (std::size_t spelling = 0; spelling < results.size(); ++spelling)
        for (std::size_t context = 0; context < 3; ++context) {
            const Spelling& result = results[spelling][context];
            INFO("spelling " << spelling << ", context " << context << ": " << result.right << " right, "
                             << result.asked << " asked, " << result.asked_without_it << " asked without it");
            CHECK(result.wrong == 0);
            CHECK(result.right + result.asked + result.asked_without_it == 7425);
        }
}

TEST_CASE("every earlier name and place of the program's table leads to its area", "[match][real]") {
    const auto data = test::real_data();
    if (!data) return;
    const auto imported =
        import_file({}, (*data / "boundaries/th_admin_cod.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(imported);
    const Areas& areas = *imported->data.areas;
    const Crosswalk crosswalk;
    const AreaNames names(areas, crosswalk);
    const auto name_of = [&](const std::string& code) {
        const auto level = static_cast<Level>(code.size() / 2);
        const AreaId area = areas.find(level, code);
        return area.valid() ? areas.at(level).name_th[area.row()] : std::string{};
    };
    std::size_t found = 0, asked = 0;
    for (const EarlierName& one : crosswalk.names()) {
        INFO(one.code << " " << one.name << " " << one.parent);
        REQUIRE_FALSE(name_of(one.code).empty());
        const std::string name = one.name.empty() ? name_of(one.code) : one.name;
        const std::string above = one.parent.empty() ? one.code.substr(0, one.code.size() - 2) : one.parent;
        const std::string amphoe = above.size() == 4 ? name_of(above) : std::string{};
        if (above.size() == 4 && amphoe.empty()) continue;  // its amphoe is no more
        const AreaWords words = one.code.size() == 2 ? AreaWords{name, "", ""}
                                : above.size() == 2  ? AreaWords{name_of(above), name, ""}
                                                     : AreaWords{name_of(above.substr(0, 2)), amphoe, name};
        const AreaMatch match = names.find(words, "");
        // Where the name is another area's today, that one is meant.
        if (match.code == one.code)
            ++found;
        else
            ++asked;
    }
    CHECK(found > 400);
    CHECK(asked * 20 < found);
}

}  // namespace match_real_test
