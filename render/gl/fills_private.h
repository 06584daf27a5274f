// The areas' triangles, and their colours and hatches by a lookup texture of one pixel an area.
//
// The trap: vertices carry the finest area; frame.fills are by area of fill_level, so that the lookup holds
// the ancestor's fill.  forget() when the base map is another one.  Bands are a texture of one byte a cell,
// which the triangles of the areas that they lie on sample: their edges are the areas', and the country costs
// as many triangles as without them.
#pragma once

#include "render/gl/target_private.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace render {

class Fills {
public:
    static geo::Result<Fills> make();

    void paint(const MapFrame& frame, const Place& place, std::size_t lod);
    /// Colours alone, of what meets the box; false and nothing where that is too much for a moving frame.
    bool paint_quickly(const MapFrame& frame, const Place& place, std::size_t lod, const geo::Box& box);
    void forget();

    std::size_t geometry_bytes = 0;
    std::size_t colour_bytes = 0;

private:
    struct Mesh {
        GlVertexArray layout;
        GlBuffer at, area, corners;
        std::size_t vertices = 0;
    };
    void prepare(const Basemap& base, std::size_t lod);
    void colour(const MapFrame& frame);
    void draw(const Basemap& base, std::size_t lod, const geo::Box& seen) const;
    void draw_bands(const MapFrame& frame, const Place& place, std::size_t lod, const geo::Box& seen);
    void upload(const std::shared_ptr<const geo::TravelBands>& bands);

    GlProgram plain_, hatched_, banded_;
    GlTexture lookup_, cells_;
    std::shared_ptr<const geo::TravelBands> cells_of_;  ///< what the texture of cells holds
    std::vector<std::uint8_t> bytes_;                   ///< what the lookup holds
    int rows_ = 0;
    bool any_hatch_ = false;
    bool any_clear_ = false;  ///< a fill lets the ground through
    std::vector<Mesh> meshes_;
};

}  // namespace render
