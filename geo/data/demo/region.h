// The made-up region before it becomes files.  It is made as a country comes about: hills and a coast, water
// that runs down from them, borders along ridges and rivers, towns in the plains, roads between the towns,
// villages beside the roads, and last the children.  Private to the demonstration.
//
// The trap: every step reads the steps before it, so that a changed number early on changes all that follows.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/demo/demo.h"
#include "geo/data/demo/plan.h"
#include "geo/data/read_layers.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace geo::demo {

inline constexpr std::uint32_t none = 0xffffffffU;

enum class Water : std::uint8_t { dry, stream, river, great_river };

/// Hexagons in rows; odd rows are shifted by half a width.  It is larger than the region, so that the outer
/// border comes about as the inner ones do.
struct Lattice {
    std::uint32_t columns = 0, rows = 0;
    double side_km = 0.52;
    std::vector<double> height;  ///< 0 in the plain, 1 on the ridges
    std::vector<double> wander;  ///< how much a border or road dislikes the cell; about 1
    std::vector<std::uint8_t> land;
    std::vector<std::uint8_t> abroad;  ///< land of neighbours; empty where there are none
    std::vector<Water> water;
    std::vector<std::uint32_t> down;  ///< where the water of a cell runs to; none for outlets
    Watch watch;

    std::size_t size() const { return height.size(); }
    Km at(std::size_t cell) const;
    /// The cell that holds a point.  O(1).
    std::size_t cell_at(Km point) const;
    /// Up to six neighbours on the lattice, into `out`; the count.
    std::size_t neighbours(std::size_t cell, std::array<std::uint32_t, 6>& out) const;
    /// The largest water whose middle line the way from a to b crosses; they lie within a cell of each other.
    Water crossed(Km a, Km b) const;
};
/// True where the two segments cross or touch.
bool segments_meet(Km a, Km b, Km c, Km d);

Lattice make_lattice(const Plan& plan, std::uint64_t seed);

/// Who owns which cell.  Rows of the levels are those of Region::areas.
struct Division {
    std::vector<std::uint32_t> tambon_of;    ///< by cell; none for sea and for other provinces
    std::vector<std::size_t> centre;         ///< cell of each tambon's main village
    std::vector<std::uint32_t> amphoe_of;    ///< by tambon
    std::vector<std::uint32_t> province_of;  ///< by amphoe
    std::vector<std::size_t> town;           ///< cell of each amphoe's town
    std::vector<std::uint32_t> town_tambon;  ///< by amphoe: the tambon of its town
    std::vector<std::uint32_t> capital;      ///< by province: the amphoe of its town
    bool ours(std::size_t cell) const { return tambon_of[cell] != none; }
    bool is_capital(std::size_t amphoe) const { return capital[province_of[amphoe]] == amphoe; }
};
Division divide(const Plan& plan, const Lattice& lattice, std::uint64_t seed);

/// A village before it has a name.
struct Settlement {
    Km at;
    std::uint32_t tambon = 0;
    std::uint32_t people = 0;
    bool main = false;     ///< the tambon's main village
    bool in_town = false;  ///< a quarter of an amphoe's town
    bool remote = false;   ///< a hamlet that no road of the others reaches
};

/// A main road as it lies in the land, before it has junctions.
struct Highway {
    RoadClass road_class = RoadClass::secondary;
    std::vector<Km> line;  ///< about 150 m apart; lines meet where they share an end
};
std::vector<Highway> make_highways(const Plan& plan, const Lattice& lattice, const Division& division,
                                   std::uint64_t seed);

/// The part from the point `first` to `last` of a Catmull-Rom curve through all, about `sample_km` between
/// two of its own; ends included.
std::vector<Km> curve(const std::vector<Km>& points, std::size_t first, std::size_t last, double sample_km);

/// Of settlements: everything but names.
std::vector<Settlement> settle(const Plan& plan, const Lattice& lattice, const Division& division,
                               const std::vector<Highway>& highways, std::uint64_t seed);

/// A place where roads meet or bend.
struct RoadPoint {
    enum class Kind : std::uint8_t { highway, town, village, field };
    Km at;
    Kind kind = Kind::field;
    std::uint32_t group = none;       ///< town or village that it belongs to
    std::int32_t row = 0, place = 0;  ///< in the grid of a town
};
struct RoadEdge {
    std::uint32_t a = 0, b = 0;
    double length_km = 0;
    RoadClass road_class = RoadClass::track;
    Surface surface = Surface::unpaved;
    OneWay one_way = OneWay::no;
    bool dry_only = false;
    bool given = false;  ///< part of a highway: `line` is its shape, ends included
    std::vector<Km> line;
};
struct RoadGraph {
    std::vector<RoadPoint> points;
    std::vector<RoadEdge> edges;
    std::vector<std::uint32_t> of_settlement;  ///< the point nearest its middle; none where remote
};
RoadGraph make_road_graph(const Plan& plan, const Lattice& lattice, const Division& division,
                          const std::vector<Highway>& highways, const std::vector<Settlement>& settlements,
                          std::uint64_t seed);
/// Parts of make_road_graph: who is joined with whom, and what sort of road that is.
void join_points(const Plan& plan, const Lattice& lattice, const Division& division, RoadGraph& graph,
                 std::uint64_t seed);
void rank_edges(const Lattice& lattice, const Division& division, const std::vector<Settlement>& settlements,
                RoadGraph& graph, std::uint64_t seed);
/// Part of rank_edges: what leads to the remote hamlets, where anything does.
void add_hamlet_roads(const Lattice& lattice, const Division& division,
                      const std::vector<Settlement>& settlements, RoadGraph& graph, std::uint64_t seed);
/// Curves, bridges, ways.
Roads draw_roads(const Plan& plan, const Lattice& lattice, const RoadGraph& graph, std::uint64_t seed);

struct Extras;

struct Region {
    std::array<std::vector<AreaRow>, 4> areas;
    std::vector<Village> villages;
    std::vector<Place> places;
    std::vector<CountSeries> counts;  ///< cells refer to the rows of a level, ascending by code
    Roads roads;
    std::shared_ptr<const Extras> extras;  ///< of the country
};
Plan plan_of(const DemoOptions& options);
Result<Region> make_region(const Plan& plan, std::uint64_t seed, const Progress& progress);

/// Parts of make_region.
void add_areas(const Plan& plan, Region& region, const Lattice& lattice, const Division& division,
               std::uint64_t seed);
/// Borders wind, settlements were put on the lattice: who came to lie beyond the border of the own tambon
/// moves to the nearest place inside.  Needs the areas.
void keep_inside(const Plan& plan, const Region& region, std::vector<Settlement>& settlements);
void add_people(const Plan& plan, Region& region, const Lattice& lattice, const Division& division,
                const std::vector<Settlement>& settlements, std::uint64_t seed);

}  // namespace geo::demo
