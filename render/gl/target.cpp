#include "render/gl/target_private.h"

#include <cmath>
#include <string>

namespace render {

void Target::fit(int wanted_width, int wanted_height) {
    if (texture && width == wanted_width && height == wanted_height) return;
    width = wanted_width;
    height = wanted_height;
    if (!texture) texture = GlTexture::make();
    if (!framebuffer) framebuffer = GlFramebuffer::make();
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name(), 0);
}

void Target::draw_to() const {
    draw_to(width, height);
}

void Target::draw_to(int used_width, int used_height) const {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.name());
    glViewport(0, 0, used_width, used_height);
}

Placement Place::of_plane(const View& view) const {
    const double scale = px_per_mm / view.metres_per_mm;
    const double middle_x = margin_px + view.width_mm * px_per_mm / 2;
    const double middle_y = height_px - (margin_px + view.height_mm * px_per_mm / 2);
    Placement out;
    out.centre_x = static_cast<float>(view.centre.x);
    out.centre_y = static_cast<float>(view.centre.y);
    out.scale_x = out.scale_y = static_cast<float>(scale);
    out.origin_x = static_cast<float>(middle_x + (static_cast<double>(out.centre_x) - view.centre.x) * scale);
    out.origin_y = static_cast<float>(middle_y + (static_cast<double>(out.centre_y) - view.centre.y) * scale);
    return out;
}

Placement Place::of_frame() const {
    Placement out;
    out.scale_x = static_cast<float>(px_per_mm);
    out.scale_y = static_cast<float>(-px_per_mm);
    out.origin_x = static_cast<float>(margin_px);
    out.origin_y = static_cast<float>(height_px - margin_px);
    return out;
}

geo::Box Place::seen(const View& view, double beyond_px) const {
    const double beyond_mm = (margin_px + beyond_px) / px_per_mm;
    geo::Box box;
    box.add(view.metres_from_mm({-beyond_mm, -beyond_mm}));
    box.add(view.metres_from_mm({view.width_mm + beyond_mm, view.height_mm + beyond_mm}));
    return box;
}

namespace {

geo::Result<GlShader> compile(GLenum kind, const char* name, const char* source) {
    GlShader shader{glCreateShader(kind)};
    glShaderSource(shader.name(), 1, &source, nullptr);
    glCompileShader(shader.name());
    GLint done = GL_FALSE;
    glGetShaderiv(shader.name(), GL_COMPILE_STATUS, &done);
    if (done == GL_TRUE) return shader;
    std::array<char, 2000> words{};
    glGetShaderInfoLog(shader.name(), static_cast<GLsizei>(words.size()), nullptr, words.data());
    return geo::fail(geo::Fault::internal, {}, std::string{name} + ": " + words.data());
}

}  // namespace

geo::Result<GlProgram> make_program(const char* name, const char* vertex, const char* fragment) {
    TRY(const GlShader vertex_shader, compile(GL_VERTEX_SHADER, name, vertex));
    TRY(const GlShader fragment_shader, compile(GL_FRAGMENT_SHADER, name, fragment));
    auto program = GlProgram::make();
    glAttachShader(program.name(), vertex_shader.name());
    glAttachShader(program.name(), fragment_shader.name());
    glLinkProgram(program.name());
    GLint done = GL_FALSE;
    glGetProgramiv(program.name(), GL_LINK_STATUS, &done);
    if (done == GL_TRUE) return program;
    std::array<char, 2000> words{};
    glGetProgramInfoLog(program.name(), static_cast<GLsizei>(words.size()), nullptr, words.data());
    return geo::fail(geo::Fault::internal, {}, std::string{name} + ": " + words.data());
}

const void* buffer_offset(std::size_t bytes) {
    return reinterpret_cast<const void*>(
        bytes);  // NOLINT(performance-no-int-to-ptr): OpenGL's own convention
}

void set_placement(GLuint program, const Placement& placement, int width, int height) {
    glUniform2f(glGetUniformLocation(program, "centre"), placement.centre_x, placement.centre_y);
    glUniform2f(glGetUniformLocation(program, "scale"), placement.scale_x, placement.scale_y);
    glUniform2f(glGetUniformLocation(program, "origin"), placement.origin_x, placement.origin_y);
    glUniform2f(glGetUniformLocation(program, "size"), static_cast<float>(width), static_cast<float>(height));
}

std::array<float, 4> floats(Rgba colour) {
    return {static_cast<float>(colour.r) / 255, static_cast<float>(colour.g) / 255,
            static_cast<float>(colour.b) / 255, static_cast<float>(colour.a) / 255};
}

std::array<float, 4> premultiplied(Rgba colour) {
    auto out = floats(colour);
    for (std::size_t i = 0; i < 3; ++i) out.at(i) *= out[3];
    return out;
}

KeptState::KeptState()
    : blend_(glIsEnabled(GL_BLEND)),
      scissored_(glIsEnabled(GL_SCISSOR_TEST)),
      depth_(glIsEnabled(GL_DEPTH_TEST)),
      stencil_(glIsEnabled(GL_STENCIL_TEST)),
      cull_(glIsEnabled(GL_CULL_FACE)) {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_framebuffer_);
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_framebuffer_);
    glGetIntegerv(GL_CURRENT_PROGRAM, &program_);
    glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &vertex_array_);
    glGetIntegerv(GL_ARRAY_BUFFER_BINDING, &array_buffer_);
    glGetIntegerv(GL_ACTIVE_TEXTURE, &active_texture_);
    glActiveTexture(GL_TEXTURE0);
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &texture_);
    glGetIntegerv(GL_UNPACK_ALIGNMENT, &unpack_alignment_);
    glGetIntegerv(GL_UNPACK_ROW_LENGTH, &unpack_row_);
    glGetIntegerv(GL_VIEWPORT, viewport_.data());
    glGetIntegerv(GL_SCISSOR_BOX, scissor_.data());
    glGetIntegerv(GL_BLEND_SRC_RGB, blend_function_.data());
    glGetIntegerv(GL_BLEND_DST_RGB, &blend_function_[1]);
    glGetIntegerv(GL_BLEND_SRC_ALPHA, &blend_function_[2]);
    glGetIntegerv(GL_BLEND_DST_ALPHA, &blend_function_[3]);
    glGetIntegerv(GL_BLEND_EQUATION_RGB, blend_equation_.data());
    glGetIntegerv(GL_BLEND_EQUATION_ALPHA, &blend_equation_[1]);
    glGetFloatv(GL_COLOR_CLEAR_VALUE, clear_colour_.data());
    glGetBooleanv(GL_COLOR_WRITEMASK, colour_mask_.data());
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_STENCIL_TEST);
    glDisable(GL_CULL_FACE);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

KeptState::~KeptState() {
    const auto put = [](GLenum what, GLboolean on) {
        if (on == GL_TRUE)
            glEnable(what);
        else
            glDisable(what);
    };
    put(GL_BLEND, blend_);
    put(GL_SCISSOR_TEST, scissored_);
    put(GL_DEPTH_TEST, depth_);
    put(GL_STENCIL_TEST, stencil_);
    put(GL_CULL_FACE, cull_);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_framebuffer_));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_framebuffer_));
    glUseProgram(static_cast<GLuint>(program_));
    glBindVertexArray(static_cast<GLuint>(vertex_array_));
    glBindBuffer(GL_ARRAY_BUFFER, static_cast<GLuint>(array_buffer_));
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture_));
    glActiveTexture(static_cast<GLenum>(active_texture_));
    glPixelStorei(GL_UNPACK_ALIGNMENT, unpack_alignment_);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, unpack_row_);
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
    glScissor(scissor_[0], scissor_[1], scissor_[2], scissor_[3]);
    glBlendFuncSeparate(static_cast<GLenum>(blend_function_[0]), static_cast<GLenum>(blend_function_[1]),
                        static_cast<GLenum>(blend_function_[2]), static_cast<GLenum>(blend_function_[3]));
    glBlendEquationSeparate(static_cast<GLenum>(blend_equation_[0]), static_cast<GLenum>(blend_equation_[1]));
    glClearColor(clear_colour_[0], clear_colour_[1], clear_colour_[2], clear_colour_[3]);
    glColorMask(colour_mask_[0], colour_mask_[1], colour_mask_[2], colour_mask_[3]);
}

}  // namespace render
