#include "geo/data/grid.h"

#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

constexpr std::array<const char*, 3> kind_names = {"population", "elevation", "land_cover"};

}  // namespace

const char* grid_kind_name(GridKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<GridKind> grid_kind_from(std::string_view name) {
    for (std::size_t k = 0; k < kind_names.size(); ++k)
        if (name == kind_names[k]) return static_cast<GridKind>(k);
    return std::nullopt;
}

bool Grid::operator==(const Grid& other) const {
    return kind == other.kind && source == other.source && crs == other.crs && to_map == other.to_map &&
           columns == other.columns && rows == other.rows && vintage == other.vintage && ages == other.ages &&
           sex == other.sex && (cells == other.cells || *cells == *other.cells);
}

Result<GridMap> GridMap::of(const Grid& grid) {
    TRY(Transform transform, Transform::to_wgs84(grid.crs));
    const auto& a = grid.to_map;
    const double determinant = a[1] * a[5] - a[2] * a[4];
    const bool sound = std::all_of(a.begin(), a.end(), [](double one) { return std::isfinite(one); });
    if (!sound || !std::isfinite(determinant) || determinant == 0) {
        Error error;
        error.fault = Fault::bad_value;
        error.file = grid.source;
        return fail(std::move(error));
    }
    GridMap out(grid, std::move(transform));
    out.inverse_ = {a[5] / determinant, -a[2] / determinant, -a[4] / determinant, a[1] / determinant};
    return out;
}

LonLat GridMap::middle(std::size_t row, std::size_t column) const {
    const auto& a = grid_->to_map;
    const double u = static_cast<double>(column) + 0.5, v = static_cast<double>(row) + 0.5;
    LonLat at[1] = {{a[0] + a[1] * u + a[2] * v, a[3] + a[4] * u + a[5] * v}};
    transform_.apply(at);
    return at[0];
}

void GridMap::to_grid(std::span<LonLat> points) const {
    transform_.apply_back(points);
    const auto& a = grid_->to_map;
    for (LonLat& p : points) {
        const double x = p.lon - a[0], y = p.lat - a[3];
        p = {inverse_[0] * x + inverse_[1] * y, inverse_[2] * x + inverse_[3] * y};
    }
}

std::array<double, 2> GridMap::on_grid(LonLat at) const {
    LonLat one[1] = {at};
    to_grid(one);
    return {one[0].lon, one[0].lat};
}

std::optional<float> GridMap::value_at(LonLat at) const {
    const auto [u, v] = on_grid(at);
    if (!(u >= 0 && v >= 0 && u < grid_->columns && v < grid_->rows)) return std::nullopt;
    const float value =
        (*grid_->cells)[static_cast<std::size_t>(v) * grid_->columns + static_cast<std::size_t>(u)];
    if (value == Grid::no_value) return std::nullopt;
    return value;
}

std::optional<double> GridMap::between_at(LonLat at) const {
    if (!value_at(at)) return std::nullopt;
    const auto [u, v] = on_grid(at);
    const double left = std::floor(u - 0.5), top = std::floor(v - 0.5);
    double sum = 0, weights = 0;
    for (int i = 0; i < 4; ++i) {
        const double column = left + i % 2, row = top + i / 2;
        if (column < 0 || row < 0 || column >= grid_->columns || row >= grid_->rows) continue;
        const float value =
            (*grid_
                  ->cells)[static_cast<std::size_t>(row) * grid_->columns + static_cast<std::size_t>(column)];
        if (value == Grid::no_value) continue;
        const double weight = (1 - std::abs(u - 0.5 - column)) * (1 - std::abs(v - 0.5 - row));
        sum += weight * static_cast<double>(value);
        weights += weight;
    }
    if (!(weights > 0)) return std::nullopt;
    return sum / weights;
}

Box GridMap::box() const {
    // Borders of a map system bend in another: points along them, not only the corners.
    Box out;
    constexpr int steps = 16;
    const auto& a = grid_->to_map;
    for (int i = 0; i <= steps; ++i)
        for (int k = 0; k <= steps; ++k) {
            if (i != 0 && i != steps && k != 0 && k != steps) continue;
            const double u = static_cast<double>(grid_->columns) * i / steps;
            const double v = static_cast<double>(grid_->rows) * k / steps;
            LonLat at[1] = {{a[0] + a[1] * u + a[2] * v, a[3] + a[4] * u + a[5] * v}};
            transform_.apply(at);
            if (std::isfinite(at[0].lon) && std::isfinite(at[0].lat)) out.add(at[0]);
        }
    return out;
}

std::array<double, 2> GridMap::cell_metres() const {
    const std::size_t row = grid_->rows / 2, column = grid_->columns / 2;
    const LonLat here = middle(row, column);
    return {geodesic_metres(here, middle(row, column + 1)), geodesic_metres(here, middle(row + 1, column))};
}

bool is_land_cover_class(float value) {
    return std::any_of(land_cover_classes.begin(), land_cover_classes.end(),
                       [&](int one) { return static_cast<float>(one) == value; });
}

}  // namespace geo
