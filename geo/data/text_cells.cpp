#include "geo/data/text_cells.h"

#include "geo/data/row_parser.h"
#include "geo/data/text_pieces.h"

#include <map>
#include <set>
#include <utility>

namespace geo {
namespace {

constexpr std::size_t all_rows = static_cast<std::size_t>(-1);

/// Every second byte from `first` is the upper half of a Latin or Thai letter, and most others are not 0.
bool has_upper_halves(std::string_view head, std::size_t first) {
    if (head.size() < 8 || head.find('\0') == std::string_view::npos) return false;
    std::size_t upper = 0, all = 0, zeros = 0;
    for (std::size_t i = 0; i + 1 < head.size(); i += 2) {
        const char half = head[i + first];
        if (half == 0x00 || half == 0x0E || half == 0x20) ++upper;
        if (head[i + 1 - first] == 0) ++zeros;
        ++all;
    }
    return upper * 20 >= all * 19 && zeros * 20 <= all;
}

std::string encoding_of_mark(std::string_view head) {
    if (begins_with(head, "\xEF\xBB\xBF")) return "UTF-8";
    if (begins_with(head, "\xFF\xFE")) return "UTF-16LE";
    if (begins_with(head, "\xFE\xFF")) return "UTF-16BE";
    if (is_utf16le(head)) return "UTF-16LE";
    if (is_utf16be(head)) return "UTF-16BE";
    return {};
}

/// By its mark or its first letters, else by whether all of it is UTF-8.
Result<std::string> guessed_encoding(TextPieces& pieces, const Progress& progress) {
    pieces.rewind();
    std::string piece;
    bool first = true;
    Utf8Check check;
    while (true) {
        TRY(const bool any, pieces.next(piece));
        if (!any) break;
        if (first)
            if (std::string marked = encoding_of_mark(std::string_view(piece).substr(0, 4096));
                !marked.empty())
                return marked;
        first = false;
        if (!check.add(piece)) return std::string{"CP874"};
        progress.at(pieces.given());
    }
    // The piece of a longer file may end within a letter.
    return std::string{!pieces.whole() || check.ends_whole() ? "UTF-8" : "CP874"};
}

Failure bad_reading(const std::string& file, const char* key, const std::string& value) {
    Error error;
    error.fault = Fault::bad_value;
    error.file = file;
    error.column = key;
    error.value = value;
    return fail(std::move(error));
}

/// How many cells the first rows have with a separator; rows of quoted cells may go over several lines.
std::vector<std::size_t> cells_of_first_rows(std::string_view text, char separator) {
    constexpr std::size_t rows_looked_at = 200;
    constexpr std::size_t longest_quote = 2000;
    std::vector<std::size_t> out;
    std::size_t cells = 1;
    bool begin = true;
    bool blank = true;
    for (std::size_t i = 0; i < text.size() && out.size() < rows_looked_at; ++i) {
        const char c = text[i];
        if (c == '"' && begin) {
            std::size_t close = i + 1;
            while ((close = text.find('"', close)) != std::string_view::npos) {
                if (close + 1 >= text.size() || text[close + 1] != '"') break;
                close += 2;
            }
            if (close != std::string_view::npos && close - i < longest_quote) i = close;
            begin = blank = false;
        } else if (c == separator) {
            ++cells;
            begin = true;
        } else if (c == '\n') {
            if (!blank || cells > 1) out.push_back(cells);
            cells = 1;
            begin = blank = true;
        } else if (c != '\r') {
            // A quotation mark opens a cell behind whichever separator it is that counts.
            begin = c == ',' || c == ';' || c == '\t' || c == '|';
            blank = blank && c == ' ';
        }
    }
    if (!blank || cells > 1) out.push_back(cells);
    return out;
}

/// The separator with which most rows have as many cells as each other; of those the one with most cells.
char guessed_separator(std::string_view text) {
    char best = ',';
    std::pair<double, std::size_t> best_worth{0, 0};
    for (const char candidate : {',', ';', '\t', '|'}) {
        const auto cells = cells_of_first_rows(text, candidate);
        std::map<std::size_t, std::size_t> times;
        for (const std::size_t n : cells) ++times[n];
        for (const auto& [n, rows] : times) {
            if (n < 2) continue;
            const std::pair worth{static_cast<double>(rows) / static_cast<double>(cells.size()), n};
            if (worth > best_worth) {
                best_worth = worth;
                best = candidate;
            }
        }
    }
    return best;
}

Error loose_marks(const std::string& file, std::size_t rows) {
    Error error;
    error.fault = Fault::unreadable;
    error.file = file;
    error.row = static_cast<std::int64_t>(rows) + 1;
    error.value = "\"";
    return error;
}

Error endless_cell(const std::string& file, std::size_t rows) {
    Error error;
    error.fault = Fault::too_large;
    error.file = file;
    error.row = static_cast<std::int64_t>(rows) + 1;
    error.detail = "cell_too_long";
    return error;
}

/// One reading of the text, with marks that are letters.  Fault::bad_encoding, unreadable.
Result<RowParser> parsed(const std::string& file, TextPieces& pieces, const std::string& encoding,
                         char separator, const std::set<std::size_t>& letters, std::size_t most_rows,
                         const Progress& progress) {
    RowParser out(separator, letters, most_rows);
    TextDecoder decoder(encoding);
    std::string piece, text;
    pieces.rewind();
    while (true) {
        TRY(const bool any, pieces.next(piece));
        const bool fits = any ? decoder.add(piece, text) : decoder.finish(text);
        if (!fits) return fail(Fault::bad_encoding, file);
        if (!out.add(text)) return out;
        if (!any) break;
        progress.at(pieces.given());
        if (progress.cancelled()) return fail(Fault::cancelled, file);
    }
    out.finish();
    return out;
}

/// The separator of the first rows.
Result<char> guessed_separator(const std::string& file, TextPieces& pieces, const std::string& encoding) {
    constexpr std::size_t looked_at = std::size_t{4} << 20U;
    TextDecoder decoder(encoding);
    std::string piece, text, head;
    pieces.rewind();
    while (head.size() < looked_at) {
        TRY(const bool any, pieces.next(piece));
        const bool fits = any ? decoder.add(piece, text) : decoder.finish(text);
        if (!fits) return fail(Fault::bad_encoding, file);
        head += text;
        if (!any) break;
    }
    return guessed_separator(head);
}

}  // namespace

bool is_utf16le(std::string_view head) {
    return has_upper_halves(head, 1);
}
bool is_utf16be(std::string_view head) {
    return has_upper_halves(head, 0);
}

Result<TextCells> text_cells(const std::string& file, const Reading& reading, std::size_t most_rows,
                             const Progress& progress) {
    constexpr std::size_t most_loose = 100;
    constexpr double looking = 0.1;  // share of the time that the encoding takes
    TextCells out;
    TRY(TextPieces pieces, TextPieces::open(file, most_rows));
    out.encoding = reading.encoding;
    if (out.encoding.empty()) {
        TRY(out.encoding, guessed_encoding(pieces, progress.part(0, looking)));
    }
    if (out.encoding == "UTF-16") {
        std::string head;
        pieces.rewind();
        TRY_VOID(pieces.next(head));
        out.encoding = begins_with(head, "\xFE\xFF") ? "UTF-16BE" : "UTF-16LE";
    }
    if (!TextDecoder::knows(out.encoding)) return bad_reading(file, "encoding", out.encoding);
    pieces.cut_at_line(out.encoding);
    char separator = reading.separator;
    if (separator == 0) {
        TRY(separator, guessed_separator(file, pieces, out.encoding));
    }
    if (separator == '"' || separator == '\n' || separator == '\r')
        return bad_reading(file, "separator", std::string(1, separator));
    std::set<std::size_t> letters;
    while (true) {
        TRY(RowParser parser, parsed(file, pieces, out.encoding, separator, letters,
                                     most_rows == 0 ? all_rows : most_rows, progress.part(looking, 1)));
        if (parser.endless) return fail(endless_cell(file, parser.rows.size()));
        if (parser.loose_at == std::string::npos) {
            out.sheet.separator = separator;
            out.sheet.rows = std::move(parser.rows);
            out.loose_quotes = std::move(parser.loose_quotes);
            out.text_marks = parser.text_marks;
            out.first_text_mark = parser.first_text_mark;
            out.ends_in_row = parser.ends_in_row();
            return out;
        }
        if (letters.size() == most_loose) return fail(loose_marks(file, parser.rows.size()));
        letters.insert(parser.loose_at);
    }
}

}  // namespace geo
