#include "app/cli/route_pairs.h"

#include "geo/network/snap.h"
#include "geo/study/analysis.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <fstream>
#include <map>
#include <vector>

namespace app {
namespace {

struct Pair {
    geo::LonLat from, to;
};

std::optional<double> number_of(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '"')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '"' || text.back() == '\r'))
        text.remove_suffix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> out;
    for (std::size_t comma = line.find(','); comma != std::string_view::npos; comma = line.find(',')) {
        out.push_back(line.substr(0, comma));
        line.remove_prefix(comma + 1);
    }
    out.push_back(line);
    return out;
}

geo::Failure wrong(geo::Fault fault, const std::string& file, std::int64_t row, const std::string& column,
                   std::string_view value) {
    geo::Error error;
    error.fault = fault;
    error.file = file;
    error.row = row;
    error.column = column;
    error.value = std::string{value.substr(0, 80)};
    return geo::fail(std::move(error));
}

geo::Result<std::vector<Pair>> read_pairs(const std::string& file) {
    std::ifstream in(file);
    if (!in) return geo::fail(geo::Fault::not_found, file);
    static constexpr std::array<std::string_view, 4> names = {"from_lon", "from_lat", "to_lon", "to_lat"};
    std::array<std::size_t, 4> at{};
    std::vector<Pair> out;
    std::string line;
    for (std::int64_t row = 1; std::getline(in, line); ++row) {
        std::string_view text = line;
        if (row == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
        if (text.empty()) continue;
        const std::vector<std::string_view> cells = cells_of(text);
        std::array<double, 4> numbers{};
        for (std::size_t n = 0; n < names.size(); ++n) {
            if (row == 1) {
                const auto found = std::find(cells.begin(), cells.end(), names.at(n));
                if (found == cells.end())
                    return wrong(geo::Fault::no_header, file, row, std::string{names.at(n)}, "");
                at.at(n) = static_cast<std::size_t>(found - cells.begin());
                continue;
            }
            const std::string_view cell = at.at(n) < cells.size() ? cells[at.at(n)] : std::string_view{};
            const auto number = number_of(cell);
            const double most = n % 2 == 0 ? 180 : 90;
            if (!number || !(*number >= -most && *number <= most))
                return wrong(geo::Fault::bad_value, file, row, std::string{names.at(n)}, cell);
            numbers.at(n) = *number;
        }
        if (row > 1) out.push_back({{numbers[0], numbers[1]}, {numbers[2], numbers[3]}});
    }
    return out;
}

const char* status_name(geo::TripStatus status) {
    return status == geo::TripStatus::reached       ? "reached"
           : status == geo::TripStatus::off_network ? "off_network"
                                                    : "unreachable";
}

}  // namespace

std::optional<geo::LonLat> spot_of(std::string_view text) {
    const std::vector<std::string_view> cells = cells_of(text);
    if (cells.size() != 2) return std::nullopt;
    const auto lon = number_of(cells[0]), lat = number_of(cells[1]);
    if (!lon || !lat || !(*lon >= -180 && *lon <= 180) || !(*lat >= -90 && *lat <= 90)) return std::nullopt;
    return geo::LonLat{*lon, *lat};
}

geo::Result<void> route_pairs(Session& session, const geo::Study& study, const std::string& pairs,
                              const std::string& out, geo::Metric metric) {
    TRY(const std::vector<Pair> all, read_pairs(pairs));
    const geo::Travel& travel = study.scenario().travel;
    TRY(const geo::Network network,
        geo::network_of(*study.data, study.scenario().road_edits, geo::profile_of(travel), travel.slope,
                        session.progress().part(0.2, 0.5, "analysis.stage.network")));
    std::map<std::pair<double, double>, std::vector<std::size_t>> by_end;
    for (std::size_t i = 0; i < all.size(); ++i) by_end[{all[i].to.lon, all[i].to.lat}].push_back(i);
    std::vector<geo::Trip> trips(all.size());
    double done = 0;
    for (const auto& [end, rows] : by_end) {
        const std::vector<geo::Snap> place{geo::snap(network, {end.first, end.second}, geo::SnapFor::place)};
        std::vector<geo::LonLat> from;
        for (const std::size_t row : rows) from.push_back(all[row].from);
        const double share = 0.5 / static_cast<double>(by_end.size());
        TRY(const auto found, geo::nearest_trips(network, place, geo::snap_all(network, from), metric,
                                                 session.progress().part(0.5 + done, 0.5 + done + share,
                                                                         "analysis.stage.search")));
        done += share;
        for (std::size_t i = 0; i < rows.size(); ++i) trips[rows[i]] = found[i];
    }
    std::string text = "from_lon,from_lat,to_lon,to_lat,time_ms,length_mm,walk_mm,status\r\n";
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto [from, to] = all[i];
        const geo::Trip& trip = trips[i];
        text += fmt::format("{},{},{},{},", from.lon, from.lat, to.lon, to.lat);
        text += trip.status == geo::TripStatus::reached
                    ? fmt::format("{},{},{},", trip.time_ms, trip.length_mm, trip.walk_mm)
                    : std::string{",,,"};
        text += std::string{status_name(trip.status)} + "\r\n";
    }
    return write_output(out, text);
}

}  // namespace app
