// Square tambon with the names of their amphoe and provinces, for tests of matching by name.
#pragma once

#include "tests/support/small_areas.h"

#include <string>
#include <vector>

namespace test {

struct NamedArea {
    std::string code, tambon, amphoe, province;
    double lon = 0, lat = 0;  ///< the lower left corner; 0.1 degrees wide
};

/// `more`: members of each feature's properties, with a comma before them.
inline std::string named_geojson(const std::vector<NamedArea>& areas, const std::string& more = {},
                                 bool codes = true) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const NamedArea& a = areas[i];
        const auto corner = [&](double x, double y) {
            return "[" + std::to_string(a.lon + x) + "," + std::to_string(a.lat + y) + "]";
        };
        out += (i > 0 ? "," : "") + std::string{R"({"type":"Feature","properties":{)"} +
               (codes ? R"("ADM3_PCODE":"TH)" + a.code + R"(",)" : std::string{}) + R"("ADM3_TH":")" +
               a.tambon + R"(","ADM2_TH":")" + a.amphoe + R"(","ADM1_TH":")" + a.province + "\"" + more +
               R"(},"geometry":{"type":"Polygon","coordinates":[[)" + corner(0, 0) + "," + corner(0.1, 0) +
               "," + corner(0.1, 0.1) + "," + corner(0, 0.1) + "," + corner(0, 0) + "]]}}";
    }
    return out + "]}";
}

/// Two provinces; both have an amphoe เมือง..., บ้านใหม่ with a tambon หนองยาว in each, and names of their own.
inline std::vector<NamedArea> two_provinces() {
    return {{"590101", "ปากน้ำ", "เมืองสระแก", "สระแก", 101, 15},
            {"590102", "ห้วยสั้น", "เมืองสระแก", "สระแก", 101.1, 15},
            {"590201", "หนองยาว", "บ้านใหม่", "สระแก", 101.2, 15},
            {"590202", "วังทอง", "บ้านใหม่", "สระแก", 101.3, 15},
            {"600101", "ดอนกลาง", "เมืองบึงไผ่", "บึงไผ่", 103, 17},
            {"600201", "หนองยาว", "บ้านใหม่", "บึงไผ่", 103.2, 17}};
}

inline geo::Dataset named_areas(const TempFolder& folder) {
    const auto imported = geo::import_file({}, write(folder, "named.geojson", named_geojson(two_provinces())),
                                           geo::FileKind::areas, {}, {});
    REQUIRE(imported);
    return imported->data;
}

/// A table of that kind on them; each note and way out has its words.
inline geo::Imported import_named(const TempFolder& folder, const std::string& name, const std::string& text,
                                  geo::FileKind kind, const geo::Reading& reading = {}, bool accept = false) {
    geo::ImportOptions options;
    options.reading = reading;
    options.accept = accept;
    auto imported = geo::import_file(named_areas(folder), write(folder, name, text), kind, options, {});
    REQUIRE(imported);
    REQUIRE(imported->report.accounted());
    for (const auto* notes :
         {&imported->report.problems, &imported->report.warnings, &imported->report.repairs})
        for (const geo::ImportNote& note : *notes)
            for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
                REQUIRE(describe(lang, note).find("«") == std::string::npos);
                for (const geo::Fix& fix : note.fixes)
                    REQUIRE(describe(lang, fix).find("«") == std::string::npos);
            }
    return *std::move(imported);
}

}  // namespace test
