// Areas by their names and codes, as rows of somebody's table state them.
#include "geo/data/match.h"

#include "geo/base/text.h"
#include "geo/data/area_code.h"
#include "geo/data/crosswalk.h"
#include "geo/data/name_distance.h"
#include "tests/support/small_areas.h"
#include "tests/support/test.h"

namespace match_test {

using namespace geo;

namespace {

std::string code_of(const char* cell) {
    const auto read = code_from_cell(cell);
    return read ? read->code : "";
}

std::string dress_of(const char* cell) {
    const auto read = code_from_cell(cell);
    return read ? read->dress : "none";
}

/// Two provinces.  57: อ. 5701 with four tambon, อ. 5702 with two; 58: one amphoe of the same name as 5702.
Areas two_provinces() {
    Areas areas;
    const auto add = [&](Level level, const char* code, const char* th, const char* en) {
        AreaLevel& rows = areas.at(level);
        const std::string text = code;
        rows.code.push_back(text);
        rows.name_th.push_back(th);
        rows.name_en.push_back(en);
        rows.parent.push_back(level == Level::country    ? AreaId{}
                              : level == Level::province ? AreaId{std::uint32_t{0}}
                                                         : areas.find(static_cast<Level>(text.size() / 2 - 1),
                                                                      text.substr(0, text.size() - 2)));
        rows.shape.emplace_back();
        rows.inner.emplace_back();
    };
    add(Level::country, "TH", "ไทย", "Thailand");
    add(Level::province, "10", "กรุงเทพมหานคร", "Bangkok");
    add(Level::province, "57", "เชียงราย", "Chiang Rai");
    add(Level::province, "58", "น่านฟ้า", "Nan Fa");
    add(Level::amphoe, "1001", "พระนคร", "Phra Nakhon");
    add(Level::amphoe, "5701", "เมืองเชียงราย", "Mueang Chiang Rai");
    add(Level::amphoe, "5702", "แม่สรวย", "Mae Suai");
    add(Level::amphoe, "5801", "แม่สรวย", "Mae Suai");
    add(Level::tambon, "100101", "วังบูรพา", "Wang Burapha");
    add(Level::tambon, "570101", "เวียง", "Wiang");
    add(Level::tambon, "570102", "ห้วยชมภู", "Huai Chomphu");
    add(Level::tambon, "570103", "จ.ป.ร.", "Cho Po Ro");
    add(Level::tambon, "570104", "น้ำแพร่", "Nam Phrae");
    add(Level::tambon, "570201", "วาวี", "Wawi");
    add(Level::tambon, "570202", "เวียง", "Wiang");
    add(Level::tambon, "570203", "บ้านใหม่เหนือ", "Ban Mai Nuea");
    add(Level::tambon, "570204", "บ้านใหม่เหนือน", "Ban Mai Nuean");
    add(Level::tambon, "580101", "วาวี", "Wawi");
    return areas;
}

}  // namespace

TEST_CASE("a code is read in every dress, and the dress is named", "[match]") {
    const std::vector<std::pair<const char*, const char*>> dresses = {
        {"571006", ""},
        {"571006.0", "code_float"},
        {"571006.", "code_float"},
        {"5.71006E+05", "code_scientific"},
        {"5.71006e5", "code_scientific"},
        {"TH571006", "code_th_prefix"},
        {"th-571006", "code_th_prefix"},
        {"57-10-06", "code_separators"},
        {"5710/06", "code_separators"},
        {"57.10.06", "code_separators"},
        {" 571006", "code_spaces"},
        {"57 10 06", "code_spaces"},
        {"571\xC2\xA0"
         "006",
         "code_nbsp"},
        {"\xE2\x80\x8B"
         "571006",
         "code_zwsp"},
        {"\xEF\xBC\x95\xEF\xBC\x97\xEF\xBC\x91\xEF\xBC\x90\xEF\xBC\x90\xEF\xBC\x96", "code_fullwidth"},
        {"๕๗๑๐๐๖", "thai_digits"},
        {"'571006", "code_quoted"},
        {"=\"571006\"", "code_quoted"}};
    for (const auto& [cell, dress] : dresses) {
        INFO(cell);
        CHECK(code_of(cell) == "571006");
        CHECK(dress_of(cell) == dress);
    }
    CHECK(code_of("57100612") == "57100612");
    CHECK(code_of("57") == "57");
    // Digits that are gone are not guessed, and nothing is padded.
    const std::vector<std::pair<const char*, const char*>> faults = {{"", "code_missing"},
                                                                     {"-", "code_missing"},
                                                                     {"5.71E+05", "code_precision_lost"},
                                                                     {"5.7E5", "code_precision_lost"},
                                                                     {"57100", "code_wrong_length"},
                                                                     {"5", "code_wrong_length"},
                                                                     {"วาวี", "bad_code"},
                                                                     {"571006.5", "bad_code"},
                                                                     {"57.10", "bad_code"}};
    for (const auto& [cell, fault] : faults) {
        INFO(cell);
        CHECK_FALSE(code_from_cell(cell));
        CHECK(code_fault(cell) == std::string{fault});
    }
}

TEST_CASE("a code is put together from its parts, with or without their zeros", "[match]") {
    const auto joined = [](const char* p, const char* a, const char* t) {
        const auto read = code_from_parts(p, a, t);
        return read ? read->code : "none";
    };
    CHECK(joined("57", "1", "6") == "570106");
    CHECK(joined("57", "10", "06") == "571006");
    CHECK(joined("57.0", "1.0", "6.0") == "570106");
    CHECK(joined("57", "5710", "06") == "571006");
    CHECK(joined("57", "5710", "571006") == "571006");
    CHECK(joined("57", "10", "1006") == "571006");
    CHECK(joined("57", "10", "") == "5710");
    CHECK(joined("57", "10", "00") == "5710");
    CHECK(joined("57", "", "") == "57");
    CHECK(joined("5", "1", "6") == "none");
    CHECK(joined("57", "5810", "6") == "none");
    CHECK(joined("57", "", "6") == "none");
    CHECK(joined("57", "100", "6") == "none");
    CHECK(code_from_parts("57", "1", "6")->dress == std::string{"code_leading_zero"});
    CHECK_FALSE(code_from_parts("57", "10", "06")->repaired);
}

TEST_CASE("names are found inside the stated province and amphoe", "[match]") {
    const Areas areas = two_provinces();
    const AreaNames names(areas);
    const auto code = [&](const char* p, const char* a, const char* t) {
        return names.find({p, a, t}, "").code;
    };
    for (const AreaWords& words :
         std::vector<AreaWords>{{"เชียงราย", "แม่สรวย", "วาวี"},
                                {"จ.เชียงราย", "อ. แม่สรวย", "ต. วาวี"},
                                {"จังหวัด เชียงราย", "อำเภอเเม่สรวย", "ตำบล\xE2\x80\x8Bวาวี"},
                                {"Chiang Rai Province", "Amphur Mae Suai", "Tambon Wawi"},
                                {"Chiangrai", "Mae Suay", "Wa-wi"}}) {
        INFO(words.province + words.amphoe + words.tambon);
        CHECK(names.find(words, "").code == "570201");
    }
    CHECK(code("น่านฟ้า", "แม่สรวย", "วาวี") == "580101");
    CHECK(code("เชียงราย", "เมือง", "ต.จ.ป.ร.") == "570103");
    CHECK(code("เชียงราย", "เมือง", "น้ําแพร่") == "570104");
    CHECK(code("เชียงราย", "เมือง", "นํ้าแพร่") == "570104");
    CHECK(code("กทม.", "เขตพระนคร", "แขวงวังบูรพา") == "100101");
    CHECK(code("เชียงราย", "แม่สรวย", "") == "5702");
    CHECK(code("เชียงราย", "", "อ.แม่สรวย") == "5702");
    CHECK(names.find({"", "แม่สรวย", "วาวี"}, "57").code == "570201");
    CHECK(names.find({"", "", "ห้วยชมภู"}, "57").code == "570102");
}

TEST_CASE("what may be two places, or is nowhere, goes to a person with the candidates", "[match]") {
    const Areas areas = two_provinces();
    const AreaNames names(areas);
    const auto asks = [&](const AreaWords& words, const char* within, const char* problem,
                          const std::vector<std::string>& candidates) {
        const AreaMatch match = names.find(words, within);
        INFO(words.province + "/" + words.amphoe + "/" + words.tambon);
        CHECK(match.code.empty());
        CHECK(match.problem == std::string{problem});
        CHECK(match.candidates == candidates);
    };
    asks({"เชียงราย", "", "เวียง"}, "", "name_ambiguous", {"570101", "570202"});
    asks({"เชียงราย", "แม่สรวย", "ห้วยชมภู"}, "", "name_in_other_amphoe", {"570102"});
    asks({"เชียงราย", "แม่สรวย", "ไม่มีที่ไหน"}, "", "name_unknown", {});
    asks({"เชียงราย", "แม่สรวย", "วาวี (บางส่วน)"}, "", "name_partly", {"570201"});
    asks({"เชียงราย", "ที่อื่น", "วาวี"}, "", "amphoe_unknown", {"570201"});
    asks({"ที่อื่น", "แม่สรวย", "วาวี"}, "", "province_unknown", {});
    asks({"", "", "วาวี"}, "", "name_without_province", {"570201", "580101"});
    asks({"", "แม่สรวย", "วาวี"}, "", "name_ambiguous", {"570201", "580101"});
    // A slip that fits two names, and one in a province alone.
    asks({"เชียงราย", "แม่สรวย", "บ้านใหม่เหนืน"}, "", "name_ambiguous", {"570203", "570204"});
    asks({"เชียงราย", "", "ห้วยชมพู"}, "", "name_unknown", {"570102"});
}

TEST_CASE("a slip of the pen is mended inside the amphoe, and said", "[match]") {
    const Areas areas = two_provinces();
    const AreaNames names(areas);
    const AreaMatch one = names.find({"เชียงราย", "เมืองเชียงราย", "หวยชมภู"}, "");
    CHECK(one.code == "570102");
    CHECK(one.repairs == std::vector<NameRepair>{{"name_misspelled", Level::tambon}});
    const std::vector<char32_t> a = code_points("ห้วยชมภู");
    CHECK(name_distance(a, a, 2) == 0);
    CHECK(name_distance(a, code_points("หวยชมภู"), 2) == 1);
    CHECK(name_distance(a, code_points("ห้วยชมพู"), 2) == 2);
    CHECK(name_distance(a, code_points("ห้วยมชภู"), 2) == 2);
    CHECK(name_distance(a, code_points("ห้วยแก้ว"), 2) == 3);
}

TEST_CASE("one cell may name all levels, in any order", "[match]") {
    const AreaWords wanted = {"จ.เชียงราย", "อ.แม่สรวย", "ต.วาวี"};
    CHECK(words_of_one_cell("ต.วาวี อ.แม่สรวย จ.เชียงราย") == wanted);
    CHECK(words_of_one_cell("จ.เชียงราย, อ.แม่สรวย, ต.วาวี") == wanted);
    CHECK(words_of_one_cell("ตำบลวาวีอำเภอแม่สรวยจังหวัดเชียงราย") ==
          AreaWords{"จังหวัดเชียงราย", "อำเภอแม่สรวย", "ตำบลวาวี"});
    CHECK(words_of_one_cell("แขวงวังบูรพา เขตพระนคร กทม.") == AreaWords{"กทม.", "เขตพระนคร", "แขวงวังบูรพา"});
    CHECK(words_of_one_cell("วาวี / แม่สรวย / เชียงราย") == AreaWords{"เชียงราย", "แม่สรวย", "วาวี"});
    CHECK(words_of_one_cell("วาวี") == AreaWords{});
}

TEST_CASE("a text names a province where it names only one", "[match]") {
    const Areas areas = two_provinces();
    const AreaNames names(areas);
    CHECK(names.province_in("แบบรายงานเด็กนอกระบบ จังหวัดเชียงราย ปี 2567") == "57");
    CHECK(names.province_in("จังหวัดเชียงรายและน่านฟ้า").empty());
    CHECK(names.province_in("06_เชียงราย_ไม่มีรหัส") == "57");
    CHECK(names.province_in("chiang rai 2567") == "57");
    CHECK(names.province_in("ยอด กทม. ไตรมาส 1") == "10");
    CHECK(names.province_in("เด็กนอกระบบ").empty());
}

TEST_CASE("names of earlier years, and areas that belonged elsewhere, are found by a dated record alone",
          "[match]") {
    const Areas areas = two_provinces();
    const std::vector<CodeChange> more = {{"570201", "570201", "1990-01-01", "rename", 1000, "x", "วาเก่า"},
                                          {"5702", "5702", "1980-01-01", "rename", 1000, "x", "แม่เก่า"},
                                          {"58", "5702", "1977-08-28", "moved", 1000, "x", ""},
                                          {"58", "5701", "1977-08-28", "moved", 1000, "x", "เวียงใหญ่"},
                                          {"5702", "570102", "1979-01-01", "moved", 1000, "x", ""},
                                          {"570103", "570103", "1979-01-01", "rename", 1000, "x", "เวียง"}};
    const AreaNames names(areas, Crosswalk(more));
    const auto found = [&](const AreaWords& words) { return names.find(words, ""); };
    const AreaMatch renamed = found({"เชียงราย", "อ.แม่เก่า", "ต.วาเก่า"});
    CHECK(renamed.code == "570201");
    CHECK(std::count(renamed.repairs.begin(), renamed.repairs.end(),
                     NameRepair{"name_of_earlier_years", Level::amphoe}) == 1);
    CHECK(std::count(renamed.repairs.begin(), renamed.repairs.end(),
                     NameRepair{"name_of_earlier_years", Level::tambon}) == 1);
    // Today's own names go first: 5801 is in that province now.
    CHECK(found({"น่านฟ้า", "แม่สรวย", "วาวี"}).code == "580101");
    CHECK(found({"เชียงราย", "เมืองเชียงราย", "เวียง"}).code == "570101");
    const AreaMatch moved = found({"น่านฟ้า", "เวียงใหญ่", "เวียง"});
    CHECK(moved.code == "570101");
    CHECK(moved.repairs == std::vector<NameRepair>{{"name_of_earlier_years", Level::amphoe}});
    CHECK(found({"น่านฟ้า", "เมืองเชียงราย", "เวียง"}).repairs ==
          std::vector<NameRepair>{{"area_was_elsewhere", Level::amphoe}});
    CHECK(found({"เชียงราย", "แม่สรวย", "ห้วยชมภู"}).code == "570102");
    // The two cities that became Bangkok; as an amphoe the name is what it is.
    CHECK(found({"พระนคร", "พระนคร", "วังบูรพา"}).code == "100101");
    CHECK(found({"จ.ธนบุรี", "", ""}).code == "10");
    // Without a record nothing is found.
    CHECK(AreaNames(areas).find({"น่านฟ้า", "เมืองเชียงราย", "เวียง"}, "").code.empty());
}

TEST_CASE("the program's table of codes leads to codes, and a file extends it", "[match]") {
    const Crosswalk own;
    CHECK(own.changes().size() > 50);
    for (const auto& [code, changes] : own.changes()) {
        INFO(code);
        std::int32_t sum = 0;
        for (const CodeChange& change : changes) {
            sum += change.share_milli;
            CHECK(change.new_code.size() == code.size());
            CHECK_FALSE(change.source.empty());
        }
        CHECK(sum == 1000);
    }
    const Areas areas = two_provinces();
    const std::vector<CodeChange> more = {{"579001", "579002", "", "recode", 1000, "x"},
                                          {"579002", "570101", "", "split", 700, "x"},
                                          {"579002", "570102", "", "split", 300, "x"},
                                          {"579003", "579004", "", "recode", 1000, "x"}};
    const Crosswalk crosswalk(more);
    CHECK(crosswalk.present("579001", areas) == std::vector<CodeShare>{{"570101", 700}, {"570102", 300}});
    CHECK(crosswalk.present("579003", areas).empty());
    CHECK(crosswalk.present("570101", areas).empty());
    const test::TempFolder folder;
    const auto read = read_code_changes(
        test::write(folder, "c.csv",
                    "old_code,new_code,from_date,kind,share,source\n579001,570101,,split,0.4,x\n"
                    "579001,570102,,split,0.6,x\n"));
    REQUIRE(read);
    CHECK((*read)[1].share_milli == 600);
    const auto half =
        read_code_changes(test::write(folder, "h.csv", "old_code,new_code,share\n579001,570101,0.4\n"));
    REQUIRE_FALSE(half);
    CHECK(half.error().fault == Fault::bad_value);
    CHECK_FALSE(read_code_changes(test::write(folder, "n.csv", "code,new\n1,2\n")));
}

TEST_CASE("what was done to a name is told by its words, wherever they are kept", "[match]") {
    const std::string kept = "name_misspelled";
    CHECK(NameRepair{kept, Level::tambon} == NameRepair{"name_misspelled", Level::tambon});
    CHECK_FALSE(NameRepair{kept, Level::tambon} == NameRepair{"name_romanised", Level::tambon});
}

}  // namespace match_test
