// Position of a cell on a Hilbert curve of order 16 (Warren, Hacker's Delight, 16-9): things that lie near
// each other in the plane come near each other in memory.
#pragma once

#include <cstdint>
#include <utility>

namespace geo {

/// x and y below 65536.
constexpr std::uint32_t hilbert_code(std::uint32_t x, std::uint32_t y) {
    std::uint32_t code = 0;
    for (std::uint32_t s = 1U << 15U; s > 0; s >>= 1U) {
        const std::uint32_t rx = (x & s) != 0 ? 1 : 0;
        const std::uint32_t ry = (y & s) != 0 ? 1 : 0;
        code += s * s * ((3 * rx) ^ ry);
        if (ry == 0) {
            if (rx == 1) {
                x = 0xFFFFU - x;
                y = 0xFFFFU - y;
            }
            std::swap(x, y);
        }
        x &= 0xFFFFU;
        y &= 0xFFFFU;
    }
    return code;
}

}  // namespace geo
