// The import assistant: what a file is, how it is read and what comes of it, before anything of the study
// changes.  Left the guesses, in the middle the file as its sender made it, right what was found.
#pragma once

#include "app/frame.h"
#include "app/import_draft.h"
#include "app/layout.h"
#include "app/map_picture.h"
#include "app/panels/import_cards.h"
#include "app/panels/import_reading.h"
#include "app/panels/import_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace app {

class ImportPanel {
public:
    /// Of the settings at the left in pixels; the whole window where they stand alone.
    static float left_width(const Frame& frame);

    void draw(const Frame& frame, Outbox& out, MapPainter& painter, const Rect& room);
    /// Goes to the next problem, or to the one before.
    void step_problem(int by) { cards_.step(by); }

private:
    void draw_columns(const Frame& frame, Outbox& out, MapPainter& painter, const Rect& room);
    void left(const Frame& frame, Outbox& out, MapPainter& painter);
    void steps(const Frame& frame);
    void what_is_it(const Frame& frame, Outbox& out);
    void how_is_it_read(const Frame& frame, Outbox& out);
    /// As wide as it can be; `room` is the height that it may have, 0 for any.
    void map(const Frame& frame, Outbox& out, MapPainter& painter, float room);
    void middle(const Frame& frame, Outbox& out, MapPainter& painter);
    void right(const Frame& frame, Outbox& out);
    void found_head(const Frame& frame) const;
    void trouble(const Frame& frame, Outbox& out) const;
    void found_cards(const Frame& frame, Outbox& out);
    void foot(const Frame& frame, Outbox& out);
    /// A press below the findings that is about several files.
    struct FootLink {
        const char* key;
        std::string words;
        ImportAsk ask = ImportAsk::none;
        bool enabled = true;
    };
    static std::vector<FootLink> foot_links(const Frame& frame);
    static float foot_width(const Frame& frame);
    static float foot_height(const Frame& frame);
    void draw_links(const Frame& frame, Outbox& out);
    void send(ImportAsk ask, Outbox& out) const;
    void follow(const Frame& frame);

    int step_ = 1;                      ///< 0 what, 1 how, 2 what came of it
    bool chosen_ = false;               ///< a person went to a step
    std::size_t pane_ = 1;              ///< of a narrow window: settings, table, what was found
    int turn_ = -1;                     ///< of the file whose step it is
    std::optional<double> skip_since_;  ///< when the press that goes past a file came into sight
    ReadingFields fields_;
    CardState cards_;
    std::uint64_t failed_of_ = 0;  ///< reading whose trouble was brought into sight
    bool cards_at_start_ = false;  ///< another file: from its first card
    ImportTable table_;
};

}  // namespace app
