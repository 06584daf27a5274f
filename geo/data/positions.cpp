#include "geo/data/positions.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/column_roles.h"
#include "geo/data/position_parts.h"
#include "geo/data/row_words.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <initializer_list>

namespace geo {

using rows::cell;
using rows::note;

namespace {

/// A position may lie so far outside the areas: schools across the border count.
constexpr double margin_degrees = 1.0;

/// Where Thai longitudes and latitudes lie, and eastings and northings of both zones.
constexpr bool is_thai_longitude(double lon) {
    return lon >= 97 && lon <= 106;
}
constexpr bool is_thai_latitude(double lat) {
    return lat >= 5 && lat <= 21;
}
constexpr bool thai_degrees(double lon, double lat) {
    return is_thai_longitude(lon) && is_thai_latitude(lat);
}
/// What whole numbers are divided by that were degrees with a decimal point.
constexpr std::array<double, 3> scales_without_point = {1e6, 1e5, 1e7};
constexpr bool is_easting(double value) {
    return value >= 100000 && value <= 1250000;
}
constexpr bool is_northing(double value) {
    return value >= 500000 && value <= 2400000;
}

bool can_be(double lon, double lat) {
    return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90 && (lon != 0 || lat != 0);
}

/// The cell as it stands; not even trimmed.
std::string_view raw(const Table::Row& row, int column) {
    return column < 0 ? std::string_view{} : row.cells[static_cast<std::size_t>(column)];
}

bool blank(std::string_view text) {
    if (text.empty()) return true;
    const std::string key = key_of(text);
    return key.empty() || key == "-" || key == "–" || key == "n/a" || key == "null" || key == "ไม่มี" ||
           key == "ไม่มีข้อมูล" || key == "ไม่ทราบ";
}

bool is_north_south(char side) {
    return side == 'N' || side == 'S';
}
bool is_east_west(char side) {
    return side == 'E' || side == 'W';
}

}  // namespace

std::string point_words(LonLat at) {
    char text[64];
    std::snprintf(text, sizeof text, "%.6f, %.6f", at.lat, at.lon);
    return text;
}

Result<Positions> Positions::of(const Table& table, const Areas& areas, const Reading& reading,
                                const std::string& file) {
    Positions out(table);
    out.columns_ = position_columns(table);
    const auto header_is = [&](const ColumnReading& one) {
        return one.column >= 0 && static_cast<std::size_t>(one.column) < table.header.size() &&
               table.header[static_cast<std::size_t>(one.column)] == one.header;
    };
    PositionColumns said;
    bool metres = false;
    for (const ColumnReading& one : reading.columns) {
        if (!header_is(one) || out.columns_.is_below_degrees(one.column)) continue;
        if (one.role == ColumnRole::longitude || one.role == ColumnRole::easting) said.lon = one.column;
        if (one.role == ColumnRole::latitude || one.role == ColumnRole::northing) said.lat = one.column;
        if (one.role == ColumnRole::easting) metres = true;
        if (one.role == ColumnRole::zone) said.zone = one.column;
        if (one.role == ColumnRole::datum) said.datum = one.column;
    }
    const bool same = said.lon >= 0 && said.lon == out.columns_.lon && said.lat == out.columns_.lat;
    if (same) {
        if (said.zone >= 0) out.columns_.zone = said.zone;
        if (said.datum >= 0) out.columns_.datum = said.datum;
    } else if (said.lon >= 0 && said.lat >= 0) {
        if (said.zone < 0) said.zone = out.columns_.zone;
        if (said.datum < 0) said.datum = out.columns_.datum;
        out.columns_ = said;
    }
    if (table.of_layer) {  // whatever its attributes say, the shapes are where they are
        out.columns_ = {};
        out.columns_.lon = static_cast<int>(table.header.size()) - 2;
        out.columns_.lat = out.columns_.lon + 1;
        metres = false;
    }
    if (!out.columns_.any()) {
        Error error;
        error.fault = Fault::no_position;
        error.file = file;
        error.column = rows::header_words(table);
        return fail(std::move(error));
    }
    const PositionColumns& columns = out.columns_;
    std::string words = table.sheet;
    for (const int c : {columns.lon, columns.lat, columns.both})
        if (c >= 0) words += " " + table.header[static_cast<std::size_t>(c)];
    if (!table.of_layer) out.of_file_ = crs_from_words(words);
    out.metres_ = !table.of_layer && (metres || columns.zone >= 0 || out.of_file_.zone != 0 ||
                                      key_of(words).find("utm") != std::string::npos);
    std::vector<std::string> systems(utm_of_thailand.begin(), utm_of_thailand.end());
    systems.emplace_back("EPSG:4240");
    if (!table.of_layer) out.crs_ = reading.crs;
    if (!reading.crs.empty() && std::find(systems.begin(), systems.end(), reading.crs) == systems.end())
        systems.push_back(reading.crs);
    for (const std::string& system : systems) {
        TRY(Transform made, Transform::to_wgs84(system));
        out.transforms_.emplace_back(system, std::move(made));
    }
    for (const MultiPolygon& shape : areas.at(areas.finest()).shape) out.box_.add(box_of(shape));
    if (!table.of_layer && !out.metres_ && out.crs_.empty()) out.find_scales();
    return out;
}

/// Of a column of numbers whose decimal points were lost: what they are divided by, where that makes Thai
/// degrees of all of them; else 1.
double Positions::scale_of(int column, bool (*fits)(double)) const {
    double scale = 1;
    for (const Table::Row& row : table_->rows) {
        const auto cell = coordinate_from_cell(raw(row, column));
        if (!cell || cell->value == 0) continue;
        const auto makes_degrees = [&](double one) {
            return (scale == 1 || one == scale) && cell->value == std::floor(cell->value) &&
                   fits(cell->value / one);
        };
        const auto found =
            std::find_if(scales_without_point.begin(), scales_without_point.end(), makes_degrees);
        if (found == scales_without_point.end()) return 1;
        scale = *found;
    }
    return scale;
}

/// Northings look like latitudes without their point, but nothing in metres like longitudes.
void Positions::find_scales() {
    if (columns_.both >= 0 || columns_.in_parts()) return;
    const auto find = [&](bool (*east)(double), bool (*north)(double)) {
        const double lon = scale_of(columns_.lon, east), lat = scale_of(columns_.lat, north);
        if (lon == 1 || lat == 1) return false;
        lon_scale_ = lon;
        lat_scale_ = lat;
        return true;
    };
    if (!find(is_thai_longitude, is_thai_latitude)) find(is_thai_latitude, is_thai_longitude);
}

std::optional<LonLat> Positions::with_point(double x, double y) {
    const auto degrees = [](double value, bool (*fits)(double)) -> std::optional<double> {
        if (value != std::floor(value)) return std::nullopt;
        for (const double scale : scales_without_point)
            if (fits(value / scale)) return value / scale;
        return std::nullopt;
    };
    for (const auto& [east, north] : {std::pair{x, y}, std::pair{y, x}}) {
        const auto lon = degrees(east, is_thai_longitude);
        const auto lat = degrees(north, is_thai_latitude);
        if (lon && lat) return LonLat{*lon, *lat};
    }
    return std::nullopt;
}

bool Positions::near(double lon, double lat, double by) const {
    return lon >= box_.min_x - by && lon <= box_.max_x + by && lat >= box_.min_y - by &&
           lat <= box_.max_y + by;
}

CrsWords Positions::words_of_crs(const Table::Row& row) const {
    CrsWords out = of_file_;
    if (columns_.zone < 0 && columns_.datum < 0) return out;
    std::string words;
    for (const int c : {columns_.zone, columns_.datum})
        if (c >= 0) words.append(raw(row, c)).append(" ");
    const CrsWords here = crs_from_words(words);
    if (here.zone != 0) out.zone = here.zone;
    if (here.datum != Datum::unknown) out.datum = here.datum;
    return out;
}

std::optional<LonLat> Positions::in_crs(const RowPosition& position, std::string_view crs) const {
    for (const auto& [name, transform] : transforms_) {
        if (name != crs) continue;
        LonLat at[1] = {{position.x, position.y}};
        if (transform.apply(at) > 0) return std::nullopt;
        return at[0];
    }
    return std::nullopt;
}

std::string_view Positions::own_name(std::string_view crs) const {
    for (const auto& [name, transform] : transforms_)
        if (name == crs) return name;
    return {};
}

std::string Positions::name_of(std::string_view crs) const {
    for (const auto& [name, transform] : transforms_)
        if (name == crs) return transform.name();
    return std::string{crs};
}

void Positions::read_degrees(double x, double y, RowPosition& out) const {
    const bool known = can_be(x, y);
    const bool other = can_be(y, x);
    if (!out.swapped && other && (!known || !near(x, y, margin_degrees)) &&
        (near(y, x, 0) || (thai_degrees(y, x) && !thai_degrees(x, y)))) {
        out.swapped = true;
        out.swapped_for_sure = !known;
        std::swap(x, y);
    } else if (!known) {
        out.trouble = x == 0 && y == 0 ? "position_zero" : "bad_position";
        return;
    }
    out.x = x;
    out.y = y;
    out.degrees_for_metres = metres_;
    // Degrees of the old datum lie 450 m off.
    if (out.words.datum == Datum::indian1975 || crs_ == "EPSG:4240") {
        out.at = in_crs(out, "EPSG:4240");
        if (out.at) out.crs = own_name("EPSG:4240");
    } else {
        out.at = LonLat{x, y};
    }
}

void Positions::read_metres(double x, double y, RowPosition& out) const {
    const bool exchanged = !(is_easting(x) && is_northing(y)) && is_easting(y) && is_northing(x);
    if (exchanged) {
        std::swap(x, y);
        out.swapped = out.swapped_for_sure = true;
    }
    out.x = x;
    out.y = y;
    out.metres = true;
    std::string crs = utm_crs(out.words);
    if (crs.empty()) crs = crs_;
    if (crs.empty() && !(is_easting(x) && is_northing(y))) {
        out.trouble = "bad_position";
        return;
    }
    if (crs.empty()) {
        out.trouble = "crs_unknown";
        return;
    }
    out.at = in_crs(out, crs);
    out.crs = own_name(crs);
    if (!out.at) out.trouble = "bad_position";
}

/// The cell or cells of one axis, with its side and its decimal point.
std::optional<CoordinateCell> Positions::coordinate(const Table::Row& row, bool east) const {
    const PositionColumns& c = columns_;
    const std::string_view degrees = raw(row, east ? c.lon : c.lat);
    auto out = c.in_parts() ? coordinate_from_parts(degrees, raw(row, east ? c.lon_minutes : c.lat_minutes),
                                                    raw(row, east ? c.lon_seconds : c.lat_seconds))
                            : coordinate_from_cell(degrees);
    if (!out) return out;
    out->value /= east ? lon_scale_ : lat_scale_;
    if (out->side != 0) return out;
    out->side = side_of(cell(row, east ? c.lon_side : c.lat_side));
    if ((out->side == 'S' || out->side == 'W') && out->value > 0) out->value = -out->value;
    return out;
}

RowPosition Positions::read(const Table::Row& row) const {
    RowPosition out;
    std::optional<CoordinateCell> x;
    std::optional<CoordinateCell> y;
    if (columns_.both >= 0) {
        if (auto pair = coordinates_from_cell(raw(row, columns_.both))) {
            y = pair->first;
            x = pair->second;
        }
    } else {
        x = coordinate(row, true);
        y = coordinate(row, false);
    }
    if (!x || !y) {
        const bool none =
            blank(raw(row, columns_.lon)) && blank(raw(row, columns_.lat)) && blank(raw(row, columns_.both));
        out.trouble = none ? "no_position" : "bad_position";
        return out;
    }
    out.words = words_of_crs(row);
    out.sexagesimal = x->sexagesimal || y->sexagesimal;
    out.rewritten = x->repaired || y->repaired;
    out.without_point = lon_scale_ != 1;
    if ((is_north_south(x->side) && !is_north_south(y->side)) ||
        (is_east_west(y->side) && !is_east_west(x->side))) {
        std::swap(x, y);
        out.swapped = out.swapped_for_sure = true;
    }
    if (columns_.both >= 0) out.swapped = out.swapped_for_sure = false;  // the order is free in one cell
    if (std::abs(x->value) <= 360 && std::abs(y->value) <= 360)
        read_degrees(x->value, y->value, out);
    else
        read_metres(x->value, y->value, out);
    if (columns_.both >= 0) out.swapped = false;
    return out;
}

std::string Positions::words_of(const Table::Row& row) const {
    if (columns_.both >= 0) return cell(row, columns_.both);
    const std::string lat = cell(row, columns_.lat);
    const std::string lon = cell(row, columns_.lon);
    if (columns_.in_parts()) {
        const auto all = [&](std::initializer_list<int> parts) {
            std::string out;
            for (const int c : parts)
                if (c >= 0) out += (out.empty() ? "" : " ") + cell(row, c);
            return out;
        };
        return all({columns_.lat, columns_.lat_minutes, columns_.lat_seconds, columns_.lat_side}) + ", " +
               all({columns_.lon, columns_.lon_minutes, columns_.lon_seconds, columns_.lon_side});
    }
    return lat.empty() && lon.empty() ? std::string{} : lat + ", " + lon;
}

void Positions::tell(Reading& reading) const {
    const auto role = [&](int column, ColumnRole is) { set_role(*table_, column, is, reading); };
    role(columns_.lon, metres_ ? ColumnRole::easting : ColumnRole::longitude);
    role(columns_.lat, metres_ ? ColumnRole::northing : ColumnRole::latitude);
    for (const int c : {columns_.lon_minutes, columns_.lon_seconds}) role(c, ColumnRole::longitude);
    for (const int c : {columns_.lat_minutes, columns_.lat_seconds}) role(c, ColumnRole::latitude);
    role(columns_.zone, ColumnRole::zone);
    role(columns_.datum, ColumnRole::datum);
    if (reading.crs.empty()) reading.crs = crs_;
}

}  // namespace geo
