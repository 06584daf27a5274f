#include "geo/base/text.h"
#include "geo/data/gdal.h"
#include "geo/data/table.h"
#include "geo/data/workbook.h"
#include "geo/data/write_table.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
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

/// RFC 4180: quoted cells may hold separators, doubled quotes and line breaks.
std::vector<std::vector<std::string>> cells_of(const std::string& text, char separator) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    bool any = false;
    // The apostrophe that keeps a spreadsheet from running a text is no part of it (write_table.h).
    const auto end_cell = [&] {
        if (cell.size() > 1 && cell[0] == '\'' && needs_apostrophe(cell.substr(1))) cell.erase(0, 1);
        row.push_back(std::move(cell));
        cell.clear();
    };
    const auto end_row = [&] {
        end_cell();
        rows.push_back(std::move(row));
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
            } else {
                cell += c;
            }
            continue;
        }
        if (c == '"' && cell.empty()) {
            quoted = any = true;
        } else if (c == separator) {
            end_cell();
            any = true;
        } else if (c == '\n' || c == '\r') {
            if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
            end_row();
        } else {
            cell += c;
            any = true;
        }
    }
    if (any || !cell.empty() || !row.empty()) end_row();
    return rows;
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
    table.header.reserve(raw[head].size());
    for (const std::string& cell : raw[head]) table.header.push_back(normalised(cell));
    for (std::size_t r = head + 1; r < raw.size(); ++r) {
        if (is_blank(raw[r])) continue;
        Table::Row row;
        row.number = static_cast<std::int64_t>(r) + 1;
        row.cells = std::move(raw[r]);
        if (row.cells.size() > table.header.size()) table.ragged_rows.push_back(row.number);
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
    auto table = table_of({"", false, cells_of(text, separator)});
    if (!table) return fail(Fault::empty, file);
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
