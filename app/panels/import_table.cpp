#include "app/panels/import_table.h"

#include "app/widgets.h"
#include "geo/data/cell.h"

#include <imgui.h>

#include <algorithm>

namespace app {
namespace {

constexpr float row_height = 26, letters_height = 24, roles_height = 32, numbers_width = 44;

/// A cell on one line.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return text;
}

const char* chip_of(geo::RowKind kind) {
    switch (kind) {
        case geo::RowKind::title:
            return "assist.row.title";
        case geo::RowKind::subtotal:
            return "assist.row.subtotal";
        case geo::RowKind::repeated_header:
            return "assist.row.repeated_header";
        case geo::RowKind::page_line:
            return "assist.row.page_line";
        case geo::RowKind::note:
            return "assist.row.note";
        case geo::RowKind::block_name:
            return "assist.row.block_name";
        case geo::RowKind::other_table:
            return "assist.row.other_table";
        case geo::RowKind::blank:
        case geo::RowKind::header:
        case geo::RowKind::data:
            break;
    }
    return nullptr;
}

/// What the import took a column for; what a person set goes before it.
ColumnUse use_of(const ImportView& view, int column, const std::string& header) {
    const auto in = [&](const geo::Reading& reading) -> const geo::ColumnReading* {
        for (const geo::ColumnReading& one : reading.columns)
            if (one.column == column && (one.header.empty() || one.header == header)) return &one;
        return nullptr;
    };
    const geo::ColumnReading* found = in(view.draft->reading);
    if (found == nullptr && view.read != nullptr) found = in(view.read->report.reading);
    if (found != nullptr) return {found->role, found->meaning.status};
    if (view.read == nullptr) return {};
    const auto has = [&](const std::vector<std::string>& headers) {
        return std::find(headers.begin(), headers.end(), header) != headers.end();
    };
    const geo::ImportReport& report = view.read->report;
    if (has(report.columns_in_total) || has(report.columns_apart)) return {geo::ColumnRole::children, {}};
    return {};
}

const geo::ImportNote* better(const geo::ImportNote* a, const geo::ImportNote* b) {
    return a != nullptr ? a : b;
}

}  // namespace

std::string column_letters(std::size_t column) {
    std::string out;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
    return out;
}

std::string use_words(const Frame& frame, const ColumnUse& use) {
    if (use.role == geo::ColumnRole::children && use.status != geo::ChildStatus::any)
        return frame.word(std::string{"role.children."} + geo::child_status_name(use.status));
    return frame.word(std::string{"role."} + geo::column_role_name(use.role));
}

std::vector<ColumnUse> uses_of(geo::FileKind kind) {
    using Role = geo::ColumnRole;
    std::vector<Role> roles;
    switch (kind) {
        case geo::FileKind::counts:
            return {{Role::none, {}},
                    {Role::area_code, {}},
                    {Role::province_code, {}},
                    {Role::amphoe_code, {}},
                    {Role::tambon_code, {}},
                    {Role::province_name, {}},
                    {Role::amphoe_name, {}},
                    {Role::tambon_name, {}},
                    {Role::children, {}},
                    {Role::children, geo::ChildStatus::never_enrolled},
                    {Role::children, geo::ChildStatus::dropped_out},
                    {Role::children, geo::ChildStatus::at_risk},
                    {Role::children, geo::ChildStatus::returned},
                    {Role::total, {}},
                    {Role::share, {}},
                    {Role::category, {}},
                    {Role::date, {}},
                    {Role::year, {}},
                    {Role::remark, {}},
                    {Role::personal, {}}};
        case geo::FileKind::places:
            roles = {Role::none,       Role::place_id,     Role::place_name,  Role::latitude,
                     Role::longitude,  Role::easting,      Role::northing,    Role::zone,
                     Role::datum,      Role::area_code,    Role::amphoe_name, Role::tambon_name,
                     Role::place_kind, Role::school_level, Role::agency,      Role::capacity,
                     Role::opened,     Role::remark,       Role::personal};
            break;
        case geo::FileKind::villages:
            roles = {Role::none,      Role::village_code, Role::village_name, Role::latitude, Role::longitude,
                     Role::area_code, Role::tambon_name,  Role::weight,       Role::remark,   Role::personal};
            break;
        case geo::FileKind::areas:
            roles = {Role::none, Role::area_code, Role::province_name, Role::amphoe_name, Role::tambon_name};
            break;
        case geo::FileKind::roads:
        case geo::FileKind::population:
        case geo::FileKind::elevation:
        case geo::FileKind::land_cover:
            roles = {Role::none};
            break;
    }
    std::vector<ColumnUse> out;
    for (const Role role : roles) out.push_back({role, {}});
    return out;
}

void ImportTable::prepare(const Frame& frame) {
    const ImportView& view = *frame.import;
    const ImportRead& read = *view.read;
    const Made now{read.version, frame.scale, frame.lang};
    if (now == made_) return;
    made_ = now;
    const geo::Sighting& seen = *read.rows;
    const std::size_t width = seen.rows.empty() ? 0 : seen.rows.front().cells.size();
    table_of_.assign(width, -1);
    is_count_.assign(width, false);
    std::map<std::string, std::size_t> by_header;
    for (std::size_t c = 0; c < seen.columns.size(); ++c) {
        const geo::SightedColumn& column = seen.columns[c];
        if (column.column >= width) continue;
        table_of_[column.column] = static_cast<int>(c);
        by_header.emplace(column.header, column.column);
        const geo::ColumnRole role = use_of(view, static_cast<int>(c), column.header).role;
        is_count_[column.column] = role == geo::ColumnRole::children || role == geo::ColumnRole::total;
    }
    marks_.clear();
    rows_.clear();
    const auto note_all = [&](const std::vector<geo::ImportNote>& notes, auto member) {
        for (const geo::ImportNote& note : notes) {
            if (note.row <= 0) continue;
            rows_[note.row].*member = better(rows_[note.row].*member, &note);
            const auto found = by_header.find(note.column);
            if (found == by_header.end()) continue;
            Marks& marks = marks_[{note.row, found->second}];
            marks.*member = better(marks.*member, &note);
        }
    };
    find_sums(view);
    note_all(read.report.repairs, &Marks::repair);
    note_all(read.report.problems, &Marks::problem);

    widths_.assign(width, ui::px(64));
    for (std::size_t c = 0; c < width; ++c) {
        const int column = table_of_[c];
        if (column >= 0) {
            const ColumnUse use = use_of(view, column, seen.columns[static_cast<std::size_t>(column)].header);
            widths_[c] =
                std::max(widths_[c], ui::text_width(use_words(frame, use), Font::label) + ui::px(40));
        }
        std::size_t looked_at = 0;
        for (const geo::SightedRow& row : seen.rows) {
            if (row.kind == geo::RowKind::title || row.kind == geo::RowKind::note) continue;
            if (++looked_at > 60) break;
            if (row.cells[c].size() > 200) continue;
            widths_[c] = std::max(
                widths_[c],
                std::min(ui::px(190), ui::text_width(one_line(row.cells[c]), Font::table) + ui::px(20)));
        }
    }
}

/// Rows that sum others: they say so, or their code is of a level above that of most rows.
void ImportTable::find_sums(const ImportView& view) {
    sums_.clear();
    if (view.draft->kind != geo::FileKind::counts) return;
    const geo::Sighting& seen = *view.read->rows;
    for (const geo::SightedRow& row : seen.rows)
        if (row.kind == geo::RowKind::subtotal) sums_[row.number] = true;
    for (std::size_t c = 0; c < table_of_.size(); ++c) {
        if (table_of_[c] < 0 || is_count_[c]) continue;
        std::vector<std::int64_t> above;
        std::size_t finest = 0;
        for (const geo::SightedRow& row : seen.rows) {
            const auto code = geo::code_from_cell(row.cells[c]);
            if (row.kind != geo::RowKind::data || !code) continue;
            if (code->code.size() >= 6) ++finest;
            if (code->code.size() == 4 || code->code.size() == 2) above.push_back(row.number);
        }
        if (finest > 2 * above.size())
            for (const std::int64_t row : above) sums_[row] = true;
    }
    for (const auto* notes : {&view.read->report.warnings, &view.read->report.problems})
        for (const geo::ImportNote& note : *notes)
            if (note.kind == "subtotal_differs" || note.kind == "subtotal_rest") sums_[note.row] = false;
}

void ImportTable::cell(const Frame& frame, std::size_t at, std::size_t column, float x, float y) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const geo::SightedRow& row = frame.import->read->rows->rows[at];
    const float wide = widths_[column], high = ui::px(row_height);
    const std::string& raw = row.cells[column];
    const auto found = marks_.find({row.number, column});
    const Marks marks = found == marks_.end() ? Marks{} : found->second;
    const bool of_table = row.kind == geo::RowKind::data || row.kind == geo::RowKind::subtotal;
    if (of_table && is_count_[column] && marks.problem == nullptr) {
        const auto value = geo::count_from_cell(raw);
        if (value && value->state != geo::CellState::value)
            ui::hatched(list, x + 1, y + 1, wide - 2, high - 2, render::with_alpha(t.text3, 0.28));
    }
    list->AddLine({x + wide, y}, {x + wide, y + high}, ui::colour(t.line));
    render::Rgba ink = of_table ? t.text : t.text2;
    Font font = row.kind == geo::RowKind::header ? Font::body_bold : Font::table;
    if (marks.repair != nullptr) {
        const float corner = ui::px(9);
        list->AddTriangleFilled({x + wide - corner, y + 1}, {x + wide, y + 1}, {x + wide, y + 1 + corner},
                                ui::colour(t.accent));
        ink = t.accent;
    }
    if (marks.problem != nullptr) {
        const render::Rgba frame_ink = marks.problem->fixes.empty() ? t.error : t.attention;
        list->AddRect({x + 1, y + 1}, {x + wide, y + high - 1}, ui::colour(frame_ink), 0, 0, ui::px(2));
        ink = t.error;
        font = Font::body_bold;
    }
    std::string words = one_line(raw);
    if (words.empty() && (marks.repair != nullptr || marks.problem != nullptr))
        words = frame.word("assist.blank");
    if (words.empty()) return;
    // A title runs over the empty cells beside it.
    float room = wide;
    if (!of_table && row.kind != geo::RowKind::header)
        for (std::size_t c = column + 1; c < widths_.size() && row.cells[c].empty(); ++c) room += widths_[c];
    words = ui::fitted(words, room - ui::px(14), font);
    const bool right = of_table && is_count_[column];
    const float left = right ? x + wide - ui::px(10) - ui::text_width(words, font) : x + ui::px(8);
    ui::draw_text(list, left, y + (high - ui::line_height(font)) / 2, words, ink, font);
}

void ImportTable::row(const Frame& frame, std::size_t at, float x, float y) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const geo::SightedRow& row = frame.import->read->rows->rows[at];
    const float high = ui::px(row_height), numbers = ui::px(numbers_width);
    float whole = 0;
    for (const float one : widths_) whole += one;
    const float seen = ImGui::GetWindowWidth();
    const float right = std::max(x + numbers + whole, ImGui::GetWindowPos().x + seen);
    ImGui::SetCursorScreenPos({x + numbers, y});
    ImGui::InvisibleButton(("###row" + std::to_string(row.number)).c_str(),
                           {std::max(1.0F, whole), std::max(1.0F, high)});
    ImGui::SetItemAllowOverlap();
    ui::record("import.row." + std::to_string(row.number));
    const bool hovered = ImGui::IsItemHovered();

    const auto of_row = rows_.find(row.number);
    const geo::ImportNote* problem = of_row == rows_.end() ? nullptr : of_row->second.problem;
    render::Rgba ground = t.raised;
    if (row.kind == geo::RowKind::header) ground = render::with_alpha(t.accent_soft, 0.75);
    if (sums_.count(row.number) > 0 || chip_of(row.kind) != nullptr) ground = t.sunken;
    if (problem != nullptr) ground = problem->fixes.empty() ? t.error_soft : t.warn_soft;
    list->AddRectFilled({x, y}, {right, y + high}, ui::colour(ground));
    list->AddLine({x, y + high - 1}, {right, y + high - 1}, ui::colour(t.line));
    float left = x + numbers;
    float pointed_x = 0;
    std::size_t pointed = widths_.size();
    const float pointer = ImGui::GetIO().MousePos.x;
    for (std::size_t c = 0; c < widths_.size(); ++c) {
        if (hovered && pointer >= left && pointer < left + widths_[c]) {
            pointed = c;
            pointed_x = left;
        }
        cell(frame, at, c, left, y);
        left += widths_[c];
    }
    if (pointed < widths_.size()) {
        const auto found = marks_.find({row.number, pointed});
        std::string words;
        if (found != marks_.end() && found->second.repair != nullptr)
            words = geo::describe(frame.lang, *found->second.repair);
        if (found != marks_.end() && found->second.problem != nullptr)
            words = geo::describe(frame.lang, *found->second.problem);
        const std::string& raw = row.cells[pointed];
        if (words.empty() && ui::text_width(one_line(raw), Font::table) > widths_[pointed] - ui::px(14))
            words = raw;
        if (!words.empty()) {
            list->AddRect({pointed_x + 1, y + 1}, {pointed_x + widths_[pointed], y + high - 1},
                          ui::colour(t.text3));
            ui::tooltip(words);
        }
    }
    const char* chip = row.hidden ? "assist.row.hidden" : chip_of(row.kind);
    if (sums_.count(row.number) > 0)
        chip = sums_.at(row.number) ? "assist.row.subtotal" : "assist.row.subtotal_differs";
    if (chip != nullptr) {
        const std::string& words = frame.word(chip);
        const float wide = ui::text_width(words, Font::small) + ui::px(16);
        const float edge = std::min(x + numbers + whole, ImGui::GetWindowPos().x + seen - ui::px(16)) +
                           (whole < seen ? 0.0F : ImGui::GetScrollX() * 0);
        const float from = edge - wide - ui::px(6);
        list->AddRectFilled({from, y + ui::px(3)}, {from + wide, y + high - ui::px(4)}, ui::colour(t.raised),
                            ui::px(9));
        list->AddRect({from, y + ui::px(3)}, {from + wide, y + high - ui::px(4)}, ui::colour(t.line2),
                      ui::px(9));
        ui::draw_text(list, from + ui::px(8), y + (high - ui::line_height(Font::small)) / 2, words, t.text2,
                      Font::small);
    }
    // The number stays in sight while columns are moved.
    const float fixed = ImGui::GetWindowPos().x;
    const render::Rgba number_ground = problem == nullptr       ? t.sunken
                                       : problem->fixes.empty() ? t.error
                                                                : t.attention;
    list->AddRectFilled({fixed, y}, {fixed + numbers, y + high - 1}, ui::colour(number_ground));
    const std::string number = std::to_string(row.number);
    ui::draw_text(list, fixed + numbers - ui::px(10) - ui::text_width(number, Font::label),
                  y + (high - ui::line_height(Font::label)) / 2, number,
                  problem == nullptr ? t.text2 : t.raised, problem == nullptr ? Font::label : Font::label);
}

/// The menu of a column; a choice makes another draft.
void ImportTable::roles(const Frame& frame, Outbox& out, std::size_t column, float x, float y) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImportView& view = *frame.import;
    const float wide = widths_[column], high = ui::px(roles_height);
    const int at = table_of_[column];
    list->AddLine({x + wide, y - ui::px(letters_height)}, {x + wide, y + high}, ui::colour(t.line2));
    if (at < 0) return;
    const std::string& header = view.read->rows->columns[static_cast<std::size_t>(at)].header;
    const ColumnUse use = use_of(view, at, header);
    const std::string key = "import.role." + std::to_string(at);
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed = ImGui::InvisibleButton(("###" + key).c_str(), {std::max(1.0F, wide), high});
    ui::record(key);
    if (ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible))
        list->AddRect({x + 1, y + 1}, {x + wide, y + high - 1}, ui::colour(t.accent), ui::px(3));
    const bool unused = use.role == geo::ColumnRole::none || use.role == geo::ColumnRole::personal;
    const std::string words = ui::fitted(use_words(frame, use), wide - ui::px(34), Font::label);
    ui::tooltip(header);
    ui::draw_text(list, x + ui::px(8), y + (high - ui::line_height(Font::label)) / 2, words,
                  use.role == geo::ColumnRole::personal ? t.error
                  : unused                              ? t.text2
                                                        : t.accent,
                  Font::label);
    ui::icon(list, Icon::down, x + wide - ui::px(22), y + (high - ui::px(14)) / 2, ui::px(14), t.text2);
    const std::string popup = "###menu." + key;
    if (pressed) ImGui::OpenPopup(popup.c_str());
    const std::vector<ColumnUse> uses = uses_of(view.draft->kind);
    const float tall = std::min(
        static_cast<float>(uses.size()) * (ui::px(31) + ImGui::GetStyle().ItemSpacing.y) + ui::px(10),
        frame.height - y - high - ui::px(34));
    ImGui::SetNextWindowPos({std::min(x, frame.width - ui::px(286)), y + high});
    ImGui::SetNextWindowSize({ui::px(280), std::max(ui::px(120), tall)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui::px(4), ui::px(4)});
    if (ImGui::BeginPopup(popup.c_str())) {
        for (std::size_t i = 0; i < uses.size(); ++i) {
            if (!ui::row(key + "." + std::to_string(i), use_words(frame, uses[i]), uses[i] == use)) continue;
            auto next = std::make_shared<ImportDraft>(*view.draft);
            std::erase_if(next->reading.columns,
                          [&](const geo::ColumnReading& one) { return one.column == at; });
            geo::CountMeaning meaning;
            meaning.status = uses[i].status;
            next->reading.columns.push_back({at, header, uses[i].role, meaning});
            std::sort(next->reading.columns.begin(), next->reading.columns.end(),
                      [](const auto& a, const auto& b) { return a.column < b.column; });
            out.import_draft = next;
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

void ImportTable::header(const Frame& frame, Outbox& out, float x, float y) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float right = ImGui::GetWindowPos().x + ImGui::GetWindowWidth();
    const float letters = ui::px(letters_height), roles_high = ui::px(roles_height);
    list->AddRectFilled({x, y}, {std::max(right, x), y + letters}, ui::colour(t.sunken));
    list->AddRectFilled({ImGui::GetWindowPos().x, y + letters}, {right, y + letters + roles_high},
                        ui::colour(t.accent_soft));
    float left = x + ui::px(numbers_width);
    for (std::size_t c = 0; c < widths_.size(); ++c) {
        const std::string name = column_letters(c);
        ui::draw_text(list, left + (widths_[c] - ui::text_width(name, Font::label)) / 2,
                      y + (letters - ui::line_height(Font::label)) / 2, name, t.text2, Font::label);
        roles(frame, out, c, left, y + letters);
        left += widths_[c];
    }
    const float fixed = ImGui::GetWindowPos().x, numbers = ui::px(numbers_width);
    list->AddRectFilled({fixed, y}, {fixed + numbers, y + letters + roles_high}, ui::colour(t.sunken));
    list->AddLine({fixed, y + letters + roles_high}, {right, y + letters + roles_high}, ui::colour(t.accent),
                  ui::px(2));
}

void ImportTable::draw(const Frame& frame, Outbox& out) {
    const ImportView& view = *frame.import;
    if (view.read == nullptr || !view.read->rows || view.read->rows->rows.empty()) return;
    prepare(frame);
    const std::vector<geo::SightedRow>& rows = view.read->rows->rows;
    float whole = ui::px(numbers_width);
    for (const float one : widths_) whole += one;
    const float head = ui::px(letters_height + roles_height) + 1, high = ui::px(row_height);
    const float all = head + static_cast<float>(rows.size()) * high;
    ImGui::SetNextWindowContentSize({whole, all});
    ImGui::BeginChild("###import.table", {0, 0}, false, ImGuiWindowFlags_HorizontalScrollbar);
    if (wanted_row_ > 0) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i].number == wanted_row_)
                ImGui::SetScrollY(std::max(0.0F, static_cast<float>(i) * high - ui::px(90)));
        wanted_row_ = 0;
    }
    const ImVec2 corner = ImGui::GetWindowPos();
    const float x = corner.x - ImGui::GetScrollX(), y = corner.y - ImGui::GetScrollY();
    const float room = ImGui::GetWindowHeight();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float top = y + head + static_cast<float>(i) * high;
        if (top + high < corner.y + head || top > corner.y + room) continue;
        row(frame, i, x, top);
    }
    header(frame, out, x, corner.y);
    ImGui::EndChild();
}

}  // namespace app
