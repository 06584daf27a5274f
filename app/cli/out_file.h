// A file that a command is about to write: never over what it reads, over a study or over a file that the
// study was imported from; and where it takes the place of another file, that is said.
//
// The trap: the study knows its sources by where they lay and by their bytes, so it must be open before
// `keeps` can tell.
#pragma once

#include "app/cli/session.h"
#include "geo/data/dataset.h"

#include <string>
#include <vector>

namespace app {

class OutFile {
public:
    OutFile() = default;
    /// Refuses the command's inputs by whatever name, and any study: Fault::bad_value of the option,
    /// exit_usage.
    static geo::Result<OutFile> at(const Session& session, const std::string& file,
                                   const std::vector<std::string>& inputs, const char* option = "--out");

    /// Refuses a file that the study was imported from, in the same way.  O(size of the file).
    geo::Result<void> keeps(const Session& session, const geo::Dataset& data) const;
    /// After writing: one line where the file took the place of another.
    void say_replaced(const Session& session) const;

private:
    std::string file_;
    const char* option_ = "--out";
    bool replaces_ = false;
};

}  // namespace app
