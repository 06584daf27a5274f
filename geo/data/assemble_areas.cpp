#include "geo/base/figures.h"
#include "geo/base/parallel.h"
#include "geo/data/locate.h"
#include "geo/data/read_layers.h"
#include "geo/geom/measure.h"
#include "geo/geom/topology.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>

namespace geo {
namespace {

std::size_t at(Level level) {
    return static_cast<std::size_t>(level);
}

/// Points inside, which take most of the time, on the way through all levels of a file.
struct InnerPoints {
    const Progress& progress;
    std::size_t all = 0;
    std::atomic<std::size_t> done{0};
};

/// Points inside are missing where it was stopped.
AreaLevel level_of(std::vector<AreaRow> rows, InnerPoints& points) {
    std::sort(rows.begin(), rows.end(), [](const AreaRow& a, const AreaRow& b) { return a.code < b.code; });
    AreaLevel level;
    level.inner.resize(rows.size());
    parallel_for(rows.size(), 16, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to && !points.progress.cancelled(); ++i)
            level.inner[i] = inner_point(rows[i].shape);
        points.done += to - from;
        points.progress.at(static_cast<double>(points.done) / static_cast<double>(points.all));
    });
    for (AreaRow& row : rows) {
        level.code.push_back(std::move(row.code));
        level.name_th.push_back(row.name_th.empty() ? (row.name_en.empty() ? level.code.back() : row.name_en)
                                                    : row.name_th);
        level.name_en.push_back(std::move(row.name_en));
        level.parent.emplace_back();
        level.shape.push_back(std::move(row.shape));
    }
    return level;
}

/// One area of a level, for taking levels apart and putting them together.
struct Area {
    std::string code, name_th, name_en;
    MultiPolygon shape;
    LonLat inner;
};

void append(AreaLevel& level, Area area) {
    level.code.push_back(std::move(area.code));
    level.name_th.push_back(std::move(area.name_th));
    level.name_en.push_back(std::move(area.name_en));
    level.parent.emplace_back();
    level.shape.push_back(std::move(area.shape));
    level.inner.push_back(area.inner);
}

Area taken(AreaLevel& level, std::size_t row) {
    return {std::move(level.code[row]), std::move(level.name_th[row]), std::move(level.name_en[row]),
            std::move(level.shape[row]), level.inner[row]};
}

/// Both levels as one, ascending by code; where a code stands in both, `fresh` wins.  How often it did, and
/// the first such code.
std::pair<std::size_t, std::string> merge_into(AreaLevel& old, AreaLevel fresh) {
    std::pair<std::size_t, std::string> renewed;
    AreaLevel out;
    for (std::size_t a = 0, b = 0; a < old.size() || b < fresh.size();) {
        const bool first = b == fresh.size() || (a < old.size() && old.code[a] < fresh.code[b]);
        if (first) {
            append(out, taken(old, a++));
            continue;
        }
        if (a < old.size() && old.code[a] == fresh.code[b]) {
            if (renewed.first++ == 0) renewed.second = old.code[a];
            ++a;
        }
        append(out, taken(fresh, b++));
    }
    old = std::move(out);
    return renewed;
}

/// Names that layers give the areas above theirs, by level and code.
using Names = std::map<std::string, std::array<std::string, 2>>;

/// Areas of a level made of some of those below: codes are the first digits, `members` rows below ascending.
Result<AreaLevel> dissolved_level(const AreaLevel& below, const std::vector<std::size_t>& members,
                                  std::size_t level, const Names& names) {
    std::vector<std::string> codes;
    std::vector<std::uint32_t> group;
    std::vector<MultiPolygon> shapes;
    group.reserve(members.size());
    shapes.reserve(members.size());
    for (const std::size_t a : members) {
        const std::string code = below.code[a].substr(0, level * 2);
        if (codes.empty() || codes.back() != code) codes.push_back(code);
        group.push_back(static_cast<std::uint32_t>(codes.size()) - 1);
        shapes.push_back(below.shape[a]);
    }
    TRY(const Topology topology, build_topology(shapes, {}));
    const auto groups = dissolved(topology, group, codes.size());
    AreaLevel out;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        Area area;
        area.code = codes[g];
        area.shape = shape_of(topology, groups[g]);
        area.inner = inner_point(area.shape);
        const auto found = names.find(std::to_string(level) + codes[g]);
        area.name_th = found == names.end() || found->second[0].empty() ? codes[g] : found->second[0];
        if (found != names.end()) area.name_en = found->second[1];
        append(out, std::move(area));
    }
    return out;
}

/// Rows of the level below whose area above is not there, or does not reach them: a group of which no member
/// lies in any area of that level, or of which a member lies outside its own; and those of areas in
/// `changed`.
std::vector<std::size_t> members_to_join(const Areas& areas, Level level,
                                         const std::set<std::string>& changed) {
    const AreaLevel& above = areas.at(level);
    const AreaLevel& below = areas.levels[at(level) + 1];
    std::vector<AreaId> by_place(below.size());
    if (above.size() > 0) by_place = Locator(areas, level).areas_at(below.inner);
    std::vector<std::size_t> out;
    for (std::size_t from = 0; from < below.size();) {
        const std::string code = below.code[from].substr(0, at(level) * 2);
        std::size_t to = from;
        bool any_inside = false;
        bool any_outside = false;
        for (; to < below.size() && below.code[to].compare(0, code.size(), code) == 0; ++to) {
            any_inside = any_inside || by_place[to].valid();
            any_outside = any_outside || !by_place[to].valid();
        }
        const bool there = areas.find(level, code).valid();
        const bool joined = changed.contains(code) || (there ? any_outside : !any_inside);
        for (std::size_t a = from; a < to && joined; ++a) out.push_back(a);
        from = to;
    }
    return out;
}

/// A level of which this file holds nothing is completed from the one below.
Result<void> complete_level(Areas& areas, Level level, const Names& names,
                            const std::set<std::string>& changed, ImportReport& report) {
    const std::vector<std::size_t> members = members_to_join(areas, level, changed);
    if (members.empty()) return {};
    TRY(AreaLevel made, dissolved_level(areas.levels[at(level) + 1], members, at(level), names));
    // An area that is made anew keeps the names that it had.
    for (std::size_t a = 0; a < made.size(); ++a) {
        const AreaId old = areas.find(level, made.code[a]);
        if (!old.valid() || made.name_th[a] != made.code[a]) continue;
        made.name_th[a] = areas.at(level).name_th[old.row()];
        made.name_en[a] = areas.at(level).name_en[old.row()];
    }
    report.repairs.push_back({std::string{"level_made_"} + level_name(level), report.file, "", 0, "", "",
                              grouped(static_cast<std::int64_t>(made.size()))});
    merge_into(areas.at(level), std::move(made));
    return {};
}

void take_out(AreaLevel& level, const std::set<std::string>& codes) {
    if (codes.empty()) return;
    AreaLevel kept;
    for (std::size_t a = 0; a < level.size(); ++a)
        if (!codes.contains(level.code[a])) append(kept, taken(level, a));
    level = std::move(kept);
}

/// Codes of a level whose areas below are other ones than before.
std::set<std::string> changed_above(const AreaLevel& before, const AreaLevel& now, std::size_t digits) {
    std::set<std::string> out;
    const auto add_missing = [&](const AreaLevel& from, const AreaLevel& in) {
        for (const std::string& code : from.code)
            if (!std::binary_search(in.code.begin(), in.code.end(), code)) out.insert(code.substr(0, digits));
    };
    add_missing(before, now);
    add_missing(now, before);
    return out;
}

/// Of these areas those that nothing of the level below belongs to any more.
std::set<std::string> without_members(const std::set<std::string>& codes, const AreaLevel& below) {
    std::set<std::string> out;
    for (const std::string& code : codes) {
        const auto first = std::lower_bound(below.code.begin(), below.code.end(), code);
        if (first == below.code.end() || !first->starts_with(code)) out.insert(code);
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
        const AreaId parent = here.parent[a];
        append(kept, taken(here, a));
        kept.parent.back() = parent;
    }
    here = std::move(kept);
}

}  // namespace

Result<Areas> assembled_areas(const Areas& old, std::array<std::vector<AreaRow>, 4> rows,
                              const std::array<std::set<std::string>, 4>& retired, ImportReport& report,
                              const Progress& progress) {
    Areas areas = old;
    Names names;
    for (std::size_t l = 1; l < 4; ++l)
        for (const AreaRow& row : rows[l])
            for (std::size_t up = 1; up < l; ++up)
                names.try_emplace(std::to_string(up) + row.code.substr(0, up * 2),
                                  std::array<std::string, 2>{row.parent_th[up], row.parent_en[up]});
    const Progress of_points = progress.part(0, 0.8);
    InnerPoints points{of_points};
    for (const std::vector<AreaRow>& level : rows) points.all += level.size();
    std::array<bool, 4> in_file{};
    for (std::size_t l = 1; l < 4; ++l) {
        in_file[l] = !rows[l].empty();
        if (!in_file[l]) continue;
        take_out(areas.levels[l], retired[l]);
        const auto [renewed, first] = merge_into(areas.levels[l], level_of(std::move(rows[l]), points));
        if (progress.cancelled()) return fail(Fault::cancelled, report.file);
        if (renewed > 0)
            report.warnings.push_back(
                {"areas_renewed", report.file, "", 0, "", first, std::to_string(renewed)});
    }
    for (std::size_t l = at(areas.finest()); l-- > 1;) {
        if (progress.cancelled()) return fail(Fault::cancelled, report.file);
        if (in_file[l]) continue;
        // Where areas were retired, those above them have other members and other borders.
        std::set<std::string> changed;
        if (std::any_of(retired.begin(), retired.end(), [](const auto& codes) { return !codes.empty(); }))
            changed = changed_above(old.levels[l + 1], areas.levels[l + 1], l * 2);
        const std::set<std::string> empty = without_members(changed, areas.levels[l + 1]);
        for (const std::string& code : empty)
            report.warnings.push_back({"retired_area", report.file, "", 0, "", code, "–"});
        take_out(areas.levels[l], empty);
        TRY_VOID(complete_level(areas, static_cast<Level>(l), names, changed, report));
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
