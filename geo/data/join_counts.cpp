#include "geo/data/join_counts.h"

#include <algorithm>
#include <array>
#include <set>

namespace geo {
namespace {

bool alike(const CountSeries& a, const CountSeries& b) {
    // What is counted as out of learning and what is not lie on different axes.
    if (is_out_of_learning(a.status) != is_out_of_learning(b.status)) return false;
    const bool whole = a.status == ChildStatus::any || b.status == ChildStatus::any;
    // A column of all children holds the parts of another file; a column beside the total holds but itself.
    const bool status = a.in_total && b.in_total ? a.status == b.status || whole
                                                 : a.status == b.status && (!whole || a.name == b.name);
    const auto agree = [](const std::string& x, const std::string& y) {
        return x == y || x.empty() || y.empty();
    };
    return status && agree(a.group, b.group) && agree(a.agency, b.agency) && agree(a.age_band, b.age_band);
}

/// The areas whose children a series counts, and all that lie above them.
struct Reach {
    std::array<std::set<AreaId>, 4> counted;
    std::array<std::set<AreaId>, 4> above;
};

Reach reach_of(const Areas& areas, const CountSeries& series) {
    Reach out;
    for (const CountCell& cell : series.cells) {
        if (cell.state == CellState::missing) continue;
        out.counted[static_cast<std::size_t>(cell.level)].insert(cell.area);
        for (std::size_t up = 0; up < static_cast<std::size_t>(cell.level); ++up)
            out.above[up].insert(areas.ancestor(cell.level, cell.area, static_cast<Level>(up)));
    }
    return out;
}

bool counted_again(const Areas& areas, const Reach& reach, const CountCell& cell) {
    const auto level = static_cast<std::size_t>(cell.level);
    if (reach.above[level].contains(cell.area)) return true;
    for (std::size_t up = 0; up <= level; ++up)
        if (reach.counted[up].contains(areas.ancestor(cell.level, cell.area, static_cast<Level>(up))))
            return true;
    return false;
}

std::string free_id(const std::vector<CountSeries>& series, const std::string& wanted) {
    const auto taken = [&](const std::string& id) {
        return std::any_of(series.begin(), series.end(), [&](const CountSeries& s) { return s.id == id; });
    };
    std::string id = wanted;
    for (int n = 2; taken(id); ++n) id = wanted + "@" + std::to_string(n);
    return id;
}

}  // namespace

void join_counts(Dataset& data, std::vector<CountSeries> fresh, const std::string& name,
                 ImportReport& report) {
    const Areas& areas = *data.areas;
    std::vector<CountSeries> all = *data.counts;
    std::erase_if(all, [&](const CountSeries& series) { return series.source == name; });
    std::set<std::string> renewed;
    std::string older;
    for (const CountSeries& now : fresh) {
        const Reach reach = reach_of(areas, now);
        for (CountSeries& before : all) {
            if (!alike(before, now)) continue;
            const std::size_t cells = before.cells.size();
            std::erase_if(before.cells, [&](const CountCell& cell) {
                if (!counted_again(areas, reach, cell)) return false;
                renewed.insert(areas.at(cell.level).code[cell.area.row()]);
                return true;
            });
            if (before.cells.size() < cells && older.empty()) older = before.source;
        }
    }
    std::set<std::string> files;
    for (const CountSeries& series : all) files.insert(series.source);
    std::erase_if(all, [](const CountSeries& series) { return series.cells.empty(); });
    for (const CountSeries& series : all) files.erase(series.source);
    std::erase_if(data.sources,
                  [&](const SourceFile& s) { return s.kind == "counts" && files.contains(s.file); });
    if (!renewed.empty())
        report.warnings.push_back(
            {"counts_renewed", report.file, "", 0, "", older, std::to_string(renewed.size())});
    for (CountSeries& series : fresh) {
        series.id = free_id(all, series.id);
        all.push_back(std::move(series));
    }
    data.counts = std::make_shared<const std::vector<CountSeries>>(std::move(all));
}

}  // namespace geo
