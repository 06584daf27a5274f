// What the program is started with.
#pragma once

#include "app/lane.h"
#include "geo/base/apart.h"
#include "geo/base/words.h"
#include "geo/data/demo/demo.h"
#include "render/palette.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace app {

struct AppOptions {
    Running running = Running::beside;
    std::string config_folder;  ///< "" keeps no settings
    std::string state_folder;   ///< "" keeps neither recent studies nor those closed unsaved
    std::string cache_folder;   ///< "" offers no demonstration country
    geo::DemoOptions country{geo::DemoOptions{}.seed, geo::DemoSize::country, geo::DemoOptions{}.nodes};
    std::shared_ptr<const geo::Dataset> demo;  ///< the made-up region, where it is made already
    geo::Apart apart;  ///< who reads files of others; without a program they are read here
    std::string version;
    std::function<void()> wake;  ///< called from any thread
    std::optional<geo::Lang> lang;
    std::optional<render::Theme> theme;
    std::optional<float> scale;
};

}  // namespace app
