// The head of the assistant's table: the letters of a spreadsheet, and what each column is read as.
#include "app/panels/import_table.h"
#include "app/widgets.h"

#include <imgui.h>

#include <algorithm>

namespace app {

/// What the import took a column for; what a person set goes before it.
ColumnUse use_of(const ImportView& view, int column, const std::string& header) {
    const auto at = static_cast<std::size_t>(column);
    if (view.read != nullptr && view.read->rows && at < view.read->rows->columns.size() &&
        view.read->rows->columns[at].personal)
        return {geo::ColumnRole::personal, {}};
    const auto in = [&](const geo::Reading& reading) -> const geo::ColumnReading* {
        for (const geo::ColumnReading& one : reading.columns)
            if (one.column == column && (one.header.empty() || one.header == header)) return &one;
        return nullptr;
    };
    const geo::ColumnReading* found = in(view.draft->reading);
    if (found != nullptr) return {found->role, found->meaning.status};
    if (view.read == nullptr) return {};
    const auto has = [&](const std::vector<std::string>& headers) {
        return std::find(headers.begin(), headers.end(), header) != headers.end();
    };
    const geo::ImportReport& report = view.read->report;
    // Those at risk and those who returned say so themselves.
    found = in(report.reading);
    const bool says = found != nullptr && (found->role != geo::ColumnRole::children ||
                                           found->meaning.status != geo::ChildStatus::any);
    if (!says && has(report.columns_apart)) return {geo::ColumnRole::children, {}, true};
    if (found != nullptr) return {found->role, found->meaning.status};
    if (has(report.columns_in_total)) return {geo::ColumnRole::children, {}};
    return {};
}

std::string column_letters(std::size_t column) {
    std::string out;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
    return out;
}

std::string use_words(const Frame& frame, const ColumnUse& use) {
    if (use.apart) return frame.word("role.children.apart");
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
        case geo::FileKind::groups:
            roles = {Role::none,        Role::area_code, Role::province_name, Role::amphoe_name,
                     Role::tambon_name, Role::place_id,  Role::group,         Role::grouping,
                     Role::remark,      Role::personal};
            break;
        case geo::FileKind::areas:
        case geo::FileKind::roads:
        case geo::FileKind::population:
        case geo::FileKind::elevation:
        case geo::FileKind::land_cover:
            return {};  // told by their content alone
    }
    std::vector<ColumnUse> out;
    out.reserve(roles.size());
    for (const Role role : roles) out.push_back({role, {}});
    return out;
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
    const std::vector<ColumnUse> uses = uses_of(view.draft->kind);
    if (uses.empty() && use.role == geo::ColumnRole::none) return;
    // Where nothing was read yet nobody knows what a column is.
    const bool unknown = view.read->error && use.role == geo::ColumnRole::none;
    const std::string key = "import.role." + std::to_string(at);
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed = ImGui::InvisibleButton(("###" + key).c_str(), {std::max(1.0F, wide), high});
    ui::record(key);
    if (ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible))
        list->AddRect({x + 1, y + 1}, {x + wide, y + high - 1}, ui::colour(t.accent), ui::px(3));
    const bool unused =
        use.apart || use.role == geo::ColumnRole::none || use.role == geo::ColumnRole::personal;
    const std::string words =
        unknown ? std::string{"–"} : ui::fitted(use_words(frame, use), wide - ui::px(34), Font::label);
    ui::tooltip(header);
    ui::draw_text(list, x + ui::px(8), y + (high - ui::line_height(Font::label)) / 2, words,
                  use.role == geo::ColumnRole::personal ? t.error
                  : unused                              ? t.text2
                                                        : t.accent,
                  Font::label);
    if (uses.empty()) return;
    ui::icon(list, Icon::down, x + wide - ui::px(22), y + (high - ui::px(14)) / 2, ui::px(14), t.text2);
    const std::string popup = "###menu." + key;
    if (pressed) ImGui::OpenPopup(popup.c_str());
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

}  // namespace app
