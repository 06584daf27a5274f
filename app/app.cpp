#include "app/app.h"

#include "app/action.h"
#include "app/imgui_compat_private.h"
#include "app/panels/figures.h"
#include "app/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

namespace app {
namespace {

JobView view_of(const Lane::Now& now, geo::Lang lang) {
    JobView view;
    view.running = now.running;
    view.done = now.done;
    view.can_stop = now.can_stop;
    view.seconds = now.seconds;
    view.seconds_left = now.seconds_left;
    if (now.running) view.stage = geo::word(lang, *now.stage == '\0' ? "app.working" : now.stage);
    return view;
}

}  // namespace

App::App(AppOptions options)
    : options_(std::move(options)),
      settings_(load_settings(options_.config_folder, options_.state_folder)),
      history_(geo::Study{}),
      told_(history_.now()),
      analysis_(std::make_shared<geo::Analysis>()),
      trip_(options_.running, options_.wake),
      checks_(options_.running, options_.wake),
      referral_(options_.running, options_.wake),
      bands_(options_.running, options_.wake),
      latest_(options_.running, options_.wake),
      drawing_(options_.running, options_.wake),
      preview_(options_.running, options_.wake),
      import_drawing_(options_.running, options_.wake),
      import_(options_),
      queue_(options_.running, options_.wake),
      country_lane_(options_.running, options_.wake) {
    if (options_.lang) settings_.lang = *options_.lang;
    if (options_.theme) settings_.theme = *options_.theme;
    if (options_.scale) settings_.scale = *options_.scale;
    page_.options.lang = settings_.lang;
    look_for_country();
}

App::~App() {
    flush();
    keep_unsaved();
    store();
}

void App::store() const {
    store_settings(settings_, options_.config_folder, options_.state_folder);
}

App::FontWish App::font_wish(float content_scale, float width, float height) const {
    const float wanted = settings_.scale * content_scale;
    const float most = std::floor(std::min(width / 640, height / 360) * 4) / 4;
    return {std::max(1.0F, std::min(wanted, most)), settings_.larger};
}

bool App::idle() const {
    return latest_.idle() && drawing_.idle() && preview_.idle() && queue_.idle() && country_lane_.idle() &&
           import_drawing_.idle() && import_.idle() && trip_.idle() && checks_.idle() && referral_.idle() &&
           bands_.idle();
}

double App::next_frame_s() const {
    if (map_.moving()) return 0;
    double wait = std::numeric_limits<double>::infinity();
    if (!idle() || map_.tip_waits()) wait = 0.1;
    if (toast_) {
        const std::chrono::duration<double> left = toast_->until - std::chrono::steady_clock::now();
        wait = std::min(wait, std::max(0.01, left.count() + 0.01));
    }
    wait = std::min(wait, checks_.due_in_s(ImGui::GetTime()) + 0.01);
    wait = std::min(wait, referral_.due_in_s(ImGui::GetTime()) + 0.01);
    wait = std::min(wait, bands_.due_in_s(ImGui::GetTime()) + 0.01);
    return wait;
}

std::string App::window_title() const {
    const std::string& title = study().title;
    return start_page_ || title.empty() ? std::string{"LearnReach"} : title + " – LearnReach";
}

void App::say_toast(std::string words, bool can_undo) {
    toast_ = Toast{std::move(words), can_undo ? Action::undo : Action::none,
                   std::chrono::steady_clock::now() + std::chrono::seconds(6)};
}

/// The small demonstration came at once; the country is a click away.
void App::offer_country() {
    if (country_card_ == CountryCard::none) return;
    toast_ = Toast{geo::word(settings_.lang, "toast.country_offer"), Action::open_country,
                   std::chrono::steady_clock::now() + std::chrono::seconds(20)};
}

void App::deliver() {
    latest_.deliver();
    drawing_.deliver();
    preview_.deliver();
    import_drawing_.deliver();
    trip_.deliver();
    checks_.deliver();
    referral_.deliver();
    bands_.deliver();
    queue_.deliver();
    country_lane_.deliver();
}

/// Ids are rows: after an undo, a redo or an import of areas those of before mean other areas, or none.
void App::follow_areas() {
    const std::shared_ptr<const geo::Areas>& areas = study().data->areas;
    if (areas == of_areas_) return;
    of_areas_ = areas;
    selection_ = {study().map.level, {}};
    hovered_ = {};
    drawer_ = false;
    map_.forget();
    trip_.ask(std::nullopt);
    referral_.forget();
    asked_.reset();
    computed_.reset();
    results_.reset();
    results_error_.reset();
}

/// The numbers shown belong to an older study.
bool App::stale() const {
    return results_ != nullptr && computed_ != nullptr && !geo::answers(*computed_, study());
}

void App::look(float width, float height, float content_scale) {
    Frame& f = frame_;
    f.lang = settings_.lang;
    f.theme = settings_.theme;
    f.scale = font_wish(content_scale, width, height).scale;
    f.width = width;
    f.height = height;
    f.step = step_;
    f.start_page = start_page_;
    f.study = history_.now().get();
    f.results = results_.get();
    f.results_error = results_error_ ? &*results_error_ : nullptr;
    f.results_data = computed_ != nullptr ? computed_->data.get() : nullptr;
    // A moment's work flickers nothing: what stays old, or takes long, is shown as old.
    f.stale = stale() && (latest_.idle() || latest_.now().seconds >= 0.3);
    f.unit = unit_;
    f.before_drag = map_.dragged_unit().valid() ? before_drag_.get() : nullptr;
    f.checks = &checks_.checks();
    f.near_border = checks_.near_border();
    f.trip_from = trip_.from();
    f.trip = trip_.trip();
    f.chains = referral_.chains();
    f.refer_way = settings_.refer_open ? referral_.way() : nullptr;
    f.refer_old = referral_.old();
    f.refer_open = settings_.refer_open;
    f.bands = bands_.bands();
    f.bands_old = bands_.old() || f.stale;
    f.bands_work = view_of(bands_.now(), settings_.lang);
    f.dragged_unit = map_.dragged_unit();
    f.unit_in_hand = map_.has_in_hand();
    f.base = parts_.base;
    f.roads = parts_.roads;
    f.choropleth = parts_.choropleth ? &*parts_.choropleth : nullptr;
    f.choropleth_version = parts_.version;
    f.selection = &selection_;
    f.hovered = hovered_;
    f.reports = &reports_.shown();
    f.report_of_source = &reports_.of_source();
    f.recent = &settings_.recent;
    f.off_network = results_ != nullptr ? off_network_ : 0;
    f.cut_off_milli = results_ != nullptr ? cut_off_milli_ : 0;
    if (results_ != nullptr) f.barriers = barriers_;
    f.analysis = view_of(latest_.now(), settings_.lang);
    f.work = view_of(queue_.now(), settings_.lang);
    f.country = view_of(country_lane_.now(), settings_.lang);
    f.country_card = country_card_;
    f.country_trouble = country_trouble_ ? &*country_trouble_ : nullptr;
    f.can_undo = history_.can_undo();
    f.can_redo = history_.can_redo();
    f.undo_label = history_.undo_label();
    f.redo_label = history_.redo_label();
    f.study_path = kept_.path;
    f.saved_at = kept_.saved == history_.now() || kept_.saving ? kept_.saved_at : std::string{};
    f.cursor = map_.cursor();
    f.scale_denominator = map_.scale_denominator();
    f.left_folded = settings_.left_folded || map_only_;
    // A low window begins with the table folded; it may still be opened.
    const bool low = height / f.scale < 760;
    f.bottom_folded = (low ? !low_bottom_open_ : settings_.bottom_folded) || map_only_;
    f.right_folded = settings_.right_folded || map_only_;
    f.drawer_open = drawer_ && width / f.scale < 1280;
    f.dragging_files = dragging_files_;
    f.version = options_.version;
    f.more_open = settings_.more_open;
    f.page = page_.options;
    f.trouble = trouble_ ? &*trouble_ : nullptr;
    import_view_ = import_view();
    f.import = importing() ? &import_view_ : nullptr;
    f.waiting = waiting();
    f.import_work = view_of(import_.now(), settings_.lang);
    if (f.import != nullptr) {
        f.can_undo = import_.can_undo();
        f.can_redo = import_.can_redo();
        f.undo_label = f.can_undo ? "assist.undo" : "";
        f.redo_label = f.can_redo ? "assist.undo" : "";
    }
    f.internet_forbidden = internet_forbidden_;
}

void App::draw(MapPainter& painter, float width, float height, float content_scale) {
    deliver();
    follow_import();
    if (reports_.follow(study().data, [this](const geo::SourceFile& source) { return place_of(source); }))
        marked_.reset();
    follow_areas();
    analyse(false);
    make_base();
    make_choropleth();
    trip_.follow(results_, computed_);
    checks_.follow(results_, computed_, ImGui::GetTime(), panels_.bottom.tab() == BottomTab::checks);
    referral_.follow(results_, computed_, ImGui::GetTime(), settings_.refer_open, trip_.from());
    bands_.follow(results_, computed_, parts_.base, ImGui::GetTime(), study().map.show_bands && !start_page_);
    // What was asked for is brought into sight when it is there: the whole chain where that is told too.
    const bool trip = trip_.arrived() && trip_.trip() != nullptr, way = referral_.arrived();
    if ((trip || way) && settings_.refer_open && referral_.way() != nullptr)
        map_.show(*referral_.way());
    else if (trip)
        map_.show(*trip_.trip());
    look(width, height, content_scale);
    ui::begin_frame(frame_);
    Outbox out;
    const bool overlay = panels_.files.is_open() || panels_.palette.is_open() || panels_.help.is_open();
    if (!overlay)
        for (const Action action : pressed_actions(frame_))
            if (!panels_.bottom.table().takes(action)) out.act(action);
    draw_all(painter, out);
    panels_.files.draw(frame_, out);
    panels_.palette.draw(frame_, out);
    panels_.help.draw(frame_, out);
    if (overlay && !panels_.palette.is_open()) {
        for (const Action action : pressed_actions(frame_)) {
            if (action == Action::help) panels_.help.close();
            if (action == Action::find || action == Action::switch_language || action == Action::switch_theme)
                out.act(action);
        }
        if (compat::key_pressed(256)) {  // Esc
            panels_.files.close();
            panels_.help.close();
        }
    }
    if (frame_.dragging_files) draw_drop_frame(frame_);
    apply(out);
}

void App::after_edits() {
    if (ImGui::IsAnyItemActive() || map_.dragging()) return;
    history_.settle();
    const Snapshot& now = history_.now();
    if (now == told_) return;
    const bool by_edit = history_.position() + 1 == history_.steps() && history_.can_undo();
    told_ = now;
    kept_.worth_keeping = kept_.worth_keeping || !now->data->made_up;
    if (by_edit && !history_.undo_label().empty())
        say_toast(geo::word(settings_.lang, history_.undo_label()), true);
    autosave();
}

void App::apply(Outbox& out) {
    const std::shared_ptr<const geo::Areas> areas = study().data->areas;
    for (const Outbox::Edit& edit : out.edits) history_.edit(edit.label, edit.change);
    if (out.page) page_.options = *out.page;
    if (out.more_open) settings_.more_open = *out.more_open;
    if (out.refer_open) settings_.refer_open = *out.refer_open;
    if (out.dismiss_trouble) trouble_.reset();
    for (const Action action : out.actions) act(action);
    if (out.ask_file) {
        profile_ = out.profile;
        ask(*out.ask_file);
    }
    if (!out.forget_recent.empty())
        std::erase_if(settings_.recent, [&](const RecentStudy& r) { return r.path == out.forget_recent; });
    if (out.sample != nullptr) open_country(out.sample);
    if (!out.open_files.empty()) open(out.open_files);
    if (out.import_draft != nullptr) import_.change(*out.import_draft);
    if (out.import_focus) import_focus_ = *out.import_focus;
    ask_import(out.import_ask, out.import_sender);
    if (!out.import_profile.empty()) import_profile(out.import_profile);
    if (!out.import_speeds.empty()) import_speeds(out.import_speeds);
    if (out.decided) decide(*out.decided);
    if (out.look_at) look_at(*out.look_at);
    if (out.show_report) {
        panels_.check_panel.open(*out.show_report);
        step_ = Step::check;
    }
    for (const std::string& to : {out.save_to, out.export_to})
        if (!to.empty()) wrote_in_ = std::filesystem::path(to).parent_path().string();
    if (!out.save_to.empty()) save(out.save_to);
    if (!out.export_to.empty()) {
        switch (out.export_what) {
            case FileAsk::For::table:
                export_table(out.export_to);
                break;
            case FileAsk::For::problems:
                export_problems(out.export_to);
                break;
            case FileAsk::For::profile:
                export_profile(out.export_to);
                break;
            case FileAsk::For::speeds_out:
                export_speeds(out.export_to);
                break;
            default:
                export_page(out.export_to);
        }
    }
    // What was pointed at in this frame means nothing where an undo brought other areas.
    const bool same_areas = study().data->areas == areas;
    if (out.select && same_areas) {
        trip_.ask(std::nullopt);
        selection_ = *out.select;
        drawer_ = !selection_.areas.empty();
    }
    if (out.look_at_unit && parts_.base != nullptr)
        map_.bring_to_sight(geo::Plane(parts_.base->plane_centre).metres_from_lonlat(*out.look_at_unit));
    if (out.unit) {
        if (out.unit->valid()) trip_.ask(std::nullopt);
        unit_ = *out.unit;
    }
    if (out.explain) {
        trip_.ask(*out.explain);
        if (*out.explain) {
            drawer_ = true;
            settings_.right_folded = false;
        }
    }
    if (geo::unit_of(study().scenario(), unit_) == nullptr) unit_ = {};
    if (out.unit_taken) before_drag_ = results_;
    hovered_ = same_areas ? out.hover.value_or(geo::AreaId{}) : geo::AreaId{};
    if (out.zoom_to) map_.zoom_to(*out.zoom_to);
    if (!out.say.empty()) say_toast(std::move(out.say), false);
    if (!out.copy_text.empty()) ImGui::SetClipboardText(out.copy_text.c_str());
    after_edits();
}

}  // namespace app
