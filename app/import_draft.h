// A file on its way into the study: how it is to be read, what came of it, and what the assistant may see.
//
// A draft is a value.  Whoever changes a guess makes another draft, which is read from the start; nothing of
// the study changes before the person says so, and undo is the draft before.
#pragma once

#include "geo/base/result.h"
#include "geo/data/import.h"
#include "geo/data/sighting.h"
#include "render/cairo/painter.h"
#include "render/palette.h"
#include "render/view.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app {

struct ImportDraft {
    std::string file;
    geo::FileKind kind = geo::FileKind::counts;
    geo::Reading reading;  ///< what a person settled, or the sender's profile; the rest is guessed
    bool operator==(const ImportDraft&) const = default;
};

/// What came of a draft, beside the study that it was read for.
struct ImportRead {
    std::uint64_t version = 0;  ///< another one for each reading; 0 for none
    ImportDraft draft;
    std::shared_ptr<const geo::Dataset> before;    ///< what it was read into
    std::optional<geo::Error> error;               ///< nothing could be read
    geo::ImportReport report;                      ///< with every question that the file asks
    geo::ImportReport taken;                       ///< of what would be loaded now
    std::shared_ptr<const geo::Dataset> after;     ///< with it; null where nothing can be loaded
    std::vector<geo::ImportNote> repaired, asked;  ///< notes on the rows that are shown
    std::vector<std::string> open;                 ///< questions that come before the import, by kind
    std::optional<geo::Sighting> rows;             ///< the file as its sender made it; none for plain maps
    std::int64_t rows_shown = 0;                   ///< of `rows` those that count as rows of the file
    std::size_t not_taken = 0;                     ///< problems that leave nothing to choose
    bool total_told = true;  ///< a total among the rows that are shown holds a number to compare with
    bool outside = false;    ///< roads or a grid, no piece of them in the study's areas
    std::vector<geo::Alias> settled;  ///< names of areas that answers to this file added
    double seconds = 0;
    /// The rows are the attributes of shapes.
    bool of_layer() const { return rows && !rows->rows.empty() && rows->rows.front().number == 0; }
};

/// Kinds of problems that a person must answer before anything of the file is taken: those about the file as
/// a whole, and those that `taken`, read without asking, answered by itself.  A row that waits is none.
std::vector<std::string> open_questions(const geo::ImportReport& asked, const geo::ImportReport& taken);
/// How many answers that is: one for each kind, and of columns one for each.
std::size_t number_open(const ImportRead& read);

/// Rows of the file by what becomes of them; they add up to the rows of the file.
struct RowSums {
    std::int64_t in = 0, loaded = 0, subtotal = 0, duplicate = 0, waiting = 0, refused = 0;
};
/// A row waits where its problem has a way out, and is refused where it has none or was left out.
RowSums row_sums(const geo::ImportReport& report);

/// The small map of what was matched, and where it shows what.
struct ImportMap {
    std::shared_ptr<const render::Pixels> pixels;
    std::uint64_t version = 0;
    render::View view;
    geo::LonLat plane_centre;
    std::size_t areas = 0, matched = 0;    ///< of the level and provinces that the file is about
    std::optional<render::PointMm> focus;  ///< the place that a person wanted to see
    render::Rgba good, asked, empty;       ///< what the areas are filled with
};

/// What the assistant may know.  Pointers live for this frame.
struct ImportView {
    std::size_t at = 0, of = 1;          ///< file 2 of 5 is 1, 5
    int turn = 0;                        ///< another one for each file that is begun, also for the same again
    std::string file;                    ///< also while it is not known yet what it is
    const ImportDraft* draft = nullptr;  ///< null until it is known what the file is
    const ImportRead* read = nullptr;    ///< the newest that is known; null before the first
    bool fresh = false;                  ///< `read` is of `draft` and of the study as it is
    const ImportMap* map = nullptr;
    std::string profile;  ///< the sender whose way of reading was taken over; "" for none
};

}  // namespace app
