// How fast rows find their area by names: the real country (LEARNREACH_REAL_DATA), one thread.
#include "geo/data/import.h"
#include "geo/data/match.h"
#include "tests/support/country.h"

#include <benchmark/benchmark.h>

namespace match_bench {

namespace {

using namespace geo;

/// The words of every tambon; of every third only a letter off.
std::vector<AreaWords> rows_of(const Areas& areas, bool slips) {
    std::vector<AreaWords> out;
    const AreaLevel& tambon = areas.at(Level::tambon);
    for (std::size_t t = 0; t < tambon.size(); ++t) {
        const AreaId amphoe = tambon.parent[t];
        const AreaId province = areas.at(Level::amphoe).parent[amphoe.row()];
        std::string name = tambon.name_th[t];
        if (slips && name.size() > 6) name.erase(name.size() - 6, 3);
        out.push_back({"จ." + areas.at(Level::province).name_th[province.row()],
                       "อ." + areas.at(Level::amphoe).name_th[amphoe.row()], "ต." + name});
    }
    return out;
}

void match_names(benchmark::State& state, bool slips) {
    if (test::real_folder().empty()) return state.SkipWithError("LEARNREACH_REAL_DATA is not set");
    const auto read = import_file({}, (test::real_folder() / "boundaries/th_admin_cod.gpkg").string(),
                                  FileKind::areas, {}, {});
    if (!read) return state.SkipWithError("not read");
    const AreaNames names(*read->data.areas);
    const std::vector<AreaWords> rows = rows_of(*read->data.areas, slips);
    std::size_t found = 0;
    for (auto _ : state)
        for (const AreaWords& row : rows) found += names.find(row, "").code.empty() ? 0 : 1;
    benchmark::DoNotOptimize(found);
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows.size()));
}

void index_names(benchmark::State& state) {
    if (test::real_folder().empty()) return state.SkipWithError("LEARNREACH_REAL_DATA is not set");
    const auto read = import_file({}, (test::real_folder() / "boundaries/th_admin_cod.gpkg").string(),
                                  FileKind::areas, {}, {});
    if (!read) return state.SkipWithError("not read");
    for (auto _ : state) benchmark::DoNotOptimize(AreaNames(*read->data.areas));
}

BENCHMARK_CAPTURE(match_names, as_listed, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match_names, one_letter_off, true)->Unit(benchmark::kMillisecond);
BENCHMARK(index_names)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace match_bench
