// The study as a file: one GeoPackage, written through SQLite, that QGIS opens as plain layers.
//
// One command is one transaction (rollback journal, synchronous=FULL), so that a crash loses at most the
// command in flight.  Opened hardened: trusted_schema off, defensive, triggers and views refused.  Mode 0600.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/study/study.h"

#include <memory>
#include <string>

namespace geo {

/// Writes a whole study to a new file: a temporary beside it, flushed, renamed over `file`.
Result<void> save_study(const Study& study, const std::string& file, const Progress& progress);

/// Reads it whole.  Fault::not_found, wrong_kind, unreadable, newer_version.
Result<Study> open_study(const std::string& file, const Progress& progress);

/// A study that stays open: each edit is one small transaction.  Holds a lock; a second program gets
/// Fault::locked.
class StudyFile {
public:
    /// Opens what open_study would, for writing.
    static Result<StudyFile> open(const std::string& file, const Progress& progress);
    /// Makes the file of a study and opens it.
    static Result<StudyFile> create(const Study& study, const std::string& file, const Progress& progress);

    ~StudyFile();
    StudyFile(StudyFile&&) noexcept;
    StudyFile& operator=(StudyFile&&) noexcept;

    /// The study as it was opened or last committed.
    const Study& study() const;
    const std::string& path() const;

    /// Writes what differs from the last commit, in one transaction.  Decisions (scenarios, style, title)
    /// take about a millisecond; a changed part of the dataset is rewritten.
    Result<void> commit(const Study& study, const Progress& progress);

private:
    StudyFile();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// True where the file is a study of LearnReach (application id and table), false for any other GeoPackage.
bool is_study(const std::string& file);

}  // namespace geo
