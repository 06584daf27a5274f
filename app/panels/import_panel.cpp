#include "app/panels/import_panel.h"

#include "app/action.h"
#include "app/file_names.h"
#include "app/panels/import_reading.h"
#include "app/panels/import_sums.h"
#include "app/widgets.h"
#include "geo/base/figures.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

namespace app {
namespace {

constexpr std::array step_words = {"assist.step.what", "assist.step.how", "assist.step.came"};

bool asks_nothing(const ImportRead& read) {
    return !read.error && read.report.outcome == geo::Outcome::load && read.report.problems.empty() &&
           read.report.warnings.empty();
}

std::string size_words(const Frame& frame, const std::string& file) {
    std::error_code ignored;
    const auto bytes = std::filesystem::file_size(file, ignored);
    if (ignored) return {};
    const auto kb = static_cast<std::int64_t>((bytes + 1023) / 1024);
    return kb < 10240 ? geo::say(frame.lang, "assist.kilobytes", {{"number", geo::grouped(kb)}})
                      : geo::say(frame.lang, "assist.megabytes", {{"number", geo::grouped(kb / 1024)}});
}

void pin(ImDrawList* list, float x, float y, const Tokens& t) {
    list->AddCircle({x, y}, ui::px(9), ui::colour(t.raised), 24, ui::px(4));
    list->AddCircle({x, y}, ui::px(9), ui::colour(t.error), 24, ui::px(2));
}

struct Columns {
    float left = 0, right = 0;
    bool one = false;  ///< one of the three at a time
};

Columns columns_of(const Frame& frame) {
    const float w = frame.width / frame.scale;
    if (w < 960) return {w, w, true};
    if (w < 1280) return {236, 300, false};
    if (w < 1440) return {264, 356, false};
    return {w < 1920 ? 300.0F : 336.0F, 428, false};
}

}  // namespace

float ImportPanel::left_width(const Frame& frame) {
    return ui::px(columns_of(frame).left);
}

float ImportPanel::foot_width(const Frame& frame) {
    const Columns columns = columns_of(frame);
    return ui::px(columns.right - (columns.one ? 24 : 36));
}

/// A new file begins where there is something to do.
void ImportPanel::follow(const Frame& frame) {
    const ImportView& view = *frame.import;
    if (view.draft != nullptr && view.turn != turn_) {
        turn_ = view.turn;
        chosen_ = false;
        step_ = 1;
        pane_ = 1;
        fields_ = {};
        cards_ = {};
        table_.begin();
        cards_at_start_ = true;
        fields_.sender = std::filesystem::path(view.draft->file).stem().string();
        skip_since_.reset();
    }
    if (!chosen_ && view.fresh && view.read != nullptr) {
        const int wanted = asks_nothing(*view.read) ? 2 : 1;
        const bool narrow = frame.width / frame.scale < 960;
        if (narrow && wanted == 1 && (wanted != step_ || view.read->error) &&
            failed_of_ != view.read->version)
            pane_ = 2;
        failed_of_ = view.read->version;
        step_ = wanted;
    }
}

void ImportPanel::steps(const Frame& frame) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    for (int i = 0; i < 3; ++i) {
        const std::string key = "import.step." + std::to_string(i);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float high = ui::px(37), wide = ui::width_left();
        if (ImGui::InvisibleButton(("###" + key).c_str(), {std::max(1.0F, wide), high})) {
            step_ = i;
            chosen_ = true;
        }
        ui::record(key);
        if (ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible))
            list->AddRectFilled(at, {at.x + wide, at.y + high},
                                ui::colour(render::with_alpha(t.accent_soft, 0.5)), ui::px(4));
        const float radius = ui::px(13);
        const ImVec2 centre{at.x + radius, at.y + high / 2};
        const bool now = i == step_, done = i < step_;
        list->AddCircleFilled(centre, radius,
                              ui::colour(now    ? t.accent_fill
                                         : done ? t.ok_soft
                                                : t.raised),
                              32);
        if (!now) list->AddCircle(centre, radius, ui::colour(done ? t.ok : t.line2), 32);
        if (done) {
            ui::icon(list, Icon::check, centre.x - ui::px(8), centre.y - ui::px(8), ui::px(16), t.ok);
        } else {
            const std::string number = std::to_string(i + 1);
            ui::draw_text(list, centre.x - ui::text_width(number, Font::label) / 2,
                          centre.y - ui::line_height(Font::label) / 2, number, now ? t.on_accent : t.text2,
                          Font::label);
        }
        const Font font = now ? Font::body_bold : Font::body;
        ui::draw_text(
            list, at.x + ui::px(36), at.y + (high - ui::line_height(font)) / 2,
            ui::fitted(frame.word(step_words.at(static_cast<std::size_t>(i))), wide - ui::px(38), font),
            now ? t.text : t.text2, font);
    }
}

void ImportPanel::what_is_it(const Frame& frame, Outbox& out) {
    const ImportView& view = *frame.import;
    ui::text(frame.word("assist.kind_title"), Font::body_bold);
    constexpr std::array kinds = {
        geo::FileKind::counts, geo::FileKind::areas,      geo::FileKind::places,    geo::FileKind::villages,
        geo::FileKind::roads,  geo::FileKind::population, geo::FileKind::elevation, geo::FileKind::land_cover,
        geo::FileKind::groups, geo::FileKind::barriers};
    constexpr std::array icons = {Icon::people, Icon::layers, Icon::school, Icon::home,   Icon::route,
                                  Icon::people, Icon::layers, Icon::layers, Icon::layers, Icon::layers};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const std::string name = geo::file_kind_name(kinds.at(i));
        if (!ui::row("import.kind." + name, frame.word("import.kind." + name),
                     view.draft->kind == kinds.at(i), {}, icons.at(i)))
            continue;
        auto next = std::make_shared<ImportDraft>(*view.draft);
        next->kind = kinds.at(i);
        next->reading.columns.clear();
        next->reading.decisions.clear();
        out.import_draft = next;
        step_ = 1;
        chosen_ = true;
    }
    ui::gap(8);
    ui::paragraph(frame.word(std::string{"assist.kind."} + geo::file_kind_name(view.draft->kind)),
                  Font::label);
}

void ImportPanel::map(const Frame& frame, Outbox& out, MapPainter& painter, float room) {
    const Tokens& t = tokens(frame.theme);
    const ImportView& view = *frame.import;
    if (view.map == nullptr || view.map->pixels == nullptr || view.read == nullptr) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const bool counts = view.draft->kind == geo::FileKind::counts;
    if (counts)
        ui::text(geo::say(frame.lang, "assist.matched",
                          {{"number", geo::grouped(static_cast<std::int64_t>(view.map->matched))},
                           {"all", geo::grouped(static_cast<std::int64_t>(view.map->areas))}}),
                 Font::body_bold);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float shape = static_cast<float>(view.map->view.height_mm / view.map->view.width_mm);
    float wide = ui::width_left();
    if (room > 0) wide = std::min(wide, room / shape);
    wide = std::round(wide);
    const float high = std::round(wide * shape);
    list->AddImage((ImTextureID)painter.picture(*view.map->pixels, view.map->version), at,  // NOLINT
                   {at.x + wide, at.y + high});
    list->AddRect(at, {at.x + wide, at.y + high}, ui::colour(t.line));
    if (view.map->focus) {
        const float per_mm = wide / static_cast<float>(view.map->view.width_mm);
        pin(list, at.x + static_cast<float>(view.map->focus->x) * per_mm,
            at.y + static_cast<float>(view.map->focus->y) * per_mm, t);
    }
    if (ImGui::InvisibleButton("###import.map", {wide, high}) && view.map->focus)
        out.import_focus = std::optional<geo::LonLat>{};
    ui::record("import.map");
    if (view.map->focus) ui::tooltip(frame.word("assist.whole_map"));
    if (!counts) return;
    const std::array<std::pair<const char*, render::Rgba>, 3> legend = {
        {{"assist.legend.matched", view.map->good},
         {"assist.legend.asked", view.map->asked},
         {"assist.legend.none", view.map->empty}}};
    bool first = true;
    for (const auto& [key, ink] : legend) {
        const std::string& words = frame.word(key);
        const float item = ui::px(18) + ui::text_width(words, Font::small);
        if (!first && ImGui::GetItemRectMax().x + ui::px(10) + item <= at.x + ui::width_left())
            ui::same_line(10);
        first = false;
        const ImVec2 here = ImGui::GetCursorScreenPos();
        list->AddRectFilled({here.x, here.y + ui::px(4)}, {here.x + ui::px(12), here.y + ui::px(16)},
                            ui::colour(ink));
        list->AddRect({here.x, here.y + ui::px(4)}, {here.x + ui::px(12), here.y + ui::px(16)},
                      ui::colour(t.line2));
        ui::draw_text(list, here.x + ui::px(18), here.y, words, t.text2, Font::small);
        ImGui::Dummy({item, ui::line_height(Font::small)});
    }
}

void ImportPanel::left(const Frame& frame, Outbox& out, MapPainter& painter) {
    const ImportView& view = *frame.import;
    ui::text(frame.word("assist.title"), Font::title);
    if (view.of > 1)
        ui::paragraph(geo::say(frame.lang, "assist.file_of",
                               {{"number", std::to_string(view.at + 1)}, {"all", std::to_string(view.of)}}),
                      Font::label);
    if (view.draft == nullptr) return;
    steps(frame);
    ui::separator();
    const ui::Body body("###import.settings", 0);
    switch (step_) {
        case 0:
            what_is_it(frame, out);
            break;
        case 1:
            draw_reading(frame, out, fields_, step_);
            draw_remember(frame, fields_);
            break;
        default:
            draw_outcome(frame);
            draw_remember(frame, fields_);
            break;
    }
    ui::gap(12);
    if (view.read != nullptr && view.read->rows && !view.read->of_layer()) map(frame, out, painter, 0);
}

namespace {

void table_legend(const Frame& frame) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float edge = at.x + ui::width_left();
    float x = at.x;
    const float size = ui::px(13), y = at.y + ui::px(4);
    const auto put = [&](const char* key, const auto& sign) {
        const std::string& words = frame.word(key);
        const float wide = size + ui::px(7) + ui::text_width(words, Font::small);
        if (x + wide > edge) return;
        sign(x);
        ui::draw_text(list, x + size + ui::px(7), at.y, words, t.text2, Font::small);
        x += wide + ui::px(18);
    };
    put("assist.sign.repaired", [&](float left) {
        list->AddTriangleFilled({left + ui::px(3), y}, {left + size, y}, {left + size, y + size - ui::px(3)},
                                ui::colour(t.accent));
    });
    put("assist.sign.missing", [&](float left) {
        for (float line = 0; line <= 2 * size; line += ui::px(4))
            list->AddLine({left + std::max(0.0F, line - size), y + std::min(line, size)},
                          {left + std::min(line, size), y + std::max(0.0F, line - size)},
                          ui::colour(render::with_alpha(t.text3, 0.5)));
        list->AddRect({left, y}, {left + size, y + size}, ui::colour(t.line2));
    });
    put("assist.sign.asked", [&](float left) {
        list->AddRect({left, y}, {left + size, y + size}, ui::colour(t.attention), 0, 0, ui::px(2));
    });
    put("assist.sign.look", [&](float left) {
        list->AddRect({left, y}, {left + size, y + size}, ui::colour(t.text3), 0, 0, ui::px(1.5F));
    });
    ImGui::Dummy({ui::width_left(), ui::line_height(Font::small)});
}

}  // namespace

void ImportPanel::middle(const Frame& frame, Outbox& out, MapPainter& painter) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImportView& view = *frame.import;
    const bool low = frame.height / frame.scale < 760;
    const std::string name = bare_name(view.file);
    {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ui::icon(list, Icon::table, at.x, at.y + ui::px(4), ui::px(18), t.text2);
        std::string size = size_words(frame, view.file);
        if (view.fresh && view.read->rows && view.read->rows->more)
            size += " · " + geo::say(frame.lang, "assist.rows_shown",
                                     {{"shown", geo::grouped(view.read->rows_shown)},
                                      {"number", geo::grouped(view.read->report.rows_in)}});
        const float size_width = ui::text_width(size, Font::label) + ui::px(12);
        const std::string shown =
            ui::fitted(name, ui::width_left() - ui::px(28) - size_width, Font::body_bold);
        ui::draw_text(list, at.x + ui::px(28), at.y, shown, t.text, Font::body_bold);
        ui::draw_text(list, at.x + ui::px(38) + ui::text_width(shown, Font::body_bold), at.y + ui::px(2),
                      size, t.text2, Font::label);
        ImGui::Dummy({ui::width_left(), ui::line_height(Font::body_bold) + ui::px(4)});
    }
    const bool busy = frame.import_work.running && frame.import_work.seconds >= 0.3;
    if (busy) {
        if (ui::progress_card("import.progress", frame.import_work)) out.act(Action::stop_work);
        ui::gap(6);
    }
    const bool has_rows = view.read != nullptr && view.read->rows && !view.read->rows->rows.empty();
    const bool has_sums = view.read != nullptr && !view.read->error;
    const float sums_high = has_sums ? ui::px(low ? 82 : 124) : 0;
    const float legend_high = has_rows ? ui::line_height(Font::small) + ui::px(12) : 0;
    const float room = std::max(ui::px(60), ui::height_left() - sums_high - legend_high);
    ImGui::BeginChild("###import.middle", {0, room}, false);
    if (has_rows) {
        ImGui::PushStyleVar(ImGuiStyleVar_Alpha, view.fresh ? 1.0F : 0.55F);
        if (view.read->of_layer()) {
            map(frame, out, painter, room * 0.56F);
            ui::gap(8);
        }
        table_.draw(frame, out);
        ImGui::PopStyleVar();
    } else if (view.read != nullptr && view.fresh) {
        ui::gap(10);
        ui::paragraph(frame.word(view.read->error ? "assist.nothing_shown" : "assist.no_rows"), Font::body);
        ui::gap(8);
        map(frame, out, painter, ui::height_left() - ui::px(60));
    }
    ImGui::EndChild();
    if (has_rows) {
        ui::gap(4);
        table_legend(frame);
    }
    if (!has_sums) return;
    ui::gap(6);
    const RowSums sums = sums_of(*view.read);
    bool good = false;
    const std::string total = total_words(frame, *view.read, good);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    list->AddLine({at.x - ui::px(16), at.y - ui::px(4)},
                  {at.x + ui::width_left() + ui::px(16), at.y - ui::px(4)}, ui::colour(t.line2));
    const bool grid = view.draft != nullptr && geo::is_grid(view.draft->kind);
    const std::string rows = geo::say(frame.lang, grid ? "assist.cells_in" : "assist.rows_in",
                                      {{"number", geo::grouped(sums.in)}});
    ui::draw_text(list, at.x, at.y, rows, t.text, Font::body_bold);
    const float free = ui::width_left() - ui::text_width(rows, Font::body_bold) - ui::px(20);
    const std::string shown = ui::fitted(total, free, Font::label);
    ui::draw_text(list, at.x + ui::width_left() - ui::text_width(shown, Font::label), at.y + ui::px(2), shown,
                  good ? t.ok : t.text2, Font::label);
    ImGui::Dummy({ui::width_left(), ui::line_height(Font::body_bold)});
    if (shown != total) ui::tooltip(total);
    row_bar(frame, sums, low);
}

void ImportPanel::draw(const Frame& frame, Outbox& out, MapPainter& painter, const Rect& room) {
    follow(frame);
    draw_columns(frame, out, painter, room);
    // Whoever changed a guess stays beside it.
    chosen_ = chosen_ || out.import_draft != nullptr;
}

void ImportPanel::draw_columns(const Frame& frame, Outbox& out, MapPainter& painter, const Rect& room) {
    const Tokens& t = tokens(frame.theme);
    const Columns columns = columns_of(frame);
    const ui::RegionLook side{t.surface, 16, 12, false, false};
    const ui::RegionLook found{t.surface, 18, 10, false, false};
    if (columns.one) {
        const float tabs = ui::px(44), foot_high = foot_height(frame);
        const Rect inner{room.x, room.y + tabs, room.w, room.h - tabs - foot_high};
        {
            const ui::Region region("###import.tabs", room.x, room.y, room.w, tabs,
                                    {t.bg, 12, 4, false, false});
            const std::vector<ui::Segment> panes = {{"settings", frame.word("assist.pane.settings"), {}, {}},
                                                    {"table", frame.word("assist.pane.table"), {}, {}},
                                                    {"found", frame.word("assist.found"), {}, {}}};
            if (const auto pane = ui::segments("import.pane", panes, pane_)) pane_ = *pane;
        }
        {
            const ui::Region region("###import.one", inner.x, inner.y, inner.w, inner.h, side);
            if (pane_ == 0) {
                const ui::Body body("###import.scroll", 0);
                left(frame, out, painter);
            } else if (pane_ == 1) {
                middle(frame, out, painter);
            } else {
                right(frame, out);
            }
        }
        const ui::Region region("###import.foot", room.x, room.y + room.h - foot_high, room.w, foot_high,
                                {t.surface, 12, 9, false, false});
        foot(frame, out);
        return;
    }
    const float left_wide = ui::px(columns.left), right_wide = ui::px(columns.right);
    {
        const ui::Region region("###import.left", room.x, room.y, left_wide, room.h, side);
        left(frame, out, painter);
        ImGui::GetWindowDrawList()->AddLine({room.x + left_wide - 1, room.y},
                                            {room.x + left_wide - 1, room.y + room.h}, ui::colour(t.line));
    }
    {
        const ui::Region region("###import.centre", room.x + left_wide, room.y,
                                room.w - left_wide - right_wide, room.h, {t.surface, 16, 10, false, false});
        middle(frame, out, painter);
    }
    const ui::Region region("###import.right", room.x + room.w - right_wide, room.y, right_wide, room.h,
                            found);
    ImGui::GetWindowDrawList()->AddLine({room.x + room.w - right_wide, room.y},
                                        {room.x + room.w - right_wide, room.y + room.h}, ui::colour(t.line));
    right(frame, out);
    ImGui::SetCursorScreenPos(
        {room.x + room.w - right_wide + ui::px(18), room.y + room.h - foot_height(frame) + ui::px(4)});
    foot(frame, out);
}

}  // namespace app
