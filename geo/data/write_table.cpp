#include "geo/data/write_table.h"

#include "geo/base/ensure.h"
#include "geo/base/figures.h"
#include "geo/base/whole_file.h"

#include <xlsxwriter.h>

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>

namespace geo {
namespace {

std::optional<double> number_to_write(std::string_view text) {
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || end.ec != std::errc{} || end.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    if (needs_apostrophe(text)) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

/// A header that every reader takes as it stands.
bool is_plain_word(const std::string& text) {
    const char* const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return !text.empty() && text.find_first_not_of(plain) == std::string::npos;
}

}  // namespace

bool needs_apostrophe(std::string_view text) {
    return !text.empty() && std::string_view{"=+-@\t\r"}.find(text[0]) != std::string_view::npos &&
           !number_to_write(text);
}

namespace {

std::string csv_head(const OutTable& table) {
    std::string out = "\xEF\xBB\xBF";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const std::string& name = table.columns[c].name;
        out += (c > 0 ? "," : "") + (is_plain_word(name) ? name : quoted(name));
    }
    return out + "\r\n";
}

void add_csv_row(const OutTable& table, const std::vector<std::string>& row, std::string& out) {
    ENSURE(row.size() == table.columns.size());
    for (std::size_t c = 0; c < row.size(); ++c) {
        if (c > 0) out += ',';
        const bool bare = row[c].empty() || (table.columns[c].is_number && number_to_write(row[c]));
        out += bare ? row[c] : quoted(row[c]);
    }
    out += "\r\n";
}

}  // namespace

std::string csv_text(const OutTable& table) {
    std::string out = csv_head(table);
    for (const auto& row : table.rows) add_csv_row(table, row, out);
    return out;
}

Result<void> write_csv(const OutTable& table, const NextRow& more, const std::string& file) {
    std::string piece = csv_text(table);
    std::vector<std::string> row;
    bool first = true;
    return write_whole(file, [&](std::string_view& bytes) {
        constexpr std::size_t most_bytes = std::size_t{1} << 20U;
        if (!std::exchange(first, false)) piece.clear();
        while (piece.size() < most_bytes && more(row)) add_csv_row(table, row, piece);
        bytes = piece;
        return !piece.empty();
    });
}

Result<void> write_csv(const OutTable& table, const std::string& file) {
    return write_whole(file, csv_text(table));
}

Result<void> write_xlsx(const OutTable& table, const std::string& file) {
    // And 32,767 characters a cell.
    if (table.rows.size() >= most_sheet_rows) {
        Error error;
        error.fault = Fault::too_large;
        error.file = file;
        error.value = grouped(static_cast<std::int64_t>(table.rows.size()));
        error.detail = "too_many_rows";
        return fail(std::move(error));
    }
    const std::string temporary = temporary_beside(file);
    // Asked first, because the library prints its own complaint to stderr.
    std::FILE* probe = std::fopen(temporary.c_str(), "wbe");
    if (probe == nullptr) return fail(Fault::unwritable, file);
    if (std::fclose(probe) != 0) return fail(Fault::unwritable, file);
    lxw_workbook* book = workbook_new(temporary.c_str());
    if (book == nullptr) return fail(Fault::unwritable, file);
    std::tm day{};
    const std::string today = today_iso();
    if (std::sscanf(today.c_str(), "%d-%d-%d", &day.tm_year, &day.tm_mon, &day.tm_mday) == 3) {
        day.tm_year -= 1900;
        --day.tm_mon;
        lxw_doc_properties properties{};
        properties.created = timegm(&day);
        workbook_set_properties(book, &properties);
    }
    lxw_worksheet* sheet = workbook_add_worksheet(book, table.sheet.c_str());
    lxw_error trouble = sheet == nullptr ? LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED : LXW_NO_ERROR;
    lxw_format* bold = workbook_add_format(book);
    format_set_bold(bold);
    const auto keep = [&](lxw_error error) {
        if (trouble == LXW_NO_ERROR) trouble = error;
    };
    for (std::size_t c = 0; c < table.columns.size() && sheet != nullptr; ++c)
        keep(
            worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(c), table.columns[c].name.c_str(), bold));
    for (std::size_t r = 0; r < table.rows.size() && sheet != nullptr; ++r) {
        ENSURE(table.rows[r].size() == table.columns.size());
        for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
            const std::string& text = table.rows[r][c];
            if (text.empty()) continue;
            const auto row = static_cast<lxw_row_t>(r + 1);
            const auto column = static_cast<lxw_col_t>(c);
            const auto number = table.columns[c].is_number ? number_to_write(text) : std::nullopt;
            keep(number ? worksheet_write_number(sheet, row, column, *number, nullptr)
                        : worksheet_write_string(sheet, row, column, text.c_str(), nullptr));
        }
    }
    if (sheet != nullptr) worksheet_freeze_panes(sheet, 1, 0);
    keep(workbook_close(book));
    if (trouble != LXW_NO_ERROR) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return fail(Fault::unwritable, file, lxw_strerror(trouble));
    }
    return put_in_place(temporary, file);
}

}  // namespace geo
