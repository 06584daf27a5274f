#include "geo/data/sighting.h"

#include "geo/data/file_content.h"
#include "geo/data/personal.h"
#include "geo/data/read_layers.h"
#include "geo/data/sheet_table.h"
#include "geo/data/sight_layer.h"
#include "geo/data/subtotals.h"
#include "geo/data/table_to_read.h"
#include "geo/data/text_cells.h"
#include "geo/data/workbook.h"
#include "geo/data/zip_tables.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace geo {
namespace {

/// The sheets with their first rows, and what `used` a text was read with.
Result<std::vector<Sheet>> first_rows(const std::string& file, const Reading& reading, std::size_t most_rows,
                                      Reading& used) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(Fault::wrong_kind, file);
    if (std::filesystem::file_size(file, ignored) == 0) return fail(Fault::empty, file);
    const Magic magic = magic_of(file);
    if (is_workbook(magic, file)) return workbook_sheets(file, most_rows);
    if (magic == Magic::zip && !is_unpacked(file))
        return parts_of_zip(file, reading, &Sheet::name,
                            [&](const std::string& path, const Reading& said, const Progress&) {
                                return first_rows(path, said, most_rows, used);
                            });
    if (magic != Magic::text) return fail(Fault::wrong_kind, file);
    TRY(TextCells cells, text_cells(file, reading, most_rows));
    used.encoding = cells.encoding;
    used.separator = cells.sheet.separator;
    std::vector<Sheet> out;
    out.push_back(std::move(cells.sheet));
    return out;
}

/// The sheet that an import would read: by name, else the best that has a table, else the first that shows.
Result<std::size_t> sheet_to_show(const std::string& file, const std::vector<Sheet>& sheets,
                                  const std::vector<std::optional<Table>>& tables, FileKind kind,
                                  const Areas& areas, const Reading& reading) {
    if (!reading.sheet.empty()) {
        std::vector<std::string> names;
        names.reserve(sheets.size());
        for (std::size_t s = 0; s < sheets.size(); ++s) {
            if (sheets[s].name == reading.sheet) return s;
            names.push_back(sheets[s].name);
        }
        return no_such_layer(file, reading.sheet, names);
    }
    std::vector<Table> with_rows;
    std::vector<std::size_t> at;
    for (std::size_t s = 0; s < sheets.size(); ++s)
        if (tables[s]) {
            with_rows.push_back(*tables[s]);
            at.push_back(s);
        }
    if (!with_rows.empty()) return at[best_table(with_rows, kind, areas)];
    const auto shown = std::find_if(sheets.begin(), sheets.end(), [](const Sheet& s) { return !s.hidden; });
    return static_cast<std::size_t>(shown == sheets.end() ? 0 : shown - sheets.begin());
}

std::vector<SightedRow> rows_of(const Sheet& sheet, const Layout& layout, std::size_t width,
                                std::size_t most_rows) {
    for (const RowCells& row : sheet.rows) width = std::max(width, row.size());
    const std::vector<RowKind> kinds = kinds_of(layout, sheet);
    std::vector<SightedRow> out;
    for (std::size_t r = 0; r < std::min(sheet.rows.size(), most_rows); ++r) {
        SightedRow row{static_cast<std::int64_t>(r) + 1, kinds[r], false, sheet.rows[r]};
        if (row.kind == RowKind::data && std::any_of(row.cells.begin(), row.cells.end(), says_total))
            row.kind = RowKind::subtotal;
        row.hidden = std::binary_search(sheet.hidden_rows.begin(), sheet.hidden_rows.end(), r);
        row.cells.resize(width);
        out.push_back(std::move(row));
    }
    return out;
}

/// Below the header no cell of a personal column is handed out, nor anywhere one that holds an id.
void mask_persons(const Table& table, const Reading& reading, Sighting& out) {
    for (const PersonalColumn& one : personal_data(table).columns)
        out.columns[static_cast<std::size_t>(one.column)].personal = true;
    const std::int64_t last_header = out.reading.header_rows.empty() ? 0 : out.reading.header_rows.back();
    for (std::size_t c = 0; c < out.columns.size(); ++c) {
        SightedColumn& one = out.columns[c];
        one.personal = one.personal || is_left_out(reading, static_cast<int>(c), one.header);
        if (holds_personal_id(one.header)) one.header = masked;
        for (SightedRow& row : out.rows)
            if (one.personal && row.number > last_header && row.kind != RowKind::repeated_header &&
                !row.cells[one.column].empty())
                row.cells[one.column] = masked;
    }
    for (SightedRow& row : out.rows)
        for (std::string& cell : row.cells)
            if (holds_personal_id(cell)) cell = masked;
}

/// The same in the tables below the first, whose columns are others: each from its header down to the next.
void mask_other_tables(const Sheet& sheet, Sighting& out) {
    std::size_t at = 0;
    while (at < out.rows.size() && out.rows[at].kind != RowKind::other_table) ++at;
    while (at < out.rows.size()) {
        const std::vector<std::int64_t> header = {out.rows[at].number};
        const std::vector<RowKind> kinds = kinds_of(layout_of(sheet, header), sheet);
        std::size_t end = at + 1;
        while (end < out.rows.size() && kinds[end] != RowKind::other_table) ++end;
        if (const auto table = table_of(sheet, header))
            for (const PersonalColumn& one : personal_data(*table).columns) {
                const std::size_t c = table->sheet_columns[static_cast<std::size_t>(one.column)];
                for (std::size_t r = at + 1; r < end; ++r)
                    if (c < out.rows[r].cells.size() && !out.rows[r].cells[c].empty())
                        out.rows[r].cells[c] = masked;
            }
        at = end;
    }
}

Result<Sighting> layer_looked_at(const std::string& file, FileKind kind, const Reading& reading,
                                 std::size_t most_rows) {
    Sighting out;
    TRY(LayerSight seen, sight_of_layer(file, kind, reading, most_rows));
    out.sheets = std::move(seen.layers);
    out.reading.sheet = seen.table.sheet;
    // Other layers than Shapefiles say what their letters are.
    if (const Magic magic = magic_of(file); magic == Magic::shapefile || magic == Magic::zip)
        out.reading.encoding = seen.table.encoding;
    out.more = seen.more;
    for (std::size_t c = 0; c < seen.table.header.size(); ++c)
        out.columns.push_back({c, seen.table.header[c]});
    if (out.columns.empty()) return out;
    out.rows.push_back({0, RowKind::header, false, seen.table.header});
    for (const Table::Row& row : seen.table.rows)
        out.rows.push_back({row.number, RowKind::data, false, row.cells});
    // What is on the map has a position, and its telephone is public; a table of counts is none of places.
    if (kind != FileKind::counts && kind != FileKind::groups)
        seen.table.header.insert(seen.table.header.end(), {"lon", "lat"});
    for (std::size_t c = out.columns.size(); c < seen.table.header.size(); ++c)
        seen.table.rows.set_column(c, std::vector<std::uint32_t>(seen.table.rows.size()), {});
    mask_persons(seen.table, reading, out);
    return out;
}

Result<Sighting> looked_at(const std::string& file, FileKind kind, const Areas& areas, const Reading& reading,
                           std::size_t most_rows) {
    Sighting out;
    std::error_code ignored;
    const bool file_is_there = std::filesystem::is_regular_file(file, ignored);
    // Of a zip with tables and layers an import of counts or groups reads the tables.
    const Magic magic_of_file = file_is_there ? magic_of(file) : Magic::none;
    const bool table_in_zip = (kind == FileKind::counts || kind == FileKind::groups) &&
                              magic_of_file == Magic::zip && tables_to_read_in(file);
    if (file_is_there && !table_in_zip && is_layer(magic_of_file, file))
        return layer_looked_at(file, kind, reading, most_rows);
    // One row more than is shown says whether there are more.
    TRY(const std::vector<Sheet> sheets, first_rows(file, reading, most_rows + 1, out.reading));
    std::vector<std::optional<Table>> tables;
    for (const Sheet& sheet : sheets) {
        out.sheets.push_back({sheet.name, sheet.hidden});
        const bool meant = sheets.size() == 1 || sheet.name == reading.sheet;
        tables.push_back(table_of(sheet, meant ? reading.header_rows : std::vector<std::int64_t>{}));
    }
    TRY(const std::size_t shown, sheet_to_show(file, sheets, tables, kind, areas, reading));
    const Sheet& sheet = sheets[shown];
    const bool meant = sheets.size() == 1 || sheet.name == reading.sheet;
    const Layout layout = layout_of(sheet, meant ? reading.header_rows : std::vector<std::int64_t>{});
    out.reading.sheet = sheet.name;
    for (const std::size_t r : layout.header_rows)
        out.reading.header_rows.push_back(static_cast<std::int64_t>(r) + 1);
    if (tables[shown])
        for (std::size_t c = 0; c < tables[shown]->header.size(); ++c)
            out.columns.push_back({tables[shown]->sheet_columns[c], tables[shown]->header[c]});
    // Names above their rows have a column of their own, which the sheet does not have.
    std::size_t width = 0;
    for (const SightedColumn& one : out.columns) width = std::max(width, one.column + 1);
    out.rows = rows_of(sheet, layout, width, most_rows);
    if (tables[shown]) mask_persons(*tables[shown], reading, out);
    mask_other_tables(sheet, out);
    out.more = sheet.rows.size() > most_rows;
    return out;
}

}  // namespace

Result<Sighting> look_at(const std::string& file, FileKind kind, const Areas& areas, const Reading& reading,
                         std::size_t most_rows) {
    auto out = looked_at(file, kind, areas, reading, most_rows);
    if (!out) return told_by_content(out.error(), file_kind_name(kind));
    return out;
}

}  // namespace geo
