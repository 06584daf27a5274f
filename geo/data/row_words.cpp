#include "geo/data/row_words.h"

#include "geo/base/text.h"

#include <algorithm>
#include <utility>

namespace geo::rows {

std::string cell(const Table::Row& row, int column) {
    return column < 0 ? std::string{} : normalised(row.cells[static_cast<std::size_t>(column)]);
}

std::string as_sent(const Table::Row& row, int column) {
    std::string out;
    if (column < 0) return out;
    for (const char c : std::string_view{row.cells[static_cast<std::size_t>(column)]}) {
        const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

bool has(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* w) { return text.find(w) != std::string::npos; });
}

std::vector<std::string> words_in(const std::string& text, std::string_view marks) {
    std::vector<std::string> out;
    std::string word;
    const auto end = [&] {
        std::string key = key_of(word);
        while (!key.empty() && key.back() == '.') key.pop_back();
        if (!key.empty()) out.push_back(std::move(key));
        word.clear();
    };
    for (const char c : normalised(text)) {
        if (marks.find(c) != std::string_view::npos)
            end();
        else
            word += c;
    }
    end();
    return out;
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

std::string column_name(const Table& table, int column) {
    const std::string& header = table.header[static_cast<std::size_t>(column)];
    const auto same = std::count(table.header.begin(), table.header.end(), header);
    return same < 2 ? header : header + "#" + std::to_string(column + 1);
}

std::string header_words(const Table& table) {
    std::string out;
    for (const std::string& name : table.header) out += (out.empty() ? "" : ", ") + name;
    return cut(out, 160);
}

}  // namespace geo::rows
