#include "render/gl/strokes_private.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr int look_width = 256;
constexpr int tile_px = 32;

// One triangle that holds the segment and what its edge shades: along it lies the triangle's middle line.
constexpr const char* vertex_stroke = R"(#version 330 core
layout(location = 0) in vec4 ends;
layout(location = 1) in uint of;
uniform vec2 centre, scale, origin, size;
uniform vec4 styles[16]; // half width, channel, blunt
uniform vec4 channels[4]; // what each writes where it covers
uniform bool looked_up;
uniform usampler2D lookup;
flat out vec4 shape;     // start, and the whole way to the end
flat out vec2 look;      // half width, blunt
flat out vec4 channel;
out vec2 at;
void main() {
    uint style = of;
    if (looked_up) style = texelFetch(lookup, ivec2(int(of) & 255, int(of) >> 8), 0).r;
    int to = style < 16u ? int(styles[style].y) : -1;
    if (to < 0) {
        gl_Position = vec4(2, 2, 2, 1);
        return;
    }
    vec2 a = (ends.xy - centre) * scale + origin;
    vec2 b = (ends.zw - centre) * scale + origin;
    vec2 way = b - a;
    float far = length(way);
    vec2 along = far > 0.0 ? way / far : vec2(1, 0);
    vec2 across = vec2(-along.y, along.x);
    float reach = styles[style].x + 0.75;
    float whole = far + 2.0 * reach;
    vec2 start = a - along * reach - across * reach;
    int corner = gl_VertexID;
    at = corner == 0 ? start - along * whole * 0.5
       : corner == 1 ? start + along * whole * 1.5
                     : start + along * whole * 0.5 + across * reach * 4.0;
    shape = vec4(a, way);
    look = vec2(styles[style].x, styles[style].z);
    channel = channels[to];
    gl_Position = vec4(at / size * 2.0 - 1.0, 0, 1);
}
)";

constexpr const char* fragment_stroke = R"(#version 330 core
flat in vec4 shape;
flat in vec2 look;
flat in vec4 channel;
in vec2 at;
uniform vec4 ground; // what is written where nothing covers
out vec4 seen;
float inside(float d, float half_width) {
    return clamp(min(d + 0.5, half_width) - max(d - 0.5, -half_width), 0.0, 1.0);
}
void main() {
    vec2 from = at - shape.xy;
    vec2 way = shape.zw;
    float whole = max(dot(way, way), 1e-6);
    float t = dot(from, way) / whole;
    float cover;
    if (look.y > 0.5) {
        float far = sqrt(whole);
        vec2 across = from - way * t;
        cover = inside(length(across), look.x) * inside((t - 0.5) * far, far * 0.5);
    } else {
        vec2 off = from - way * clamp(t, 0.0, 1.0);
        cover = inside(length(off), look.x);
    }
    seen = mix(ground, channel, cover);
}
)";

constexpr const char* vertex_lay = R"(#version 330 core
layout(location = 0) in vec2 at;
uniform vec2 size;
void main() { gl_Position = vec4(at / size * 2.0 - 1.0, 0, 1); }
)";

constexpr const char* fragment_lay = R"(#version 330 core
uniform sampler2D mask;
uniform vec4 colours[4]; // premultiplied
out vec4 seen;
void main() {
    vec4 cover = texelFetch(mask, ivec2(gl_FragCoord.xy), 0);
    vec4 sum = colours[0] * cover.r;
    vec4 next = colours[1] * cover.g;
    sum = next + sum * (1.0 - next.a);
    next = colours[2] * cover.b;
    sum = next + sum * (1.0 - next.a);
    next = colours[3] * cover.a;
    seen = next + sum * (1.0 - next.a);
}
)";

void point_attributes_at(std::size_t first) {
    const std::size_t offset = first * sizeof(Segment);
    glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(Segment), buffer_offset(offset));
    glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, sizeof(Segment), buffer_offset(offset + 4 * sizeof(float)));
}

}  // namespace

void SegmentBuffer::upload(const std::vector<Segment>& segments, GLenum use) {
    if (!layout) layout = GlVertexArray::make();
    if (!buffer) buffer = GlBuffer::make();
    count = segments.size();
    glBindVertexArray(layout.name());
    glBindBuffer(GL_ARRAY_BUFFER, buffer.name());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(segments.size() * sizeof(Segment)), segments.data(),
                 use);
    for (const GLuint attribute : {0U, 1U}) {
        glEnableVertexAttribArray(attribute);
        glVertexAttribDivisor(attribute, 1);
    }
    point_attributes_at(0);
}

std::vector<StrokePass> passes_of(const std::vector<LineStyle>& layers, double px_per_mm) {
    std::vector<StrokePass> out;
    const LineStyle* last = nullptr;
    for (std::size_t i = 0; i < layers.size() && i < most_styles; ++i) {
        const LineStyle& layer = layers[i];
        if (layer.colour.a == 0 || layer.width_mm <= 0) continue;
        const bool shared = last != nullptr && last->colour == layer.colour && layer.colour.a == 255;
        if (!shared) {
            if (out.empty() || out.back().channels == 4) out.emplace_back();
            out.back().colours.at(static_cast<std::size_t>(out.back().channels)) = layer.colour;
            ++out.back().channels;
        }
        StrokePass::Style& style = out.back().styles.at(i);
        style.half_width_px = static_cast<float>(layer.width_mm * px_per_mm / 2);
        style.channel = out.back().channels - 1;
        style.blunt = !layer.dash_mm.empty();
        last = &layer;
    }
    return out;
}

geo::Result<Strokes> Strokes::make() {
    Strokes out;
    TRY(out.stroke_, make_program("strokes", vertex_stroke, fragment_stroke));
    TRY(out.lay_, make_program("laying the mask", vertex_lay, fragment_lay));
    out.lookup_ = GlTexture::make();
    out.tile_layout_ = GlVertexArray::make();
    out.tile_buffer_ = GlBuffer::make();
    return out;
}

void Strokes::set_lookup(const std::vector<std::uint8_t>& style_of_arc) {
    if (style_of_arc == looked_) return;
    looked_ = style_of_arc;
    const std::size_t rows = std::max<std::size_t>(1, (looked_.size() + look_width - 1) / look_width);
    std::vector<std::uint8_t> bytes = looked_;
    bytes.resize(rows * look_width, 255);
    glBindTexture(GL_TEXTURE_2D, lookup_.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8UI, look_width, static_cast<GLsizei>(rows), 0, GL_RED_INTEGER,
                 GL_UNSIGNED_BYTE, bytes.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

void Strokes::use(const StrokePass& pass, const Placement& placement, const Target& onto, bool looked_up,
                  const std::array<std::array<float, 4>, 4>& channels) {
    onto_ = &onto;
    placement_ = placement;
    glUseProgram(stroke_.name());
    set_placement(stroke_.name(), placement, onto.width, onto.height);
    std::array<float, most_styles * 4> styles{};
    float widest = 0;
    for (std::size_t i = 0; i < most_styles; ++i) {
        const StrokePass::Style& style = pass.styles.at(i);
        styles.at(i * 4) = style.half_width_px;
        styles.at(i * 4 + 1) = static_cast<float>(style.channel);
        styles.at(i * 4 + 2) = style.blunt ? 1 : 0;
        if (style.channel >= 0) widest = std::max(widest, style.half_width_px);
    }
    reach_px_ = widest + 1.5F;
    glUniform4fv(glGetUniformLocation(stroke_.name(), "styles"), most_styles, styles.data());
    glUniform4fv(glGetUniformLocation(stroke_.name(), "channels"), 4, channels[0].data());
    glUniform4f(glGetUniformLocation(stroke_.name(), "ground"), 0, 0, 0, 0);
    glUniform1i(glGetUniformLocation(stroke_.name(), "looked_up"), looked_up ? 1 : 0);
    glBindTexture(GL_TEXTURE_2D, lookup_.name());
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE);
}

void Strokes::begin(const StrokePass& pass, const Placement& placement, const Target& onto, bool looked_up) {
    masked_ = true;
    colours_ = pass.colours;
    tiles_wide_ = (onto.width + tile_px - 1) / tile_px;
    tiles_high_ = (onto.height + tile_px - 1) / tile_px;
    touched_.assign(static_cast<std::size_t>(tiles_wide_) * static_cast<std::size_t>(tiles_high_), 0);
    if (mask_.width < onto.width || mask_.height < onto.height)
        mask_.fit(std::max(mask_.width, onto.width), std::max(mask_.height, onto.height));
    mask_.draw_to(onto.width, onto.height);
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    use(pass, placement, onto, looked_up, {{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}});
    glBlendEquation(GL_MAX);
}

bool Strokes::begin_on_even_ground(const StrokePass& pass, Rgba ground, const Placement& placement,
                                   const Target& onto) {
    const Rgba line = pass.colours[0];
    const bool darker = line.r <= ground.r && line.g <= ground.g && line.b <= ground.b;
    const bool lighter = line.r >= ground.r && line.g >= ground.g && line.b >= ground.b;
    if (pass.channels != 1 || ground.a != 255 || (!darker && !lighter)) return false;
    masked_ = false;
    auto full = floats(ground);
    const auto over = floats(line);
    for (std::size_t i = 0; i < 3; ++i) full.at(i) += (over.at(i) - full.at(i)) * over[3];
    onto.draw_to();
    use(pass, placement, onto, true, {full, full, full, full});
    const auto under = floats(ground);
    glUniform4fv(glGetUniformLocation(stroke_.name(), "ground"), 1, under.data());
    glBlendEquation(darker ? GL_MIN : GL_MAX);
    return true;
}

void Strokes::draw(const SegmentBuffer& segments, std::size_t first, std::size_t count) {
    if (count == 0) return;
    glBindVertexArray(segments.layout.name());
    glBindBuffer(GL_ARRAY_BUFFER, segments.buffer.name());
    point_attributes_at(first);
    glDrawArraysInstanced(GL_TRIANGLES, 0, 3, static_cast<GLsizei>(count));
}

void Strokes::touch_px(float ax, float ay, float bx, float by) {
    const auto tile = [](float px, int tiles) {
        return static_cast<int>(std::clamp(std::floor(px / tile_px), -1.0F, static_cast<float>(tiles)));
    };
    const auto box = [&](float left, float bottom, float right, float top) {
        const int end_x = std::min(tile(right + reach_px_, tiles_wide_), tiles_wide_ - 1);
        const int end_y = std::min(tile(top + reach_px_, tiles_high_), tiles_high_ - 1);
        for (int y = std::max(0, tile(bottom - reach_px_, tiles_high_)); y <= end_y; ++y)
            for (int x = std::max(0, tile(left - reach_px_, tiles_wide_)); x <= end_x; ++x)
                touched_[row_of_tiles(y) + static_cast<std::size_t>(x)] = 1;
    };
    // A long line touches few of the tiles of its box: it is gone along in steps of a tile.
    const float far = std::max(std::abs(bx - ax), std::abs(by - ay));
    const int steps = std::clamp(static_cast<int>(far / tile_px), 1, 4096);
    for (int i = 0; i < steps; ++i) {
        const auto at = [&](int step, float from, float to) {
            return from + (to - from) * static_cast<float>(step) / static_cast<float>(steps);
        };
        const float x = at(i, ax, bx);
        const float y = at(i, ay, by);
        const float next_x = at(i + 1, ax, bx);
        const float next_y = at(i + 1, ay, by);
        box(std::min(x, next_x), std::min(y, next_y), std::max(x, next_x), std::max(y, next_y));
    }
}

void Strokes::touch(const Segment& segment) {
    if (!masked_) return;
    const Placement& p = placement_;
    touch_px((segment.ax - p.centre_x) * p.scale_x + p.origin_x,
             (segment.ay - p.centre_y) * p.scale_y + p.origin_y,
             (segment.bx - p.centre_x) * p.scale_x + p.origin_x,
             (segment.by - p.centre_y) * p.scale_y + p.origin_y);
}

void Strokes::touch(const geo::Metres* points, std::size_t count) {
    for (std::size_t i = 1; i < count; ++i)
        touch(Segment{static_cast<float>(points[i - 1].x), static_cast<float>(points[i - 1].y),
                      static_cast<float>(points[i].x), static_cast<float>(points[i].y), 0});
}

void Strokes::lay() {
    std::vector<float> corners;
    for (int y = 0; y < tiles_high_; ++y)
        for (int x = 0; x < tiles_wide_; ++x) {
            const std::uint8_t* row = &touched_[row_of_tiles(y)];
            if (row[x] == 0) continue;
            const int first = x;
            while (x < tiles_wide_ && row[x] != 0) ++x;
            const auto left = static_cast<float>(first * tile_px);
            const auto right = static_cast<float>(x * tile_px);
            const auto bottom = static_cast<float>(y * tile_px);
            const float top = bottom + tile_px;
            corners.insert(corners.end(), {left, bottom, right, bottom, right, top});
            corners.insert(corners.end(), {left, bottom, right, top, left, top});
        }
    if (corners.empty()) return;
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glUseProgram(lay_.name());
    std::array<float, 16> colours{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto colour = premultiplied(colours_.at(i));
        std::copy(colour.begin(), colour.end(), colours.begin() + static_cast<std::ptrdiff_t>(i * 4));
    }
    glUniform4fv(glGetUniformLocation(lay_.name(), "colours"), 4, colours.data());
    glUniform2f(glGetUniformLocation(lay_.name(), "size"), static_cast<float>(onto_->width),
                static_cast<float>(onto_->height));
    glBindTexture(GL_TEXTURE_2D, mask_.texture.name());
    glBindVertexArray(tile_layout_.name());
    glBindBuffer(GL_ARRAY_BUFFER, tile_buffer_.name());
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(corners.size() * sizeof(float)), corners.data(),
                 GL_STREAM_DRAW);
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 2, GL_FLOAT, GL_FALSE, 0, nullptr);
    glDrawArrays(GL_TRIANGLES, 0, static_cast<GLsizei>(corners.size() / 2));
}

void Strokes::end() {
    glBlendEquation(GL_FUNC_ADD);
    if (masked_) {
        onto_->draw_to();
        lay();
    }
    glDisable(GL_BLEND);
    onto_ = nullptr;
}

namespace {

/// Cuts a line into dashes as it goes along.
class Dashes {
public:
    Dashes(const std::vector<double>& dash_mm, double metres_per_mm) {
        // An odd number of lengths is gone through twice, as in PostScript.
        const int times = dash_mm.size() % 2 == 1 ? 2 : 1;
        for (int i = 0; i < times; ++i)
            for (const double mm : dash_mm) lengths_.push_back(std::max(mm * metres_per_mm, 1e-3));
        left_ = lengths_[0];
    }
    void add(std::vector<Segment>& out, geo::Metres from, geo::Metres to, std::uint32_t style) {
        const double whole = std::hypot(to.x - from.x, to.y - from.y);
        double gone = 0;
        while (gone < whole) {
            const double step = std::min(left_, whole - gone);
            const auto at = [&](double way) {
                return geo::Metres{from.x + (to.x - from.x) * way / whole,
                                   from.y + (to.y - from.y) * way / whole};
            };
            if (now_ % 2 == 0) {
                const geo::Metres a = at(gone);
                const geo::Metres b = at(gone + step);
                out.push_back({static_cast<float>(a.x), static_cast<float>(a.y), static_cast<float>(b.x),
                               static_cast<float>(b.y), style});
            }
            gone += step;
            left_ -= step;
            if (left_ > 0) continue;
            now_ = (now_ + 1) % lengths_.size();
            left_ = lengths_[now_];
        }
    }

private:
    std::vector<double> lengths_;
    std::size_t now_ = 0;
    double left_ = 0;
};

}  // namespace

void add_polyline(std::vector<Segment>& out, const geo::Metres* points, std::size_t count,
                  std::uint32_t style_index, const std::vector<double>& dash_mm, double metres_per_mm,
                  double near_m) {
    if (count < 2) return;
    std::optional<Dashes> dashes;
    if (!dash_mm.empty()) dashes.emplace(dash_mm, metres_per_mm);
    geo::Metres last = points[0];
    for (std::size_t i = 1; i < count; ++i) {
        const geo::Metres at = points[i];
        const bool end = i + 1 == count;
        if (!end && std::abs(at.x - last.x) < near_m && std::abs(at.y - last.y) < near_m) continue;
        if (dashes)
            dashes->add(out, last, at, style_index);
        else
            out.push_back({static_cast<float>(last.x), static_cast<float>(last.y), static_cast<float>(at.x),
                           static_cast<float>(at.y), style_index});
        last = at;
    }
}

}  // namespace render
