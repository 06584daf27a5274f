#include "geo/base/words.h"

#include "tests/support/source_files.h"
#include "tests/support/test.h"

#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace words_test {

using namespace geo;

namespace {

const std::filesystem::path top{LEARNREACH_SOURCE_DIR};

struct Entry {
    std::string room;
    std::string text;
};
using Entries = std::map<std::string, Entry>;

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \t\r");
    return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

/// The words of a language; a key that stands twice or a line that is none goes to `faults`.
Entries read(const std::string& language, std::vector<std::string>& faults) {
    Entries entries;
    for (const auto& file : std::filesystem::directory_iterator(top / "assets" / "words" / language)) {
        std::istringstream lines(test::whole_file(file.path()));
        for (std::string line; std::getline(lines, line);) {
            line = trimmed(line);
            if (line.empty() || line[0] == '#') continue;
            const auto equals = line.find('=');
            const std::string name = language + "/" + file.path().filename().string() + ": ";
            if (equals == std::string::npos) {
                faults.push_back(name + line);
                continue;
            }
            const std::string key = trimmed(line.substr(0, equals));
            const std::string text = trimmed(line.substr(equals + 1));
            if (text.empty()) faults.push_back(name + key + " is empty");
            if (!entries.emplace(key, Entry{file.path().stem().string(), text}).second)
                faults.push_back(name + key + " stands twice");
        }
    }
    return entries;
}

std::multiset<std::string> placeholders(const std::string& text) {
    static const std::regex name(R"(\{[a-z_0-9]*\})");
    std::multiset<std::string> out;
    for (std::sregex_iterator it(text.begin(), text.end(), name), end; it != end; ++it) out.insert(it->str());
    return out;
}

/// Every string literal of the sources that could be a key, its beginning or its end.
std::set<std::string> literals() {
    static const std::regex literal(R"re("([a-z_0-9.{}]+)")re");
    std::set<std::string> out;
    for (const auto& [path, text] : test::source_files(top, {"geo", "render", "app"}))
        for (std::sregex_iterator it(text.begin(), text.end(), literal), end; it != end; ++it)
            out.insert((*it)[1].str());
    return out;
}

/// A key is used where it stands in the sources whole ("status.ready"), as a beginning that the program
/// completes ("fault.", "month.", "import.{}"), or as a stem and an ending (action "file.open" and ".tip").
bool is_used(const std::string& key, const std::set<std::string>& known) {
    if (known.count(key) != 0) return true;
    for (std::size_t cut = 3; cut < key.size(); ++cut) {
        const std::string start = key.substr(0, cut);
        const bool at_joint = key[cut - 1] == '.' || key[cut - 1] == '_';
        if (at_joint && (known.count(start) != 0 || known.count(start + "{}") != 0)) return true;
        if (key[cut] == '.' && known.count(start) != 0 && known.count(key.substr(cut)) != 0) return true;
    }
    // fmt patterns with the variable part in the middle: "step.{}.title".
    for (const auto& pattern : known) {
        const auto hole = pattern.find("{}");
        if (hole == std::string::npos || hole < 3) continue;
        const std::string end = pattern.substr(hole + 2);
        if (key.size() > hole + end.size() && key.compare(0, hole, pattern, 0, hole) == 0 &&
            key.compare(key.size() - end.size(), end.size(), end) == 0)
            return true;
    }
    return false;
}

}  // namespace

TEST_CASE("both languages hold the same keys with the same placeholders", "[words]") {
    std::vector<std::string> faults;
    const Entries thai = read("th", faults);
    const Entries english = read("en", faults);
    REQUIRE(thai.size() > 50);
    for (const auto& [key, entry] : thai) {
        const auto found = english.find(key);
        if (found == english.end())
            faults.push_back(key + " is missing in English");
        else if (placeholders(found->second.text) != placeholders(entry.text))
            faults.push_back(key + " has other placeholders in English");
        else if (found->second.room != entry.room)
            faults.push_back(key + " stands in another file in English");
    }
    for (const auto& [key, entry] : english)
        if (thai.count(key) == 0) faults.push_back(key + " is missing in Thai");
    REQUIRE(faults == std::vector<std::string>{});
}

TEST_CASE("the words that are compiled in are the words of the files", "[words]") {
    std::vector<std::string> faults;
    for (const auto& [key, entry] : read("th", faults))
        if (!has_word(key)) faults.push_back(key);
    REQUIRE(faults == std::vector<std::string>{});
    REQUIRE(word(Lang::th, "month.9") == "ก.ย.");
    REQUIRE(word(Lang::en, "no such key") == "«no such key»");
    REQUIRE_FALSE(has_word("no such key"));
}

TEST_CASE("one row is a row, and any other number are rows", "[words]") {
    CHECK(say(Lang::en, "assist.rows", {{"number", "1"}}) == "1 row");
    CHECK(say(Lang::en, "assist.rows", {{"number", "1,000"}}) == "1,000 rows");
    CHECK(say(Lang::en, "assist.rows", {{"number", "0"}}) == "0 rows");
    CHECK(say(Lang::en, "assist.rows", {}) == "{number} {number|row|rows}");
    static const std::regex forms(R"(\{([a-z_0-9]+)\|([^{}|]*\|[^{}|]*)?\}?)");
    std::vector<std::string> faults;
    for (const auto& [key, entry] : read("en", faults))
        for (std::sregex_iterator it(entry.text.begin(), entry.text.end(), forms), end; it != end; ++it)
            if (it->str(2).empty() || entry.text.find("{" + it->str(1) + "}") == std::string::npos)
                faults.push_back(key + " has a broken form");
    REQUIRE(faults == std::vector<std::string>{});
}

TEST_CASE("every key is used", "[words][slow]") {
    const auto known = literals();
    std::vector<std::string> faults;
    std::vector<std::string> unused;
    for (const auto& [key, entry] : read("th", faults))
        if (!is_used(key, known)) unused.push_back(key);
    REQUIRE(unused == std::vector<std::string>{});
}

TEST_CASE("every key that the program looks up exists", "[words][slow]") {
    // word(lang, "key"), say(lang, "key", {...}) and frame.word("key"), with the key as a whole literal.
    static const std::regex call(R"re(\b(?:word|say)\((?:[a-z_.A-Z:>-]+,\s*)?"([a-z_0-9.]+)"\s*[,)])re");
    std::vector<std::string> missing;
    for (const auto& [path, text] : test::source_files(top, {"geo", "render", "app"}))
        for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it)
            if (!has_word((*it)[1].str())) missing.push_back(path + ": " + (*it)[1].str());
    REQUIRE(missing == std::vector<std::string>{});
}

TEST_CASE("every fault has its words, and facts stand between them", "[words]") {
    for (int i = 0; i <= static_cast<int>(Fault::internal); ++i) {
        const std::string name = fault_name(static_cast<Fault>(i));
        REQUIRE(has_word("fault." + name + ".what"));
        REQUIRE(has_word("fault." + name + ".do"));
    }
    Error error;
    error.fault = Fault::bad_value;
    error.file = "counts.csv";
    error.row = 17;
    REQUIRE(describe(Lang::en, error) ==
            "A value is outside its range\nFile: counts.csv\nRow: 17\nCorrect it and try again");
    REQUIRE(say(Lang::en, "fault.where.file", {{"value", "{value}"}}) == "File: {value}");
}

}  // namespace words_test
