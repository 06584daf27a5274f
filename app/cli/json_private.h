// What the commands write into their JSON documents alike.  Private to app/cli: it includes the library.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>

namespace app {

/// Thousandths as a JSON number that reads back exactly.
inline nlohmann::json children_json(std::int64_t milli) {
    if (milli % 1000 == 0) return milli / 1000;
    return static_cast<double>(milli) / 1000;
}

}  // namespace app
