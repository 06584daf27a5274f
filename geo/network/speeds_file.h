// assets/profiles/speeds.csv as it was compiled in.  Private to geo/network.
#pragma once

#include <string_view>

namespace geo {

std::string_view speeds_file();

}  // namespace geo
