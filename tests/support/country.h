// A study at national size: the real boundaries, villages and schools with counts that are made up and say so
// (no table of out-of-school children by tambon is public), or, where there is no real data, the
// demonstration.
#pragma once

#include "geo/data/demo/demo.h"
#include "geo/data/import.h"
#include "geo/study/study.h"
#include "tests/support/temp_folder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace test {

/// The folder of real files; empty where there is none.  For benchmarks; tests use real_data().
inline std::filesystem::path real_folder() {
    const char* folder = std::getenv("LEARNREACH_REAL_DATA");
    return folder == nullptr ? "" : folder;
}

/// Made-up counts for every tambon, from its code alone, as a CSV with one column: 0 to 199 children.
inline void write_made_up_counts(const geo::Areas& areas, const std::filesystem::path& file) {
    std::ofstream out(file, std::ios::binary);
    out << "code,out_of_school,note\r\n";
    for (const std::string& code : areas.at(geo::Level::tambon).code) {
        std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
        for (const char c : code) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        out << '"' << code << "\"," << hash / 65536 % 200 << ",ข้อมูลสมมติ / made-up data\r\n";
    }
}

/// Three boundary levels, 65,213 villages, 36,249 schools, made-up counts for each tambon.  `counts` is
/// written where it is not there.  Throws where a file does not load.
inline geo::Dataset read_country(const std::filesystem::path& real, const std::filesystem::path& counts) {
    geo::Dataset country;
    const auto add = [&](const std::filesystem::path& file, geo::FileKind kind) {
        auto read = geo::import_file(country, file.string(), kind, {}, {});
        if (!read) throw std::runtime_error(geo::describe(geo::Lang::en, read.error()));
        if (read->report.outcome != geo::Outcome::load)
            throw std::runtime_error(geo::describe(geo::Lang::en, read->report));
        country = std::move(read->data);
    };
    add(real / "boundaries" / "th_admin_cod.gpkg", geo::FileKind::areas);
    add(real / "facilities" / "villages_2012_with_pcode.csv", geo::FileKind::villages);
    add(real / "facilities" / "thai_schools_wikipedia_tambon.csv", geo::FileKind::places);
    if (!std::filesystem::exists(counts)) write_made_up_counts(*country.areas, counts);
    add(counts, geo::FileKind::counts);
    return country;
}

/// Made once.  Throws where real files are named and do not load.
inline const geo::Study& country_study() {
    static const geo::Study made = [] {
        geo::Study study;
        if (real_folder().empty()) {
            auto data = geo::demo_dataset({}, {});
            if (!data) throw std::runtime_error(geo::describe(geo::Lang::en, data.error()));
            study.data = std::make_shared<const geo::Dataset>(*std::move(data));
            return study;
        }
        const TempFolder temporary;
        study.data =
            std::make_shared<const geo::Dataset>(read_country(real_folder(), temporary / "made-up.csv"));
        study.scenario().travel.basis = geo::Basis::straight_line;
        return study;
    }();
    return made;
}

}  // namespace test
