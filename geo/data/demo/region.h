// The made-up region before it becomes files: terrain on a lattice of hexagons, areas grown over it, towns,
// villages, roads, places and counts.  Private to the demonstration.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/read_layers.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace geo::demo {

/// Hexagons of one side length in rows; odd rows are shifted by half a width.  Positions in kilometres.
struct Lattice {
    int columns = 0, rows = 0;
    double side_km = 0.75;
    std::vector<double> height;  ///< 0 in the plain, 1 on the ridges
    std::vector<bool> land;
    std::vector<bool> river;
    std::size_t size() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
    double x_km(std::size_t cell) const;
    double y_km(std::size_t cell) const;
    /// Up to six neighbours on the lattice, into `out`; the count.
    int neighbours(std::size_t cell, std::size_t (&out)[6]) const;
};

LonLat lonlat_from_km(double x_km, double y_km);  ///< rounded to 1e-7 degrees

Lattice make_lattice(std::uint64_t seed);

struct Division {
    std::vector<std::uint32_t> tambon_of;    ///< by cell; none for sea
    std::vector<std::size_t> centre;         ///< cell of each tambon's main village
    std::vector<std::uint32_t> amphoe_of;    ///< by tambon
    std::vector<std::uint32_t> province_of;  ///< by amphoe
    std::vector<std::size_t> town;           ///< cell of each amphoe's town
    std::vector<std::size_t> capital;        ///< cell of each province's town
};
Division divide(const Lattice& lattice, std::uint64_t seed);

struct Region {
    std::array<std::vector<AreaRow>, 4> areas;
    std::vector<Village> villages;
    std::vector<Place> places;
    std::vector<CountSeries> counts;  ///< cells refer to the rows of tambon, ascending by code
    Roads roads;
};
Result<Region> make_region(std::uint64_t seed, const Progress& progress);

/// Parts of make_region.
void add_areas(Region& region, const Lattice& lattice, const Division& division, std::uint64_t seed);
void add_roads_and_people(Region& region, const Lattice& lattice, const Division& division,
                          std::uint64_t seed);

/// A composed name that was not used before.
struct Name {
    std::string th, en;
};
class Names {
public:
    explicit Names(std::uint64_t seed) : seed_(seed) {}
    Name area();  ///< of a tambon or an amphoe
    Name village();
    static Name province(std::size_t number);

private:
    Name fresh(bool village);
    std::uint64_t seed_;
    std::vector<std::string> used_;
};

}  // namespace geo::demo
