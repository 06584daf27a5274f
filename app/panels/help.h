// F1: every shortcut, from the table of actions, and what the colours mean.
#pragma once

#include "app/frame.h"

namespace app {

class Help {
public:
    void toggle() { open_ = !open_; }
    void close() { open_ = false; }
    bool is_open() const { return open_; }
    void draw(const Frame& frame, Outbox& out);

private:
    bool open_ = false;
};

}  // namespace app
