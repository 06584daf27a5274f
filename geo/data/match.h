// Which area a row means by its names: inside the province and amphoe that the row states, never elsewhere.
//
// The trap: 151 names stand twice in one province, thousands in the country, and a misspelled name may be the
// right name of another place.  So a name is loaded only where exactly one area can be meant; a letter is
// mended only inside a stated amphoe, and only where the name as written stands nowhere in the province.
// Whatever is left goes to a person with all candidates; the order of the list never decides.
#pragma once

#include "geo/data/area_name.h"
#include "geo/data/areas.h"
#include "geo/data/crosswalk.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace geo {

/// What was done to the words of one level.
struct NameRepair {
    std::string_view kind;
    Level level = Level::country;
    bool operator==(const NameRepair&) const = default;
};

struct AreaMatch {
    std::string code;               ///< "" where a person must say
    bool province_assumed = false;  ///< nobody states the province: amphoe and tambon together stand once
    /// Kind of the note that says why there is no code: "name_ambiguous", "name_in_other_amphoe",
    /// "name_unknown", "name_partly", "name_without_province", "amphoe_unknown", "province_unknown",
    /// "name_missing"; "" with a code.
    std::string_view problem;
    std::vector<std::string> candidates;  ///< codes, ascending; at most ten
    /// What was done to the words, as kinds of notes: "name_misspelled", "name_romanised", "name_zwsp",
    /// "name_prefix_stripped", "bangkok_alias", "name_of_earlier_years", "area_was_elsewhere", ...; each
    /// once, in the order of the row.
    std::vector<NameRepair> repairs;
    bool operator==(const AreaMatch&) const = default;
};

class AreaNames {
public:
    /// O(areas).  `areas` must outlive it.
    explicit AreaNames(const Areas& areas, const Crosswalk& crosswalk = Crosswalk{});

    /// The area of the words, at the finest level that they name.  `within`: code of the province or amphoe
    /// that is known without them ("" for none), used where the words do not say it.  About a microsecond a
    /// name; O(names of a province) where it is unknown.
    AreaMatch find(const AreaWords& words, std::string_view within) const;

    /// True where the words may be a name of this area: its own, one letter off, or in Latin letters.
    bool may_be_named(Level level, AreaId area, const NameCell& words) const;

    /// The only province that a text names ("แบบรายงาน จังหวัดเชียงใหม่", "06_เชียงใหม่_ปี67"): after its title,
    /// else as a word of its own.  "" for none or several.
    std::string province_in(std::string_view text) const;

    /// The code of the only amphoe that a text names ("อำเภอจุน จังหวัดพะเยา", a sheet "อ.จุน" or "จุน"), inside
    /// the province where that is known.  "" for none or several.
    std::string amphoe_in(std::string_view text, std::string_view province) const;

    /// Areas of that level inside the province or amphoe `within` that have exactly this name, ascending.
    std::vector<std::string> codes_named(Level level, const NameCell& words, std::string_view within) const;

    /// True where an area of that level has exactly these letters.
    bool is_a_name(Level level, const std::string& letters) const;

private:
    struct Name {
        std::string th, en, sounds;
        std::vector<char32_t> points_th, points_en;
    };
    using Rows = std::vector<std::uint32_t>;
    struct Index {
        std::vector<Name> names;
        std::unordered_map<std::string, Rows> by_letters;  ///< Thai and Latin
    };
    /// Rows of a level that one word may mean, and how they were found.
    struct Found {
        Rows rows;
        const char* repair = "";  ///< "" where the letters are the same
    };

    const Index& at(Level level) const { return index_[static_cast<std::size_t>(level)]; }
    const std::string& code(Level level, std::uint32_t row) const { return areas_.at(level).code[row]; }
    void add_earlier(const Crosswalk& crosswalk);
    Rows below(Level level, const Rows& above) const;
    Found exact(Level level, const NameCell& cell, const Rows* scope) const;
    Found earlier(Level level, const NameCell& cell, const Rows& above) const;
    Found close(Level level, const NameCell& cell, const Rows& scope) const;
    Found province_of(const NameCell& cell) const;
    Found amphoe_of(const NameCell& cell, const Rows* scope, const Rows& provinces) const;
    AreaMatch tambon_of(const NameCell& cell, const Found& province, const Found& amphoe, bool has_province,
                        bool has_amphoe) const;
    void add_candidates(Level level, const Rows& rows, AreaMatch& match) const;

    const Areas& areas_;
    std::vector<Index> index_;                 ///< by level
    std::vector<std::vector<Rows>> children_;  ///< by level: rows of the next level below each
    /// An area as it was called, and where it was, in earlier years.
    struct Earlier {
        std::uint32_t row = 0, above = 0;  ///< today's row; row of the level above, of then
        bool renamed = false;
    };
    std::vector<std::unordered_multimap<std::string, Earlier>> earlier_;  ///< by level, then letters
    std::unordered_map<std::string, std::string> province_alias_;         ///< letters to a code
};

}  // namespace geo
