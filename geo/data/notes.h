// The notes of an import, of which there may be as many as the file has rows: the last few hundred as they
// are, those before them packed, and on disk beyond the first few megabytes (scratch.h).  What all notes of a
// kind have in common is known without going through them.
//
// The trap: a note is given as a copy; it is changed before it is put in, never afterwards.
#pragma once

#include "geo/base/scratch.h"
#include "geo/geom/shape.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace geo {

/// One way out of a trouble.  Taken by a Decision of the note's kind with the same choice.  Its words are
/// `fix.<choice>`, with {value}.
struct Fix {
    /// "use_code", "hold", "leave_out", "swap", ...  "choose_area" is answered with use_code and any area of
    /// the province `value` (of all where it is "").
    std::string choice;
    std::string value;  ///< an area code, a number; "" where the choice says it all
    bool operator==(const Fix&) const = default;
};

/// One trouble or repair.  `kind` is a stable English word and the message key `import.<kind>`.
struct ImportNote {
    std::string kind;   ///< "unknown_code", "bad_number", "code_repaired", ...
    std::string file;   ///< file name as given
    std::string sheet;  ///< sheet or layer
    std::int64_t row = 0;
    std::string column;
    std::string value;              ///< shortened to 150 bytes
    std::string reason;             ///< extra fact that the message's {reason} shows
    std::vector<Fix> fixes = {};    ///< best first; none where nothing in the file can be chosen
    std::optional<LonLat> at = {};  ///< its place on the map, where it has one
    bool operator==(const ImportNote&) const = default;
};

/// The number of a reason as reports write it ("1,234").
std::optional<std::int64_t> number_in_reason(const ImportNote& note);

class Notes {
public:
    /// What the notes of one kind have in common.
    struct Kind {
        std::string kind;
        std::size_t count = 0;
        std::vector<ImportNote> first;  ///< at most first_most
        bool same_reason = true;
        bool same_sheet = true;
        bool same_fixes = true;
        bool rows = true;        ///< each is of a row
        std::size_t places = 0;  ///< notes that have a place on the map
        std::optional<std::int64_t> sum =
            0;  ///< of the numbers that the reasons are; none where one is no number
    };
    static constexpr std::size_t first_most = 64;

    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = ImportNote;
        using difference_type = std::ptrdiff_t;
        using pointer = const ImportNote*;
        using reference = const ImportNote&;
        Iterator(const Notes* notes, std::size_t at) : notes_(notes), at_(at) { settle(); }
        const ImportNote& operator*() const { return *note_; }
        const ImportNote* operator->() const { return note_; }
        Iterator& operator++() {
            ++at_;
            settle();
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

    private:
        void settle();
        const Notes* notes_;
        std::size_t at_, from_ = 0, to_ = 0, part_ = 0;
        std::shared_ptr<std::vector<ImportNote>> block_;
        const ImportNote* note_ = nullptr;
    };

    Notes() = default;
    Notes(std::initializer_list<ImportNote> notes) {
        for (const ImportNote& note : notes) push_back(note);
    }
    void push_back(ImportNote note);
    /// Those of another behind these.  O(blocks), and the few that are not packed.
    void append(const Notes& others);

    std::size_t size() const { return packed_ + open_.size(); }
    bool empty() const { return size() == 0; }
    /// O(notes of a block), as all that are given as copies.
    const ImportNote at(std::size_t at) const;  // NOLINT(readability-const-return-type): a copy to be read
    const ImportNote operator[](std::size_t at) const { return this->at(at); }  // NOLINT: the same
    const ImportNote front() const { return at(0); }                            // NOLINT: the same
    const ImportNote back() const { return at(size() - 1); }                    // NOLINT: the same
    /// Each note in its order, a block at a time in memory.
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size()}; }

    /// In the order of their first notes.
    const std::vector<Kind>& kinds() const { return kinds_; }
    /// Null for none.
    const Kind* kind(std::string_view name) const;
    /// The note of that number among those of its kind.  O(blocks).
    ImportNote of_kind(std::size_t kind, std::size_t at) const;
    /// Different rows with a note that has a way out.
    std::size_t rows_with_fixes() const { return rows_with_fixes_; }
    /// Any note has a place on the map.
    bool any_place() const;

    /// Packed, a block after the other, for wire.h.
    template <class Take>
    void give_blocks(const Take& take) const {
        for (const Part& part : parts_) take(bytes_of(part));
        if (!open_.empty()) take(packed(open_));
    }
    std::size_t blocks() const { return parts_.size() + (open_.empty() ? 0 : 1); }
    /// What give_blocks() gave; false where it is none.
    bool take_block(const std::string& bytes);

    bool operator==(const Notes& other) const;

private:
    /// How many notes of which kind, by its number in kinds_.
    using OfKinds = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
    struct Part {
        std::size_t notes = 0;
        std::shared_ptr<const std::string> kept;  ///< null: on disk
        std::shared_ptr<const Scratch> disk;
        std::uint64_t at = 0;
        std::size_t bytes = 0;
        OfKinds of_kinds;
    };
    static std::string packed(const std::vector<ImportNote>& notes);
    static bool unpacked(std::string_view bytes, std::vector<ImportNote>& out);
    static std::string bytes_of(const Part& part);
    static void unpack(const Part& part, std::vector<ImportNote>& out);
    std::size_t number_of(const std::string& kind);
    void count_in(const ImportNote& note, OfKinds& of_kinds);
    void count_row(std::int64_t row);
    void add_part(std::string bytes, std::size_t notes, OfKinds of_kinds);
    void seal();

    std::vector<Part> parts_;
    std::size_t packed_ = 0, kept_bytes_ = 0;
    std::vector<ImportNote> open_;
    OfKinds open_kinds_;
    std::vector<Kind> kinds_;
    std::map<std::int64_t, std::vector<bool>> rows_;  ///< with a way out, in pages
    std::size_t rows_with_fixes_ = 0;
    std::shared_ptr<Scratch> scratch_;
};

}  // namespace geo
