#include "geo/data/demo/country_land.h"

#include "geo/data/demo/noise.h"

#include <algorithm>
#include <cmath>

namespace geo::demo {
namespace {

/// Whether a ring of sides goes round a point (ray to the east).
bool inside(const std::vector<Outline::Side>& ring, Km p) {
    bool in = false;
    for (const Outline::Side& side : ring) {
        if ((side.a.y > p.y) == (side.b.y > p.y)) continue;
        if (side.a.x + (p.y - side.a.y) / (side.b.y - side.a.y) * (side.b.x - side.a.x) > p.x) in = !in;
    }
    return in;
}

/// Hand-written lines have a point each ten or twenty kilometres: between them coasts and borders wind.
Km wound(Km p, double much, std::uint64_t seed) {
    return {p.x + much * rough(p.x / 24, p.y / 24, 5, seed),
            p.y + much * rough(p.x / 24, p.y / 24, 5, seed + 9)};
}

}  // namespace

CountryLand::CountryLand(const Outline& outline, std::uint64_t seed) : outline_(outline), seed_(seed) {
    for (const auto& river : outline.rivers) {
        // A tributary begins as high as the river it flows into.
        double up = 0;
        double nearest = 12;
        for (const Reach& reach : reaches_) {
            const double away = far_from_segment(river.front(), reach.a, reach.b);
            if (away >= nearest) continue;
            nearest = away;
            up = reach.a_up + (reach.b_up - reach.a_up) * far(river.front(), reach.a) /
                                  std::max(1e-9, far(reach.a, reach.b));
        }
        for (std::size_t i = 1; i < river.size(); ++i) {
            const double next = up + far(river[i - 1], river[i]);
            reaches_.push_back({river[i - 1], river[i], up, next});
            up = next;
        }
    }
}

Ownership CountryLand::kind_at(Km p, bool& far_abroad) const {
    const Km at = wound(p, 9, seed_);
    for (const auto& lake : outline_.lakes)
        if (inside(lake, at)) return Ownership::sea;
    for (const auto& land : outline_.lands)
        if (inside(land, at)) return Ownership::own;
    double nearest = 1e18;
    Outline::Beyond beyond = Outline::Beyond::sea;
    for (const auto& land : outline_.lands)
        for (const Outline::Side& side : land) {
            const double away = far_from_segment(at, side.a, side.b);
            if (away >= nearest) continue;
            nearest = away;
            beyond = side.beyond;
        }
    far_abroad = beyond == Outline::Beyond::abroad && nearest > 22;
    if (beyond == Outline::Beyond::abroad) return Ownership::abroad;
    // Islands, more of them where the coast is near.
    const bool isle = nearest < 32 && rough(p.x / 13, p.y / 13, 4, seed_ + 40) > 0.52 + nearest * 0.004;
    return isle ? Ownership::own : Ownership::sea;
}

double CountryLand::height_at(Km p) const {
    const Km at{p.x + 14 * rough(p.x / 45, p.y / 45, 3, seed_ + 50),
                p.y + 14 * rough(p.x / 45, p.y / 45, 3, seed_ + 51)};
    double uplift = 0;
    for (const Outline::Ridge& ridge : outline_.ridges) {
        double away = 1e18;
        for (std::size_t i = 1; i < ridge.line.size(); ++i)
            away = std::min(away, far_from_segment(at, ridge.line[i - 1], ridge.line[i]));
        const double t = std::clamp(1 - away / (ridge.reach_km * 1.35), 0.0, 1.0);
        uplift = std::max(uplift, ridge.height * t * t * (3 - 2 * t) * 1.15);
    }
    uplift = std::clamp(uplift + 0.12 * rough(p.x / 70, p.y / 70, 2, seed_ + 52), 0.0, 1.0);
    const double ridge = 1 - std::abs(rough(at.x / 24, at.y / 46, 5, seed_ + 53)) * 2.1;
    const double single = std::clamp((rough(p.x / 30, p.y / 30, 4, seed_ + 54) - 0.42) * 3.0, 0.0, 0.6);
    const double plain = 0.05 + 0.045 * rough(p.x / 9, p.y / 9, 4, seed_ + 55);
    return std::clamp(plain + uplift * (0.30 + 0.75 * std::max(0.0, ridge)) + single, 0.0, 1.0);
}

double CountryLand::base_at(Km p) const {
    double best = 1e18;
    for (const Reach& reach : reaches_) {
        const double away = far_from_segment(p, reach.a, reach.b);
        const double t = std::clamp(far(p, reach.a) / std::max(1e-9, far(reach.a, reach.b)), 0.0, 1.0);
        best = std::min(best, 0.0009 * (reach.a_up + (reach.b_up - reach.a_up) * t) + 0.006 * away);
    }
    for (const auto& land : outline_.lands)
        for (const Outline::Side& side : land)
            if (side.beyond == Outline::Beyond::sea)
                best = std::min(best, 0.006 * far_from_segment(p, side.a, side.b));
    return best;
}

CountryLand::Spot CountryLand::at(Km p) const {
    Spot spot;
    spot.kind = kind_at(p, spot.drains);
    if (spot.kind == Ownership::sea || spot.drains) return spot;
    spot.height = height_at(p);
    spot.base = base_at(wound(p, 7, seed_ + 60));
    return spot;
}

}  // namespace geo::demo
