// The scene of a map from a study and its results: classes, colours, borders by scale, roads, symbols,
// labels, legend. The window and the page call the same functions.
#pragma once

#include "geo/base/words.h"
#include "geo/study/results.h"
#include "geo/study/study.h"
#include "render/classify.h"
#include "render/palette.h"
#include "render/scene.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace render {

/// The value of an indicator in every area of a level, and why it has none.
struct IndicatorColumn {
    std::vector<double> value;                    ///< NaN without a value
    std::vector<geo::CellState> state;            ///< value, missing (no data), suppressed
    std::vector<bool> no_children;                ///< a true zero: nobody to reach
    std::vector<std::int64_t> not_reached_milli;  ///< for the legend's bars
};
IndicatorColumn indicator_column(const geo::Study& study, const geo::Results* results,
                                 geo::Indicator indicator, geo::Level level);

/// Classes and colours of the current map style, made once for map, legend and page.
struct Choropleth {
    IndicatorColumn column;
    Classes classes;
    std::vector<Rgba> colours;             ///< by class
    std::vector<AreaFill> fills;           ///< by area
    std::vector<std::string> class_words;  ///< "90 and over", "70 – 89", ...
    std::vector<std::size_t> class_areas;  ///< areas in each class
    std::vector<std::int64_t> class_not_reached_milli;
    std::vector<std::size_t> legend_order;  ///< classes from the least need to the greatest
    std::size_t areas_no_data = 0, areas_suppressed = 0, areas_zero = 0;
};
Choropleth choropleth(const geo::Study& study, const geo::Results* results, Theme theme, geo::Lang lang);

/// An area that a page is about: the rest becomes quiet ground around it.
struct Focus {
    geo::Level level = geo::Level::country;
    geo::AreaId area;
};
/// Counts areas and children by class again, of the focus alone; classes and colours stay those of the whole
/// study, so that pages of two provinces can be laid side by side.
void count_areas(Choropleth& choropleth, const geo::Study& study, const std::optional<Focus>& focus);

struct MapOptions {
    Theme theme = Theme::light;
    geo::Lang lang = geo::Lang::th;
    double mm_per_px = 25.4 / 96;  ///< size of a design pixel: the window's px, the page's 0.22 mm
    std::vector<geo::AreaId> selected;
    std::size_t label_limit = 400;
    bool on_paper = false;          ///< legend with the number of areas instead of bars
    bool compact = false;           ///< narrow legend without numbers
    bool points_drawn = true;       ///< the view is near enough for schools and villages: the legend has them
    bool units_drawn = true;        ///< the same for learning units
    std::optional<Focus> focus;     ///< none: the whole study
    std::vector<geo::Box> covered;  ///< frame millimetres under furniture: no labels there
    std::vector<geo::AreaId>
        numbered;  ///< of the map's level: discs 1, 2, 3, ... as the page's table has them
};

/// Fills, borders by scale, roads, symbols, selection and labels of one frame.
MapFrame map_frame(const geo::Study& study, const geo::Results* results, const Choropleth& choropleth,
                   std::shared_ptr<const Basemap> base, std::shared_ptr<const RoadLines> roads,
                   const View& view, const MapOptions& options);

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
bool units_drawn(const geo::Study& study, const View& view, const MapOptions& options);

/// Title of the map: "Children who reach learning within 30 min, by tambon"; says estimate where it is one.
std::string map_title(const geo::Study& study, const geo::Results* results, geo::Lang lang);

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
