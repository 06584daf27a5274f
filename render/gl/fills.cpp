#include "render/gl/fills_private.h"

#include <algorithm>
#include <cstring>

namespace render {
namespace {

constexpr int lookup_width = 128;

constexpr const char* vertex_plain = R"(#version 330 core
layout(location = 0) in vec2 at;
layout(location = 1) in uint area;
uniform vec2 centre, scale, origin, size;
uniform sampler2D lookup;
flat out vec4 colour;
void main() {
    colour = texelFetch(lookup, ivec2(int(area) & 127, int(area) >> 7), 0);
    vec2 pixel = (at - centre) * scale + origin;
    gl_Position = colour.a == 0.0 ? vec4(2, 2, 2, 1) : vec4(pixel / size * 2.0 - 1.0, 0, 1);
}
)";

constexpr const char* fragment_plain = R"(#version 330 core
flat in vec4 colour;
out vec4 seen;
void main() { seen = colour; }
)";

constexpr const char* vertex_hatched = R"(#version 330 core
layout(location = 0) in vec2 at;
layout(location = 1) in uint area;
uniform vec2 centre, scale, origin, size;
uniform sampler2D lookup;
uniform int rows;
flat out vec4 ink;
flat out int kind;
void main() {
    ivec2 cell = ivec2(int(area) & 127, int(area) >> 7);
    ink = texelFetch(lookup, cell + ivec2(0, rows), 0);
    ink = vec4(ink.rgb * ink.a, ink.a);
    kind = int(texelFetch(lookup, cell + ivec2(0, 2 * rows), 0).r * 255.0 + 0.5);
    vec2 pixel = (at - centre) * scale + origin;
    gl_Position = kind != 0 ? vec4(pixel / size * 2.0 - 1.0, 0, 1) : vec4(2, 2, 2, 1);
}
)";

// How much of a pixel at distance d from the middle of a line lies inside it, and the patterns of
// render::HatchPattern: no_data and unplaced rise, old falls, suppressed is a grid of x, zero one of dots.
constexpr const char* fragment_hatched = R"(#version 330 core
flat in vec4 ink; // premultiplied
flat in int kind;
uniform vec2 corner;      // the frame's top left, pixels from the bottom left
uniform vec3 patterns[6]; // width, period, arm in pixels, by kind
out vec4 seen;
float inside(float d, float half_width) {
    return clamp(min(d + 0.5, half_width) - max(d - 0.5, -half_width), 0.0, 1.0);
}
void main() {
    vec3 pattern = patterns[kind];
    float half_width = pattern.x / 2.0;
    vec2 at = vec2(gl_FragCoord.x - corner.x, corner.y - gl_FragCoord.y);
    float cover;
    if (kind == 2 || kind == 5) {
        vec2 from = mod(at, pattern.y) - pattern.y / 2.0;
        float along = (from.x + from.y) * 0.70710678;
        float across = (from.x - from.y) * 0.70710678;
        float reach = pattern.z * 1.41421356 + half_width;
        cover = max(inside(along, reach) * inside(across, half_width),
                    inside(along, half_width) * inside(across, reach));
    } else {
        float d = (kind == 3 ? at.x - at.y : at.x + at.y) * 0.70710678;
        d -= pattern.y * floor(d / pattern.y + 0.5);
        cover = inside(d, half_width);
    }
    seen = ink * cover;
}
)";

constexpr const char* vertex_banded = R"(#version 330 core
layout(location = 0) in vec2 at;
layout(location = 1) in uint area;
uniform vec2 centre, scale, origin, size;
uniform sampler2D lookup;
uniform int rows;
uniform vec2 corner; // of the cells, north-west, metres
uniform float side;
out vec2 cell;
void main() {
    bool on = texelFetch(lookup, ivec2(int(area) & 127, (int(area) >> 7) + 2 * rows), 0).g > 0.5;
    cell = vec2(at.x - corner.x, corner.y - at.y) / side;
    vec2 pixel = (at - centre) * scale + origin;
    gl_Position = on ? vec4(pixel / size * 2.0 - 1.0, 0, 1) : vec4(2, 2, 2, 1);
}
)";

constexpr const char* fragment_banded = R"(#version 330 core
in vec2 cell;
uniform sampler2D cells;
uniform vec3 colours[100];
out vec4 seen;
void main() {
    ivec2 at = ivec2(floor(cell));
    if (any(lessThan(at, ivec2(0))) || any(greaterThanEqual(at, textureSize(cells, 0)))) discard;
    int band = int(texelFetch(cells, at, 0).r * 255.0 + 0.5);
    if (band == 0) discard;
    seen = vec4(colours[band - 1], 1);
}
)";

/// Corners of triangles that software OpenGL turns into pixels in about 3 ms.
constexpr std::size_t quick_corners = 60'000;

}  // namespace

geo::Result<Fills> Fills::make() {
    Fills out;
    TRY(out.plain_, make_program("fills", vertex_plain, fragment_plain));
    TRY(out.hatched_, make_program("hatched fills", vertex_hatched, fragment_hatched));
    TRY(out.banded_, make_program("bands", vertex_banded, fragment_banded));
    out.lookup_ = GlTexture::make();
    out.cells_ = GlTexture::make();
    return out;
}

void Fills::prepare(const Basemap& base, std::size_t lod) {
    if (meshes_.size() != base.lods.size()) meshes_.resize(base.lods.size());
    Mesh& mesh = meshes_[lod];
    if (mesh.vertices) return;
    const BasemapLod& from = base.lods[lod];
    mesh.layout = GlVertexArray::make();
    mesh.at = GlBuffer::make();
    mesh.area = GlBuffer::make();
    mesh.corners = GlBuffer::make();
    glBindVertexArray(mesh.layout.name());
    const auto upload = [this](GLenum kind, const GlBuffer& buffer, const void* data, std::size_t bytes) {
        glBindBuffer(kind, buffer.name());
        glBufferData(kind, static_cast<GLsizeiptr>(bytes), data, GL_STATIC_DRAW);
        geometry_bytes += bytes;
    };
    upload(GL_ARRAY_BUFFER, mesh.at, from.vertices.data(), from.vertices.size() * sizeof(float));
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, 0, nullptr);
    upload(GL_ARRAY_BUFFER, mesh.area, from.vertex_area.data(),
           from.vertex_area.size() * sizeof(std::uint32_t));
    glEnableVertexAttribArray(1);
    glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, 0, nullptr);
    upload(GL_ELEMENT_ARRAY_BUFFER, mesh.corners, from.triangles.data(),
           from.triangles.size() * sizeof(std::uint32_t));
    mesh.vertices = from.vertex_area.size();
}

void Fills::forget() {
    meshes_.clear();
    bytes_.clear();
}

void Fills::colour(const MapFrame& frame) {
    const Basemap& base = *frame.base;
    const auto& ancestor = base.ancestor[static_cast<std::size_t>(frame.fill_level)];
    const std::size_t rows = std::max<std::size_t>(1, (ancestor.size() + lookup_width - 1) / lookup_width);
    const std::size_t plane = rows * lookup_width * 4;
    std::vector<std::uint8_t> bytes(plane * 3, 0);
    any_hatch_ = false;
    any_clear_ = false;
    std::vector<Rgba> ink(frame.fills.size());
    for (std::size_t i = 0; i < ink.size(); ++i)
        if (frame.fills[i].hatch != Hatch::none) ink[i] = hatch_pattern(frame.fills[i], 1).ink;
    for (std::size_t i = 0; i < ancestor.size(); ++i) {
        if (ancestor[i] >= frame.fills.size()) continue;
        const AreaFill& fill = frame.fills[ancestor[i]];
        const auto put = [&](std::size_t part, Rgba c) {
            std::uint8_t* to = &bytes[part * plane + i * 4];
            to[0] = c.r;
            to[1] = c.g;
            to[2] = c.b;
            to[3] = c.a;
        };
        Rgba colour = fill.colour;
        if (colour.a != 255) {
            any_clear_ = true;
            const auto times = [&](std::uint8_t c) {
                return static_cast<std::uint8_t>((c * colour.a + 127) / 255);
            };
            colour = {times(colour.r), times(colour.g), times(colour.b), colour.a};
        }
        put(0, colour);
        const std::uint8_t banded = fill.banded ? 255 : 0;
        put(2, {static_cast<std::uint8_t>(fill.hatch), banded, 0, 0});
        if (fill.hatch == Hatch::none) continue;
        any_hatch_ = true;
        put(1, ink[ancestor[i]]);
    }
    rows_ = static_cast<int>(rows);
    if (bytes == bytes_) return;
    glBindTexture(GL_TEXTURE_2D, lookup_.name());
    // The inks and kinds of hatches change seldom: a new classification sends its colours alone.
    const bool colours_alone = bytes.size() == bytes_.size() &&
                               std::equal(bytes.begin() + static_cast<std::ptrdiff_t>(plane), bytes.end(),
                                          bytes_.begin() + static_cast<std::ptrdiff_t>(plane));
    if (colours_alone) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, lookup_width, rows_, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
        colour_bytes += plane;
    } else {
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, lookup_width, rows_ * 3, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                     bytes.data());
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        colour_bytes += bytes.size();
    }
    bytes_ = std::move(bytes);
}

void Fills::draw(const Basemap& base, std::size_t lod, const geo::Box& seen) const {
    glBindTexture(GL_TEXTURE_2D, lookup_.name());
    glBindVertexArray(meshes_[lod].layout.name());
    std::size_t first = 0;
    std::size_t end = 0;
    const auto flush = [&] {
        if (end > first)
            glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(end - first), GL_UNSIGNED_INT,
                           buffer_offset(first * sizeof(std::uint32_t)));
    };
    for (const BasemapChunk& chunk : base.chunks) {
        if (chunk.box.empty() || !chunk.box.meets(seen)) continue;
        if (chunk.first_triangle.at(lod) != end) {
            flush();
            first = chunk.first_triangle.at(lod);
        }
        end = static_cast<std::size_t>(chunk.first_triangle.at(lod)) + chunk.triangle_count.at(lod);
    }
    flush();
}

void Fills::paint(const MapFrame& frame, const Place& place, std::size_t lod) {
    const Basemap& base = *frame.base;
    prepare(base, lod);
    colour(frame);
    const Placement placement = place.of_plane(frame.view);
    const geo::Box seen = place.seen(frame.view, 1);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    if (any_clear_) glEnable(GL_BLEND);
    glUseProgram(plain_.name());
    set_placement(plain_.name(), placement, place.width_px, place.height_px);
    draw(base, lod, seen);
    if (any_hatch_) {
        // Patterns cost much more than colours: only the areas that have one go through this.
        glEnable(GL_BLEND);
        glUseProgram(hatched_.name());
        set_placement(hatched_.name(), placement, place.width_px, place.height_px);
        glUniform1i(glGetUniformLocation(hatched_.name(), "rows"), rows_);
        glUniform2f(glGetUniformLocation(hatched_.name(), "corner"), static_cast<float>(place.margin_px),
                    static_cast<float>(place.height_px - place.margin_px));
        std::array<float, 18> patterns{};
        for (std::size_t kind = 1; kind < 6; ++kind) {
            const HatchPattern pattern =
                hatch_pattern({rgb(0xFFFFFF), static_cast<Hatch>(kind)}, frame.mm_per_px);
            patterns.at(kind * 3) = static_cast<float>(pattern.line_mm * place.px_per_mm);
            patterns.at(kind * 3 + 1) = static_cast<float>(pattern.period_mm * place.px_per_mm);
            patterns.at(kind * 3 + 2) = static_cast<float>(pattern.arm_mm * place.px_per_mm);
        }
        glUniform3fv(glGetUniformLocation(hatched_.name(), "patterns"), 6, patterns.data());
        draw(base, lod, seen);
    }
    glDisable(GL_BLEND);
    draw_bands(frame, place, lod, seen);
}

void Fills::upload(const std::shared_ptr<const geo::TravelBands>& bands) {
    if (cells_of_ == bands) return;
    cells_of_ = bands;
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, static_cast<GLsizei>(bands->columns),
                 static_cast<GLsizei>(bands->rows), 0, GL_RED, GL_UNSIGNED_BYTE, bands->band.data());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    colour_bytes += bands->size();
}

void Fills::draw_bands(const MapFrame& frame, const Place& place, std::size_t lod, const geo::Box& seen) {
    if (!frame.bands || frame.band_colours.empty()) return;
    const GLuint program = banded_.name();
    glUseProgram(program);
    set_placement(program, place.of_plane(frame.view), place.width_px, place.height_px);
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, cells_.name());
    upload(frame.bands);
    glActiveTexture(GL_TEXTURE0);
    glUniform1i(glGetUniformLocation(program, "cells"), 1);
    glUniform1i(glGetUniformLocation(program, "rows"), rows_);
    glUniform2f(glGetUniformLocation(program, "corner"), static_cast<float>(frame.bands->west),
                static_cast<float>(frame.bands->north));
    glUniform1f(glGetUniformLocation(program, "side"), static_cast<float>(frame.bands->cell_m));
    std::vector<float> colours;
    for (const Rgba& colour : frame.band_colours) {
        const auto four = floats(colour);
        colours.insert(colours.end(), four.begin(), four.begin() + 3);
    }
    const std::size_t count = std::min(frame.band_colours.size(), geo::most_bands);
    glUniform3fv(glGetUniformLocation(program, "colours"), static_cast<GLsizei>(count), colours.data());
    draw(*frame.base, lod, seen);
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, 0);
    glActiveTexture(GL_TEXTURE0);
}

bool Fills::paint_quickly(const MapFrame& frame, const Place& place, std::size_t lod, const geo::Box& box) {
    const Basemap& base = *frame.base;
    std::size_t corners = 0;
    for (const BasemapChunk& chunk : base.chunks)
        if (!chunk.box.empty() && chunk.box.meets(box)) corners += chunk.triangle_count.at(lod);
    if (corners > quick_corners) return false;
    prepare(base, lod);
    colour(frame);
    glUseProgram(plain_.name());
    set_placement(plain_.name(), place.of_plane(frame.view), place.width_px, place.height_px);
    draw(base, lod, box);
    draw_bands(frame, place, lod, box);
    return true;
}

}  // namespace render
