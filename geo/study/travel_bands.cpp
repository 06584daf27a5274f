#include "geo/study/travel_bands.h"

#include "geo/data/locate.h"
#include "geo/geom/measure.h"
#include "geo/study/place_search.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace geo {
namespace {

constexpr std::array<std::uint32_t, 3> usual_band_ms = {15 * 60'000, 30 * 60'000, 60 * 60'000};
constexpr std::array<std::uint32_t, 3> usual_band_mm = {3'000'000, 6'000'000, 10'000'000};

class BandMaker {
public:
    BandMaker(const Study& study, const Results& results, const BandsQuestion& question)
        : study_(study), results_(results), plane_(question.plane_centre), most_(question.most_cells) {
        out_.plane_centre = question.plane_centre;
        out_.limits = band_limits(study.scenario().travel);
        out_.estimate = results.estimate;
    }

    Result<std::shared_ptr<const TravelBands>> made(const std::string& area_code, const Progress& progress) {
        if (out_.limits.empty() || out_.limits.size() > most_bands) return fail(Fault::too_large);
        TRY_VOID(find_areas(area_code));
        lay_cells();
        TRY_VOID(find_wanted(progress.part(0, 0.2, "analysis.stage.search")));
        TRY_VOID(route(progress.part(0.2, 0.95, "analysis.stage.search")));
        hold_back_for_children();
        for (std::uint8_t& one : out_.band)
            if (one > out_.limits.size()) one = 0;
        for (const Threshold& limit : out_.limits) out_.coverage.push_back(table_of(limit));
        progress.at(1);
        return std::make_shared<const TravelBands>(std::move(out_));
    }

private:
    Metric metric() const { return out_.limits.front().metric; }

    Result<void> find_areas(const std::string& code) {
        const Areas& areas = *study_.data->areas;
        level_ = areas.finest();
        if (areas.at(level_).size() == 0) return fail(Fault::needs_areas);
        if (!code.empty()) {
            for (const Level level : all_levels)
                if (const AreaId found = areas.find(level, code); found.valid() && !only_.valid()) {
                    only_ = found;
                    only_level_ = level;
                }
            if (!only_.valid()) return fail(Fault::not_found, {}, code);
        }
        const AreaLevel& rows = areas.at(level_);
        for (std::uint32_t row = 0; row < rows.size(); ++row) {
            wanted_area_.push_back(!only_.valid() ||
                                   areas.ancestor(level_, AreaId{row}, only_level_) == only_);
            if (!wanted_area_.back()) continue;
            for (const Polygon& polygon : rows.shape[row])
                for (const LonLat corner : polygon.outer) box_.add(plane_.metres_from_lonlat(corner));
        }
        return box_.empty() ? Result<void>{fail(Fault::needs_areas)} : Result<void>{};
    }

    /// A cell more on each side: what lies across the border of an area is drawn as far as the border.
    void lay_cells() {
        const auto cells_along = [](double length, double cell_m) { return std::ceil(length / cell_m) + 2; };
        out_.cell_m = band_cells_m.back();
        for (const double cell_m : band_cells_m) {
            const double columns = cells_along(box_.width(), cell_m),
                         rows = cells_along(box_.height(), cell_m);
            if (columns * rows > static_cast<double>(most_) || std::max(columns, rows) > most_band_side)
                continue;
            out_.cell_m = cell_m;
            break;
        }
        out_.columns = static_cast<std::uint32_t>(cells_along(box_.width(), out_.cell_m));
        out_.rows = static_cast<std::uint32_t>(cells_along(box_.height(), out_.cell_m));
        out_.west = box_.min_x - out_.cell_m;
        out_.north = box_.max_y + out_.cell_m;
        out_.band.assign(std::size_t{out_.columns} * out_.rows, 0);
    }

    /// Cells whose middle lies in the areas, and those beside them.
    Result<void> find_wanted(const Progress& progress) {
        const Locator locator(*study_.data->areas, level_);
        std::vector<bool> inside(out_.size());
        std::vector<LonLat> row(out_.columns);
        for (std::size_t r = 0; r < out_.rows; ++r) {
            if (progress.cancelled()) return fail(Fault::cancelled);
            for (std::size_t c = 0; c < out_.columns; ++c)
                row[c] = plane_.lonlat_from_metres(out_.middle(r * out_.columns + c));
            const std::vector<AreaId> in = locator.areas_at(row);
            for (std::size_t c = 0; c < out_.columns; ++c)
                inside[r * out_.columns + c] = in[c].valid() && wanted_area_[in[c].row()];
            progress.at(static_cast<double>(r + 1) / out_.rows);
        }
        for (std::size_t r = 0; r < out_.rows; ++r)
            for (std::size_t c = 0; c < out_.columns; ++c)
                if (touches(inside, r, c)) cells_.push_back(r * out_.columns + c);
        return {};
    }

    bool touches(const std::vector<bool>& inside, std::size_t r, std::size_t c) const {
        for (std::size_t y = r == 0 ? 0 : r - 1; y <= std::min<std::size_t>(r + 1, out_.rows - 1); ++y)
            for (std::size_t x = c == 0 ? 0 : c - 1; x <= std::min<std::size_t>(c + 1, out_.columns - 1); ++x)
                if (inside[y * out_.columns + x]) return true;
        return false;
    }

    /// The middles of the cells and the villages, also those without a child.
    Result<void> route(const Progress& progress) {
        std::vector<LonLat> to, from;
        for (const std::uint32_t number : results_.destinations.fitting)
            to.push_back(results_.destinations.at(number));
        const std::vector<Village>& villages = *study_.data->villages;
        from.reserve(cells_.size() + villages.size());
        for (const std::size_t cell : cells_) from.push_back(plane_.lonlat_from_metres(out_.middle(cell)));
        for (const Village& village : villages) from.push_back(village.at);
        TRY(const PlaceSearch::Found found,
            PlaceSearch::of(study_, results_).nearest(from, to, metric(), progress));
        for (std::size_t i = 0; i < cells_.size(); ++i) out_.band[cells_[i]] = band_of(found.trips[i]);
        for (std::size_t i = 0; i < villages.size(); ++i)
            hold_back(villages[i].at, found.trips[cells_.size() + i]);
        return {};
    }

    /// 1 for the first limit that holds the trip, ...; one more than there are beyond all.
    std::uint8_t band_of(const Trip& trip) const {
        const auto found = std::find_if(out_.limits.begin(), out_.limits.end(),
                                        [&](const Threshold& limit) { return covers(limit, trip); });
        return static_cast<std::uint8_t>(found - out_.limits.begin() + 1);
    }

    void hold_back(LonLat at, const Trip& trip) {
        const std::size_t cell = out_.cell_at(plane_.metres_from_lonlat(at));
        if (cell == out_.size() || out_.band[cell] == 0) return;
        const std::uint8_t own = band_of(trip);
        if (own <= out_.band[cell]) return;
        out_.band[cell] = own;
        ++out_.cells_moved;
    }

    const std::vector<Trip>& trips() const {
        return metric() == Metric::length ? *results_.length_trips : *results_.time_trips;
    }

    void hold_back_for_children() {
        const Demand& demand = *results_.demand;
        for (std::size_t i = 0; i < demand.size(); ++i) hold_back(demand.at[i], trips()[i]);
    }

    CoverageTable table_of(const Threshold& limit) const {
        for (const CoverageTable& table : results_.coverage)
            if (table.within == limit) return table;
        return geo::coverage(*study_.data->areas, *results_.demand, trips(), *results_.time_trips, limit);
    }

    const Study& study_;
    const Results& results_;
    const Plane plane_;
    const std::size_t most_;
    Level level_ = Level::tambon, only_level_ = Level::country;
    AreaId only_;
    std::vector<bool> wanted_area_;
    Box box_;
    std::vector<std::size_t> cells_;
    TravelBands out_;
};

}  // namespace

std::size_t TravelBands::cell_at(Metres at) const {
    const double x = std::floor((at.x - west) / cell_m), y = std::floor((north - at.y) / cell_m);
    if (!(x >= 0 && y >= 0 && x < columns && y < rows)) return size();
    return static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x);
}

std::vector<Threshold> band_limits(const Travel& travel) {
    std::vector<Threshold> out;
    if (travel.within.empty()) return out;
    const Metric metric = travel.within.front().metric;
    const auto add = [&](const Threshold& limit) {
        if (limit.metric == metric) out.push_back(limit);
    };
    for (const Threshold& limit : travel.within) add(limit);
    if (out.size() == 1)
        for (const std::uint32_t limit : metric == Metric::time ? usual_band_ms : usual_band_mm)
            add({metric, limit});
    std::sort(out.begin(), out.end(),
              [](const Threshold& a, const Threshold& b) { return a.limit < b.limit; });
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<std::shared_ptr<const TravelBands>> travel_bands(const Study& study, const Results& results,
                                                        const BandsQuestion& question,
                                                        const Progress& progress) {
    return BandMaker{study, results, question}.made(question.area_code, progress);
}

}  // namespace geo
