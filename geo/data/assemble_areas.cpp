#include "geo/data/locate.h"
#include "geo/data/read_layers.h"
#include "geo/geom/measure.h"
#include "geo/geom/topology.h"

#include <algorithm>
#include <map>
#include <set>

namespace geo {
namespace {

std::size_t at(Level level) {
    return static_cast<std::size_t>(level);
}

AreaLevel level_of(std::vector<AreaRow> rows) {
    std::sort(rows.begin(), rows.end(), [](const AreaRow& a, const AreaRow& b) { return a.code < b.code; });
    AreaLevel level;
    for (AreaRow& row : rows) {
        level.inner.push_back(inner_point(row.shape));
        level.code.push_back(std::move(row.code));
        level.name_th.push_back(row.name_th.empty() ? (row.name_en.empty() ? level.code.back() : row.name_en)
                                                    : row.name_th);
        level.name_en.push_back(std::move(row.name_en));
        level.parent.emplace_back();
        level.shape.push_back(std::move(row.shape));
    }
    return level;
}

/// A level made of the one below: codes are the first digits, names those that the layer gave its parents.
Result<AreaLevel> dissolved_level(const AreaLevel& below, std::size_t digits, std::size_t level,
                                  const std::map<std::string, std::array<std::string, 2>>& names) {
    AreaLevel out;
    std::vector<std::uint32_t> group(below.size());
    for (std::size_t a = 0; a < below.size(); ++a) {
        const std::string code = below.code[a].substr(0, digits);
        if (out.code.empty() || out.code.back() != code) out.code.push_back(code);
        group[a] = static_cast<std::uint32_t>(out.code.size()) - 1;
    }
    TRY(const Topology topology, build_topology(below.shape, {}));
    const auto groups = dissolved(topology, group, out.code.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
        out.shape.push_back(shape_of(topology, groups[g]));
        out.inner.push_back(inner_point(out.shape.back()));
        const auto found = names.find(std::to_string(level) + out.code[g]);
        out.name_th.push_back(found == names.end() || found->second[0].empty() ? out.code[g]
                                                                               : found->second[0]);
        out.name_en.push_back(found == names.end() ? std::string{} : found->second[1]);
        out.parent.emplace_back();
    }
    return out;
}

/// Sets the parents of a level; rows without one are taken out and reported.
void set_parents(Areas& areas, Level level, ImportReport& report) {
    AreaLevel& here = areas.at(level);
    const auto up = static_cast<Level>(at(level) - 1);
    if (up == Level::country) {
        here.parent.assign(here.size(), AreaId{0U});
        return;
    }
    const Locator locator(areas, up);
    std::vector<bool> keep(here.size(), true);
    for (std::size_t a = 0; a < here.size(); ++a) {
        here.parent[a] = areas.find(up, here.code[a].substr(0, at(up) * 2));
        if (here.parent[a].valid()) continue;
        here.parent[a] = locator.area_at(here.inner[a]);
        if (here.parent[a].valid()) {
            report.repairs.push_back({"parent_by_place", report.file, "", 0, "", here.code[a],
                                      areas.at(up).code[here.parent[a].row()]});
            continue;
        }
        keep[a] = false;
        ++report.rows_rejected;
        --report.rows_loaded;
        report.problems.push_back({"no_parent", report.file, "", 0, "", here.code[a], ""});
    }
    if (std::find(keep.begin(), keep.end(), false) == keep.end()) return;
    AreaLevel kept;
    for (std::size_t a = 0; a < here.size(); ++a) {
        if (!keep[a]) continue;
        kept.code.push_back(std::move(here.code[a]));
        kept.name_th.push_back(std::move(here.name_th[a]));
        kept.name_en.push_back(std::move(here.name_en[a]));
        kept.parent.push_back(here.parent[a]);
        kept.shape.push_back(std::move(here.shape[a]));
        kept.inner.push_back(here.inner[a]);
    }
    here = std::move(kept);
}

}  // namespace

Result<Areas> assembled_areas(const Areas& old, std::array<std::vector<AreaRow>, 4> rows,
                              ImportReport& report, const Progress& progress) {
    Areas areas = old;
    std::map<std::string, std::array<std::string, 2>> names;
    for (std::size_t l = 1; l < 4; ++l)
        for (const AreaRow& row : rows[l])
            for (std::size_t up = 1; up < l; ++up)
                names.try_emplace(std::to_string(up) + row.code.substr(0, up * 2),
                                  std::array<std::string, 2>{row.parent_th[up], row.parent_en[up]});
    for (std::size_t l = 1; l < 4; ++l)
        if (!rows[l].empty()) areas.levels[l] = level_of(std::move(rows[l]));
    const std::size_t finest = at(areas.finest());
    for (std::size_t l = finest; l-- > 1;) {
        if (progress.cancelled()) return fail(Fault::cancelled, report.file);
        if (areas.levels[l].size() > 0) continue;
        TRY(areas.levels[l], dissolved_level(areas.levels[l + 1], l * 2, l, names));
        report.repairs.push_back({"level_made", report.file, "", 0, "", level_name(static_cast<Level>(l)),
                                  std::to_string(areas.levels[l].size())});
    }
    AreaLevel& country = areas.at(Level::country);
    country = {};
    const bool whole = areas.at(Level::province).size() >= 70;
    country.code.emplace_back("TH");
    country.name_th.emplace_back(whole ? "ทั้งประเทศ" : "ทั้งพื้นที่");
    country.name_en.emplace_back(whole ? "Whole country" : "Whole area");
    country.parent.emplace_back();
    country.shape.emplace_back();
    Box box;
    for (const MultiPolygon& shape : areas.at(Level::province).shape) box.add(box_of(shape));
    country.inner.push_back(box.empty() ? LonLat{}
                                        : LonLat{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2});
    for (const Level level : {Level::province, Level::amphoe, Level::tambon})
        if (areas.at(level).size() > 0) set_parents(areas, level, report);
    return areas;
}

}  // namespace geo
