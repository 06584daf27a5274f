// The provinces of the two published lists of pilots, in the lists' own order and with their own slips.  The
// names are facts; every number by tambon is made up.
#pragma once

#include <string>
#include <vector>

namespace geo::demo {

/// ASEAN declaration on out-of-school children and youth, meeting of 28 April 2566: fifteen names, Chiang Mai
/// twice.
const std::vector<const char*>& pilots_2566();
/// Thailand Zero Dropout, 6 February 2567: twenty-five names.
const std::vector<const char*>& pilots_2567();

/// Codes of provinces by their Thai names, ascending, each once.  Every name must be one of the 77.
std::vector<std::string> province_codes(const std::vector<const char*>& names);

}  // namespace geo::demo
