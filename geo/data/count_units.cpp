#include "geo/data/count_units.h"

#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

namespace geo {

using rows::has;

namespace {

enum class Unit : std::uint8_t { silent, persons, thousands, other };

Unit unit_in(const std::string& text) {
    const std::string key = key_of(text);
    if (has(key, {"ต่อพัน", "ต่อ1,000", "ต่อ1000", "perthousand", "per1,000", "per1000"})) return Unit::silent;
    if (has(key, {"หมื่นคน", "แสนคน", "ล้านคน", "ร้อยคน", "หมื่นราย", "แสนราย", "ล้านราย", "inmillions",
                  "inhundreds", "million"}))
        return Unit::other;
    if (has(key, {"พันคน", "พันราย", "(พัน)", "หน่วย:พัน", "หน่วยพัน", "inthousands", "(thousand", "thousandpersons",
                  "thousandchildren", "thousandsof", "'000", "(000)", "x1,000", "x1000", "×1,000", "×1000"}))
        return Unit::thousands;
    if (has(key, {"(คน)", "หน่วย:คน", "(ราย)", "(persons)", "(children)"})) return Unit::persons;
    return Unit::silent;
}

/// What the lines above and below the table, its sheet and its file say of all its numbers.
Unit unit_about(const Table& table, const std::string& file, std::string& text) {
    std::vector<std::string> all;
    for (const Table::Line& title : table.titles) all.push_back(title.text);
    for (const Table::Line& line : table.notes)
        if (has(key_of(line.text), {"หน่วย", "unit", "thousands"})) all.push_back(line.text);
    all.push_back(table.sheet);
    all.push_back(std::filesystem::path(file).stem().string());
    for (const std::string& one : all)
        if (const Unit unit = unit_in(one); unit != Unit::silent) {
            text = one;
            return unit;
        }
    return Unit::silent;
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

std::int64_t scale_of(CountUnit unit) {
    return unit == CountUnit::thousands ? 1000 : 1;
}

}  // namespace

std::vector<std::int64_t> scales_of(const Table& table, const std::vector<int>& columns,
                                    const Reading& reading, ImportReport& report) {
    report.reading.unit = reading.unit;
    CountUnit said = reading.unit;
    if (const Decision* decision = decision_for(reading, "unit_unclear", 0))
        said = decision->choice == "thousands" ? CountUnit::thousands : CountUnit::persons;
    std::string words;
    const Unit about = unit_about(table, report.file, words);
    std::vector<std::int64_t> out;
    std::vector<int> thousands;
    bool other = false, differ = false;
    for (const int c : columns) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        Unit unit = unit_in(header);
        differ = differ || (unit == Unit::persons && about == Unit::thousands);
        if (unit == Unit::thousands || unit == Unit::other)
            words = header;
        else if (unit == Unit::silent)
            unit = about;
        other = other || unit == Unit::other;
        if (unit == Unit::thousands) thousands.push_back(c);
        out.push_back(unit == Unit::thousands ? 1000 : 1);
    }
    if (said != CountUnit::unknown) out.assign(columns.size(), scale_of(said));
    if (said == CountUnit::unknown &&
        (other || differ || (!thousands.empty() && !any_fraction(table, thousands)))) {
        ImportNote question{"unit_unclear", report.file, table.sheet, 0, "", rows::cut(words, 150), ""};
        question.fixes = {{"thousands", ""}, {"persons", ""}};
        report.problems.push_back(std::move(question));
    }
    const auto scaled = std::count(out.begin(), out.end(), 1000);
    if (scaled == 0) return out;
    if (static_cast<std::size_t>(scaled) == out.size()) report.reading.unit = CountUnit::thousands;
    report.repairs.push_back({"unit_thousands", report.file, table.sheet, 0, "", rows::cut(words, 150), ""});
    return out;
}

}  // namespace geo
