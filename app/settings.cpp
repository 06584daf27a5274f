#include "app/settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace app {
namespace {

constexpr std::size_t recent_most = 9;

std::string file_in(const std::string& folder) {
    return folder + "/settings.json";
}

}  // namespace

std::string config_folder() {
    if (const char* xdg = std::getenv("XDG_CONFIG_HOME"); xdg != nullptr && *xdg == '/')
        return std::string{xdg} + "/learnreach";
    const char* home = std::getenv("HOME");
    return std::string{home == nullptr ? "/tmp" : home} + "/.config/learnreach";
}

Settings load_settings(const std::string& folder) {
    Settings s;
    std::ifstream in(file_in(folder));
    if (!in) return s;
    const auto json = nlohmann::json::parse(in, nullptr, false);
    if (!json.is_object()) return s;
    try {
        s.lang = json.value("language", "th") == "en" ? geo::Lang::en : geo::Lang::th;
        s.theme = json.value("theme", "light") == "dark" ? render::Theme::dark : render::Theme::light;
        s.scale = std::clamp(json.value("scale", 1.0F), 1.0F, 3.0F);
        s.larger = std::clamp(json.value("larger", 0.0F), 0.0F, 4.0F);
        s.left_folded = json.value("left_folded", false);
        s.bottom_folded = json.value("bottom_folded", false);
        s.right_folded = json.value("right_folded", false);
        s.more_open = json.value("more_open", false);
        s.demo_shown = json.value("demo_shown", false);
        s.last_folder = json.value("last_folder", "");
        for (const auto& one : json.value("recent", nlohmann::json::array()))
            if (s.recent.size() < recent_most)
                s.recent.push_back({one.value("path", ""), one.value("title", ""), one.value("when", "")});
    } catch (const nlohmann::json::exception&) {
        return Settings{};
    }
    return s;
}

void store_settings(const Settings& s, const std::string& folder) {
    nlohmann::ordered_json json;
    json["language"] = s.lang == geo::Lang::en ? "en" : "th";
    json["theme"] = s.theme == render::Theme::dark ? "dark" : "light";
    json["scale"] = s.scale;
    json["larger"] = s.larger;
    json["left_folded"] = s.left_folded;
    json["bottom_folded"] = s.bottom_folded;
    json["right_folded"] = s.right_folded;
    json["more_open"] = s.more_open;
    json["demo_shown"] = s.demo_shown;
    json["last_folder"] = s.last_folder;
    json["recent"] = nlohmann::ordered_json::array();
    for (const RecentStudy& one : s.recent)
        json["recent"].push_back({{"path", one.path}, {"title", one.title}, {"when", one.when_iso}});
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    const std::string beside = file_in(folder) + ".new";
    {
        std::ofstream out(beside);
        out << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        if (!out) return;
    }
    std::filesystem::rename(beside, file_in(folder), ignored);
}

void remember(Settings& s, const std::string& path, const std::string& title, const std::string& when_iso) {
    std::erase_if(s.recent, [&](const RecentStudy& one) { return one.path == path; });
    s.recent.insert(s.recent.begin(), {path, title, when_iso});
    if (s.recent.size() > recent_most) s.recent.resize(recent_most);
}

}  // namespace app
