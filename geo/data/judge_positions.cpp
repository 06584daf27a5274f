#include "geo/data/judge_positions.h"

#include "geo/base/figures.h"
#include "geo/data/cell.h"
#include "geo/data/locate.h"
#include "geo/data/row_words.h"
#include "geo/data/stated_areas.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace geo {

using rows::note;

namespace {

/// Borders are drawn so roughly: a point this near the stated area may lie in it.
constexpr double border_metres = 1000;
/// So many rows of different areas on one point: nobody measured it there.
constexpr std::size_t default_rows = 3;
/// What the ministry's system writes where nobody entered a position (Bangkok, the ministry).
constexpr LonLat ministry{100.514, 13.765};

/// Everything known of a row.
struct StatedRow {
    const Table::Row* cells = nullptr;
    RowPosition position;
    StatedArea stated;
    AreaId lies_in;           ///< finest level
    bool on_default = false;  ///< on a point of many rows
    std::string use_crs;      ///< a person's word for it
};

/// Rows with a position, and where they lie.
struct Located {
    std::vector<LonLat> at;
    std::vector<std::uint32_t> row;
};

class Judge {
public:
    Judge(const Table& table, const RowNumbers& rows, const Positions& positions, const Areas& areas,
          const ImportOptions& options, ImportReport& report)
        : table_(table),
          from_(rows),
          positions_(positions),
          areas_(areas),
          options_(options),
          report_(report),
          stated_(table, areas, options.reading, report.file),
          lies_in_(rows.size()),
          stated_of_(stated_.any() ? rows.size() : 0),
          on_default_(rows.size()) {
        for (const MultiPolygon& shape : areas.at(areas.finest()).shape) box_.add(box_of(shape));
    }

    void run(const Progress& progress, const TakeRow& take) {
        {
            const Located located = read(progress.part(0.3, 0.5));
            locate(located);
            find_defaults(located);
        }
        const Progress judging = progress.part(0.6, 0.9);
        Steps steps(judging, from_.size());
        for_rows(table_, from_, [&](std::size_t i, const Table::Row& cells) {
            const StatedRow row = row_of(i, cells, false);
            take(from_[i], cells, judged(row));
            steps.one_done();
        });
        tell_systems();
        tell_swapped();
        stated_.tell(table_, report_);
    }

private:
    const Decision* decision(const char* kind, const StatedRow& row) const {
        return decision_for(options_.reading, kind, row.cells->number);
    }

    // --- what the cells say
    StatedRow row_of(std::size_t i, const Table::Row& cells, bool tell) {
        StatedRow out{&cells, positions_.read(cells), {}, lies_in_[i], on_default_[i], {}};
        if (!stated_of_.empty()) out.stated = stated_of_[i];
        if (out.position.trouble != nullptr && out.position.metres) settle_system(out, tell);
        return out;
    }

    Located read(const Progress& progress) {
        Located out;
        Steps steps(progress, from_.size());
        out.at.reserve(from_.size());
        out.row.reserve(from_.size());
        for_rows(table_, from_, [&](std::size_t i, const Table::Row& cells) {
            steps.one_done();
            if (!stated_of_.empty()) stated_of_[i] = stated_.of(cells);
            const StatedRow row = row_of(i, cells, true);
            if (!row.position.at) return;
            out.at.push_back(*row.position.at);
            out.row.push_back(static_cast<std::uint32_t>(i));
        });
        return out;
    }

    bool fits(const StatedRow& row, LonLat at) const {
        if (!row.stated.area.valid()) return false;
        return metres_outside(shape_of(row.stated), at) <= border_metres;
    }
    const MultiPolygon& shape_of(const StatedArea& stated) const {
        return areas_.at(stated.level).shape[stated.area.row()];
    }

    /// The systems that a row's words leave open.
    std::vector<std::string> systems_for(const StatedRow& row) const {
        std::vector<std::string> out;
        for (const char* crs : utm_of_thailand) {
            const CrsWords is = crs_from_words(crs);
            const CrsWords& said = row.position.words;
            if (said.zone != 0 && said.zone != is.zone) continue;
            if (said.datum != Datum::unknown && said.datum != is.datum) continue;
            out.emplace_back(crs);
        }
        return out;
    }

    /// Metres without a system: a person's word, or the one that the words and the stated area leave.
    void settle_system(StatedRow& row, bool tell) {
        const Decision* said = decision("crs_unknown", row);
        std::string crs = said != nullptr && said->choice == "use_crs" ? said->value : "";
        if (crs.empty() && row.position.words.datum != Datum::unknown) {
            std::vector<std::string> fitting;
            for (const std::string& one : systems_for(row))
                if (const auto at = positions_.in_crs(row.position, one); at && fits(row, *at))
                    fitting.push_back(one);
            if (fitting.size() == 1) {
                crs = fitting[0];
                if (tell) report_.repairs.push_back(note_of("zone_by_area", row, positions_.name_of(crs)));
            }
        }
        if (crs.empty()) return;
        const auto at = positions_.in_crs(row.position, crs);
        if (!at) return;
        row.position.at = at;
        row.position.trouble = nullptr;
        row.use_crs = crs;
    }

    // --- where they lie
    void locate(const Located& located) {
        const std::vector<AreaId> found = Locator(areas_, areas_.finest()).areas_at(located.at);
        for (std::size_t k = 0; k < found.size(); ++k) lies_in_[located.row[k]] = found[k];
    }

    /// Points on which several rows lie that state different areas.
    void find_defaults(const Located& located) {
        if (!stated_.any()) return;
        const std::vector<LonLat>& at = located.at;
        std::vector<std::uint32_t> order(at.size());
        std::iota(order.begin(), order.end(), std::uint32_t{0});
        const auto key = [&](std::uint32_t k) { return std::tuple{at[k].lon, at[k].lat, k}; };
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
        for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
            std::set<std::pair<Level, AreaId>> stated;
            while (to < order.size() && at[order[to]] == at[order[from]]) {
                const StatedArea& one = stated_of_[located.row[order[to++]]];
                if (one.area.valid()) stated.emplace(one.level, one.area);
            }
            if (to - from < default_rows || stated.size() < default_rows) continue;
            for (std::size_t k = from; k < to; ++k) on_default_[located.row[order[k]]] = true;
        }
    }

    bool is_ministry(LonLat at) const {
        return std::abs(at.lon - ministry.lon) < 1e-6 && std::abs(at.lat - ministry.lat) < 1e-6;
    }

    bool lies_as_stated(const StatedRow& row) const {
        return row.stated.area.valid() && row.lies_in.valid() &&
               areas_.ancestor(areas_.finest(), row.lies_in, row.stated.level) == row.stated.area;
    }

    AreaId amphoe_of(Level level, AreaId area) const {
        if (!area.valid() || level < Level::amphoe) return {};
        return level == Level::amphoe ? area : areas_.ancestor(level, area, Level::amphoe);
    }

    /// The kind of trouble with a position that can be read; null for none.
    const char* trouble_of(const StatedRow& row) const {
        if (row.position.trouble != nullptr) return row.position.trouble;
        if (lies_as_stated(row)) return nullptr;
        const LonLat at = *row.position.at;
        if (row.on_default || is_ministry(at)) return "position_default";
        if (row.stated.area.valid()) {
            if (shape_of(row.stated).empty() || fits(row, at)) return nullptr;
            const AreaId lies = amphoe_of(areas_.finest(), row.lies_in);
            if (lies.valid() && lies == amphoe_of(row.stated.level, row.stated.area)) return nullptr;
            const bool country = areas_.at(Level::province).size() >= 70;
            return country && !row.lies_in.valid() ? "position_outside_country" : "position_outside_stated";
        }
        return far_off(at) ? "position_far" : nullptr;
    }

    /// More than a degree from the areas and from Thailand.
    bool far_off(LonLat at) const {
        const auto off = [&](const Box& box) {
            return at.lon < box.min_x - 1 || at.lon > box.max_x + 1 || at.lat < box.min_y - 1 ||
                   at.lat > box.max_y + 1;
        };
        Box thailand;
        thailand.add(97.3, 5.6);
        thailand.add(105.7, 20.5);
        return off(thailand) && (box_.empty() || off(box_));
    }

    // --- what is told and done
    ImportNote note_of(const char* kind, const StatedRow& row, const std::string& reason = {}) const {
        const PositionColumns& columns = positions_.columns();
        ImportNote out =
            note(kind, report_, table_, *row.cells, columns.both >= 0 ? columns.both : columns.lat,
                 positions_.words_of(*row.cells), reason);
        if (row.position.at)
            out.at = row.position.at;
        else if (row.stated.area.valid())
            out.at = areas_.at(row.stated.level).inner[row.stated.area.row()];
        return out;
    }

    std::string name_of(Level level, AreaId area) const {
        return areas_.at(level).name_th[area.row()] + " " + areas_.at(level).code[area.row()];
    }

    /// Another reading of the numbers under which the row lies where it says: best first.
    std::vector<Fix> better_readings(const StatedRow& row) const {
        std::vector<Fix> out;
        if (const auto at = Positions::with_point(row.position.x, row.position.y);
            at && row.position.trouble != nullptr)
            out.push_back({"use_position", point_words(*at)});
        if (!row.stated.area.valid() || !row.position.at) return out;
        if (row.position.metres) {
            for (const char* crs : utm_of_thailand)
                if (const auto at = positions_.in_crs(row.position, crs); at && fits(row, *at))
                    out.push_back({"use_crs", crs});
        } else if (fits(row, {row.position.y, row.position.x})) {
            out.push_back({"swap", ""});
        }
        return out;
    }

    /// The systems that fit what the row says go first.
    std::vector<Fix> systems_by_fit(const StatedRow& row) const {
        std::vector<std::pair<int, std::string>> ranked;
        for (std::string& crs : systems_for(row)) {
            const auto at = positions_.in_crs(row.position, crs);
            const bool inside = at && box_.contains(at->lon, at->lat);
            ranked.emplace_back(at && fits(row, *at) ? 0 : inside ? 1 : 2, std::move(crs));
        }
        std::stable_sort(ranked.begin(), ranked.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<Fix> out;
        out.reserve(ranked.size());
        for (auto& [rank, crs] : ranked) out.push_back({"use_crs", std::move(crs)});
        return out;
    }

    std::string reason_of(const std::string& kind, const StatedRow& row) const {
        if (kind.rfind("position_outside", 0) != 0 || !row.stated.area.valid()) return {};
        const double metres = metres_outside(shape_of(row.stated), *row.position.at);
        const std::string far = grouped(static_cast<std::int64_t>(std::lround(metres / 1000)));
        const std::string there =
            row.lies_in.valid() ? " / " + name_of(areas_.finest(), row.lies_in) : std::string{};
        return name_of(row.stated.level, row.stated.area) + there + " · " + far + " km";
    }

    JudgedRow judged(const StatedRow& row) {
        JudgedRow out;
        const char* kind = trouble_of(row);
        if (kind != nullptr) return troubled(row, kind);
        out.at = row.position.at;
        out.area = row.lies_in;
        tell_repairs(row, out);
        if (!out.at) {
            if (row.stated.level == areas_.finest()) out.area = row.stated.area;
            return out;
        }
        if (row.stated.area.valid() && !lies_as_stated(row)) {
            if (near_++ == 0) first_near_ = note_of("position_near_stated", row);
        } else if (!row.lies_in.valid()) {
            ImportNote outside = note_of("outside", row);
            outside.fixes = {{"keep_position", ""}, {"not_located", ""}, {"leave_out", ""}};
            const Decision* said = decision("outside", row);
            if (said == nullptr || said->choice == "keep_position") {
                report_.warnings.push_back(std::move(outside));
            } else {
                obey(row, *said, out);
                report_.warnings.push_back(std::move(outside));
            }
        }
        return out;
    }

    /// A position that cannot be trusted: a person's decision, else it is held.
    JudgedRow troubled(const StatedRow& row, const char* kind) {
        JudgedRow out;
        ImportNote told = note_of(kind, row, reason_of(kind, row));
        const bool unknown = std::string_view{kind} == "crs_unknown";
        told.fixes = unknown ? systems_by_fit(row) : better_readings(row);
        if (unknown) {
            std::vector<std::string> codes;
            for (const Fix& fix : told.fixes) codes.push_back(fix.value);
            told.reason = codes.empty() ? "" : positions_.name_of(codes.front());
            report_.ambiguous.push_back({row.cells->number, kind, codes});
        }
        told.fixes.push_back({"not_located", ""});
        if (row.position.at) told.fixes.push_back({"keep_position", ""});
        told.fixes.push_back({"leave_out", ""});
        const Decision* said = decision(kind, row);
        if (said != nullptr && obey(row, *said, out)) {
            if (unknown) report_.ambiguous.pop_back();
            if (out.left_out) {
                told.fixes.clear();
                told.reason = std::exchange(told.kind, "row_held");
            }
            report_.warnings.push_back(std::move(told));
            return out;
        }
        out.held = true;
        if (row.stated.level == areas_.finest()) out.area = row.stated.area;
        if (unknown && !options_.accept) report_.outcome = Outcome::ask;
        report_.problems.push_back(std::move(told));
        return out;
    }

    /// False where the choice is none that can be obeyed.
    bool obey(const StatedRow& row, const Decision& said, JudgedRow& out) {
        std::optional<LonLat> at;
        if (said.choice == "leave_out") {
            out.at.reset();
            out.left_out = out.held = true;
            return true;
        }
        if (said.choice == "not_located") {
            out.at.reset();
            out.area = row.stated.level == areas_.finest() ? row.stated.area : AreaId{};
            return true;
        }
        if (said.choice == "keep_position") at = row.position.at;
        if (said.choice == "swap") at = LonLat{row.position.y, row.position.x};
        if (said.choice == "use_crs") at = positions_.in_crs(row.position, said.value);
        if (said.choice == "use_position")
            if (const auto typed = coordinates_from_cell(said.value))
                at = LonLat{typed->second.value, typed->first.value};
        if (!at || !(std::abs(at->lon) <= 180 && std::abs(at->lat) <= 90)) return false;
        out.at = at;
        out.area = locator().area_at(*at);
        return true;
    }

    const Locator& locator() {
        if (!locator_) locator_ = std::make_unique<Locator>(areas_, areas_.finest());
        return *locator_;
    }

    void tell_repairs(const StatedRow& row, JudgedRow& out) {
        const RowPosition& p = row.position;
        const std::string_view crs = row.use_crs.empty() ? p.crs : std::string_view{row.use_crs};
        auto& system = systems_[std::string{crs}];
        if (system.rows++ == 0 && !crs.empty()) system.first = note_of("utm_changed", row);
        if (p.sexagesimal && sexagesimal_++ == 0) first_sexagesimal_ = note_of("dms_read", row);
        if (p.rewritten && !p.sexagesimal)
            report_.repairs.push_back(note_of("coordinate_rewritten", row, point_words(*p.at)));
        if (p.without_point && without_point_++ == 0)
            first_without_point_ = note_of("point_restored", row, point_words(*p.at));
        if (p.degrees_for_metres)
            report_.repairs.push_back(note_of("degrees_in_utm", row, point_words(*p.at)));
        if (!p.swapped) return;
        const Decision* said = decision("swapped_position", row);
        if (said != nullptr && said->choice != "swap") obey(row, *said, out);
        const bool settled = p.swapped_for_sure || options_.accept || said != nullptr;
        ImportNote told = note_of("swapped_position", row, point_words(*p.at));
        told.fixes = {{"swap", ""}, {"not_located", ""}, {"leave_out", ""}};
        if (!settled) {
            report_.outcome = Outcome::ask;
            report_.problems.push_back(std::move(told));
        } else {
            swapped_.push_back(std::move(told));
        }
    }

    /// Which systems the rows came in, once each.
    void tell_systems() {
        std::string all;
        const auto told = [](ImportNote note, std::string reason) {
            note.reason = std::move(reason);
            return note;
        };
        for (const auto& [crs, system] : systems_) {
            const std::string number = grouped(static_cast<std::int64_t>(system.rows));
            all += (all.empty() ? "" : ", ") + (crs.empty() ? "WGS 84" : positions_.name_of(crs)) + " (" +
                   number + ")";
            if (crs.empty()) continue;
            report_.repairs.push_back(told(system.first, positions_.name_of(crs) + " (" + number + ")"));
        }
        if (systems_.size() > 1)
            report_.warnings.push_back({"mixed_crs", report_.file, table_.sheet, 0, "", "", all});
        if (sexagesimal_ > 0)
            report_.repairs.push_back(
                told(first_sexagesimal_, grouped(static_cast<std::int64_t>(sexagesimal_))));
        if (without_point_ > 0)
            report_.repairs.push_back(
                told(first_without_point_, first_without_point_.reason + " (" +
                                               grouped(static_cast<std::int64_t>(without_point_)) + ")"));
        if (near_ > 0)
            report_.warnings.push_back(told(first_near_, grouped(static_cast<std::int64_t>(near_))));
    }

    /// Row by row; where most rows are exchanged the two columns have each other's name, said once.
    void tell_swapped() {
        constexpr std::size_t many = 20;
        if (swapped_.size() >= many && swapped_.size() * 2 > from_.size()) {
            ImportNote told = swapped_.front();
            told.kind = "columns_swapped";
            told.reason = grouped(static_cast<std::int64_t>(swapped_.size()));
            told.fixes.clear();
            report_.repairs.push_back(std::move(told));
            return;
        }
        report_.repairs.append(swapped_);
    }

    const Table& table_;
    const RowNumbers& from_;
    const Positions& positions_;
    const Areas& areas_;
    const ImportOptions& options_;
    ImportReport& report_;
    StatedAreas stated_;
    std::vector<AreaId> lies_in_;        ///< finest level
    std::vector<StatedArea> stated_of_;  ///< empty where no row states anything
    std::vector<bool> on_default_;
    Box box_;
    std::unique_ptr<Locator> locator_;
    struct System {
        std::size_t rows = 0;
        ImportNote first;
    };
    std::map<std::string, System> systems_;
    std::size_t sexagesimal_ = 0, near_ = 0, without_point_ = 0;
    ImportNote first_sexagesimal_, first_near_, first_without_point_;
    Notes swapped_;
};

}  // namespace

void judge_positions(const Table& table, const RowNumbers& rows, const Positions& positions,
                     const Areas& areas, const ImportOptions& options, ImportReport& report,
                     const Progress& progress, const TakeRow& take) {
    positions.tell(report.reading);
    Judge(table, rows, positions, areas, options, report).run(progress, take);
}

}  // namespace geo
