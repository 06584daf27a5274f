// Rows of cells from a text that comes in pieces: RFC 4180, where quoted cells may hold separators, doubled
// quotes and line breaks.  Private to geo/data; text_cells.h is the door.
//
// The trap: a mark that nobody closes is known to be a letter only when the text behind it is read; then all
// is read again with that knowledge.
#pragma once

#include "geo/data/cell_rows.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

class RowParser {
public:
    /// Marks at `letters` (bytes from the beginning of the text) open nothing; it must outlive the parser.
    RowParser(char separator, const std::set<std::size_t>& letters, std::size_t most_rows);

    /// False where no more is wanted: enough rows, or a mark that must be a letter.  O(length).
    bool add(std::string_view text);
    /// The text ends here.
    void finish();

    CellRows rows;
    std::vector<std::int64_t> loose_quotes;  ///< row numbers
    /// Cells written as ="0123" or '0123, which a spreadsheet takes for text; they are read without the mark.
    std::int64_t text_marks = 0;
    std::int64_t first_text_mark = 0;          ///< row number
    std::size_t loose_at = std::string::npos;  ///< a quotation mark that must be a letter: read again
    bool endless = false;                      ///< a cell is longer than anybody writes: this is no table
    bool ends_in_row() const { return last_ != '\0' && last_ != '\n' && last_ != '\r'; }

private:
    enum class State : std::uint8_t {
        plain,
        quoted,
        closed,   ///< behind a mark that ends the cell, or is the first of two
        after_cr  ///< the line may go on with LF
    };
    bool is_loose();
    bool in_quotes(std::string_view text, std::size_t& i);
    bool in_plain(std::string_view text, std::size_t& i);
    void take_mark(std::size_t at);
    void end_cell();
    void note_text_mark();
    void end_row();

    char separator_;
    const std::set<std::size_t>* letters_;
    std::size_t most_rows_;
    std::array<bool, 256> special_{};
    State state_ = State::plain;
    bool any_ = false;  ///< something stands in the row that is being read
    std::size_t at_ = 0, opened_ = 0;
    char last_ = '\0';
};

}  // namespace geo
