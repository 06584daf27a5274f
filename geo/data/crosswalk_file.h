// assets/crosswalk.csv as it was compiled in.  Private to geo/data.
#pragma once

#include <string_view>

namespace geo {

std::string_view crosswalk_file();

}  // namespace geo
