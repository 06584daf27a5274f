#include "geo/data/positions.h"

#include "geo/base/figures.h"
#include "geo/data/cell.h"
#include "geo/data/row_words.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <numeric>
#include <optional>
#include <tuple>
#include <unordered_set>

namespace geo {

using rows::cell;
using rows::note;

namespace {

/// A position may lie so far outside the areas: schools across the border count.
constexpr double margin_degrees = 1.0;

bool can_be(double lon, double lat) {
    return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90 && (lon != 0 || lat != 0);
}

/// Fault::not_degrees where most rows that hold numbers hold none that could be degrees, exchanged or not.
Result<void> refuse_metres(const Table& table, PositionColumns columns, const std::string& file) {
    std::size_t numbers = 0;
    std::size_t far = 0;
    const Table::Row* first = nullptr;
    for (const Table::Row& row : table.rows) {
        const auto lon = number_from_cell(cell(row, columns.lon));
        const auto lat = number_from_cell(cell(row, columns.lat));
        if (!lon || !lat) continue;
        ++numbers;
        if (std::abs(*lon) <= 360 && std::abs(*lat) <= 360) continue;
        if (far++ == 0) first = &row;
    }
    if (far == 0 || far * 2 <= numbers) return {};
    Error error;
    error.fault = Fault::not_degrees;
    error.file = file;
    error.row = first->number;
    error.column = table.header[static_cast<std::size_t>(columns.lon)] + ", " +
                   table.header[static_cast<std::size_t>(columns.lat)];
    error.value = cell(*first, columns.lon) + ", " + cell(*first, columns.lat);
    return fail(std::move(error));
}

std::string point_words(LonLat at) {
    char text[64];
    std::snprintf(text, sizeof text, "%.6f, %.6f", at.lat, at.lon);
    return text;
}

}  // namespace

Result<Positions> Positions::of(const Table& table, const Areas& areas, const std::string& file) {
    Positions out(table, position_columns(table));
    if (out.columns_.lon < 0 || out.columns_.lat < 0) {
        Error error;
        error.fault = Fault::no_position;
        error.file = file;
        error.column = rows::header_words(table);
        return fail(std::move(error));
    }
    TRY_VOID(refuse_metres(table, out.columns_, file));
    for (const MultiPolygon& shape : areas.at(areas.finest()).shape) out.box_.add(box_of(shape));
    return out;
}

bool Positions::read(const Table::Row& row, bool accept, ImportReport& report, std::vector<ImportNote>& notes,
                     LonLat& at) const {
    const std::string lon_text = cell(row, columns_.lon);
    const std::string lat_text = cell(row, columns_.lat);
    const auto lon = number_from_cell(lon_text);
    const auto lat = number_from_cell(lat_text);
    const bool known = lon && lat && can_be(*lon, *lat);
    const auto near = [&](double x, double y, double by) {
        return x >= box_.min_x - by && x <= box_.max_x + by && y >= box_.min_y - by && y <= box_.max_y + by;
    };
    if (lon && lat && !box_.empty() && can_be(*lat, *lon) && near(*lat, *lon, 0) &&
        !(known && near(*lon, *lat, margin_degrees))) {
        at = {*lat, *lon};
        (accept ? report.repairs : report.problems)
            .push_back(note("swapped_position", report, table_, row, columns_.lat, lat_text + ", " + lon_text,
                            point_words(at)));
        if (!accept) report.outcome = Outcome::ask;
        return true;
    }
    if (known) {
        at = {*lon, *lat};
        return true;
    }
    const bool blank = lon_text.empty() && lat_text.empty();
    notes.push_back(note(blank ? "no_position" : "bad_position", report, table_, row,
                         blank ? columns_.lat : columns_.lon, blank ? "" : lat_text + ", " + lon_text));
    return false;
}

bool RowsSeen::repeats(const Table& table, const Table::Row& row, ImportReport& report) {
    std::size_t hash = 0;
    for (const std::string& text : row.cells) hash = hash * 1099511628211ULL + std::hash<std::string>{}(text);
    const auto [from, to] = seen_.equal_range(hash);
    const auto first =
        std::find_if(from, to, [&](const auto& one) { return one.second->cells == row.cells; });
    if (first == to) {
        seen_.emplace(hash, &row);
        return false;
    }
    ++report.rows_duplicate;
    report.repairs.push_back(
        note("row_repeated", report, table, row, -1, "", std::to_string(first->second->number)));
    return true;
}

void note_repeated_ids(const Table& table, int id, ImportReport& report) {
    if (id < 0) return;
    std::unordered_set<std::string> seen;  // asked, never listed
    const Table::Row* first = nullptr;
    std::int64_t repeated = 0;
    for (const Table::Row& row : table.rows) {
        const std::string text = cell(row, id);
        if (text.empty() || seen.insert(text).second) continue;
        if (repeated++ == 0) first = &row;
    }
    if (repeated > 0)
        report.warnings.push_back(
            note("duplicate_id", report, table, *first, id, cell(*first, id), grouped(repeated)));
}

void note_same_points(const char* kind, std::size_t least, bool every, std::span<const LonLat> at,
                      std::span<const Table::Row* const> rows, const Table& table, ImportReport& report) {
    std::vector<std::size_t> order(at.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t i) { return std::tuple{at[i].lon, at[i].lat, i}; };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    std::size_t number = 0;
    std::size_t most = 0;
    std::size_t most_from = 0;
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
        while (to < order.size() && at[order[to]] == at[order[from]]) ++to;
        if (to - from < least) continue;
        number += to - from - (every ? 0 : 1);
        if (to - from <= most) continue;
        most = to - from;
        most_from = from;
    }
    if (most == 0) return;
    const std::size_t shown = order[most_from + (every ? 0 : 1)];
    report.warnings.push_back(note(kind, report, table, *rows[shown], -1, point_words(at[shown]),
                                   grouped(static_cast<std::int64_t>(number))));
}

}  // namespace geo
