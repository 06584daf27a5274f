// Two amphoe of one province with two tambon each, for tests of names.
#pragma once

#include "tests/support/small_areas.h"

namespace test {

/// Two amphoe of the province 59 with two tambon each; one name stands in both.  `second`: the name of
/// 590102.
inline geo::Dataset four_tambon(const TempFolder& folder, const std::string& second = "ห้วยสั้น") {
    const auto layer = [&](const char* name, const std::vector<BoxArea>& areas, const geo::Dataset& before) {
        geo::ImportOptions options;
        options.accept = true;
        const auto read = geo::import_file(before, write(folder, name, geojson_of(areas)),
                                           geo::FileKind::areas, options, {});
        REQUIRE(read);
        return read->data;
    };
    geo::Dataset data = layer("t.geojson",
                              {{"590101", "หนองยาว", 101, 15, 101.1, 15.1},
                               {"590102", second, 101.1, 15, 101.2, 15.1},
                               {"590201", "หนองยาว", 101.2, 15, 101.3, 15.1},
                               {"590202", "ท่ากลาง", 101.3, 15, 101.4, 15.1}},
                              {});
    data =
        layer("a.geojson",
              {{"5901", "เมืองเหนือ", 101, 15, 101.2, 15.1}, {"5902", "ท่าใต้", 101.2, 15, 101.4, 15.1}}, data);
    return layer("p.geojson", {{"59", "เหนือใต้", 101, 15, 101.4, 15.1}}, data);
}

}  // namespace test
