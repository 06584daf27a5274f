#include "app/action.h"

#include "app/imgui_compat_private.h"
#include "geo/base/ensure.h"

#include <array>

namespace app {
namespace {

constexpr int esc = 256, enter = 257, backspace = 259, del = 261, arrow_right = 262, arrow_left = 263,
              arrow_down = 264, arrow_up = 265, f1 = 290;

bool always(const Frame&) {
    return true;
}
bool open_study(const Frame& f) {
    return !f.start_page;
}
bool can_undo(const Frame& f) {
    return f.can_undo;
}
bool can_redo(const Frame& f) {
    return f.can_redo;
}
bool has_areas(const Frame& f) {
    return !f.start_page && f.study->data->areas->at(geo::Level::province).size() > 0;
}
bool has_results(const Frame& f) {
    return !f.start_page && f.results != nullptr;
}
/// A worst area, or a problem of a file.
bool has_next(const Frame& f) {
    return f.import != nullptr || has_results(f) ||
           (!f.start_page && f.step == Step::check && !f.reports->empty());
}
bool exportable(const Frame& f) {
    return has_results(f) && !f.stale && !f.work.running;
}
bool analysing(const Frame& f) {
    return f.analysis.running;
}
bool country_there(const Frame& f) {
    return f.country_card != CountryCard::none && !f.country.running;
}
bool making_country(const Frame& f) {
    return f.country.running;
}
bool working(const Frame& f) {
    return (f.work.running && f.work.can_stop) || f.import_work.running;
}
bool has_selection(const Frame& f) {
    return f.selection != nullptr && !f.selection->areas.empty();
}
bool can_back_out(const Frame& f) {
    return has_selection(f) || f.drawer_open || f.unit.valid() || f.unit_in_hand || f.trip_from;
}
bool has_unit(const Frame& f) {
    return !f.start_page && f.unit.valid();
}
bool has_network(const Frame& f) {
    return !f.start_page && f.results != nullptr && f.results->network != nullptr;
}
bool has_roads_of_one_area(const Frame& f) {
    return has_network(f) && f.selection->areas.size() == 1;
}
bool has_reports(const Frame& f) {
    return f.reports != nullptr && !f.reports->empty();
}
template <geo::Level level>
bool has_level(const Frame& f) {
    return !f.start_page && f.study->data->areas->at(level).size() > 0;
}

constexpr Shortcut ctrl(int key) {
    return {key, true, false};
}
constexpr Shortcut plain(int key) {
    return {key, false, false};
}

const std::array rows = {
    ActionRow{Action::open, "open", Icon::folder, ctrl('O'), {}, always},
    ActionRow{Action::open_start, "open_start", Icon::home, ctrl('N'), {}, open_study},
    ActionRow{Action::save, "save", Icon::drop, {}, {}, open_study},
    ActionRow{Action::save_as, "save_as", Icon::drop, ctrl('S'), {}, open_study},
    ActionRow{Action::import_files, "import_files", Icon::plus, ctrl('I'), {}, always},
    ActionRow{Action::undo, "undo", Icon::undo, ctrl('Z'), {}, can_undo},
    ActionRow{Action::redo, "redo", Icon::redo, {'Z', true, true}, ctrl('Y'), can_redo},
    ActionRow{Action::recompute, "recompute", Icon::again, plain(f1 + 4), {}, open_study},
    ActionRow{Action::stop_analysis, "stop_analysis", Icon::stop, {}, {}, analysing},
    ActionRow{Action::stop_work, "stop_work", Icon::stop, {}, {}, working},
    ActionRow{Action::switch_language, "switch_language", Icon::globe, ctrl('L'), {}, always},
    ActionRow{Action::switch_theme, "switch_theme", Icon::sun, ctrl('D'), {}, always},
    ActionRow{Action::scale_up, "scale_up", Icon::plus, ctrl('='), {}, always},
    ActionRow{Action::scale_down, "scale_down", Icon::minus, ctrl('-'), {}, always},
    ActionRow{Action::read_larger, "read_larger", Icon::text, {}, {}, always},
    ActionRow{Action::find, "find", Icon::search, ctrl('K'), {}, always, false},
    ActionRow{Action::export_table, "export_table", Icon::table, ctrl('E'), {}, exportable},
    ActionRow{Action::export_page, "export_page", Icon::page, ctrl('P'), {}, exportable},
    ActionRow{Action::step_data, "step_data", Icon::folder, ctrl('1'), {}, open_study},
    ActionRow{Action::step_check, "step_check", Icon::check, ctrl('2'), {}, open_study},
    ActionRow{Action::step_travel, "step_travel", Icon::route, ctrl('3'), {}, open_study},
    ActionRow{Action::step_coverage, "step_coverage", Icon::reach, ctrl('4'), {}, open_study},
    ActionRow{Action::step_plan, "step_plan", Icon::pin, ctrl('5'), {}, open_study},
    ActionRow{Action::step_report, "step_report", Icon::page, ctrl('6'), {}, open_study},
    ActionRow{Action::fold_left, "fold_left", Icon::left, plain(f1 + 8), {}, open_study},
    ActionRow{Action::fold_bottom, "fold_bottom", Icon::down, plain(f1 + 9), {}, open_study},
    ActionRow{Action::fold_right, "fold_right", Icon::right, plain(f1 + 10), {}, open_study},
    ActionRow{Action::map_only, "map_only", Icon::globe, plain(f1 + 11), {}, open_study},
    ActionRow{Action::zoom_in, "zoom_in", Icon::plus, plain('='), {}, has_areas},
    ActionRow{Action::zoom_out, "zoom_out", Icon::minus, plain('-'), {}, has_areas},
    ActionRow{Action::zoom_home, "zoom_home", Icon::home, plain('0'), {}, has_areas},
    ActionRow{Action::pan_left, "pan_left", Icon::left, plain(arrow_left), {}, has_areas, false},
    ActionRow{Action::pan_right, "pan_right", Icon::right, plain(arrow_right), {}, has_areas, false},
    ActionRow{Action::pan_up, "pan_up", Icon::down, plain(arrow_up), {}, has_areas, false},
    ActionRow{Action::pan_down, "pan_down", Icon::down, plain(arrow_down), {}, has_areas, false},
    ActionRow{
        Action::level_tambon, "level_tambon", Icon::layers, plain('T'), {}, has_level<geo::Level::tambon>},
    ActionRow{
        Action::level_amphoe, "level_amphoe", Icon::layers, plain('A'), {}, has_level<geo::Level::amphoe>},
    ActionRow{Action::level_province,
              "level_province",
              Icon::layers,
              plain('V'),
              {},
              has_level<geo::Level::province>},
    ActionRow{Action::season_dry, "season_dry", Icon::sun, plain('S'), {}, open_study},
    ActionRow{Action::season_rainy, "season_rainy", Icon::rain, plain('R'), {}, open_study},
    ActionRow{Action::level_down, "level_down", Icon::down, plain(enter), {}, has_selection, false},
    ActionRow{Action::level_up, "level_up", Icon::layers, plain(backspace), {}, has_areas, false},
    ActionRow{Action::clear_selection, "clear_selection", Icon::x, plain(esc), {}, can_back_out, false},
    ActionRow{Action::help, "help", Icon::info, plain(f1), {}, always},
    ActionRow{Action::next_worst, "next_worst", Icon::flag, plain('N'), {}, has_next},
    ActionRow{Action::previous_worst, "previous_worst", Icon::flag, {'N', false, true}, {}, has_next},
    ActionRow{Action::copy_report, "copy_report", Icon::book, {}, {}, has_reports},
    ActionRow{Action::open_demo, "open_demo", Icon::star, {}, {}, always},
    ActionRow{Action::open_country, "open_country", Icon::globe, {}, {}, country_there},
    ActionRow{Action::stop_country, "stop_country", Icon::stop, {}, {}, making_country},
    ActionRow{Action::add_unit, "add_unit", Icon::plus, plain('U'), {}, has_areas},
    ActionRow{Action::remove_unit, "remove_unit", Icon::x, plain(del), {}, has_unit},
    ActionRow{Action::draw_road, "draw_road", Icon::pen, {}, {}, has_network},
    ActionRow{Action::close_road, "close_road", Icon::lock, {}, {}, has_network},
    ActionRow{Action::slow_roads, "slow_roads", Icon::clock, {}, {}, has_roads_of_one_area},
    ActionRow{Action::rename, "rename", Icon::pen, plain(f1 + 1), {}, open_study},
    ActionRow{Action::quit, "quit", Icon::x, ctrl('Q'), {}, always},
};

bool held(const Shortcut& s) {
    const ImGuiIO& io = ImGui::GetIO();
    return s.key != 0 && io.KeyCtrl == s.ctrl && io.KeyShift == s.shift && !io.KeyAlt &&
           compat::key_pressed(s.key);
}

}  // namespace

std::span<const ActionRow> action_table() {
    return rows;
}

const ActionRow& row_of(Action action) {
    for (const ActionRow& row : rows)
        if (row.action == action) return row;
    ENSURE(action == Action::none);
    static const ActionRow none{Action::none, "none", Icon::x, {}, {}, always, false};
    return none;
}

const std::string& words_of(geo::Lang lang, Action action) {
    return geo::word(lang, std::string{"action."} + row_of(action).key);
}

std::string text_of(const Shortcut& s) {
    if (s.key == 0) return {};
    std::string out;
    if (s.ctrl) out += "Ctrl ";
    if (s.shift) out += "Shift ";
    if (s.key >= f1 && s.key < f1 + 12) return out + "F" + std::to_string(s.key - f1 + 1);
    switch (s.key) {
        case esc:
            return out + "Esc";
        case enter:
            return out + "Enter";
        case backspace:
            return out + "Backspace";
        case arrow_left:
            return out + "Left";
        case arrow_right:
            return out + "Right";
        case arrow_up:
            return out + "Up";
        case arrow_down:
            return out + "Down";
        case '=':
            return out + "+";
        case '-':
            return out + "−";
        default:
            return out + static_cast<char>(s.key);
    }
}

std::string hint_of(geo::Lang lang, Action action) {
    const std::string keys = text_of(row_of(action).shortcut);
    return words_of(lang, action) + (keys.empty() ? "" : "   " + keys);
}

std::vector<Action> pressed_actions(const Frame& frame) {
    std::vector<Action> out;
    const ImGuiIO& io = ImGui::GetIO();
    for (const ActionRow& row : rows) {
        for (const Shortcut& s : {row.shortcut, row.second}) {
            if (s.key == 0) continue;
            const bool function_key = s.key >= f1 && s.key < f1 + 12;
            // A field keeps its letters, and Ctrl Z is its own undo.
            if (io.WantTextInput && !function_key && !(s.ctrl && s.key != 'Z' && s.key != 'Y')) continue;
            // With a control under the keyboard, arrows and Enter are that control's.
            const bool moves = s.key >= arrow_right && s.key <= arrow_up;
            if (io.NavVisible && !s.ctrl && (moves || s.key == enter)) continue;
            if (held(s) && row.enabled(frame)) {
                out.push_back(row.action);
                break;
            }
        }
    }
    return out;
}

}  // namespace app
