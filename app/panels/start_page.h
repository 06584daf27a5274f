// Where nothing is open: a place to drop files, recent studies, the demonstration.
#pragma once

#include "app/frame.h"

namespace app {

class StartPage {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    static void left(const Frame& frame, Outbox& out, float width);
    static void drop_area(const Frame& frame, Outbox& out, float x, float y, float width, float height);
    static void recent(const Frame& frame, Outbox& out, float x, float y, float width, float height);
    static float tour(const Frame& frame, Outbox& out, float x, float y, float width);
    static float samples(const Frame& frame, Outbox& out, float x, float y, float width);
};

/// The frame and the words over the whole window while a file is held over it.
void draw_drop_frame(const Frame& frame);

}  // namespace app
