// The speeds that travel times are made from, row by row: what the mode does on each class of road, changed
// by a click, with the source of each number.
#pragma once

#include "app/frame.h"
#include "geo/network/profile.h"

#include <cstddef>
#include <optional>

namespace app {

class SpeedList {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    void row(const Frame& frame, Outbox& out, const geo::Profile& profile, std::size_t at);
    void settings(const Frame& frame, Outbox& out, std::size_t at) const;

    std::optional<std::size_t> chosen_;  ///< row of the table
    bool chosen_is_closed_ = false;      ///< it was when it was chosen
    bool closed_open_ = false;
};

}  // namespace app
