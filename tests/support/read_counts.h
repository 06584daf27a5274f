// A table of counts read on two tambon, with what a person is asked; for tests of what its numbers mean.
#pragma once

#include "geo/data/import.h"
#include "tests/support/small_areas.h"

#include <string>
#include <utility>
#include <vector>

namespace test {

/// What became of a table, as few words: the children, "asks" with the kinds, or the fault.
struct Read {
    std::int64_t children = 0;
    std::string asks;
    geo::ImportReport report;
    geo::Dataset data;
};

inline Read read(const std::string& csv, const std::string& name = "a.csv",
                 std::vector<geo::Decision> decisions = {}) {
    const TempFolder folder;
    geo::ImportOptions options;
    options.reading.decisions = std::move(decisions);
    INFO(csv);
    const auto got =
        geo::import_file(small_areas(folder), write(folder, name, csv), geo::FileKind::counts, options, {});
    REQUIRE(got);
    REQUIRE(got->report.accounted());
    Read out{got->report.total_children_milli / 1000, "", got->report, got->data};
    for (const geo::ImportNote& note : out.report.problems)
        out.asks += (out.asks.empty() ? "" : " ") + note.kind;
    REQUIRE((got->report.outcome == geo::Outcome::load) == out.asks.empty());
    for (const geo::ImportNote& note : out.report.problems)
        for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
            for (const geo::Fix& fix : note.fixes)
                REQUIRE(geo::describe(lang, fix).find("fix.") == std::string::npos);
            REQUIRE(geo::describe(lang, note).find('{') == std::string::npos);
        }
    return out;
}

/// The first of what a person is asked.
inline geo::ImportNote first_problem(const Read& read) {
    REQUIRE_FALSE(read.report.problems.empty());
    return read.report.problems.front();
}

/// Two rows of the same numbers.
inline std::string two(const std::string& header, const std::string& numbers) {
    return header + "\n590101," + numbers + "\n590102," + numbers + "\n";
}

}  // namespace test
