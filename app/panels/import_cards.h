// What was found in a file: what a person must decide, what is worth a look, what was repaired.  Each card
// has one filled button, the likeliest way out.
#pragma once

#include "app/frame.h"
#include "geo/data/import_report.h"
#include "geo/data/problem_table.h"

#include <cstdint>
#include <functional>
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
    std::set<std::string> unfolded;           ///< lists of notes that are shown row by row, by their keys
    std::map<std::string, std::size_t> from;  ///< lists of several pages: the first that is shown
    struct Wanted {
        geo::NoteWeight weight = geo::NoteWeight::problem;
        geo::ImportNote note;
    };
    std::optional<Wanted> wanted;       ///< its card is to be marked with the next frame
    std::string area_words;             ///< typed to find an area
    std::size_t area_at = 0;            ///< the area that Enter takes, among those found
    std::optional<std::size_t> marked;  ///< the problem that a person went to, by its number on all pages
    std::string marked_kind;            ///< or the key of the card of a warning or a repair
    bool go_to_marked = false;          ///< bring it into sight with the next frame
    std::size_t problems = 0;           ///< problems in the last frame, on all pages
    std::vector<std::string> before;    ///< kinds that hold the whole file back: their cards come first
    struct Page {
        std::uint64_t version = 0;
        std::size_t from = 0;
        std::vector<geo::ImportNote> notes;
    };
    std::map<std::string, Page> pages;  ///< notes of lists in sight

    /// The next problem, or the one before; round and round, over all pages.
    void step(int by);
};

/// What is drawn beside the cards.
struct CardLook {
    bool rows_seen = true;      ///< there is a table to go to
    bool can_decide = true;     ///< the file is at hand, to be read again with an answer
    std::uint64_t version = 0;  ///< another one for other notes
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
    void reach(bool marked, const geo::ImportNote& note, CardPressed& pressed) const;
    void go_to_row(const std::string& key, const geo::ImportNote& note, CardPressed& pressed) const;
    void how_to_choose(const std::string& kind, bool waits) const;
    void problem(const geo::ImportNote& note, std::size_t number, const std::vector<geo::ImportNote>& rivals,
                 CardPressed& pressed) const;
    void problems_alike(const Kind& kind, std::size_t number, CardPressed& pressed) const;
    std::size_t problem_page(const geo::Notes& notes, std::size_t k, std::size_t number,
                             CardPressed& pressed) const;
    /// Links to the other pages of a list; its first note in sight.
    std::size_t pages(const std::string& list, std::size_t count) const;
    const std::vector<geo::ImportNote>& page_of(const geo::Notes& notes, std::size_t k, std::size_t from,
                                                const std::string& list) const;
    void want(const geo::Notes& notes, std::size_t kind, bool alike, std::size_t number) const;
    void want_kind(geo::NoteWeight weight, const geo::Notes& notes, std::size_t k,
                   const std::string& key) const;
    /// "Show all": each note of a kind on a line, with its row and its way back.
    void each(geo::NoteWeight weight, const geo::Notes& notes, std::size_t k, const std::string& key,
              CardPressed& pressed) const;
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
