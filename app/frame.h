// What a panel may see in a frame, and what it may ask for.  A panel changes the world only through the
// Outbox.
//
// The trap: references in a Frame live for this frame only; a panel keeps ids and settings of its own, never
// pointers.
#pragma once

#include "app/theme.h"
#include "geo/base/words.h"
#include "geo/data/import_report.h"
#include "geo/study/results.h"
#include "geo/study/study.h"
#include "render/basemap.h"
#include "render/map_scene.h"
#include "render/page.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geo {
struct SampleStudy;
}

namespace app {

struct ImportView;
struct ImportDraft;
enum class ImportAsk : std::uint8_t { none, load, skip, cancel };

enum class Step : std::uint8_t { data, check, travel, coverage, plan, report };
inline constexpr std::size_t step_count = 6;

/// Work in the background, as the progress card shows it.
struct JobView {
    bool running = false;
    std::string stage;         ///< words of the present stage
    double done = 0;           ///< 0 to 1
    double seconds_left = -1;  ///< negative: not known yet
    bool can_stop = true;
    double seconds = 0;  ///< since it began; nothing is shown under 0.3
};

/// Areas chosen by a click on map, table or chart; all of one level.
struct Selection {
    geo::Level level = geo::Level::tambon;
    std::vector<geo::AreaId> areas;  ///< ascending
    bool has(geo::AreaId area) const;
    bool operator==(const Selection&) const = default;
};

/// What the start page says about the demonstration country, besides its progress.
enum class CountryCard : std::uint8_t { none, offered, kept, stopped, failed };

struct RecentStudy {
    std::string path;
    std::string title;
    std::string when_iso;
};

/// Everything a panel may know.
struct Frame {
    geo::Lang lang = geo::Lang::th;
    render::Theme theme = render::Theme::light;
    float scale = 1;                    ///< design pixel to window pixel
    float width = 1600, height = 1000;  ///< of the window, in window pixels
    Step step = Step::coverage;
    bool start_page = false;                         ///< nothing is open
    const geo::Study* study = nullptr;               ///< never null
    const geo::Results* results = nullptr;           ///< null before the first run, or where it cannot run
    const geo::Dataset* results_data = nullptr;      ///< what results were computed from; null without
    const geo::Error* results_error = nullptr;       ///< why there is no result
    bool stale = false;                              ///< results belong to an older study
    std::shared_ptr<const render::Basemap> base;     ///< null while it is made
    std::shared_ptr<const render::RoadLines> roads;  ///< null: none, or not made yet
    const render::Choropleth* choropleth = nullptr;  ///< of study.map; null without base
    std::uint64_t choropleth_version = 0;            ///< another one wherever it was made anew
    const Selection* selection = nullptr;            ///< never null
    geo::AreaId hovered;                             ///< of study.map.level
    const std::vector<geo::ImportReport>* reports = nullptr;  ///< of this session, newest last; never null
    const std::vector<RecentStudy>* recent = nullptr;         ///< never null
    double off_network = 0;  ///< part of the children that live too far from every loaded road
    JobView analysis;        ///< coverage
    JobView work;            ///< files: import, open, save, export
    JobView country;         ///< the demonstration country is made or opened
    CountryCard country_card = CountryCard::none;
    const geo::Error* country_trouble = nullptr;  ///< with CountryCard::failed
    bool can_undo = false, can_redo = false;
    std::string undo_label, redo_label;  ///< message keys
    std::string study_path;              ///< "" while it was never saved
    std::string saved_at;                ///< "14:32"; "" while unsaved
    std::optional<geo::LonLat> cursor;   ///< nothing before the pointer was on the map
    double scale_denominator = 0;        ///< of the map
    bool left_folded = false, bottom_folded = false, right_folded = false;
    bool drawer_open = false;             ///< of a narrow window
    bool dragging_files = false;          ///< something is held over the window
    std::string version;                  ///< of the program
    bool more_open = false;               ///< "more settings" of the coverage panel
    render::PageOptions page;             ///< of the report
    const geo::Error* trouble = nullptr;  ///< the last file work failed
    bool internet_forbidden = false;      ///< enforced, not promised
    /// Rows of loaded files that wait for a person: nothing is computed before they are decided or left out.
    struct Waiting {
        std::int64_t rows = 0;
        std::int64_t children_milli = 0;
    };
    Waiting waiting;
    const ImportView* import = nullptr;  ///< of the assistant; null while it is closed
    JobView import_work;                 ///< the assistant reads

    const std::string& word(std::string_view key) const { return geo::word(lang, key); }
};

/// Named actions: one table (action.h) gives each its words, icon, shortcut and when it is enabled.
enum class Action : std::uint16_t {
    none,
    open,
    open_start,
    save,
    save_as,
    import_files,
    undo,
    redo,
    recompute,
    stop_analysis,
    stop_work,
    switch_language,
    switch_theme,
    scale_up,
    scale_down,
    find,
    export_table,
    export_page,
    step_data,
    step_check,
    step_travel,
    step_coverage,
    step_plan,
    step_report,
    fold_left,
    fold_bottom,
    fold_right,
    map_only,
    zoom_in,
    zoom_out,
    zoom_home,
    pan_left,
    pan_right,
    pan_up,
    pan_down,
    level_tambon,
    level_amphoe,
    level_province,
    season_dry,
    season_rainy,
    level_down,
    level_up,
    clear_selection,
    help,
    next_worst,
    previous_worst,
    open_demo,
    open_country,
    stop_country,
    copy_report,
    read_larger,
    rename,
    quit
};

/// What a file is wanted for; the window opens its file browser.
struct FileAsk {
    enum class For : std::uint8_t {
        open,
        import,
        save_as,
        page,
        table,
        problems,
        profile,
        profiles
    } what = For::open;
    std::string name;  ///< proposed, with its extension
};

/// Everything a panel may ask for.  Applied after all panels were drawn, in this order.
struct Outbox {
    struct Edit {
        std::string label;  ///< message key of the undo step
        std::function<void(geo::Study&)> change;
    };
    std::vector<Edit> edits;
    std::vector<Action> actions;
    std::vector<std::string> open_files;            ///< studies to open or files to import, by content
    std::string save_to;                            ///< path of a study
    std::string export_to;                          ///< path; .pdf, .png, .svg for the page
    FileAsk::For export_what = FileAsk::For::page;  ///< page or table
    std::optional<render::PageOptions> page;
    std::optional<FileAsk> ask_file;
    std::shared_ptr<const ImportDraft> import_draft;  ///< read it so
    ImportAsk import_ask = ImportAsk::none;
    std::string import_sender;  ///< with ImportAsk::load: remember how the file was read as this sender's
    /// An answer to a note of a loaded file, which is read again with it.
    struct Decided {
        std::size_t report = 0;  ///< of Frame::reports
        geo::Decision decision;
    };
    std::optional<Decided> decided;
    std::optional<geo::LonLat> look_at;  ///< on the map, with a mark
    std::string import_profile;          ///< path of a profile to take in
    std::size_t profile = 0;             ///< of the study, with FileAsk::For::profile
    /// On the assistant's map; a place that is not one shows everything again.
    std::optional<std::optional<geo::LonLat>> import_focus;
    std::optional<bool> more_open;
    std::string forget_recent;  ///< path
    bool dismiss_trouble = false;
    std::optional<Selection> select;
    std::optional<geo::AreaId> hover;
    std::optional<geo::Box> zoom_to;           ///< metres in the plane
    std::string copy_text;                     ///< to the clipboard
    const geo::SampleStudy* sample = nullptr;  ///< open this one

    void edit(std::string label, std::function<void(geo::Study&)> change) {
        edits.push_back({std::move(label), std::move(change)});
    }
    void act(Action action) { actions.push_back(action); }
};

}  // namespace app
