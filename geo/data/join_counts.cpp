#include "geo/data/join_counts.h"

#include "geo/base/figures.h"

#include <algorithm>
#include <array>
#include <set>

namespace geo {
namespace {

/// May count the same children.  `across`: also where another agency counted them.
bool alike(const CountSeries& a, const CountSeries& b, bool across = false) {
    // What is counted as out of learning and what is not lie on different axes.
    if (is_out_of_learning(a.status) != is_out_of_learning(b.status)) return false;
    // An earlier year that is kept beside the latest is another count.
    if (!(a.in_total && b.in_total) && !a.date_iso.empty() && !b.date_iso.empty() && a.date_iso != b.date_iso)
        return false;
    const bool whole = a.status == ChildStatus::any || b.status == ChildStatus::any;
    // A column of all children holds the parts of another file; a column beside the total holds but itself.
    const bool status = a.in_total && b.in_total ? a.status == b.status || whole
                                                 : a.status == b.status && (!whole || a.name == b.name);
    const auto agree = [](const std::string& x, const std::string& y) {
        return x == y || x.empty() || y.empty();
    };
    return status && agree(a.group, b.group) && (across || agree(a.agency, b.agency)) &&
           agree(a.age_band, b.age_band) && agree(a.sex, b.sex);
}

/// The areas whose children a series counts, and all that lie above them.
struct Reach {
    std::array<std::set<AreaId>, 4> counted;
    std::array<std::set<AreaId>, 4> above;
};

Reach reach_of(const Areas& areas, const std::vector<CountCell>& cells) {
    Reach out;
    for (const CountCell& cell : cells) {
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

std::int64_t children_in(const std::vector<CountCell>& cells) {
    std::int64_t sum = 0;
    for (const CountCell& cell : cells) sum += cell.children_milli;
    return sum;
}

/// Older cells that gave way.
struct Renewed {
    std::vector<CountCell> in_total, others;
    std::set<std::string> codes;
    std::set<std::string> coarser;  ///< that nothing of their own level took the place of
    std::string older;              ///< the first file
};

void give_way(const Areas& areas, std::vector<CountSeries>& all, const CountSeries& now, bool across,
              Renewed& renewed) {
    const Reach reach = reach_of(areas, now.cells);
    for (CountSeries& before : all) {
        if (!alike(before, now, across)) continue;
        const std::size_t cells = before.cells.size();
        std::erase_if(before.cells, [&](const CountCell& cell) {
            if (!counted_again(areas, reach, cell)) return false;
            const auto level = static_cast<std::size_t>(cell.level);
            const std::string& code = areas.at(cell.level).code[cell.area.row()];
            (before.in_total ? renewed.in_total : renewed.others).push_back(cell);
            renewed.codes.insert(code);
            if (cell.state == CellState::value && !reach.counted[level].contains(cell.area) &&
                !reach.above[level].contains(cell.area))
                renewed.coarser.insert(code);
            return true;
        });
        if (before.cells.size() < cells && renewed.older.empty()) renewed.older = before.source;
    }
}

/// Of the children of the fresh series those that take the place of older ones.
std::int64_t children_instead(const Areas& areas, const std::vector<CountSeries>& fresh,
                              const std::vector<CountCell>& older, bool in_total) {
    const Reach reach = reach_of(areas, older);
    std::int64_t sum = 0;
    for (const CountSeries& now : fresh)
        for (const CountCell& cell : now.cells)
            if (now.in_total == in_total && counted_again(areas, reach, cell)) sum += cell.children_milli;
    return sum;
}

std::string change_of(std::int64_t before_milli, std::int64_t now_milli) {
    const std::string before = exact_grouped(before_milli), now = exact_grouped(now_milli);
    return before == now ? now : before + " → " + now;
}

/// Numbers that change in more than their source are not taken without a word.
void ask_about(const Areas& areas, const std::vector<CountSeries>& fresh, const Renewed& renewed, bool accept,
               ImportReport& report) {
    auto& notes = accept ? report.warnings : report.problems;
    bool any = false;
    const auto add = [&](ImportNote note) {
        if (!accept) note.fixes = {{"replace", ""}, {"keep_apart", ""}, {"add", ""}};
        notes.push_back(std::move(note));
        any = true;
    };
    for (const bool in_total : {true, false}) {
        const auto& older = in_total ? renewed.in_total : renewed.others;
        const std::int64_t was = children_in(older);
        const std::int64_t now = children_instead(areas, fresh, older, in_total);
        if (was == now) continue;
        add({"counts_total_changes", report.file, "", 0, "", renewed.older, change_of(was, now)});
    }
    if (!renewed.coarser.empty())
        add({"coarser_counts", report.file, "", 0, "", renewed.older,
             grouped(static_cast<std::int64_t>(renewed.coarser.size()))});
    if (!accept && any) report.outcome = Outcome::ask;
}

std::set<std::string> agencies_in(const std::vector<CountSeries>& series, const std::string& source) {
    std::set<std::string> out;
    for (const CountSeries& one : series)
        if (one.in_total && !one.agency.empty() && (source.empty() || one.source == source))
            out.insert(one.agency);
    return out;
}

/// Children of areas that a table of other agencies counted before: the same, or others?
struct AgenciesMeet {
    std::int64_t before_milli = 0, now_milli = 0;
    std::string older;  ///< the first file
    bool any() const { return !older.empty(); }
};

AgenciesMeet agencies_meet(const Areas& areas, const std::vector<CountSeries>& all,
                           const std::vector<CountSeries>& fresh) {
    AgenciesMeet out;
    const std::set<std::string> now_agencies = agencies_in(fresh, "");
    std::set<const CountSeries*> met;
    for (const CountSeries& before : all) {
        if (!before.in_total || before.agency.empty()) continue;
        // A table with the same agency is the same kind of table again, in which each has its own column.
        const auto others = agencies_in(all, before.source);
        if (std::any_of(others.begin(), others.end(),
                        [&](const std::string& agency) { return now_agencies.contains(agency); }))
            continue;
        const Reach reach = reach_of(areas, before.cells);
        for (const CountSeries& now : fresh) {
            const bool dates =
                now.date_iso.empty() || before.date_iso.empty() || now.date_iso == before.date_iso;
            if (!now.in_total || now.agency.empty() || !dates || !alike(before, now, true)) continue;
            const bool meets = std::any_of(now.cells.begin(), now.cells.end(), [&](const CountCell& cell) {
                return counted_again(areas, reach, cell);
            });
            if (!meets) continue;
            if (out.older.empty()) out.older = before.source;
            if (met.insert(&before).second) out.before_milli += children_in(before.cells);
            if (met.insert(&now).second) out.now_milli += children_in(now.cells);
        }
    }
    return out;
}

/// What a person said of counts that may be of the same children; "" for nothing.
std::string choice_in(const Reading& reading) {
    for (const char* kind : {"agencies_meet", "counts_total_changes", "coarser_counts"})
        if (const Decision* decision = decision_for(reading, kind, 0)) return decision->choice;
    return {};
}

/// The fresh series beside all others, by the word of a person.
void keep_beside(std::vector<CountSeries>& fresh, bool add, ImportReport& report) {
    std::int64_t children = 0;
    for (CountSeries& series : fresh) {
        if (!series.in_total) continue;
        children += children_in(series.cells);
        series.in_total = add;
    }
    report.warnings.push_back(
        {add ? "counts_added" : "counts_kept_apart", report.file, "", 0, "", "", exact_grouped(children)});
}

}  // namespace

void join_counts(Dataset& data, std::vector<CountSeries> fresh, const FileIdentity& identity,
                 const Reading& reading, bool accept, ImportReport& report) {
    const Areas& areas = *data.areas;
    std::vector<CountSeries> all = *data.counts;
    if (!identity.replaces.empty()) {
        std::int64_t was = 0;
        std::int64_t now = 0;
        for (const CountSeries& series : all)
            if (series.source == identity.replaces && series.in_total) was += children_in(series.cells);
        for (const CountSeries& series : fresh)
            if (series.in_total) now += children_in(series.cells);
        std::erase_if(all, [&](const CountSeries& series) { return series.source == identity.replaces; });
        report.warnings.push_back(
            {"counts_again", report.file, "", 0, "", identity.replaces, change_of(was, now)});
    }
    Renewed renewed;
    std::string choice = choice_in(reading);
    const AgenciesMeet meet = agencies_meet(areas, all, fresh);
    if (meet.any() && choice.empty()) {
        ImportNote note{"agencies_meet",
                        report.file,
                        "",
                        0,
                        "",
                        meet.older,
                        exact_grouped(meet.before_milli) + " / " + exact_grouped(meet.now_milli)};
        note.fixes = {{"add", ""}, {"replace", ""}, {"keep_apart", ""}};
        (accept ? report.warnings : report.problems).push_back(std::move(note));
        // Whoever accepts without saying how has added nothing.
        choice = "keep_apart";
        if (!accept) report.outcome = Outcome::ask;
    }
    if (choice == "add" || choice == "keep_apart")
        keep_beside(fresh, choice == "add", report);
    else
        for (const CountSeries& now : fresh) give_way(areas, all, now, meet.any(), renewed);
    if (meet.any())
        for (CountSeries& series : fresh) series.relation = choice;
    std::set<std::string> files;
    for (const CountSeries& series : all) files.insert(series.source);
    std::erase_if(all, [](const CountSeries& series) { return series.cells.empty(); });
    for (const CountSeries& series : all) files.erase(series.source);
    std::erase_if(data.sources,
                  [&](const SourceFile& s) { return s.kind == "counts" && files.contains(s.file); });
    if (!renewed.codes.empty())
        report.warnings.push_back(
            {"counts_renewed", report.file, "", 0, "", renewed.older, std::to_string(renewed.codes.size())});
    ask_about(areas, fresh, renewed, accept || choice == "replace", report);
    for (CountSeries& series : fresh) {
        series.id = free_id(all, series.id);
        all.push_back(std::move(series));
    }
    data.counts = std::make_shared<const std::vector<CountSeries>>(std::move(all));
}

}  // namespace geo
