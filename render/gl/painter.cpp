#include "render/gl/painter.h"

#include "render/cairo/painter.h"
#include "render/gl/ground_private.h"
#include "render/gl/sprites_private.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

namespace render {
namespace {

/// The picture that is kept reaches this far beyond the view on every side.
constexpr int margin_px = 96;
/// Of the picture of the whole country that stands in where the kept picture does not reach.
constexpr int overview_side_px = 1024;
/// A view that rests for so many calls while it moves (a held drag) is painted in full, where the kept
/// picture does not fill it.  Longer than a flight's end takes to settle, or that would be painted twice.
constexpr int resting_calls = 12;

/// Equal but for the view: then the kept picture can be shifted.
bool same_ground(const MapFrame& a, const MapFrame& b) {
    const auto same_roads = [&] {
        if (a.roads != b.roads) return false;
        return a.road_styles == b.road_styles && a.barrier_styles == b.barrier_styles;
    };
    return a.base == b.base && a.outside == b.outside && a.mm_per_px == b.mm_per_px &&
           a.fill_level == b.fill_level && a.focus == b.focus && a.focus_level == b.focus_level &&
           a.border_on_dark == b.border_on_dark && a.study_band == b.study_band && a.borders == b.borders &&
           a.quiet == b.quiet && same_roads() && a.fills == b.fills && a.arc_on_dark == b.arc_on_dark &&
           a.bands == b.bands && a.band_colours == b.band_colours;
}

bool same_dress(const MapFrame& a, const MapFrame& b) {
    if (a.selected != b.selected || a.selection != b.selection || a.symbols.size() != b.symbols.size())
        return false;
    if (a.view == b.view) return a.symbols == b.symbols;
    // The same symbols at the same places of the plane.
    for (std::size_t i = 0; i < a.symbols.size(); ++i) {
        SymbolMark carried = a.symbols[i];
        const PointMm at = b.view.mm_from_metres(a.view.metres_from_mm(carried.at));
        constexpr double slack_mm = 1e-3;
        if (std::abs(at.x - b.symbols[i].at.x) > slack_mm || std::abs(at.y - b.symbols[i].at.y) > slack_mm)
            return false;
        carried.at = b.symbols[i].at;
        if (carried != b.symbols[i]) return false;
    }
    return true;
}

bool same_overlay(const MapFrame& a, const MapFrame& b) {
    return a.view == b.view && a.labels == b.labels && a.dashed_frame == b.dashed_frame && a.frame == b.frame;
}

/// Where pixels of a kept picture fall on the one that is shown: x = from.x * scale + shift.
struct Shift {
    double scale = 1, x = 0, y = 0;
};

Shift shift_of(const View& from, const Place& from_place, const View& to, const Place& to_place) {
    const Placement a = from_place.of_plane(from);
    const Placement b = to_place.of_plane(to);
    Shift out;
    out.scale = static_cast<double>(b.scale_x) / static_cast<double>(a.scale_x);
    // The plane's point at pixel p of `from` is (p - origin) / scale + centre.
    const auto at = [&](float centre_a, float origin_a, float centre_b, float origin_b) {
        const double metres = static_cast<double>(centre_a) - static_cast<double>(centre_b);
        return metres * static_cast<double>(b.scale_x) + static_cast<double>(origin_b) -
               static_cast<double>(origin_a) * out.scale;
    };
    out.x = at(a.centre_x, a.origin_x, b.centre_x, b.origin_x);
    out.y = at(a.centre_y, a.origin_y, b.centre_y, b.origin_y);
    return out;
}

void copy(const Target& from, const Shift& shift, const Target& to) {
    const auto px = [](double value) { return static_cast<GLint>(std::lround(value)); };
    glBindFramebuffer(GL_READ_FRAMEBUFFER, from.framebuffer.name());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to.framebuffer.name());
    const bool same_scale = std::abs(shift.scale - 1) < 1e-6;
    if (same_scale) {
        // Only what is on both, so that the driver can copy rows.
        const GLint x = px(shift.x);
        const GLint y = px(shift.y);
        const GLint left = std::max(0, x);
        const GLint bottom = std::max(0, y);
        const GLint right = std::min(to.width, from.width + x);
        const GLint top = std::min(to.height, from.height + y);
        if (left < right && bottom < top)
            glBlitFramebuffer(left - x, bottom - y, right - x, top - y, left, bottom, right, top,
                              GL_COLOR_BUFFER_BIT, GL_NEAREST);
        return;
    }
    glBlitFramebuffer(0, 0, from.width, from.height, px(shift.x), px(shift.y),
                      px(from.width * shift.scale + shift.x), px(from.height * shift.scale + shift.y),
                      GL_COLOR_BUFFER_BIT, GL_LINEAR);
}

/// The sides of the target that the kept picture leaves free, as left, bottom, width, height.
std::vector<std::array<int, 4>> beside(const Shift& shift, const Target& from, const Target& to) {
    const auto px = [](double value, int most) {
        return std::clamp(static_cast<int>(std::lround(value)), 0, most);
    };
    const int left = px(shift.x, to.width);
    const int bottom = px(shift.y, to.height);
    const int right = px(from.width * shift.scale + shift.x, to.width);
    const int top = px(from.height * shift.scale + shift.y, to.height);
    const std::array<std::array<int, 4>, 4> sides = {{{0, 0, left, to.height},
                                                      {right, 0, to.width - right, to.height},
                                                      {left, 0, right - left, bottom},
                                                      {left, top, right - left, to.height - top}}};
    std::vector<std::array<int, 4>> out;
    for (const auto& side : sides)
        if (side[2] > 0 && side[3] > 0) out.push_back(side);
    return out;
}

}  // namespace

struct GlPainter::Impl {
    Ground ground;
    Sprites sprites;
    Work work;

    /// The ground; with selection and symbols on it; what is shown: the dressed one, shifted, and labels.
    Target kept, dressed, shown, overview;
    std::optional<MapFrame> kept_of, dressed_of, shown_of;  ///< what is in them
    Place kept_place;
    Canvas canvas;
    std::optional<MapFrame> overview_of;
    Place overview_place;
    View last_view;
    int resting = 0;

    struct Slot {
        std::vector<Mark> marks;
        double px_per_mm = 0;
        GlTexture texture;
        SpriteTexture out;
    };
    std::map<int, Slot> slots;

    Place place(const Canvas& of, int margin) const {
        return {of.px_per_mm, of.width_px + 2 * margin, of.height_px + 2 * margin, margin};
    }
    void paint_kept(const MapFrame& frame);
    void dress(const MapFrame& frame);
    void paint_overview(const MapFrame& frame);
    void compose(const MapFrame& frame);
};

void GlPainter::Impl::paint_kept(const MapFrame& frame) {
    kept_place = place(canvas, margin_px);
    kept.fit(kept_place.width_px, kept_place.height_px);
    ground.paint(frame, kept_place, kept, Detail::full);
    kept_of = frame;
    kept_of->symbols.clear();
    kept_of->labels.clear();
    ++work.grounds;
}

/// Symbols and selection in the kept picture's own view: they are carried along with it.
void GlPainter::Impl::dress(const MapFrame& frame) {
    dressed.fit(kept.width, kept.height);
    copy(kept, {}, dressed);
    MapFrame here = *kept_of;
    here.selected = frame.selected;
    here.selection = frame.selection;
    here.symbols = frame.symbols;
    for (SymbolMark& symbol : here.symbols)
        symbol.at = here.view.mm_from_metres(frame.view.metres_from_mm(symbol.at));
    if (!here.selected.empty()) ground.paint_selection(here, kept_place, dressed);
    sprites.begin(canvas.px_per_mm);
    for (const SymbolMark& symbol : here.symbols) sprites.add(symbol);
    sprites.draw(dressed, kept_place.margin_px);
    dressed_of = std::move(here);
    ++work.dresses;
}

void GlPainter::Impl::paint_overview(const MapFrame& frame) {
    if (!frame.base || frame.base->box.empty()) return;
    if (overview_of && same_ground(*overview_of, frame)) return;
    const geo::Box& box = frame.base->box;
    const double longest = std::max({box.width(), box.height(), 1.0});
    MapFrame whole = frame;
    whole.symbols.clear();
    whole.labels.clear();
    overview_place.px_per_mm = 1;
    overview_place.width_px = std::max(1, static_cast<int>(box.width() / longest * overview_side_px));
    overview_place.height_px = std::max(1, static_cast<int>(box.height() / longest * overview_side_px));
    whole.view = view_of(box, overview_place.width_px, overview_place.height_px, 0);
    overview.fit(overview_place.width_px, overview_place.height_px);
    ground.paint(whole, overview_place, overview, Detail::fills_alone);
    overview_of = std::move(whole);
}

void GlPainter::Impl::compose(const MapFrame& frame) {
    const Place here = place(canvas, 0);
    shown.fit(canvas.width_px, canvas.height_px);
    const Shift shift = shift_of(kept_of->view, kept_place, frame.view, here);
    for (const auto& side : beside(shift, kept, shown)) {
        if (ground.paint_part(frame, here, shown, side)) continue;
        paint_overview(frame);
        if (!overview_of) continue;
        glEnable(GL_SCISSOR_TEST);
        glScissor(side[0], side[1], side[2], side[3]);
        copy(overview, shift_of(overview_of->view, overview_place, frame.view, here), shown);
        glDisable(GL_SCISSOR_TEST);
    }
    copy(dressed, shift, shown);
    sprites.begin(canvas.px_per_mm);
    for (const TextMark& label : frame.labels) sprites.add(label);
    sprites.draw(shown, 0);
    ground.paint_frame(frame, here, shown);
    shown_of = frame;
    ++work.overlays;
}

GlPainter::GlPainter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
GlPainter::~GlPainter() = default;

geo::Result<std::unique_ptr<GlPainter>> GlPainter::create() {
    if (epoxy_gl_version() < 33) {
        const auto* version = reinterpret_cast<const char*>(glGetString(GL_VERSION));
        return geo::fail(geo::Fault::internal, {}, std::string{"OpenGL "} + (version ? version : "?"));
    }
    const KeptState kept;
    auto impl = std::make_unique<Impl>();
    TRY(impl->ground, Ground::make());
    TRY(impl->sprites, Sprites::make());
    return std::unique_ptr<GlPainter>{new GlPainter{std::move(impl)}};
}

std::uint32_t GlPainter::paint(const MapFrame& frame, const Canvas& canvas, Motion motion) {
    Impl& it = *impl_;
    const KeptState state;
    Canvas wanted = canvas;
    wanted.width_px = std::max(1, wanted.width_px);
    wanted.height_px = std::max(1, wanted.height_px);
    const bool same_canvas = it.canvas == wanted;
    it.canvas = wanted;
    it.resting = frame.view == it.last_view ? it.resting + 1 : 0;
    it.last_view = frame.view;

    const bool usable = same_canvas && it.kept_of && same_ground(*it.kept_of, frame);
    const bool exact = usable && it.kept_of->view == frame.view;
    bool full = !usable || (!exact && motion == Motion::still);
    if (!full && !exact && it.resting == resting_calls) {
        const Shift shift = shift_of(it.kept_of->view, it.kept_place, frame.view, it.place(wanted, 0));
        full = std::abs(shift.scale - 1) > 1e-6 || !beside(shift, it.kept, it.shown).empty();
    }
    if (full) it.paint_kept(frame);
    const bool dressed = !full && it.dressed_of && same_dress(*it.dressed_of, frame);
    if (!dressed) it.dress(frame);
    const bool shown = dressed && it.shown_of && same_overlay(*it.shown_of, frame);
    if (!shown) {
        if (!full && !exact) ++it.work.moves;
        it.compose(frame);
    } else if (motion == Motion::still) {
        it.paint_overview(frame);  // nothing else to do: ready for the next movement
    }
    it.work.geometry_bytes = it.ground.geometry_bytes();
    it.work.colour_bytes = it.ground.colour_bytes();
    it.work.sprites = it.sprites.painted;
    return it.shown.texture.name();
}

GlPainter::SpriteTexture GlPainter::sprite(int slot, const std::vector<Mark>& marks, double px_per_mm) {
    Impl::Slot& it = impl_->slots[slot];
    if (it.px_per_mm == px_per_mm && it.marks == marks) return it.out;
    const KeptState state;
    it.px_per_mm = px_per_mm;
    it.marks = marks;
    Sprite picture = paint_sprite(marks, px_per_mm);
    // The window blends plain colours; Cairo's are multiplied by their alpha.
    for (std::size_t i = 0; i + 3 < picture.bgra.size(); i += 4) {
        const unsigned alpha = picture.bgra[i + 3];
        if (alpha == 0 || alpha == 255) continue;
        for (std::size_t c = i; c < i + 3; ++c)
            picture.bgra[c] =
                static_cast<std::uint8_t>(std::min(255U, (picture.bgra[c] * 255U + alpha / 2) / alpha));
    }
    it.out = {};
    if (picture.width <= 0 || picture.height <= 0) return it.out;
    if (!it.texture) it.texture = GlTexture::make();
    glBindTexture(GL_TEXTURE_2D, it.texture.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.width, picture.height, 0, GL_BGRA, GL_UNSIGNED_BYTE,
                 picture.bgra.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    it.out = {it.texture.name(), picture.left, picture.top, picture.width, picture.height};
    ++impl_->work.sprites;
    return it.out;
}

const GlPainter::Work& GlPainter::work() const {
    return impl_->work;
}

}  // namespace render
