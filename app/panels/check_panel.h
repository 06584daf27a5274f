// Step 2: what became of every row of the imported files.
#pragma once

#include "app/frame.h"
#include "app/panels/import_cards.h"

namespace app {

class CheckPanel {
public:
    void draw(const Frame& frame, Outbox& out);
    /// Unfolds a report of Frame::reports.
    void open(std::size_t report) { open_ = static_cast<int>(report); }
    /// Goes to the next problem, or to the one before.
    void step_problem(int by) { cards_.step(by); }

private:
    CardState cards_;
    int open_ = -1;  ///< row of the report that is unfolded
};

}  // namespace app
