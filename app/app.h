// The program without a window: the open study and its history, what is computed from it, the work in the
// background, and one call that draws everything.  A test drives it with an ImGui context and no display.
//
// The trap: panels see a Frame and fill an Outbox; only apply() changes anything, after all panels were
// drawn.
#pragma once

#include "app/app_options.h"
#include "app/band_work.h"
#include "app/check_work.h"
#include "app/frame.h"
#include "app/import_map.h"
#include "app/import_work.h"
#include "app/kept_reports.h"
#include "app/lane.h"
#include "app/layout.h"
#include "app/map_area.h"
#include "app/map_picture.h"
#include "app/panels/panels.h"
#include "app/referral_work.h"
#include "app/settings.h"
#include "app/shown.h"
#include "app/trip_work.h"
#include "geo/study/analysis.h"
#include "geo/study/history.h"
#include "geo/study/study_file.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app {

class App {
public:
    explicit App(AppOptions options);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    /// Studies are opened, other files imported, areas first; told by content.
    void open(const std::vector<std::string>& files);
    void open_demo();
    /// The demonstration country: made beside the window where it is not kept yet, then opened, unless
    /// another study was opened meanwhile; with a sample as its question.
    void open_country(const geo::SampleStudy* sample = nullptr);
    /// At the very first start the demonstration shows what the program does; afterwards the start page.
    void first_start();

    /// Draws everything into the current ImGui frame and applies what was asked for.  `content_scale` is the
    /// screen's.
    void draw(MapPainter& painter, float width, float height, float content_scale);

    struct FontWish {
        float scale = 1, larger = 0;
        bool operator==(const FontWish&) const = default;
    };
    /// A scale that would leave less than 640 x 360 design pixels gives way, in the steps of the menu.
    FontWish font_wish(float content_scale, float width, float height) const;
    bool wants_quit() const { return quit_; }
    /// How long the window may sleep where nothing is done to it: 0 while the map moves, infinity at rest.
    double next_frame_s() const;
    /// Nothing runs, waits or is about to be shown.
    bool idle() const;
    std::string window_title() const;
    void hold_files(bool over) { dragging_files_ = over; }
    void internet_forbidden(bool yes) { internet_forbidden_ = yes; }

    // For tests and for the map.
    const geo::Study& study() const { return *history_.now(); }
    const std::shared_ptr<const geo::Results>& results() const { return results_; }
    const Settings& settings() const { return settings_; }
    const Selection& selection() const { return selection_; }
    const std::vector<geo::ImportReport>& reports() const { return reports_.shown(); }
    const std::optional<geo::Error>& trouble() const { return trouble_; }
    const Frame& last_frame() const { return frame_; }
    bool start_page() const { return start_page_; }
    const std::string& study_path() const { return kept_.path; }
    const MapArea& map() const { return map_; }
    /// The map of this study was painted.
    bool map_shown() const { return !start_page_ && parts_.base != nullptr && parts_.choropleth.has_value(); }
    Step step() const { return step_; }
    void apply(Outbox& out);
    /// The assistant is open, whatever step is shown.
    const ImportWork& import_work() const { return import_; }

private:
    // app.cpp
    void look(float width, float height, float content_scale);
    void deliver();
    // app_draw.cpp
    void draw_all(MapPainter& painter, Outbox& out);
    void draw_import(MapPainter& painter, Outbox& out);
    void draw_bars(const Layout& layout, Outbox& out);
    void draw_left(Outbox& out);
    void draw_mark_at(geo::LonLat at);
    void draw_page(MapPainter& painter, const Rect& room);
    void draw_toast(const Rect& map, Outbox& out);
    void draw_handles(const Layout& layout, Outbox& out, bool right);
    void after_edits();
    void follow_areas();
    bool stale() const;
    void say_toast(std::string words, bool can_undo);
    void offer_country();
    void store() const;

    // app_work.cpp: what runs beside the window
    void analyse(bool again);
    Waiting waiting() const;
    void show_results(std::shared_ptr<const geo::Results> results);
    void make_base();
    void make_choropleth();
    std::vector<render::Focus> legend_about() const;
    void take(geo::Study study, std::string path);
    void show_demo(geo::Study study);
    void show_sample();
    void look_for_country();

    // app_import.cpp
    void import(std::vector<std::string> files);
    void decide(const Outbox::Decided& decided);
    std::string place_of(const geo::SourceFile& source) const;
    void keep_report(const geo::ImportReport& report);
    void export_problems(const std::string& file);
    void export_profile(const std::string& file);
    void import_profile(const std::string& file);
    void export_speeds(const std::string& file);
    void import_speeds(const std::string& file);
    bool importing() const;
    void follow_import();
    void leave_import();
    void ask_import(ImportAsk ask, const std::string& sender);
    void load_import(const std::string& sender);
    void load_rest();
    void make_import_map();
    ImportView import_view() const;

    // app_files.cpp
    void open_one(const std::string& path);
    void save(const std::string& path);
    void autosave();
    void keep_unsaved();
    void flush();
    void make_preview(float room_width, float room_height);
    std::shared_ptr<const geo::TravelBands> page_bands() const;
    void export_page(const std::string& file);
    void export_table(const std::string& file);
    bool refuses(const std::string& file);
    void failed(const geo::Error& error);
    Job job(std::function<Delivery(const Snapshot&, const geo::Progress&)> work);

    // app_actions.cpp
    void act(Action action);
    void set_level(geo::Level level);
    void step_worst(int by);
    void put_unit(geo::LonLat at);
    void take_unit_away(geo::UnitId unit);
    void slow_roads();
    bool has_room_for_road();
    void ask(FileAsk ask);
    void look_at(geo::LonLat at);

    AppOptions options_;
    Settings settings_;
    geo::History<geo::Study> history_;
    Snapshot computed_;  ///< whose results are shown
    Snapshot asked_;     ///< whose results were asked for last
    Snapshot told_;      ///< of the last toast
    int opened_ = 0;     ///< studies taken so far: which one a save was asked for
    std::shared_ptr<const geo::Results> results_;
    double off_network_ = 0;
    std::int64_t cut_off_milli_ = 0;
    std::optional<geo::BarrierTold> barriers_;
    std::optional<geo::Error> results_error_;
    std::shared_ptr<const geo::Areas> of_areas_;  ///< whose rows selection and results mean
    MapParts parts_;
    PagePicture page_;
    Kept kept_;

    Selection selection_;
    geo::AreaId hovered_;
    geo::UnitId unit_;                                 ///< chosen
    std::shared_ptr<const geo::Results> before_drag_;  ///< as a unit was taken hold of
    Step step_ = Step::coverage;
    bool start_page_ = true, map_only_ = false, drawer_ = false, low_bottom_open_ = false, quit_ = false,
         dragging_files_ = false;
    bool internet_forbidden_ = false;
    KeptReports reports_;
    std::shared_ptr<const geo::Dataset> run_without_;  ///< whose waiting rows are left out of the answer
    std::optional<geo::LonLat> marked_;                ///< on the map of the check step
    std::size_t profile_ = 0;                          ///< that a file is chosen for
    std::optional<geo::Error> trouble_;
    std::optional<geo::Error> country_trouble_;
    CountryCard country_card_ = CountryCard::none;
    const geo::SampleStudy* sample_ = nullptr;  ///< its provinces are shown once the map is there
    std::optional<Toast> toast_;
    Frame frame_;
    ImportView import_view_;  ///< of this frame
    ImportMap import_map_;
    ImportMapOf import_map_of_;
    std::optional<geo::LonLat> import_focus_;
    std::string wrote_in_;  ///< the folder chosen last for what is written of this study; none yet: empty
    bool began_at_start_ = false;  ///< the assistant goes back to the start page
    bool worth_a_look_ = false;    ///< of the files loaded in one go
    bool load_rest_ = false;       ///< files that ask nothing are loaded one after the other

    MapArea map_;
    Panels panels_;

    std::shared_ptr<geo::Analysis> analysis_;  ///< touched by jobs of `latest_` alone
    // Last, so that they end first.
    TripWork trip_;
    CheckWork checks_;
    ReferralWork referral_;
    BandWork bands_;
    Latest latest_;
    Latest drawing_;
    Latest preview_;
    Latest import_drawing_;
    ImportWork import_;
    Queue queue_;
    Queue country_lane_;  ///< of its own: files can be opened while the country is made
};

}  // namespace app
