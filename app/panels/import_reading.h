// How a file is read, guess by guess, each with what it may be changed to; and what came of it.
#pragma once

#include "app/frame.h"
#include "app/import_draft.h"
#include "app/panels/import_typed.h"

#include <string>

namespace app {

/// What a person typed or ticked beside the guesses.
struct ReadingFields {
    std::string date;
    std::string province;   ///< typed to find one
    bool remember = false;  ///< as this sender's way
    std::string sender;
};

/// Step 2 of the assistant.  `step` becomes 0 where another kind is wanted.
void draw_reading(const Frame& frame, Outbox& out, ReadingFields& fields, int& step);
/// Step 3.
void draw_outcome(const Frame& frame);
/// The tick that keeps how this file is read for the sender's next one, below both steps.
void draw_remember(const Frame& frame, ReadingFields& fields);

}  // namespace app
