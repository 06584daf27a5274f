// Who waits for the demonstration, and whether anybody still does.  Private to the demonstration.
//
// The trap: go_on() throws where nobody waits any more; make_region catches it, nothing else may.
#pragma once

#include "geo/base/progress.h"

#include <exception>

namespace geo::demo {

/// Nobody wants the region any more.
class Unwanted : public std::exception {
public:
    const char* what() const noexcept override { return "the demonstration is not wanted any more"; }
};

/// Carried by the plan and the lattice, so that every loop of a tenth of a second or more can ask.
struct Watch {
    Progress progress;
    /// Throws Unwanted.  From any thread; a load of one word.
    void go_on() const {
        if (progress.cancelled()) throw Unwanted{};
    }
};

}  // namespace geo::demo
