#include "app/app.h"
#include "app/panels/figures.h"
#include "geo/geom/measure.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <numeric>

namespace app {
namespace {

constexpr std::array<float, 7> scales = {1, 1.25F, 1.5F, 1.75F, 2, 2.5F, 3};

float next_scale(float now, bool up) {
    if (up) {
        for (const float s : scales)
            if (s > now + 0.01F) return s;
        return scales.back();
    }
    for (auto it = scales.rbegin(); it != scales.rend(); ++it)
        if (*it < now - 0.01F) return *it;
    return scales.front();
}

}  // namespace

/// What is written goes where the last was, else beside the study; never by itself into the folder of a
/// sender.
void App::ask(FileAsk wanted) {
    using For = FileAsk::For;
    const bool writes = wanted.what != For::open && wanted.what != For::import &&
                        wanted.what != For::profiles && wanted.what != For::speeds_in;
    std::error_code ignored;
    std::string folder = settings_.last_folder;
    if (writes && !wrote_in_.empty()) {
        folder = wrote_in_;
    } else if (writes && !kept_.path.empty()) {
        folder = std::filesystem::absolute(kept_.path, ignored).parent_path().string();
    } else if (writes) {
        const char* home = std::getenv("HOME");
        folder = home == nullptr ? std::string{} : std::string{home};
        if (std::filesystem::is_directory(folder + "/Documents", ignored)) folder += "/Documents";
    }
    panels_.files.open(std::move(wanted), folder);
}

/// A place comes near and is marked.
void App::look_at(geo::LonLat at) {
    marked_ = at;
    if (parts_.base == nullptr) return;
    const geo::Metres centre = geo::Plane(parts_.base->plane_centre).metres_from_lonlat(at);
    constexpr double around_m = 8000;
    geo::Box box;
    box.add(centre.x - around_m, centre.y - around_m);
    box.add(centre.x + around_m, centre.y + around_m);
    map_.zoom_to(box);
}

/// A selection follows to a coarser level (its ancestors) and is given up on the way to a finer one.
void App::set_level(geo::Level level) {
    const geo::Level before = study().map.level;
    if (level == before || study().data->areas->at(level).size() == 0) return;
    Selection next;
    next.level = level;
    if (level < before && selection_.level == before) {
        for (const geo::AreaId area : selection_.areas) {
            const geo::AreaId up = study().data->areas->ancestor(before, area, level);
            if (up.valid()) next.areas.push_back(up);
        }
        std::sort(next.areas.begin(), next.areas.end());
        next.areas.erase(std::unique(next.areas.begin(), next.areas.end()), next.areas.end());
    }
    selection_ = next;
    history_.edit("edit.level", [level](geo::Study& s) { s.map.level = level; });
}

/// The next problem where files are looked at, else the next of the areas with most children not reached.
void App::step_worst(int by) {
    if (importing()) return panels_.import.step_problem(by);
    if (step_ == Step::check && !reports_.shown().empty()) return panels_.check_panel.step_problem(by);
    const geo::Level level = study().map.level;
    if (results_ == nullptr || results_->coverage.empty()) return;
    const std::vector<geo::CoverageRow>& rows = results_->coverage.front().at(level);
    if (rows.empty()) return;
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return geo::not_reached_milli(rows[a]) > geo::not_reached_milli(rows[b]);
    });
    std::ptrdiff_t at = by > 0 ? -1 : 0;
    if (selection_.level == level && selection_.areas.size() == 1)
        at = std::find(order.begin(), order.end(), selection_.areas.front().value) - order.begin();
    const auto count = static_cast<std::ptrdiff_t>(order.size());
    const std::ptrdiff_t next = std::clamp<std::ptrdiff_t>(at + by, 0, count - 1);
    selection_ = {level, {geo::AreaId{order[static_cast<std::size_t>(next)]}}};
    drawer_ = true;
}

void App::put_unit(geo::LonLat at) {
    if (study().scenario().units.size() >= geo::most_units)
        return say_toast(geo::word(settings_.lang, "plan.too_many"), false);
    history_.edit("edit.unit_add", [at](geo::Study& s) { geo::add_unit(s.scenario(), at); });
    unit_ = study().scenario().units.back().id;
    selection_.areas.clear();
}

bool App::has_room_for_road() {
    if (geo::has_room_for_road(study().scenario())) return true;
    say_toast(geo::word(settings_.lang, "plan.too_many_roads"), false);
    return false;
}

/// Of the chosen area, to half their speed at first.
void App::slow_roads() {
    if (!has_room_for_road()) return;
    const auto& codes = study().data->areas->at(selection_.level).code;
    if (selection_.areas.size() != 1 || selection_.areas.front().row() >= codes.size()) return;
    history_.edit("edit.road_slow",
                  [level = selection_.level, code = codes[selection_.areas.front().row()]](geo::Study& s) {
                      geo::add_road_edit(s.scenario(), geo::SlowedRoads{level, code, {}, 50});
                  });
}

void App::take_unit_away(geo::UnitId unit) {
    history_.edit("edit.unit_remove", [unit](geo::Study& s) { geo::remove_unit(s.scenario(), unit); });
}

void App::act(Action action) {
    const auto edit_travel = [this](const char* label, auto change) {
        history_.edit(label, [change](geo::Study& s) { change(s.scenario().travel); });
    };
    switch (action) {
        case Action::none:
            break;
        case Action::open:
            ask({FileAsk::For::open, ""});
            break;
        case Action::open_start:
            start_page_ = !start_page_;
            look_for_country();
            break;
        case Action::save:
            if (kept_.file != nullptr)
                autosave();
            else
                act(Action::save_as);
            break;
        case Action::save_as:
            ask({FileAsk::For::save_as, proposed_name(study().title, ".gpkg")});
            break;
        case Action::import_files:
            ask({FileAsk::For::import, ""});
            break;
        case Action::undo:
            if (importing()) {
                import_.undo();
            } else if (history_.can_undo()) {
                const std::string label = history_.undo_label();
                history_.undo();
                follow_areas();
                told_ = history_.now();
                if (!label.empty())
                    say_toast(geo::say(settings_.lang, "toast.undone",
                                       {{"what", geo::word(settings_.lang, label)}}),
                              false);
                autosave();
            }
            break;
        case Action::redo:
            if (importing()) {
                import_.redo();
            } else if (history_.can_redo()) {
                const std::string label = history_.redo_label();
                history_.redo();
                follow_areas();
                told_ = history_.now();
                if (!label.empty()) say_toast(geo::word(settings_.lang, label), true);
                autosave();
            }
            break;
        case Action::recompute:
            analyse(true);
            break;
        case Action::stop_analysis:
            latest_.stop();
            break;
        case Action::stop_work:
            queue_.stop();
            import_.stop();
            break;
        case Action::switch_language:
            settings_.lang = settings_.lang == geo::Lang::th ? geo::Lang::en : geo::Lang::th;
            page_.options.lang = settings_.lang;
            toast_.reset();
            store();
            break;
        case Action::switch_theme:
            settings_.theme =
                settings_.theme == render::Theme::light ? render::Theme::dark : render::Theme::light;
            store();
            break;
        case Action::scale_up:
            settings_.scale = next_scale(settings_.scale, true);
            break;
        case Action::scale_down:
            settings_.scale = next_scale(settings_.scale, false);
            break;
        case Action::read_larger:
            settings_.larger = settings_.larger >= 4 ? 0 : settings_.larger + 2;
            break;
        case Action::find:
            panels_.palette.open();
            break;
        case Action::export_table:
            ask({FileAsk::For::table, proposed_name(study().title, ".csv")});
            break;
        case Action::export_page:
            step_ = Step::report;
            break;
        case Action::step_data:
        case Action::step_check:
        case Action::step_travel:
        case Action::step_coverage:
        case Action::step_plan:
        case Action::step_report:
            step_ = static_cast<Step>(static_cast<int>(action) - static_cast<int>(Action::step_data));
            settings_.left_folded = false;
            map_only_ = false;
            break;
        case Action::fold_left:
            settings_.left_folded = !frame_.left_folded;
            map_only_ = false;
            break;
        case Action::fold_bottom:
            if (frame_.scale > 0 && frame_.height / frame_.scale < 760)
                low_bottom_open_ = frame_.bottom_folded;
            else
                settings_.bottom_folded = !frame_.bottom_folded;
            map_only_ = false;
            break;
        case Action::fold_right:
            if (frame_.scale > 0 && frame_.width / frame_.scale < 1280) {
                drawer_ = !drawer_;
                settings_.right_folded = false;
            } else {
                settings_.right_folded = !frame_.right_folded;
            }
            map_only_ = false;
            break;
        case Action::map_only:
            map_only_ = !map_only_;
            break;
        case Action::zoom_in:
        case Action::zoom_out:
        case Action::zoom_home:
        case Action::pan_left:
        case Action::pan_right:
        case Action::pan_up:
        case Action::pan_down:
            map_.act(action);
            break;
        case Action::level_tambon:
            set_level(geo::Level::tambon);
            break;
        case Action::level_amphoe:
            set_level(geo::Level::amphoe);
            break;
        case Action::level_province:
            set_level(geo::Level::province);
            break;
        case Action::season_dry:
            edit_travel("edit.season", [](geo::Travel& t) { t.season = geo::Season::dry; });
            break;
        case Action::season_rainy:
            edit_travel("edit.season", [](geo::Travel& t) { t.season = geo::Season::rainy; });
            break;
        case Action::level_down: {
            if (map_.has_in_hand()) break;  // Enter ends the road
            const geo::Level level = study().map.level;
            if (level == geo::Level::tambon) break;
            if (parts_.base != nullptr && selection_.level == level && !selection_.areas.empty())
                map_.zoom_to(parts_.base->area_box.at(
                    static_cast<std::size_t>(level))[selection_.areas.front().row()]);
            set_level(static_cast<geo::Level>(static_cast<int>(level) + 1));
            break;
        }
        case Action::level_up:
            if (map_.has_in_hand()) break;  // Backspace takes its last point back
            if (study().map.level != geo::Level::province)
                set_level(static_cast<geo::Level>(static_cast<int>(study().map.level) - 1));
            break;
        case Action::add_unit:
            step_ = Step::plan;
            if (const auto at = map_.pointed())
                put_unit(*at);
            else
                map_.begin_placing();
            break;
        case Action::draw_road:
        case Action::close_road:
            step_ = Step::plan;
            if (action == Action::draw_road && !has_room_for_road()) break;
            map_.take(action == Action::draw_road ? RoadTool::draw : RoadTool::close);
            break;
        case Action::slow_roads:
            step_ = Step::plan;
            slow_roads();
            break;
        case Action::remove_unit:
            take_unit_away(unit_);
            break;
        case Action::clear_selection:
            if (map_.has_in_hand()) {
                map_.let_go();
                break;
            }
            if (trip_.from()) {
                trip_.ask(std::nullopt);
                break;
            }
            selection_.areas.clear();
            unit_ = {};
            drawer_ = false;
            break;
        case Action::help:
            panels_.help.toggle();
            break;
        case Action::next_worst:
            step_worst(1);
            break;
        case Action::previous_worst:
            step_worst(-1);
            break;
        case Action::copy_report: {
            std::string words;
            for (const geo::ImportReport& report : reports_.shown())
                words += geo::describe(settings_.lang, report) + "\n";
            ImGui::SetClipboardText(words.c_str());
            say_toast(geo::word(settings_.lang, "toast.copied"), false);
            break;
        }
        case Action::open_demo:
            open_demo();
            break;
        case Action::open_country:
            open_country();
            break;
        case Action::stop_country:
            country_lane_.stop();
            break;
        case Action::rename:
            panels_.top_bar.rename();
            break;
        case Action::quit:
            quit_ = true;
            break;
    }
}

}  // namespace app
