// What is to be made: the small region of five provinces, or the whole country from its hand-written outline.
// Private to the demonstration.
//
// The plane: kilometres east and north.  The region's is a plain one; the country's is sinusoidal around
// 101 degrees east (equal-area), since half a degree of latitude more makes every tambon narrower.
#pragma once

#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/data/demo/names.h"
#include "geo/data/demo/watch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace geo::demo {

/// A point of the made-up plane, in kilometres.
struct Km {
    double x = 0, y = 0;
};
double far(Km a, Km b);
/// Distance of `p` from the segment a-b.
double far_from_segment(Km p, Km a, Km b);

struct Plane {
    bool sinusoidal = false;
    LonLat lonlat(Km at) const;  ///< rounded to 1e-7 degrees
    Km km(LonLat at) const;
};

struct PlannedProvince {
    std::string code;
    Name name;
    Km middle;
    double area_km2 = 0;
    double people = 0;
    std::size_t amphoe = 0;
    double children = 0;  ///< out of learning; 0: its share of the country's
};

/// The hand-written land.  Empty for the region, whose land is noise alone.
struct Outline {
    enum class Beyond : std::uint8_t { sea, abroad };
    struct Side {
        Km a, b;
        Beyond beyond = Beyond::sea;
    };
    struct Ridge {
        double height = 0, reach_km = 0;
        std::vector<Km> line;
    };
    std::vector<std::vector<Side>> lands;  ///< closed rings: the mainland, then islands
    std::vector<std::vector<Side>> lakes;
    std::vector<Ridge> ridges;
    std::vector<std::vector<Km>> rivers;  ///< from the mouth upwards
};

struct Plan {
    bool country = false;
    double width_km = 400, height_km = 360;
    double side_km = 0.52;  ///< of the lattice's hexagons
    Plane plane;
    Outline outline;
    std::vector<PlannedProvince> provinces;
    std::size_t tambon = 450;
    double villages = 4000;
    std::size_t hamlets = 30;
    std::size_t river_ferries = 3;
    std::size_t ways_out = 3;  ///< trunk roads that leave
    std::size_t centres = 17;
    std::size_t units = 32;
    int field_darts = 60000;
    double children = 0;    ///< out of learning in all tambon that sent a number; 0: as it comes
    std::size_t nodes = 0;  ///< of the roads, about; 0: as the region has them
    Watch watch;
};

Plan region_plan();
/// Reads the embedded files of assets/demo.  They are ours: a mistake in them ends the program.
Plan country_plan();

}  // namespace geo::demo
