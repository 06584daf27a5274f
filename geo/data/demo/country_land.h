// The land of the country plan: hand-written lines, bent by noise until they look like coasts and ridges.
// Private to the demonstration.
#pragma once

#include "geo/data/demo/plan.h"

#include <cstdint>

namespace geo::demo {

enum class Ownership : std::uint8_t { sea, own, abroad };

class CountryLand {
public:
    CountryLand(const Outline& outline, std::uint64_t seed);

    struct Spot {
        Ownership kind = Ownership::sea;
        bool drains = false;  ///< so far abroad that water is lost from sight
        double height = 0;    ///< 0 in the plain, 1 on the ridges
        double base = 0;      ///< what water runs down on, beside the height
    };
    /// O(sides + ridges + rivers).  Any thread.
    Spot at(Km p) const;

private:
    struct Reach {
        Km a, b;
        double a_up = 0, b_up = 0;  ///< kilometres above the sea, along the rivers
    };
    Ownership kind_at(Km p, bool& far_abroad) const;
    double height_at(Km p) const;
    double base_at(Km p) const;

    const Outline& outline_;
    std::uint64_t seed_;
    std::vector<Reach> reaches_;
};

}  // namespace geo::demo
