#include "geo/data/count_units.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <utility>

namespace geo {

using rows::has;

namespace {

/// A unit that words may say, and the answer that takes it.
struct NamedUnit {
    std::int64_t persons;
    const char* choice;
};
constexpr std::array<NamedUnit, 6> named_units = {{{1, "persons"},
                                                   {1000, "thousands"},
                                                   {100, "hundreds"},
                                                   {10000, "ten_thousands"},
                                                   {100000, "hundred_thousands"},
                                                   {1000000, "millions"}}};

const char* choice_of_unit(std::int64_t persons) {
    const auto* at = std::find_if(named_units.begin(), named_units.end(),
                                  [&](const NamedUnit& one) { return one.persons == persons; });
    return at->choice;
}

/// 0 for no such answer.
std::int64_t unit_of_choice(const std::string& choice) {
    const auto* at = std::find_if(named_units.begin(), named_units.end(),
                                  [&](const NamedUnit& one) { return one.choice == choice; });
    return at == named_units.end() ? 0 : at->persons;
}

/// How many persons the words say that a number stands for; 0 where they are silent.
std::int64_t unit_in(const std::string& text) {
    const std::string key = key_of(text);
    if (has(key, {"ต่อพัน", "ต่อ1,000", "ต่อ1000", "perthousand", "per1,000", "per1000"})) return 0;
    if (has(key, {"ล้านคน", "ล้านราย", "(ล้าน)", "inmillions", "million"})) return 1000000;
    if (has(key, {"แสนคน", "แสนราย", "(แสน)"})) return 100000;
    if (has(key, {"หมื่นคน", "หมื่นราย", "(หมื่น)"})) return 10000;
    if (has(key, {"ร้อยคน", "inhundreds"})) return 100;
    if (has(key, {"พันคน", "พันราย", "(พัน)", "หน่วย:พัน", "หน่วยพัน", "inthousands", "(thousand", "thousandpersons",
                  "thousandchildren", "thousandsof", "'000", "(000)", "x1,000", "x1000", "×1,000", "×1000"}))
        return 1000;
    if (has(key, {"(คน)", "หน่วย:คน", "(ราย)", "(persons)", "(children)"})) return 1;
    return 0;
}

/// What the lines above and below the table, its sheet and its file say of all its numbers.
std::int64_t unit_about(const Table& table, const std::string& file, std::string& text) {
    std::vector<std::string> all;
    for (const Table::Line& title : table.titles) all.push_back(title.text);
    for (const Table::Line& line : table.notes)
        if (has(key_of(line.text), {"หน่วย", "unit", "thousands"})) all.push_back(line.text);
    all.push_back(table.sheet);
    all.push_back(std::filesystem::path(file).stem().string());
    for (const std::string& one : all)
        if (const std::int64_t unit = unit_in(one); unit != 0) {
            text = one;
            return unit;
        }
    return 0;
}

/// A part of a number stands in one of the columns: whole children have none.
bool any_fraction(const Table& table, const std::vector<int>& columns) {
    for (const Table::Row& row : table.rows)
        for (const int c : columns) {
            const auto value = count_from_cell(row.cells[static_cast<std::size_t>(c)]);
            if (value && value->state == CellState::value && value->milli % 1000 != 0) return true;
        }
    return false;
}

/// What the file says of the numbers of one column.
struct StatedUnit {
    std::int64_t persons = 0;  ///< 0: nothing
    bool plain = true;         ///< false: the words alone do not settle it
    std::int64_t unasked = 1;  ///< that is taken until a person has said it
    std::string words, column;
};

std::vector<StatedUnit> stated_units(const Table& table, const std::vector<int>& columns,
                                     const std::string& file) {
    std::string words;
    const std::int64_t about = unit_about(table, file, words);
    std::vector<StatedUnit> out;
    std::vector<int> thousands;
    for (const int c : columns) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        StatedUnit one{unit_in(header), true, 1, header, header};
        const bool persons_under_more = one.persons == 1 && about > 1;
        if (one.persons == 0 || persons_under_more) one = {about, !persons_under_more, 1, words, ""};
        if (one.persons > 1 && one.persons != 1000) one.plain = false;
        if (one.persons == 1000 && one.plain) {
            one.unasked = 1000;
            thousands.push_back(c);
        }
        one.words = rows::cut(one.words, 150);
        out.push_back(std::move(one));
    }
    // Thousands of children are seldom whole.
    const bool whole = !any_fraction(table, thousands);
    for (StatedUnit& one : out)
        if (one.unasked == 1000) one.plain = !whole;
    return out;
}

/// A question about one column or, where its words are of all of them, about the file.
ImportNote unit_question(const StatedUnit& stated, std::int64_t other, const Table& table,
                         const std::string& file) {
    ImportNote out{"unit_unclear", file, table.sheet, 0, stated.column, stated.words, ""};
    // An answer holds against these words, not against those of another file.
    out.fixes = {{choice_of_unit(stated.persons), stated.words}, {choice_of_unit(other), stated.words}};
    return out;
}

/// What the words of each column and a person's answers make of it.
class Units {
public:
    Units(const Table& table, const Reading& reading, ImportReport& report, std::vector<StatedUnit> stated)
        : table_(table), reading_(reading), report_(report), stated_(std::move(stated)) {}

    std::vector<std::int64_t> settle() {
        std::vector<std::int64_t> out;
        for (const StatedUnit& one : stated_)
            out.push_back(one.persons == 0 ? of_silent() : one.plain ? of_plain(one) : of_unclear(one));
        return out;
    }
    bool asks() const { return !asked_.empty(); }

private:
    std::int64_t set_by_person() const {
        return reading_.unit == CountUnit::thousands ? 1000 : reading_.unit == CountUnit::persons ? 1 : 0;
    }
    const Decision* answer(const std::string& column) const {
        return decision_for(reading_, "unit_unclear", 0, column);
    }

    std::int64_t of_silent() const {
        const Decision* said = answer("");
        const std::int64_t unit = said != nullptr ? unit_of_choice(said->choice) : 0;
        if (unit == 1 || unit == 1000) return unit;
        return std::max<std::int64_t>(1, set_by_person());
    }

    std::int64_t of_unclear(const StatedUnit& stated) {
        const Decision* said = answer(stated.column);
        for (const std::int64_t unit : {said != nullptr ? unit_of_choice(said->choice) : 0, set_by_person()})
            if (unit == 1 || (unit != 0 && unit == stated.persons)) return unit;
        ask(stated, 1);
        return stated.unasked;
    }

    /// Words that settle it go before the answer to an earlier file.
    std::int64_t of_plain(const StatedUnit& stated) {
        const Decision* said = answer(stated.column);
        const std::int64_t unit = said != nullptr ? unit_of_choice(said->choice) : 0;
        if (unit != 0 && said->value == stated.words) return unit;
        const bool of_another = std::any_of(stated_.begin(), stated_.end(), [](const StatedUnit& one) {
            return one.persons != 0 && !one.plain;
        });
        const std::int64_t given = set_by_person();
        if (unit != 0 && unit != stated.persons && !of_another)
            ask(stated, unit);
        else if (given != 0 && given != stated.persons)
            ask(stated, given);
        return stated.persons;
    }

    void ask(const StatedUnit& stated, std::int64_t other) {
        if (stated.persons == other) return;
        if (asked_.insert(stated.words).second)
            report_.problems.push_back(unit_question(stated, other, table_, report_.file));
    }

    const Table& table_;
    const Reading& reading_;
    ImportReport& report_;
    std::vector<StatedUnit> stated_;
    std::set<std::string> asked_;
};

}  // namespace

std::vector<std::int64_t> scales_of(const Table& table, const std::vector<int>& columns,
                                    const Reading& reading, ImportReport& report) {
    const std::vector<StatedUnit> stated = stated_units(table, columns, report.file);
    Units units(table, reading, report, stated);
    std::vector<std::int64_t> out = units.settle();
    const auto all_are = [&](std::int64_t persons) {
        return std::count(out.begin(), out.end(), persons) == static_cast<std::ptrdiff_t>(out.size());
    };
    report.reading.unit = reading.unit;
    if (all_are(1000)) report.reading.unit = CountUnit::thousands;
    if (all_are(1) && reading.unit != CountUnit::unknown && !units.asks())
        report.reading.unit = CountUnit::persons;
    std::set<std::int64_t> told;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (out[i] == 1 || !told.insert(out[i]).second) continue;
        const std::string& header = table.header[static_cast<std::size_t>(columns[i])];
        const std::string& words = stated[i].persons == out[i] ? stated[i].words : header;
        report.repairs.push_back({out[i] == 1000 ? "unit_thousands" : "unit_multiplied", report.file,
                                  table.sheet, 0, "", rows::cut(words, 150), grouped(out[i])});
    }
    return out;
}

}  // namespace geo
