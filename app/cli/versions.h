// Which libraries this program runs with.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace app {

/// Name and version as loaded now, in a fixed order.
std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace app
