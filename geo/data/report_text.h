// The report of an import as a short text, so that a study can keep what became of each file.
//
// Words that stand in many notes stand once.  The trap: a kind with more than `most_of_a_kind` notes keeps
// the first of them, and a warning (notes_left_off) says how many are not there; the reading is kept beside
// it, in SourceFile::reading, and the folder of the file nowhere.
#pragma once

#include "geo/base/result.h"
#include "geo/data/import_report.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace geo {

/// Without reading, areas and candidates.  O(notes).
std::string report_text(const ImportReport& report, std::size_t most_of_a_kind = 2000);

/// Fault::unreadable for anything else; `file` is where the text came from.
Result<ImportReport> report_from_text(std::string_view text, const std::string& file);

}  // namespace geo
