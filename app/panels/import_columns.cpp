// The head of the assistant's table: the letters of a spreadsheet, and what each column is read as.
#include "app/panels/draft_edits.h"
#include "app/panels/import_table.h"
#include "app/panels/import_typed.h"
#include "app/widgets.h"

#include <imgui.h>

#include <algorithm>

namespace app {

std::string column_letters(std::size_t column) {
    std::string out;
    for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
    return out;
}

std::string use_words(const Frame& frame, const ColumnUse& use) {
    if (use.apart) return frame.word("role.beside");
    if (use.role == geo::ColumnRole::children && use.status != geo::ChildStatus::any)
        return frame.word(std::string{"role.children."} + geo::child_status_name(use.status));
    return frame.word(std::string{"role."} + geo::column_role_name(use.role));
}

std::string whom_words(const Frame& frame, const geo::CountMeaning& meaning) {
    std::string out;
    const auto add = [&](const std::string& words) {
        if (!words.empty()) out += (out.empty() ? "" : " · ") + words;
    };
    if (!meaning.sex.empty()) add(frame.word(meaning.sex == "female" ? "whom.female" : "whom.male"));
    if (!meaning.age_band.empty()) add(geo::say(frame.lang, "whom.age_is", {{"value", meaning.age_band}}));
    add(meaning.agency);
    add(meaning.group);
    return out;
}

bool ImportTable::whom_menu(const Frame& frame, Outbox& out, int column, const std::string& key) {
    const std::string& header = frame.import->read->rows->columns[static_cast<std::size_t>(column)].header;
    ui::label(frame.word("whom.sex"));
    const std::size_t sex = whom_.sex == "male" ? 1 : whom_.sex == "female" ? 2 : 0;
    const auto chosen = ui::segments(key + ".sex",
                                     {{"all", frame.word("whom.all"), {}, {}},
                                      {"male", frame.word("whom.male"), {}, {}},
                                      {"female", frame.word("whom.female"), {}, {}}},
                                     sex);
    if (chosen) whom_.sex = *chosen == 1 ? "male" : *chosen == 2 ? "female" : "";
    const auto field = [&](const char* name, std::string& value, const char* hint) {
        ui::gap(4);
        ui::label(frame.word(std::string{"whom."} + name));
        ui::input_text(key + "." + name, value, frame.word(hint), -1, 32);
    };
    field("age", whom_.age_band, "whom.age_hint");
    field("agency", whom_.agency, "whom.agency_hint");
    field("group", whom_.group, "whom.group_hint");
    ui::gap(8);
    const auto age = age_typed(whom_.age_band);
    if (!age) ui::paragraph(frame.word("whom.age_wrong"), Font::label);
    if (!ui::primary_button(key + ".set", frame.word("whom.set"), -1, age.has_value())) return false;
    geo::CountMeaning settled_on = whom_;
    settled_on.age_band = *age;
    out.import_draft = with_meaning(*frame.import, column, header, settled_on);
    return true;
}

/// The menu of a column; a choice makes another draft.
void ImportTable::role_menu(const Frame& frame, Outbox& out, int column, const std::string& key) {
    const ImportView& view = *frame.import;
    const std::string& header = view.read->rows->columns[static_cast<std::size_t>(column)].header;
    const ColumnUse use = use_of(view, column, header);
    const geo::ColumnReading* read = reading_of(view, column, header);
    const geo::CountMeaning meaning = read == nullptr ? geo::CountMeaning{} : read->meaning;
    if (is_of_counts(use.role)) {
        const std::string who = whom_words(frame, meaning);
        if (ui::row(key + ".whom", frame.word("whom.title"), whom_open_,
                    who.empty() ? frame.word("whom.all") : who, Icon::people)) {
            whom_open_ = !whom_open_;
            whom_ = meaning;
        }
        ui::separator();
        if (whom_open_) {
            if (whom_menu(frame, out, column, key)) ImGui::CloseCurrentPopup();
            return;
        }
    }
    const std::vector<ColumnUse> uses = uses_of(view.draft->kind);
    for (std::size_t i = 0; i < uses.size(); ++i) {
        if (!ui::row(key + "." + std::to_string(i), use_words(frame, uses[i]), uses[i] == use)) continue;
        out.import_draft = with_role(view, column, header, uses[i]);
        ImGui::CloseCurrentPopup();
    }
}

/// What each column is read as, above it; pressed, it opens the menu.
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
    const geo::ColumnReading* read = reading_of(view, at, header);
    const std::string who =
        read == nullptr || !is_of_counts(use.role) ? std::string{} : whom_words(frame, read->meaning);
    ui::tooltip(who.empty() ? header : header + "\n" + use_words(frame, use) + " · " + who);
    ui::draw_text(list, x + ui::px(8), y + (high - ui::line_height(Font::label)) / 2, words,
                  use.role == geo::ColumnRole::personal ? t.error
                  : unused                              ? t.text2
                                                        : t.accent,
                  Font::label);
    if (uses.empty()) return;
    ui::icon(list, Icon::down, x + wide - ui::px(22), y + (high - ui::px(14)) / 2, ui::px(14), t.text2);
    const std::string popup = "###menu." + key;
    // What was read is of this draft: only then the others keep what they were read as.
    if (pressed && (view.fresh || view.read->error)) {
        whom_open_ = false;
        ImGui::OpenPopup(popup.c_str());
    }
    const float lines = static_cast<float>(uses.size()) + (is_of_counts(use.role) ? 1.5F : 0);
    const float tall =
        std::min(lines * (ui::px(31) + ImGui::GetStyle().ItemSpacing.y) + ui::px(10), frame.height * 0.72F);
    ImGui::SetNextWindowPos({std::min(x, frame.width - ui::px(306)),
                             std::min(y + high, frame.height - std::max(ui::px(120), tall) - ui::px(8))});
    ImGui::SetNextWindowSize({ui::px(300), std::max(ui::px(120), tall)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui::px(4), ui::px(4)});
    if (ImGui::BeginPopup(popup.c_str())) {
        role_menu(frame, out, at, key);
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
