// Step 1: what is loaded, where it came from, and files to add.
#pragma once

#include "app/frame.h"

namespace app {

class DataPanel {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    static void draw_body(const Frame& frame, Outbox& out);
};

}  // namespace app
