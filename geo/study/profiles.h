// What was settled for the files of one sender, for the next one: a reading without what belongs to one file
// alone.
//
// The trap: a profile is for files with the same columns; applied to any other it would take one column for
// another in silence.  So it is applied where all its headers are there, and nowhere else.
#pragma once

#include "geo/base/result.h"
#include "geo/data/sighting.h"
#include "geo/study/study.h"

#include <string>
#include <vector>

namespace geo {

/// Of a file that was read as `used` after a person `settled` some of it.  Columns and aliases are kept, and
/// answers for all rows of a kind that say how to read them; encoding, sheet, header rows, province and map
/// system where a person said them; the date of the counts and answers for single rows are not.
ImportProfile profile_of(const std::string& sender, const std::string& kind, const Reading& used,
                         const Reading& settled);

/// Takes the place of the same sender's for the same kind; sorted by sender and kind.  Without a unit.
void remember_profile(std::vector<ImportProfile>& profiles, ImportProfile profile);

/// Names of areas that a person settled in any file, for every later one: they are the aliases of the profile
/// without a sender.  Of one name in one place the newest answer holds; one that says no place is left out.
std::vector<Alias> known_names(const std::vector<ImportProfile>& profiles);
void remember_names(std::vector<ImportProfile>& profiles, const std::vector<Alias>& names);
/// No file is read with this name any more, whoever sent it.
void forget_name(std::vector<ImportProfile>& profiles, const Alias& name);

/// How a file of a study is read: `reading` with all names that the study knows.  Where both have one, the
/// study's answer is the newer.
Reading with_known_names(Reading reading, const std::vector<ImportProfile>& profiles);
/// What answers to this file added to the names that it was read with.
std::vector<Alias> settled_names(const Reading& given, const Reading& used);

/// A reading that was written as a file, for the sender `name`; of names alone, for every file.
void take_in_profile(std::vector<ImportProfile>& profiles, const std::string& name, Reading reading);

/// The profile with the most columns of which each stands under its header in `headers`; null for none.
const ImportProfile* fitting_profile(const std::vector<ImportProfile>& profiles, const std::string& kind,
                                     const std::vector<std::string>& headers);

/// The same of what was seen of a file: the window and the command line read it alike.
const ImportProfile* fitting_profile(const std::vector<ImportProfile>& profiles, const std::string& kind,
                                     const Sighting& seen);

/// A reading as a file of its own.  Fault::not_found, and as reading_from_json().
Result<Reading> read_reading(const std::string& file);

}  // namespace geo
