// Small questions about a study that several parts of the App ask.
#pragma once

#include "geo/study/study.h"

#include <string>

namespace app {

/// "14:32", by the clock of this machine.
std::string clock_now();
/// Areas, counts and places are there: coverage can be computed.
bool is_complete(const geo::Dataset& data);
/// The finest level that is there, where the wished one is not.
void fit_level(geo::Study& study);

}  // namespace app
