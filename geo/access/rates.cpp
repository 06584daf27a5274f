#include "geo/access/rates.h"

#include "geo/base/ensure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geo {

std::optional<Interval> wilson(double part, double whole) {
    if (whole <= 0) return std::nullopt;
    constexpr double z = 1.959964, z2 = z * z;
    const double p = part / whole;
    const double middle = p + z2 / (2 * whole);
    const double half = z * std::sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole));
    const double scale = 1 + z2 / whole;
    return Interval{std::clamp((middle - half) / scale, 0.0, p), std::clamp((middle + half) / scale, p, 1.0)};
}

std::vector<std::optional<double>> empirical_bayes(std::span<const double> parts,
                                                   std::span<const double> wholes) {
    ENSURE(parts.size() == wholes.size());
    double part = 0, whole = 0, areas = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (wholes[i] <= 0) continue;
        part += parts[i];
        whole += wholes[i];
        ++areas;
    }
    std::vector<std::optional<double>> out(parts.size());
    if (whole <= 0) return out;
    const double mean = part / whole, mean_whole = whole / areas;
    double spread = 0;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (wholes[i] > 0) spread += wholes[i] * std::pow(parts[i] / wholes[i] - mean, 2);
    const double between = std::max(0.0, spread / whole - mean / mean_whole);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (wholes[i] <= 0) continue;
        const double trust = between > 0 ? between / (between + mean / wholes[i]) : 0;
        out[i] = mean + trust * (parts[i] / wholes[i] - mean);
    }
    return out;
}

std::vector<AreaRate> rates_of(std::span<const CoverageRow> rows, std::span<const Counting> counting) {
    ENSURE(rows.size() == counting.size());
    std::vector<double> parts, wholes;
    for (std::size_t a = 0; a < rows.size(); ++a) {
        const bool known = has_number(counting[a].state);
        parts.push_back(known ? static_cast<double>(rows[a].covered_milli) / 1000 : 0);
        wholes.push_back(known ? static_cast<double>(rows[a].children_milli) / 1000 : 0);
    }
    const auto smoothed = empirical_bayes(parts, wholes);
    std::vector<AreaRate> out;
    for (std::size_t a = 0; a < rows.size(); ++a)
        out.push_back(
            {wilson(parts[a], wholes[a]), smoothed[a], wholes[a] > 0 && is_few(rows[a].children_milli)});
    return out;
}

void add_rate_columns(OutTable& out) {
    for (const char* name : {"share_low", "share_high", "share_smoothed"})
        out.columns.push_back({name, true});
    out.columns.push_back({"few_children", false});
}

std::vector<std::string> rate_cells(const AreaRate& rate) {
    const auto six = [](double value) { return fmt::format("{:.6f}", value); };
    return {rate.interval ? six(rate.interval->low) : "", rate.interval ? six(rate.interval->high) : "",
            rate.smoothed ? six(*rate.smoothed) : "", rate.few ? "yes" : ""};
}

}  // namespace geo
