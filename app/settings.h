// What belongs to the user and not to a study: language, theme, sizes in a small JSON file of the desktop's
// configuration folder; recent studies, and studies closed before they were saved, in its state folder.
//
// The trap: the file may be missing, old or damaged; then the standard settings hold and nothing is said.
#pragma once

#include "app/frame.h"

#include <string>
#include <vector>

namespace app {

struct ImportedFile {
    std::string path;
    std::string origin;  ///< as in geo::SourceFile
    bool operator==(const ImportedFile&) const = default;
};

struct Settings {
    geo::Lang lang = geo::Lang::th;
    render::Theme theme = render::Theme::light;
    float scale = 1;   ///< 1 to 3
    float larger = 0;  ///< reading size: 0, 2 or 4 design pixels more
    bool left_folded = false, bottom_folded = false, right_folded = false;
    bool more_open = false;   ///< "more settings" of the coverage panel
    bool refer_open = false;  ///< "find, help, refer" of inspector and trip
    bool demo_shown = false;  ///< the first start is over
    std::string last_folder;
    std::vector<RecentStudy> recent;  ///< newest first, at most 9
    /// Where imported files lie, so that a study that is opened again finds them; newest first, at most 200.
    std::vector<ImportedFile> imported;
};

/// $XDG_CONFIG_HOME/learnreach, else ~/.config/learnreach.
std::string config_folder();
/// $XDG_STATE_HOME/learnreach, else ~/.local/state/learnreach.
std::string state_folder();
/// $XDG_CACHE_HOME/learnreach, else ~/.cache/learnreach.
std::string cache_folder();
/// An empty folder keeps nothing.
Settings load_settings(const std::string& config, const std::string& state);
/// Written beside and renamed; a failure is ignored, for settings are no data.
void store_settings(const Settings& settings, const std::string& config, const std::string& state);
/// Puts a study first.
void remember(Settings& settings, const std::string& path, const std::string& title,
              const std::string& when_iso);

/// Puts an imported file first.
void remember(Settings& settings, ImportedFile file);

}  // namespace app
