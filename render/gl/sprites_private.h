// Symbols and labels: painted once by the Cairo painter, kept side by side in large textures, and put on the
// target where they are wanted.  Text is Pango's, so that the window and the page agree.
//
// The trap: begin() may forget everything; sprites added before it are gone.
#pragma once

#include "render/gl/target_private.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace render {

class Sprites {
public:
    static geo::Result<Sprites> make();

    void begin(double px_per_mm);
    /// Texts stand at whole pixels, symbols at quarters.
    void add(const TextMark& text);
    void add(const SymbolMark& symbol);
    /// Everything added since begin(), in that order as far as one texture holds it.
    void draw(const Target& onto, int margin_px);

    std::size_t painted = 0;

private:
    struct Sprite {
        std::uint32_t page = 0;
        int u = 0, v = 0, width = 0, height = 0;
        int left = 0, top = 0;  ///< relative to the mark's whole pixel
    };
    struct Page {
        GlTexture texture;
        int width = 0, height = 0;
        int shelf_top = 0, shelf_height = 0, shelf_end = 0;
    };
    struct Quad {
        float x, y, width, height, u, v;
    };
    struct Run {
        std::uint32_t page = 0;
        std::size_t first = 0, count = 0;
    };
    const Sprite& sprite(const std::string& key, const Mark& mark);
    Sprite placed(int width, int height);
    void put(const Sprite& sprite, double x, double y);

    GlProgram program_;
    GlVertexArray layout_;
    GlBuffer buffer_;
    double px_per_mm_ = 0;
    std::unordered_map<std::string, Sprite> known_;
    std::vector<Page> pages_;
    std::vector<Quad> quads_;
    std::vector<Run> runs_;
};

}  // namespace render
