// Which parts of the window changed since the frame before, so that software OpenGL paints only those: a map
// that moves does not repaint the table beside it.
//
// The trap: a picture may change behind the same texture; its owner says so by another `pictures`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct ImDrawData;

namespace app {

struct PixelRect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;  ///< x1 and y1 are outside
    bool empty() const { return x1 <= x0 || y1 <= y0; }
    bool operator==(const PixelRect&) const = default;
};

class Damage {
public:
    /// What to paint anew of a window of this size: nothing, some rectangles, or all of it.  `pictures` is
    /// another number whenever the contents of a texture that is not the font's changed.  O(vertices).
    std::vector<PixelRect> since_last(const ImDrawData& data, int width, int height, std::uint64_t pictures);
    /// All of it next time.
    void forget() { before_.clear(); }

private:
    struct Part {
        std::string owner;
        std::uint64_t hash = 0;
        PixelRect rect;
    };
    std::vector<Part> before_;
    int width_ = 0, height_ = 0;
};

/// While it lives, every command is cut to the rectangle.
class Clipped {
public:
    Clipped(ImDrawData& data, const PixelRect& rect);
    ~Clipped();
    Clipped(const Clipped&) = delete;
    Clipped& operator=(const Clipped&) = delete;

private:
    struct Kept {
        float x0, y0, x1, y1;
        unsigned count;
    };
    ImDrawData& data_;
    std::vector<Kept> kept_;
};

}  // namespace app
