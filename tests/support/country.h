// A study at national size: the real boundaries, villages and schools with made-up counts, or, where there
// is no real data, the demonstration region.
#pragma once

#include "geo/data/demo/demo.h"
#include "geo/data/import.h"
#include "geo/study/study.h"
#include "tests/support/test.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace test {

/// Made-up counts for every tambon, from its code alone, as a CSV with one column: 0 to 199 children.
inline void write_made_up_counts(const geo::Areas& areas, const std::filesystem::path& file) {
    std::ofstream out{file};
    out << "code,out_of_school\r\n";
    for (const std::string& code : areas.at(geo::Level::tambon).code) {
        std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
        for (const char c : code) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        out << code << ',' << hash / 65536 % 200 << "\r\n";
    }
}

inline geo::Dataset imported(const geo::Dataset& data, const std::filesystem::path& file,
                             geo::FileKind kind) {
    geo::ImportOptions options;
    options.accept = true;
    if (kind == geo::FileKind::counts) options.made_up = "made up";
    auto done = geo::import_file(data, file.string(), kind, options, {});
    if (!done) throw std::runtime_error(geo::describe(geo::Lang::en, done.error()));
    return std::move(done->data);
}

inline const geo::Study& country_study() {
    static const geo::Study made = [] {
        geo::Study study;
        const char* folder = std::getenv("LEARNREACH_REAL_DATA");
        if (folder == nullptr || *folder == '\0') {
            auto data = geo::demo_dataset({}, {});
            if (!data) throw std::runtime_error(geo::describe(geo::Lang::en, data.error()));
            study.data = std::make_shared<const geo::Dataset>(*std::move(data));
            return study;
        }
        const std::filesystem::path real{folder};
        const TempFolder temporary;
        const auto counts = temporary / "made-up.csv";
        geo::Dataset data;
        data =
            imported(data, real / "boundaries" / "tha_admbnda_adm3_rtsd_20220121.zip", geo::FileKind::areas);
        data = imported(data, real / "facilities" / "villages_2012_with_pcode.csv", geo::FileKind::villages);
        data =
            imported(data, real / "facilities" / "thai_schools_wikipedia_tambon.csv", geo::FileKind::places);
        write_made_up_counts(*data.areas, counts);
        data = imported(data, counts, geo::FileKind::counts);
        study.data = std::make_shared<const geo::Dataset>(std::move(data));
        study.scenario().travel.basis = geo::Basis::straight_line;
        return study;
    }();
    return made;
}

}  // namespace test
