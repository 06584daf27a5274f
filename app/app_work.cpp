// What runs beside the window: analysis and the drawable map.  Jobs see a snapshot; what they return runs
// here on the main thread.
#include "app/app.h"
#include "app/panels/figures.h"
#include "app/study_state.h"
#include "geo/base/figures.h"
#include "geo/study/demo_study.h"
#include "geo/study/samples.h"

#include <algorithm>

namespace app {

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
    const auto same = [&](const Snapshot& other) { return other != nullptr && geo::answers(*other, *now); };
    if (!again && same(asked_)) return;
    // A person says first what becomes of rows that wait, or that the answer is to be without them.
    if (again) run_without_ = now->data;
    if (waiting().rows > 0) return;
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
    off_network_ = geo::off_network_share(*results_);
    cut_off_milli_ = geo::cut_off_milli(*results_);
    barriers_ = geo::barrier_told(*results_);
}

void App::make_base() {
    const std::shared_ptr<const geo::Areas>& areas = study().data->areas;
    const std::shared_ptr<const geo::Roads>& roads = study().data->roads;
    const auto& barriers = study().data->barriers;
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
    if (parts_.base == nullptr || (parts_.roads_of == roads && parts_.barriers_of == barriers)) return;
    parts_.roads.reset();
    parts_.roads_of = roads;
    parts_.barriers_of = barriers;
    drawing_.ask(job([this, base = parts_.base](const Snapshot& study, const geo::Progress&) -> Delivery {
        const geo::Dataset& from = *study->data;
        std::shared_ptr<const render::RoadLines> lines;
        if (!from.roads->empty() || !from.barriers->empty())
            lines = render::build_road_lines(*from.roads, base->plane_centre, *from.barriers);
        return [this, study, lines] {
            if (study->data->roads == parts_.roads_of && study->data->barriers == parts_.barriers_of)
                parts_.roads = lines;
        };
    }));
}

void App::make_choropleth() {
    if (parts_.base == nullptr) {
        parts_.choropleth.reset();
        return;
    }
    ChoroplethOf now{study().map, study().data, results_, settings_.theme, settings_.lang, legend_about()};
    if (parts_.choropleth && parts_.choropleth_of == now) return;
    ChoroplethOf counted_otherwise = parts_.choropleth_of;
    counted_otherwise.about = now.about;
    if (parts_.choropleth && counted_otherwise == now) {
        render::count_areas(*parts_.choropleth, study(), now.about);
        parts_.choropleth_of = std::move(now);
        return;
    }
    // Layers are drawn elsewhere: switching one must not classify again.
    parts_.choropleth = render::choropleth(study(), results_.get(), settings_.theme, settings_.lang);
    render::count_areas(*parts_.choropleth, study(), now.about);
    ++parts_.version;
    parts_.choropleth_of = std::move(now);
}

/// The legend counts what the strip answers for: several chosen areas, else the area of the page.
std::vector<render::Focus> App::legend_about() const {
    std::vector<render::Focus> out;
    if (selection_.areas.size() > 1) {
        for (const geo::AreaId area : selection_.areas) out.push_back({selection_.level, area});
    } else if (const AboutArea about = about_of(*study().data->areas, page_.options.area_code);
               about.level != geo::Level::country) {
        out.push_back({about.level, about.area});
    }
    // Of areas within one of the map there is no count.
    std::erase_if(out, [&](const render::Focus& one) { return one.level > study().map.level; });
    return out;
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
    marked_.reset();
    leave_import();
    trouble_.reset();
    page_.picture.reset();
    page_.error.reset();
    page_.of = {};
    kept_.worth_keeping = false;
    kept_.path = std::move(path);
    wrote_in_.clear();
    kept_.saved = kept_.path.empty() ? nullptr : history_.now();
    kept_.saved_at = kept_.path.empty() ? std::string{} : clock_now();
    page_.options.area_code.clear();
    sample_ = nullptr;
    panels_.bottom.table().filter({});
    start_page_ = false;
    step_ = complete ? Step::coverage : Step::data;
    map_.act(Action::zoom_home);
}

void App::open_demo() {
    Job work = job([this, lang = settings_.lang, made_already = options_.demo](
                       const Snapshot&, const geo::Progress& progress) -> Delivery {
        geo::Study study;
        study.title = geo::word(lang, "demo.title");
        study.data = made_already;
        if (!study.data) {
            auto made = geo::demo_dataset({}, progress.part(0, 1, "demo.stage.make"));
            if (!made) return [this, error = made.error()] { failed(error); };
            study.data = std::make_shared<const geo::Dataset>(*std::move(made));
        }
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
        const geo::AreaLevel& provinces = areas.at(geo::Level::province);
        const std::string& english = provinces.name_en[chosen.areas.front().row()];
        panels_.bottom.table().filter(settings_.lang == geo::Lang::en && !english.empty()
                                          ? english
                                          : provinces.name_th[chosen.areas.front().row()]);
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
        if (sample != nullptr) {
            *study = geo::sample_study(std::move(*study), *sample,
                                       geo::word(lang, std::string{"sample."} + sample->key + ".title"));
            auto own = geo::with_own_table(std::move(*study), *sample, options_.cache_folder);
            if (!own)
                return [this, error = own.error()] {
                    country_card_ = CountryCard::kept;
                    country_trouble_ = error;
                };
            *study = *std::move(own);
        }
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

}  // namespace app
