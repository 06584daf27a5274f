// Step 2: what became of every row of the imported files.
#pragma once

#include "app/frame.h"

#include <set>
#include <string>

namespace app {

class CheckPanel {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    std::set<std::string> unfolded_;  ///< kinds of problems that are shown row by row
    int open_ = -1;                   ///< row of the report that is unfolded
};

}  // namespace app
