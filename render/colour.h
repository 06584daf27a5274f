// Colours as the painters take them.
#pragma once

#include <cstdint>

namespace render {

struct Rgba {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Rgba&) const = default;
};

/// 0xRRGGBB, opaque.
constexpr Rgba rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
            static_cast<std::uint8_t>(hex), 255};
}
constexpr Rgba with_alpha(Rgba colour, double alpha) {
    colour.a =
        static_cast<std::uint8_t>(static_cast<int>(alpha * 510 + 1) / 2);  // rounded; lround is no constexpr
    return colour;
}

enum class Theme : std::uint8_t { light, dark };

}  // namespace render
