#include "geo/data/reading.h"

#include <array>

namespace geo {

const char* column_role_name(ColumnRole role) {
    constexpr std::array names = {
        "none",          "area_code",   "province_code", "amphoe_code",  "tambon_code", "village_code",
        "province_name", "amphoe_name", "tambon_name",   "village_name", "children",    "total",
        "share",         "category",    "date",          "year",         "remark",      "personal",
        "place_id",      "place_name",  "longitude",     "latitude",     "easting",     "northing",
        "zone",          "datum",       "place_kind",    "school_level", "agency",      "capacity",
        "opened",        "weight",      "group",         "grouping",     "beside",      "english_name",
        "road_class",    "one_way",     "speed",         "surface"};
    static_assert(names.size() == static_cast<std::size_t>(last_column_role) + 1);
    return names.at(static_cast<std::size_t>(role));
}

const char* year_kind_name(YearKind kind) {
    constexpr std::array names = {"unknown", "calendar", "school", "fiscal"};
    return names.at(static_cast<std::size_t>(kind));
}

const char* count_unit_name(CountUnit unit) {
    constexpr std::array names = {"unknown", "persons", "thousands"};
    return names.at(static_cast<std::size_t>(unit));
}

const Decision* decision_for(const Reading& reading, std::string_view kind, std::int64_t row,
                             std::string_view column) {
    const Decision* of_all = nullptr;
    for (const Decision& one : reading.decisions) {
        if (one.kind != kind || (!one.column.empty() && !column.empty() && one.column != column)) continue;
        if (one.row == row) return &one;
        if (one.row == 0) of_all = &one;
    }
    return of_all;
}

Decision without_personal_data() {
    return {"personal_data", 0, "leave_out_columns", ""};
}

void decide(Reading& reading, Decision decision) {
    std::erase_if(reading.decisions, [&](const Decision& one) {
        return one.kind == decision.kind && (one.row == decision.row || decision.row == 0) &&
               (one.column == decision.column || decision.column.empty());
    });
    reading.decisions.push_back(std::move(decision));
}

}  // namespace geo
