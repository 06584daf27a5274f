// Step 2: what became of every row of the imported files.
#pragma once

#include "app/frame.h"
#include "app/panels/import_cards.h"

#include <string>

namespace app {

class CheckPanel {
public:
    void draw(const Frame& frame, Outbox& out);
    /// Unfolds a report of Frame::reports.
    void open(std::size_t report) { open_ = static_cast<int>(report); }
    /// A file came in: its report is the one to see.
    void loaded(const std::string& file) {
        loaded_ = file;
        open_ = -1;
        cards_ = {};
    }
    /// Marks the card of a note of a report.
    void show(std::size_t report, const geo::ImportNote& note) {
        open(report);
        cards_.wanted = note;
    }
    /// Goes to the next problem, or to the one before.
    void step_problem(int by) { cards_.step(by); }

private:
    CardState cards_;
    std::string loaded_;  ///< the file that came in last
    int open_ = -1;       ///< row of the report that is unfolded
};

}  // namespace app
