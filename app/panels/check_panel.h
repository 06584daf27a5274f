// Step 2: what became of every row of the imported files.
#pragma once

#include "app/frame.h"

namespace app {

class CheckPanel {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    int open_ = -1;  ///< row of the report that is unfolded
};

}  // namespace app
