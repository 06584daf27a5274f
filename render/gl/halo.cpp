#include "render/gl/halo_private.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

/// One plane of cover, rows top to bottom.
struct Cover {
    int width = 0, height = 0;
    std::vector<std::uint8_t> values;

    Cover(int wide, int high)
        : width(wide),
          height(high),
          values(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high), 0) {}
    std::uint8_t* row(int y) {
        return values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
    const std::uint8_t* row(int y) const {
        return values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
};

/// What the cover of a pixel adds to one that lies (dx, dy) away: an edge within a pixel is taken as
/// straight, so that cover counts as distance and is carried `radius` minus the way.
void carry(const Cover& from, Cover& to, int dx, int dy, int gain) {
    const int first_x = std::max(0, dx);
    const int end_x = std::min(to.width, to.width + dx);
    for (int y = std::max(0, dy); y < std::min(to.height, to.height + dy); ++y) {
        const std::uint8_t* source = from.row(y - dy);
        std::uint8_t* target = to.row(y);
        for (int x = first_x; x < end_x; ++x) {
            const int cover = source[x - dx];
            const int carried = cover == 0 ? 0 : std::clamp(cover + gain, 0, 255);
            target[x] = static_cast<std::uint8_t>(std::max<int>(target[x], carried));
        }
    }
}

Cover grown(const Cover& shape, double radius_px) {
    Cover out{shape.width, shape.height};
    const int reach = static_cast<int>(std::ceil(radius_px + 1));
    for (int dy = -reach; dy <= reach; ++dy)
        for (int dx = -reach; dx <= reach; ++dx) {
            const int gain = static_cast<int>(std::lround((radius_px - std::hypot(dx, dy)) * 255));
            if (gain > -255) carry(shape, out, dx, dy, gain);
        }
    return out;
}

}  // namespace

Sprite paint_label(const TextMark& text, double px_per_mm) {
    if (text.halo.a == 0 || text.halo_mm <= 0) return paint_sprite({Mark{text}}, px_per_mm);
    TextMark bare = text;
    bare.halo.a = 0;  // its width stays: the sprite keeps room for it
    Sprite out = paint_sprite({Mark{std::move(bare)}}, px_per_mm);
    const std::size_t pixels = out.bgra.size() / 4;
    if (pixels == 0) return out;
    Cover letters{out.width, out.height};
    for (std::size_t i = 0; i < pixels; ++i) letters.values[i] = out.bgra[i * 4 + 3];
    const Cover halo = grown(letters, text.halo_mm * px_per_mm / 2);
    const std::array<unsigned, 3> colour{text.halo.b, text.halo.g, text.halo.r};
    for (std::size_t i = 0; i < pixels; ++i) {
        std::uint8_t* to = &out.bgra[i * 4];
        const unsigned under = halo.values[i] * unsigned{text.halo.a} * (255U - to[3]) / (255U * 255U);
        for (std::size_t c = 0; c < 3; ++c)
            to[c] = static_cast<std::uint8_t>(std::min(255U, to[c] + (under * colour.at(c) + 127) / 255));
        to[3] = static_cast<std::uint8_t>(std::min(255U, to[3] + under));
    }
    return out;
}

}  // namespace render
