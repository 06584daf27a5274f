#include "geo/data/demo/plan.h"

#include "geo/base/ensure.h"
#include "geo/data/demo/country_files.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace geo::demo {
namespace {

// The country's plane: around 101 E, the origin south-west of everything.
constexpr double middle_lon = 101;
constexpr double south_lat = 5.4;
constexpr double km_per_degree_lat = 110.65;
constexpr double km_per_degree_lon = 111.32;
constexpr double west_km = 420;
constexpr double radians = 0.017453292519943295;

/// Lines of a file without comments and empty ones, as words.
std::vector<std::vector<std::string>> lines_of(std::string_view name, char separator) {
    std::istringstream in{std::string{country_file(name)}};
    std::vector<std::vector<std::string>> out;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words{line};
        out.emplace_back();
        for (std::string word; std::getline(words, word, separator);) out.back().push_back(word);
    }
    ENSURE(!out.empty());
    return out;
}

std::vector<PlannedProvince> read_provinces(const Plane& plane) {
    std::vector<PlannedProvince> out;
    for (const auto& row : lines_of("provinces.txt", ';')) {
        ENSURE(row.size() == 8);
        PlannedProvince province;
        province.code = row[0];
        province.name = {row[1], row[2]};
        province.middle = plane.km({std::stod(row[3]), std::stod(row[4])});
        province.area_km2 = std::stod(row[5]);
        province.people = 1000 * std::stod(row[6]);
        province.amphoe = std::stoul(row[7]);
        out.push_back(std::move(province));
    }
    return out;
}

void read_outline(const Plane& plane, Outline& outline) {
    std::vector<std::vector<Outline::Side>>* rings = nullptr;
    Outline::Beyond beyond = Outline::Beyond::sea;
    bool first = true;
    Km last;
    for (const auto& row : lines_of("outline.txt", ' ')) {
        const std::string& word = row[0];
        if (word == "border") {
            beyond = Outline::Beyond::abroad;
        } else if (word == "coast") {
            beyond = Outline::Beyond::sea;
        } else if (word == "land" || word == "island" || word == "lake") {
            rings = word == "lake" ? &outline.lakes : &outline.lands;
            rings->emplace_back();
            beyond = Outline::Beyond::sea;
            first = true;
        } else {
            ENSURE(rings != nullptr && row.size() == 2);
            const Km at = plane.km({std::stod(row[0]), std::stod(row[1])});
            if (!first) rings->back().push_back({last, at, beyond});
            last = at;
            first = false;
        }
    }
    for (auto* kind : {&outline.lands, &outline.lakes})
        for (auto& ring : *kind)
            if (far(ring.back().b, ring.front().a) > 0)
                ring.push_back({ring.back().b, ring.front().a, ring.back().beyond});
}

void read_relief(const Plane& plane, Outline& outline) {
    std::vector<Km>* line = nullptr;
    for (const auto& row : lines_of("relief.txt", ' ')) {
        if (row[0] == "ridge") {
            outline.ridges.push_back({std::stod(row[1]), std::stod(row[2]), {}});
            line = &outline.ridges.back().line;
        } else if (row[0] == "river") {
            line = &outline.rivers.emplace_back();
        } else {
            ENSURE(line != nullptr && row.size() == 2);
            line->push_back(plane.km({std::stod(row[0]), std::stod(row[1])}));
        }
    }
}

}  // namespace

double far(Km a, Km b) {
    return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

double far_from_segment(Km p, Km a, Km b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
    return far(p, {a.x + t * dx, a.y + t * dy});
}

LonLat Plane::lonlat(Km at) const {
    double lon = 99.15 + at.x / 107.2;
    double lat = 13.85 + at.y / 110.65;
    if (sinusoidal) {
        lat = south_lat + at.y / km_per_degree_lat;
        lon = middle_lon + (at.x - west_km) / (km_per_degree_lon * std::cos(lat * radians));
    }
    return {std::floor(lon * 1e7 + 0.5) / 1e7, std::floor(lat * 1e7 + 0.5) / 1e7};
}

Km Plane::km(LonLat at) const {
    if (!sinusoidal) return {(at.lon - 99.15) * 107.2, (at.lat - 13.85) * 110.65};
    return {west_km + (at.lon - middle_lon) * km_per_degree_lon * std::cos(at.lat * radians),
            (at.lat - south_lat) * km_per_degree_lat};
}

Plan region_plan() {
    Plan plan;
    // Codes that no Thai province has: those in use are 10-27, 30-58, 60-67, 70-77, 80-86 and 90-96.
    std::size_t number = 0;
    for (const char* code : {"28", "29", "59", "68", "69"}) {
        PlannedProvince province;
        province.code = code;
        province.name = Names::province(number++);
        plan.provinces.push_back(std::move(province));
    }
    return plan;
}

Plan country_plan() {
    Plan plan;
    plan.country = true;
    plan.plane.sinusoidal = true;
    plan.width_km = 960;
    plan.height_km = 1690;
    plan.provinces = read_provinces(plan.plane);
    read_outline(plan.plane, plan.outline);
    read_relief(plan.plane, plan.outline);
    plan.tambon = 7400;
    plan.villages = 65000;
    plan.hamlets = 400;
    plan.river_ferries = 40;
    plan.ways_out = 14;
    plan.centres = 430;
    plan.units = 380;
    plan.field_darts = 60000 * 18;
    plan.children = 1020000;
    for (PlannedProvince& province : plan.provinces)
        if (province.name.en == "Songkhla") province.children = 23681;
    plan.nodes = 4000000;
    return plan;
}

}  // namespace geo::demo
