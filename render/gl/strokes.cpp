#include "render/gl/strokes_private.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr int lookup_width = 256;

// One triangle that holds the segment and what its edge shades: along it lies the triangle's middle line.
constexpr const char* vertex_stroke = R"(#version 330 core
layout(location = 0) in vec4 ends;
layout(location = 1) in uint of;
uniform vec2 centre, scale, origin, size;
uniform vec4 styles[16]; // half width, channel, blunt
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
    channel = vec4(to == 0, to == 1, to == 2, to == 3);
    gl_Position = vec4(at / size * 2.0 - 1.0, 0, 1);
}
)";

constexpr const char* fragment_stroke = R"(#version 330 core
flat in vec4 shape;
flat in vec2 look;
flat in vec4 channel;
in vec2 at;
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
    seen = channel * cover;
}
)";

constexpr const char* vertex_lay = R"(#version 330 core
void main() {
    gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0, 1);
}
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
    glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(Segment), reinterpret_cast<const void*>(offset));
    glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, sizeof(Segment),
                           reinterpret_cast<const void*>(offset + 4 * sizeof(float)));
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
    out.nothing_ = GlVertexArray::make();
    return out;
}

void Strokes::set_lookup(const std::vector<std::uint8_t>& style_of_arc) {
    if (style_of_arc == looked_) return;
    looked_ = style_of_arc;
    const std::size_t rows = std::max<std::size_t>(1, (looked_.size() + lookup_width - 1) / lookup_width);
    std::vector<std::uint8_t> bytes = looked_;
    bytes.resize(rows * lookup_width, 255);
    glBindTexture(GL_TEXTURE_2D, lookup_.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8UI, lookup_width, static_cast<GLsizei>(rows), 0, GL_RED_INTEGER,
                 GL_UNSIGNED_BYTE, bytes.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

void Strokes::begin(const StrokePass& pass, const Placement& placement, const Target& onto, bool looked_up) {
    onto_ = &onto;
    colours_ = pass.colours;
    drawn_ = false;
    if (mask_.width < onto.width || mask_.height < onto.height)
        mask_.fit(std::max(mask_.width, onto.width), std::max(mask_.height, onto.height));
    mask_.draw_to(onto.width, onto.height);
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    glUseProgram(stroke_.name());
    set_placement(stroke_.name(), placement, onto.width, onto.height);
    std::array<float, most_styles * 4> styles{};
    for (std::size_t i = 0; i < most_styles; ++i) {
        const StrokePass::Style& style = pass.styles.at(i);
        styles.at(i * 4) = style.half_width_px;
        styles.at(i * 4 + 1) = static_cast<float>(style.channel);
        styles.at(i * 4 + 2) = style.blunt ? 1 : 0;
    }
    glUniform4fv(glGetUniformLocation(stroke_.name(), "styles"), most_styles, styles.data());
    glUniform1i(glGetUniformLocation(stroke_.name(), "looked_up"), looked_up ? 1 : 0);
    glBindTexture(GL_TEXTURE_2D, lookup_.name());
    glEnable(GL_BLEND);
    glBlendEquation(GL_MAX);
    glBlendFunc(GL_ONE, GL_ONE);
}

void Strokes::draw(const SegmentBuffer& segments, std::size_t first, std::size_t count) {
    if (count == 0) return;
    drawn_ = true;
    glBindVertexArray(segments.layout.name());
    glBindBuffer(GL_ARRAY_BUFFER, segments.buffer.name());
    point_attributes_at(first);
    glDrawArraysInstanced(GL_TRIANGLES, 0, 3, static_cast<GLsizei>(count));
}

void Strokes::end() {
    onto_->draw_to();
    glBlendEquation(GL_FUNC_ADD);
    if (drawn_) {
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
        glUseProgram(lay_.name());
        std::array<float, 16> colours{};
        for (std::size_t i = 0; i < 4; ++i) {
            const auto colour = premultiplied(colours_.at(i));
            std::copy(colour.begin(), colour.end(), colours.begin() + static_cast<std::ptrdiff_t>(i * 4));
        }
        glUniform4fv(glGetUniformLocation(lay_.name(), "colours"), 4, colours.data());
        glBindTexture(GL_TEXTURE_2D, mask_.texture.name());
        glBindVertexArray(nothing_.name());
        glDrawArrays(GL_TRIANGLES, 0, 3);
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
