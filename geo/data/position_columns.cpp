// Which columns hold positions, by their names in any wording.
#include "geo/base/text.h"
#include "geo/data/coordinate.h"
#include "geo/data/position_parts.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>

namespace geo {

using rows::has;

namespace {

/// The name without what stands in brackets: "ละติจูด (องศา)".
std::string bare(const std::string& key) {
    std::string out;
    int depth = 0;
    for (const char c : key) {
        if (c == '(' || c == '[') ++depth;
        if (depth == 0 && c != '_' && c != '.' && c != ':') out += c;
        if ((c == ')' || c == ']') && depth > 0) --depth;
    }
    return out;
}

bool is_one_of(const std::string& key, std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return key == name; });
}

ColumnRole role_of(const std::string& header) {
    const std::string key = bare(key_of(header));
    const bool lon = is_one_of(key, {"lon", "long", "lng", "x"});
    const bool lat = is_one_of(key, {"lat", "y"});
    if (lon || has(key, {"longitude", "ลองจิจูด", "ลองติจูด", "ลองจิจูต", "ลองกิจูด", "ลองติจูต", "พิกัดตะวันออก"}))
        return ColumnRole::longitude;
    if (lat || has(key, {"latitude", "ละติจูด", "ละติจูต", "แลตติจูด", "ละจิจูด", "ลัตติจูด", "พิกัดเหนือ"}))
        return ColumnRole::latitude;
    if (has(key, {"easting", "พิกัดx", "utmx", "xutm", "utme", "coordx", "xcoord", "pointx", "ค่าx", "แกนx",
                  "พิกัดแกนx"}) ||
        is_one_of(key, {"east", "e", "ตะวันออก", "พิกัดe", "gpslon", "gpsx"}))
        return ColumnRole::easting;
    if (has(key, {"northing", "พิกัดy", "utmy", "yutm", "utmn", "coordy", "ycoord", "pointy", "ค่าy", "แกนy",
                  "พิกัดแกนy"}) ||
        is_one_of(key, {"north", "n", "เหนือ", "พิกัดn", "gpslat", "gpsy"}))
        return ColumnRole::northing;
    if (has(key, {"โซน", "utmzone"}) || is_one_of(key, {"zone"})) return ColumnRole::zone;
    if (has(key, {"พื้นหลักฐาน", "หมุดหลักฐาน", "datum", "ระบบพิกัด", "ดาตัม", "เดตัม", "epsg"}) ||
        is_one_of(key, {"crs", "srs", "srid"}))
        return ColumnRole::datum;
    return ColumnRole::none;
}

bool is_both(const std::string& header) {
    const std::string key = bare(key_of(header));
    return is_one_of(key, {"พิกัด", "gps", "พิกัดgps", "พิกัดที่ตั้ง", "coordinates", "coordinate", "latlon", "lat,lon",
                           "latlong", "lat,long", "latitude,longitude", "ละติจูด,ลองจิจูด", "ตำแหน่งพิกัด", "ค่าพิกัด",
                           "พิกัดภูมิศาสตร์", "ละติจูดลองจิจูด"});
}

/// A column whose cells link to places on a map.
int column_of_links(const Table& table) {
    constexpr std::size_t rows_looked_at = 50;
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        if (!has(key_of(table.header[static_cast<std::size_t>(c)]),
                 {"แผนที่", "ลิงก์", "ลิงค์", "พิกัด", "map", "link", "url"}))
            continue;
        std::size_t links = 0, filled = 0;
        for (std::size_t r = 0; r < std::min(rows_looked_at, table.rows.size()); ++r) {
            const std::string text = rows::cell(table.rows[r], c);
            if (text.empty()) continue;
            ++filled;
            if (text.find("://") != std::string::npos && coordinates_from_cell(text)) ++links;
        }
        if (links * 2 > filled) return c;
    }
    return -1;
}

}  // namespace

PositionColumns position_columns(const Table& table) {
    PositionColumns out;
    // Names of degrees go before names of metres, and the first column of a role counts.
    int easting = -1;
    int northing = -1;
    const auto take = [](int& column, int here) {
        if (column < 0) column = here;
    };
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        if (is_both(header)) {
            take(out.both, c);
            continue;
        }
        switch (role_of(header)) {
            case ColumnRole::longitude:
                take(out.lon, c);
                break;
            case ColumnRole::latitude:
                take(out.lat, c);
                break;
            case ColumnRole::easting:
                take(easting, c);
                break;
            case ColumnRole::northing:
                take(northing, c);
                break;
            case ColumnRole::zone:
                take(out.zone, c);
                break;
            case ColumnRole::datum:
                take(out.datum, c);
                break;
            default:
                break;
        }
    }
    if (take_parts(table, out)) {
        out.both = -1;
        return out;
    }
    if (out.lon < 0 || out.lat < 0) {
        if (easting >= 0 && northing >= 0) {
            out.lon = easting;
            out.lat = northing;
        } else {
            out.lon = out.lat = -1;
        }
    }
    if (out.lon >= 0) out.both = -1;
    take_sides_beside(table, out);
    if (out.lon < 0 && out.both < 0) out.both = column_of_links(table);
    return out;
}

}  // namespace geo
