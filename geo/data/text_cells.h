// The cells of a text table in whatever encoding and with whatever separator.  Private to geo/data; table.h
// is the door.
//
// The trap: a quotation mark that nobody closes would swallow the rows below it; it is read as a letter.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/reading.h"
#include "geo/data/sheet.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

struct TextCells {
    Sheet sheet;
    std::string encoding;                    ///< "UTF-8", "UTF-16LE", "UTF-16BE", "CP874"
    std::vector<std::int64_t> loose_quotes;  ///< rows with such a mark
    std::int64_t text_marks = 0;             ///< cells such as ="0123"
    std::int64_t first_text_mark = 0;        ///< their first row
    bool ends_in_row = false;                ///< the last row has no line end
};

/// What `reading` says of encoding and separator holds; the rest is guessed.  At most `most_rows` rows (0:
/// all), for which no more of the file is read than they may need.  Fault::unreadable, bad_encoding,
/// bad_value for an encoding or a separator that is not known.
Result<TextCells> text_cells(const std::string& file, const Reading& reading, std::size_t most_rows,
                             const Progress& progress = {});

/// Bytes of a text in UTF-16 without a mark at the beginning: every second byte is that of Latin or Thai
/// letters.
bool is_utf16le(std::string_view head);
bool is_utf16be(std::string_view head);

}  // namespace geo
