// Values on a grid of cells: people, heights, land cover.  Kept as the file has them, in its own map system;
// only where a point is asked for does its place become a cell.
//
// The trap: a cell without a value is not zero.  It holds Grid::no_value and counts nowhere; and people are
// weights for sharing out counts, never a count of children.
#pragma once

#include "geo/base/result.h"
#include "geo/geom/crs.h"
#include "geo/geom/shape.h"

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geo {

enum class GridKind : std::uint8_t { population, elevation, land_cover };
/// "population", "elevation", "land_cover".
const char* grid_kind_name(GridKind kind);
std::optional<GridKind> grid_kind_from(std::string_view name);

struct Grid {
    static constexpr float no_value = std::numeric_limits<float>::lowest();

    GridKind kind = GridKind::population;
    std::string source;  ///< SourceFile::file
    std::string crs = "EPSG:4326";
    /// x = a[0] + a[1] column + a[2] row, y = a[3] + a[4] column + a[5] row, of a cell's upper left corner.
    std::array<double, 6> to_map{0, 1, 0, 0, 0, -1};
    std::uint32_t columns = 0, rows = 0;
    std::string vintage;  ///< year that the values are of, ISO; "" where nobody said
    std::string ages;     ///< population: "5-9" (age_span); "" for people of all ages
    std::string sex;      ///< population of some ages: "female", "male"; "" for both
    /// Row by row from the first; people, metres above the sea, or a class.  Never null; empty only in a
    /// stand-in without cells.
    std::shared_ptr<const std::vector<float>> cells = std::make_shared<const std::vector<float>>();

    std::size_t size() const { return std::size_t{columns} * rows; }
    /// Of this kind, and more than a stand-in.
    bool holds(GridKind of) const { return kind == of && size() > 0 && !cells->empty(); }
    /// Compares the values themselves.
    bool operator==(const Grid& other) const;
};

/// Where the cells of a grid lie.  The grid must outlive it.
class GridMap {
public:
    /// Fault::unknown_crs, bad_value where the cells have no extent.
    static Result<GridMap> of(const Grid& grid);

    /// Middle of a cell; NaN where its map system has no such place.
    LonLat middle(std::size_t row, std::size_t column) const;
    /// Column and row as they lie on the grid, with fractions: the upper left corner of the first cell is 0,
    /// 0.
    std::array<double, 2> on_grid(LonLat at) const;
    void to_grid(std::span<LonLat> points) const;
    /// The value of the cell that holds the point; none outside, and where it has none.
    std::optional<float> value_at(LonLat at) const;
    /// Between the middles of the four cells around, by distance (bilinear); those without a value do not
    /// count.  None where the cell of the point itself has none.
    std::optional<double> between_at(LonLat at) const;
    /// Longitudes and latitudes that the grid lies in.
    Box box() const;
    /// Width and height of the middle cell in metres.
    std::array<double, 2> cell_metres() const;

private:
    GridMap(const Grid& grid, Transform transform) : grid_(&grid), transform_(std::move(transform)) {}
    const Grid* grid_;
    Transform transform_;
    std::array<double, 4> inverse_{};  ///< of the 2 x 2 part of to_map
};

/// Classes of land cover by the codes of ESA WorldCover: 10 trees ... 100 moss and lichen.  The words of a
/// class are land_cover.<code>.
inline constexpr std::array<int, 11> land_cover_classes = {10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100};
bool is_land_cover_class(float value);
inline constexpr int built_up_class = 50;

}  // namespace geo
