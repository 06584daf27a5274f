#include "app/panels/card_frame_private.h"

#include <algorithm>
#include <vector>

namespace app {
namespace {

/// Lines of a title of which the first alone gives way to the place beside it.
std::vector<std::string> lines_beside(const std::string& title, float whole, float place) {
    const float most = std::max(ui::px(60), whole);
    std::vector<std::string> beside =
        ui::lines_of(title, std::max(ui::px(60), whole - place), Font::body_bold);
    if (beside.size() < 2 || !title.starts_with(beside.front())) return beside;
    const std::size_t rest = title.find_first_not_of(' ', beside.front().size());
    beside.resize(1);
    for (const std::string& line : ui::lines_of(title.substr(rest), most, Font::body_bold))
        beside.push_back(line);
    return beside;
}

}  // namespace

Card::Card(std::string_view key, Icon symbol, render::Rgba ink, const Tokens& t, const std::string& title,
           const std::string& place)
    : key_(key), ink_(ink), tokens_(t) {
    start_ = ImGui::GetCursorScreenPos();
    ImGui::BeginGroup();
    ui::gap(8);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float whole = ui::width_left();
    ui::icon(list, symbol, at.x + ui::px(12), at.y + ui::px(4), ui::px(18), ink);
    const float place_width = place.empty() ? 0 : ui::text_width(place, Font::label) + ui::px(16);
    const std::vector<std::string> lines = lines_beside(title, whole - ui::px(40), place_width);
    float y = at.y;
    for (const std::string& line : lines) {
        ui::draw_text(list, at.x + ui::px(38), y, line, t.text, Font::body_bold);
        y += ui::line_height(Font::body_bold);
    }
    if (!place.empty())
        ui::draw_text(list, at.x + whole - place_width + ui::px(10), at.y + ui::px(2), place, t.text2,
                      Font::label);
    ImGui::Dummy({whole, y - at.y});
    ImGui::Indent(ui::px(38));
}

Card::~Card() {
    ImGui::Unindent(ui::px(38));
    ui::gap(10);
    ImGui::EndGroup();
    ui::record(key_);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    list->AddRectFilled({start_.x, low.y}, {start_.x + ui::px(4), high.y}, ui::colour(ink_));
    list->AddLine({start_.x, high.y}, {high.x, high.y}, ui::colour(tokens_.line));
}

void flow(float width, bool first) {
    if (first) return;
    const float next = ImGui::GetItemRectMax().x + ui::px(8) + width;
    if (next <= ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x) ui::same_line(8);
}

}  // namespace app
