#include "geo/base/handle.h"
#include "geo/data/file_content.h"
#include "geo/data/workbook.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <freexl.h>
#include <fstream>
#include <string_view>

namespace geo {
namespace {

std::string number_of(double value) {
    std::array<char, 40> buffer{};
    (void)std::snprintf(buffer.data(), buffer.size(), "%.15g", value);
    return buffer.data();
}

std::string text_of(const FreeXL_CellValue& cell) {
    switch (cell.type) {
        case FREEXL_CELL_INT:
            return std::to_string(cell.value.int_value);
        case FREEXL_CELL_DOUBLE:
            return number_of(cell.value.double_value);
        case FREEXL_CELL_TEXT:
        case FREEXL_CELL_SST_TEXT:
        case FREEXL_CELL_DATE:
        case FREEXL_CELL_DATETIME:
        case FREEXL_CELL_TIME:
            return cell.value.text_value == nullptr ? "" : cell.value.text_value;
        default:
            return {};
    }
}

/// A workbook of today that is locked with a password is kept whole inside an old document.
bool holds_locked_workbook(const std::string& file) {
    constexpr std::string_view name{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};
    constexpr std::size_t most_pieces = 1024;
    std::ifstream in(file, std::ios::binary);
    std::string piece(std::size_t{1} << 16U, '\0'), seen;
    for (std::size_t i = 0; i < most_pieces && in; ++i) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        seen.append(piece, 0, static_cast<std::size_t>(in.gcount()));
        if (seen.find(name) != std::string::npos) return true;
        if (seen.size() > name.size()) seen.erase(0, seen.size() - name.size());
    }
    return false;
}

/// False where a cell cannot be read or nothing more fits.
bool read_sheet(const void* book, std::size_t most_rows, SheetBuilder& builder) {
    unsigned int rows = 0;
    unsigned short columns = 0;
    if (freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK) return false;
    if (most_rows > 0) rows = static_cast<unsigned int>(std::min<std::size_t>(rows, most_rows));
    for (unsigned int r = 0; r < rows; ++r)
        for (unsigned short c = 0; c < columns; ++c) {
            FreeXL_CellValue cell;
            if (freexl_get_cell_value(book, r, c, &cell) != FREEXL_OK) return false;
            std::string text = text_of(cell);
            if (!text.empty() && !builder.put(r, c, std::move(text))) return false;
        }
    return true;
}

}  // namespace

Result<std::vector<Sheet>> xls_sheets(const std::string& file, std::size_t most_rows) {
    const void* opened = nullptr;
    const int state = freexl_open(file.c_str(), &opened);
    const Handle<const void*, freexl_close> book{opened};
    // Old documents of other programs begin with the same bytes.
    if (state != FREEXL_OK && holds_locked_workbook(file))
        return fail(Fault::unreadable, file, "locked_by_password");
    if (state != FREEXL_OK) return fail(Fault::wrong_kind, file);
    unsigned int locked = FREEXL_BIFF_PLAIN;
    unsigned int count = 0;
    if (freexl_get_info(opened, FREEXL_BIFF_PASSWORD, &locked) != FREEXL_OK || locked != FREEXL_BIFF_PLAIN)
        return fail(Fault::unreadable, file, "locked_by_password");
    if (freexl_get_info(opened, FREEXL_BIFF_SHEET_COUNT, &count) != FREEXL_OK)
        return fail(Fault::unreadable, file);
    std::size_t cells_left = most_workbook_cells;
    std::vector<Sheet> out;
    for (unsigned int s = 0; s < count; ++s) {
        SheetBuilder builder(most_rows, &cells_left);
        const char* name = nullptr;
        const auto index = static_cast<unsigned short>(s);
        if (freexl_get_worksheet_name(opened, index, &name) != FREEXL_OK || name == nullptr ||
            freexl_select_active_worksheet(opened, index) != FREEXL_OK ||
            !read_sheet(opened, most_rows, builder))
            return fail(Fault::unreadable, file);
        builder.sheet.name = name;
        out.push_back(builder.take());
    }
    if (out.empty()) return fail(Fault::empty, file);
    return out;
}

}  // namespace geo
