// The mark, the study's name, the six steps, undo and redo, find, language and help.
#pragma once

#include "app/frame.h"

namespace app {

/// How a step stands.
enum class StepState : std::uint8_t { open, done, decide, stale };
StepState state_of(const Frame& frame, Step step);
Action action_of(Step step);

class TopBar {
public:
    void draw(const Frame& frame, Outbox& out);
    /// Opens the field for the study's name in the next frame.
    void rename() { rename_asked_ = true; }

private:
    void title(const Frame& frame, Outbox& out, float x, float room);

    bool rename_asked_ = false;
    std::string name_;
};

/// The mark of the program: three arcs over a point.
void draw_mark(float x, float y, float size, const Frame& frame);

}  // namespace app
