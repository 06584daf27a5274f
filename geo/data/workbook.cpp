#include "geo/data/workbook.h"

#include "geo/base/text.h"
#include "geo/data/gdal.h"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace geo {
namespace {

constexpr std::int64_t most_bytes = std::int64_t{256} << 20U;

std::string root_of(const std::string& file) {
    return "/vsizip/{" + std::filesystem::absolute(file).string() + "}/";
}

bool has_part(const std::string& path) {
    VSIStatBufL facts;
    return VSIStatExL(path.c_str(), &facts, VSI_STAT_EXISTS_FLAG) == 0;
}

/// As the directory of the zip says; -1 where it cannot be read.
std::int64_t unpacked_bytes(const std::string& root) {
    char** names = VSIReadDirRecursive(root.substr(0, root.size() - 1).c_str());
    if (names == nullptr) return -1;
    std::int64_t bytes = 0;
    for (int i = 0; names[i] != nullptr; ++i) {
        VSIStatBufL facts;
        const std::string name = root + names[i];
        if (VSIStatExL(name.c_str(), &facts, VSI_STAT_SIZE_FLAG) == 0)
            bytes += static_cast<std::int64_t>(facts.st_size);
    }
    CSLDestroy(names);
    return bytes;
}

}  // namespace

bool SheetBuilder::put(std::size_t row, std::size_t column, std::string text) {
    constexpr std::size_t most_rows = std::size_t{1} << 20U;
    constexpr std::size_t most_columns = std::size_t{1} << 14U;
    if (row >= most_rows || column >= most_columns) return false;
    if (!wants(row)) return true;
    if (row < sheet.rows.size()) {
        // Programs write rows in their order; what does not is put in at the end.
        if (column >= *cells_left_) return false;
        *cells_left_ -= column + 1;
        late_[row][column] = std::move(text);
        return true;
    }
    while (sheet.rows.size() < row) write_row();
    any_ = true;
    if (row_.size() <= column) {
        const std::size_t more = column + 1 - row_.size();
        if (more > *cells_left_) return false;
        *cells_left_ -= more;
        row_.resize(column + 1);
    }
    row_[column] = std::move(text);
    return true;
}

void SheetBuilder::write_row() {
    sheet.rows.push_back(row_);
    row_.clear();
}

void SheetBuilder::add_late_cells() {
    CellRows rows;
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
        std::vector<std::string> cells = sheet.rows[r];
        if (const auto late = late_.find(r); late != late_.end())
            for (auto& [column, text] : late->second) {
                if (cells.size() <= column) cells.resize(column + 1);
                cells[column] = std::move(text);
            }
        rows.push_back(cells);
    }
    sheet.rows = std::move(rows);
}

Sheet SheetBuilder::take() {
    if (any_) write_row();
    if (!late_.empty()) add_late_cells();
    return std::move(sheet);
}

void SheetBuilder::hide(std::size_t row) {
    auto& rows = sheet.hidden_rows;
    if (wants(row) && (rows.empty() || rows.back() < row)) rows.push_back(row);
}

void SheetBuilder::lacks_value(std::size_t row, std::size_t column) {
    if (wants(row)) sheet.without_value.push_back({row, column});
}

std::string raised_digits(std::string_view text) {
    static constexpr std::array<const char*, 10> above = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string out;
    for (const char c : with_arabic_digits(text)) {
        if (is_digit(c))
            out += above[static_cast<std::size_t>(c - '0')];
        else
            out += c;
    }
    return out;
}

std::string workbook_number(std::string_view text) {
    bool plain = !text.empty() && text.size() <= 16;
    for (const char c : text) plain = plain && ((c >= '0' && c <= '9') || c == '.' || c == '-');
    std::string out{text};
    if (plain) return out;
    char* end = nullptr;
    const double value = std::strtod(out.c_str(), &end);
    if (end == out.c_str() || *end != '\0' || !std::isfinite(value)) return out;
    std::array<char, 40> buffer{};
    (void)std::snprintf(buffer.data(), buffer.size(), "%.15g", value);
    return buffer.data();
}

std::string workbook_date(double days, bool since_1904) {
    if (!std::isfinite(days) || days < 1 || days > 2958465.999) return {};
    auto minutes = static_cast<std::int64_t>(std::llround(days * 1440));
    // 1 January 1970 is day 25569, or 24107; day 60 is 29 February 1900, which never was.
    const std::int64_t day =
        minutes / 1440 - (since_1904 ? 24107 : 25569) + (!since_1904 && days < 60 ? 1 : 0);
    minutes %= 1440;
    // Days to a date of the Gregorian calendar (Howard Hinnant, chrono-compatible low-level date algorithms).
    const std::int64_t shifted = day + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const std::int64_t doe = shifted - era * 146097;
    const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const std::int64_t mp = (5 * doy + 2) / 153;
    const std::int64_t month = mp < 10 ? mp + 3 : mp - 9;
    const std::int64_t year = yoe + era * 400 + (month <= 2 ? 1 : 0);
    std::array<char, 80> buffer{};
    (void)std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", static_cast<int>(year),
                        static_cast<int>(month), static_cast<int>(doy - (153 * mp + 2) / 5 + 1));
    std::string out = buffer.data();
    if (minutes == 0) return out;
    (void)std::snprintf(buffer.data(), buffer.size(), " %02d:%02d", static_cast<int>(minutes / 60),
                        static_cast<int>(minutes % 60));
    return out + buffer.data();
}

bool is_workbook(Magic magic, const std::string& file) {
    if (magic == Magic::ole) return true;
    if (magic != Magic::zip) return false;
    const GdalComplaints ignored;
    settle_zip_names(file);
    const std::string root = root_of(file);
    return has_part(root + "xl/workbook.xml") || has_part(root + "content.xml");
}

Result<std::vector<Sheet>> workbook_sheets(const std::string& file, std::size_t most_rows,
                                           const Progress& progress) {
    if (magic_of(file) == Magic::ole) return xls_sheets(file, most_rows);
    GdalComplaints complaints;
    WorkbookPart part{root_of(file), file, most_rows, most_bytes, progress};
    const std::int64_t bytes = unpacked_bytes(part.root);
    if (bytes < 0) return fail(Fault::unreadable, file, complaints.first());
    if (bytes > most_bytes)
        return fail(Fault::too_large, file,
                    std::to_string(bytes >> 20U) + " MB > " + std::to_string(most_bytes >> 20U) + " MB");
    const bool xlsx = has_part(part.root + "xl/workbook.xml");
    if (!xlsx && !has_part(part.root + "content.xml")) return fail(Fault::wrong_kind, file);
    auto sheets = xlsx ? xlsx_sheets(part) : ods_sheets(part);
    if (sheets && complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    if (sheets)
        for (Sheet& sheet : *sheets)
            std::sort(sheet.merged.begin(), sheet.merged.end(),
                      [](const MergedCells& a, const MergedCells& b) {
                          return std::pair{a.top, a.left} < std::pair{b.top, b.left};
                      });
    if (sheets && sheets->empty()) return fail(Fault::empty, file);
    return sheets;
}

}  // namespace geo
