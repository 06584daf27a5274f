// Files of others on their way into the study: the assistant's state meets the study here, and one press of
// its button is one step of the history.
#include "app/app.h"
#include "app/import_map.h"
#include "app/study_state.h"
#include "geo/data/import_apart.h"
#include "geo/study/profiles.h"

#include <filesystem>
#include <set>

namespace app {

void App::import(std::vector<std::string> files) {
    trouble_.reset();
    began_at_start_ = start_page_;
    import_.open(std::move(files), history_.now());
    start_page_ = false;
    step_ = Step::data;
    map_only_ = false;
}

/// The assistant stands in place of the first step.
bool App::importing() const {
    return import_.is_open() && step_ == Step::data && !start_page_;
}

void App::follow_import() {
    const bool was_open = import_.is_open();
    import_.deliver();
    if (was_open && !import_.is_open()) leave_import();
    import_.follow(history_.now());
    if (load_rest_) load_rest();
    if (import_.is_open()) make_import_map();
}

void App::leave_import() {
    import_.close();
    load_rest_ = false;
    import_map_ = {};
    import_map_of_ = {};
    if (began_at_start_ && study().data->areas->at(geo::Level::province).size() == 0 &&
        reports_.shown().empty())
        start_page_ = true;
    began_at_start_ = false;
}

/// One file after the other, up to the first that asks something, cannot be read or lies elsewhere.
void App::load_rest() {
    const ImportRead* read = import_.ready(history_.now());
    if (read != nullptr && read->report.outcome == geo::Outcome::load && !read->outside)
        return load_import("");
    const bool answered = import_.read() != nullptr && import_.idle();
    if (answered || !import_.is_open()) load_rest_ = false;
}

void App::ask_import(const ImportAsk ask, const std::string& sender) {
    if (ask != ImportAsk::none) load_rest_ = false;
    switch (ask) {
        case ImportAsk::none:
            break;
        case ImportAsk::load:
            load_import(sender);
            break;
        case ImportAsk::load_rest:
            load_rest_ = true;
            load_import(sender);
            break;
        case ImportAsk::skip_rest:
            load_rest_ = true;
            import_.next_file();
            if (!import_.is_open()) leave_import();
            break;
        case ImportAsk::back:
            import_.file_before();
            break;
        case ImportAsk::skip:
            import_.next_file();
            if (!import_.is_open()) leave_import();
            break;
        case ImportAsk::cancel:
            leave_import();
            break;
    }
}

/// What was read becomes one step of the study; the next file is read on top of it.
void App::load_import(const std::string& sender) {
    const ImportRead* read = import_.ready(history_.now());
    if (read == nullptr) return;
    const std::shared_ptr<const geo::Dataset> data = read->after;
    const bool from_start = study().data->areas->at(geo::Level::province).size() == 0;
    const std::string title = std::filesystem::path(read->draft.file).stem().string();
    history_.settle();
    history_.edit("edit.import", [&](geo::Study& s) {
        // Before anyone can reach anything the map shows the children themselves.
        const bool had_all = is_complete(*s.data), has_all = is_complete(*data);
        if (!has_all) s.map.indicator = geo::Indicator::children;
        if (has_all && !had_all) s.map.indicator = geo::Indicator::share_covered;
        s.data = data;
        if (!sender.empty())
            geo::remember_profile(s.profiles, geo::profile_of(sender, geo::file_kind_name(read->draft.kind),
                                                              read->taken.reading, read->draft.reading));
        geo::remember_names(s.profiles, read->settled);
        if (s.title.empty()) s.title = title;
        fit_level(s);
    });
    history_.settle();
    selection_ = {study().map.level, {}};
    kept_.worth_keeping = true;
    if (from_start) map_.act(Action::zoom_home);
    keep_report(read->taken);
    // Of several files the first that has something to decide.
    if (!worth_a_look_) panels_.check_panel.loaded(read->taken.file);
    worth_a_look_ = worth_a_look_ || read->taken.rows_rejected > 0;
    import_.next_file();
    if (import_.is_open()) return;
    leave_import();
    step_ = worth_a_look_ ? Step::check : is_complete(*study().data) ? Step::coverage : Step::data;
    worth_a_look_ = false;
}

/// Known again by the source that the file became, and by how it was read.
void App::keep_report(const geo::ImportReport& report) {
    const geo::SourceFile* source = geo::source_of(*study().data, report.file);
    if (source == nullptr) return;
    reports_.keep(*source, report);
    if (source->origin.empty()) return;
    std::error_code ignored;
    const auto path = std::filesystem::absolute(report.file, ignored);
    remember(settings_, ImportedFile{path.string(), source->origin});
    store_settings(settings_, options_.config_folder, options_.state_folder);
}

/// Where a file was imported from, or a file of its bytes beside the study; "" where it is not there.
std::string App::place_of(const geo::SourceFile& source) const {
    std::error_code ignored;
    for (const ImportedFile& one : settings_.imported)
        if (!source.origin.empty() && one.origin == source.origin &&
            std::filesystem::exists(one.path, ignored))
            return one.path;
    // Its bytes are compared, which takes its time.
    constexpr std::uintmax_t most_bytes = std::uintmax_t{64} << 20U;
    if (kept_.path.empty()) return {};
    const auto beside = std::filesystem::absolute(kept_.path, ignored).parent_path() / source.file;
    const auto bytes = std::filesystem::file_size(beside, ignored);
    if (ignored || bytes > most_bytes) return {};
    geo::Dataset alone;
    alone.sources = {source};
    return geo::source_of(alone, beside.string()) != nullptr ? beside.string() : std::string{};
}

Waiting App::waiting() const {
    return run_without_ == study().data ? Waiting{} : reports_.waiting();
}

/// The file is read again with the answer beside the earlier ones; its rows take the place of its own.
void App::decide(const Outbox::Decided& decided) {
    if (decided.report >= reports_.shown().size()) return;
    const geo::ImportReport& report = reports_.shown()[decided.report];
    geo::ImportOptions options;
    options.reading = report.reading;
    options.layer = report.reading.sheet;
    geo::decide(options.reading, decided.decision);
    const geo::FileKind kind = geo::file_kind_from(report.kind).value_or(geo::FileKind::counts);
    trouble_.reset();
    queue_.ask(job([this, file = report.file, kind, options, apart = options_.apart](
                       const Snapshot& before, const geo::Progress& progress) mutable -> Delivery {
        options.reading = geo::with_known_names(std::move(options.reading), before->profiles);
        const auto take = [&](double from, double to) {
            return geo::import_file(apart, *before->data, file, kind, options,
                                    progress.part(from, to, "app.importing"));
        };
        auto read = take(0, 0.5);
        const geo::ImportReport asked = read ? read->report : geo::ImportReport{};
        if (read && asked.outcome == geo::Outcome::ask) {
            options.accept = true;
            read = take(0.5, 1);
        }
        if (!read) return [this, error = read.error()] { failed(error); };
        // What would take the place of other files is asked where everything is asked.
        if (!open_questions(asked, read->report).empty())
            return [this, before, draft = ImportDraft{file, kind, options.reading}] {
                if (before->data != study().data) return;
                import_.reopen(draft);
                step_ = Step::data;
            };
        auto data = std::make_shared<const geo::Dataset>(std::move(read->data));
        return [this, before, data, names = geo::settled_names(options.reading, read->report.reading),
                report = std::move(read->report)] {
            // What was read is of a study that is no more: nothing of it may be taken.
            if (before->data != study().data) return;
            history_.settle();
            history_.edit("edit.fix", [&](geo::Study& s) {
                s.data = data;
                geo::remember_names(s.profiles, names);
            });
            history_.settle();
            keep_report(report);
        };
    }));
}

ImportView App::import_view() const {
    ImportView view;
    view.at = import_.at();
    view.of = import_.of();
    view.turn = import_.turn();
    view.draft = import_.draft();
    view.file = view.draft != nullptr ? view.draft->file : import_.first();
    view.read = import_.read().get();
    view.profile = import_.profile();
    view.fresh = view.read != nullptr && view.draft != nullptr && view.read->draft == *view.draft &&
                 (view.read->before == study().data || view.read->before == nullptr);
    view.map = import_map_.pixels != nullptr ? &import_map_ : nullptr;
    return view;
}

/// The small map under the settings; made beside the window, of what was read last.
void App::make_import_map() {
    const std::shared_ptr<const ImportRead> read = import_.read();
    if (read == nullptr || read->after == nullptr) {
        import_map_ = {};
        import_map_of_ = {};
        return;
    }
    ImportMapOf now{read, import_focus_};
    now.scale = frame_.scale;
    now.theme = settings_.theme;
    // Without rows the map has the middle of the window, of a layer the upper part.
    if (!read->rows || read->of_layer()) {
        now.width = 700;
        now.height = read->rows ? 400 : 620;
    }
    if (now == import_map_of_) return;
    import_map_of_ = now;
    import_drawing_.ask(
        job([this, now, had = parts_.base](const Snapshot&, const geo::Progress& progress) -> Delivery {
            auto base = had;
            if (base == nullptr || base->areas != now.read->after->areas) {
                auto made =
                    render::build_basemap(now.read->after->areas, progress.part(0, 0.8, "app.making_map"));
                if (!made) return [this] { import_map_ = {}; };
                base = *made;
            }
            ImportMap map = import_map_of(base, now);
            return [this, now, map = std::move(map)] {
                if (!(now == import_map_of_)) return;
                import_map_ = map;
                import_map_.version = ++page_.version;
            };
        }));
}

}  // namespace app
