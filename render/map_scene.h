// The scene of a map from a study and its results: classes, colours, borders by scale, roads, symbols,
// labels, legend. The window and the page call the same functions.
#pragma once

#include "geo/base/words.h"
#include "geo/study/doubt.h"
#include "geo/study/results.h"
#include "geo/study/study.h"
#include "geo/study/travel_bands.h"
#include "render/classify.h"
#include "render/palette.h"
#include "render/scene.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace render {

/// The value of an indicator in every area of a level, and why it has none.  Children are whole, as the table
/// prints them.
struct IndicatorColumn {
    std::vector<double> value;          ///< NaN without a value; infinite minutes where most have no way
    std::vector<geo::CellState> state;  ///< value, missing (no data), suppressed
    /// The coarser level whose own number holds an area that has none; nothing where the area has one, or
    /// is in no sum.
    std::vector<std::optional<geo::Level>> counted_with;
    std::vector<bool> no_children;     ///< a true zero: nobody to reach
    std::vector<std::int64_t> behind;  ///< children that the legend shows behind a class
    std::vector<geo::Doubt> doubt;     ///< empty where nothing is counted
};
/// Children in a number of a coarser level: where an area has no number of its own and one above it has one
/// for all in it.  The words of page and command line, which count what is in no sum, do not count such an
/// area; legend, tip and panel do not either.
std::optional<geo::Level> counted_with(const geo::Areas& areas, const geo::Demand& demand, geo::Level level,
                                       geo::AreaId area);
IndicatorColumn indicator_column(const geo::Study& study, const geo::Results* results,
                                 geo::Indicator indicator, geo::Level level);

/// What is no ordinary number keeps looks of its own, on the map and in the legend.
struct NumberlessFills {
    AreaFill no_data, suppressed, counted_with, zero;
};
NumberlessFills numberless_fills(Theme theme);

/// An area that a page is about: the rest becomes quiet ground around it.
struct Focus {
    geo::Level level = geo::Level::country;
    geo::AreaId area;
    bool operator==(const Focus&) const = default;
};

/// Classes and colours of the current map style, made once for map, legend and page.
struct Choropleth {
    IndicatorColumn column;
    Classes classes;
    std::vector<Rgba> colours;               ///< by class
    std::vector<AreaFill> fills;             ///< by area
    std::vector<std::string> class_words;    ///< "90 and over", "70 – 89", ...
    std::vector<std::size_t> class_areas;    ///< areas in each class
    std::vector<std::int64_t> class_behind;  ///< whole children behind each class
    std::vector<std::size_t> legend_order;   ///< classes from the least need to the greatest
    std::size_t areas_no_data = 0, areas_suppressed = 0, areas_zero = 0;
    std::size_t areas_counted_with = 0;             ///< in a number of the level above
    geo::Level counted_with = geo::Level::country;  ///< the coarsest level that does so
    /// Of the areas in classes, those whose number asks for care, and why; hatched where the style says so.
    std::size_t areas_in_doubt = 0, areas_old = 0, areas_few = 0, areas_modelled = 0;
    std::vector<Focus> about;  ///< what is counted; none: all
};
Choropleth choropleth(const geo::Study& study, const geo::Results* results, Theme theme, geo::Lang lang);

/// Counts areas and children by class again, of the areas in `about` alone (none: all); classes and colours
/// stay those of the whole study, so that pages of two provinces can be laid side by side.
void count_areas(Choropleth& choropleth, const geo::Study& study, const std::vector<Focus>& about);

struct MapOptions {
    Theme theme = Theme::light;
    geo::Lang lang = geo::Lang::th;
    double mm_per_px = 25.4 / 96;  ///< size of a design pixel: the window's px, the page's 0.22 mm
    std::vector<geo::AreaId> selected;
    std::size_t label_limit = 400;
    bool on_paper = false;          ///< flat cards; bars in the legend where there is room
    bool compact = false;           ///< narrow legend without numbers
    bool points_drawn = true;       ///< the view is near enough for schools and villages: the legend has them
    bool units_drawn = true;        ///< the same for learning units
    bool barriers_drawn = true;     ///< the same for rivers and other barriers
    std::optional<Focus> focus;     ///< none: the whole study
    std::vector<geo::Box> covered;  ///< frame millimetres under furniture: no labels there
    /// Units of the plan; the window draws its own, which move with the pointer (unit_marks).  Names keep
    /// clear of them in any case.
    bool planned_drawn = true;
    std::vector<geo::AreaId>
        numbered;  ///< of the map's level: discs 1, 2, 3, ... as the page's table has them
    /// Drawn instead of the classes, which legend and title then do not tell; null: none.
    std::shared_ptr<const geo::TravelBands> bands;
    bool bands_old = false;  ///< of results before these: pale, and the legend says so
};

/// Near is strong; beyond the last limit is `ground`.  No other meaning has a colour on such a map.
struct BandColours {
    std::vector<Rgba> bands;
    Rgba ground;
};
BandColours band_colours(std::size_t bands, Theme theme, bool old);
/// What stands beside the colours: children by their own trips, whole, of the areas that are told about
/// (none: all).  Rows from the nearest band on, then who is beyond the last limit; with `unplaced` they add
/// up to all.
struct BandNumbers {
    std::vector<std::int64_t> children;
    std::int64_t unplaced = 0;
};
BandNumbers band_numbers(const geo::TravelBands& bands, const std::vector<Focus>& about);
/// "Up to 15 min", "15 to 30 min", ..., "Over 60 min, or no way".
std::vector<std::string> band_words(const geo::TravelBands& bands, geo::Lang lang);

/// Fills, borders by scale, roads, symbols, selection and labels of one frame.
MapFrame map_frame(const geo::Study& study, const geo::Results* results, const Choropleth& choropleth,
                   std::shared_ptr<const Basemap> base, std::shared_ptr<const RoadLines> roads,
                   const View& view, const MapOptions& options);

/// Gives a frame the colours of another choropleth of the same areas; all else stays where it is.
void recolour(MapFrame& frame, const Choropleth& choropleth, const MapOptions& options);

/// What is done to a unit of the plan.
struct UnitInHand {
    geo::UnitId chosen, dragged;
    geo::LonLat from;  ///< where the dragged one was
};
/// The units of the scenario that are in view, and where a dragged one came from; the one in hand last.
/// New roads of the plan and pieces that it closes, as far as `results` know of them; a new road that meets
/// no road at an end is dashed.
std::vector<PathMark> road_marks(const geo::Study& study, const geo::Results* results,
                                 geo::LonLat plane_centre, const View& view, const MapOptions& options);
std::vector<SymbolMark> unit_marks(const geo::Study& study, geo::LonLat plane_centre, const View& view,
                                   const MapOptions& options, const UnitInHand& in_hand);
/// How far from its middle a unit can be taken hold of, design pixels.
inline constexpr double unit_reach_px = 16;

/// Schools and villages are drawn at 1 : n of this and larger scales alone: further out they would cover the
/// country.
inline constexpr double points_denominator = 1.2e6;
bool points_drawn(const View& view, const MapOptions& options);

/// Learning units are drawn at every scale while they are few.  Where there are more, a map of the whole
/// country (1 : n, n above `country_denominator`) would be nothing but their symbols, and they come nearer
/// in.
inline constexpr double country_denominator = 4e6;
inline constexpr std::size_t units_on_a_country = 250;
bool units_drawn(const geo::Study& study, double denominator);
/// Rivers and other barriers: not on a map of the whole country.
bool barriers_drawn(const View& view, const MapOptions& options);
bool units_drawn(const geo::Study& study, const View& view, const MapOptions& options);

/// Title of the map: "Children who reach learning within 30 min, by tambon"; says estimate where it is one.
/// Of bands where they are drawn.
std::string map_title(const geo::Study& study, const geo::Results* results, geo::Lang lang,
                      const geo::TravelBands* bands = nullptr);

/// Furniture as marks, placed with its top left (or as named) corner at `at`, in millimetres; `unit_mm` is
/// one design pixel.  Each returns the marks and their box.
struct Furniture {
    std::vector<Mark> marks;
    double width_mm = 0, height_mm = 0;
};
Furniture legend(const geo::Study& study, const Choropleth& choropleth, const MapOptions& options,
                 PointMm at);
Furniture scale_bar(const View& view, const geo::LonLat& at_centre, const MapOptions& options,
                    PointMm bottom_right);
Furniture north_arrow(const MapOptions& options, PointMm bottom_right);
Furniture made_up_badge(const MapOptions& options, PointMm top_right);

}  // namespace render
