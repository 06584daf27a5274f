#include "render/trip_words.h"

#include "geo/base/figures.h"

#include <fmt/format.h>

namespace render {

std::string piece_words(geo::LegKind kind, geo::RoadClass road_class, geo::Surface surface, geo::Lang lang) {
    std::string road = geo::word(lang, std::string{"app.road."} + geo::road_class_name(road_class));
    if (surface == geo::Surface::unpaved) road = geo::say(lang, "trip.unpaved", {{"class", road}});
    return geo::say(lang, std::string{"trip."} + geo::leg_kind_name(kind), {{"class", road}});
}

std::vector<std::string> tenths_of_minutes(const std::vector<std::uint32_t>& ms) {
    std::vector<std::int64_t> milli;
    milli.reserve(ms.size());
    for (const std::uint32_t one : ms) milli.push_back(std::int64_t{one} / 6);
    std::vector<std::string> out;
    for (const std::int64_t tenths : geo::whole_parts(milli))
        out.push_back(fmt::format("{}.{}", tenths / 10, tenths % 10));
    return out;
}

LengthWords length_words(std::uint32_t length_mm) {
    if (length_mm < 1000000) return {geo::grouped(geo::ceil_metres(length_mm)), false};
    return {fmt::format("{:.1f}", length_mm / 1e6), true};
}

double kmh_of(std::uint32_t length_mm, std::uint32_t time_ms) {
    return time_ms > 0 ? length_mm * 3.6 / time_ms : 0;
}

}  // namespace render
