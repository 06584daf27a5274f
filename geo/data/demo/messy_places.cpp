// Positions of places as senders write them.
#include "geo/data/demo/messy_private.h"

#include <fmt/format.h>

#include <cmath>

namespace geo::demo {
namespace {

constexpr const char* place_header = "id,name,kind,lat,lon";
constexpr std::size_t some_places = 12;

std::string row_of(const Place& place, const std::string& lat, const std::string& lon) {
    return fmt::format("{},{},school,{},{}\r\n", place.id, place.name_th, lat, lon);
}

std::string degrees(double value) {
    return fmt::format("{:.6f}", value);
}

}  // namespace

Result<void> add_messy_places(MessyFolder& folder, const Region& region) {
    const std::vector<Place> places(region.places.begin(), region.places.begin() + some_places);
    const auto table = [&](const std::function<std::string(const Place&)>& line) {
        std::string out = std::string{place_header} + "\r\n";
        for (const Place& place : places) out += line(place);
        return out;
    };
    const auto usual = [](const Place& place) {
        return row_of(place, degrees(place.at.lat), degrees(place.at.lon));
    };
    TRY_VOID(folder.add(
        "31_latitude_and_longitude_swapped.csv",
        table([](const Place& place) { return row_of(place, degrees(place.at.lon), degrees(place.at.lat)); }),
        [] {
            Wanted out = wanted_places(some_places, "A latitude of 101 is none: swapped back, and said.");
            out.also_acceptable = {"ask"};
            return out;
        }()));
    TRY_VOID(folder.add("32_metres_in_the_columns_for_degrees.csv", table([](const Place& place) {
                            return row_of(place, fmt::format("{:.1f}", place.at.lat * 110600),
                                          fmt::format("{:.1f}", 500000 + (place.at.lon - 99) * 107000));
                        }),
                        [] {
                            Wanted out = wanted_nothing("places", "refuse", some_places,
                                                        "Metres of a zone that nobody named.");
                            out.also_acceptable = {"ask"};
                            return out;
                        }()));
    TRY_VOID(folder.add(
        "33_position_nought_nought.csv", table(usual) + "P900001,โรงเรียนไม่มีพิกัด,school,0,0\r\n", [] {
            Wanted out = wanted_places(
                some_places,
                "0, 0 lies in the Gulf of Guinea: listed without a position, its row held back.");
            out.rows_in = some_places + 1;
            out.rejected = 1;
            return out;
        }()));
    const Place& office = places.front();
    TRY_VOID(folder.add(
        "34_all_at_one_office.csv", table([&](const Place& place) {
            return row_of(place, degrees(office.at.lat), degrees(office.at.lon));
        }),
        wanted_places(some_places, "Twelve schools on the point of one building: said, and loaded.")));
    TRY_VOID(folder.add(
        "35_one_building_with_two_codes.csv",
        table(usual) +
            fmt::format("P900002,{},school,{:.6f},{:.6f}\r\n", office.name_th, office.at.lat, office.at.lon),
        wanted_places(some_places + 1, "A school with several systems has a code for each.")));
    std::string closed = std::string{place_header} + ",status\r\n";
    for (const Place& place : places) {
        std::string line = usual(place);
        line.resize(line.size() - 2);
        closed += line + (&place == &places.front() ? ",ยุบเลิก\r\n" : ",เปิดสอน\r\n");
    }
    TRY_VOID(folder.add("36_closed_school_still_listed.csv", closed,
                        wanted_places(some_places, "Listed and counted, never a destination.")));
    std::string rooms = std::string{place_header} + ",capacity\r\n";
    for (const Place& place : places) {
        std::string line = usual(place);
        line.resize(line.size() - 2);
        rooms += line + (&place == &places.front() ? ",\r\n" : fmt::format(",{}\r\n", place.capacity));
    }
    TRY_VOID(folder.add("37_capacity_unknown.csv", rooms,
                        wanted_places(some_places, "An empty capacity is unknown, not nought.")));
    return {};
}

}  // namespace geo::demo
