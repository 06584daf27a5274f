// What pictures in the window were made of (they are made anew where it differs), and the words that pass.
#pragma once

#include "app/frame.h"
#include "app/lane.h"

#include <chrono>
#include <memory>

namespace app {

struct ChoroplethOf {
    geo::MapStyle map;
    std::shared_ptr<const geo::Dataset> data;
    std::shared_ptr<const geo::Results> results;
    render::Theme theme = render::Theme::light;
    geo::Lang lang = geo::Lang::th;
    bool operator==(const ChoroplethOf&) const = default;
};

/// The page of the report step, as the screen shows it.
struct PreviewOf {
    Snapshot study;
    std::shared_ptr<const geo::Results> results;
    std::shared_ptr<const render::Basemap> base;
    std::shared_ptr<const render::RoadLines> roads;
    render::PageOptions page;
    double width = 0, height = 0;  ///< pixels that it may take
    bool operator==(const PreviewOf&) const = default;
};

/// What was done, in words, for six seconds.
struct Toast {
    std::string words;
    Action action = Action::none;  ///< of its button
    std::chrono::steady_clock::time_point until;
};

}  // namespace app
