#include "geo/base/text.h"
#include "geo/data/area_columns.h"
#include "geo/data/cell.h"
#include "geo/data/count_words.h"
#include "geo/data/file_content.h"
#include "geo/data/import.h"
#include "geo/data/read_barriers.h"
#include "geo/data/read_grid.h"
#include "geo/data/read_groups.h"
#include "geo/data/read_layers.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"
#include "geo/data/table.h"
#include "geo/data/table_to_read.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace geo {
namespace {

/// True where most cells of the column are words.
bool holds_words(const Table& table, std::size_t column) {
    std::size_t words = 0, numbers = 0;
    for (std::size_t r = 0; r < std::min<std::size_t>(200, table.rows.size()); ++r) {
        const std::string cell = rows::cell(table.rows[r], static_cast<int>(column));
        if (!cell.empty()) ++(number_from_cell(cell) ? numbers : words);
    }
    return words > numbers;
}

/// A table of schools or centres that counts no child out of learning: its pupils are in school.
bool lists_places(const Table& table) {
    const auto counts = [](const std::string& text) {
        const CountWords words = count_words(text);
        return words.meaning.status != ChildStatus::any || words.children || words.both_reasons;
    };
    for (const Table::Line& title : table.titles)
        if (counts(title.text)) return false;
    bool named = false;
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        const std::string key = key_of(table.header[c]);
        if (counts(table.header[c])) return false;
        const bool names_one = rows::has(key, {"ชื่อโรงเรียน", "ชื่อสถานศึกษา", "ชื่อศูนย์", "ชื่อหน่วยจัดการเรียนรู้",
                                               "schoolname", "school_name"}) ||
                               key == "โรงเรียน" || key == "สถานศึกษา" || key == "school";
        named = named || (names_one && holds_words(table, c));
    }
    return named;
}

/// `alone`: nothing else is in the file.
std::optional<FileKind> kind_of_table(const Table& table, bool alone) {
    if (position_columns(table).any()) {
        const bool village = table.column({"village", "village_id", "vill_id", "vill_code", "vill_nam_t",
                                           "vill_name", "population", "households", "ชื่อหมู่บ้าน", "รหัสหมู่บ้าน",
                                           "ประชากร", "ครัวเรือน", "mooban"}) >= 0;
        return village ? FileKind::villages : FileKind::places;
    }
    if (is_group_table(table, [alone] { return alone; })) return FileKind::groups;
    if (lists_places(table)) return FileKind::places;
    if (area_columns(table, {}, nullptr, {}).any()) return FileKind::counts;
    return std::nullopt;
}

/// By the first sheet that says it: before it may stand one of instructions.
Result<FileKind> kind_of_tables(const std::string& file) {
    TRY(const auto tables, read_tables(file));
    for (const bool hidden : {false, true})
        for (const Table& table : tables)
            if (table.hidden == hidden)
                if (const auto kind = kind_of_table(table, tables.size() == 1)) return *kind;
    return fail(Fault::no_code_column, file);
}

Result<FileKind> kind_by_content(const std::string& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(Fault::wrong_kind, file);
    const Magic magic = magic_of(file);
    if (magic == Magic::osm_pbf || magic == Magic::osm_xml) return FileKind::roads;
    if (magic == Magic::height_tile) return FileKind::elevation;
    if (magic == Magic::tiff || magic == Magic::text_grid) return guess_grid_kind(file);
    if (!is_layer(magic, file)) return kind_of_tables(file);
    TRY(const LayerShape shape, layer_shape(file));
    const bool drawn = shape == LayerShape::polygons || shape == LayerShape::lines;
    if (drawn && is_barrier_layer(file)) return FileKind::barriers;
    if (shape == LayerShape::polygons) return FileKind::areas;
    if (shape == LayerShape::lines) return FileKind::roads;
    if (shape != LayerShape::points) return fail(Fault::wrong_kind, file);
    ImportReport ignored_report;
    TRY(const Table points, read_point_layer(file, {}, {}, ignored_report));
    const auto kind = kind_of_table(points, true);
    if (!kind) return fail(Fault::no_code_column, file);
    return *kind;
}

}  // namespace

Result<FileKind> guess_kind(const std::string& file) {
    auto kind = kind_by_content(file);
    if (!kind) return told_by_content(kind.error(), "any");
    return kind;
}

}  // namespace geo
