// Position, scale, what the numbers rest on, no internet, when it was saved.
#pragma once

#include "app/frame.h"

namespace app {

class StatusBar {
public:
    void draw(const Frame& frame, Outbox& out);
};

}  // namespace app
