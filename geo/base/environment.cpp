#include "geo/base/environment.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace geo {
namespace {

constexpr std::array<std::string_view, 13> beginnings = {
    "GDAL_",    "OGR_",  "OSR_", "CPL_", "PROJ_",  "VSI_",        "SHAPE_",
    "GEOTIFF_", "CURL_", "AWS_", "OSM_", "SQLITE", "USE_CUSTOM_",
};

void forget() {
    std::vector<std::string> names;
    for (char** each = environ; each != nullptr && *each != nullptr; ++each) {
        const std::string_view entry = *each;
        const bool foreign = std::any_of(beginnings.begin(), beginnings.end(),
                                         [&](std::string_view start) { return entry.starts_with(start); });
        if (foreign) names.emplace_back(entry.substr(0, entry.find('=')));
    }
    for (const std::string& name : names) unsetenv(name.c_str());
    // GDAL would else read /etc/gdal/gdalrc and ~/.gdal/gdalrc; PROJ would else ask the network.
    setenv("GDAL_CONFIG_FILE", "", 1);
    setenv("PROJ_NETWORK", "OFF", 1);
}

}  // namespace

void forget_library_settings() {
    static std::once_flag once;
    std::call_once(once, forget);
}

}  // namespace geo
