#include "geo/data/grid_notes.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/grid_areas.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

constexpr double feet = 0.3048;
/// Doi Inthanon, the highest place of Thailand, is 2,565 m; higher cells in it are feet.
constexpr double highest_m = 2900;

std::string number_words(std::size_t count) {
    return grouped(static_cast<std::int64_t>(count));
}

std::string people(std::int64_t micro) {
    const std::int64_t milli = (micro + (micro < 0 ? -500 : 500)) / 1000;
    return whole_children(milli);
}

/// The inhabitants that the villages of each finest area have, where their numbers are of people: a weight of
/// 1 for all is nobody's number.
std::vector<std::int64_t> stated_people(const Dataset& data) {
    std::vector<std::int64_t> out(data.areas->at(data.areas->finest()).size(), 0);
    bool any = false;
    for (const Village& village : *data.villages) {
        any = any || village.weight > 1;
        if (village.area.valid()) out[village.area.row()] += village.weight;
    }
    if (!any) out.clear();
    return out;
}

void note_stated(const Dataset& data, const PeopleOfAreas& found, ImportReport& report) {
    const std::vector<std::int64_t> stated = stated_people(data);
    if (stated.empty()) return;
    const AreaLevel& areas = data.areas->at(data.areas->finest());
    std::int64_t all_stated = 0, all_found = 0;
    for (std::size_t a = 0; a < stated.size(); ++a) {
        if (stated[a] == 0) continue;
        all_stated += stated[a];
        all_found += found.micro[a];
    }
    if (all_stated == 0) return;
    report.warnings.push_back({"people_beside_villages", report.file, "", 0, "", "",
                               people(all_found) + " / " + grouped(all_stated)});
    // Households are fewer than people everywhere alike: an area differs where it differs from the others.
    const double usual = static_cast<double>(all_found) / 1e6 / static_cast<double>(all_stated);
    for (std::size_t a = 0; a < stated.size(); ++a) {
        if (stated[a] == 0) continue;
        const double here = static_cast<double>(found.micro[a]) / 1e6;
        const double wanted = usual * static_cast<double>(stated[a]);
        if (std::abs(here - wanted) < 200 || (here < 2 * wanted && wanted < 2 * here)) continue;
        ImportNote note{"people_differ",
                        report.file,
                        "",
                        0,
                        "",
                        areas.code[a] + " " + areas.name_th[a],
                        people(found.micro[a]) + " / " + grouped(stated[a])};
        note.at = areas.inner[a];
        report.warnings.push_back(std::move(note));
    }
}

Result<void> note_people(const Dataset& data, const Grid& grid, const CellJudge& judge,
                         const ImportOptions& options, ImportReport& report) {
    TRY(const PeopleOfAreas found, people_of_areas(grid, *data.areas, data.areas->finest()));
    const std::int64_t outside = found.outside_micro + judge.beyond_micro();
    report.warnings.push_back({"people_in_all", report.file, "", 0, "", "",
                               people(found.all_micro - found.outside_micro) + " + " + people(outside) +
                                   " = " + people(found.all_micro + judge.beyond_micro())});
    if (const std::size_t cells = found.cells_outside + judge.cells_beyond(); cells > 0)
        report.warnings.push_back({"cells_outside", report.file, "", 0, "", "", number_words(cells)});
    // Of a few ages a cell of a hundred metres seldom holds one, and villages are of all.
    if (!grid.ages.empty()) return {};
    const auto most = std::max_element(grid.cells->begin(), grid.cells->end());
    const Decision* said = decision_for(options.reading, "people_are_shares", 0);
    if (most != grid.cells->end() && *most > 0 && *most <= 1) {
        ImportNote note{"people_are_shares", report.file, "", 0, "", fmt::format("{:g}", *most), ""};
        note.fixes = {{"take_as_people", ""}};
        ask(std::move(note), options.accept || said != nullptr, report);
    }
    note_stated(data, found, report);
    return {};
}

Result<void> note_heights(const Dataset& data, const Grid& grid, const CellJudge& judge,
                          const ImportOptions& options, ImportReport& report) {
    TRY(const CellsOfAreas of, cells_of_areas(grid, *data.areas, data.areas->finest()));
    if (of.cell.empty()) return {};
    float low = Grid::no_value, high = Grid::no_value;
    for (const std::uint32_t cell : of.cell) {
        const float value = (*grid.cells)[cell];
        if (low == Grid::no_value || value < low) low = value;
        high = std::max(high, value);
    }
    report.warnings.push_back(
        {"heights", report.file, "", 0, "", "", fmt::format("{:.0f}–{:.0f}", low, high)});
    std::size_t inside = of.cell.size();
    const auto with_value = static_cast<std::size_t>(
        std::count_if(grid.cells->begin(), grid.cells->end(), [](float v) { return v != Grid::no_value; }));
    if (const std::size_t outside = with_value - inside + judge.cells_beyond(); outside > 0)
        report.warnings.push_back({"cells_outside", report.file, "", 0, "", "", number_words(outside)});
    if (static_cast<double>(high) <= highest_m) return {};
    const Decision* said = decision_for(options.reading, "heights_too_high", 0);
    ImportNote note{"heights_too_high", report.file, "", 0, "", fmt::format("{:.0f}", high), ""};
    note.fixes = {{"from_feet", ""}, {"keep", ""}};
    ask(std::move(note), options.accept || said != nullptr, report);
    return {};
}

Result<void> note_classes(const Dataset& data, const Grid& grid, ImportReport& report) {
    TRY(const CellsOfAreas of, cells_of_areas(grid, *data.areas, data.areas->finest()));
    std::map<int, std::size_t> counts;
    for (const std::uint32_t cell : of.cell) ++counts[static_cast<int>((*grid.cells)[cell])];
    const auto all = static_cast<std::int64_t>(of.cell.size());
    for (const auto& [code, count] : counts)
        if (is_land_cover_class(static_cast<float>(code)))
            report.warnings.push_back({fmt::format("cover_{}", code), report.file, "", 0, "", "",
                                       percent(static_cast<std::int64_t>(count), all, 1)});
    return {};
}

}  // namespace

std::string degrees_words(const Box& box) {
    return fmt::format("{:.2f}–{:.2f} E, {:.2f}–{:.2f} N", box.min_x, box.max_x, box.min_y, box.max_y);
}

CellJudge::CellJudge(GridKind kind, const RasterFacts& facts, bool in_feet)
    : kind_(kind), facts_(facts), factor_(in_feet ? feet : 1) {}

bool CellJudge::is_none(double stored) {
    const auto& nodata = facts_.nodata;
    if (std::isnan(stored)) {
        if (!nodata || !std::isnan(*nodata)) ++not_numbers_;
        return true;
    }
    if (nodata && (stored == *nodata || static_cast<float>(stored) == static_cast<float>(*nodata)))
        return true;
    bool sign = false;
    if (kind_ == GridKind::land_cover)
        sign = stored == 0 || stored == 255;
    else
        sign = std::abs(stored) > 1e30 || stored == -9999 || stored == -99999 || stored == -999 ||
               stored == -32768 || stored == -32767;
    if (sign) ++signs_[stored];
    return sign;
}

bool CellJudge::is_sound(float value) const {
    if (kind_ == GridKind::population) return value >= 0 && value <= 1e7F;
    if (kind_ == GridKind::elevation) return value >= -500 && value <= 9000;
    return value >= 0 && value <= 255 && std::floor(value) == value;
}

float CellJudge::value_of(double stored, std::uint32_t row, std::uint32_t column) {
    if (is_none(stored)) {
        ++none_;
        return Grid::no_value;
    }
    const double exact = (stored * facts_.scale + facts_.offset) * factor_;
    const auto value = static_cast<float>(exact);
    if (!is_sound(value)) {
        if (wrong_++ == 0) {
            first_wrong_ = exact;
            wrong_at_ = {row, column};
        }
        return Grid::no_value;
    }
    ++values_;
    if (kind_ == GridKind::land_cover && !is_land_cover_class(value)) ++odd_classes_[static_cast<int>(value)];
    return value;
}

void CellJudge::add_beyond(float value) {
    ++cells_beyond_;
    if (kind_ == GridKind::population) beyond_micro_ += people_micro(value);
}

void CellJudge::note(const GridMap& map, const ImportOptions& options, ImportReport& report) const {
    report.rows_loaded = static_cast<std::int64_t>(values_);
    report.rows_rejected = static_cast<std::int64_t>(wrong_);
    report.rows_in = report.rows_loaded + report.rows_rejected;
    report.missing_cells = static_cast<std::int64_t>(none_);
    for (const auto& [sign, count] : signs_)
        report.repairs.push_back(
            {"nodata_untold", report.file, "", 0, "", fmt::format("{:g}", sign), number_words(count)});
    if (not_numbers_ > 0)
        report.warnings.push_back(
            {"cells_not_numbers", report.file, "", 0, "", "NaN", number_words(not_numbers_)});
    for (const auto& [code, count] : odd_classes_)
        report.warnings.push_back(
            {"class_unknown", report.file, "", 0, "", std::to_string(code), number_words(count)});
    if (values_ == 0 && wrong_ == 0) {
        report.outcome = Outcome::refuse;
        report.problems.push_back({"grid_empty", report.file, "", 0, "", "", number_words(none_)});
    }
    if (wrong_ == 0) return;
    ImportNote note{std::string{"cell_wrong_"} + grid_kind_name(kind_),
                    report.file,
                    "",
                    0,
                    "",
                    fmt::format("{:g}", first_wrong_),
                    number_words(wrong_)};
    note.fixes = {{"leave_out", ""}};
    const LonLat at = map.middle(wrong_at_[0], wrong_at_[1]);
    if (std::isfinite(at.lon) && std::isfinite(at.lat)) note.at = at;
    const Decision* said = decision_for(options.reading, note.kind, 0);
    ask(std::move(note), options.accept || (said != nullptr && said->choice == "leave_out"), report);
}

Result<void> note_grid(const Dataset& data, const Grid& grid, const GridMap& map, const CellJudge& judge,
                       const ImportOptions& options, ImportReport& report) {
    const auto metres = map.cell_metres();
    report.warnings.push_back(
        {"grid_extent", report.file, "", 0, "", degrees_words(map.box()),
         fmt::format("{} x {}, {:.0f} x {:.0f} m", grid.columns, grid.rows, metres[0], metres[1])});
    if (judge.cells_beyond() > 0)
        report.warnings.push_back(
            {"grid_cut", report.file, "", 0, "", "", number_words(judge.cells_beyond())});
    report.warnings.push_back(
        {grid.vintage.empty() ? "grid_without_year" : "grid_year", report.file, "", 0, "", "", grid.vintage});
    if (report.outcome == Outcome::refuse) return {};
    if (grid.kind == GridKind::population) return note_people(data, grid, judge, options, report);
    if (grid.kind == GridKind::elevation) return note_heights(data, grid, judge, options, report);
    return note_classes(data, grid, report);
}

}  // namespace geo
