#include "geo/data/text_cells.h"

#include "geo/base/text.h"
#include "geo/data/write_table.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

namespace geo {
namespace {

constexpr std::size_t all_rows = static_cast<std::size_t>(-1);

std::string utf8_from_utf16(std::string_view bytes, bool little) {
    std::string out;
    out.reserve(bytes.size());
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]);
        const auto b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(little ? a | (b << 8) : (a << 8) | b);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (unit(i + 2) - 0xDC00);
            i += 2;
        }
        append_utf8(out, c);
    }
    return out;
}

bool begins(std::string_view bytes, std::string_view mark) {
    return bytes.substr(0, mark.size()) == mark;
}

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

std::string guessed_encoding(std::string_view bytes, bool whole) {
    if (begins(bytes, "\xEF\xBB\xBF")) return "UTF-8";
    if (begins(bytes, "\xFF\xFE")) return "UTF-16LE";
    if (begins(bytes, "\xFE\xFF")) return "UTF-16BE";
    const std::string_view head = bytes.substr(0, 4096);
    if (is_utf16le(head)) return "UTF-16LE";
    if (is_utf16be(head)) return "UTF-16BE";
    if (is_utf8(bytes)) return "UTF-8";
    // The piece of a longer file may end within a letter.
    for (std::size_t cut = 1; !whole && cut < 4 && cut < bytes.size(); ++cut)
        if (is_utf8(bytes.substr(0, bytes.size() - cut))) return "UTF-8";
    return "CP874";
}

Failure bad_reading(const std::string& file, const char* key, const std::string& value) {
    Error error;
    error.fault = Fault::bad_value;
    error.file = file;
    error.column = key;
    error.value = value;
    return fail(std::move(error));
}

Result<std::string> decoded(const std::string& file, std::string bytes, std::string& encoding) {
    const bool little = encoding == "UTF-16LE" || (encoding == "UTF-16" && !begins(bytes, "\xFE\xFF"));
    if (little || encoding == "UTF-16BE" || encoding == "UTF-16") {
        encoding = little ? "UTF-16LE" : "UTF-16BE";
        std::string_view text = bytes;
        if (begins(text, "\xFF\xFE") || begins(text, "\xFE\xFF")) text.remove_prefix(2);
        return utf8_from_utf16(text, little);
    }
    if (encoding == "UTF-8") {
        if (begins(bytes, "\xEF\xBB\xBF")) bytes.erase(0, 3);
        if (!is_utf8(bytes)) return fail(Fault::bad_encoding, file);
        return bytes;
    }
    if (encoding != "CP874") return bad_reading(file, "encoding", encoding);
    std::string text = utf8_from_cp874(bytes);
    if (text.find("\xEF\xBF\xBD") != std::string::npos) return fail(Fault::bad_encoding, file);
    return text;
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

/// The cells of a text, and what was odd about it.
struct Cells {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::int64_t> loose_quotes;    // row numbers
    std::size_t loose_at = std::string::npos;  // a quotation mark that must be a letter: read again
};

/// RFC 4180: quoted cells may hold separators, doubled quotes and line breaks.  Marks at `letters` open
/// nothing.
Cells cells_of(const std::string& text, char separator, const std::set<std::size_t>& letters,
               std::size_t most_rows) {
    Cells out;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    bool any = false;
    std::size_t opened = 0;
    // The apostrophe that keeps a spreadsheet from running a text is no part of it (write_table.h).
    const auto end_cell = [&] {
        if (cell.size() > 1 && cell[0] == '\'' && needs_apostrophe(cell.substr(1))) cell.erase(0, 1);
        row.push_back(std::move(cell));
        cell.clear();
    };
    const auto end_row = [&] {
        end_cell();
        const std::size_t width = row.size();
        out.rows.push_back(std::move(row));
        row.clear();
        row.reserve(width);
        any = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
                cell += '"';
                ++i;
            } else if (c == '"') {
                quoted = false;
                const char next = i + 1 < text.size() ? text[i + 1] : '\n';
                if (next != separator && next != '\n' && next != '\r') {
                    out.loose_at = opened;
                    return out;
                }
            } else {
                cell += c;
            }
            continue;
        }
        if (c == '"' && cell.empty() && !letters.contains(i)) {
            quoted = any = true;
            opened = i;
        } else if (c == separator) {
            end_cell();
            any = true;
        } else if (c == '\n' || c == '\r') {
            if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
            end_row();
            if (out.rows.size() == most_rows) return out;
        } else {
            if (c == '"' && letters.contains(i))
                out.loose_quotes.push_back(static_cast<std::int64_t>(out.rows.size()) + 1);
            cell += c;
            any = true;
        }
    }
    if (quoted) out.loose_at = opened;
    if (any || !cell.empty() || !row.empty()) end_row();
    return out;
}

/// Fault::unreadable with the row where quotation marks cannot be made out.
Result<Cells> cells_of(const std::string& file, const std::string& text, char separator,
                       std::size_t most_rows) {
    constexpr std::size_t most_loose = 100;
    std::set<std::size_t> letters;
    while (true) {
        Cells cells = cells_of(text, separator, letters, most_rows);
        if (cells.loose_at == std::string::npos) return cells;
        if (letters.size() == most_loose) {
            Error error;
            error.fault = Fault::unreadable;
            error.file = file;
            error.row = static_cast<std::int64_t>(cells.rows.size()) + 1;
            error.value = "\"";
            return fail(std::move(error));
        }
        letters.insert(cells.loose_at);
    }
}

/// The first bytes, no more than `most_rows` rows of ordinary length need.
Result<std::string> bytes_of(const std::string& file, std::size_t most_rows, bool& whole) {
    constexpr std::size_t bytes_per_row = 4096;
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in) return fail(Fault::unreadable, file);
    const auto size = static_cast<std::size_t>(std::max<std::streamoff>(0, in.tellg()));
    const bool all = most_rows == 0 || most_rows >= size / bytes_per_row;
    const std::size_t wanted = all ? size : most_rows * bytes_per_row;
    whole = wanted == size;
    std::string bytes(wanted, '\0');
    in.seekg(0);
    in.read(bytes.data(), static_cast<std::streamsize>(wanted));
    if (!in) return fail(Fault::unreadable, file);
    return bytes;
}

/// What a piece of a file ends with may be half a letter or half a row.
void cut_at_line(std::string& bytes, const std::string& encoding) {
    const bool wide = encoding.rfind("UTF-16", 0) == 0;
    std::size_t end = bytes.rfind('\n');
    while (wide && end != std::string::npos && end > 0 &&
           (encoding == "UTF-16BE" ? end % 2 == 0 || bytes[end - 1] != 0
                                   : end % 2 == 1 || end + 1 >= bytes.size() || bytes[end + 1] != 0))
        end = bytes.rfind('\n', end - 1);
    if (end == std::string::npos) return;
    bytes.resize(end + (encoding == "UTF-16LE" ? 2 : 1));
}

}  // namespace

bool is_utf16le(std::string_view head) {
    return has_upper_halves(head, 1);
}
bool is_utf16be(std::string_view head) {
    return has_upper_halves(head, 0);
}

Result<TextCells> text_cells(const std::string& file, const Reading& reading, std::size_t most_rows) {
    TextCells out;
    bool whole = true;
    TRY(std::string bytes, bytes_of(file, most_rows, whole));
    out.encoding = reading.encoding.empty() ? guessed_encoding(bytes, whole) : reading.encoding;
    if (!whole) cut_at_line(bytes, out.encoding);
    TRY(const std::string text, decoded(file, std::move(bytes), out.encoding));
    const char separator = reading.separator != 0 ? reading.separator : guessed_separator(text);
    if (separator == '"' || separator == '\n' || separator == '\r')
        return bad_reading(file, "separator", std::string(1, separator));
    TRY(Cells cells, cells_of(file, text, separator, most_rows == 0 ? all_rows : most_rows));
    out.sheet.separator = separator;
    out.sheet.rows = std::move(cells.rows);
    out.loose_quotes = std::move(cells.loose_quotes);
    out.ends_in_row = !text.empty() && text.back() != '\n' && text.back() != '\r';
    return out;
}

}  // namespace geo
