#include "render/gl/halo_private.h"
#include "render/gl/sprites_private.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr int page_side = 2048;
constexpr std::size_t most_pages = 3;  ///< more are forgotten at the next begin()

constexpr const char* vertex_sprite = R"(#version 330 core
layout(location = 0) in vec4 place;  // left, top (from the target's top), width, height
layout(location = 1) in vec2 corner; // in the page
uniform vec2 size;
out vec2 texel;
void main() {
    vec2 part = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 at = place.xy + part * place.zw;
    texel = corner + part * place.zw;
    gl_Position = vec4(at.x / size.x * 2.0 - 1.0, 1.0 - at.y / size.y * 2.0, 0, 1);
}
)";

constexpr const char* fragment_sprite = R"(#version 330 core
in vec2 texel;
uniform sampler2D page;
out vec4 seen;
void main() { seen = texelFetch(page, ivec2(texel), 0); }
)";

void add_bytes(std::string& key, const void* data, std::size_t bytes) {
    key.append(static_cast<const char*>(data), bytes);
}
void add_number(std::string& key, double value) {
    add_bytes(key, &value, sizeof value);
}
void add_colour(std::string& key, Rgba c) {
    const std::array<std::uint8_t, 4> bytes{c.r, c.g, c.b, c.a};
    add_bytes(key, bytes.data(), bytes.size());
}

}  // namespace

geo::Result<Sprites> Sprites::make() {
    Sprites out;
    TRY(out.program_, make_program("sprites", vertex_sprite, fragment_sprite));
    out.layout_ = GlVertexArray::make();
    out.buffer_ = GlBuffer::make();
    glBindVertexArray(out.layout_.name());
    glBindBuffer(GL_ARRAY_BUFFER, out.buffer_.name());
    for (const GLuint attribute : {0U, 1U}) {
        glEnableVertexAttribArray(attribute);
        glVertexAttribDivisor(attribute, 1);
    }
    return out;
}

void Sprites::begin(double px_per_mm) {
    quads_.clear();
    runs_.clear();
    if (px_per_mm == px_per_mm_ && pages_.size() <= most_pages) return;
    px_per_mm_ = px_per_mm;
    known_.clear();
    pages_.clear();
}

Sprites::Sprite Sprites::placed(int width, int height) {
    const auto fits = [&](Page& page) {
        if (width > page.width) return false;
        if (page.shelf_end + width > page.width) {
            page.shelf_top += page.shelf_height;
            page.shelf_height = 0;
            page.shelf_end = 0;
        }
        return page.shelf_top + std::max(height, page.shelf_height) <= page.height;
    };
    if (pages_.empty() || !fits(pages_.back())) {
        Page page;
        page.width = std::max(page_side, width);
        page.height = std::max(page_side, height);
        page.texture = GlTexture::make();
        glBindTexture(GL_TEXTURE_2D, page.texture.name());
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, page.width, page.height, 0, GL_BGRA, GL_UNSIGNED_BYTE,
                     nullptr);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        pages_.push_back(std::move(page));
    }
    Page& page = pages_.back();
    Sprite out;
    out.page = static_cast<std::uint32_t>(pages_.size() - 1);
    out.u = page.shelf_end;
    out.v = page.shelf_top;
    out.width = width;
    out.height = height;
    page.shelf_end += width;
    page.shelf_height = std::max(page.shelf_height, height);
    return out;
}

const Sprites::Sprite& Sprites::sprite(const std::string& key, const Mark& mark) {
    const auto found = known_.find(key);
    if (found != known_.end()) return found->second;
    ++painted;
    const auto* text = std::get_if<TextMark>(&mark);
    const render::Sprite picture =
        text != nullptr ? paint_label(*text, px_per_mm_) : paint_sprite({mark}, px_per_mm_);
    Sprite out;
    if (picture.width > 0 && picture.height > 0) {
        out = placed(picture.width, picture.height);
        glBindTexture(GL_TEXTURE_2D, pages_[out.page].texture.name());
        glTexSubImage2D(GL_TEXTURE_2D, 0, out.u, out.v, out.width, out.height, GL_BGRA, GL_UNSIGNED_BYTE,
                        picture.bgra.data());
        out.left = picture.left;
        out.top = picture.top;
    }
    return known_.emplace(key, out).first->second;
}

void Sprites::put(const Sprite& sprite, double x, double y) {
    if (sprite.width == 0) return;
    if (runs_.empty() || runs_.back().page != sprite.page) runs_.push_back({sprite.page, quads_.size(), 0});
    ++runs_.back().count;
    quads_.push_back({static_cast<float>(x + sprite.left), static_cast<float>(y + sprite.top),
                      static_cast<float>(sprite.width), static_cast<float>(sprite.height),
                      static_cast<float>(sprite.u), static_cast<float>(sprite.v)});
}

void Sprites::add(const TextMark& text) {
    std::string key = "t";
    key += text.text;
    key += '\0';
    key += static_cast<char>('0' + static_cast<int>(text.face));
    key += static_cast<char>('0' + static_cast<int>(text.anchor));
    for (const double number : {text.size_mm, text.halo_mm, text.wrap_mm, text.line_mm})
        add_number(key, number);
    add_colour(key, text.colour);
    add_colour(key, text.halo);
    TextMark here = text;
    here.at = {0, 0};
    put(sprite(key, Mark{std::move(here)}), std::round(text.at.x * px_per_mm_),
        std::round(text.at.y * px_per_mm_));
}

void Sprites::add(const SymbolMark& symbol) {
    const auto quarter = [](double px) { return std::floor((px - std::floor(px)) * 4) / 4; };
    const double x = symbol.at.x * px_per_mm_ + 0.125;
    const double y = symbol.at.y * px_per_mm_ + 0.125;
    SymbolMark here = symbol;
    here.at = {quarter(x) / px_per_mm_, quarter(y) / px_per_mm_};
    here.size_mm = std::max(1.0, std::round(symbol.size_mm * px_per_mm_ * 8)) / 8 / px_per_mm_;
    std::string key = "s";
    key += static_cast<char>('0' + static_cast<int>(symbol.shape));
    for (const double number : {quarter(x), quarter(y), here.size_mm}) add_number(key, number);
    key += symbol.text;
    put(sprite(key, Mark{std::move(here)}), std::floor(x), std::floor(y));
}

void Sprites::draw(const Target& onto, int margin_px) {
    if (quads_.empty()) return;
    for (Quad& quad : quads_) {
        quad.x += static_cast<float>(margin_px);
        quad.y += static_cast<float>(margin_px);
    }
    onto.draw_to();
    glUseProgram(program_.name());
    glUniform2f(glGetUniformLocation(program_.name(), "size"), static_cast<float>(onto.width),
                static_cast<float>(onto.height));
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glBindVertexArray(layout_.name());
    glBindBuffer(GL_ARRAY_BUFFER, buffer_.name());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(quads_.size() * sizeof(Quad)), quads_.data(),
                 GL_STREAM_DRAW);
    for (const Run& run : runs_) {
        const std::size_t offset = run.first * sizeof(Quad);
        glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(Quad), buffer_offset(offset));
        glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, sizeof(Quad),
                              buffer_offset(offset + 4 * sizeof(float)));
        glBindTexture(GL_TEXTURE_2D, pages_[run.page].texture.name());
        glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(run.count));
    }
    glDisable(GL_BLEND);
}

}  // namespace render
