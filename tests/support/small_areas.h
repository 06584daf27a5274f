// Boundaries of a few square tambon, written as somebody's file, for tests of the import.
#pragma once

#include "geo/data/import.h"
#include "tests/support/test.h"

#include <fstream>
#include <string>
#include <vector>

namespace test {

inline std::string write(const TempFolder& folder, const std::string& name, const std::string& content) {
    std::ofstream(folder / name, std::ios::binary) << content;
    return (folder / name).string();
}

/// One area as a box in whatever coordinates.
struct BoxArea {
    std::string code, name;
    double min_x = 0, min_y = 0, max_x = 0, max_y = 0;
};

inline std::string geojson_of(const std::vector<BoxArea>& areas) {
    std::string out = R"({"type":"FeatureCollection","features":[)";
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const BoxArea& a = areas[i];
        const auto corner = [](double x, double y) {
            return "[" + std::to_string(x) + "," + std::to_string(y) + "]";
        };
        out += (i > 0 ? "," : "") + std::string{R"({"type":"Feature","properties":{"code":")"} + a.code +
               R"(","name_th":")" + a.name + R"("},"geometry":{"type":"Polygon","coordinates":[[)" +
               corner(a.min_x, a.min_y) + "," + corner(a.max_x, a.min_y) + "," + corner(a.max_x, a.max_y) +
               "," + corner(a.min_x, a.max_y) + "," + corner(a.min_x, a.min_y) + "]]}}";
    }
    return out + "]}";
}

/// Two tambon of the amphoe 5901, side by side, 0.1 degrees wide from 101 E, 15 N.
inline std::string two_tambon() {
    return geojson_of(
        {{"590101", "หนองยาว", 101, 15, 101.1, 15.1}, {"590102", "ห้วยสั้น", 101.1, 15, 101.2, 15.1}});
}

inline geo::Dataset small_areas(const TempFolder& folder) {
    const auto imported =
        geo::import_file({}, write(folder, "areas.geojson", two_tambon()), geo::FileKind::areas, {}, {});
    REQUIRE(imported);
    return imported->data;
}

/// A table of counts on them.
inline geo::Result<geo::Imported> import_counts(const TempFolder& folder, const std::string& csv,
                                                bool accept = false) {
    geo::ImportOptions options;
    options.accept = accept;
    return geo::import_file(small_areas(folder), write(folder, "counts.csv", csv), geo::FileKind::counts,
                            options, {});
}

/// The first note of a kind; null where there is none.
inline const geo::ImportNote* note_of(const geo::Notes& notes, const std::string& kind) {
    const geo::Notes::Kind* of_kind = notes.kind(kind);
    return of_kind == nullptr ? nullptr : &of_kind->first.front();
}

/// The error in both languages: names what it should and holds no missing word.
inline void require_words(const geo::Error& error, const std::vector<std::string>& facts) {
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        const std::string words = geo::describe(lang, error);
        INFO(words);
        for (const std::string& fact : facts) REQUIRE(words.find(fact) != std::string::npos);
        REQUIRE(words.find("«") == std::string::npos);
        const bool exact = geo::has_word("fault." + error.detail + ".do");
        const std::string name = exact ? error.detail : geo::fault_name(error.fault);
        REQUIRE(words.find(geo::word(lang, "fault." + name + ".do")) != std::string::npos);
    }
}

}  // namespace test
