// The sheets of a workbook (XLSX, ODS, XLS) as rows of text.  Private to geo/data; table.h is the door.
//
// The trap: a small file may unpack to gigabytes, so the sizes are asked for before anything is unpacked, and
// counted while it is.  Numbers are what the cells hold, not what they show; dates are ISO dates with the
// year as it was typed, which may be of the Buddhist era.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/file_content.h"
#include "geo/data/sheet.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// A zip with an XLSX or ODS in it, or an old Office document.
bool is_workbook(Magic magic, const std::string& file);

/// Of each sheet the first `most_rows` rows (0: all).  Fault::wrong_kind, unreadable, empty, too_large where
/// it unpacks to more than 256 MiB or has more than 16 million cells.
Result<std::vector<Sheet>> workbook_sheets(const std::string& file, std::size_t most_rows = 0,
                                           const Progress& progress = {});

constexpr std::size_t most_workbook_cells = 16000000;

/// What the readers of the formats share.
class SheetBuilder {
public:
    /// `cells_left` is counted down over all sheets.
    SheetBuilder(std::size_t most_rows, std::size_t* cells_left)
        : most_rows_(most_rows), cells_left_(cells_left) {}
    /// False where nothing more fits: a cell outside of any sheet, or too many.
    bool put(std::size_t row, std::size_t column, std::string text);
    void hide(std::size_t row);
    void lacks_value(std::size_t row, std::size_t column);
    bool wants(std::size_t row) const { return most_rows_ == 0 || row < most_rows_; }
    /// All that is known but the rows.
    Sheet sheet;
    /// The whole sheet; nothing is put afterwards.
    Sheet take();

private:
    void write_row();
    void add_late_cells();

    std::size_t most_rows_;
    std::size_t* cells_left_;
    std::vector<std::string> row_;  ///< the one below those that are written
    bool any_ = false;
    std::map<std::size_t, std::map<std::size_t, std::string>> late_;  ///< cells of rows that are written
};

/// Text above or below the line, its digits as ¹²³: the mark of a note is no part of the number before it.
std::string raised_digits(std::string_view text);

/// A number of a workbook without the noise of its last bits: 0.83000000000000007 is 0.83.
std::string workbook_number(std::string_view text);
/// Days since the end of 1899 (1904: since 1904) as "2024-05-15", with a time of day "2024-05-15 09:30".
std::string workbook_date(double days, bool since_1904);

struct WorkbookPart {
    std::string root;  ///< of the zip as GDAL names it, with a slash
    std::string file;
    std::size_t most_rows = 0;
    std::int64_t most_bytes = 0;
    Progress progress;
};
Result<std::vector<Sheet>> xlsx_sheets(const WorkbookPart& part);
Result<std::vector<Sheet>> ods_sheets(const WorkbookPart& part);
Result<std::vector<Sheet>> xls_sheets(const std::string& file, std::size_t most_rows);

}  // namespace geo
