#include "geo/data/read_grid.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/ages.h"
#include "geo/data/grid_notes.h"
#include "geo/data/positions.h"
#include "geo/data/raster.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace geo {
namespace {

/// Cells that are kept: at 100 m the box of any province.
constexpr std::size_t most_kept = 60'000'000;

Box box_of_areas(const Areas& areas) {
    Box out;
    for (const MultiPolygon& shape : areas.at(areas.finest()).shape)
        for (const Polygon& polygon : shape)
            for (const LonLat& at : polygon.outer) out.add(at);
    return out;
}

/// The numbers of the raster's corners, whatever they mean.
Box plain_box(const RasterFacts& facts) {
    Box out;
    const auto& a = facts.to_map;
    for (const double u : {0.0, static_cast<double>(facts.columns)})
        for (const double v : {0.0, static_cast<double>(facts.rows)})
            out.add(a[0] + a[1] * u + a[2] * v, a[3] + a[4] * u + a[5] * v);
    return out;
}

std::string numbers_of(const Box& box) {
    return fmt::format("x {:g}–{:g}, y {:g}–{:g}", box.min_x, box.max_x, box.min_y, box.max_y);
}

Grid without_cells(GridKind kind, const RasterFacts& facts, const std::string& crs) {
    Grid out;
    out.kind = kind;
    out.crs = crs;
    out.to_map = facts.to_map;
    out.columns = facts.columns;
    out.rows = facts.rows;
    return out;
}

/// Share of the areas' box that the raster covers, read in that map system.
double cover_of(const RasterFacts& facts, const std::string& crs, const Box& home) {
    const Grid grid = without_cells(GridKind::population, facts, crs);
    const auto map = GridMap::of(grid);
    if (!map) return 0;
    const Box box = map->box();
    const double width = std::min(box.max_x, home.max_x) - std::max(box.min_x, home.min_x);
    const double height = std::min(box.max_y, home.max_y) - std::max(box.min_y, home.min_y);
    if (!(width > 0 && height > 0)) return 0;
    return width * height / (home.width() * home.height());
}

/// The map system: as the person said, as the file says, or as its numbers allow.
Result<std::string> crs_of(const RasterFacts& facts, const std::string& file, const Box& home,
                           const ImportOptions& options, ImportReport& report) {
    const Box box = plain_box(facts);
    const std::string& wanted = options.reading.crs;
    if (!wanted.empty()) {
        if (!facts.crs.empty() && facts.crs != wanted)
            report.warnings.push_back({"crs_by_person", file, "", 0, "", "", wanted});
        return wanted;
    }
    const bool beyond = box.max_x > 360 || box.max_y > 91 || box.min_x < -360 || box.min_y < -91;
    if (!facts.crs.empty() && !(facts.says_degrees && beyond)) return facts.crs;
    if (const auto guess = guess_crs(box)) {
        report.warnings.push_back({"grid_crs_guessed", file, "", 0, "", numbers_of(box), *guess});
        return *guess;
    }
    if (const Decision* said = decision_for(options.reading, "grid_crs_unknown", 0);
        said != nullptr && said->choice == "use_crs")
        return said->value;
    std::vector<std::pair<double, std::string>> fitting;
    for (const char* crs : utm_of_thailand)
        if (const double cover = cover_of(facts, crs, home); cover > 0) fitting.emplace_back(-cover, crs);
    // The old datum lies 450 m beside the new one: which of the two it is, the extent cannot tell.
    std::stable_sort(fitting.begin(), fitting.end(), [](const auto& a, const auto& b) {
        return std::floor(a.first * 20) < std::floor(b.first * 20);
    });
    if (fitting.empty()) {
        Error error;
        error.fault = facts.crs.empty() ? Fault::unknown_crs : Fault::not_degrees;
        error.file = file;
        error.value = numbers_of(box);
        return fail(std::move(error));
    }
    ImportNote note{"grid_crs_unknown", file, "", 0, "", numbers_of(box), fitting.front().second};
    for (const auto& one : fitting) note.fixes.push_back({"use_crs", one.second});
    ask(std::move(note), options.accept, report);
    return fitting.front().second;
}

/// The cells around the areas.
struct Window {
    std::uint32_t column = 0, row = 0, columns = 0, rows = 0;
    bool empty() const { return columns == 0 || rows == 0; }
    bool whole(const RasterFacts& facts) const { return columns == facts.columns && rows == facts.rows; }
};

Window window_around(const Grid& raster, const GridMap& map, const Box& home) {
    Box on_grid;
    constexpr int steps = 32;
    for (int i = 0; i <= steps; ++i)
        for (int k = 0; k <= steps; ++k) {
            const auto at =
                map.on_grid({home.min_x + home.width() * i / steps, home.min_y + home.height() * k / steps});
            if (std::isfinite(at[0]) && std::isfinite(at[1])) on_grid.add(at[0], at[1]);
        }
    Window out;
    if (on_grid.empty()) return out;
    const auto range = [](double from, double to, std::uint32_t most, std::uint32_t& first,
                          std::uint32_t& count) {
        // Two more on each side: a border bends, and heights are taken between cells.
        const double low = std::max(0.0, std::floor(from) - 2),
                     high = std::min<double>(most, std::ceil(to) + 2);
        if (!(to > 0 && from < most)) return;
        first = static_cast<std::uint32_t>(low);
        count = static_cast<std::uint32_t>(high) - first;
    };
    range(on_grid.min_x, on_grid.max_x, raster.columns, out.column, out.columns);
    range(on_grid.min_y, on_grid.max_y, raster.rows, out.row, out.rows);
    return out;
}

Grid cut(Grid raster, const Window& window) {
    const double u = window.column, v = window.row;
    auto& a = raster.to_map;
    a[0] += a[1] * u + a[2] * v;
    a[3] += a[4] * u + a[5] * v;
    raster.columns = window.columns;
    raster.rows = window.rows;
    return raster;
}

/// A year of four digits of either era in the name of a file: "ppp_2020", "ประชากร2563".
std::string year_in(const std::string& name) {
    for (std::size_t i = 0; i + 4 <= name.size(); ++i) {
        const auto digit = [&](std::size_t k) { return k < name.size() && name[k] >= '0' && name[k] <= '9'; };
        if ((i > 0 && digit(i - 1)) || digit(i + 4)) continue;
        if (!(digit(i) && digit(i + 1) && digit(i + 2) && digit(i + 3))) continue;
        const int year = std::stoi(name.substr(i, 4));
        if (year >= 1980 && year <= 2100) return std::to_string(year);
        if (year >= 2523 && year <= 2643) return std::to_string(year - 543);
    }
    return {};
}

/// The band that is read, from 1.
int band_of(const RasterFacts& facts, const std::string& file, const ImportOptions& options,
            ImportReport& report) {
    const auto count = static_cast<int>(facts.bands.size());
    for (int b = 1; b <= count; ++b)
        if (!options.layer.empty() && (options.layer == std::to_string(b) ||
                                       options.layer == facts.bands[static_cast<std::size_t>(b - 1)]))
            return b;
    if (count == 1) return 1;
    const Decision* said = decision_for(options.reading, "which_band", 0);
    if (said != nullptr && said->choice == "use_band")
        for (int b = 1; b <= count; ++b)
            if (said->value == std::to_string(b)) return b;
    ImportNote note{"which_band", file, "", 0, "", "", grouped(count)};
    for (int b = 1; b <= std::min(count, 9); ++b) note.fixes.push_back({"use_band", std::to_string(b)});
    ask(std::move(note), options.accept, report);
    return 1;
}

bool are_feet(const RasterFacts& facts, const std::string& file, const ImportOptions& options,
              ImportReport& report) {
    const std::string unit = key_of(facts.unit);
    for (const char* feet : {"ft", "feet", "foot", "us-ft", "ussurveyfoot", "ฟุต"})
        if (unit == feet) {
            report.repairs.push_back({"feet_to_metres", file, "", 0, "", facts.unit, ""});
            return true;
        }
    const Decision* said = decision_for(options.reading, "heights_too_high", 0);
    if (said == nullptr || said->choice != "from_feet") return false;
    report.repairs.push_back({"feet_to_metres", file, "", 0, "", "", ""});
    return true;
}

/// Whose people they are, as the name of the file says it: nothing in a raster does.
void add_ages(const std::string& file, Grid& grid, ImportReport& report) {
    const PeopleOf people = people_in_name(std::filesystem::path(file).stem().string());
    grid.ages = people.ages;
    grid.sex = people.sex;
    if (!grid.ages.empty())
        report.warnings.push_back({people.sex.empty() ? "grid_of_ages" : "grid_of_ages_" + people.sex, file,
                                   "", 0, "", "", people.ages});
}

/// Grids of one kind that cannot stand beside each other: of the same people, or of ages that meet.
bool are_of_the_same(const Grid& a, const Grid& b) {
    const auto one = age_span(a.ages), other = age_span(b.ages);
    if (!one || !other) return a.ages == b.ages;
    return one->first <= other->last && other->first <= one->last &&
           (a.sex == b.sex || a.sex.empty() || b.sex.empty());
}

/// The grids of the kind that lie where the fresh one does; a few cells at the seam of two tiles do not
/// count.
bool lies_on(const Grid& old, const Box& fresh, double cell_degrees) {
    const auto map = GridMap::of(old);
    if (!map) return true;
    const Box box = map->box();
    const double seam = std::min(3 * cell_degrees, 0.1 * std::min(box.width(), fresh.width()));
    return std::min(box.max_x, fresh.max_x) - std::max(box.min_x, fresh.min_x) > seam &&
           std::min(box.max_y, fresh.max_y) - std::max(box.min_y, fresh.min_y) > seam;
}

void join_grid(Dataset& data, Grid fresh, const Box& box, const FileIdentity& identity,
               const ImportOptions& options, ImportReport& report) {
    std::vector<Grid> all = *data.grids;
    std::erase_if(all, [&](const Grid& old) {
        return old.kind == fresh.kind && !identity.replaces.empty() && old.source == identity.replaces;
    });
    const double cell = box.width() / fresh.columns;
    std::vector<std::string> gone;
    std::erase_if(all, [&](const Grid& old) {
        if (old.kind != fresh.kind || !are_of_the_same(old, fresh) || !lies_on(old, box, cell)) return false;
        gone.push_back(old.source);
        return true;
    });
    if (!gone.empty()) {
        const Decision* said = decision_for(options.reading, "grid_is_there", 0);
        ImportNote note{"grid_is_there", report.file, "", 0, "", gone.front(), ""};
        note.fixes = {{"use_this_file", ""}};
        ask(std::move(note), options.accept || (said != nullptr && said->choice == "use_this_file"), report);
        std::erase_if(data.sources, [&](const SourceFile& s) {
            return s.kind == report.kind && std::find(gone.begin(), gone.end(), s.file) != gone.end();
        });
    }
    all.push_back(std::move(fresh));
    std::stable_sort(all.begin(), all.end(), [](const Grid& a, const Grid& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.source < b.source;
    });
    data.grids = std::make_shared<const std::vector<Grid>>(std::move(all));
}

bool holds(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return text.find(word) != std::string::npos; });
}

}  // namespace

void ask(ImportNote note, bool settled, ImportReport& report) {
    if (!settled) report.outcome = Outcome::ask;
    (settled ? report.warnings : report.problems).push_back(std::move(note));
}

std::optional<GridKind> grid_kind_of(FileKind kind) {
    if (kind == FileKind::population) return GridKind::population;
    if (kind == FileKind::elevation) return GridKind::elevation;
    if (kind == FileKind::land_cover) return GridKind::land_cover;
    return std::nullopt;
}

Result<FileKind> guess_grid_kind(const std::string& file) {
    TRY(const RasterFacts facts, raster_facts(file, 1));
    const std::string words = key_of(std::filesystem::path(file).filename().string() + " " + facts.about +
                                     " " + facts.bands.front());
    if (facts.has_classes || holds(words, {"landcover", "land_cover", "worldcover", "landuse", "land_use",
                                           "lulc", "สิ่งปกคลุม", "การใช้ที่ดิน"}))
        return FileKind::land_cover;
    if (holds(words, {"pop", "ppp", "people", "ประชากร", "children", "_under5", "household"}))
        return FileKind::population;
    if (holds(words, {"dem", "srtm", "elev", "altitude", "height", "aster", "ความสูง", "ระดับสูง"}))
        return FileKind::elevation;
    const std::string unit = key_of(facts.unit);
    if (unit == "m" || unit == "metre" || unit == "meter" || unit == "ft") return FileKind::elevation;
    if (facts.bytes) return FileKind::land_cover;
    return facts.whole_numbers ? FileKind::elevation : FileKind::population;
}

Result<void> import_grid(Dataset& data, const std::string& file, GridKind kind, const ImportOptions& options,
                         const FileIdentity& identity, ImportReport& report, const Progress& progress) {
    TRY(RasterFacts facts, raster_facts(file, 1));
    const int band = band_of(facts, file, options, report);
    if (band != 1) {
        TRY(facts, raster_facts(file, band));
    }
    if (data.areas->finest() == Level::country) return fail(Fault::needs_areas, file);
    const Box home = box_of_areas(*data.areas);
    TRY(const std::string crs, crs_of(facts, file, home, options, report));
    const Grid raster = without_cells(kind, facts, crs);
    auto found = GridMap::of(raster);
    if (!found) {
        Error error = found.error();
        error.file = file;
        return fail(std::move(error));
    }
    const GridMap& map = *found;
    report.reading.crs = crs;
    report.reading.sheet = facts.bands.size() > 1 ? std::to_string(band) : "";
    report.reading.date_iso = options.reading.date_iso.empty()
                                  ? year_in(std::filesystem::path(file).stem().string())
                                  : options.reading.date_iso;
    const Window window = window_around(raster, map, home);
    if (window.empty()) {
        report.outcome = Outcome::refuse;
        report.problems.push_back(
            {"grid_elsewhere", file, "", 0, "", degrees_words(map.box()), degrees_words(home)});
        return {};
    }
    Grid grid = cut(raster, window);
    grid.source = identity.source.file;
    grid.vintage = report.reading.date_iso;
    if (kind == GridKind::population) add_ages(file, grid, report);
    if (grid.size() > most_kept) {
        Error error;
        error.fault = Fault::too_large;
        error.file = file;
        error.value = fmt::format("{} x {}", grid.columns, grid.rows);
        error.detail = "grid_too_fine";
        return fail(std::move(error));
    }
    auto cells = std::make_shared<std::vector<float>>(grid.size(), Grid::no_value);
    CellJudge judge(kind, facts, are_feet(facts, file, options, report));
    TRY_VOID(read_raster(
        file, band,
        [&](std::uint32_t first, std::span<const double> values) {
            for (std::size_t i = 0; i < values.size(); ++i) {
                const auto row = static_cast<std::uint32_t>(first + i / facts.columns);
                const auto column = static_cast<std::uint32_t>(i % facts.columns);
                const float value = judge.value_of(values[i], row, column);
                if (row - window.row < window.rows && column - window.column < window.columns)
                    (*cells)[std::size_t{row - window.row} * window.columns + (column - window.column)] =
                        value;
                else if (value != Grid::no_value)
                    judge.add_beyond(value);
            }
        },
        progress.part(0, 0.8, "import.stage.grid")));
    grid.cells = std::move(cells);
    const auto kept = GridMap::of(grid);
    if (!kept) return fail(kept.error());
    progress.at(0.85);
    judge.note(map, options, report);
    TRY_VOID(note_grid(data, grid, *kept, judge, options, report));
    if (holds(facts.about, {"ข้อมูลสมมติ", "made-up"})) data.made_up = true;
    const Box lies_in = kept->box();
    join_grid(data, std::move(grid), lies_in, identity, options, report);
    progress.at(1);
    return {};
}

}  // namespace geo
