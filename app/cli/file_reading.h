// How check and import read a file, as far as a study knows it: by the profile of its sender, and its areas,
// which other files are matched with.
//
// The trap: the window reads a sender's file by the profile that it remembers, so a script must too, or the
// same file has two sums.
#pragma once

#include "app/cli/reports.h"
#include "geo/data/import.h"
#include "geo/study/study.h"

#include <string>
#include <vector>

namespace app {

/// The areas of a study as an import of their file would leave them: with their sources and a report.
geo::Imported areas_of(const geo::Study& study, const geo::Dataset& data, const std::string& file);

/// Areas out of a study's file, else what import_file() makes of a file.  Areas of another study than those
/// that are there already: Fault::bad_value of --areas.
geo::Result<geo::Imported> read_file(Session& session, const geo::Dataset& data, const std::string& file,
                                     geo::FileKind kind, const geo::ImportOptions& options,
                                     const geo::Progress& progress);

/// How one file is read, and the sender whose profile says so; "" where none does.
struct FileReading {
    geo::Reading reading;
    std::string sender;
};
/// `said` where a person said anything, or wants no profile; else as fitting_profile() has it, as in the
/// window. Names of areas that the study knows are in it in any case.  Says on stderr whose profile it is.
FileReading reading_of_file(Session& session, const std::vector<geo::ImportProfile>& profiles,
                            const geo::Areas& areas, const std::string& file, geo::FileKind kind,
                            const std::string& layer, const ReadingOptions& options,
                            const geo::Reading& said);

}  // namespace app
