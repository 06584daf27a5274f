#include "geo/network/speeds.h"

#include "geo/base/ensure.h"
#include "geo/base/text.h"
#include "geo/network/speed_rows.h"
#include "geo/network/speeds_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace geo {
namespace {

constexpr std::array<const char*, all_modes.size()> mode_names = {
    "walk", "bicycle", "motorcycle", "car", "songthaew", "school_van", "boat"};

using Cells = std::vector<std::string>;
struct Line {
    std::int64_t row = 0;
    Cells cells;
};

/// Cells of a text; a quotation mark is doubled within quotes.
std::vector<Line> lines_of(std::string_view text, char separator) {
    std::vector<Line> out;
    Line line{1, {""}};
    bool quoted = false;
    const auto end_line = [&] {
        if (line.cells.size() > 1 || !line.cells.front().empty()) out.push_back(line);
        line = {line.row + 1, {""}};
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        std::string& cell = line.cells.back();
        if (quoted) {
            if (c != '"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                cell += text[++i];
            else
                quoted = false;
        } else if (c == '"' && cell.empty()) {
            quoted = true;
        } else if (c == separator) {
            line.cells.emplace_back();
        } else if (c == '\n') {
            end_line();
        } else if (c != '\r') {
            cell += c;
        }
    }
    end_line();
    return out;
}

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \t");
    return from == std::string::npos ? std::string{}
                                     : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// What a number of a row may be.
struct Range {
    double low, high;
};
constexpr Range low_range{0.1, 10};

/// A column of numbers, and where it lies in a row.
struct SpeedColumn {
    std::string name;
    double* (*of)(SpeedRow&, std::size_t) = nullptr;
    std::size_t mode = 0;
};
const std::vector<SpeedColumn>& number_columns() {
    static const std::vector<SpeedColumn> columns = [] {
        std::vector<SpeedColumn> out;
        for (std::size_t m = 0; m < all_modes.size(); ++m)
            out.push_back(
                {mode_names.at(m), [](SpeedRow& row, std::size_t mode) { return &row.by_mode.at(mode); }, m});
        out.push_back({"rainy", [](SpeedRow& row, std::size_t) { return &row.rainy; }});
        out.push_back({"rainy_on_foot", [](SpeedRow& row, std::size_t) { return &row.rainy_on_foot; }});
        out.push_back({"low", [](SpeedRow& row, std::size_t) { return &row.low; }});
        out.push_back({"high", [](SpeedRow& row, std::size_t) { return &row.high; }});
        return out;
    }();
    return columns;
}

std::size_t row_named(std::string_view name) {
    std::size_t row = 0;
    while (row < speed_row_count && speed_row_facts(row).name != name) ++row;
    return row;
}

Range range_of(const SpeedRowFacts& row, const std::string& column) {
    if (column.starts_with("rainy")) return {row.least_rainy, row.greatest_rainy};
    if (column == "low" || column == "high") return low_range;
    return {row.least, row.greatest};
}

Failure wrong(const std::string& file, std::int64_t row, const std::string& column, const std::string& value,
              const std::string& allowed) {
    Error error;
    error.fault = Fault::bad_value;
    error.file = file;
    error.row = row;
    error.column = column;
    error.value = std::string{shortened(value, 80)};
    error.detail = allowed;
    return fail(std::move(error));
}

Result<void> take_line(const std::string& file, const Line& line, const Cells& header, SpeedTable& table,
                       std::vector<std::string>& seen) {
    const auto cell = [&](const std::string& column) -> std::string {
        const auto at = std::find(header.begin(), header.end(), column);
        const auto i = static_cast<std::size_t>(at - header.begin());
        return at == header.end() || i >= line.cells.size() ? std::string{} : trimmed(line.cells[i]);
    };
    const std::string name = cell("row");
    const std::size_t at = row_named(name);
    if (at == speed_row_count) {
        std::string all;
        for (std::size_t row = 0; row < speed_row_count; ++row)
            all += (row == 0 ? "" : ", ") + std::string{speed_row_facts(row).name};
        return wrong(file, line.row, "row", name, all);
    }
    SpeedRow& row = speed_row(table, at);
    const SpeedRow before = row;
    if (std::find(seen.begin(), seen.end(), name) != seen.end())
        return wrong(file, line.row, "row", name, "speeds_row_twice");
    seen.push_back(name);
    for (const SpeedColumn& column : number_columns()) {
        const std::string text = with_arabic_digits(cell(column.name));
        if (text.empty()) continue;
        char* end = nullptr;
        const double value = std::strtod(text.c_str(), &end);
        const Range range = range_of(speed_row_facts(at), column.name);
        if (*end != '\0' || !(value >= range.low && value <= range.high))
            return wrong(file, line.row, column.name, text,
                         fmt::format("{:g} – {:g}", range.low, range.high));
        *column.of(row, column.mode) = value;
    }
    // A changed row with the old source would claim what its source never said.
    const bool said = std::find(header.begin(), header.end(), "source_th") != header.end() ||
                      std::find(header.begin(), header.end(), "source_en") != header.end() ||
                      std::find(header.begin(), header.end(), "source") != header.end();
    const std::string common = cell("source");
    const auto source = [&](const char* column) { return cell(column).empty() ? common : cell(column); };
    const std::string name_of_file = std::filesystem::path(file).filename().string();
    const bool changed = !same_numbers(row, before);
    const bool old_words = source("source_th") == before.source_th && source("source_en") == before.source_en;
    const bool of_the_file =
        !said || (changed && old_words && !before.source_th.empty() && !name_of_file.empty());
    row.source_th = of_the_file ? name_of_file : source("source_th");
    row.source_en = of_the_file ? name_of_file : source("source_en");
    return {};
}

}  // namespace

const char* mode_name(Mode mode) {
    return mode_names.at(static_cast<std::size_t>(mode));
}
std::optional<Mode> mode_from_name(std::string_view name) {
    for (const Mode mode : all_modes)
        if (name == mode_name(mode)) return mode;
    return std::nullopt;
}

namespace {

Result<SpeedTable> table_of(std::string_view text, const std::string& file, SpeedTable table) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::string utf8 = is_utf8(text) ? std::string{text} : utf8_from_cp874(text);
    const std::string first = utf8.substr(0, utf8.find('\n'));
    char separator = ',';
    for (const char other : {';', '\t'})
        if (std::count(first.begin(), first.end(), other) > std::count(first.begin(), first.end(), separator))
            separator = other;
    const std::vector<Line> lines = lines_of(utf8, separator);
    if (lines.empty()) return fail(Fault::empty, file);
    Cells header = lines.front().cells;
    for (std::string& name : header) name = trimmed(name);
    if (std::find(header.begin(), header.end(), "row") == header.end()) {
        Error error;
        error.fault = Fault::no_header;
        error.file = file;
        error.row = lines.front().row;
        error.column = "row";
        return fail(std::move(error));
    }
    std::vector<std::string> seen;
    for (std::size_t i = 1; i < lines.size(); ++i) TRY_VOID(take_line(file, lines[i], header, table, seen));
    return table;
}

std::string in_quotes(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

}  // namespace

const SpeedTable& standard_speeds() {
    static const SpeedTable table = [] {
        auto read = table_of(speeds_file(), "speeds.csv", {});
        ENSURE(read);
        return *std::move(read);
    }();
    return table;
}

std::string speeds_csv(const SpeedTable& table) {
    std::string out = "\xEF\xBB\xBFrow,unit";
    for (const SpeedColumn& column : number_columns()) out += "," + column.name;
    out += ",source_th,source_en\r\n";
    SpeedTable own = table;
    for (std::size_t at = 0; at < speed_row_count; ++at) {
        SpeedRow& row = speed_row(own, at);
        const SpeedRowFacts facts = speed_row_facts(at);
        out += fmt::format("{},{}", facts.name, speed_unit_name(facts.unit));
        for (const SpeedColumn& column : number_columns())
            out += fmt::format(",{}", *column.of(row, column.mode));
        out += "," + in_quotes(row.source_th) + "," + in_quotes(row.source_en) + "\r\n";
    }
    return out;
}

Result<SpeedTable> speeds_from_csv(std::string_view text, const std::string& file) {
    return table_of(text, file, standard_speeds());
}

Result<SpeedTable> read_speeds(const std::string& file) {
    constexpr std::uintmax_t most = 1000000;
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) return fail(Fault::not_found, file);
    if (size > most) return fail(Fault::too_large, file);
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof()) return fail(Fault::unreadable, file);
    return speeds_from_csv(text, file);
}

}  // namespace geo
