// Everything that was found in the imported files, as a list under the map: filtered by weight and kind, each
// with its place in the file; a click shows it on the map where it has a place there.
#pragma once

#include "app/frame.h"
#include "geo/data/problem_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace app {

class ProblemList {
public:
    void draw(const Frame& frame, Outbox& out);
    struct Row {
        std::size_t report = 0;
        geo::NoteWeight weight = geo::NoteWeight::problem;
        geo::ImportNote note;
    };
    /// The row that was pressed.
    std::optional<Row> take_pressed() { return std::exchange(pressed_, std::nullopt); }

private:
    /// Rows behind one another of one report and weight, and where one is chosen of one kind.
    struct Run {
        std::size_t report = 0;
        geo::NoteWeight weight = geo::NoteWeight::problem;
        std::optional<std::size_t> kind;  ///< its number
        std::size_t rows = 0;
    };
    std::vector<Run> runs_of(const Frame& frame) const;
    static Row row_at(const Frame& frame, const std::vector<Run>& runs, std::size_t at);
    void tabs(const Frame& frame, Outbox& out, std::size_t rows);
    void row(const Frame& frame, Outbox& out, const Row& one, std::size_t at);

    std::optional<geo::NoteWeight> weight_;  ///< none: all
    std::string kind_;                       ///< "": all
    std::optional<std::size_t> chosen_;
    std::optional<Row> pressed_;
};

}  // namespace app
