#include "geo/network/speed_rows.h"

#include "geo/base/ensure.h"

#include <algorithm>

namespace geo {
namespace {

template <class Table>
auto& row_in(Table& table, std::size_t row) {
    ENSURE(row < speed_row_count);
    if (is_ground_row(row)) return table.ground.at(row - speed_row_ground);
    switch (row) {
        case speed_row_unpaved:
            return table.unpaved;
        case speed_row_to_road:
            return table.to_road;
        case speed_row_straight_line:
            return table.straight_line;
        case speed_row_wait:
            return table.wait;
        case speed_row_transfer:
            return table.transfer;
        case speed_row_ferry_wait:
            return table.ferry_wait;
        default:
            return table.classes.at(row);
    }
}

/// Whoever takes the boat walks to the road, too.
bool goes_on_foot(std::size_t row, Mode mode) {
    return mode == Mode::walk || row == speed_row_to_road || is_ground_row(row);
}

/// After a number of the row changed.
void tell_source(SpeedTable& table, std::size_t at, const SourceWords& own) {
    SpeedRow& row = speed_row(table, at);
    const SpeedRow& standard = speed_row(standard_speeds(), at);
    if (same_numbers(row, standard)) {
        row = standard;
        return;
    }
    row.source_th = own.th;
    row.source_en = own.en;
}

}  // namespace

const char* speed_unit_name(SpeedUnit unit) {
    switch (unit) {
        case SpeedUnit::factor:
            return "factor";
        case SpeedUnit::minutes:
            return "min";
        default:
            return "km/h";
    }
}

SpeedRowFacts speed_row_facts(std::size_t row) {
    ENSURE(row < speed_row_count);
    if (is_ground_row(row)) {
        constexpr std::array<const char*, ground_kind_count> names = {
            "ground_bare", "ground_low", "ground_medium", "ground_dense", "ground_water"};
        return {names.at(row - speed_row_ground), SpeedUnit::kmh, 0, 30, 0, 1};
    }
    switch (row) {
        case speed_row_unpaved:
            return {"unpaved", SpeedUnit::factor, 0, 1, 0, 1};
        case speed_row_to_road:
            return {"to_road", SpeedUnit::kmh, 0.5, 30, 0.1, 1};
        case speed_row_straight_line:
            return {"straight_line", SpeedUnit::kmh, 0.5, 150, 0.1, 1};
        case speed_row_wait:
            return {"wait", SpeedUnit::minutes, 0, 240, 0.1, 10};
        case speed_row_transfer:
            return {"transfer", SpeedUnit::minutes, 0, 240, 0.1, 10};
        case speed_row_ferry_wait:
            return {"ferry_wait", SpeedUnit::minutes, 0, 240, 0.1, 10};
        default:
            return {road_class_name(static_cast<RoadClass>(row)), SpeedUnit::kmh, 0, 150, 0, 1};
    }
}

SpeedRow& speed_row(SpeedTable& table, std::size_t row) {
    return row_in(table, row);
}

const SpeedRow& speed_row(const SpeedTable& table, std::size_t row) {
    return row_in(table, row);
}

double rainy_factor(const SpeedTable& table, std::size_t row, Mode mode) {
    return goes_on_foot(row, mode) ? speed_row(table, row).rainy_on_foot : speed_row(table, row).rainy;
}

bool same_numbers(const SpeedRow& a, const SpeedRow& b) {
    return a.by_mode == b.by_mode && a.rainy == b.rainy && a.rainy_on_foot == b.rainy_on_foot &&
           a.low == b.low && a.high == b.high;
}

std::vector<std::size_t> changed_speed_rows(const SpeedTable& table) {
    std::vector<std::size_t> out;
    for (std::size_t row = 0; row < speed_row_count; ++row)
        if (!same_numbers(speed_row(table, row), speed_row(standard_speeds(), row))) out.push_back(row);
    return out;
}

std::vector<std::size_t> changed_speed_rows(const SpeedTable& table, Mode mode) {
    std::vector<std::size_t> out = changed_speed_rows(table);
    std::erase_if(out, [&](std::size_t row) {
        const SpeedRow& own = speed_row(table, row);
        const SpeedRow& standard = speed_row(standard_speeds(), row);
        return own.of(mode) == standard.of(mode) && own.low == standard.low && own.high == standard.high &&
               rainy_factor(table, row, mode) == rainy_factor(standard_speeds(), row, mode);
    });
    return out;
}

void set_speed(SpeedTable& table, std::size_t row, Mode mode, double value, const SourceWords& own) {
    const SpeedRowFacts facts = speed_row_facts(row);
    speed_row(table, row).by_mode.at(static_cast<std::size_t>(mode)) =
        std::clamp(value, facts.least, facts.greatest);
    tell_source(table, row, own);
}

void set_rainy(SpeedTable& table, std::size_t row, Mode mode, double factor, const SourceWords& own) {
    const SpeedRowFacts facts = speed_row_facts(row);
    SpeedRow& changed = speed_row(table, row);
    (goes_on_foot(row, mode) ? changed.rainy_on_foot : changed.rainy) =
        std::clamp(factor, facts.least_rainy, facts.greatest_rainy);
    tell_source(table, row, own);
}

void set_source(SpeedTable& table, std::size_t row, const SourceWords& words) {
    SpeedRow& changed = speed_row(table, row);
    if (same_numbers(changed, speed_row(standard_speeds(), row))) return;
    changed.source_th = words.th;
    changed.source_en = words.en;
}

double at_pace(const SpeedRow& row, double value, Pace pace) {
    if (pace == Pace::low) return value * row.low;
    return pace == Pace::high ? value * row.high : value;
}

double wait_minutes(const SpeedRow& row, const ProfileChoice& choice) {
    return at_pace(row, row.of(choice.mode) * (choice.season == Season::rainy ? row.rainy : 1), choice.pace);
}

}  // namespace geo
