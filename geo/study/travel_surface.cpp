#include "geo/study/travel_surface.h"

#include "geo/data/demand.h"
#include "geo/data/locate.h"
#include "geo/geom/local_plane.h"
#include "geo/geom/measure.h"
#include "geo/study/destinations.h"
#include "geo/study/place_search.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace geo {
namespace {

/// The shapes in question and what they lie in.
struct Extent {
    Level level = Level::tambon;
    std::vector<bool> wanted;  // by row of the level
    Box box;
};

Result<Extent> extent_of(const Areas& areas, const std::string& code) {
    if (areas.at(areas.finest()).size() == 0) return fail(Fault::needs_areas);
    Extent out;
    out.level = areas.finest();
    AreaId only;
    if (!code.empty()) {
        for (const Level level : all_levels)
            if (const AreaId found = areas.find(level, code); found.valid() && !only.valid()) {
                only = found;
                out.level = level;
            }
        if (!only.valid() || areas.at(out.level).shape[only.row()].empty()) {
            Error error;
            error.fault = Fault::not_found;
            error.column = "--area";
            error.value = code;
            return fail(std::move(error));
        }
    }
    const AreaLevel& rows = areas.at(out.level);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        out.wanted.push_back(code.empty() || AreaId{row} == only);
        if (!out.wanted.back() || rows.shape[row].empty()) continue;
        const Box box = box_of(rows.shape[row]);
        out.box.add(LonLat{box.min_x, box.min_y});
        out.box.add(LonLat{box.max_x, box.max_y});
    }
    return out;
}

CellFrame frame_over(const Box& box, double cell_m) {
    const LocalPlane plane(LonLat{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2});
    CellFrame out;
    out.step_lon = cell_m / plane.x_per_degree;
    out.step_lat = cell_m / plane.y_per_degree;
    out.west = box.min_x;
    out.north = box.max_y;
    out.columns =
        static_cast<std::uint32_t>(std::max(1.0, std::ceil((box.max_x - box.min_x) / out.step_lon)));
    out.rows = static_cast<std::uint32_t>(std::max(1.0, std::ceil((box.max_y - box.min_y) / out.step_lat)));
    return out;
}

/// How many cells a frame has before they are made; whole numbers of them may not fit.
double cells_over(const Box& box, double cell_m) {
    const LocalPlane plane(LonLat{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2});
    return ((box.max_x - box.min_x) * plane.x_per_degree / cell_m + 1) *
           ((box.max_y - box.min_y) * plane.y_per_degree / cell_m + 1);
}

Result<double> cell_size(const Box& box, double wanted_m) {
    if (wanted_m == 0) {
        const auto fits = std::find_if(surface_cells_m.begin(), surface_cells_m.end(), [&](double cell_m) {
            return cells_over(box, cell_m) <= static_cast<double>(usual_surface_cells);
        });
        return fits == surface_cells_m.end() ? surface_cells_m.back() : *fits;
    }
    if (!(wanted_m >= 1 && wanted_m <= 100'000)) return fail(Fault::bad_value, {}, "1 - 100000");
    if (cells_over(box, wanted_m) > static_cast<double>(most_surface_cells)) return fail(Fault::too_large);
    return wanted_m;
}

std::vector<bool> cells_inside(const Areas& areas, const Extent& extent, const CellFrame& frame) {
    std::vector<LonLat> middles(frame.size());
    for (std::size_t cell = 0; cell < middles.size(); ++cell) middles[cell] = frame.middle(cell);
    const std::vector<AreaId> in = Locator(areas, extent.level).areas_at(middles);
    std::vector<bool> out(frame.size());
    for (std::size_t cell = 0; cell < in.size(); ++cell)
        out[cell] = in[cell].valid() && extent.wanted[in[cell].row()];
    return out;
}

std::uint32_t cost_of(const Trip& trip, Metric metric) {
    return trip.status == TripStatus::reached ? trip.cost(metric) : no_cost;
}

/// 1 for the first limit that holds the cost, 2 for the second, ...; one more than there are beyond all.
std::uint8_t band_of(std::uint32_t cost, const std::vector<std::uint32_t>& limits) {
    return static_cast<std::uint8_t>(std::lower_bound(limits.begin(), limits.end(), cost) - limits.begin() +
                                     1);
}

/// Whoever is counted in the areas, with a position: where, how many, and the cost of the own trip.
struct Child {
    std::size_t cell = 0;  ///< the frame's size where it lies beside the frame
    LonLat at;
    std::int64_t milli = 0;
    std::uint32_t cost = no_cost;
};

Result<std::vector<Child>> children_of(const Study& study, const Extent& extent, const CellFrame& frame) {
    TRY(const Demand demand, build_demand(*study.data, study.scenario().travel.children));
    const Areas& areas = *study.data->areas;
    std::vector<Child> out;
    for (std::size_t i = 0; i < demand.size(); ++i) {
        const AreaId area = areas.ancestor(areas.finest(), demand.area[i], extent.level);
        const std::size_t cell = frame.cell_at(demand.at[i]);
        if (demand.children_milli[i] > 0 && extent.wanted[area.row()])
            out.push_back({cell, demand.at[i], demand.children_milli[i], no_cost});
    }
    return out;
}

/// Draws the bands so that no child lies in one that its own trip is longer than.
Result<void> draw(TravelSurface& surface, const std::vector<Child>& children,
                  const std::vector<std::uint32_t>& limits) {
    const auto beyond = static_cast<std::uint8_t>(limits.size() + 1);
    std::vector<std::uint8_t> band(surface.frame.size(), beyond);
    for (std::size_t cell = 0; cell < band.size(); ++cell)
        if (surface.inside[cell]) band[cell] = band_of(surface.cost[cell], limits);
    const std::vector<std::uint8_t> by_middles = band;
    for (const Child& child : children)
        if (child.cell < band.size())
            band[child.cell] = std::max(band[child.cell], band_of(child.cost, limits));
    for (std::size_t cell = 0; cell < band.size(); ++cell)
        if (band[cell] != by_middles[cell]) ++surface.cells_moved;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        TravelBand one;
        one.limit = limits[i];
        for (const Child& child : children) {
            if (child.cost > limits[i]) continue;
            one.within_milli += child.milli;
            if (child.cell < band.size() && band[child.cell] <= i + 1) one.drawn_milli += child.milli;
        }
        surface.bands.push_back(std::move(one));
    }
    for (std::uint8_t& of : band)
        if (of == beyond) of = 0;
    TRY(std::vector<MultiPolygon> shapes,
        cell_outlines(surface.frame, band, static_cast<std::uint8_t>(limits.size())));
    for (std::size_t i = 0; i < limits.size(); ++i) surface.bands[i].shape = std::move(shapes[i]);
    return {};
}

}  // namespace

Result<TravelSurface> travel_surface(const Study& study, const SurfaceQuestion& question,
                                     const Progress& progress) {
    const std::vector<std::uint32_t>& limits = question.limits;
    if (limits.size() > 100 ||
        std::adjacent_find(limits.begin(), limits.end(), std::greater_equal<>()) != limits.end())
        return fail(Fault::bad_value);
    const Areas& areas = *study.data->areas;
    TRY(const Extent extent, extent_of(areas, question.area_code));
    const Destinations places = destinations(*study.data, study.scenario());
    if (places.fitting.empty()) return fail(Fault::needs_places);
    std::vector<LonLat> to;
    for (const std::uint32_t number : places.fitting) to.push_back(places.at(number));
    TravelSurface out;
    TRY(out.cell_m, cell_size(extent.box, question.cell_m));
    out.frame = frame_over(extent.box, out.cell_m);
    out.inside = cells_inside(areas, extent, out.frame);
    std::vector<Child> children;
    if (!limits.empty()) {
        TRY(children, children_of(study, extent, out.frame));
        // Homes at the border may lie in cells whose middle is abroad.
        for (const Child& child : children)
            if (child.cell < out.inside.size()) out.inside[child.cell] = true;
    }

    std::vector<LonLat> from;
    for (std::size_t cell = 0; cell < out.inside.size(); ++cell)
        if (out.inside[cell]) from.push_back(out.frame.middle(cell));
    for (const Child& child : children) from.push_back(child.at);
    TRY(const PlaceSearch search, PlaceSearch::of(study, progress.part(0, 0.4, "analysis.stage.network")));
    TRY(const PlaceSearch::Found found,
        search.nearest(from, to, question.metric, progress.part(0.4, 1, "analysis.stage.search")));
    out.estimate = search.estimate();
    out.cost.assign(out.frame.size(), no_cost);
    std::size_t next = 0;
    for (std::size_t cell = 0; cell < out.inside.size(); ++cell)
        if (out.inside[cell]) out.cost[cell] = cost_of(found.trips[next++], question.metric);
    for (Child& child : children) child.cost = cost_of(found.trips[next++], question.metric);
    if (!limits.empty()) TRY_VOID(draw(out, children, limits));
    return out;
}

}  // namespace geo
