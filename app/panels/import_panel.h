// The import assistant: what a file is, how it is read and what comes of it, before anything of the study
// changes.  Left the guesses, in the middle the file as its sender made it, right what was found.
#pragma once

#include "app/frame.h"
#include "app/import_draft.h"
#include "app/layout.h"
#include "app/map_picture.h"
#include "app/panels/import_reading.h"
#include "app/panels/import_table.h"

#include <cstdint>
#include <set>
#include <string>

namespace app {

class ImportPanel {
public:
    void draw(const Frame& frame, Outbox& out, MapPainter& painter, const Rect& room);

private:
    void left(const Frame& frame, Outbox& out, MapPainter& painter);
    void steps(const Frame& frame);
    void what_is_it(const Frame& frame, Outbox& out);
    void how_is_it_read(const Frame& frame, Outbox& out);
    /// As wide as it can be; `room` is the height that it may have, 0 for any.
    void map(const Frame& frame, Outbox& out, MapPainter& painter, float room);
    void middle(const Frame& frame, Outbox& out, MapPainter& painter);
    void right(const Frame& frame, Outbox& out);
    void foot(const Frame& frame, Outbox& out);
    void follow(const Frame& frame);

    int step_ = 1;          ///< 0 what, 1 how, 2 what came of it
    bool chosen_ = false;   ///< a person went to a step
    std::size_t pane_ = 1;  ///< of a narrow window: settings, table, what was found
    std::string file_;      ///< whose step it is
    ReadingFields fields_;
    std::set<std::string> unfolded_;  ///< kinds of problems that are shown row by row
    ImportTable table_;
};

}  // namespace app
