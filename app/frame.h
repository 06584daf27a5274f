// What a panel may see in a frame; what it may ask for is in outbox.h.
//
// The trap: references in a Frame live for this frame only; a panel keeps ids and settings of its own, never
// pointers.
#pragma once

#include "app/outbox.h"
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
struct ExplainedTrip;
struct NearBorder;
struct Referral;
struct ReferralWay;
struct SelfCheck;
}  // namespace geo

namespace app {

struct ImportView;

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

/// What the start page says about the demonstration country, besides its progress.
enum class CountryCard : std::uint8_t { none, offered, kept, stopped, failed };

struct RecentStudy {
    std::string path;
    std::string title;
    std::string when_iso;
};

/// Rows of loaded files that wait for a person: nothing is computed before they are decided or left out.
struct Waiting {
    std::int64_t rows = 0;
    std::int64_t children_milli = 0;
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
    geo::UnitId unit;                                ///< of the scenario, chosen; none
    geo::UnitId dragged_unit;                        ///< under the pointer's hand; none
    bool unit_in_hand = false;                       ///< one is dragged, or about to be put
    const geo::Results* before_drag = nullptr;       ///< as it was when it was taken hold of; null without
    const std::vector<geo::ImportReport>* reports = nullptr;  ///< of the sources, in their order; never null
    const std::vector<int>* report_of_source = nullptr;       ///< -1: none; never null
    const std::vector<RecentStudy>* recent = nullptr;         ///< never null
    std::int64_t cut_off_milli = 0;  ///< children with a road near, but water or a barrier before it
    std::optional<geo::BarrierTold> barriers;  ///< whose walk barriers change; none where none is loaded
    double off_network = 0;                ///< part of the children that live too far from every loaded road
    std::optional<geo::LonLat> trip_from;  ///< where the trip begins that is explained; none
    const geo::ExplainedTrip* trip = nullptr;             ///< null while it is computed
    const geo::Referral* chains = nullptr;                ///< of all areas; null until it is there
    const geo::ReferralWay* refer_way = nullptr;          ///< of trip_from; null until it is there
    bool refer_old = false;                               ///< both are of results before these
    bool refer_open = false;                              ///< "find, help, refer" is unfolded
    std::shared_ptr<const geo::TravelBands> bands;        ///< null where they are not drawn, or not there yet
    bool bands_old = false;                               ///< of results before these
    const std::vector<geo::SelfCheck>* checks = nullptr;  ///< null or empty until they are there
    const geo::NearBorder* near_border = nullptr;         ///< of the first limit; null until it is there
    JobView analysis;                                     ///< coverage
    JobView bands_work;                                   ///< the bands of the map
    JobView work;                                         ///< files: import, open, save, export
    JobView country;                                      ///< the demonstration country is made or opened
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
    Waiting waiting;
    const ImportView* import = nullptr;  ///< of the assistant; null while it is closed
    JobView import_work;                 ///< the assistant reads

    const std::string& word(std::string_view key) const { return geo::word(lang, key); }
};

}  // namespace app
