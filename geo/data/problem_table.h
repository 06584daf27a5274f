// What was found in files as a table: each problem, each row that is worth a look and each repair, with its
// place in the file and on the map, its reason and its ways out.
//
// The trap: a note that is about a whole file has no row; its cell is empty, not 0.
#pragma once

#include "geo/base/result.h"
#include "geo/base/words.h"
#include "geo/data/import_report.h"
#include "geo/data/write_table.h"

#include <span>
#include <string>

namespace geo {

enum class NoteWeight : std::uint8_t { problem, warning, repair };
const char* note_weight_name(NoteWeight weight);

/// The notes of a report of one weight.
const Notes& notes_of(const ImportReport& report, NoteWeight weight);

/// One row for each note, in the order of the reports, problems first.  O(notes).
OutTable problem_table(Lang lang, std::span<const ImportReport> reports);

/// The same as a file, by its extension: .csv or .xlsx.  Fault::wrong_kind for any other, unwritable.
Result<void> write_problems(Lang lang, std::span<const ImportReport> reports, const std::string& file);

}  // namespace geo
