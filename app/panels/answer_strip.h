// The answer over the map: the total, four numbers that add up to it, the reach bar.
#pragma once

#include "app/frame.h"

namespace app {

class AnswerStrip {
public:
    void draw(const Frame& frame, Outbox& out);
};

}  // namespace app
