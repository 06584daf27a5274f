#include "geo/data/import.h"

#include "geo/base/ensure.h"
#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/area_columns.h"
#include "geo/data/column_roles.h"
#include "geo/data/count_people.h"
#include "geo/data/file_content.h"
#include "geo/data/group_columns.h"
#include "geo/data/import_areas.h"
#include "geo/data/join_counts.h"
#include "geo/data/locate.h"
#include "geo/data/note_words.h"
#include "geo/data/read_barriers.h"
#include "geo/data/read_grid.h"
#include "geo/data/read_groups.h"
#include "geo/data/read_layers.h"
#include "geo/data/read_road_layer.h"
#include "geo/data/read_roads.h"
#include "geo/data/read_rows.h"
#include "geo/data/report_text.h"
#include "geo/data/row_words.h"
#include "geo/data/sources.h"
#include "geo/data/table.h"
#include "geo/data/table_to_read.h"
#include "geo/data/workbook.h"
#include "geo/data/zip_members.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>

namespace geo {
namespace {

/// A row that cannot be taken and offers no choice is none to decide on once a person left it out.
void obey_left_out(const Reading& reading, ImportReport& report) {
    const bool any =
        std::any_of(reading.decisions.begin(), reading.decisions.end(), [&](const Decision& one) {
            return one.choice == "hold" && report.problems.kind(one.kind) != nullptr;
        });
    if (!any) return;
    Notes open;
    for (ImportNote note : report.problems) {
        const Decision* said = decision_for(reading, note.kind, note.row, note.column);
        if (note.row == 0 || !note.fixes.empty() || said == nullptr || said->choice != "hold") {
            open.push_back(std::move(note));
            continue;
        }
        note.reason = std::exchange(note.kind, "row_held");
        report.warnings.push_back(std::move(note));
    }
    if (open.empty() && report.outcome == Outcome::ask) report.outcome = Outcome::load;
    report.problems = std::move(open);
}

/// Roads whose middle lies in no area, once for all of them.
void note_roads_outside(const Roads& roads, const Areas& areas, ImportReport& report) {
    if (areas.finest() == Level::country) return;
    std::vector<LonLat> middles;
    middles.reserve(roads.ways.size());
    for (const Way& way : roads.ways) {
        const std::span<const std::uint32_t> nodes = roads.nodes_of(way);
        middles.push_back(roads.nodes[nodes[nodes.size() / 2]]);
    }
    const std::vector<AreaId> lies_in = Locator(areas, areas.finest()).areas_at(middles);
    const auto is_outside = [](AreaId area) { return !area.valid(); };
    const auto first = std::find_if(lies_in.begin(), lies_in.end(), is_outside);
    if (first == lies_in.end()) return;
    const auto outside = std::count_if(first, lies_in.end(), is_outside);
    ImportNote note{"roads_outside",
                    report.file,
                    "",
                    0,
                    "",
                    "",
                    grouped(outside) + " / " + grouped(static_cast<std::int64_t>(middles.size()))};
    note.at = middles[static_cast<std::size_t>(first - lies_in.begin())];
    report.warnings.push_back(std::move(note));
}

/// A study holds the roads of one file: two extracts share roads that must not be doubled, and only the
/// nodes' numbers in the files say which.  Another file takes the place of the first where a person says so.
Result<void> import_roads(Dataset& data, const std::string& file, const ImportOptions& options,
                          const FileIdentity& identity, ImportReport& report, const Progress& progress) {
    const Magic magic = magic_of(file);
    const bool layer = magic != Magic::osm_pbf && magic != Magic::osm_xml && is_layer(magic, file);
    TRY(Roads roads, layer ? read_road_layer(file, *data.areas, options, report, progress)
                           : read_roads(file, report, progress));
    if (!data.roads->empty() && identity.replaces.empty()) {
        std::string older;
        for (const SourceFile& s : data.sources)
            if (s.kind == report.kind) older = s.file;
        const Decision* said = decision_for(options.reading, "roads_are_there", 0);
        const bool settled = options.accept || (said != nullptr && said->choice == "use_this_file");
        ImportNote note{"roads_are_there",
                        file,
                        "",
                        0,
                        "",
                        older,
                        grouped(static_cast<std::int64_t>(data.roads->ways.size()))};
        note.fixes = {{"use_this_file", ""}};
        (settled ? report.warnings : report.problems).push_back(std::move(note));
        if (!settled) report.outcome = Outcome::ask;
    }
    note_roads_outside(roads, *data.areas, report);
    data.roads = std::make_shared<const Roads>(std::move(roads));
    std::erase_if(data.sources,
                  [&](const SourceFile& s) { return s.kind == report.kind && s.file != identity.replaces; });
    return {};
}

/// What the sender wrote above the table, which says who was counted.
std::string titles_of(const Table& table) {
    constexpr std::size_t most_bytes = 400;
    std::string out;
    for (const Table::Line& line : table.titles) out += (out.empty() ? "" : " ") + normalised(line.text);
    return std::string{shortened(out, most_bytes)};
}

/// The boundaries whose codes counts are matched with, so that a later reader knows of which year they are.
std::string area_codes_of(const Dataset& data) {
    std::string out;
    for (const SourceFile& source : data.sources)
        if (source.kind == file_kind_name(FileKind::areas))
            out += (out.empty() ? "" : ", ") + source.file + " (" + source.sha256.substr(0, 12) + ")";
    return out;
}

/// Beside the codes of areas.
bool holds_other_numbers(const Table& table, const Areas& areas) {
    const std::vector<int> of_areas = area_columns(table, areas, nullptr, {}).all();
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c)
        if (std::find(of_areas.begin(), of_areas.end(), c) == of_areas.end() && holds_numbers(table, c))
            return true;
    return false;
}

/// Boundaries or points that were taken for a table of counts.
Failure layer_without_counts(const std::string& file, const std::string& layer) {
    Error error;
    error.fault = Fault::wrong_kind;
    error.file = file;
    error.column = layer;
    if (const auto shape = layer_shape(file)) error.detail = found_shape(*shape);
    return fail(std::move(error));
}

Result<void> import_rows(Dataset& data, const std::string& file, FileKind kind, const ImportOptions& options,
                         FileIdentity& identity, ImportReport& report, const Progress& progress) {
    // A file of another kind is told before the boundaries that it would not help to load.
    TRY(Table table,
        table_to_read(file, kind, *data.areas, options, report, progress.part(0, 0.35, "import.stage.read")));
    identity = identify(data, report.kind, file, table.sheet, table.other_sheets, report);
    if (data.areas->finest() == Level::country) return fail(Fault::needs_areas, file);
    const Progress of_rows = progress.part(0.35, 1, "import.stage.rows");
    of_rows.at(0);
    if (progress.cancelled()) return fail(Fault::cancelled, file);
    TRY_VOID(note_table(table, options.accept, report));
    if (kind != FileKind::counts) note_counts_beside(table.header, table.sheet, false, report);
    if (kind == FileKind::places) {
        TRY(auto places, places_of(table, *data.areas, options, report, of_rows));
        join_points(data, std::move(places), identity, report);
    } else if (kind == FileKind::villages) {
        TRY(auto villages, villages_of(table, *data.areas, options, report, of_rows));
        join_points(data, std::move(villages), identity, report);
    } else if (kind == FileKind::groups) {
        TRY_VOID(import_groups(data, table, options, identity, report));
    } else {
        auto counted = counts_of(table, *data.areas, options, report, of_rows);
        if (!counted && reads_attributes(file, kind) && !holds_other_numbers(table, *data.areas))
            return layer_without_counts(file, table.sheet);
        TRY(auto series, std::move(counted));
        const std::string titles = titles_of(table);
        for (CountSeries& one : series) {
            one.source = identity.source.file;
            one.definition = titles.empty() ? one.name : titles + " / " + one.name;
            one.area_codes = area_codes_of(data);
        }
        ask_more_than_people(data, options, report);
        join_counts(data, std::move(series), identity, options.reading, options.accept, report);
    }
    if (says_made_up(table)) data.made_up = true;
    if (progress.cancelled()) return fail(Fault::cancelled, file);
    of_rows.at(1);
    return {};
}

}  // namespace

const char* file_kind_name(FileKind kind) {
    static constexpr std::array<const char*, all_file_kinds.size()> names = {
        "areas",      "counts",    "places",     "villages", "roads",
        "population", "elevation", "land_cover", "groups",   "barriers"};
    return names.at(static_cast<std::size_t>(kind));
}

std::optional<FileKind> file_kind_from(std::string_view name) {
    for (const FileKind kind : all_file_kinds)
        if (name == file_kind_name(kind)) return kind;
    return std::nullopt;
}

namespace {

/// Files of a zip that are neither one of its tables nor one of its layers, whichever was read.
void note_zip(const std::string& file, FileKind kind, ImportReport& report) {
    const Magic magic = magic_of(file);
    if (magic != Magic::zip || is_workbook(magic, file)) return;
    const auto members = zip_members(file);
    if (!members) return;
    const bool table = !reads_attributes(file, kind) && (kind == FileKind::counts || !is_layer(magic, file));
    const std::string beside =
        names_beside(*members, table ? tables_in_zip(*members) : parts_of_layers_in_zip(*members));
    if (!beside.empty()) report.warnings.push_back({"zip_beside", file, "", 0, "", "", beside});
}

Result<Imported> imported(const Dataset& data, const std::string& file, FileKind kind,
                          const ImportOptions& options, const Progress& progress) {
    Imported out{data, {}};
    ImportReport& report = out.report;
    report.kind = file_kind_name(kind);
    report.file = file;
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored) && !std::filesystem::is_regular_file(file, ignored))
        return fail(Fault::wrong_kind, file);
    FileIdentity identity;
    const bool of_rows = kind == FileKind::counts || kind == FileKind::places || kind == FileKind::villages ||
                         kind == FileKind::groups;
    if (!of_rows) identity = identify(data, report.kind, file, "", {}, report);
    if (kind == FileKind::areas) {
        TRY_VOID(import_areas(out.data, file, options, report, progress));
    } else if (kind == FileKind::roads) {
        TRY_VOID(import_roads(out.data, file, options, identity, report, progress));
    } else if (kind == FileKind::barriers) {
        TRY_VOID(import_barriers(out.data, file, options, identity, report, progress));
    } else if (const auto grid = grid_kind_of(kind)) {
        TRY_VOID(import_grid(out.data, file, *grid, options, identity, report, progress));
    } else {
        TRY_VOID(import_rows(out.data, file, kind, options, identity, report, progress));
    }
    note_zip(file, kind, report);
    report.reading.decisions = options.reading.decisions;
    obey_left_out(options.reading, report);
    ENSURE(report.accounted());
    if (report.outcome == Outcome::load && report.rows_loaded == 0 && report.rows_rejected > 0 &&
        !options.accept) {
        report.outcome = Outcome::ask;
        report.problems.push_back({"nothing_loaded", file, "", 0, "", "", grouped(report.rows_rejected)});
    }
    // Whoever accepts that rows stay behind has not said what the others count.
    const bool whom = std::any_of(report.problems.begin(), report.problems.end(), says_what_counts);
    if (whom && report.outcome == Outcome::load) report.outcome = Outcome::ask;
    if (report.outcome == Outcome::refuse || (report.outcome == Outcome::ask && (whom || !options.accept))) {
        out.data = data;
        return out;
    }
    identity.source.rows = report.rows_loaded;
    identity.source.note = options.made_up;
    identity.source.reading = reading_json(report.reading);
    identity.source.report = report_text(report);
    if (!options.made_up.empty()) out.data.made_up = true;
    list_source(out.data.sources, identity);
    return out;
}

}  // namespace

Result<Imported> import_file(const Dataset& data, const std::string& file, FileKind kind,
                             const ImportOptions& options, const Progress& progress) {
    auto out = imported(data, file, kind, options, progress);
    if (!out) return told_by_content(out.error(), file_kind_name(kind));
    return out;
}

std::vector<bool> layer_fits(const std::vector<std::string>& files, const std::string& layer) {
    std::vector<bool> out;
    for (const std::string& file : files) {
        const auto names = layer.empty() ? std::vector<std::string>{} : named_parts(file);
        out.push_back(std::find(names.begin(), names.end(), layer) != names.end());
    }
    if (std::find(out.begin(), out.end(), true) == out.end()) out.assign(files.size(), true);
    return out;
}

std::vector<std::string> readable_extensions() {
    return {".gpkg", ".shp", ".zip", ".geojson", ".json", ".csv",  ".txt", ".tsv", ".xlsx",
            ".ods",  ".xls", ".pbf", ".osm",     ".tif",  ".tiff", ".asc", ".hgt"};
}

}  // namespace geo
