// What the parts of the OpenGL painter share: a texture that can be drawn to, a compiled program, where the
// plane lies on the target, and the state of OpenGL kept for the owner of the window.
//
// The trap: rows of a target run up, as OpenGL has them; pixels here are counted from the bottom left.
#pragma once

#include "geo/base/result.h"
#include "render/gl/gl_object.h"
#include "render/scene.h"

#include <array>

namespace render {

/// A texture of four bytes a pixel and the framebuffer that draws to it.
struct Target {
    GlTexture texture;
    GlFramebuffer framebuffer;
    int width = 0, height = 0;

    /// Makes it this size, its content undefined, where it has another one.
    void fit(int wanted_width, int wanted_height);
    /// Draws go here from now on, to all of it.
    void draw_to() const;
    void draw_to(int used_width, int used_height) const;
};

/// pixel = (at - centre) * scale + origin.  The centre is in single precision and the rest of the double is
/// in the origin, so that a metre 1,000 km away is still in its place.
struct Placement {
    float centre_x = 0, centre_y = 0;
    float scale_x = 1, scale_y = 1;
    float origin_x = 0, origin_y = 0;
};

/// The part of the ground that is painted: a view with a margin around it.
struct Place {
    double px_per_mm = 96 / 25.4;
    int width_px = 0, height_px = 0;  ///< with the margins
    int margin_px = 0;                ///< on every side

    Placement of_plane(const View& view) const;
    /// Of frame millimetres, y down.
    Placement of_frame() const;
    /// Metres that are painted.
    geo::Box seen(const View& view, double beyond_px) const;
};

/// Fault::internal with the driver's words.
geo::Result<GlProgram> make_program(const char* name, const char* vertex, const char* fragment);

/// An offset into the bound buffer, which OpenGL takes as a pointer.
const void* buffer_offset(std::size_t bytes);
void set_placement(GLuint program, const Placement& placement, int width, int height);
/// Four floats, not premultiplied.
std::array<float, 4> floats(Rgba colour);
std::array<float, 4> premultiplied(Rgba colour);

/// Keeps the state of OpenGL that painting changes, and puts it back.
class KeptState {
public:
    KeptState();
    ~KeptState();
    KeptState(const KeptState&) = delete;
    KeptState& operator=(const KeptState&) = delete;

private:
    GLint draw_framebuffer_ = 0, read_framebuffer_ = 0, program_ = 0, vertex_array_ = 0, array_buffer_ = 0;
    GLint active_texture_ = 0, texture_ = 0, unpack_alignment_ = 0, unpack_row_ = 0;
    std::array<GLint, 4> viewport_{}, scissor_{};
    std::array<GLint, 4> blend_function_{};
    std::array<GLint, 2> blend_equation_{};
    std::array<GLfloat, 4> clear_colour_{};
    std::array<GLboolean, 4> colour_mask_{};
    GLboolean blend_, scissored_, depth_, stencil_, cull_;
};

}  // namespace render
