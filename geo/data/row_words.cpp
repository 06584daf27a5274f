#include "geo/data/row_words.h"

#include "geo/base/text.h"

#include <algorithm>

namespace geo::rows {

std::string cell(const Table::Row& row, int column) {
    return column < 0 ? std::string{} : normalised(row.cells[static_cast<std::size_t>(column)]);
}

bool has(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* w) { return text.find(w) != std::string::npos; });
}

ImportNote note(std::string_view kind, const ImportReport& report, const Table& table, const Table::Row& row,
                int column, std::string_view value, const std::string& reason) {
    return {std::string{kind},
            report.file,
            table.sheet,
            row.number,
            column < 0 ? std::string{} : table.header[static_cast<std::size_t>(column)],
            cut(value, 150),
            reason};
}

std::string cut(std::string_view text, std::size_t bytes) {
    constexpr std::string_view more = "…";
    if (text.size() <= bytes) return std::string{text};
    std::string out{shortened(text, bytes - more.size())};
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out.append(more);
}

std::string header_words(const Table& table) {
    std::string out;
    for (const std::string& name : table.header) out += (out.empty() ? "" : ", ") + name;
    return cut(out, 160);
}

}  // namespace geo::rows
