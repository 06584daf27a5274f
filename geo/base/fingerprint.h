// Texts by 128 bits of their letters, to know them again without keeping them.
//
// The trap: two texts of one fingerprint are taken for the same.  That happens to one in 10^26 pairs of a
// table of a million rows; a sender who makes such a pair on purpose loses a row of his own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace geo {

struct Fingerprint {
    std::uint64_t a = 0x9E3779B97F4A7C15U, b = 0xC2B2AE3D27D4EB4FU;
    /// One text more; where it ends counts.  O(length).
    void add(std::string_view text);
    bool operator==(const Fingerprint&) const = default;
};

/// Which fingerprints were seen, and the number that came with the first of each.
class SeenTexts {
public:
    /// Room for so many; more are taken too.
    explicit SeenTexts(std::size_t expected);
    /// The number of the first; `number` where this is the first.  O(1).
    std::uint32_t first_of(const Fingerprint& text, std::uint32_t number);

private:
    void grow();
    std::size_t place_of(const Fingerprint& text) const;

    std::vector<Fingerprint> texts_;
    std::vector<std::uint32_t> numbers_;  ///< 0: free
    std::size_t count_ = 0;
};

}  // namespace geo
