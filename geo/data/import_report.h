// What became of every row of a file: loaded, repaired, set aside or refused, each with its row and a reason.
//
// rows_in = rows_loaded + rows_rejected + rows_subtotal + rows_duplicate, always; accounted() checks it.
// The trap: row numbers are those that a spreadsheet program shows (header = 1), not indices.
#pragma once

#include "geo/base/packed_text.h"
#include "geo/base/words.h"
#include "geo/data/notes.h"
#include "geo/data/reading.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace geo {

class WireIn;
class WireOut;

enum class Outcome : std::uint8_t { load, ask, refuse };
const char* outcome_name(Outcome outcome);

/// A row that only a person can place, with the codes that it may mean.  There may be millions: words that
/// many rows have in common are there once.
class AmbiguousRow {
public:
    AmbiguousRow() = default;
    AmbiguousRow(std::int64_t row, std::string_view kind, const std::vector<std::string>& codes);
    std::vector<std::string> codes() const;

    std::int64_t row = 0;
    PackedText kind;  ///< of the note that says why
    bool operator==(const AmbiguousRow&) const = default;

private:
    friend void wire(WireOut& out, AmbiguousRow& v);
    friend void wire(WireIn& in, AmbiguousRow& v);
    PackedText codes_;  ///< with a blank between them
};

struct ImportReport {
    std::string kind;  ///< areas, places, villages, counts, roads
    Reading reading;   ///< how the file was read, nothing left empty: the next import with it gives the same
    std::string file;
    Outcome outcome = Outcome::load;
    std::int64_t rows_in = 0;
    std::int64_t rows_loaded = 0;
    std::int64_t rows_rejected = 0;
    std::int64_t rows_subtotal = 0;
    std::int64_t rows_duplicate = 0;
    std::int64_t rows_note = 0;
    std::int64_t total_children_milli = 0;  ///< of the rows loaded, in thousandths
    std::int64_t held_children_milli = 0;   ///< of the rows refused, as far as their numbers can be read
    /// Loaded for an area above the finest level: rows of amphoe and provinces, and what subtotals hold
    /// beyond their rows (which is not in total_children_milli).
    std::int64_t children_without_place_milli = 0;
    std::vector<AmbiguousRow> ambiguous;
    /// Counts: area code and its children out of learning in thousandths, ascending by code; none where the
    /// cells that would be in its total are all missing or hidden, 0 where it has none.
    std::vector<std::pair<std::string, std::optional<std::int64_t>>> by_area_milli;
    std::vector<std::string> columns_in_total;  ///< counts: headers whose cells make that sum
    std::vector<std::string> columns_apart;     ///< counts: headers that are kept, but are no part of it
    std::vector<std::string> columns_not_read;  ///< headers of which nothing was read, of every kind of table
    std::int64_t missing_cells = 0;
    std::int64_t suppressed_cells = 0;
    Notes repairs;   ///< changed and loaded
    Notes warnings;  ///< loaded as it is; worth a look
    Notes problems;  ///< not loaded, or a person must decide

    bool accounted() const { return rows_in == rows_loaded + rows_rejected + rows_subtotal + rows_duplicate; }
    bool operator==(const ImportReport&) const = default;
};

/// The report as a screenful of words: counts first, then each kind of note with its number and its first
/// rows.
std::string describe(Lang lang, const ImportReport& report);

/// A way out as words on a button.
std::string describe(Lang lang, const Fix& fix);

/// One note as a sentence with its row and what to do.
std::string describe(Lang lang, const ImportNote& note);

/// The document of `check --json` and `import --json` (cli.md), as JSON text.
std::string report_json(const ImportReport& report, Lang lang);

/// The same piece by piece, so that a note of each of millions of rows is never in memory as text.
void write_report_json(const ImportReport& report, Lang lang,
                       const std::function<void(std::string_view)>& out);

}  // namespace geo
