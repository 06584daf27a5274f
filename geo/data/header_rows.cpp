#include "geo/data/header_rows.h"

#include "geo/base/text.h"
#include "geo/data/cell_look.h"
#include "geo/data/row_words.h"
#include "geo/data/subtotals.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace geo {
namespace {

using Row = RowCells;
using Filled = FilledCell;

constexpr std::size_t most_levels = 3;
constexpr std::size_t most_rows_above = 60;

/// Numbers that stand in headers: years, ages one after the other.
bool are_header_numbers(const Row& row, const std::vector<Filled>& numbers) {
    if (numbers.empty()) return false;
    std::vector<double> values;
    bool years = true;
    for (const Filled& one : numbers) {
        years = years && is_year(row[one.column]);
        const std::string text = with_arabic_digits(normalised(row[one.column]));
        values.push_back(std::strtod(text.c_str(), nullptr));
    }
    const bool rising =
        values.size() >= 3 &&
        std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end() &&
        values.back() < 100;
    return years || rising;
}

/// The search for the header of one sheet.
class HeaderFinder {
public:
    HeaderFinder(const Sheet& sheet, std::size_t rows, const ColumnLooks& looks)
        : sheet_(sheet), rows_(rows), looks_(looks) {
        for (std::size_t r = 0; r < rows_; ++r) {
            const auto filled = filled_cells_of(sheet_.rows[r]);
            for (const Filled& one : filled)
                if (one.look == CellLook::text) ++texts_[one.column][key_of(sheet_.rows[r][one.column])];
        }
    }

    void find(Layout& out) {
        first_ = rows_;
        std::size_t seen = 0;
        for (std::size_t r = 0; r < rows_ && seen < most_rows_above; ++r) {
            const auto filled = filled_cells_of(sheet_.rows[r]);
            if (filled.empty()) continue;
            ++seen;
            if (!is_data(r, filled)) continue;
            first_ = r;
            break;
        }
        if (first_ == rows_) {
            header_of_words();
        } else {
            header_above();
        }
        out.header_rows = header_;
        // A line between header and numbers may be a row of the table whose numbers are not there.
        out.first_row = header_.empty() ? first_ : header_.back() + 1;
    }

private:
    std::string cell(std::size_t r, std::size_t c) const {
        const RowCells row = sheet_.rows[r];
        return c < row.size() ? std::string{row[c]} : std::string{};
    }

    /// A word for a column where it stands, not one that the column holds over and over.
    bool names_column(std::size_t r, std::size_t c) const {
        if (!is_header_word(cell(r, c))) return false;
        const auto column = texts_.find(c);
        if (column == texts_.end()) return true;
        const auto found = column->second.find(key_of(cell(r, c)));
        std::size_t all = 0;
        for (const auto& [text, times] : column->second) all += times;
        return found == column->second.end() || found->second <= std::max<std::size_t>(1, all / 10);
    }

    /// A row of the table, not of names: by its code, else by its numbers.
    bool is_data(std::size_t r, const std::vector<Filled>& filled) const {
        if (looks_.is_table && filled.size() < 2) return false;
        if (is_numbering(sheet_.rows[r])) return false;
        std::vector<Filled> numbers;
        bool names = false;
        bool word_for_code = false;
        int against = 0;
        bool total = false;
        for (const auto& [c, look] : filled) {
            if (looks_.is_code[c] && look == CellLook::number && !is_year(cell(r, c))) return true;
            total = total || says_total(cell(r, c));
            if (looks_.is_number[c] && look == CellLook::number) numbers.push_back({c, look});
            if (looks_.is_number[c] && look == CellLook::text) ++against;
            if (looks_.is_code[c] && look == CellLook::text && names_column(r, c)) word_for_code = true;
            if (look == CellLook::text && names_column(r, c) && !says_total(cell(r, c))) names = true;
        }
        if (word_for_code || names) return false;
        if (numbers.empty()) return false;
        // A table whose rows begin with a total has no name of an area there, but its numbers.
        if (!total && are_header_numbers(sheet_.rows[r], numbers) &&
            (against > 0 || numbers.size() == filled.size()))
            return false;
        return static_cast<int>(numbers.size()) > against || total;
    }

    /// Without a row of numbers the first row with two cells names the columns.
    void header_of_words() {
        for (std::size_t r = 0; r < rows_; ++r) {
            const auto filled = filled_cells_of(sheet_.rows[r]);
            if (filled.empty() || (looks_.is_table && filled.size() < 2)) continue;
            header_ = {r};
            first_ = r + 1;
            return;
        }
    }

    void header_above() {
        std::size_t bottom = first_;
        while (bottom-- > 0) {
            const auto filled = filled_cells_of(sheet_.rows[bottom]);
            if (filled.empty()) continue;
            if (looks_.is_table && filled.size() < 2 && !is_group(bottom, filled)) continue;
            if (is_numbering(sheet_.rows[bottom])) {
                header_.insert(header_.begin(), bottom);
                continue;
            }
            break;
        }
        if (bottom > first_) return;  // nothing stands above
        names_.assign(looks_.width, "");
        std::size_t levels = 0;
        for (std::size_t r = bottom + 1; r-- > 0 && levels < most_levels;) {
            const auto filled = filled_cells_of(sheet_.rows[r]);
            const bool beside = is_of_units(sheet_.rows[r]) || is_numbering(sheet_.rows[r]);
            if (filled.empty() || (r < bottom && !beside && !is_upper(r, filled))) break;
            header_.insert(header_.begin(), r);
            if (beside) continue;
            ++levels;
            for (const Filled& one : filled) names_[one.column] += cell(r, one.column);
        }
        give_back_rows();
    }

    /// One past the last column that a cell of a row gives its name to.
    std::size_t reach(std::size_t r, std::size_t c) const {
        if (const MergedCells* cells = merged_at(sheet_, r, c)) return cells->right + 1;
        std::size_t end = c + 1;
        while (end < looks_.width && look_of(cell(r, end)) == CellLook::blank && !names_[end].empty()) ++end;
        return end;
    }

    /// A single cell over some of the columns: a group, where a title would be over all or at the left.
    bool is_group(std::size_t r, const std::vector<Filled>& filled) const {
        const std::size_t c = filled.front().column;
        const MergedCells* cells = merged_at(sheet_, r, c);
        if (cells == nullptr || cells->right == cells->left) return false;
        return c > first_used() && (cells->right - cells->left + 1) * 5 < used() * 4;
    }
    std::size_t used() const {
        return static_cast<std::size_t>(std::count(looks_.is_used.begin(), looks_.is_used.end(), true));
    }
    std::size_t first_used() const {
        return static_cast<std::size_t>(std::find(looks_.is_used.begin(), looks_.is_used.end(), true) -
                                        looks_.is_used.begin());
    }

    /// Columns of codes and words stand at the left; a group stands over numbers.
    bool is_label(std::size_t c) const {
        return looks_.is_code[c] || !looks_.is_number[c] || (is_header_word(names_[c]) && c == first_used());
    }

    /// A row above names belongs to the header where it names columns that have no name yet or several that
    /// have.
    bool is_upper(std::size_t r, const std::vector<Filled>& filled) const {
        const std::size_t named = static_cast<std::size_t>(std::count_if(
            names_.begin(), names_.end(), [](const std::string& name) { return !name.empty(); }));
        if (filled.size() == 1) return is_group(r, filled) || is_group_unmerged(r, filled.front().column);
        if (merged_at(sheet_, r, filled.front().column) == nullptr &&
            is_titled(key_of(cell(r, filled.front().column))))
            return false;
        if (filled.size() * 5 >= named * 4 && filled.size() >= 2 && named > 0 && !is_of_pairs(r, filled))
            return true;
        std::size_t of_use = 0;
        for (const auto& [c, look] : filled) {
            if (names_[c].empty()) {
                if (looks_.is_used[c]) ++of_use;
                continue;
            }
            if (merged_at(sheet_, r, c) == nullptr && is_label(c)) return false;
            if (reach(r, c) > c + 1) ++of_use;
        }
        return of_use > 0;
    }

    /// "จังหวัด | ตาก": what the table is of, not the names of its columns.
    bool is_of_pairs(std::size_t r, const std::vector<Filled>& filled) const {
        return filled.size() == 2 && names_column(r, filled.front().column) &&
               !names_column(r, filled.back().column);
    }

    static bool is_titled(const std::string& key) {
        return rows::has(key, {"ตารางที่", "รายงาน", "สรุป", "ทะเบียน", "ชุดข้อมูล", "ปีการศึกษา25", "ปีงบประมาณ25"});
    }

    /// In a text file nothing says what is merged: one word over all columns of counts, or the missing name.
    bool is_group_unmerged(std::size_t r, std::size_t c) const {
        if (merged_at(sheet_, r, c) != nullptr) return false;
        if (names_[c].empty()) return looks_.is_used[c] && c != first_used();
        if (c == first_used() || is_label(c) || reach(r, c) == c + 1) return false;
        const std::string key = key_of(cell(r, c));
        return !is_titled(key) && key.find("จังหวัด") == std::string::npos && code_points(key).size() <= 40 &&
               (c == 0 || is_label(c - 1));
    }

    bool is_full(std::size_t r) const {
        std::set<std::string> keys;
        for (std::size_t c = 0; c < looks_.width; ++c) {
            if (!looks_.is_used[c]) continue;
            const std::string key = key_of(cell(r, c));
            if (key.empty() || !keys.insert(key).second) return false;
        }
        return keys.size() >= 2;
    }

    /// Most columns have a name in the upper row, and the lower one says more of a code or a name of the row.
    bool repeats_labels(std::size_t upper, std::size_t lower) const {
        std::size_t named = 0;
        bool again = false;
        for (std::size_t c = 0; c < looks_.width; ++c) {
            if (!looks_.is_used[c] || look_of(cell(upper, c)) == CellLook::blank) continue;
            ++named;
            const bool label = looks_.is_code[c] || !looks_.is_number[c];
            again = again || (label && look_of(cell(lower, c)) != CellLook::blank);
        }
        return again && named * 5 >= used() * 3;
    }

    bool looks_like_names(std::size_t r) const {
        std::size_t words = 0;
        std::size_t all = 0;
        for (const auto& [c, look] : filled_cells_of(sheet_.rows[r])) {
            const std::string text = cell(r, c);
            const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char letter) {
                return letter < 0x80 && (std::isalnum(letter) != 0 || letter == '_');
            });
            const bool bracketed = text.front() == '(' && text.back() == ')';
            const bool name = plain && look == CellLook::text && text.find('_') != std::string::npos;
            if (name || bracketed || is_header_word(text)) ++words;
            ++all;
        }
        return words * 2 >= all;
    }

    /// Where the upper row names every column, a row of other words below it is a row of the table.
    void give_back_rows() {
        for (std::size_t k = 0; k + 1 < header_.size(); ++k) {
            const std::size_t below = header_[k + 1];
            if (!(is_full(header_[k]) || repeats_labels(header_[k], below)) ||
                is_numbering(sheet_.rows[below]) || looks_like_names(below) ||
                is_of_units(sheet_.rows[below]))
                continue;
            first_ = below;
            header_.resize(k + 1);
            return;
        }
    }

    const Sheet& sheet_;
    std::size_t rows_;
    const ColumnLooks& looks_;
    std::map<std::size_t, std::map<std::string, std::size_t>> texts_;  // of each column, how often
    std::size_t first_ = 0;
    std::vector<std::size_t> header_;
    std::vector<std::string> names_;  // of each column, by the rows taken so far
};

}  // namespace

const MergedCells* merged_at(const Sheet& sheet, std::size_t row, std::size_t column) {
    const auto at = std::lower_bound(sheet.merged.begin(), sheet.merged.end(), std::pair{row, column},
                                     [](const MergedCells& cells, const auto& key) {
                                         return std::pair{cells.top, cells.left} < key;
                                     });
    return at != sheet.merged.end() && at->top == row && at->left == column ? &*at : nullptr;
}

bool is_numbering(const Row& row) {
    int last = 0;
    for (const std::string_view cell : row) {
        std::string key = key_of(cell);
        if (key.empty()) continue;
        const bool bracketed = key.size() > 2 && key.front() == '(' && key.back() == ')';
        if (bracketed) key = key.substr(1, key.size() - 2);
        if (key != std::to_string(last + 1)) return false;
        ++last;
    }
    return last >= 3;
}

bool is_unit_of_people(std::string_view text) {
    const std::string key = key_of(text);
    return key == "คน" || key == "(คน)" || key == "ราย" || key == "(ราย)" || key == "persons" ||
           key == "(persons)";
}

bool is_of_units(const Row& row) {
    bool any = false;
    for (const std::string_view cell : row) {
        const std::string key = key_of(cell);
        if (key.empty()) continue;
        any = true;
        if (!is_unit_of_people(key) && key != "%" && key != "(%)" && key != "ร้อยละ" && key != "(ร้อยละ)" &&
            key != "แห่ง" && key != "(แห่ง)" && key != "บาท" && key != "(บาท)")
            return false;
    }
    return any;
}

void find_header(const Sheet& sheet, std::size_t rows, const ColumnLooks& looks, Layout& out) {
    HeaderFinder(sheet, rows, looks).find(out);
}

}  // namespace geo
