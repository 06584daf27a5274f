#include "geo/data/section_rows.h"

#include "geo/base/text.h"
#include "geo/data/count_words.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace geo {
namespace {

constexpr std::size_t most_letters = 60;

bool may_be_section(const Table::Line& line, const Table& table) {
    const std::string key = key_of(line.text);
    return line.row > table.header_row() && line.row < table.rows.back().number &&
           code_points(line.text).size() <= most_letters && key.find(':') == std::string::npos &&
           !key.starts_with("หมายเหตุ") && !key.starts_with("ที่มา") && !key.starts_with("*") &&
           !key.starts_with("note");
}

}  // namespace

std::optional<Table> with_sections(const Table& table) {
    std::vector<Table::Line> lines;
    for (const Table::Line& line : table.notes)
        if (may_be_section(line, table)) lines.push_back(line);
    if (std::none_of(lines.begin(), lines.end(),
                     [](const Table::Line& line) { return count_words(line.text).says_whom(); }))
        return std::nullopt;
    Table out = table;
    out.header.emplace_back("สถานะ");
    out.sheet_columns.push_back(out.sheet_columns.empty() ? 0 : out.sheet_columns.back() + 1);
    std::vector<std::uint32_t> of_row;
    std::vector<std::string> values;
    auto next = lines.begin();
    for (const Table::Row& row : table.rows) {
        for (; next != lines.end() && next->row < row.number; ++next) values.push_back(next->text);
        of_row.push_back(static_cast<std::uint32_t>(values.size()));
    }
    out.rows.set_column(out.header.size() - 1, of_row, values);
    return out;
}

}  // namespace geo
