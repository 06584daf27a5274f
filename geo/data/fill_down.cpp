#include "geo/data/fill_down.h"

#include "geo/base/text.h"
#include "geo/data/cell_look.h"
#include "geo/data/row_words.h"
#include "geo/data/subtotals.h"

#include <algorithm>

namespace geo {

using rows::cell;
using rows::has;

namespace {

/// Code or name of a province or an amphoe.
bool is_of_blocks(const std::string& header) {
    const std::string key = key_of(header);
    if (has(key, {"ตำบล", "แขวง", "หมู่บ้าน", "subdistrict", "sub-district", "sub_district", "tambon", "เขตพื้นที่",
                  "จำนวน"}))
        return false;
    return has(key, {"จังหวัด", "อำเภอ", "เขต", "province", "changwat", "amphoe", "amphur", "district"});
}

bool heads_areas(const std::string& header) {
    const std::string key = key_of(header);
    return is_of_blocks(header) || has(key, {"ตำบล", "แขวง", "หมู่บ้าน", "subdistrict", "sub-district", "tambon",
                                             "village", "รหัส", "code"});
}

bool is_total(const Table::Row& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), says_total);
}

/// Writes names of blocks into a column of the table.
class Filler {
public:
    Filler(int column, Table& table) : column_(column), table_(table), of_row_(table.rows.size()) {}
    /// From here on this name, which stands in this row.
    void begin(std::int64_t row, std::string name) {
        end();
        block_ = {column_, row, 0, std::move(name)};
    }
    /// Between blocks.
    void end() {
        if (block_.rows > 0) table_.filled.push_back(block_);
        block_ = {};
    }
    void fill(std::size_t row) {
        if (block_.rows++ == 0) values_.push_back(block_.value);
        of_row_[row] = static_cast<std::uint32_t>(values_.size());
    }
    const Table::FilledCells& block() const { return block_; }
    /// `whole`: the column is written even where no row got a name.
    void write(bool whole) {
        end();
        if (whole || !values_.empty())
            table_.rows.set_column(static_cast<std::size_t>(column_), of_row_, values_);
    }

private:
    int column_;
    Table& table_;
    std::vector<std::uint32_t> of_row_;
    std::vector<std::string> values_;
    Table::FilledCells block_;
};

/// Each name stands once at the head of its block, and many rows go without.
bool stands_in_blocks(const Table& table, int column) {
    std::string last;
    std::size_t blank = 0;
    std::size_t all = 0;
    for (const Table::Row& row : table.rows) {
        if (is_total(row)) continue;
        const std::string name = cell(row, column);
        ++all;
        if (name.empty()) {
            ++blank;
            continue;
        }
        if (name == last) return false;
        last = name;
    }
    return blank * 4 >= all && blank > 0;
}

/// Rows of the table that a merged cell of this column reaches over, with the row that it begins in.
std::vector<std::int64_t> merged_from(const std::vector<MergedCells>& merged, std::size_t column,
                                      const Table& table) {
    std::vector<std::int64_t> out(table.rows.size());
    for (const MergedCells& cells : merged) {
        if (cells.left != column || cells.bottom == cells.top) continue;
        std::size_t from = 0, to = out.size();
        while (from < to) {
            const std::size_t middle = (from + to) / 2;
            if (static_cast<std::size_t>(table.rows.number(middle)) <= cells.top)
                from = middle + 1;
            else
                to = middle;
        }
        for (; from < out.size() && static_cast<std::size_t>(table.rows.number(from)) <= cells.bottom + 1;
             ++from)
            out[from] = static_cast<std::int64_t>(cells.top) + 1;
    }
    return out;
}

/// True where another column of the row says which area inside the block it is of.
bool has_finer_name(const Table& table, const Table::Row& row, int column) {
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c)
        if (c != column && heads_areas(table.header[static_cast<std::size_t>(c)]) && !cell(row, c).empty())
            return true;
    return false;
}

void fill_column(const std::vector<MergedCells>& merged, std::size_t sheet_column, int column, Table& table) {
    // Below the name of a tambon that is not merged nobody says that the next row is of it too.
    const bool blocks =
        is_of_blocks(table.header[static_cast<std::size_t>(column)]) && stands_in_blocks(table, column);
    const bool any_merged = std::any_of(merged.begin(), merged.end(), [&](const MergedCells& cells) {
        return cells.left == sheet_column && cells.bottom > cells.top;
    });
    if (!blocks && !any_merged) return;
    const auto from = merged_from(merged, sheet_column, table);
    Filler filler(column, table);
    for (auto row = table.rows.begin(); row != table.rows.end(); ++row) {
        if (!cell(*row, column).empty()) {
            filler.end();
            // Below the total of a block nobody says which block comes next.
            if (!is_total(*row))
                filler.begin(row->number, std::string{row->cells[static_cast<std::size_t>(column)]});
            continue;
        }
        if (filler.block().first_row == 0 || is_total(*row)) continue;
        if (from[row.at()] != filler.block().first_row && !(blocks && has_finer_name(table, *row, column)))
            continue;
        filler.fill(row.at());
    }
    filler.write(false);
}

/// Names of one level over the rows below each; a province ends the amphoe above it.
void add_column(const char* header, bool provinces, Table& table) {
    const auto of_level = [&](const Table::Line& line) { return is_province_name(line.text) == provinces; };
    if (std::none_of(table.block_names.begin(), table.block_names.end(), of_level)) return;
    for (const std::string& name : table.header) {
        const std::string key = key_of(name);
        if (is_of_blocks(name) && has(key, {"จังหวัด", "province", "changwat"}) == provinces) return;
    }
    const int column = static_cast<int>(table.header.size());
    table.header.emplace_back(header);
    table.sheet_columns.push_back(table.sheet_columns.empty() ? 0 : table.sheet_columns.back() + 1);
    auto next = table.block_names.begin();
    Filler filler(column, table);
    for (auto row = table.rows.begin(); row != table.rows.end(); ++row) {
        for (; next != table.block_names.end() && next->row < row->number; ++next)
            if (of_level(*next) || is_province_name(next->text))
                filler.begin(next->row, of_level(*next) ? next->text : "");
        if (!filler.block().value.empty() && !is_total(*row)) filler.fill(row.at());
    }
    filler.write(true);
}

}  // namespace

void add_block_names(Table& table) {
    for (const std::string& name : table.header)
        if (has(key_of(name), {"รหัส", "code"})) return;
    add_column("จังหวัด", true, table);
    add_column("อำเภอ", false, table);
}

void fill_down(const std::vector<MergedCells>& merged, const std::vector<std::size_t>& columns,
               Table& table) {
    // What is blank in the columns to the left ends with their blocks: the finer ones first.
    for (std::size_t c = columns.size(); c-- > 0;)
        if (heads_areas(table.header[c])) fill_column(merged, columns[c], static_cast<int>(c), table);
    std::sort(table.filled.begin(), table.filled.end(),
              [](const Table::FilledCells& a, const Table::FilledCells& b) {
                  return a.column != b.column ? a.column < b.column : a.first_row < b.first_row;
              });
}

}  // namespace geo
