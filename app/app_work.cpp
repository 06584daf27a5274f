// What runs beside the window: analysis, the drawable map, files.  Jobs see a snapshot; what they return runs
// here on the main thread.
#include "app/app.h"
#include "app/panels/figures.h"
#include "geo/base/figures.h"
#include "geo/base/whole_file.h"
#include "geo/data/import_apart.h"
#include "geo/study/demo_study.h"
#include "geo/study/samples.h"
#include "render/cairo/painter.h"
#include "render/page.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <thread>

namespace app {
namespace {

std::string clock_now() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char text[8];
    std::strftime(text, sizeof text, "%H:%M", &local);
    return text;
}

bool is_complete(const geo::Dataset& data) {
    return data.areas->at(geo::Level::province).size() > 0 && !data.counts->empty() && !data.places->empty();
}

/// The finest level that is there, where the wished one is not.
void fit_level(geo::Study& study) {
    if (study.data->areas->at(study.map.level).size() == 0) {
        const geo::Level finest = study.data->areas->finest();
        if (finest != geo::Level::country) study.map.level = finest;
    }
}

}  // namespace

Job App::job(std::function<Delivery(const Snapshot&, const geo::Progress&)> work) {
    Job out;
    out.study = history_.now();
    out.work = std::move(work);
    out.failed = [this](const geo::Error& error) { failed(error); };
    return out;
}

void App::failed(const geo::Error& error) {
    if (error.fault == geo::Fault::cancelled) {
        say_toast(geo::word(settings_.lang, "toast.stopped"), false);
        return;
    }
    trouble_ = error;
    if (!start_page_) step_ = Step::data;
}

void App::analyse(bool again) {
    const Snapshot& now = history_.now();
    if (now->data->areas->at(geo::Level::province).size() == 0) return;
    const auto same = [&](const Snapshot& other) {
        return other != nullptr && other->data == now->data &&
               other->scenario().travel == now->scenario().travel;
    };
    if (!again && same(asked_)) return;
    asked_ = now;
    latest_.ask(
        job([this, analysis = analysis_](const Snapshot& study, const geo::Progress& progress) -> Delivery {
            auto done = analysis->run(*study, progress);
            return [this, study, done = std::make_shared<decltype(done)>(std::move(done))] {
                if (study->data->areas != history_.now()->data->areas) return;
                if (*done) {
                    show_results(**done);
                    computed_ = study;
                    results_error_.reset();
                    return;
                }
                results_error_ = done->error();
                if (done->error().fault == geo::Fault::cancelled) return;
                results_.reset();
                computed_.reset();
            };
        }));
}

void App::show_results(std::shared_ptr<const geo::Results> results) {
    results_ = std::move(results);
    std::int64_t all = 0;
    if (!results_->coverage.empty())
        for (const geo::CoverageRow& row : results_->coverage.front().at(geo::Level::country))
            all += row.children_milli;
    off_network_ =
        all > 0 ? static_cast<double>(geo::off_network_milli(*results_)) / static_cast<double>(all) : 0;
}

void App::make_base() {
    const std::shared_ptr<const geo::Areas>& areas = study().data->areas;
    const std::shared_ptr<const geo::Roads>& roads = study().data->roads;
    if (areas->at(geo::Level::province).size() == 0) {
        parts_.base.reset();
        parts_.base_of.reset();
        return;
    }
    if (parts_.base_of != areas) {
        parts_.base.reset();
        parts_.roads.reset();
        parts_.base_of = areas;
        parts_.roads_of.reset();
        drawing_.ask(job([this](const Snapshot& study, const geo::Progress& progress) -> Delivery {
            auto made = render::build_basemap(study->data->areas, progress.part(0, 1, "app.making_map"));
            if (!made) {
                return [this, error = made.error()] {
                    if (error.fault != geo::Fault::cancelled) failed(error);
                };
            }
            return [this, study, base = *made] {
                if (study->data->areas != parts_.base_of) return;
                parts_.base = base;
                if (sample_ != nullptr) show_sample();
            };
        }));
        return;
    }
    // The areas are seen before the roads are ready.
    if (parts_.base == nullptr || parts_.roads_of == roads) return;
    parts_.roads.reset();
    parts_.roads_of = roads;
    drawing_.ask(job([this, base = parts_.base](const Snapshot& study, const geo::Progress&) -> Delivery {
        const auto& from = study->data->roads;
        std::shared_ptr<const render::RoadLines> lines =
            from->empty() ? nullptr : render::build_road_lines(*from, base->plane_centre);
        return [this, study, lines] {
            if (study->data->roads == parts_.roads_of) parts_.roads = lines;
        };
    }));
}

void App::make_choropleth() {
    if (parts_.base == nullptr) {
        parts_.choropleth.reset();
        return;
    }
    ChoroplethOf now{study().map, study().data, results_, settings_.theme, settings_.lang};
    if (parts_.choropleth && parts_.choropleth_of == now) return;
    // Layers are drawn elsewhere: switching one must not classify again.
    parts_.choropleth = render::choropleth(study(), results_.get(), settings_.theme, settings_.lang);
    ++parts_.version;
    parts_.choropleth_of = std::move(now);
}

void App::take(geo::Study study, std::string path) {
    latest_.forget();
    ++opened_;
    fit_level(study);
    const bool complete = is_complete(*study.data);
    history_ = geo::History<geo::Study>(std::move(study));
    told_ = history_.now();
    asked_.reset();
    computed_.reset();
    results_.reset();
    results_error_.reset();
    selection_ = {history_.now()->map.level, {}};
    reports_.clear();
    asked_files_.clear();
    trouble_.reset();
    page_.picture.reset();
    page_.error.reset();
    page_.of = {};
    kept_.worth_keeping = false;
    kept_.path = std::move(path);
    kept_.saved = kept_.path.empty() ? nullptr : history_.now();
    kept_.saved_at = kept_.path.empty() ? std::string{} : clock_now();
    page_.options.area_code.clear();
    sample_ = nullptr;
    panels_.table.filter({});
    start_page_ = false;
    step_ = complete ? Step::coverage : Step::data;
    map_.act(Action::zoom_home);
}

void App::open_demo() {
    Job work = job([this, lang = settings_.lang](const Snapshot&, const geo::Progress& progress) -> Delivery {
        auto made = geo::demo_dataset({}, progress.part(0, 1, "demo.stage.make"));
        if (!made) return [this, error = made.error()] { failed(error); };
        geo::Study study;
        study.title = geo::word(lang, "demo.title");
        study.data = std::make_shared<const geo::Dataset>(*std::move(made));
        geo::ask_for_learning_units(study);
        return [this, study = std::move(study)] {
            show_demo(study);
            offer_country();
        };
    });
    keep_unsaved();
    queue_.ask(std::move(work));
}

/// A demonstration has no file: what is changed in it is saved under a name of its own.
void App::show_demo(geo::Study study) {
    kept_.file.reset();
    take(std::move(study), {});
    settings_.demo_shown = true;
    store();
}

/// The provinces of the sample: one comes near and is what table and page are about, several are chosen.
void App::show_sample() {
    const geo::SampleStudy& sample = *std::exchange(sample_, nullptr);
    const geo::Areas& areas = *study().data->areas;
    Selection chosen{geo::Level::province, {}};
    for (const std::string& code : sample.provinces)
        if (const geo::AreaId area = areas.find(geo::Level::province, code); area.valid())
            chosen.areas.push_back(area);
    std::sort(chosen.areas.begin(), chosen.areas.end());
    if (chosen.areas.size() == 1) {
        page_.options.area_code = areas.at(geo::Level::province).code[chosen.areas.front().row()];
        panels_.table.filter(areas.at(geo::Level::province).name_th[chosen.areas.front().row()]);
        map_.zoom_to(parts_.base->area_box[static_cast<std::size_t>(geo::Level::province)]
                                          [chosen.areas.front().row()]);
    } else if (study().map.level == geo::Level::province) {
        selection_ = std::move(chosen);
    }
}

void App::look_for_country() {
    if (options_.cache_folder.empty() || !country_lane_.idle()) return;
    const bool kept = geo::demo_is_kept(options_.cache_folder, options_.country);
    if (kept || country_card_ == CountryCard::none || country_card_ == CountryCard::kept)
        country_card_ = kept ? CountryCard::kept : CountryCard::offered;
}

void App::open_country(const geo::SampleStudy* sample) {
    look_for_country();
    if (country_card_ == CountryCard::none || !country_lane_.idle()) return;
    country_trouble_.reset();
    // Its progress is on the start page; from there one may go on with something else.
    const bool at_once = country_card_ == CountryCard::kept;
    if (!at_once) start_page_ = true;
    country_card_ = at_once ? CountryCard::kept : CountryCard::offered;
    toast_.reset();
    Job work = job([this, at_once, sample, opened_then = opened_, lang = settings_.lang](
                       const Snapshot&, const geo::Progress& progress) -> Delivery {
        auto made = geo::kept_demo(options_.cache_folder, options_.country,
                                   geo::word(lang, "demo.country_title"), progress);
        if (!made)
            return [this, error = made.error()] {
                look_for_country();
                const bool stopped = error.fault == geo::Fault::cancelled;
                country_card_ = stopped ? CountryCard::stopped : CountryCard::failed;
                if (!stopped) country_trouble_ = error;
                if (!start_page_)
                    say_toast(
                        geo::word(settings_.lang, stopped ? "start.country_stopped" : "start.country_failed"),
                        false);
            };
        auto study = std::make_shared<geo::Study>(*std::move(made));
        if (sample != nullptr)
            *study = geo::sample_study(std::move(*study), *sample,
                                       geo::word(lang, std::string{"sample."} + sample->key + ".title"));
        return [this, study, at_once, sample, opened_then] {
            country_card_ = CountryCard::kept;
            if (opened_then != opened_ || (!at_once && !start_page_))
                return say_toast(geo::word(settings_.lang, "toast.country_ready"), false);
            keep_unsaved();
            show_demo(std::move(*study));
            sample_ = sample;
        };
    });
    work.failed = [this](const geo::Error& error) {
        country_card_ = CountryCard::failed;
        country_trouble_ = error;
    };
    country_lane_.ask(std::move(work));
}

void App::first_start() {
    if (!settings_.demo_shown && settings_.recent.empty()) open_demo();
}

void App::open(const std::vector<std::string>& files) {
    std::vector<std::string> others;
    for (const std::string& file : files) {
        settings_.last_folder = std::filesystem::path(file).parent_path().string();
        if (geo::is_study(file))
            open_one(file);
        else
            others.push_back(file);
    }
    if (!others.empty()) import(std::move(others), false);
}

void App::open_one(const std::string& path) {
    keep_unsaved();
    queue_.ask(job([this, path](const Snapshot&, const geo::Progress& progress) -> Delivery {
        auto opened = geo::StudyFile::open(path, progress.part(0, 1, "app.opening"));
        if (!opened) return [this, error = opened.error()] { failed(error); };
        auto file = std::make_shared<geo::StudyFile>(*std::move(opened));
        return [this, file, path] {
            kept_.file = file;
            take(file->study(), path);
            remember(settings_, path, study().title, geo::today_iso());
            store();
        };
    }));
}

void App::import(std::vector<std::string> files, bool accept) {
    asked_files_.clear();
    trouble_.reset();
    Job work = job([this, files = std::move(files), accept](const Snapshot& before,
                                                            const geo::Progress& progress) -> Delivery {
        struct One {
            std::string file;
            geo::FileKind kind;
        };
        std::vector<One> ordered;
        for (const std::string& file : files) {
            auto kind = geo::guess_kind(options_.apart, file);
            if (!kind) return [this, error = kind.error()] { failed(error); };
            ordered.push_back({file, *kind});
        }
        // Areas before what lies in them.
        std::stable_sort(ordered.begin(), ordered.end(),
                         [](const One& a, const One& b) { return a.kind < b.kind; });
        auto data = std::make_shared<geo::Dataset>(*before->data);
        std::vector<geo::ImportReport> reports;
        std::vector<std::string> undecided;
        std::optional<geo::Error> stopped;
        for (std::size_t i = 0; i < ordered.size(); ++i) {
            const double share = 1.0 / static_cast<double>(ordered.size());
            geo::ImportOptions options;
            options.accept = accept;
            auto imported =
                geo::import_file(options_.apart, *data, ordered[i].file, ordered[i].kind, options,
                                 progress.part(share * static_cast<double>(i),
                                               share * static_cast<double>(i + 1), "app.importing"));
            if (!imported) {
                stopped = imported.error();
                break;
            }
            if (imported->report.outcome == geo::Outcome::ask && !accept)
                undecided.push_back(ordered[i].file);
            reports.push_back(imported->report);
            *data = std::move(imported->data);
        }
        if (stopped && stopped->fault == geo::Fault::cancelled)
            return [this, error = *stopped] { failed(error); };
        return [this, data, reports, undecided, stopped,
                first = ordered.empty() ? std::string{} : ordered.front().file] {
            const geo::Dataset& had = *study().data;
            const bool changed = data->areas != had.areas || data->places != had.places ||
                                 data->villages != had.villages || data->counts != had.counts ||
                                 data->roads != had.roads;
            if (changed) {
                const std::string title = std::filesystem::path(first).stem().string();
                const bool from_start =
                    start_page_ || study().data->areas->at(geo::Level::province).size() == 0;
                history_.edit("edit.import", [&](geo::Study& s) {
                    // Before anyone can reach anything the map shows the children themselves.
                    const bool had_all = is_complete(*s.data), has_all = is_complete(*data);
                    if (!has_all) s.map.indicator = geo::Indicator::children;
                    if (has_all && !had_all) s.map.indicator = geo::Indicator::share_covered;
                    s.data = data;
                    if (s.title.empty()) s.title = title;
                    fit_level(s);
                });
                selection_ = {study().map.level, {}};
                start_page_ = false;
                kept_.worth_keeping = true;
                if (from_start) map_.act(Action::zoom_home);
            }
            bool worth_a_look = !undecided.empty();
            for (const geo::ImportReport& report : reports) {
                reports_.push_back(report);
                worth_a_look =
                    worth_a_look || report.rows_rejected > 0 || report.outcome != geo::Outcome::load;
            }
            asked_files_ = undecided;
            if (!reports.empty()) {
                start_page_ = false;
                step_ = worth_a_look ? Step::check : is_complete(*study().data) ? Step::coverage : Step::data;
            }
            if (stopped) failed(*stopped);
        };
    });
    queue_.ask(std::move(work));
}

void App::save(const std::string& path) {
    settings_.last_folder = std::filesystem::path(path).parent_path().string();
    if (kept_.file != nullptr && path == kept_.path && kept_.moving_files == 0) return autosave();
    kept_.saving = true;
    ++kept_.moving_files;
    Job work = job([this, path, opened_then = opened_](const Snapshot& study,
                                                       const geo::Progress& progress) -> Delivery {
        auto made = geo::StudyFile::create(*study, path, progress.part(0, 1, "app.saving"));
        if (!made)
            return [this, error = made.error()] {
                kept_.saving = false;
                --kept_.moving_files;
                failed(error);
                autosave();
            };
        auto opened = std::make_shared<geo::StudyFile>(*std::move(made));
        return [this, opened, study, path, opened_then] {
            kept_.saving = false;
            --kept_.moving_files;
            // Another study was opened meanwhile: the copy is a file of its own.
            if (opened_then == opened_) {
                kept_.file = opened;
                kept_.path = path;
                kept_.saved = study;
                kept_.saved_at = clock_now();
            }
            remember(settings_, path, study->title, geo::today_iso());
            store();
            say_toast(geo::say(settings_.lang, "toast.saved",
                               {{"file", std::filesystem::path(path).filename().string()}}),
                      false);
            autosave();
        };
    });
    work.failed = [this](const geo::Error& error) {
        kept_.saving = false;
        --kept_.moving_files;
        failed(error);
        autosave();
    };
    work.can_stop = false;
    queue_.ask(std::move(work));
}

/// While a save under another name runs, edits wait for the new file: its delivery writes them there.
void App::autosave() {
    if (kept_.file == nullptr || kept_.moving_files > 0 || kept_.saved == history_.now()) return;
    kept_.saving = true;
    Job work =
        job([this, file = kept_.file](const Snapshot& study, const geo::Progress& progress) -> Delivery {
            auto done = file->commit(*study, progress.part(0, 1, "app.saving"));
            return [this, study, done, file] {
                kept_.saving = false;
                if (!done) return failed(done.error());
                if (file != kept_.file) return;  // another study was opened meanwhile
                kept_.saved = study;
                kept_.saved_at = clock_now();
            };
        });
    work.failed = [this](const geo::Error& error) {
        kept_.saving = false;
        failed(error);
    };
    work.can_stop = false;
    queue_.ask(std::move(work));
}

/// Before the window closes: saves are waited for, the rest is stopped, and the file has the last edit.
void App::flush() {
    while (!queue_.idle()) {
        queue_.stop();
        if (queue_.deliver() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    if (kept_.file == nullptr || kept_.saved == history_.now()) return;
    if (kept_.file->commit(*history_.now(), {})) return;
    // Where the file cannot be written any more, the study is kept as one that was never saved.
    kept_.file.reset();
    kept_.worth_keeping = true;
}

/// A study that was never saved is not lost with the window: it is written where recent studies are kept and
/// stands first among them at the next start.
void App::keep_unsaved() {
    if (kept_.file != nullptr || !kept_.worth_keeping || options_.state_folder.empty()) return;
    const Snapshot study = history_.now();
    if (study->data->areas->at(geo::Level::province).size() == 0) return;
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char stamp[24];
    std::strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &local);
    const std::string path = options_.state_folder + "/unsaved-" + stamp + ".gpkg";
    std::error_code ignored;
    std::filesystem::create_directories(options_.state_folder, ignored);
    if (!geo::StudyFile::create(*study, path, {})) return;
    remember(settings_, path,
             geo::say(settings_.lang, "app.unsaved_title",
                      {{"title",
                        study->title.empty() ? geo::word(settings_.lang, "top.untitled") : study->title}}),
             geo::today_iso());
}

/// The page as large as the room allows, painted beside the window; the same call that writes the file.
void App::make_preview(float room_width, float room_height) {
    if (frame_.stale || room_width < 40 || room_height < 40) return;
    PreviewOf now{history_.now(),
                  results_,
                  parts_.base,
                  parts_.roads,
                  page_.options,
                  static_cast<double>(room_width),
                  static_cast<double>(room_height)};
    if (now == page_.of) return;
    page_.of = now;
    preview_.ask(job([this, now](const Snapshot& study, const geo::Progress&) -> Delivery {
        auto scene = render::page_scene(*study, now.results.get(), now.base, now.roads, now.page);
        if (!scene) return [this, error = scene.error()] { page_.error = error; };
        const double px_per_mm = std::min(now.width / scene->width_mm, now.height / scene->height_mm);
        auto pixels = std::make_shared<const render::Pixels>(render::paint_pixels(*scene, px_per_mm));
        return [this, pixels] {
            page_.picture = pixels;
            page_.error.reset();
            ++page_.version;
        };
    }));
}

/// Exports never write over a file that the study was made from.
bool App::refuses(const std::string& file) {
    if (geo::source_of(*study().data, file) == nullptr) return false;
    failed(geo::fail(geo::Fault::unwritable, file, "is_a_source").error);
    return true;
}

void App::export_page(const std::string& file) {
    settings_.last_folder = std::filesystem::path(file).parent_path().string();
    if (stale()) return say_toast(geo::word(settings_.lang, "report.stale"), false);
    if (results_ == nullptr || parts_.base == nullptr || refuses(file)) return;
    queue_.ask(job([this, file, results = results_, base = parts_.base, roads = parts_.roads,
                    page = page_.options](const Snapshot& study, const geo::Progress& progress) -> Delivery {
        auto scene = render::page_scene(*study, results.get(), base, roads, page);
        if (!scene) return [this, error = scene.error()] { failed(error); };
        render::DocumentInfo info;
        info.title = study->title;
        info.author = "LearnReach";
        auto done = render::paint_file(*scene, file, info, 300, progress.part(0.1, 1, "app.exporting"));
        return [this, done, file] {
            if (!done) return failed(done.error());
            say_toast(geo::say(settings_.lang, "toast.exported", {{"file", file}}), false);
        };
    }));
}

void App::export_table(const std::string& file) {
    settings_.last_folder = std::filesystem::path(file).parent_path().string();
    if (stale()) return say_toast(geo::word(settings_.lang, "report.stale"), false);
    if (results_ == nullptr || refuses(file)) return;
    queue_.ask(job(
        [this, file, results = results_](const Snapshot& study, const geo::Progress& progress) -> Delivery {
            progress.part(0, 1, "app.exporting").at(0.1);
            geo::CoverageCsvOptions options;
            options.levels = {study->map.level};
            options.made_up = study->data->made_up;
            options.estimate = results->estimate;
            auto done =
                geo::write_whole(file, geo::coverage_csv(*study->data->areas, results->coverage, options));
            return [this, done, file] {
                if (!done) return failed(done.error());
                say_toast(geo::say(settings_.lang, "toast.exported", {{"file", file}}), false);
            };
        }));
}

}  // namespace app
