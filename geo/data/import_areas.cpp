#include "geo/data/import_areas.h"

#include "geo/base/figures.h"
#include "geo/data/compare_vintage.h"
#include "geo/data/count_cells.h"
#include "geo/data/locate.h"
#include "geo/data/read_layers.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace geo {
namespace {

/// Codes by level of loaded areas that fresh boundaries take the place of, and where each lies among them.
struct Retired {
    std::array<std::set<std::string>, 4> codes;
    std::array<std::map<std::string, std::string>, 4> home;
};

/// What counts of loaded areas became under new ones.
struct Followed {
    std::map<std::string, std::string> codes;  ///< of areas that are drawn under another code by now
    std::int64_t lacking = 0;                  ///< cells without a number that joined others
};

/// Counts follow their codes, those of an area that is drawn under another code by now its ground.
/// Fault::unknown_codes with the first that has neither.
Result<Followed> carry_counts(Dataset& data, const Areas& before, const Retired& retired,
                              const std::string& file) {
    const Areas& areas = *data.areas;
    Followed followed;
    auto counts = *data.counts;
    for (CountSeries& series : counts) {
        AreaCells cells(1);
        for (CountCell cell : series.cells) {
            const std::string& code = before.at(cell.level).code[cell.area.row()];
            const auto& home = retired.home.at(static_cast<std::size_t>(cell.level));
            const auto moved = home.find(code);
            const std::string& now = moved == home.end() ? code : moved->second;
            cell.area = areas.find(cell.level, now);
            if (!cell.area.valid()) {
                Error error;
                error.fault = Fault::unknown_codes;
                error.file = file;
                error.column = series.name;
                error.value = code;
                return fail(std::move(error));
            }
            if (now != code) followed.codes[code] = now;
            cells.add(0, cell);
        }
        series.cells = cells.take(0);
        followed.lacking += cells.lacking();
    }
    data.counts = std::make_shared<const std::vector<CountSeries>>(std::move(counts));
    return followed;
}

/// New areas under the points and counts that were there: points are placed anew, counts follow their codes.
Result<void> carry_over(Dataset& data, const Areas& before, const Retired& retired, ImportReport& report) {
    const Areas& areas = *data.areas;
    const Locator locator(areas, areas.finest());
    const auto place_again = [&](auto& rows) {
        std::vector<LonLat> at;
        at.reserve(rows.size());
        for (const auto& row : rows) at.push_back(row.at);
        const auto found = locator.areas_at(at);
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i].area = found[i];
    };
    if (!data.places->empty()) {
        auto places = *data.places;
        place_again(places);
        // A place that is not located stays where its row says.
        for (std::size_t p = 0; p < places.size(); ++p) {
            if (places[p].has_position) continue;
            const AreaId stated = (*data.places)[p].area;
            places[p].area = stated.valid()
                                 ? areas.find(areas.finest(), before.at(before.finest()).code[stated.row()])
                                 : AreaId{};
        }
        data.places = std::make_shared<const std::vector<Place>>(std::move(places));
    }
    if (!data.villages->empty()) {
        auto villages = *data.villages;
        place_again(villages);
        data.villages = std::make_shared<const std::vector<Village>>(std::move(villages));
    }
    if (data.counts->empty()) return {};
    TRY(const auto followed, carry_counts(data, before, retired, report.file));
    for (const auto& [code, now] : followed.codes)
        report.warnings.push_back({"counts_followed", report.file, "", 0, "", code, now});
    if (followed.lacking > 0)
        report.warnings.push_back(
            {"parts_without_number", report.file, "", 0, "", "", grouped(followed.lacking)});
    return {};
}

/// What a person said of boundaries of another year.
enum class Vintage : std::uint8_t { same, asked, use_new, keep_old };

/// Boundaries of another year under the same codes: each difference is told, and a person says whether they
/// are to take the place of those that are loaded.
Vintage note_vintage(const Areas& loaded, const std::array<std::vector<AreaRow>, 4>& rows,
                     const ImportOptions& options, Retired& retired, ImportReport& report) {
    std::vector<ImportNote> all, taken_out;
    for (std::size_t l = 1; l < 4; ++l) {
        VintageDifferences here = vintage_differences(loaded.levels[l], rows[l], report);
        all.insert(all.end(), std::make_move_iterator(here.notes.begin()),
                   std::make_move_iterator(here.notes.end()));
        for (const std::string& code : here.covered) {
            const auto home = here.home.find(code);
            taken_out.push_back(
                {"retired_area", report.file, "", 0, "", code, home == here.home.end() ? "–" : home->second});
            taken_out.back().at = loaded.levels[l].inner[loaded.find(static_cast<Level>(l), code).row()];
        }
        retired.codes.at(l) = std::move(here.covered);
        retired.home.at(l) = std::move(here.home);
    }
    if (all.empty() && taken_out.empty()) return Vintage::same;
    const Decision* said = decision_for(options.reading, "vintage_differs", 0);
    const Vintage out = said != nullptr && said->choice == "keep_old"                      ? Vintage::keep_old
                        : options.accept || (said != nullptr && said->choice == "use_new") ? Vintage::use_new
                                                                                           : Vintage::asked;
    ImportNote told{out == Vintage::keep_old ? "vintage_kept" : "vintage_differs",
                    report.file,
                    "",
                    0,
                    "",
                    "",
                    grouped(static_cast<std::int64_t>(std::max(all.size(), taken_out.size())))};
    if (out != Vintage::keep_old) told.fixes = {{"use_new", ""}, {"keep_old", ""}};
    told.at = all.empty() ? taken_out.front().at : all.front().at;
    (out == Vintage::asked ? report.problems : report.warnings).push_back(std::move(told));
    if (out == Vintage::keep_old) return out;
    for (std::vector<ImportNote>* notes : {&all, &taken_out})
        for (ImportNote& one : *notes) report.warnings.push_back(std::move(one));
    if (out == Vintage::asked) report.outcome = Outcome::ask;
    return out;
}

}  // namespace

Result<void> import_areas(Dataset& data, const std::string& file, const ImportOptions& options,
                          ImportReport& report, const Progress& progress) {
    TRY(auto rows,
        read_area_rows(file, *data.areas, options, report, progress.part(0, 0.6, "import.stage.areas")));
    const auto before = data.areas;
    Retired retired;
    const Vintage vintage = note_vintage(*before, rows, options, retired, report);
    if (vintage == Vintage::keep_old) {
        report.rows_rejected += std::exchange(report.rows_loaded, 0);
        report.outcome = Outcome::refuse;
        return {};
    }
    TRY(Areas areas, assembled_areas(*before, std::move(rows), retired.codes, report,
                                     progress.part(0.6, 1, "import.stage.borders")));
    data.areas = std::make_shared<const Areas>(std::move(areas));
    if (!report.problems.empty() && !options.accept) report.outcome = Outcome::ask;
    progress.at(1);
    const auto carried = carry_over(data, *before, retired, report);
    if (carried || vintage != Vintage::asked || carried.error().fault != Fault::unknown_codes) return carried;
    // Before the answer it is a reason to keep what is loaded, and no error yet.
    report.warnings.push_back(
        {"counts_without_home", file, "", 0, carried.error().column, carried.error().value, ""});
    return {};
}

}  // namespace geo
