// What the numbers check of themselves: each check in words, whether it holds, and over how much.
#pragma once

#include "app/frame.h"

namespace app {

void self_check_list(const Frame& frame);

}  // namespace app
