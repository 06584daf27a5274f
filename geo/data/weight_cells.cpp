#include "geo/data/weight_cells.h"

#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace geo {
namespace {

/// Grids that know less of an area do not say where in it its children live.
constexpr double least_known = 0.9;

/// The side of the squares that built-up cells are put together to.
constexpr double square_m = 100;

/// Five-year groups that are looked at: to 99.
constexpr int groups_of_ages = 20;

/// A whole group, or a part of one; none for a grid whose ages lie in several.
std::optional<int> group_of(const AgeSpan& span) {
    const int group = span.first / 5;
    return span.last / 5 == group && group < groups_of_ages ? std::optional(group) : std::nullopt;
}

/// Which ages of either sex the grids hold.
class AgesHeld {
public:
    void add(const Grid& grid, const AgeSpan& span) {
        for (int age = span.first; age <= std::min(span.last, oldest_age); ++age) {
            if (grid.sex != "male") women_[static_cast<std::size_t>(age)] = true;
            if (grid.sex != "female") men_[static_cast<std::size_t>(age)] = true;
        }
    }
    bool holds(int age) const {
        return women_[static_cast<std::size_t>(age)] && men_[static_cast<std::size_t>(age)];
    }
    bool holds_group(int group) const {
        for (int age = 5 * group; age < 5 * group + 5; ++age)
            if (!holds(age)) return false;
        return true;
    }

private:
    std::array<bool, oldest_age + 1> women_{}, men_{};
};

bool is_aged(const Grid& grid) {
    return grid.holds(GridKind::population) && age_span(grid.ages);
}

/// Ages of children where their counts do not say them: from nursery school to the end of upper secondary.
constexpr AgeSpan learning_ages = {3, 18};

struct Wanted {
    AgeSpan span;
    bool stated = true;
};
Wanted wanted_ages(const Dataset& data, const DemandChoice& choice) {
    Wanted out{{oldest_age, 0}, true};
    const auto add = [&](const AgeSpan& span) {
        out.span = {std::min(out.span.first, span.first), std::max(out.span.last, span.last)};
    };
    bool any = false;
    for (const CountSeries& series : *data.counts) {
        if (!is_chosen(series, choice)) continue;
        any = true;
        auto span = age_span(series.age_band);
        out.stated = out.stated && span.has_value();
        if (!span) span = learning_ages;
        // "15+" of children ends where learning does.
        if (span->last >= oldest_age) span->last = std::max(learning_ages.last, span->first);
        add({std::min(span->first, oldest_age), std::min(span->last, oldest_age)});
    }
    return any ? out : Wanted{learning_ages, false};
}

double part_of_years(const AgeSpan& span, const AgeSpan& wanted) {
    const int both = std::min(span.last, wanted.last) - std::max(span.first, wanted.first) + 1;
    return both <= 0 ? 0 : static_cast<double>(both) / (span.last - span.first + 1);
}

}  // namespace

std::string ages_missing(const Dataset& data, const DemandChoice& choice) {
    AgesHeld held;
    for (const Grid& grid : *data.grids)
        if (is_aged(grid)) held.add(grid, *age_span(grid.ages));
    const AgeSpan wanted = wanted_ages(data, choice).span;
    std::string out;
    for (int age = wanted.first; age <= wanted.last; ++age) {
        if (held.holds(age)) continue;
        AgeSpan run{age, age};
        while (run.last < wanted.last && !held.holds(run.last + 1)) ++run.last;
        out += (out.empty() ? "" : ", ") + age_band(run);
        age = run.last;
    }
    return out;
}

Result<WeightCells> WeightCells::of(const Dataset& data, const DemandChoice& choice) {
    WeightCells out(data, choice.weights);
    const bool by_age = choice.weights == Weights::school_age;
    if (choice.weights == Weights::villages || (by_age && !ages_missing(data, choice).empty())) return out;
    const bool built_up = choice.weights == Weights::built_up;
    std::vector<std::pair<std::string, std::string>> stacks;
    for (const Grid& grid : *data.grids) {
        if (!grid.holds(built_up ? GridKind::land_cover : GridKind::population)) continue;
        if (!built_up && by_age != is_aged(grid)) continue;
        TRY(GridMap map, GridMap::of(grid));
        TRY(CellsOfAreas cells,
            cells_of_areas(grid, *data.areas, data.areas->finest(),
                           built_up ? std::optional<float>{built_up_class} : std::nullopt));
        const auto [width, height] = map.cell_metres();
        const double side = std::max(1.0, std::round(square_m / std::min(width, height)));
        const std::pair key{grid.ages, grid.sex};
        const auto stack = std::find(stacks.begin(), stacks.end(), key);
        const auto number = static_cast<std::uint32_t>(stack - stacks.begin());
        if (stack == stacks.end()) stacks.push_back(key);
        out.layers_.push_back({&grid,
                               std::move(map),
                               std::move(cells),
                               width * height,
                               static_cast<std::uint32_t>(side),
                               number,
                               {}});
    }
    out.stacks_ = static_cast<std::uint32_t>(stacks.size());
    if (by_age) out.add_shares(wanted_ages(data, choice).span);
    return out;
}

void WeightCells::add_shares(const AgeSpan& wanted) {
    const std::size_t areas = data_->areas->at(data_->areas->finest()).size();
    rescaled_.assign(areas, false);
    AgesHeld held;
    std::array<bool, groups_of_ages> whole{};
    for (const Layer& layer : layers_)
        if (const AgeSpan span = *age_span(layer.grid->ages); group_of(span)) held.add(*layer.grid, span);
    for (int g = 0; g < groups_of_ages; ++g) whole[static_cast<std::size_t>(g)] = held.holds_group(g);

    // People of each area in each group; a grid of tiles adds up.
    std::vector<std::array<double, groups_of_ages>> people(areas);
    std::vector<AgeSpan> spans;
    for (const Layer& layer : layers_) {
        const AgeSpan& span = spans.emplace_back(*age_span(layer.grid->ages));
        const auto group = group_of(span);
        for (std::size_t a = 0; group && a < areas; ++a)
            for (const std::uint32_t cell : layer.of(a))
                people[a][static_cast<std::size_t>(*group)] +=
                    static_cast<double>((*layer.grid->cells)[cell]);
    }
    for (std::size_t l = 0; l < layers_.size(); ++l) {
        const AgeSpan& span = spans[l];
        const double even = part_of_years(span, wanted);
        layers_[l].share.assign(areas, even);
        if (even == 0 || even == 1) continue;
        const auto group = group_of(span);
        if (!group || !whole[static_cast<std::size_t>(*group)]) {
            even_ = true;
            continue;
        }
        // The groups around that are known one after another.
        auto from = static_cast<std::size_t>(*group), to = from + 1;
        while (from > 0 && whole[from - 1]) --from;
        while (to < whole.size() && whole[to]) ++to;
        for (std::size_t a = 0; a < areas; ++a) {
            const SingleYears years = single_years(std::span(people[a]).subspan(from, to - from));
            even_ = even_ || years.even;
            rescaled_[a] = rescaled_[a] || years.rescaled;
            double all = 0, in = 0;
            for (int age = span.first; age <= span.last; ++age) {
                const double here = years.people[static_cast<std::size_t>(age) - 5 * from];
                all += here;
                if (wanted.holds(age)) in += here;
            }
            if (all > 0) layers_[l].share[a] = in / all;
        }
    }
}

bool WeightCells::knows(std::size_t area) const {
    // A cell of people without value is one where nobody lives, one of land cover is not known.  Cells are
    // counted by their middles: what a border makes of that is allowed for.
    std::vector<double> known_m2(stacks_, 0);
    std::vector<bool> needed(stacks_, false);
    double largest_cell_m2 = 0;
    for (const Layer& layer : layers_) {
        if (!layer.share.empty() && layer.share[area] == 0) continue;
        needed[layer.stack] = true;
        const auto& cells = weights_ == Weights::built_up ? layer.cells.known : layer.cells.all;
        if (cells[area] == 0) continue;
        known_m2[layer.stack] += layer.cell_m2 * cells[area];
        largest_cell_m2 = std::max(largest_cell_m2, layer.cell_m2);
    }
    if (largest_cell_m2 <= 0) return false;
    const double area_m2 = geodesic_area_m2(data_->areas->at(data_->areas->finest()).shape[area]);
    for (std::size_t s = 0; s < known_m2.size(); ++s)
        if (needed[s] && known_m2[s] + std::sqrt(area_m2 * largest_cell_m2) < least_known * area_m2)
            return false;
    return true;
}

/// The built-up cells of an area in squares of the grid: each stands on the cell that is nearest to the
/// middle of its own, ties by number.
void WeightCells::add_squares(std::uint32_t layer, std::size_t area, std::vector<WeightedCell>& out) const {
    const Layer& on = layers_[layer];
    const std::int64_t cell_m2 = std::max<std::int64_t>(1, std::llround(on.cell_m2));
    const std::uint32_t columns = on.grid->columns;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> squares;
    for (const std::uint32_t cell : on.of(area))
        squares[{cell / columns / on.side, cell % columns / on.side}].push_back(cell);
    for (const auto& [at, built_up] : squares) {
        double row = 0, column = 0;
        for (const std::uint32_t cell : built_up) {
            row += cell / columns;
            column += cell % columns;
        }
        const auto size = static_cast<double>(built_up.size());
        const auto distance = [&](std::uint32_t cell) {
            return std::hypot(cell / columns - row / size, cell % columns - column / size);
        };
        const auto middle =
            std::min_element(built_up.begin(), built_up.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return distance(a) < distance(b); });
        out.push_back({layer, *middle, cell_m2 * static_cast<std::int64_t>(built_up.size())});
    }
}

std::vector<WeightedCell> WeightCells::in(std::size_t area) const {
    std::vector<WeightedCell> out;
    if (!knows(area)) return out;
    for (std::uint32_t l = 0; l < layers_.size(); ++l) {
        const Layer& layer = layers_[l];
        if (weights_ == Weights::built_up) {
            add_squares(l, area, out);
            continue;
        }
        const double share = layer.share.empty() ? 1 : layer.share[area];
        if (share == 0) continue;
        for (const std::uint32_t cell : layer.of(area)) {
            const std::int64_t people = people_micro((*layer.grid->cells)[cell]);
            out.push_back({l, cell, share == 1 ? people : std::llround(static_cast<double>(people) * share)});
        }
    }
    if (std::none_of(out.begin(), out.end(), [](const WeightedCell& one) { return one.weight > 0; }))
        out.clear();
    return out;
}

LonLat WeightCells::middle(const WeightedCell& cell) const {
    const Layer& layer = layers_[cell.layer];
    return layer.map.middle(cell.cell / layer.grid->columns, cell.cell % layer.grid->columns);
}

void WeightCells::note_ages(const Dataset& data, const DemandChoice& choice, Demand& demand) const {
    if (weights_ != Weights::school_age || layers_.empty()) return;
    const Wanted wanted = wanted_ages(data, choice);
    demand.ages = {age_band(wanted.span), wanted.stated, even_, 0};
    for (std::size_t a = 0; a < demand.placed_on.size(); ++a)
        if (demand.placed_on[a] == PlacedOn::school_age && rescaled_[a]) ++demand.ages.areas_rescaled;
}

}  // namespace geo
