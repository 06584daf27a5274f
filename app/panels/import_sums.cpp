#include "app/panels/import_sums.h"

#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/palette.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace app {

RowSums sums_of(const ImportRead& read) {
    return row_sums(read.after != nullptr ? read.taken : read.report);
}

/// Loaded, subtotals, repeated, waiting, refused: whole pixels that sum to the bar.
void row_bar(const Frame& frame, const RowSums& sums, bool low) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const render::ReachColours c = render::reach_colours(frame.theme);
    struct Part {
        const char* key;
        std::int64_t rows;
        render::Rgba ink;
    };
    const std::array<Part, 5> parts = {{{"assist.sum.loaded", sums.loaded, c.covered},
                                        {"assist.sum.subtotal", sums.subtotal, c.unplaced},
                                        {"assist.sum.duplicate", sums.duplicate, t.line2},
                                        {"assist.sum.waiting", sums.waiting, t.attention},
                                        {"assist.sum.refused", sums.refused, c.unreachable}}};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float whole = ui::width_left(), high = ui::px(low ? 10 : 16);
    std::vector<std::size_t> there;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts.at(i).rows > 0) there.push_back(i);
    float x = at.x;
    const float least = ui::px(3);
    const float room = whole - static_cast<float>(there.size()) * (least + 1);
    for (const std::size_t i : there) {
        const float share =
            static_cast<float>(parts.at(i).rows) / static_cast<float>(std::max<std::int64_t>(1, sums.in));
        const bool last = i == there.back();
        const float end = last ? at.x + whole : x + least + std::round(room * share);
        list->AddRectFilled({x, at.y}, {end, at.y + high}, ui::colour(parts.at(i).ink));
        x = end + 1;
    }
    ImGui::Dummy({whole, high});
    ui::record("import.bar");
    ui::gap(low ? 2 : 8);
    bool first = true;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts.at(i);
        if (part.rows == 0 && i > 0) continue;
        const Font font = low ? Font::body_bold : Font::strip;
        const std::string number = geo::grouped(part.rows);
        const std::string& words = frame.word(part.key);
        const float wide =
            ui::px(22) + ui::text_width(number, font) + ui::px(8) + ui::text_width(words, Font::label);
        if (!first && ImGui::GetItemRectMax().x + ui::px(22) + wide <= at.x + whole) ui::same_line(22);
        first = false;
        const ImVec2 here = ImGui::GetCursorScreenPos();
        const float line = ui::line_height(font);
        list->AddRectFilled({here.x, here.y + line / 2 - ui::px(6)},
                            {here.x + ui::px(12), here.y + line / 2 + ui::px(6)}, ui::colour(part.ink));
        ui::draw_text(list, here.x + ui::px(22), here.y, number, t.text, font);
        ui::draw_text(list, here.x + ui::px(30) + ui::text_width(number, font),
                      here.y + (line - ui::line_height(Font::label)) / 2, words, t.text2, Font::label);
        ImGui::Dummy({wide, line});
    }
}

/// Totals of the file against its rows.
std::string total_words(const Frame& frame, const ImportRead& read, bool& good) {
    const geo::ImportReport& report = read.after != nullptr ? read.taken : read.report;
    good = false;
    if (read.draft.kind != geo::FileKind::counts) return {};
    std::string out = geo::say(frame.lang, "assist.children",
                               {{"number", geo::whole_children(report.total_children_milli)}});
    if (report.held_children_milli > 0)
        out += " " + geo::say(frame.lang, "assist.children_held",
                              {{"number", geo::whole_children(report.held_children_milli)}});
    const auto told = [&](const char* kind) {
        std::int64_t count = 0;
        for (const geo::Notes* notes : {&report.warnings, &report.problems})
            if (const geo::Notes::Kind* one = notes->kind(kind))
                count += static_cast<std::int64_t>(one->count);
        return count;
    };
    const std::int64_t wrong = told("subtotal_differs") + told("total_differs") + told("subtotal_rest");
    const std::int64_t open = told("subtotal_not_compared");
    if (wrong > 0)
        out += " · " + geo::say(frame.lang, "assist.totals_differ", {{"number", geo::grouped(wrong)}});
    else if (open > 0)
        out += " · " + geo::say(frame.lang, "assist.totals_not_compared", {{"number", geo::grouped(open)}});
    else if (report.rows_subtotal > 0)
        out += " · " + frame.word(read.total_told ? "assist.totals_agree" : "assist.totals_none");
    good = wrong + open == 0 && report.rows_subtotal > 0 && read.total_told;
    return out;
}

}  // namespace app
