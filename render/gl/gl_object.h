// Owns the names that OpenGL hands out: one type for each kind of object, moved and never copied, deleted
// with the owner.
//
// The trap: deleting needs the context; an owner must not outlive it.  Private to render/gl and the code that
// makes contexts: the only header with OpenGL in it.
#pragma once

#include <epoxy/gl.h>

#include <utility>

namespace render {

enum class GlKind : unsigned char {
    buffer,
    texture,
    vertex_array,
    framebuffer,
    renderbuffer,
    program,
    shader
};

template <GlKind kind>
class GlObject {
public:
    GlObject() = default;  ///< none
    explicit GlObject(GLuint name) : name_(name) {}
    ~GlObject() { reset(); }
    GlObject(GlObject&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
    GlObject& operator=(GlObject&& other) noexcept {
        if (this != &other) {
            reset();
            name_ = std::exchange(other.name_, 0);
        }
        return *this;
    }
    GlObject(const GlObject&) = delete;
    GlObject& operator=(const GlObject&) = delete;

    /// A new object of this kind (not for shaders and programs).
    static GlObject make() {
        GLuint name = 0;
        if constexpr (kind == GlKind::buffer) glGenBuffers(1, &name);
        if constexpr (kind == GlKind::texture) glGenTextures(1, &name);
        if constexpr (kind == GlKind::vertex_array) glGenVertexArrays(1, &name);
        if constexpr (kind == GlKind::framebuffer) glGenFramebuffers(1, &name);
        if constexpr (kind == GlKind::renderbuffer) glGenRenderbuffers(1, &name);
        if constexpr (kind == GlKind::program) name = glCreateProgram();
        return GlObject{name};
    }

    GLuint name() const { return name_; }
    explicit operator bool() const { return name_ != 0; }
    void reset() {
        if (name_ == 0) return;
        if constexpr (kind == GlKind::buffer) glDeleteBuffers(1, &name_);
        if constexpr (kind == GlKind::texture) glDeleteTextures(1, &name_);
        if constexpr (kind == GlKind::vertex_array) glDeleteVertexArrays(1, &name_);
        if constexpr (kind == GlKind::framebuffer) glDeleteFramebuffers(1, &name_);
        if constexpr (kind == GlKind::renderbuffer) glDeleteRenderbuffers(1, &name_);
        if constexpr (kind == GlKind::program) glDeleteProgram(name_);
        if constexpr (kind == GlKind::shader) glDeleteShader(name_);
        name_ = 0;
    }

private:
    GLuint name_ = 0;
};

using GlBuffer = GlObject<GlKind::buffer>;
using GlTexture = GlObject<GlKind::texture>;
using GlVertexArray = GlObject<GlKind::vertex_array>;
using GlFramebuffer = GlObject<GlKind::framebuffer>;
using GlRenderbuffer = GlObject<GlKind::renderbuffer>;
using GlProgram = GlObject<GlKind::program>;
using GlShader = GlObject<GlKind::shader>;

}  // namespace render
