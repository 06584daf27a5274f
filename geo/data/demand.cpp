#include "geo/data/demand.h"

#include "geo/base/ensure.h"
#include "geo/data/weight_cells.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace geo {
namespace {

struct Cells {
    std::vector<std::int64_t> milli;
    std::vector<CellState> state;
    std::vector<bool> hides;  // any series hides a number here
    std::vector<bool> lacks;  // any series says that it has none here
};

/// The cells of all chosen series added up, by area of one level.  A value beats hidden beats no data.
Cells added_up(const Dataset& data, const DemandChoice& choice, Level level, bool& any_series) {
    const std::size_t areas = data.areas->at(level).size();
    Cells out{std::vector<std::int64_t>(areas, 0), std::vector<CellState>(areas, CellState::missing),
              std::vector<bool>(areas, false), std::vector<bool>(areas, false)};
    for (const CountSeries& series : *data.counts) {
        if (!is_chosen(series, choice)) continue;
        any_series = true;
        for (const CountCell& cell : series.cells) {
            if (cell.level != level || !cell.area.valid()) continue;
            const std::size_t row = cell.area.row();
            ENSURE(row < areas);
            if (cell.state == CellState::value) {
                out.milli[row] += cell.children_milli;
                out.state[row] = CellState::value;
            } else if (cell.state == CellState::suppressed) {
                out.hides[row] = true;
                if (out.state[row] == CellState::missing) out.state[row] = CellState::suppressed;
            } else {
                out.lacks[row] = true;
            }
        }
    }
    return out;
}

/// From the finest areas up: an area is counted where it has a number of its own or all areas in it do.
void add_counting(const Areas& areas, const std::array<Cells, 4>& cells, Demand& demand) {
    const auto finest = static_cast<std::size_t>(areas.finest());
    for (std::size_t l = finest + 1; l-- > 0;) {
        std::vector<Counting>& level = demand.counting[l];
        level.resize(areas.levels[l].size());
        std::vector<std::uint32_t> with_number(level.size(), 0);
        std::vector<bool> all_whole(level.size(), true);
        if (l < finest)
            for (std::size_t c = 0; c < demand.counting[l + 1].size(); ++c) {
                const Counting& below = demand.counting[l + 1][c];
                const std::size_t a = areas.levels[l + 1].parent[c].row();
                level[a].areas_without_data += below.areas_without_data;
                level[a].areas_hidden += below.areas_hidden;
                level[a].areas_in_part += below.areas_in_part;
                if (has_number(below.state)) ++with_number[a];
                if (!has_number(below.state) || below.state == CountState::partly) all_whole[a] = false;
            }
        for (std::size_t a = 0; a < level.size(); ++a) {
            Counting& here = level[a];
            const bool own = cells[l].state[a] == CellState::value;
            const bool hides = cells[l].hides[a];
            const bool whole = !hides && !cells[l].lacks[a];
            if (own) here = {};
            if (l == finest && !own) (hides ? here.areas_hidden : here.areas_without_data) = 1;
            if (l == finest && own && !whole) here.areas_in_part = 1;
            if (own ? whole : with_number[a] > 0 && all_whole[a])
                here.state = demand.total_milli[l][a] == 0 ? CountState::zero : CountState::counted;
            else if (own || with_number[a] > 0)
                here.state = CountState::partly;
            else
                here.state = hides || here.areas_hidden > 0 ? CountState::hidden : CountState::no_data;
        }
    }
}

}  // namespace

std::string measure_of(const CountSeries& series) {
    return series.id.substr(0, series.id.find('@'));
}

bool is_chosen(const CountSeries& series, const DemandChoice& choice) {
    if (choice.series.empty()) return series.in_total;
    return series.id == choice.series || measure_of(series) == choice.series;
}

ChosenFacts facts_of(const Dataset& data, const DemandChoice& choice) {
    ChosenFacts out;
    bool any = false;
    bool same_age = true;
    for (const CountSeries& series : *data.counts) {
        if (!is_chosen(series, choice)) continue;
        if (!any) out.age_band = series.age_band;
        same_age = same_age && series.age_band == out.age_band;
        any = true;
        if (!series.source.empty() &&
            std::find(out.sources.begin(), out.sources.end(), series.source) == out.sources.end())
            out.sources.push_back(series.source);
        const std::string& day = series.date_iso;
        if (day.empty()) continue;
        if (out.first_day.empty() || day < out.first_day) out.first_day = day;
        if (day > out.last_day) out.last_day = day;
    }
    if (!same_age) out.age_band.clear();
    return out;
}

const char* count_state_name(CountState state) {
    static constexpr std::array<const char*, 5> names = {"counted", "zero", "partly", "hidden", "no_data"};
    return names.at(static_cast<std::size_t>(state));
}

const char* weights_name(Weights weights) {
    static constexpr std::array<const char*, all_weights.size()> names = {"villages", "people", "built_up",
                                                                          "school_age"};
    return names.at(static_cast<std::size_t>(weights));
}

std::optional<Weights> weights_from_name(std::string_view name) {
    for (const Weights one : all_weights)
        if (name == weights_name(one)) return one;
    return std::nullopt;
}

bool has_weights(const std::vector<Grid>& grids, Weights weights) {
    const GridKind kind = weights == Weights::built_up ? GridKind::land_cover : GridKind::population;
    const bool by_age = weights == Weights::school_age;
    return weights == Weights::villages || std::any_of(grids.begin(), grids.end(), [&](const Grid& grid) {
               return grid.holds(kind) && grid.ages.empty() != by_age;
           });
}

const char* placed_on_name(PlacedOn placed) {
    static constexpr std::array<const char*, placed_on_count> names = {"", "villages", "people",
                                                                       "inner_point", "built_up"};
    return names.at(static_cast<std::size_t>(placed));
}

std::vector<std::int64_t> shared_out(std::int64_t total, const std::vector<std::int64_t>& weights) {
    std::vector<std::int64_t> parts(weights.size(), 0);
    if (weights.empty()) return parts;
    const bool even = std::all_of(weights.begin(), weights.end(), [](std::int64_t w) { return w <= 0; });
    const auto weight = [&](std::size_t i) {
        return even ? std::int64_t{1} : std::max<std::int64_t>(0, weights[i]);
    };
    __extension__ using Wide = __int128;
    Wide sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weight(i);
    std::vector<Wide> rest(weights.size());
    std::int64_t left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Wide product = static_cast<Wide>(total) * weight(i);
        parts[i] = static_cast<std::int64_t>(product / sum);
        rest[i] = product % sum;
        left -= parts[i];
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rest[a] > rest[b]; });
    for (std::size_t k = 0; left > 0; ++k, --left) ++parts[order[k]];
    return parts;
}

namespace {

PlacedOn placed_on(Weights weights) {
    if (weights == Weights::school_age) return PlacedOn::school_age;
    return weights == Weights::people ? PlacedOn::people : PlacedOn::built_up;
}

/// Puts the children of one finest area after another on points inside it.
class Placer {
public:
    static Result<Placer> of(const Dataset& data, const DemandChoice& choice) {
        Placer out(data, choice.weights);
        const Level finest = data.areas->finest();
        out.villages_.resize(data.areas->at(finest).size());
        for (std::size_t v = 0; v < data.villages->size(); ++v)
            if (const AreaId area = (*data.villages)[v].area; area.valid())
                out.villages_[area.row()].push_back(static_cast<std::uint32_t>(v));
        TRY(out.cells_, WeightCells::of(data, choice));
        return out;
    }

    /// What the area's children were put on; none where it has no point at all.
    PlacedOn place(std::size_t area, std::int64_t children_milli, Demand& demand) const {
        if (on_cells(area, children_milli, demand)) return placed_on(weights_);
        if (on_villages(area, children_milli, demand)) return PlacedOn::villages;
        const AreaLevel& level = data_->areas->at(data_->areas->finest());
        if (level.shape[area].empty()) return PlacedOn::none;
        add(area, level.inner[area], children_milli, VillageId{}, demand);
        return PlacedOn::inner_point;
    }

    void note_ages(const DemandChoice& choice, Demand& demand) const {
        cells_->note_ages(*data_, choice, demand);
    }

private:
    Placer(const Dataset& data, Weights weights) : data_(&data), weights_(weights) {}

    static void add(std::size_t area, LonLat at, std::int64_t children_milli, VillageId village,
                    Demand& demand) {
        if (children_milli == 0) return;
        demand.at.push_back(at);
        demand.area.emplace_back(area);
        demand.children_milli.push_back(children_milli);
        demand.village.push_back(village);
    }

    /// False where the grids say nothing of the area, or that nobody lives there.
    bool on_cells(std::size_t area, std::int64_t children_milli, Demand& demand) const {
        const std::vector<WeightedCell> cells = cells_->in(area);
        if (cells.empty()) return false;
        std::vector<std::int64_t> weights;
        for (const WeightedCell& one : cells) weights.push_back(one.weight);
        const auto parts = shared_out(children_milli, weights);
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (parts[i] != 0) add(area, cells_->middle(cells[i]), parts[i], VillageId{}, demand);
        return true;
    }

    bool on_villages(std::size_t area, std::int64_t children_milli, Demand& demand) const {
        const auto& rows = villages_[area];
        if (rows.empty()) return false;
        std::vector<std::int64_t> weights;
        for (const std::uint32_t v : rows) weights.push_back((*data_->villages)[v].weight);
        const auto parts = shared_out(children_milli, weights);
        for (std::size_t i = 0; i < parts.size(); ++i)
            add(area, (*data_->villages)[rows[i]].at, parts[i], VillageId{rows[i]}, demand);
        return true;
    }

    const Dataset* data_;
    std::vector<std::vector<std::uint32_t>> villages_;  ///< of each finest area, in the order of their rows
    Weights weights_;
    std::optional<WeightCells> cells_;
};

}  // namespace

Result<Demand> build_demand(const Dataset& data, const DemandChoice& choice) {
    const Areas& areas = *data.areas;
    const Level finest = areas.finest();
    Demand demand;
    bool any_series = false;
    std::array<Cells, 4> cells;
    for (const Level level : all_levels) {
        const auto l = static_cast<std::size_t>(level);
        cells[l] = added_up(data, choice, level, any_series);
        demand.total_milli[l] = cells[l].milli;
        demand.unplaced_milli[l] = cells[l].milli;
        if (level == finest) demand.state = cells[l].state;
    }
    if (!any_series) return fail(Fault::needs_counts);

    TRY(Placer placer, Placer::of(data, choice));
    auto& here = demand.unplaced_milli[static_cast<std::size_t>(finest)];
    demand.placed_on.assign(here.size(), PlacedOn::none);
    for (std::size_t a = 0; a < here.size(); ++a) {
        if (here[a] == 0) continue;
        const PlacedOn on = placer.place(a, here[a], demand);
        demand.placed_on[a] = on;
        if (on == PlacedOn::none) continue;
        ++demand.areas_on.at(static_cast<std::size_t>(on));
        here[a] = 0;
    }

    placer.note_ages(choice, demand);

    for (std::size_t l = 3; l > 0; --l) {
        const AreaLevel& level = areas.levels[l];
        for (std::size_t a = 0; a < level.size(); ++a)
            demand.total_milli[l - 1][level.parent[a].row()] += demand.total_milli[l][a];
    }
    add_counting(areas, cells, demand);
    return demand;
}

}  // namespace geo
