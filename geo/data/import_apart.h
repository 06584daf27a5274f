// The door of import.h with the reading done apart (apart.h): a crafted, huge or broken file ends another
// process and comes back as an error.
//
// The trap: what comes back is checked before it is believed: every number that counts rows of something must
// be one of theirs.
#pragma once

#include "geo/base/apart.h"
#include "geo/data/import.h"
#include "geo/data/sighting.h"

#include <functional>
#include <string>
#include <vector>

namespace geo {

/// As in import.h, in another process; here where `apart` names no program.  What is sent there and back is
/// O(size of areas, places, villages and counts).
Result<FileKind> guess_kind(const Apart& apart, const std::string& file, const Progress& progress);
Result<Imported> import_file(const Apart& apart, const Dataset& data, const std::string& file, FileKind kind,
                             const ImportOptions& options, const Progress& progress);
Result<AskedPoints> read_asked_points(const Apart& apart, const Dataset& data, const std::string& file);
std::vector<bool> layer_fits(const Apart& apart, const std::vector<std::string>& files,
                             const std::string& layer);
Result<Sighting> look_at(const Apart& apart, const std::string& file, FileKind kind, const Areas& areas,
                         const Reading& reading, std::size_t most_rows, const Progress& progress);

/// What the process that reads may do beside reading.
Result<Rights> rights_apart(const Apart& apart);

/// The answer to one of these, for serve_apart().
void answer_import(const Answer& question, int to, const Progress& progress);

/// For main(), first of all: answers in a process that one of these started, and returns at once in any
/// other.
void serve_imports(int argc, char** argv, const std::function<void()>& lock);

}  // namespace geo
