// What a panel may ask for.  A panel changes the world only through the Outbox, which is applied after all
// panels were drawn.
#pragma once

#include "geo/data/reading.h"
#include "geo/geom/shape.h"
#include "geo/study/study.h"
#include "render/page.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace geo {
struct SampleStudy;
}

namespace app {

struct ImportDraft;
enum class ImportAsk : std::uint8_t { none, load, load_rest, skip_rest, back, skip, cancel };

/// Areas chosen by a click on map, table or chart; all of one level.
struct Selection {
    geo::Level level = geo::Level::tambon;
    std::vector<geo::AreaId> areas;  ///< ascending
    bool has(geo::AreaId area) const;
    bool operator==(const Selection&) const = default;
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
    add_unit,
    remove_unit,
    draw_road,
    close_road,
    slow_roads,
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
        profiles,
        speeds_out,
        speeds_in
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
    std::optional<std::size_t> show_report;  ///< of Frame::reports
    std::optional<geo::LonLat> look_at;      ///< on the map, with a mark
    std::string import_profile;              ///< path of a profile to take in
    std::string import_speeds;               ///< path of a table of speeds to take in
    std::size_t profile = 0;                 ///< of the study, with FileAsk::For::profile
    /// On the assistant's map; a place that is not one shows everything again.
    std::optional<std::optional<geo::LonLat>> import_focus;
    std::optional<bool> more_open, refer_open;
    std::string forget_recent;  ///< path
    bool dismiss_trouble = false;
    std::optional<Selection> select;
    std::optional<geo::AreaId> hover;
    std::optional<std::optional<geo::LonLat>> explain;  ///< the trip from there, or none
    std::optional<geo::UnitId> unit;                    ///< choose it, or none
    std::optional<geo::LonLat> look_at_unit;            ///< the map moves only where it is out of sight
    bool unit_taken = false;                            ///< a unit begins to be dragged
    std::optional<geo::Box> zoom_to;                    ///< metres in the plane
    std::string copy_text;                              ///< to the clipboard
    const geo::SampleStudy* sample = nullptr;           ///< open this one
    std::string say;                                    ///< for some seconds, in the user's language

    void edit(std::string label, std::function<void(geo::Study&)> change) {
        edits.push_back({std::move(label), std::move(change)});
    }
    void act(Action action) { actions.push_back(action); }
};

}  // namespace app
