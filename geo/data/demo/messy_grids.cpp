// Grids as senders write them.
#include "geo/data/demo/messy_private.h"
#include "geo/data/demo/write_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geo::demo {
namespace {

constexpr double step = 0.02;
constexpr float nobody = -9999;

Box box_of(const Region& region) {
    Box out;
    for (const AreaRow& row : region.areas[3])
        for (const Polygon& polygon : row.shape)
            for (const LonLat& at : polygon.outer) out.add(at);
    return out;
}

CellGrid empty_over(const Box& box, float value) {
    CellGrid out;
    out.step = step;
    out.west = std::floor(box.min_x * 10) / 10;
    out.north = std::ceil(box.max_y * 10) / 10;
    out.columns = static_cast<std::size_t>(std::ceil((box.max_x - out.west) / step));
    out.rows = static_cast<std::size_t>(std::ceil((out.north - box.min_y) / step));
    out.value.assign(out.columns * out.rows, value);
    return out;
}

/// The inhabitants of the villages; `none` where nobody lives.
CellGrid people_of(const Region& region, float none) {
    CellGrid out = empty_over(box_of(region), none);
    for (const Village& village : region.villages) {
        const auto column = static_cast<std::size_t>((village.at.lon - out.west) / step);
        const auto row = static_cast<std::size_t>((out.north - village.at.lat) / step);
        float& cell = out.value[row * out.columns + column];
        if (cell == none) cell = 0;
        cell += static_cast<float>(village.weight);
    }
    return out;
}

/// Hills that rise to the north, to 2,200 m.
CellGrid heights_of(const Region& region) {
    CellGrid out = empty_over(box_of(region), 0);
    for (std::size_t row = 0; row < out.rows; ++row)
        for (std::size_t column = 0; column < out.columns; ++column)
            out.value[row * out.columns + column] = static_cast<float>(
                std::round(2200.0 * static_cast<double>(out.rows - row) / static_cast<double>(out.rows)));
    return out;
}

Wanted wanted_grid(const char* kind, const CellGrid& grid, float none, std::string notes) {
    Wanted out;
    out.kind = kind;
    out.missing = std::count(grid.value.begin(), grid.value.end(), none);
    out.rows_in = out.loaded = static_cast<std::int64_t>(grid.value.size()) - out.missing;
    out.notes = std::move(notes);
    return out;
}

std::string text_grid(const CellGrid& grid) {
    std::string out =
        fmt::format("ncols {}\nnrows {}\nxllcorner {:.6f}\nyllcorner {:.6f}\ncellsize {:.6f}\n", grid.columns,
                    grid.rows, grid.west, grid.north - step * static_cast<double>(grid.rows), step);
    for (std::size_t row = 0; row < grid.rows; ++row) {
        for (std::size_t column = 0; column < grid.columns; ++column)
            out += fmt::format("{}{:g}", column > 0 ? " " : "", grid.value[row * grid.columns + column]);
        out += "\n";
    }
    return out;
}

}  // namespace

Result<void> add_messy_grids(MessyFolder& folder, const Region& region) {
    const auto add = [&](const std::string& name, const CellGrid& grid, const GridFile& as,
                         const Wanted& wanted) -> Result<void> {
        TRY_VOID(write_grid(grid, as, folder.path() + "/" + name));
        return folder.expect(name, wanted);
    };
    const CellGrid people = people_of(region, nobody);
    GridFile tagged;
    tagged.nodata = nobody;
    GridFile without_crs = tagged;
    without_crs.says_crs = false;
    TRY_VOID(add("46_people_without_map_system.tif", people, without_crs,
                 wanted_grid("population", people, nobody, "Degrees of Thailand: taken as such, and said.")));
    TRY_VOID(
        add("47_nobody_is_minus_9999.tif", people, {},
            wanted_grid("population", people, nobody,
                        "The sign for no value is not told: no value all the same, never -9999 people.")));
    CellGrid elsewhere = people;
    elsewhere.west = 3;
    elsewhere.north = 48;
    TRY_VOID(add("48_people_of_another_country.tif", elsewhere, tagged,
                 wanted_nothing("population", "refuse", 0, "It lies nowhere near the areas.")));
    CellGrid shares = people;
    for (float& cell : shares.value)
        if (cell != nobody) cell = std::min(1.0F, cell / 3000);
    Wanted asked = wanted_grid("population", shares, nobody, "No cell above one: shares, not people.");
    asked.must = "ask";
    TRY_VOID(add("49_people_in_shares.tif", shares, tagged, asked));
    CellGrid negative = people_of(region, 0);
    for (std::size_t c = 0; c < 30; ++c) negative.value[c * 7] = -3.5F;
    Wanted held = wanted_grid("population", negative, nobody, "Fewer than no people: these cells are held.");
    held.must = "ask";
    held.rejected = 30;
    held.loaded -= 30;
    TRY_VOID(folder.add("50_fewer_than_no_people.asc", text_grid(negative), held));
    CellGrid feet = heights_of(region);
    for (float& cell : feet.value) cell = std::round(cell / 0.3048F);
    GridFile in_feet;
    in_feet.type = GridFile::Type::whole;
    in_feet.unit = "ft";
    TRY_VOID(add("51_elevation_in_feet.tif", feet, in_feet,
                 wanted_grid("elevation", feet, nobody, "The unit is told: metres after it, and said.")));
    in_feet.unit.clear();
    Wanted high = wanted_grid("elevation", feet, nobody, "7,200 m in Thailand: asked whether it is feet.");
    high.must = "ask";
    return add("52_elevation_in_feet_untold.tif", feet, in_feet, high);
}

}  // namespace geo::demo
