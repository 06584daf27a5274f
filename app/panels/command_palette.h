// Ctrl K: every command and every area, by words in either language or by code.
#pragma once

#include "app/frame.h"

#include <string>
#include <vector>

namespace app {

struct Found {
    Action action = Action::none;  ///< or an area:
    geo::Level level = geo::Level::country;
    geo::AreaId area;
};
/// Commands first, then areas, coarser levels first; at most `most`.  O(areas).
std::vector<Found> find_words(const Frame& frame, const std::string& words, std::size_t most);

class CommandPalette {
public:
    void open();
    void close() { open_ = false; }
    bool is_open() const { return open_; }
    void draw(const Frame& frame, Outbox& out);

private:
    void go(const Frame& frame, Outbox& out, const Found& found);

    bool open_ = false, focus_ = false;
    std::string words_, searched_;
    std::vector<Found> found_;
    std::size_t at_ = 0;
};

}  // namespace app
