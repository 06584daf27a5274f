#include "geo/data/row_parser.h"

#include "geo/data/write_table.h"

#include <algorithm>

namespace geo {
namespace {

/// No cell is that long; a mark before so much text is a letter.
constexpr std::size_t longest_quote = std::size_t{16} << 20U;
/// Spreadsheets hold 32,767 letters in a cell.
constexpr std::size_t longest_cell = std::size_t{1} << 20U;

}  // namespace

RowParser::RowParser(char separator, const std::set<std::size_t>& letters, std::size_t most_rows)
    : separator_(separator), letters_(&letters), most_rows_(most_rows) {
    for (const char c : {separator, '\n', '\r', '"'}) special_[static_cast<unsigned char>(c)] = true;
}

bool RowParser::add(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (state_ == State::quoted) {
            if (!in_quotes(text, i)) return false;
        } else if (state_ == State::closed && c == '"') {
            rows.append("\"");
            state_ = State::quoted;
            ++i;
        } else if (state_ == State::closed && c != separator_ && c != '\n' && c != '\r') {
            return is_loose();
        } else if (state_ == State::after_cr && c == '\n') {
            state_ = State::plain;
            ++i;
        } else {
            state_ = State::plain;
            if (!in_plain(text, i)) return false;
        }
    }
    at_ += text.size();
    if (!text.empty()) last_ = text.back();
    return true;
}

bool RowParser::is_loose() {
    loose_at = opened_;
    return false;
}

bool RowParser::in_quotes(std::string_view text, std::size_t& i) {
    const std::size_t end = std::min(text.find('"', i), text.size());
    rows.append(text.substr(i, end - i));
    i = end;
    if (rows.open_cell().size() > longest_quote) return is_loose();
    if (end == text.size()) return true;
    state_ = State::closed;
    ++i;
    return true;
}

bool RowParser::in_plain(std::string_view text, std::size_t& i) {
    const std::size_t from = i;
    while (i < text.size() && !special_[static_cast<unsigned char>(text[i])]) ++i;
    if (i > from) {
        rows.append(text.substr(from, i - from));
        any_ = true;
        endless = rows.open_cell().size() > longest_cell;
        if (endless) return false;
    }
    if (i == text.size()) return true;
    const char c = text[i];
    const std::size_t at = at_ + i++;
    if (c == '"') {
        take_mark(at);
    } else if (c == separator_) {
        end_cell();
        any_ = true;
    } else {
        end_row();
        if (c == '\r') state_ = State::after_cr;
        return rows.size() < most_rows_;
    }
    return true;
}

void RowParser::take_mark(std::size_t at) {
    const bool letter = letters_->contains(at);
    any_ = true;
    if (rows.open_cell().empty() && !letter) {
        state_ = State::quoted;
        opened_ = at;
        return;
    }
    if (letter) loose_quotes.push_back(static_cast<std::int64_t>(rows.size()) + 1);
    rows.append("\"");
}

void RowParser::end_cell() {
    const std::string_view cell = rows.open_cell();
    if (cell.size() > 1 && cell[0] == '\'') {
        // The apostrophe that keeps a spreadsheet from running a text is no part of it (write_table.h).
        const std::string_view rest = cell.substr(1);
        const bool digits = rest.find_first_not_of("0123456789.,") == std::string_view::npos;
        if (digits) note_text_mark();
        if (digits || needs_apostrophe(rest)) rows.drop_bytes(1, 0);
    } else if (cell.size() > 3 && cell.substr(0, 2) == "=\"" && cell.find('"', 2) == cell.size() - 1) {
        note_text_mark();
        rows.drop_bytes(2, 1);
    }
    rows.end_cell();
}

void RowParser::note_text_mark() {
    if (text_marks++ == 0) first_text_mark = static_cast<std::int64_t>(rows.size()) + 1;
}

void RowParser::end_row() {
    end_cell();
    rows.end_row();
    any_ = false;
}

void RowParser::finish() {
    if (state_ == State::quoted) is_loose();
    if (any_ || !rows.open_cell().empty() || rows.open_cells() > 0) end_row();
}

}  // namespace geo
