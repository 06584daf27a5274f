#include "geo/base/text.h"
#include "geo/data/file_content.h"
#include "geo/data/sheet_table.h"
#include "geo/data/table.h"
#include "geo/data/text_cells.h"
#include "geo/data/workbook.h"
#include "geo/data/zip_tables.h"

#include <filesystem>

namespace geo {
namespace {

Result<Table> table_of_text(const std::string& file, const Reading& reading, const Progress& progress) {
    TRY(TextCells cells, text_cells(file, reading, 0, progress));
    auto table = table_of(std::move(cells.sheet), reading.header_rows);
    if (!table) return fail(Fault::empty, file);
    table->loose_quotes = std::move(cells.loose_quotes);
    table->text_marks = cells.text_marks;
    table->first_text_mark = cells.first_text_mark;
    table->cut_short = table->cut_short && cells.ends_in_row;
    table->encoding = cells.encoding;
    return *std::move(table);
}

}  // namespace

int Table::column(std::initializer_list<const char*> keys) const {
    for (const char* key : keys)
        for (std::size_t i = 0; i < header.size(); ++i)
            if (key_of(header[i]) == key_of(key)) return static_cast<int>(i);
    return -1;
}

Result<std::vector<Table>> read_tables(const std::string& file, const Reading& reading,
                                       const Progress& progress) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(Fault::wrong_kind, file);
    if (std::filesystem::file_size(file, ignored) == 0) return fail(Fault::empty, file);
    std::vector<Table> tables;
    const Magic magic = magic_of(file);
    if (magic == Magic::text) {
        TRY(Table table, table_of_text(file, reading, progress));
        tables.push_back(std::move(table));
        return tables;
    }
    if (magic != Magic::zip && magic != Magic::ole) return fail(Fault::wrong_kind, file);
    if (!is_workbook(magic, file) && is_unpacked(file)) return fail(Fault::wrong_kind, file);
    if (!is_workbook(magic, file))
        return parts_of_zip(
            file, reading, &Table::sheet,
            [](const std::string& path, const Reading& said, const Progress& part) {
                return read_tables(path, said, part);
            },
            progress);
    TRY(auto sheets, workbook_sheets(file, 0, progress));
    const bool only = sheets.size() == 1;
    for (Sheet& sheet : sheets) {
        const bool meant = only || sheet.name == reading.sheet;
        auto table = table_of(std::move(sheet), meant ? reading.header_rows : std::vector<std::int64_t>{});
        if (!table) continue;
        table->cut_short = false;
        table->encoding = "UTF-8";
        tables.push_back(*std::move(table));
    }
    if (tables.empty()) return fail(Fault::empty, file);
    return tables;
}

Result<Table> read_table(const std::string& file) {
    TRY(auto tables, read_tables(file));
    for (Table& table : tables)
        if (!table.hidden) return std::move(table);
    return std::move(tables.front());
}

}  // namespace geo
