// The hand-written files of assets/demo, compiled in.  Private to the demonstration.
#pragma once

#include <string_view>

namespace geo::demo {

/// The text of a file; empty where there is none of that name.
std::string_view country_file(std::string_view name);

}  // namespace geo::demo
