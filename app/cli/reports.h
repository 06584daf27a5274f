// What check and import have in common: the report of each file, and the exit code that follows from it.
#pragma once

#include "app/cli/session.h"
#include "geo/data/import.h"

#include <string>
#include <utility>
#include <vector>

namespace app {

/// Reports on stdout as words, or as one JSON document: the report itself where there is one, else a list;
/// an error that ended the reading is its last element.
class Reports {
public:
    explicit Reports(const Session& session) : session_(session) {}
    void add(const geo::ImportReport& report);
    bool empty() const { return texts_.empty(); }
    const std::vector<geo::ImportReport>& all() const { return all_; }
    /// Prints all; the worst exit code: refused before ask before rejected rows under --strict before done.
    int print(bool strict) const;
    /// Prints all and the error; with --json as a report of that file that says "refuse".
    int print(const geo::Error& error, const std::pair<std::string, geo::FileKind>& file) const;

private:
    const Session& session_;
    std::vector<std::string> texts_;
    std::vector<geo::ImportReport> all_;
    bool refused_ = false, asks_ = false, rejected_ = false;
};

/// How files are read, from a JSON file (`reading_json`); as guessed where the name is empty.
geo::Result<geo::Reading> reading_of(const std::string& mapping);

/// Codes that changed, from a table file (crosswalk.h); none where the name is empty.
geo::Result<std::vector<geo::CodeChange>> code_changes_of(const std::string& crosswalk);

}  // namespace app
