#include "geo/access/coverage_table.h"

#include "geo/base/figures.h"

#include <fmt/format.h>

namespace geo {
namespace {

std::string share(const CoverageRow& row) {
    if (row.children_milli == 0) return {};
    return fmt::format("{:.6f}",
                       static_cast<double>(row.covered_milli) / static_cast<double>(row.children_milli));
}

std::string seconds(const std::optional<std::uint32_t>& ms) {
    return ms ? std::to_string(ceil_seconds(*ms)) : std::string{};
}

}  // namespace

std::string made_up_words(const CoverageCsvOptions& options) {
    return options.made_up ? "ข้อมูลสมมติ / made-up data" : "";
}
std::string estimate_words(const CoverageCsvOptions& options) {
    return options.estimate ? "ประมาณการเส้นตรง / straight-line estimate" : "";
}

std::vector<std::string> coverage_cells(std::vector<std::string> named, const Threshold& within,
                                        const CoverageRow& row, const Counting& counting, PlacedOn placed,
                                        const CoverageCsvOptions& options) {
    const auto children = [&](std::int64_t milli) {
        return has_number(counting.state) ? exact_children(milli) : std::string{};
    };
    std::vector<std::string> out = std::move(named);
    for (std::string cell :
         {text_of(within), children(row.children_milli), children(row.covered_milli),
          children(row.uncovered_milli), children(row.unreachable_milli), children(row.unplaced_milli),
          share(row), seconds(row.median_ms), seconds(row.p90_ms), made_up_words(options),
          estimate_words(options), std::string{count_state_name(counting.state)},
          std::to_string(counting.areas_without_data), std::to_string(counting.areas_hidden),
          std::to_string(counting.areas_in_part), std::string{placed_on_name(placed)}})
        out.push_back(std::move(cell));
    return out;
}

OutTable coverage_table(const Areas& areas, std::span<const CoverageTable> tables,
                        const CoverageCsvOptions& options) {
    OutTable out;
    out.sheet = "coverage";
    for (const char* name : {"area_code", "area_name_th", "area_name_en", "level", "within"})
        out.columns.push_back({name, false});
    for (const char* name : {"children", "covered", "uncovered", "unreachable", "unplaced", "share_covered",
                             "median_s", "p90_s"})
        out.columns.push_back({name, true});
    for (const char* name : {"made_up", "estimate", "state"}) out.columns.push_back({name, false});
    for (const char* name : {"areas_without_data", "areas_hidden", "areas_in_part"})
        out.columns.push_back({name, true});
    out.columns.push_back({"placed_on", false});
    for (const CoverageTable& table : tables)
        for (const Level level : options.levels) {
            const AreaLevel& named = areas.at(level);
            const bool finest = level == areas.finest() && table.placed_on.size() == named.size();
            for (std::size_t a = 0; a < named.size(); ++a)
                out.rows.push_back(
                    coverage_cells({named.code[a], named.name_th[a], named.name_en[a], level_name(level)},
                                   table.within, table.at(level)[a], table.counting_of(level, a),
                                   finest ? table.placed_on[a] : PlacedOn::none, options));
        }
    return out;
}

std::string coverage_csv(const Areas& areas, std::span<const CoverageTable> tables,
                         const CoverageCsvOptions& options) {
    return csv_text(coverage_table(areas, tables, options));
}

}  // namespace geo
