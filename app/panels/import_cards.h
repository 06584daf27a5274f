// What was found in a file: what a person must decide, what is worth a look, what was repaired.  Each card
// has one filled button, the likeliest way out.
#pragma once

#include "app/frame.h"
#include "geo/data/import_report.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// What was pressed on the cards.
struct CardPressed {
    std::optional<geo::Decision> decision;
    const geo::ImportNote* show = nullptr;  ///< bring its row into sight
    std::optional<geo::LonLat> on_map;
};

/// Names of areas in the words of fixes are of `areas`; kinds in `unfolded` are shown row by row.
class FoundCards {
public:
    FoundCards(const Frame& frame, const geo::Areas& areas, std::set<std::string>& unfolded,
               bool rows_seen = true)
        : frame_(frame), areas_(areas), unfolded_(unfolded), rows_seen_(rows_seen) {}

    void problems(const std::vector<geo::ImportNote>& notes, CardPressed& pressed) const;
    void warnings(const std::vector<geo::ImportNote>& notes, CardPressed& pressed) const;
    void repairs(const std::vector<geo::ImportNote>& notes, CardPressed& pressed) const;

    /// "อ.ปัว 550503", or as geo says it.
    std::string words_of(const geo::Fix& fix) const;

private:
    struct Kind {
        std::string kind;
        std::vector<const geo::ImportNote*> notes;
    };
    static std::vector<Kind> kinds_of(const std::vector<geo::ImportNote>& notes);
    /// Buttons for one row, or for all of its kind.
    void fixes(const std::string& key, const geo::ImportNote& note, bool of_all, CardPressed& pressed) const;
    void problem(const geo::ImportNote& note, std::size_t number, CardPressed& pressed) const;
    void problems_alike(const Kind& kind, std::size_t number, CardPressed& pressed) const;
    std::string row_words(const geo::ImportNote& note) const;
    std::string rows_words(const Kind& kind) const;
    std::string title_of(const geo::ImportNote& note, const std::string& reason) const;

    const Frame& frame_;
    const geo::Areas& areas_;
    std::set<std::string>& unfolded_;
    bool rows_seen_;  ///< there is a table to go to
};

/// What to do about a kind of note, in the words of the window.
const std::string& advice_of(const Frame& frame, const std::string& kind);

}  // namespace app
