#include "geo/base/handle.h"
#include "geo/data/file_content.h"
#include "geo/data/workbook.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <freexl.h>

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
    if (state != FREEXL_OK) return fail(Fault::wrong_kind, file);
    unsigned int locked = FREEXL_BIFF_PLAIN;
    unsigned int count = 0;
    if (freexl_get_info(opened, FREEXL_BIFF_PASSWORD, &locked) != FREEXL_OK || locked != FREEXL_BIFF_PLAIN)
        return fail(Fault::wrong_kind, file);
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
