// A resolution-free description of one picture: everything cartographic is decided here, in millimetres, and
// a painter (Cairo, OpenGL) fills, strokes and blits.  Nothing is drawn on the screen that Cairo cannot also
// draw.
//
// A Scene is a page (or the window's map area) with map frames and furniture on it, painted in the order of
// its members: background, maps, marks (in order).
#pragma once

#include "geo/data/barriers.h"
#include "geo/data/dataset.h"
#include "geo/study/travel_bands.h"
#include "render/basemap.h"
#include "render/colour.h"
#include "render/view.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace render {

/// How an area is filled beside its colour: no_data 45 degree lines, suppressed small x, old thin lines the
/// other way, unplaced (in bars alone) white 45 degree lines, zero small dots.
enum class Hatch : std::uint8_t { none, no_data, suppressed, old, unplaced, zero };

struct AreaFill {
    Rgba colour;
    Hatch hatch = Hatch::none;
    bool banded = false;  ///< MapFrame::bands lie on it
    bool operator==(const AreaFill&) const = default;
};

/// The pattern of a hatch, in millimetres and anchored at the frame's (or page's) top left corner, so that
/// both painters draw the same.  Lines run along x + y = n period sqrt(2) (old: x - y); the x of suppressed
/// and the dots of zero stand on a grid of period, arms to both sides of arm_mm along each axis.
struct HatchPattern {
    double line_mm = 0;    ///< width of the lines
    double period_mm = 0;  ///< across the lines
    double arm_mm = 0;
    Rgba ink;
};
HatchPattern hatch_pattern(const AreaFill& fill, double mm_per_px);

struct LineStyle {
    Rgba colour{0, 0, 0, 0};  ///< alpha 0: not drawn
    double width_mm = 0;
    std::vector<double> dash_mm;  ///< empty: solid
    bool operator==(const LineStyle&) const = default;
};

enum class FontFace : std::uint8_t { text, text_bold, heading };  ///< Loma, Loma Bold, Laksaman Bold
enum class Anchor : std::uint8_t { left, centre, right };

/// One line of text, or a paragraph where wrap_mm > 0.  `at` is the anchor on the baseline of the first line.
struct TextMark {
    std::string text;  ///< logical Unicode
    PointMm at;
    double size_mm = 3;  ///< em
    FontFace face = FontFace::text;
    Rgba colour;
    Anchor anchor = Anchor::left;
    Rgba halo{0, 0, 0, 0};
    double halo_mm = 0;  ///< total stroke width
    double wrap_mm = 0;  ///< 0: one line
    double line_mm = 0;  ///< line height where wrapped; 0: 1.4 em
    bool operator==(const TextMark&) const = default;
};

/// A filled and/or stroked rectangle, with rounded corners where radius_mm > 0.
struct RectMark {
    PointMm at;  ///< top left
    double width_mm = 0, height_mm = 0, radius_mm = 0;
    Rgba fill{0, 0, 0, 0};
    LineStyle line;
    Hatch hatch = Hatch::none;
    double mm_per_px = 25.4 / 96;  ///< of the hatch
    bool operator==(const RectMark&) const = default;
};

/// Polyline or, where closed, polygon.
struct PathMark {
    std::vector<PointMm> points;
    bool closed = false;
    Rgba fill{0, 0, 0, 0};
    LineStyle line;
    bool operator==(const PathMark&) const = default;
};

enum class SymbolShape : std::uint8_t {
    unit,    ///< dot 15 px, accent, white ring, white centre
    school,  ///< white square 9 px, ink border
    closed_school,
    village,        ///< dot, area proportional to `value`
    unreachable,    ///< plum x
    numbered,       ///< white disc with `text`
    planned_unit,   ///< disc 25 px in the accent colour with `text`
    chosen_unit,    ///< the same with a ring 42 px across around it
    dragged_unit,   ///< the same in the colour of attention
    unit_was_here,  ///< dashed disc with `text`: where a dragged unit came from
    closed_unit     ///< a learning unit that is closed: in quiet colours, struck through
};

struct SymbolMark {
    SymbolShape shape = SymbolShape::unit;
    PointMm at;
    double size_mm = 3;  ///< across
    std::string text;
    bool operator==(const SymbolMark&) const = default;
};

using Mark = std::variant<RectMark, PathMark, TextMark, SymbolMark>;

/// Roads prepared for drawing: polylines in the plane by rank (0 = motorway and trunk, 1 = primary and
/// secondary, 2 = the rest, 3 = tracks), and barriers by kind (0 = waters, 1 = borders and closed grounds).
/// A cache of geo::Roads and the barriers; immutable.
struct RoadLines {
    struct Rank {
        std::vector<geo::Metres> points;
        std::vector<std::uint32_t> first;  ///< polylines + 1 entries
        std::vector<geo::Box> box;         ///< of each polyline
    };
    std::array<Rank, 4> ranks;
    std::array<Rank, 2> barriers;
};
std::shared_ptr<const RoadLines> build_road_lines(const geo::Roads& roads, geo::LonLat plane_centre,
                                                  const std::vector<geo::BarrierLayer>& barriers = {});

/// One map frame.
struct MapFrame {
    PointMm at;  ///< top left on the page; size is the view's
    View view;
    std::shared_ptr<const Basemap> base;
    Rgba outside;                                ///< ground outside the country
    double mm_per_px = 25.4 / 96;                ///< a design pixel, for hatches
    geo::Level fill_level = geo::Level::tambon;  ///< `fills` are those of its areas
    std::vector<AreaFill> fills;                 ///< by AreaId of fill_level
    /// Bands of the way to the nearest place, over the fills that are `banded` and under all lines; null:
    /// none.
    std::shared_ptr<const geo::TravelBands> bands;
    std::vector<Rgba> band_colours;    ///< of band 1, 2, ...; opaque
    std::array<LineStyle, 4> borders;  ///< by arc rank (geo::Level); country = outer border
    /// Arcs (of Basemap::topology) between two dark fills; finest borders there take border_on_dark instead
    /// of borders[3], so that dark areas do not run together.  Empty: none.
    std::vector<bool> arc_on_dark;
    LineStyle border_on_dark;
    LineStyle study_band;                    ///< soft band around the outer border, under the fills
    std::shared_ptr<const RoadLines> roads;  ///< null: none
    struct RoadStyle {
        LineStyle casing, core;
        bool operator==(const RoadStyle&) const = default;
    };
    std::array<RoadStyle, 4> road_styles;
    std::array<RoadStyle, 2> barrier_styles;  ///< by kind; under the roads
    /// The area that the picture is about; none: everything.  Around it borders are `quiet`, and it has the
    /// band and the province line of its own.
    geo::Level focus_level = geo::Level::country;
    geo::AreaId focus;
    std::array<LineStyle, 4> quiet;      ///< by arc rank
    std::vector<geo::AreaId> selected;   ///< of fill_level
    std::array<LineStyle, 2> selection;  ///< casing, line
    std::vector<PathMark> lines;         ///< in frame millimetres, under the symbols; on pages alone
    std::vector<SymbolMark> symbols;     ///< in frame millimetres, bottom to top
    std::vector<TextMark> labels;        ///< in frame millimetres, already placed without overlap
    bool dashed_frame = false;           ///< an estimate
    LineStyle frame;
};

struct Scene {
    double width_mm = 210;
    double height_mm = 297;
    Rgba background{255, 255, 255, 255};
    std::vector<MapFrame> maps;
    std::vector<Mark> marks;  ///< furniture, in page millimetres
};

}  // namespace render
