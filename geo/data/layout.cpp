#include "geo/data/layout.h"

#include "geo/base/text.h"
#include "geo/data/cell_look.h"
#include "geo/data/header_rows.h"
#include "geo/data/subtotals.h"

#include <algorithm>
#include <array>
#include <set>

namespace geo {
namespace {

using Row = RowCells;

constexpr std::size_t rows_looked_at = 400;

std::vector<std::size_t> filled_cells(const Row& row) {
    std::vector<std::size_t> out;
    for (std::size_t c = 0; c < row.size(); ++c)
        if (look_of(row[c]) != CellLook::blank) out.push_back(c);
    return out;
}

/// Where the reach of a name that is not merged ends: one past the last column that is empty here and has a
/// name below.  It stops at words (หมายเหตุ), and where the groups before it had the same names below them,
/// after as many.
class GroupReach {
public:
    GroupReach(const Sheet& sheet, std::size_t row, const std::vector<std::string>& own,
               const std::vector<std::string>& below, const std::vector<bool>& is_number)
        : sheet_(sheet), row_(row), own_(own), below_(below), is_number_(is_number) {}

    std::size_t end_of(std::size_t c) {
        std::size_t end = c + 1;
        if (below_[c].empty()) return end;
        const auto is_number = [&](std::size_t at) { return at < is_number_.size() && is_number_[at]; };
        while (end < own_.size() && own_[end].empty() && !below_[end].empty() &&
               is_number(end) == is_number(c) && merged_at(sheet_, row_, end) == nullptr)
            ++end;
        if (last_end_ == c && end - c > last_width_ && same_names(last_end_ - last_width_, c, last_width_))
            end = c + last_width_;
        last_end_ = end;
        last_width_ = end - c;
        return end;
    }

private:
    bool same_names(std::size_t a, std::size_t b, std::size_t width) const {
        for (std::size_t i = 0; i < width; ++i)
            if (key_of(below_[a + i]) != key_of(below_[b + i])) return false;
        return true;
    }

    const Sheet& sheet_;
    std::size_t row_;
    const std::vector<std::string>& own_;
    const std::vector<std::string>& below_;
    const std::vector<bool>& is_number_;
    std::size_t last_end_ = 0, last_width_ = 0;
};

/// What a row of the header calls each column: its cell, or the one whose merged cells reach over it.
std::vector<std::string> names_over(const Sheet& sheet, std::size_t r, const std::vector<std::string>& below,
                                    const std::vector<bool>& is_number) {
    const std::size_t width = below.size();
    std::vector<std::string> out(width);
    const Row& row = sheet.rows[r];
    for (std::size_t c = 0; c < std::min(width, row.size()); ++c) out[c] = normalised(row[c]);
    const std::vector<std::string> own = out;
    GroupReach reach(sheet, r, own, below, is_number);
    for (std::size_t c = 0; c < width; ++c) {
        if (own[c].empty()) continue;
        const MergedCells* cells = merged_at(sheet, r, c);
        const std::size_t end = cells != nullptr ? std::min(cells->right + 1, width) : reach.end_of(c);
        for (std::size_t over = c + 1; over < end; ++over)
            if (own[over].empty()) out[over] = own[c];
    }
    return out;
}

/// The rows of the header joined, of each column; what is empty or said already is left out.
std::vector<std::string> joined_header(const Sheet& sheet, const std::vector<std::size_t>& header_rows,
                                       std::size_t width, const std::vector<bool>& is_number) {
    std::vector<std::string> out(width);
    std::vector<std::vector<std::string>> levels(header_rows.size());
    std::vector<std::string> below(width);
    for (std::size_t level = header_rows.size(); level-- > 0;) {
        levels[level] = names_over(sheet, header_rows[level], below, is_number);
        if (is_numbering(sheet.rows[header_rows[level]])) levels[level].assign(width, "");
        if (is_of_units(sheet.rows[header_rows[level]])) continue;
        for (std::size_t c = 0; c < width; ++c)
            if (below[c].empty()) below[c] = levels[level][c];
    }
    for (std::size_t c = 0; c < width; ++c) {
        std::set<std::string> said;
        for (std::size_t level = 0; level < levels.size(); ++level) {
            const std::string& part = levels[level][c];
            // "คน" below a name says what is counted anyway.
            if (part.empty() || !said.insert(key_of(part)).second) continue;
            if (!out[c].empty() && is_unit_of_people(part)) continue;
            out[c] += (out[c].empty() ? "" : " / ") + part;
        }
    }
    return out;
}

std::vector<std::string> keys_of(const Row& row) {
    std::vector<std::string> out;
    out.reserve(row.size());
    for (const std::string_view cell : row) out.push_back(key_of(cell));
    while (!out.empty() && out.back().empty()) out.pop_back();
    return out;
}

/// Says what a row of the header says, and nothing else.
bool repeats_header(const Layout& layout, const Row& row) {
    for (const auto& keys : layout.facts.header_keys) {
        std::size_t same = 0;
        bool other = false;
        for (std::size_t c = 0; c < row.size() && !other; ++c) {
            const std::string key = key_of(row[c]);
            if (key.empty()) continue;
            other = c >= keys.size() || keys[c] != key;
            ++same;
        }
        const auto all = static_cast<std::size_t>(
            std::count_if(keys.begin(), keys.end(), [](const std::string& key) { return !key.empty(); }));
        if (!other && same > 0 && (same >= 2 || same == all)) return true;
    }
    return false;
}

bool in_set(const std::vector<bool>& set, std::size_t at) {
    return at < set.size() && set[at];
}

/// Most rows of a long table are told by a number in its place beside other cells.
bool is_plain_data(const Layout& layout, const Row& row) {
    std::size_t filled = 0;
    bool number = false;
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (row[c].empty()) continue;
        ++filled;
        number = number || (in_set(layout.facts.is_number, c) && is_plain_number(row[c]));
    }
    return number && filled >= std::clamp<std::size_t>(layout.header_width, 1, 3);
}

/// Words for columns where numbers or codes should be, and no number: the header of another table.
bool begins_other_table(const Layout& layout, const Row& row, const std::vector<std::size_t>& filled) {
    std::size_t words = 0;
    bool for_numbers = false;
    for (const std::size_t c : filled) {
        const CellLook look = look_of(row[c]);
        if (look == CellLook::number && !is_year(row[c])) return false;
        if (look != CellLook::text || says_total(row[c]) || !is_header_word(row[c])) continue;
        ++words;
        for_numbers = for_numbers || in_set(layout.facts.is_number, c) || in_set(layout.facts.is_code, c);
    }
    return words >= 2 && for_numbers && words * 2 >= filled.size();
}

/// A text alone in its row that no row of a table would be.
bool is_note_alone(const Layout& layout, std::string_view text, std::size_t column, RowKind before) {
    if (before == RowKind::note || in_set(layout.facts.is_number, column)) return true;
    const std::size_t letters = code_points(normalised(text)).size();
    const std::string name = column < layout.header.size() ? layout.header[column] : "";
    return letters > 40 || name.empty() || (before == RowKind::blank && letters > 25) ||
           text.find(':') != std::string_view::npos || text[0] == '*';
}

}  // namespace

const char* row_kind_name(RowKind kind) {
    constexpr std::array names = {"blank",           "title",     "header",     "data", "subtotal",
                                  "repeated_header", "page_line", "block_name", "note", "other_table"};
    static_assert(names.size() == static_cast<std::size_t>(RowKind::other_table) + 1);
    return names.at(static_cast<std::size_t>(kind));
}

Layout layout_of(const Sheet& sheet, const std::vector<std::int64_t>& header_rows) {
    Layout out;
    const std::size_t looked_at = std::min(sheet.rows.size(), rows_looked_at);
    const ColumnLooks looks = looks_of_columns(sheet, looked_at);
    if (header_rows.empty()) {
        find_header(sheet, looked_at, looks, out);
    } else {
        for (const std::int64_t row : header_rows)
            if (row >= 1 && static_cast<std::size_t>(row) <= sheet.rows.size())
                out.header_rows.push_back(static_cast<std::size_t>(row) - 1);
        std::sort(out.header_rows.begin(), out.header_rows.end());
        out.header_rows.erase(std::unique(out.header_rows.begin(), out.header_rows.end()),
                              out.header_rows.end());
        if (!out.header_rows.empty()) out.first_row = out.header_rows.back() + 1;
    }
    for (const std::size_t r : out.header_rows) {
        const RowCells row = sheet.rows[r];
        std::size_t width = row.size();
        if (sheet.separator == 0)
            while (width > 0 && look_of(row[width - 1]) == CellLook::blank) --width;
        for (const MergedCells& cells : sheet.merged)
            if (cells.top <= r && cells.bottom >= r && cells.left < width)
                width = std::max(width, cells.right + 1);
        out.header_width = std::max(out.header_width, width);
    }
    if (out.header_rows.empty()) out.header_width = looks.width;
    out.header = joined_header(sheet, out.header_rows, out.header_width, looks.is_number);
    for (const std::size_t r : out.header_rows) out.facts.header_keys.push_back(keys_of(sheet.rows[r]));
    for (std::size_t r = 0; r < out.first_row; ++r) {
        if (std::binary_search(out.header_rows.begin(), out.header_rows.end(), r)) continue;
        const auto filled = filled_cells(sheet.rows[r]);
        if (!filled.empty()) out.facts.title_keys.push_back(key_of(sheet.rows[r][filled.front()]));
    }
    out.facts.is_number = looks.is_number;
    out.facts.is_code = looks.is_code;
    out.facts.has_area_words = looks.has_area_words;
    out.facts.is_table = looks.is_table;
    return out;
}

RowKind kind_of(const Layout& layout, const Row& row, RowKind before) {
    if (before == RowKind::other_table) return before;
    if (is_plain_data(layout, row)) return RowKind::data;
    const auto filled = filled_cells(row);
    if (filled.empty()) return RowKind::blank;
    if (repeats_header(layout, row)) return RowKind::repeated_header;
    const std::string_view first = row[filled.front()];
    bool has_code = false;
    bool has_number = false;
    for (const std::size_t c : filled) {
        has_code = has_code || (in_set(layout.facts.is_code, c) && is_area_code(row[c]));
        has_number = has_number || (in_set(layout.facts.is_number, c) && look_of(row[c]) != CellLook::text);
    }
    if (!has_code && filled.size() <= 2) {
        if (is_page_line(first) || (filled.size() == 2 && is_page_line(row[filled[1]])))
            return RowKind::page_line;
        const auto& titles = layout.facts.title_keys;
        if (filled.size() == 1 && std::find(titles.begin(), titles.end(), key_of(first)) != titles.end())
            return RowKind::page_line;
    }
    if (filled.size() == 1 && layout.facts.is_table && is_block_name(first) &&
        !in_set(layout.facts.has_area_words, filled.front()))
        return RowKind::block_name;
    if (begins_other_table(layout, row, filled)) return RowKind::other_table;
    // Below lines of words alone, each is as good as the other.
    if (!has_code && layout.facts.is_table) {
        if (begins_note(first) || (before == RowKind::note && !has_number)) return RowKind::note;
        if (filled.size() == 1 && look_of(first) == CellLook::text && !says_total(first) &&
            is_note_alone(layout, first, filled.front(), before))
            return RowKind::note;
    }
    return RowKind::data;
}

std::vector<RowKind> kinds_of(const Layout& layout, const Sheet& sheet) {
    std::vector<RowKind> out;
    out.reserve(sheet.rows.size());
    for (std::size_t r = 0; r < std::min(layout.first_row, sheet.rows.size()); ++r) {
        const bool header = std::binary_search(layout.header_rows.begin(), layout.header_rows.end(), r);
        const bool blank = filled_cells(sheet.rows[r]).empty();
        out.push_back(header ? RowKind::header : blank ? RowKind::blank : RowKind::title);
    }
    if (layout.first_row >= sheet.rows.size()) return out;
    for (CellRows::Iterator row(&sheet.rows, layout.first_row); row != sheet.rows.end(); ++row)
        out.push_back(kind_of(layout, *row, out.empty() ? RowKind::blank : out.back()));
    return out;
}

}  // namespace geo
