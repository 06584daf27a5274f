#include "app/settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace app {
namespace {

constexpr std::size_t recent_most = 9, imported_most = 200;

std::string folder_of(const char* variable, const char* below_home) {
    if (const char* xdg = std::getenv(variable); xdg != nullptr && *xdg == '/')
        return std::string{xdg} + "/learnreach";
    const char* home = std::getenv("HOME");
    return std::string{home == nullptr ? "/tmp" : home} + below_home;
}

nlohmann::json read(const std::string& folder, const char* name) {
    if (folder.empty()) return nullptr;
    std::ifstream in(folder + "/" + name);
    if (!in) return nullptr;
    return nlohmann::json::parse(in, nullptr, false);
}

void write(const std::string& folder, const char* name, const nlohmann::ordered_json& json) {
    if (folder.empty()) return;
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    const std::string file = folder + "/" + name, beside = file + ".new";
    {
        std::ofstream out(beside);
        out << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        if (!out) return;
    }
    std::filesystem::rename(beside, file, ignored);
}

constexpr const char *settings_file = "settings.json", *recent_file = "recent.json",
                     *imported_file = "imported.json";

}  // namespace

std::string config_folder() {
    return folder_of("XDG_CONFIG_HOME", "/.config/learnreach");
}

std::string state_folder() {
    return folder_of("XDG_STATE_HOME", "/.local/state/learnreach");
}

std::string cache_folder() {
    return folder_of("XDG_CACHE_HOME", "/.cache/learnreach");
}

Settings load_settings(const std::string& config, const std::string& state) {
    Settings s;
    try {
        if (const auto json = read(config, settings_file); json.is_object()) {
            s.lang = json.value("language", "th") == "en" ? geo::Lang::en : geo::Lang::th;
            s.theme = json.value("theme", "light") == "dark" ? render::Theme::dark : render::Theme::light;
            s.scale = std::clamp(json.value("scale", 1.0F), 1.0F, 3.0F);
            s.larger = std::clamp(json.value("larger", 0.0F), 0.0F, 4.0F);
            s.left_folded = json.value("left_folded", false);
            s.bottom_folded = json.value("bottom_folded", false);
            s.right_folded = json.value("right_folded", false);
            s.more_open = json.value("more_open", false);
            s.refer_open = json.value("refer_open", false);
            s.demo_shown = json.value("demo_shown", false);
            s.last_folder = json.value("last_folder", "");
        }
    } catch (const nlohmann::json::exception&) {
        s = Settings{};
    }
    try {
        if (const auto json = read(state, recent_file); json.is_array())
            for (const auto& one : json)
                if (s.recent.size() < recent_most)
                    s.recent.push_back(
                        {one.value("path", ""), one.value("title", ""), one.value("when", "")});
    } catch (const nlohmann::json::exception&) {
        s.recent.clear();
    }
    try {
        if (const auto json = read(state, imported_file); json.is_array())
            for (const auto& one : json)
                if (s.imported.size() < imported_most)
                    s.imported.push_back({one.value("path", ""), one.value("origin", "")});
    } catch (const nlohmann::json::exception&) {
        s.imported.clear();
    }
    return s;
}

void store_settings(const Settings& s, const std::string& config, const std::string& state) {
    nlohmann::ordered_json json;
    json["language"] = s.lang == geo::Lang::en ? "en" : "th";
    json["theme"] = s.theme == render::Theme::dark ? "dark" : "light";
    json["scale"] = s.scale;
    json["larger"] = s.larger;
    json["left_folded"] = s.left_folded;
    json["bottom_folded"] = s.bottom_folded;
    json["right_folded"] = s.right_folded;
    json["more_open"] = s.more_open;
    json["refer_open"] = s.refer_open;
    json["demo_shown"] = s.demo_shown;
    json["last_folder"] = s.last_folder;
    write(config, settings_file, json);
    nlohmann::ordered_json recent = nlohmann::ordered_json::array();
    for (const RecentStudy& one : s.recent)
        recent.push_back({{"path", one.path}, {"title", one.title}, {"when", one.when_iso}});
    write(state, recent_file, recent);
    nlohmann::ordered_json imported = nlohmann::ordered_json::array();
    for (const ImportedFile& one : s.imported)
        imported.push_back({{"path", one.path}, {"origin", one.origin}});
    write(state, imported_file, imported);
}

void remember(Settings& s, const std::string& path, const std::string& title, const std::string& when_iso) {
    std::erase_if(s.recent, [&](const RecentStudy& one) { return one.path == path; });
    s.recent.insert(s.recent.begin(), {path, title, when_iso});
    if (s.recent.size() > recent_most) s.recent.resize(recent_most);
}

void remember(Settings& s, ImportedFile file) {
    std::erase_if(s.imported, [&](const ImportedFile& one) { return one.path == file.path; });
    s.imported.insert(s.imported.begin(), std::move(file));
    if (s.imported.size() > imported_most) s.imported.resize(imported_most);
}

}  // namespace app
