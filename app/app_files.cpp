// Files of the study and what is written from it: opened, saved with every step, kept when the window closes,
// exported.  Jobs see a snapshot; what they return runs here on the main thread.
#include "app/app.h"
#include "app/study_state.h"
#include "geo/base/figures.h"
#include "geo/base/whole_file.h"
#include "geo/data/import.h"
#include "geo/data/problem_table.h"
#include "geo/network/speeds.h"
#include "geo/study/profiles.h"
#include "render/cairo/painter.h"
#include "render/page.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <thread>

namespace app {
namespace {

/// None where the map shows none, or where they cannot be made: then the page has the areas' colours.
std::shared_ptr<const geo::TravelBands> bands_for_page(const geo::Study& study, const geo::Results* results,
                                                       const render::Basemap* base,
                                                       const std::string& area_code,
                                                       std::shared_ptr<const geo::TravelBands> made_before,
                                                       const geo::Progress& progress) {
    if (!study.map.show_bands || results == nullptr || results->coverage.empty() || base == nullptr)
        return {};
    if (made_before != nullptr) return made_before;
    geo::BandsQuestion question = render::bands_on_page(*base, area_code);
    auto made = geo::travel_bands(study, *results, question, progress);
    return made ? *std::move(made) : nullptr;
}

}  // namespace

void App::open(const std::vector<std::string>& files) {
    std::vector<std::string> others;
    for (const std::string& file : files) {
        settings_.last_folder = std::filesystem::path(file).parent_path().string();
        if (geo::is_study(file))
            open_one(file);
        else
            others.push_back(file);
    }
    if (!others.empty()) import(std::move(others));
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

/// Those that the page shown has, where it is still of these results and this area; null else.
std::shared_ptr<const geo::TravelBands> App::page_bands() const {
    const bool same = page_.bands_of == results_ && page_.bands_area == page_.options.area_code;
    return same ? page_.bands : nullptr;
}

/// The page as large as the room allows, painted beside the window; the same call that writes the file.
void App::make_preview(float room_width, float room_height) {
    if (stale() || room_width < 40 || room_height < 40) return;
    PreviewOf now{history_.now(),
                  results_,
                  parts_.base,
                  parts_.roads,
                  page_.options,
                  static_cast<double>(room_width),
                  static_cast<double>(room_height)};
    if (!checks_.checks().empty()) now.page.checks = geo::sum_of(checks_.checks());
    if (now == page_.of) return;
    page_.of = now;
    preview_.ask(job([this, now, bands = page_bands()](const Snapshot& study,
                                                       const geo::Progress& progress) mutable -> Delivery {
        bands =
            bands_for_page(*study, now.results.get(), now.base.get(), now.page.area_code, bands, progress);
        render::PageOptions page = now.page;
        page.bands = bands;
        auto scene = render::page_scene(*study, now.results.get(), now.base, now.roads, page);
        if (!scene) return [this, error = scene.error()] { page_.error = error; };
        const double px_per_mm = std::min(now.width / scene->width_mm, now.height / scene->height_mm);
        auto pixels = std::make_shared<const render::Pixels>(render::paint_pixels(*scene, px_per_mm));
        return [this, now, bands, pixels] {
            page_.bands = bands;
            page_.bands_of = now.results;
            page_.bands_area = now.page.area_code;
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
    queue_.ask(
        job([this, file, results = results_, base = parts_.base, roads = parts_.roads, page = page_.options,
             bands = page_bands()](const Snapshot& study, const geo::Progress& progress) mutable -> Delivery {
            page.bands = bands_for_page(*study, results.get(), base.get(), page.area_code, bands,
                                        progress.part(0, 0.1));
            if (const auto checks = geo::self_checks(*study, *results, progress.part(0, 0.1, "checks.stage")))
                page.checks = geo::sum_of(*checks);
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

void App::export_problems(const std::string& file) {
    settings_.last_folder = std::filesystem::path(file).parent_path().string();
    if (reports_.shown().empty() || refuses(file)) return;
    queue_.ask(job([this, file, reports = reports_.shown(), lang = settings_.lang](
                       const Snapshot&, const geo::Progress& progress) -> Delivery {
        progress.part(0, 1, "app.exporting").at(0.1);
        auto done = geo::write_problems(lang, reports, file);
        return [this, done, file] {
            if (!done) return failed(done.error());
            say_toast(geo::say(settings_.lang, "toast.exported", {{"file", file}}), false);
        };
    }));
}

/// As --mapping of the command line reads it.
void App::export_profile(const std::string& file) {
    settings_.last_folder = std::filesystem::path(file).parent_path().string();
    if (profile_ >= study().profiles.size() || refuses(file)) return;
    auto done = geo::write_whole(file, geo::reading_json(study().profiles[profile_].reading) + "\n");
    if (!done) return failed(done.error());
    say_toast(geo::say(settings_.lang, "toast.exported", {{"file", file}}), false);
}

/// Its sender is called as the file is; names of areas alone are of no sender.
void App::import_profile(const std::string& file) {
    settings_.last_folder = std::filesystem::path(file).parent_path().string();
    auto reading = geo::read_reading(file);
    if (!reading) return failed(reading.error());
    const std::string name = std::filesystem::path(file).stem().string();
    history_.edit("edit.profile",
                  [&](geo::Study& s) { geo::take_in_profile(s.profiles, name, *std::move(reading)); });
}

/// As `speeds --set` of the command line reads it.
void App::export_speeds(const std::string& file) {
    settings_.last_folder = std::filesystem::path(file).parent_path().string();
    if (refuses(file)) return;
    auto done = geo::write_whole(file, geo::speeds_csv(study().scenario().travel.speeds.get()));
    if (!done) return failed(done.error());
    say_toast(geo::say(settings_.lang, "toast.exported", {{"file", file}}), false);
}

void App::import_speeds(const std::string& file) {
    settings_.last_folder = std::filesystem::path(file).parent_path().string();
    auto table = geo::read_speeds(file);
    if (!table) return failed(table.error());
    const bool other = history_.edit("edit.speeds", [&](geo::Study& s) {
        s.scenario().travel.speeds.table = *table == geo::standard_speeds()
                                               ? nullptr
                                               : std::make_shared<const geo::SpeedTable>(*std::move(table));
    });
    say_toast(geo::word(settings_.lang, other ? "edit.speeds" : "speeds.same"), other);
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
