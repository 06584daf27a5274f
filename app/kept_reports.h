// What became of the files that the study holds: whole and with their folders for those loaded in this
// session, as the study keeps it for the others.
//
// The trap: an undo brings an earlier file back, so reports are known by the source that a file became and by
// how it was read, and those of this session are all kept.
#pragma once

#include "app/frame.h"
#include "geo/data/import_report.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace app {

class KeptReports {
public:
    /// Of a file that was loaded just now.
    void keep(const geo::SourceFile& source, const geo::ImportReport& report);
    /// Where the file of a source lies now; "" where it is not there any more.
    using Find = std::function<std::string(const geo::SourceFile& source)>;
    /// Shows those of the sources of `data`; true where these are others than before.  The file of an earlier
    /// session is looked for, so that its rows can be decided on.
    bool follow(const std::shared_ptr<const geo::Dataset>& data, const Find& find);
    /// Another study.
    void clear();

    const std::vector<geo::ImportReport>& shown() const { return shown_; }
    /// Of each source of the dataset its report among the shown; none: -1.
    const std::vector<int>& of_source() const { return of_source_; }
    /// Rows that nobody decided on yet, in this session or an earlier one.
    const Waiting& waiting() const { return waiting_; }

private:
    struct Kept {
        std::string kind, file, reading;  ///< of its source in the study
        geo::ImportReport report;
    };
    const geo::ImportReport* of_session(const geo::SourceFile& source) const;

    std::vector<Kept> all_;  ///< of this session, newest last
    std::vector<geo::ImportReport> shown_;
    std::vector<int> of_source_;
    std::shared_ptr<const geo::Dataset> of_;
    Waiting waiting_;
};

}  // namespace app
