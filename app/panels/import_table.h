// The file as its sender made it: rows with the numbers and columns with the letters of a spreadsheet, what
// each row is taken for, and in each cell what was repaired or waits for a person.
#pragma once

#include "app/frame.h"
#include "app/import_draft.h"
#include "app/panels/draft_edits.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace app {

class ImportTable {
public:
    /// Takes all that is left of the region.
    void draw(const Frame& frame, Outbox& out);
    /// Brings the row of a note into sight with the next frame; one that lies below those that are shown with
    /// what the note holds of it.
    void show(const geo::ImportNote& note) {
        wanted_row_ = marked_row_ = note.row;
        wanted_column_ = note.column;
        shown_ = note;
    }
    /// Another file: from its beginning.
    void begin() {
        at_start_ = true;
        marked_row_ = 0;
        shown_.reset();
    }

private:
    struct Marks {
        const geo::ImportNote* repair = nullptr;
        const geo::ImportNote* problem = nullptr;
        const geo::ImportNote* warning = nullptr;
        bool filled = false;  ///< holds what stands above it
    };
    void prepare(const Frame& frame);
    void mark(const ImportRead& read, const std::map<std::string, std::size_t>& by_header);
    void mark_filled(const geo::Sighting& seen, const geo::ImportNote& note, std::size_t column);
    void add_far_row(const Frame& frame, const std::map<std::string, std::size_t>& by_header);
    const geo::SightedRow& row_at(const geo::Sighting& seen, std::size_t at) const {
        return at < seen.rows.size() ? seen.rows[at] : far_[at - seen.rows.size()];
    }
    void find_sums(const ImportView& view);
    void header(const Frame& frame, Outbox& out, float x, float y);
    void row(const Frame& frame, std::size_t at, float x, float y);
    void cell(const Frame& frame, std::size_t row, std::size_t column, float x, float y);
    std::optional<float> room_for_chip(const geo::SightedRow& row, float left, float edge, float wide) const;
    void number(const Frame& frame, const geo::SightedRow& row, const geo::ImportNote* problem,
                float y) const;
    void roles(const Frame& frame, Outbox& out, std::size_t column, float x, float y);
    void role_menu(const Frame& frame, Outbox& out, int column, const std::string& key);
    /// Whom a column of counts is of; true where it was settled.
    bool whom_menu(const Frame& frame, Outbox& out, int column, const std::string& key);

    static constexpr float letters_height = 24, roles_height = 32, numbers_width = 44;  ///< design pixels

    struct Made {
        std::uint64_t version = 0;
        float scale = 0;
        geo::Lang lang = geo::Lang::th;
        std::int64_t far_row = 0;
        std::string far_column;
        bool operator==(const Made&) const = default;
    };
    Made made_;
    std::vector<float> widths_;   ///< of the sheet's columns, window pixels
    std::vector<int> table_of_;   ///< column of the table that a sheet's column is; -1 for none
    std::vector<bool> is_count_;  ///< cells are counts
    std::map<std::pair<std::int64_t, std::size_t>, Marks> marks_;  ///< by row number and sheet column
    std::map<std::int64_t, Marks> rows_;                           ///< by row number
    std::map<std::int64_t, bool> sums_;                            ///< rows of totals, and whether they agree
    geo::CountMeaning whom_;                                       ///< as it is typed
    bool whom_open_ = false;  ///< in the menu of a column, in place of its roles
    std::int64_t wanted_row_ = 0, marked_row_ = 0;
    std::string wanted_column_;  ///< header
    std::optional<geo::ImportNote> shown_;
    std::vector<geo::SightedRow>
        far_;  ///< below the rows that are shown: that of shown_, where it is no other
    void go_to(const geo::Sighting& seen, float high);
    bool at_start_ = false;
};

std::string use_words(const Frame& frame, const ColumnUse& use);
/// "หญิง · สพฐ. · อายุ 6-14 ปี"; "" where a column says no more than its role.
std::string whom_words(const Frame& frame, const geo::CountMeaning& meaning);
/// "A", "Z", "AA".
std::string column_letters(std::size_t column);

}  // namespace app
