// Step 1: what is loaded, where it came from, and files to add.
#pragma once

#include "app/frame.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace app {

class DataPanel {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    void draw_body(const Frame& frame, Outbox& out);
    void profiles(const Frame& frame, Outbox& out);
    void groupings(const Frame& frame, const geo::Dataset& data);

    /// A grouping as it is shown; counted again only where groups or areas are others.
    struct ShownGrouping {
        std::string name;
        std::size_t groups = 0, areas_in_several = 0;
    };
    std::vector<ShownGrouping> shown_;
    std::shared_ptr<const std::vector<geo::AreaGroup>> shown_groups_;
    std::shared_ptr<const geo::Areas> shown_areas_;
    bool names_open_ = false;  ///< names that were settled, one by one
};

}  // namespace app
