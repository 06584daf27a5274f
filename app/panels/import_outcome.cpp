// Step 3 of the assistant: what comes of a file, read as it is now.
#include "app/panels/import_reading.h"
#include "app/panels/import_table.h"
#include "app/widgets.h"
#include "geo/base/figures.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace app {
namespace {

/// "ออกกลางคัน · หญิง · สพฐ."; "" of a column that does not count.
std::string whom_of(const Frame& frame, const geo::ColumnReading& column) {
    if (column.role != geo::ColumnRole::children && column.role != geo::ColumnRole::beside) return {};
    const ColumnUse use{column.role, column.meaning.status, column.role == geo::ColumnRole::beside};
    const std::string who = whom_words(frame, column.meaning);
    if (who.empty() && column.meaning.status == geo::ChildStatus::any) return {};
    return use_words(frame, use) + (who.empty() ? "" : " · " + who);
}

}  // namespace

void draw_outcome(const Frame& frame) {
    const ImportView& view = *frame.import;
    if (view.read == nullptr || view.read->error) {
        ui::paragraph(frame.word("assist.nothing_yet"), Font::label);
        return;
    }
    const geo::ImportReport& report = view.read->after != nullptr ? view.read->taken : view.read->report;
    const Tokens& t = tokens(frame.theme);
    const auto fact = [&](const std::string& label, const std::string& value) {
        ui::text_coloured(label, t.text2, Font::label);
        ui::paragraph(value, Font::body);
        ui::gap(6);
    };
    const auto headers = [&](const char* key, const std::vector<std::string>& names) {
        std::string all;
        for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
        if (!all.empty()) fact(frame.word(key), all);
    };
    fact(frame.word(geo::is_grid(view.draft->kind) ? "assist.came.grid" : "assist.came.rows"),
         geo::grouped(report.rows_loaded));
    if (view.draft->kind == geo::FileKind::counts) {
        fact(frame.word("assist.came.children"), geo::whole_children(report.total_children_milli));
        headers("assist.came.in_total", report.columns_in_total);
        headers("assist.came.apart", report.columns_apart);
        std::string whom;
        for (const geo::ColumnReading& one : report.reading.columns) {
            const std::string who = whom_of(frame, one);
            if (!who.empty()) whom += (whom.empty() ? "" : "\n") + one.header + ": " + who;
        }
        if (!whom.empty()) fact(frame.word("assist.came.whom"), whom);
        if (report.missing_cells + report.suppressed_cells > 0)
            fact(frame.word("assist.came.cells"),
                 geo::say(frame.lang, "assist.came.cells_are",
                          {{"missing", geo::grouped(report.missing_cells)},
                           {"hidden", geo::grouped(report.suppressed_cells)}}));
    }
    headers("assist.came.not_read", report.columns_not_read);
    ui::paragraph(
        geo::say(frame.lang, "assist.came.seconds", {{"seconds", fmt::format("{:.1f}", view.read->seconds)}}),
        Font::small);
    ui::paragraph(frame.word("assist.file_untouched"), Font::small);
}

}  // namespace app
