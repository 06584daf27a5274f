// Random numbers and smooth noise from integers alone, so that a seed gives the same region on every machine.
#pragma once

#include <cmath>
#include <cstdint>

namespace geo::demo {

/// splitmix64 (Steele, Lea, Flood 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(next() % limit); }
    /// 0 to 1.
    double unit() { return static_cast<double>(next() >> 11U) / 9007199254740992.0; }
    /// -1 to 1.
    double both() { return unit() * 2 - 1; }

private:
    std::uint64_t state_;
};

inline double lattice_noise(std::int64_t x, std::int64_t y, std::uint64_t seed) {
    return Random(seed ^ (static_cast<std::uint64_t>(x) * 0x9E3779B1ULL) ^
                  (static_cast<std::uint64_t>(y) * 0x85EBCA77C2B2AE63ULL))
        .both();
}

/// Value noise, -1 to 1, about one bump each unit.
inline double noise(double x, double y, std::uint64_t seed) {
    const double fx = std::floor(x);
    const double fy = std::floor(y);
    const auto ix = static_cast<std::int64_t>(fx);
    const auto iy = static_cast<std::int64_t>(fy);
    const double tx = x - fx;
    const double ty = y - fy;
    const double sx = tx * tx * (3 - 2 * tx);
    const double sy = ty * ty * (3 - 2 * ty);
    const double a =
        lattice_noise(ix, iy, seed) + (lattice_noise(ix + 1, iy, seed) - lattice_noise(ix, iy, seed)) * sx;
    const double b = lattice_noise(ix, iy + 1, seed) +
                     (lattice_noise(ix + 1, iy + 1, seed) - lattice_noise(ix, iy + 1, seed)) * sx;
    return a + (b - a) * sy;
}

/// Several octaves of it.
inline double rough(double x, double y, int octaves, std::uint64_t seed) {
    double sum = 0;
    double size = 1;
    double whole = 0;
    for (int o = 0; o < octaves; ++o) {
        sum += noise(x / size, y / size, seed + static_cast<std::uint64_t>(o)) * size;
        whole += size;
        size /= 2;
    }
    return sum / whole;
}

}  // namespace geo::demo
