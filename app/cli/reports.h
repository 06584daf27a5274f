// What check and import have in common: the report of each file, and the exit code that follows from it.
#pragma once

#include "app/cli/session.h"
#include "geo/data/import.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace app {

/// Reports on stdout as words, or as one JSON document: the report itself where there is one, else a list; a
/// file that cannot be read has a report that says "refuse" and the error.
class Reports {
public:
    explicit Reports(const Session& session) : session_(session) {}
    /// `sender`: whose profile says how the file was read; "" for none.
    void add(const geo::ImportReport& report, const std::string& sender = {});
    void add(const geo::Error& error, const std::pair<std::string, geo::FileKind>& file);
    bool empty() const { return said_.empty(); }
    const std::vector<geo::ImportReport>& all() const { return all_; }
    /// Prints all, errors last; the exit code of the first error, else the worst: refused before ask before
    /// rejected rows under --strict before done.
    int print(bool strict) const;

private:
    const Session& session_;
    /// A report of all_, or the words of a file that has none.
    struct Said {
        std::optional<std::size_t> report;
        std::string words;
        std::string sender = {};
    };
    void print(const Said& said) const;
    std::vector<Said> said_;
    std::vector<geo::ImportReport> all_;
    std::vector<geo::Error> errors_;
    bool refused_ = false, asks_ = false, rejected_ = false;
};

/// What the command line says of how files are read.
struct ReadingOptions {
    std::string mapping;              ///< a JSON file (`reading_json`); "": as guessed
    bool leave_out_personal = false;  ///< read without the columns that tell of persons
    bool without_profile = false;     ///< as guessed, though the study knows the sender
};
void add_reading_options(CLI::App* command, const Session& session, ReadingOptions& options);
/// Below the examples: how questions are answered, with one answer as --mapping reads it.
void add_answers_help(CLI::App* command, const Session& session);
geo::Result<geo::Reading> reading_of(const ReadingOptions& options);

/// Codes that changed, from a table file (crosswalk.h); none where the name is empty.
geo::Result<std::vector<geo::CodeChange>> code_changes_of(const std::string& crosswalk);

}  // namespace app
