// Step 2: what became of every row of the imported files.
#pragma once

#include "app/frame.h"
#include "app/panels/import_cards.h"

#include <cstdint>
#include <memory>
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
    void show(std::size_t report, geo::NoteWeight weight, const geo::ImportNote& note) {
        open(report);
        cards_.wanted = CardState::Wanted{weight, note};
    }
    /// Goes to the next problem, or to the one before.
    void step_problem(int by) { cards_.step(by); }

private:
    /// Other notes, or another report: what the cards remember of rows is none of theirs.
    void follow(const Frame& frame, int shown);

    CardState cards_;
    std::weak_ptr<const geo::Dataset> of_;
    int of_report_ = -1;
    std::uint64_t version_ = 1;
    std::string loaded_;  ///< the file that came in last
    int open_ = -1;       ///< row of the report that is unfolded
};

}  // namespace app
