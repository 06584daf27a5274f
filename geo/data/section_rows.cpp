#include "geo/data/section_rows.h"

#include "geo/base/text.h"
#include "geo/data/count_about.h"

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

std::optional<Sections> with_sections(const Table& table) {
    Sections out;
    for (const Table::Line& line : table.notes)
        if (may_be_section(line, table) && words_of_line(line.text).says_whom()) out.lines.push_back(line);
    if (out.lines.empty()) return std::nullopt;
    out.table = table;
    out.table.header.emplace_back("สถานะ");
    std::vector<std::size_t>& columns = out.table.sheet_columns;
    columns.push_back(columns.empty() ? 0 : columns.back() + 1);
    std::vector<std::uint32_t> of_row;
    std::vector<std::string> values;
    auto next = out.lines.begin();
    for (const Table::Row& row : table.rows) {
        for (; next != out.lines.end() && next->row < row.number; ++next) values.push_back(next->text);
        of_row.push_back(static_cast<std::uint32_t>(values.size()));
    }
    out.table.rows.set_column(out.table.header.size() - 1, of_row, values);
    return out;
}

}  // namespace geo
