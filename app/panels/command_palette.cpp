#include "app/panels/command_palette.h"

#include "app/action.h"
#include "app/imgui_compat_private.h"
#include "app/panels/area_search.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/text.h"

#include <array>
#include <cmath>

namespace app {
namespace {

constexpr std::size_t shown_most = 12;

}  // namespace

std::vector<Found> find_words(const Frame& frame, const std::string& words, std::size_t most) {
    std::vector<Found> out;
    const std::string wanted = geo::key_of(words);
    for (const ActionRow& row : action_table()) {
        if (out.size() >= most) return out;
        if (!row.in_palette || !row.enabled(frame)) continue;
        const std::string both = geo::key_of(words_of(geo::Lang::th, row.action)) + "\n" +
                                 geo::key_of(words_of(geo::Lang::en, row.action));
        if (wanted.empty() || both.find(wanted) != std::string::npos) out.push_back({row.action, {}, {}});
    }
    if (wanted.empty()) return out;
    constexpr std::array levels = {geo::Level::province, geo::Level::amphoe, geo::Level::tambon};
    for (const FoundArea& one : find_areas(*frame.study->data->areas, words, levels, "", most - out.size()))
        out.push_back({Action::none, one.level, one.area});
    return out;
}

void CommandPalette::open() {
    open_ = true;
    focus_ = true;
    words_.clear();
    searched_ = "\n";
    at_ = 0;
}

void CommandPalette::go(const Frame& frame, Outbox& out, const Found& found) {
    open_ = false;
    if (found.action != Action::none) {
        out.act(found.action);
        return;
    }
    if (found.level != frame.study->map.level)
        out.edit("edit.level", [level = found.level](geo::Study& s) { s.map.level = level; });
    Selection selection;
    selection.level = found.level;
    selection.areas = {found.area};
    out.select = selection;
    if (frame.base != nullptr) {
        geo::Box box = frame.base->area_box.at(static_cast<std::size_t>(found.level))[found.area.row()];
        const double margin = std::max(box.width(), box.height()) * 0.5;
        box.add(box.min_x - margin, box.min_y - margin);
        box.add(box.max_x + margin, box.max_y + margin);
        out.zoom_to = box;
    }
}

void CommandPalette::draw(const Frame& frame, Outbox& out) {
    if (!open_) return;
    const Tokens& t = tokens(frame.theme);
    const float width = std::min(frame.width - ui::px(24), ui::px(560));
    if (words_ != searched_) {
        searched_ = words_;
        found_ = find_words(frame, words_, shown_most);
        at_ = 0;
    }
    const float height =
        ui::px(70) + static_cast<float>(std::max<std::size_t>(1, found_.size())) * ui::px(35);
    if (ui::shade(frame, "###palette_shade")) open_ = false;
    ui::RegionLook look{t.surface, 12, 12, false, true};
    const ui::Region region("###palette", std::round((frame.width - width) / 2), ui::px(60), width,
                            std::min(height, frame.height - ui::px(90)), look);
    if (focus_) {
        ImGui::SetWindowFocus();
        ImGui::SetKeyboardFocusHere();
        focus_ = false;
    }
    ui::input_text("palette.words", words_, frame.word("palette.hint"), -1);
    ui::gap(4);
    if (compat::key_pressed(264) && at_ + 1 < found_.size()) ++at_;
    if (compat::key_pressed(265) && at_ > 0) --at_;
    if (compat::key_pressed(257) && at_ < found_.size()) {
        go(frame, out, found_[at_]);
        return;
    }
    if (compat::key_pressed(256)) open_ = false;
    for (std::size_t i = 0; i < found_.size(); ++i) {
        const Found& one = found_[i];
        std::string words, right;
        Icon symbol = Icon::pin;
        if (one.action != Action::none) {
            const ActionRow& row = row_of(one.action);
            words = words_of(frame.lang, one.action);
            right = text_of(row.shortcut);
            symbol = row.icon;
        } else {
            words = area_name(frame, one.level, one.area);
            const std::string parents = parents_of(frame, one.level, one.area);
            right = (parents.empty() ? "" : parents + " · ") +
                    frame.study->data->areas->at(one.level).code[one.area.row()];
        }
        if (ui::row("palette.row." + std::to_string(i), words, i == at_, right, symbol)) {
            go(frame, out, one);
            return;
        }
    }
    if (found_.empty()) ui::paragraph(frame.word("palette.none"), Font::label);
}

}  // namespace app
