#include "app/frame.h"

#include <algorithm>

namespace app {

bool Selection::has(geo::AreaId area) const {
    return std::binary_search(areas.begin(), areas.end(), area);
}

}  // namespace app
