#include "geo/base/text.h"
#include "geo/data/file_content.h"
#include "geo/data/gdal.h"
#include "geo/data/table.h"
#include "geo/data/workbook.h"
#include "geo/data/write_table.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

namespace geo {
namespace {

std::string utf8_from_utf16(std::string_view bytes, bool little) {
    std::string out;
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

Result<std::string> decoded(const std::string& file, std::string bytes, std::string& encoding) {
    encoding = "UTF-8";
    if (bytes.rfind("\xEF\xBB\xBF", 0) == 0) return bytes.substr(3);
    if (bytes.rfind("\xFF\xFE", 0) == 0 || bytes.rfind("\xFE\xFF", 0) == 0) {
        encoding = "UTF-16";
        return utf8_from_utf16(std::string_view(bytes).substr(2), bytes[0] == '\xFF');
    }
    if (is_utf8(bytes)) return bytes;
    encoding = "CP874";
    std::string text = utf8_from_cp874(bytes);
    if (text.find("\xEF\xBF\xBD") != std::string::npos) return fail(Fault::bad_encoding, file);
    return text;
}

char separator_of(const std::string& text) {
    const std::string_view line = std::string_view(text).substr(0, text.find('\n'));
    char best = ',';
    std::size_t most = 0;
    for (const char candidate : {',', ';', '\t', '|'}) {
        bool quoted = false;
        std::size_t count = 0;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            if (c == candidate && !quoted) ++count;
        }
        if (count > most) {
            most = count;
            best = candidate;
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
Cells cells_of(const std::string& text, char separator, const std::set<std::size_t>& letters) {
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
        out.rows.push_back(std::move(row));
        row.clear();
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
Result<Cells> cells_of(const std::string& file, const std::string& text, char separator) {
    constexpr std::size_t most_loose = 100;
    std::set<std::size_t> letters;
    while (true) {
        Cells cells = cells_of(text, separator, letters);
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

bool is_blank(const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(),
                       [](const std::string& cell) { return normalised(cell).empty(); });
}

}  // namespace

int Table::column(std::initializer_list<const char*> keys) const {
    for (const char* key : keys)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (key_of(header[i]) == key_of(key)) return static_cast<int>(i);
    return -1;
}

namespace {

/// The header is the first row with a cell; nothing where no row stands below it.
std::optional<Table> table_of(Sheet sheet) {
    Table table;
    table.sheet = std::move(sheet.name);
    table.hidden = sheet.hidden;
    auto& raw = sheet.rows;
    std::size_t head = 0;
    while (head < raw.size() && is_blank(raw[head])) ++head;
    if (head == raw.size()) return std::nullopt;
    table.header_row = static_cast<std::int64_t>(head) + 1;
    table.header.reserve(raw[head].size());
    for (const std::string& cell : raw[head]) table.header.push_back(normalised(cell));
    for (std::size_t r = head + 1; r < raw.size(); ++r) {
        if (is_blank(raw[r])) continue;
        Table::Row row;
        row.number = static_cast<std::int64_t>(r) + 1;
        row.cells = std::move(raw[r]);
        table.cut_short = row.cells.size() < table.header.size();
        const auto extra = std::min(row.cells.size(), table.header.size());
        if (!is_blank({row.cells.begin() + static_cast<std::ptrdiff_t>(extra), row.cells.end()}))
            table.ragged_rows.push_back(row.number);
        row.cells.resize(table.header.size());
        table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) return std::nullopt;
    return table;
}

Result<Table> table_of_text(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) return fail(Fault::unreadable, file);
    std::string encoding;
    TRY(const std::string text, decoded(file, std::move(bytes).str(), encoding));
    const char separator = separator_of(text);
    TRY(Cells cells, cells_of(file, text, separator));
    auto table = table_of({"", false, std::move(cells.rows)});
    if (!table) return fail(Fault::empty, file);
    table->loose_quotes = std::move(cells.loose_quotes);
    table->cut_short = table->cut_short && text.back() != '\n' && text.back() != '\r';
    table->encoding = encoding;
    table->separator = separator;
    return *std::move(table);
}

}  // namespace

Result<std::vector<Table>> read_tables(const std::string& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(Fault::wrong_kind, file);
    if (std::filesystem::file_size(file, ignored) == 0) return fail(Fault::empty, file);
    std::vector<Table> tables;
    switch (magic_of(file)) {
        case Magic::text: {
            TRY(Table table, table_of_text(file));
            tables.push_back(std::move(table));
            return tables;
        }
        case Magic::zip:
            break;
        default:
            return fail(Fault::wrong_kind, file);
    }
    TRY(auto sheets, workbook_sheets(file));
    for (Sheet& sheet : sheets) {
        auto table = table_of(std::move(sheet));
        if (!table) continue;
        table->separator = 0;
        table->cut_short = false;
        table->encoding = "UTF-8";
        tables.push_back(*std::move(table));
    }
    if (tables.empty()) return fail(Fault::empty, file);
    return tables;
}

Result<Table> read_table(const std::string& file) {
    TRY(auto tables, read_tables(file));
    for (Table& table : tables)
        if (!table.hidden) return std::move(table);
    return std::move(tables.front());
}

}  // namespace geo
