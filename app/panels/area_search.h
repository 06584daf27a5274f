// Areas by what somebody types of their name or code.
#pragma once

#include "geo/data/areas.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app {

struct FoundArea {
    geo::Level level = geo::Level::country;
    geo::AreaId area;
};

/// Names that begin with the words, or codes, before names that hold them; in the order of `levels`, then of
/// codes.  `within`: the code of the area that they must lie in, "" for any.  O(areas).
std::vector<FoundArea> find_areas(const geo::Areas& areas, const std::string& words,
                                  std::span<const geo::Level> levels, std::string_view within,
                                  std::size_t most);

}  // namespace app
