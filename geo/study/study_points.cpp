#include "geo/study/study_parts_private.h"
#include "geo/study/wkb_private.h"

#include <array>
#include <limits>
#include <optional>

namespace geo::parts {
namespace {

template <class T>
bool fits(std::int64_t value) {
    return value >= std::numeric_limits<T>::min() && value <= std::numeric_limits<T>::max();
}

}  // namespace

Result<void> write_places(sqlite3* database, const std::string& file, const Dataset& data) {
    TRY_VOID(emptied(database, file, "places"));
    const AreaLevel& finest = data.areas->at(data.areas->finest());
    sql::Statement insert(database,
                          "INSERT INTO places (geom, id, name_th, name_en, kind, services, school_level, "
                          "agency, capacity, is_open, position_quality, area_code) VALUES "
                          "(?,?,?,?,?,?,?,?,?,?,?,?)");
    Box box;
    for (const Place& p : *data.places) {
        // A new member of Place stops this line from compiling until the file holds it too.
        const auto& [id, name_th, name_en, kind, services, school_level, agency, capacity, open, has_position,
                     at, position_quality, area] = p;
        if (has_position) {
            box.add(at);
            TRY_VOID(bind_geometry(insert, wkb::of(at), file, "places"));
        } else {
            insert.bind_null();
        }
        insert.bind(id).bind(name_th).bind(name_en).bind(place_kind_name(kind)).bind(std::int64_t{services});
        insert.bind(school_level).bind(agency).bind(std::int64_t{capacity}).bind(std::int64_t{open});
        insert.bind(position_quality);
        bind_area(insert, finest, area);
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    }
    return set_extent(database, file, "places", box);
}

Result<std::vector<Place>> read_places(sqlite3* database, const std::string& file, const Areas& areas) {
    std::vector<Place> places;
    sql::Statement select(database,
                          "SELECT geom, id, name_th, name_en, kind, services, school_level, agency, "
                          "capacity, is_open, position_quality, area_code FROM places ORDER BY fid");
    while (select.step()) {
        Place p;
        const auto kind = place_kind_from_name(select.text(4));
        p.has_position = !select.is_null(0);
        if ((p.has_position && !wkb::read(select.blob(0), p.at)) || !kind ||
            !fits<std::uint32_t>(select.integer(5)) || !fits<std::int32_t>(select.integer(8)) ||
            !area_from(select, 11, areas, areas.finest(), p.area))
            return damaged(file, "places");
        p.id = select.text(1);
        p.name_th = select.text(2);
        p.name_en = select.text(3);
        p.kind = *kind;
        p.services = static_cast<std::uint32_t>(select.integer(5));
        p.school_level = select.text(6);
        p.agency = select.text(7);
        p.capacity = static_cast<std::int32_t>(select.integer(8));
        p.open = select.integer(9) != 0;
        p.position_quality = select.text(10);
        places.push_back(std::move(p));
    }
    if (!select.done()) return sql::failure(database, file, Fault::unreadable);
    return places;
}

Result<void> write_villages(sqlite3* database, const std::string& file, const Dataset& data) {
    TRY_VOID(emptied(database, file, "villages"));
    const AreaLevel& finest = data.areas->at(data.areas->finest());
    sql::Statement insert(database,
                          "INSERT INTO villages (geom, id, name, area_code, weight) VALUES (?,?,?,?,?)");
    Box box;
    for (const Village& v : *data.villages) {
        const auto& [id, name, at, area, weight] = v;
        box.add(at);
        TRY_VOID(bind_geometry(insert, wkb::of(at), file, "villages"));
        insert.bind(id).bind(name);
        bind_area(insert, finest, area);
        insert.bind(weight);
        if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
    }
    return set_extent(database, file, "villages", box);
}

Result<std::vector<Village>> read_villages(sqlite3* database, const std::string& file, const Areas& areas) {
    std::vector<Village> villages;
    sql::Statement select(database, "SELECT geom, id, name, area_code, weight FROM villages ORDER BY fid");
    while (select.step()) {
        Village v;
        v.weight = select.integer(4);
        if (!wkb::read(select.blob(0), v.at) || v.weight < 0 ||
            !area_from(select, 3, areas, areas.finest(), v.area))
            return damaged(file, "villages");
        v.id = select.text(1);
        v.name = select.text(2);
        villages.push_back(std::move(v));
    }
    if (!select.done()) return sql::failure(database, file, Fault::unreadable);
    return villages;
}

}  // namespace geo::parts
