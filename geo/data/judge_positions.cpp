#include "geo/data/judge_positions.h"

#include "geo/base/figures.h"
#include "geo/base/parallel.h"
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
#include <set>
#include <tuple>

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
struct Row {
    RowPosition position;
    StatedArea stated;
    AreaId lies_in;           ///< finest level
    std::string use_crs;      ///< a person's word for it
    bool on_default = false;  ///< on a point of many rows
};

class Judge {
public:
    Judge(const Table& table, std::span<const Table::Row* const> rows, const Positions& positions,
          const Areas& areas, const ImportOptions& options, ImportReport& report)
        : table_(table),
          from_(rows),
          positions_(positions),
          areas_(areas),
          options_(options),
          report_(report),
          stated_(table, areas, options.reading),
          rows_(rows.size()) {
        for (const MultiPolygon& shape : areas.at(areas.finest()).shape) box_.add(box_of(shape));
    }

    std::vector<JudgedRow> run() {
        read();
        locate();
        find_defaults();
        std::vector<JudgedRow> out(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) out[i] = judged(i);
        tell_systems();
        tell_swapped();
        stated_.tell(table_, report_.reading);
        return out;
    }

private:
    const Decision* decision(const char* kind, std::size_t i) const {
        return decision_for(options_.reading, kind, from_[i]->number);
    }

    // --- what the cells say
    void read() {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            Row& row = rows_[i];
            row.position = positions_.read(*from_[i]);
            row.stated = stated_.of(*from_[i]);
            if (row.position.trouble != nullptr && row.position.metres) settle_system(i);
        }
    }

    bool fits(const Row& row, LonLat at) const {
        if (!row.stated.area.valid()) return false;
        return metres_outside(shape_of(row.stated), at) <= border_metres;
    }
    const MultiPolygon& shape_of(const StatedArea& stated) const {
        return areas_.at(stated.level).shape[stated.area.row()];
    }

    /// The systems that a row's words leave open.
    std::vector<std::string> systems_for(const Row& row) const {
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
    void settle_system(std::size_t i) {
        Row& row = rows_[i];
        const Decision* said = decision("crs_unknown", i);
        std::string crs = said != nullptr && said->choice == "use_crs" ? said->value : "";
        if (crs.empty() && row.position.words.datum != Datum::unknown) {
            std::vector<std::string> fitting;
            for (const std::string& one : systems_for(row))
                if (const auto at = positions_.in_crs(row.position, one); at && fits(row, *at))
                    fitting.push_back(one);
            if (fitting.size() == 1) {
                crs = fitting[0];
                report_.repairs.push_back(note_of("zone_by_area", i, positions_.name_of(crs)));
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
    void locate() {
        std::vector<LonLat> at;
        std::vector<std::size_t> of;
        at.reserve(rows_.size());
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (!rows_[i].position.at) continue;
            at.push_back(*rows_[i].position.at);
            of.push_back(i);
        }
        const std::vector<AreaId> found = Locator(areas_, areas_.finest()).areas_at(at);
        for (std::size_t k = 0; k < of.size(); ++k) rows_[of[k]].lies_in = found[k];
    }

    /// Points on which several rows lie that state different areas.
    void find_defaults() {
        if (!stated_.any()) return;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (rows_[i].position.at) order.push_back(i);
        const auto key = [&](std::size_t i) {
            return std::tuple{rows_[i].position.at->lon, rows_[i].position.at->lat, i};
        };
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
        for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
            std::set<std::pair<Level, AreaId>> stated;
            while (to < order.size() && *rows_[order[to]].position.at == *rows_[order[from]].position.at) {
                const StatedArea& one = rows_[order[to++]].stated;
                if (one.area.valid()) stated.emplace(one.level, one.area);
            }
            if (to - from < default_rows || stated.size() < default_rows) continue;
            for (std::size_t k = from; k < to; ++k) rows_[order[k]].on_default = true;
        }
    }

    bool is_ministry(LonLat at) const {
        return std::abs(at.lon - ministry.lon) < 1e-6 && std::abs(at.lat - ministry.lat) < 1e-6;
    }

    bool lies_as_stated(const Row& row) const {
        return row.stated.area.valid() && row.lies_in.valid() &&
               areas_.ancestor(areas_.finest(), row.lies_in, row.stated.level) == row.stated.area;
    }

    AreaId amphoe_of(Level level, AreaId area) const {
        if (!area.valid() || level < Level::amphoe) return {};
        return level == Level::amphoe ? area : areas_.ancestor(level, area, Level::amphoe);
    }

    /// The kind of trouble with a position that can be read; null for none.
    const char* trouble_of(const Row& row) const {
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
    ImportNote note_of(const char* kind, std::size_t i, const std::string& reason = {}) const {
        const PositionColumns& columns = positions_.columns();
        ImportNote out =
            note(kind, report_, table_, *from_[i], columns.both >= 0 ? columns.both : columns.lat,
                 positions_.words_of(*from_[i]), reason);
        const Row& row = rows_[i];
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
    std::vector<Fix> better_readings(const Row& row) const {
        std::vector<Fix> out;
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
    std::vector<Fix> systems_by_fit(const Row& row) const {
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

    std::string reason_of(const std::string& kind, const Row& row) const {
        if (kind.rfind("position_outside", 0) != 0 || !row.stated.area.valid()) return {};
        const double metres = metres_outside(shape_of(row.stated), *row.position.at);
        const std::string far = grouped(static_cast<std::int64_t>(std::lround(metres / 1000)));
        const std::string there =
            row.lies_in.valid() ? " / " + name_of(areas_.finest(), row.lies_in) : std::string{};
        return name_of(row.stated.level, row.stated.area) + there + " · " + far + " km";
    }

    JudgedRow judged(std::size_t i) {
        Row& row = rows_[i];
        JudgedRow out;
        out.from = from_[i];
        const char* kind = trouble_of(row);
        if (kind != nullptr) return troubled(i, kind);
        out.at = row.position.at;
        out.area = row.lies_in;
        tell_repairs(i, out);
        if (!out.at) {
            if (row.stated.level == areas_.finest()) out.area = row.stated.area;
            return out;
        }
        if (row.stated.area.valid() && !lies_as_stated(row)) {
            if (near_++ == 0) first_near_ = i;
        } else if (!row.lies_in.valid()) {
            ImportNote outside = note_of("outside", i);
            outside.fixes = {{"keep_position", ""}, {"not_located", ""}, {"leave_out", ""}};
            const Decision* said = decision("outside", i);
            if (said == nullptr || said->choice == "keep_position") {
                report_.warnings.push_back(std::move(outside));
            } else {
                obey(i, *said, out);
                report_.warnings.push_back(std::move(outside));
            }
        }
        return out;
    }

    /// A position that cannot be trusted: a person's decision, else it is held.
    JudgedRow troubled(std::size_t i, const char* kind) {
        Row& row = rows_[i];
        JudgedRow out;
        out.from = from_[i];
        ImportNote told = note_of(kind, i, reason_of(kind, row));
        const bool unknown = std::string_view{kind} == "crs_unknown";
        told.fixes = unknown ? systems_by_fit(row) : better_readings(row);
        if (unknown) {
            std::vector<std::string> codes;
            for (const Fix& fix : told.fixes) codes.push_back(fix.value);
            told.reason = codes.empty() ? "" : positions_.name_of(codes.front());
            report_.ambiguous.push_back({from_[i]->number, kind, std::move(codes)});
        }
        told.fixes.push_back({"not_located", ""});
        if (row.position.at) told.fixes.push_back({"keep_position", ""});
        told.fixes.push_back({"leave_out", ""});
        const Decision* said = decision(kind, i);
        if (said != nullptr && obey(i, *said, out)) {
            if (unknown) report_.ambiguous.pop_back();
            (out.left_out ? report_.problems : report_.warnings).push_back(std::move(told));
            return out;
        }
        out.held = true;
        if (row.stated.level == areas_.finest()) out.area = row.stated.area;
        if (unknown && !options_.accept) report_.outcome = Outcome::ask;
        report_.problems.push_back(std::move(told));
        return out;
    }

    /// False where the choice is none that can be obeyed.
    bool obey(std::size_t i, const Decision& said, JudgedRow& out) {
        Row& row = rows_[i];
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

    void tell_repairs(std::size_t i, JudgedRow& out) {
        const Row& row = rows_[i];
        const RowPosition& p = row.position;
        const std::string_view crs = row.use_crs.empty() ? p.crs : std::string_view{row.use_crs};
        auto& system = systems_[std::string{crs}];
        if (system.first++ == 0) system.second = i;
        if (p.sexagesimal && sexagesimal_++ == 0) first_sexagesimal_ = i;
        if (p.rewritten && !p.sexagesimal)
            report_.repairs.push_back(note_of("coordinate_rewritten", i, point_words(*p.at)));
        if (p.degrees_for_metres) report_.repairs.push_back(note_of("degrees_in_utm", i, point_words(*p.at)));
        if (!p.swapped) return;
        const Decision* said = decision("swapped_position", i);
        if (said != nullptr && said->choice != "swap") obey(i, *said, out);
        const bool settled = p.swapped_for_sure || options_.accept || said != nullptr;
        ImportNote told = note_of("swapped_position", i, point_words(*p.at));
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
        for (const auto& [crs, rows] : systems_) {
            const std::string number = grouped(static_cast<std::int64_t>(rows.first));
            all += (all.empty() ? "" : ", ") + (crs.empty() ? "WGS 84" : crs) + " (" + number + ")";
            if (crs.empty()) continue;
            report_.repairs.push_back(
                note_of("utm_changed", rows.second, positions_.name_of(crs) + " (" + number + ")"));
        }
        if (systems_.size() > 1)
            report_.warnings.push_back({"mixed_crs", report_.file, table_.sheet, 0, "", "", all});
        if (sexagesimal_ > 0)
            report_.repairs.push_back(
                note_of("dms_read", first_sexagesimal_, grouped(static_cast<std::int64_t>(sexagesimal_))));
        if (near_ > 0) {
            report_.warnings.push_back(
                note_of("position_near_stated", first_near_, grouped(static_cast<std::int64_t>(near_))));
        }
    }

    /// Row by row; where most rows are exchanged the two columns have each other's name, said once.
    void tell_swapped() {
        constexpr std::size_t many = 20;
        if (swapped_.size() >= many && swapped_.size() * 2 > rows_.size()) {
            ImportNote told = swapped_.front();
            told.kind = "columns_swapped";
            told.reason = grouped(static_cast<std::int64_t>(swapped_.size()));
            told.fixes.clear();
            report_.repairs.push_back(std::move(told));
            return;
        }
        std::move(swapped_.begin(), swapped_.end(), std::back_inserter(report_.repairs));
    }

    const Table& table_;
    std::span<const Table::Row* const> from_;
    const Positions& positions_;
    const Areas& areas_;
    const ImportOptions& options_;
    ImportReport& report_;
    StatedAreas stated_;
    std::vector<Row> rows_;
    Box box_;
    std::unique_ptr<Locator> locator_;
    std::map<std::string, std::pair<std::size_t, std::size_t>> systems_;  ///< how many rows, and the first
    std::size_t sexagesimal_ = 0, first_sexagesimal_ = 0;
    std::size_t near_ = 0, first_near_ = 0;
    std::vector<ImportNote> swapped_;
};

}  // namespace

std::vector<JudgedRow> judge_positions(const Table& table, std::span<const Table::Row* const> rows,
                                       const Positions& positions, const Areas& areas,
                                       const ImportOptions& options, ImportReport& report) {
    positions.tell(report.reading);
    return Judge(table, rows, positions, areas, options, report).run();
}

}  // namespace geo
