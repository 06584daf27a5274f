// The map in the middle of the window: pan, zoom, hover, choose, and the cards that lie on it.  What is drawn
// comes from render::map_frame and a MapPainter; here are the view and the pointer alone.
//
// The trap: while the view moves, labels and symbols of the last settled frame are shifted with it; labels
// are placed anew only when it stands still.
#pragma once

#include "app/frame.h"
#include "app/map_picture.h"
#include "app/map_sight.h"
#include "app/road_pen.h"
#include "geo/geom/measure.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace app {

class MapArea {
public:
    /// Where the handle of a folded column stands that begins at x; after draw() in the same frame.
    float handle_top(float x) const;
    /// `covered_right`: window pixels at the right that a drawer lies over; cards, the view of everything and
    /// the selection keep clear of it.
    void draw(const Frame& frame, Outbox& out, MapPainter& painter, float x, float y, float width,
              float height, float covered_right = 0);
    /// Zoom and pan by the keyboard or the zoom block.
    void act(Action action);
    /// The areas became others: nothing is under the pointer, no menu is open.
    void forget() {
        under_ = menu_of_ = {};
        held_unit_ = {};
        placing_ = false;
        pen_.lay_down();
        if (drag_ == Drag::unit) drag_ = Drag::none;
        clicked_.reset();
        followed_ = {};
    }
    /// Moves only where the point cannot be seen.
    void bring_to_sight(geo::Metres at);
    /// The whole way is seen, and not as a speck.
    void show(const geo::ExplainedTrip& trip);
    /// The same of a chain of ways.
    void show(const geo::ReferralWay& way);
    /// Shows the whole box with a margin.
    /// `points`: what of the box should lie under no card, the most important first.
    void zoom_to(const geo::Box& box, std::vector<geo::Metres> points = {});

    bool dragging() const { return drag_ != Drag::none; }
    /// None where no unit is being dragged.
    geo::UnitId dragged_unit() const { return drag_ == Drag::unit ? held_unit_ : geo::UnitId{}; }
    /// The next click on the map puts a unit there.
    void begin_placing() {
        placing_ = true;
        pen_.lay_down();
    }
    /// The pointer is about to put a unit, or has one in hand.
    bool has_in_hand() const { return placing_ || drag_ == Drag::unit || pen_.in_hand(); }
    /// The next clicks draw a road, or close the one that is clicked.
    void take(RoadTool tool) {
        pen_.take(tool);
        placing_ = false;
    }
    /// Ends that: a unit in hand goes back to where it was.
    void let_go() {
        placing_ = false;
        pen_.lay_down();
        goes_back_ = drag_ == Drag::unit;
    }
    /// Under the pointer, where it is on the map and a unit may stand there.
    const std::optional<geo::LonLat>& pointed() const { return pointed_; }
    /// Under the pointer when it was last on the map.
    const std::optional<geo::LonLat>& cursor() const { return cursor_; }
    double scale_denominator() const { return view_.scale_denominator(); }
    /// The view moves, or has only just come to rest.
    bool moving() const {
        return flight_ || now_ < moving_until_ || drag_ != Drag::none || (made_ && cards_ != made_of_.cards);
    }
    /// A tip is about to appear.
    bool tip_waits() const { return under_.valid() && !tip_shown_; }
    const render::View& view() const { return view_; }
    /// Where a point of the plane lies in the window, window pixels.
    render::PointMm window_of(geo::Metres at) const;

private:
    enum class Drag : std::uint8_t { none, pan, box, unit };
    /// What lies on the map, in its millimetres.
    struct Cover {
        double left = 0, top = 0, right = 0, bottom = 0;
        bool operator==(const Cover&) const = default;
    };
    /// What the settled frame was made of.
    struct MadeOf {
        std::shared_ptr<const render::Basemap> base;
        std::shared_ptr<const render::RoadLines> roads;
        std::shared_ptr<const geo::Dataset> data;
        geo::MapStyle map;
        geo::Travel travel;
        std::vector<geo::PlannedUnit> units;
        std::vector<geo::PlaceChange> changes;
        Selection selection;
        std::uint64_t choropleth = 0;
        render::Theme theme = render::Theme::light;
        geo::Lang lang = geo::Lang::th;
        std::shared_ptr<const geo::TravelBands> bands;
        bool bands_old = false;
        std::vector<Cover> cards;  ///< that labels keep clear of
        bool operator==(const MadeOf&) const = default;
    };
    struct Flight {
        render::View from, to;
        double began = 0;
    };

    // map_area.cpp
    void follow(const Frame& frame);
    void fly(render::View to);
    void zoom_at(render::PointMm at, double factor, bool eased);
    void pointer(const Frame& frame, Outbox& out);
    void click(const Frame& frame, Outbox& out, geo::AreaId area) const;
    void choose_box(const Frame& frame, Outbox& out) const;
    void paint(const Frame& frame, MapPainter& painter);
    void outline(const Frame& frame, geo::AreaId area) const;
    geo::AreaId area_at(const Frame& frame, render::PointMm at) const;
    render::PointMm mm_at(float x, float y) const;
    MapSight sight() const;
    double least_metres_per_mm() const { return 2; }

    // map_units.cpp
    geo::UnitId unit_at(const Frame& frame, render::PointMm at) const;
    const geo::Place* place_at(const Frame& frame, render::PointMm at) const;
    std::optional<geo::LonLat> spot_at(const Frame& frame, render::PointMm at) const;
    void drag_unit(const Frame& frame, Outbox& out);
    void put_back(Outbox& out);
    void dress(const Frame& frame, const render::MapOptions& options);
    void unit_tip(const Frame& frame) const;
    void placing_hint(const Frame& frame, Outbox& out);
    void menu_of_place(const Frame& frame, Outbox& out, bool& done);

    // map_home.cpp: views that keep clear of what lies on the map
    render::View view_of(const geo::Box& box, double margin) const;
    void home(const Frame& frame);
    bool hidden_at_home(const Frame& frame);
    static std::span<const geo::Metres> middles_of(const Frame& frame);
    double hidden_part(std::span<const geo::Metres> points, const render::View& view) const;
    render::View clear_of_cards(std::span<const geo::Metres> points, const geo::Box& box,
                                const render::View& whole) const;
    bool all_in_sight(const render::View& view, std::span<const geo::Metres> points) const;
    void cover(float x, float y, float width, float height);
    void keep_names_off(float x, float y, float width, float height);
    Cover with_air(float x, float y, float width, float height, float air_x, float air_y) const;
    bool in_sight(const render::View& view, geo::Metres at) const;
    void show_selection(const Frame& frame);

    // map_cards.cpp
    void cards(const Frame& frame, Outbox& out, MapPainter& painter);
    std::vector<std::string> title_lines(const std::string& title, float room) const;
    /// Its width and height.
    std::pair<float, float> title_card(const Frame& frame, Outbox& out, float right) const;
    void legend_card(const Frame& frame, MapPainter& painter);
    void zoom_block(const Frame& frame, Outbox& out) const;
    void tip(const Frame& frame, geo::AreaId area) const;
    void menu(const Frame& frame, Outbox& out);
    void empty(const Frame& frame, Outbox& out) const;

    MapPlace place_;
    render::View view_;
    double free_mm_ = 0;                       ///< of the map's width, left of a drawer
    std::vector<Cover> covers_, home_covers_;  ///< with air around them: the view of everything keeps clear
    std::vector<Cover> cards_;                 ///< as they lie: labels keep clear
    std::optional<bool> legend_open_;          ///< as the user wants it
    float legend_h_ = 0;                       ///< of the frame before, unfolded
    double home_metres_per_mm_ = 1000;
    std::weak_ptr<const render::Basemap> of_base_;
    bool at_home_ = true;
    bool home_asked_ = true;
    bool cards_follow_ = false;
    std::optional<geo::Box> box_asked_;
    std::vector<geo::Metres> points_asked_;
    Selection followed_;                  ///< the selection that was brought into sight last
    std::optional<geo::Metres> clicked_;  ///< where the map itself was clicked for it
    std::optional<Flight> flight_;
    double moving_until_ = 0;
    double now_ = 0;

    Drag drag_ = Drag::none;
    float drag_x_ = 0, drag_y_ = 0;
    geo::Metres drag_centre_;

    render::MapFrame settled_, moved_;
    MadeOf made_of_;
    bool made_ = false;
    bool recoloured_ = false;  ///< since it was made: names still have the halos of the colours before

    geo::UnitId held_unit_;    ///< pressed on
    geo::LonLat held_from_;    ///< where it was then
    bool off_ground_ = false;  ///< the pointer is where no unit may stand
    bool goes_back_ = false;   ///< with the next frame
    bool spent_ = false;       ///< the button is still down, but nothing hangs on it any more
    bool placing_ = false;
    RoadPen pen_;
    std::optional<RoadPen::Hit> menu_road_;
    std::optional<geo::LonLat> pointed_, menu_at_;
    std::string menu_place_id_, menu_place_name_;  ///< of the place under the menu; "" for none

    geo::AreaId under_;  ///< of the map's level, under the pointer
    double under_since_ = 0;
    geo::AreaId menu_of_;
    bool tip_shown_ = false;
    std::optional<geo::LonLat> cursor_;
    std::optional<geo::Plane> plane_;
};

}  // namespace app
