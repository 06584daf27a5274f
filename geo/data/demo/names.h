// Names that sound like those of the land they stand on and are put together here: what the ground is, what
// is found there, and sometimes which of two.  Provinces have names that no one takes for real.
#pragma once

#include "geo/data/demo/noise.h"

#include <cstdint>
#include <set>
#include <string>

namespace geo::demo {

struct Name {
    std::string th, en;
};

enum class Ground : std::uint8_t { plain, hill, river, coast };

class Names {
public:
    explicit Names(std::uint64_t seed) : random_(seed) {}
    /// Of an amphoe or tambon; never the same twice.
    Name area(Ground ground);
    /// Of a village, without บ้าน; never one that `taken` holds, into which it goes.
    Name village(Ground ground, std::set<std::string>& taken);
    static Name province(std::size_t number);

private:
    Name composed(Ground ground, std::uint32_t tail_in_100);
    Random random_;
    std::set<std::string> used_;
};

}  // namespace geo::demo
