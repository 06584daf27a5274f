// What the window shows beside its controls: map and page, with what they were made of (they are made anew
// where it differs), the file that the study is kept in, and the words that pass.
#pragma once

#include "app/frame.h"
#include "app/lane.h"
#include "geo/study/study_file.h"
#include "render/cairo/painter.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace app {

struct ChoroplethOf {
    geo::MapStyle map;
    std::shared_ptr<const geo::Dataset> data;
    std::shared_ptr<const geo::Results> results;
    render::Theme theme = render::Theme::light;
    geo::Lang lang = geo::Lang::th;
    std::vector<render::Focus> about;  ///< what the legend counts; none: all
    bool operator==(const ChoroplethOf&) const = default;
};

/// What the map is drawn from.
struct MapParts {
    std::shared_ptr<const geo::Areas> base_of;
    std::shared_ptr<const geo::Roads> roads_of;
    std::shared_ptr<const std::vector<geo::BarrierLayer>> barriers_of;
    std::shared_ptr<const render::Basemap> base;
    std::shared_ptr<const render::RoadLines> roads;
    std::optional<render::Choropleth> choropleth;
    std::uint64_t version = 0;  ///< of the choropleth
    ChoroplethOf choropleth_of;
};

/// What the page of the report step was made of.
struct PreviewOf {
    Snapshot study;
    std::shared_ptr<const geo::Results> results;
    std::shared_ptr<const render::Basemap> base;
    std::shared_ptr<const render::RoadLines> roads;
    render::PageOptions page;
    double width = 0, height = 0;  ///< pixels that it may take
    bool operator==(const PreviewOf&) const = default;
};

/// The page of the report step, as the screen shows it.
struct PagePicture {
    render::PageOptions options;
    PreviewOf of;
    std::shared_ptr<const render::Pixels> picture;
    std::optional<geo::Error> error;
    std::uint64_t version = 0;
    /// Of the map on it, kept while words change; of which results and area.
    std::shared_ptr<const geo::TravelBands> bands;
    std::shared_ptr<const geo::Results> bands_of;
    std::string bands_area;
};

/// The file that the study is kept in.
struct Kept {
    std::string path, saved_at;
    std::shared_ptr<geo::StudyFile> file;  ///< touched by jobs of the queue alone
    Snapshot saved;                        ///< as it is in the file
    bool saving = false;
    int moving_files = 0;        ///< saves under another name that are not delivered yet
    bool worth_keeping = false;  ///< something was imported or changed since it was opened
};

/// What was done, in words, for six seconds.
struct Toast {
    std::string words;
    Action action = Action::none;  ///< of its button
    std::chrono::steady_clock::time_point until;
};

}  // namespace app
