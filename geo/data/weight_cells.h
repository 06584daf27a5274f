// The cells of grids that an area's children are shared out over: by people, by people of the children's
// ages, by built-up ground.  Private to geo/data; demand.h is the door.
//
// The trap: a grid that knows a part of an area alone would draw all its children there.
#pragma once

#include "geo/data/ages.h"
#include "geo/data/demand.h"
#include "geo/data/grid_areas.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

/// A cell that stands for itself, or for the built-up cells around it.
struct WeightedCell {
    std::uint32_t layer = 0;
    std::uint32_t cell = 0;
    std::int64_t weight = 0;
};

class WeightCells {
public:
    /// O(cells).  The dataset must outlive it.
    static Result<WeightCells> of(const Dataset& data, const DemandChoice& choice);

    /// Empty where the grids say too little of the finest area, or that nobody lives there.
    std::vector<WeightedCell> in(std::size_t area) const;
    LonLat middle(const WeightedCell& cell) const;
    /// What stood behind the shares of ages, of the areas that were placed by them.
    void note_ages(const Dataset& data, const DemandChoice& choice, Demand& demand) const;

private:
    struct Layer {
        const Grid* grid = nullptr;
        GridMap map;
        CellsOfAreas cells;
        double cell_m2 = 0;       ///< of its middle cell
        std::uint32_t side = 1;   ///< of a square, in cells
        std::uint32_t stack = 0;  ///< layers of one stack lie beside each other, stacks on each other
        std::vector<double>
            share;  ///< by finest area: of its people, those of the children's ages; empty: all

        std::span<const std::uint32_t> of(std::size_t area) const {
            return std::span(cells.cell)
                .subspan(cells.first[area], cells.first[area + 1] - cells.first[area]);
        }
    };

    WeightCells(const Dataset& data, Weights weights) : data_(&data), weights_(weights) {}
    bool knows(std::size_t area) const;
    void add_squares(std::uint32_t layer, std::size_t area, std::vector<WeightedCell>& out) const;
    /// O(cells + areas x layers).
    void add_shares(const AgeSpan& wanted);

    const Dataset* data_;
    Weights weights_;
    std::vector<Layer> layers_;
    std::uint32_t stacks_ = 1;
    std::vector<bool> rescaled_;  ///< by finest area
    bool even_ = false;
};

}  // namespace geo
