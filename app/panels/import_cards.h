// What was found in a file: what a person must decide, what is worth a look, what was repaired.  Each card
// has one filled button, the likeliest way out.
#pragma once

#include "app/frame.h"
#include "geo/data/import_report.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// What was pressed on the cards.
struct CardPressed {
    std::optional<geo::Decision> decision;
    std::optional<geo::ImportNote> show;  ///< bring its row into sight
    std::optional<geo::LonLat> on_map;
};

/// What the cards remember from frame to frame.
struct CardState {
    std::set<std::string> unfolded;           ///< kinds of problems that are shown row by row
    std::map<std::string, std::size_t> from;  ///< kinds of several pages: the first that is shown
    std::optional<geo::ImportNote> wanted;    ///< its card is to be marked with the next frame
    std::string area_words;                   ///< typed to find an area
    std::optional<std::size_t> marked;        ///< the problem that a person went to, by its number
    bool go_to_marked = false;                ///< bring it into sight with the next frame
    std::size_t problems = 0;                 ///< cards of problems in the last frame
    std::vector<std::string> before;          ///< kinds that hold the whole file back: their cards come first

    /// The next problem, or the one before; round and round.
    void step(int by);
};

/// What is drawn beside the cards.
struct CardLook {
    bool rows_seen = true;   ///< there is a table to go to
    bool can_decide = true;  ///< the file is at hand, to be read again with an answer
    std::int64_t last_row = std::numeric_limits<std::int64_t>::max();  ///< that the table shows
};

/// Names of areas in the words of fixes are of `areas`.
class FoundCards {
public:
    FoundCards(const Frame& frame, const geo::Areas& areas, CardState& state, CardLook look)
        : frame_(frame), areas_(areas), state_(state), look_(look) {}

    void problems(const geo::Notes& notes, CardPressed& pressed) const;
    void warnings(const geo::Notes& notes, CardPressed& pressed) const;
    void repairs(const geo::Notes& notes, CardPressed& pressed) const;

    /// "อ.ปัว 550503", or as geo says it.
    std::string words_of(const geo::Fix& fix) const;

private:
    using Kind = geo::Notes::Kind;
    /// Buttons for one row, or for all of its kind.
    void fixes(const std::string& key, const geo::ImportNote& note, bool of_all, CardPressed& pressed) const;
    /// Opened by the button "choose the area": type, and take one of the areas found.
    void area_search(const std::string& popup, const geo::ImportNote& note, const std::string& within,
                     CardPressed& pressed) const;
    void reach(std::size_t number, const geo::ImportNote& note, CardPressed& pressed) const;
    void how_to_choose(const std::string& kind, bool waits) const;
    void problem(const geo::ImportNote& note, std::size_t number, CardPressed& pressed) const;
    void problems_alike(const Kind& kind, std::size_t number, CardPressed& pressed) const;
    void pages(const Kind& kind) const;
    void want(const geo::Notes& notes, std::size_t kind, bool alike, std::size_t number) const;
    struct Said {
        std::string title, place, examples;
    };
    Said said_of(const Kind& kind, bool with_rows) const;
    std::string example_of(const geo::ImportNote& note, bool with_row, bool with_reason) const;
    std::string pair_words(const geo::ImportNote& note) const;
    std::string columns_words(const Kind& kind) const;
    std::string row_words(const geo::ImportNote& note) const;
    std::string rows_words(const Kind& kind) const;
    std::string title_of(const geo::ImportNote& note, const std::string& reason) const;

    const Frame& frame_;
    const geo::Areas& areas_;
    CardState& state_;
    CardLook look_;
};

/// What to do about a kind of note, in the words of the window.
const std::string& advice_of(const Frame& frame, const std::string& kind);

}  // namespace app
