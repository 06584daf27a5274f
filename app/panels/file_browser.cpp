#include "app/panels/file_browser.h"

#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/import.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace app {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool ends_in(const std::string& name, const std::vector<std::string>& extensions) {
    if (extensions.empty()) return true;
    const std::string low = lower(name);
    return std::any_of(extensions.begin(), extensions.end(), [&](const std::string& e) {
        const std::string end = lower(e.empty() || e.front() == '.' ? e : "." + e);
        return low.size() > end.size() && low.compare(low.size() - end.size(), end.size(), end) == 0;
    });
}

std::string home() {
    const char* folder = std::getenv("HOME");
    return folder == nullptr ? "/" : folder;
}

std::string size_words(const Frame& frame, std::int64_t bytes) {
    if (bytes < 1024) return geo::say(frame.lang, "app.unit.bytes", {{"number", geo::grouped(bytes)}});
    if (bytes < 1024 * 1024)
        return geo::say(frame.lang, "app.unit.kilobytes", {{"number", geo::grouped((bytes + 1023) / 1024)}});
    return geo::say(frame.lang, "app.unit.megabytes",
                    {{"number", geo::grouped((bytes + 1048575) / 1048576)}});
}

}  // namespace

std::vector<Listed> listed(const std::string& folder, const std::vector<std::string>& extensions) {
    std::vector<Listed> out;
    std::error_code error;
    for (fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end; it.increment(error)) {
        std::error_code ignored;
        Listed one;
        one.name = it->path().filename().string();
        if (one.name.empty() || one.name.front() == '.') continue;
        one.folder = it->is_directory(ignored);
        if (!one.folder) {
            if (!ends_in(one.name, extensions)) continue;
            const auto bytes = it->file_size(ignored);
            one.bytes = ignored ? 0 : static_cast<std::int64_t>(bytes);
        }
        out.push_back(std::move(one));
    }
    std::sort(out.begin(), out.end(), [](const Listed& a, const Listed& b) {
        if (a.folder != b.folder) return a.folder;
        const int order = geo::compare_thai(a.name, b.name);
        return order != 0 ? order < 0 : a.name < b.name;
    });
    return out;
}

namespace {

const char* title_of(FileAsk::For what) {
    switch (what) {
        case FileAsk::For::open:
            return "files.open";
        case FileAsk::For::import:
            return "files.import";
        case FileAsk::For::save_as:
            return "files.save_as";
        case FileAsk::For::page:
            return "files.page";
        case FileAsk::For::table:
            return "files.table";
        case FileAsk::For::problems:
            return "files.problems";
        case FileAsk::For::profile:
            return "files.profile";
        case FileAsk::For::profiles:
            return "files.profiles";
        case FileAsk::For::speeds_out:
            return "files.speeds_out";
        case FileAsk::For::speeds_in:
            return "files.speeds_in";
    }
    return "files.open";
}

}  // namespace

std::string proposed_name(const std::string& title, const std::string& extension) {
    std::string name = title.empty() ? "learnreach" : title;
    for (char& c : name)
        if (c == '/' || c == '\\' || c == ':' || (c >= 0 && c < ' ')) c = '-';
    return name + extension;
}

std::string with_extension(const std::string& name, const std::string& extension) {
    if (name.empty() || extension.empty()) return name;
    if (!ends_in(name, {extension})) return name + extension;
    return name.substr(0, name.size() - extension.size()) + extension;
}

bool FileBrowser::saves() const {
    return ask_.what == FileAsk::For::save_as || ask_.what == FileAsk::For::page ||
           ask_.what == FileAsk::For::table || ask_.what == FileAsk::For::problems ||
           ask_.what == FileAsk::For::profile || ask_.what == FileAsk::For::speeds_out;
}

/// One file of a kind of its own, no study and no table of children.
bool FileBrowser::takes_one() const {
    return ask_.what == FileAsk::For::profiles || ask_.what == FileAsk::For::speeds_in;
}

void FileBrowser::open(FileAsk ask, const std::string& folder) {
    ask_ = std::move(ask);
    open_ = true;
    all_files_ = false;
    overwrite_asked_ = false;
    filter_.clear();
    name_ = ask_.name;
    std::error_code ignored;
    go(!folder.empty() && fs::is_directory(folder, ignored) ? folder : home());
}

void FileBrowser::go(const std::string& folder) {
    std::error_code error;
    const fs::path clean = fs::weakly_canonical(folder, error);
    folder_ = error ? folder : clean.string();
    typed_ = folder_;
    chosen_.clear();
    std::vector<std::string> extensions;
    if (!all_files_ && !saves()) extensions = geo::readable_extensions();
    if (ask_.what == FileAsk::For::profiles && !all_files_) extensions = {".json"};
    if (ask_.what == FileAsk::For::speeds_in && !all_files_) extensions = {".csv", ".txt"};
    if (saves() && !all_files_) extensions = {fs::path(ask_.name).extension().string()};
    if (saves() && extensions.front().empty()) extensions.clear();
    rows_ = listed(folder_, extensions);
}

std::string FileBrowser::target() const {
    const std::string name = with_extension(name_, fs::path(ask_.name).extension().string());
    return folder_ == "/" ? "/" + name : folder_ + "/" + name;
}

void FileBrowser::choose(const Frame&, Outbox& out) {
    if (saves()) {
        const std::string file = target();
        std::error_code ignored;
        if (fs::exists(file, ignored) && !overwrite_asked_) {
            overwrite_asked_ = true;
            return;
        }
        if (ask_.what == FileAsk::For::save_as) {
            out.save_to = file;
        } else {
            out.export_to = file;
            out.export_what = ask_.what;
        }
    } else {
        for (const std::string& name : chosen_) {
            const std::string path = folder_ == "/" ? "/" + name : folder_ + "/" + name;
            if (ask_.what == FileAsk::For::profiles)
                out.import_profile = path;
            else if (ask_.what == FileAsk::For::speeds_in)
                out.import_speeds = path;
            else
                out.open_files.push_back(path);
        }
    }
    open_ = false;
}

void FileBrowser::draw(const Frame& frame, Outbox& out) {
    if (!open_) return;
    const Tokens& t = tokens(frame.theme);
    const float width = std::min(frame.width - ui::px(40), ui::px(860));
    const float height = std::min(frame.height - ui::px(80), ui::px(620));
    if (ui::shade(frame, "###file_shade")) open_ = false;
    ui::RegionLook look{t.surface, 18, 14, false, true};
    const ui::Region region("###file_browser", std::round((frame.width - width) / 2),
                            std::round((frame.height - height) / 2), width, height, look);
    if (ImGui::IsWindowAppearing()) ImGui::SetWindowFocus();
    ui::text(frame.word(title_of(ask_.what)), Font::section);
    ui::gap(2);

    // The path, typed or by its parts.
    const float up = ui::px(32);
    if (ui::icon_button("files.up", Icon::left, frame.word("files.up")))
        go(fs::path(folder_).parent_path().string());
    ui::same_line(6);
    if (ui::input_text("files.path", typed_, frame.word("files.path"), ui::width_left() - ui::px(210))) {
        std::error_code ignored;
        if (fs::is_directory(typed_, ignored) && typed_ != folder_) {
            const std::string kept = typed_;
            go(typed_);
            typed_ = kept;
        } else if (fs::is_regular_file(typed_, ignored)) {
            const fs::path path = typed_;
            const std::string kept = typed_;
            go(path.parent_path().string());
            typed_ = kept;
            chosen_ = {path.filename().string()};
            if (saves()) name_ = chosen_.front();
        }
    }
    ui::same_line(10);
    ui::input_text("files.filter", filter_, frame.word("files.filter"), ui::px(200));
    (void)up;
    ui::gap(6);

    const float foot = ui::px(saves() ? 122.0F : 50.0F) + (overwrite_asked_ ? ui::px(30) : 0);
    const float tall = ui::height_left() - foot - ui::px(6);
    ImGui::BeginChild("###files.places", {ui::px(190), tall});
    const std::array<std::pair<const char*, std::string>, 5> places = {
        {{"files.home", home()},
         {"files.documents", home() + "/Documents"},
         {"files.downloads", home() + "/Downloads"},
         {"files.desktop", home() + "/Desktop"},
         {"files.root", "/"}}};
    for (const auto& place : places) {
        std::error_code ignored;
        if (!fs::is_directory(place.second, ignored)) continue;
        if (ui::row(place.first, frame.word(place.first), folder_ == place.second, {}, Icon::folder))
            go(place.second);
    }
    if (!saves() && !takes_one() && !frame.recent->empty()) {
        ui::gap(8);
        ui::label(frame.word("start.recent"));
        for (std::size_t i = 0; i < frame.recent->size(); ++i) {
            const RecentStudy& one = (*frame.recent)[i];
            if (ui::row("files.recent." + std::to_string(i),
                        one.title.empty() ? fs::path(one.path).filename().string() : one.title, false, {},
                        Icon::reach)) {
                out.open_files = {one.path};
                open_ = false;
            }
        }
    }
    ImGui::EndChild();
    ui::same_line(12);
    ImGui::BeginChild("###files.rows", {0, tall});
    const std::string wanted = geo::key_of(filter_);
    std::vector<const Listed*> shown;
    for (const Listed& one : rows_)
        if (wanted.empty() || geo::key_of(one.name).find(wanted) != std::string::npos) shown.push_back(&one);
    std::string go_to;
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(shown.size()), ui::px(31) + ImGui::GetStyle().ItemSpacing.y);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const Listed& one = *shown[static_cast<std::size_t>(i)];
            const auto found = std::find(chosen_.begin(), chosen_.end(), one.name);
            const bool clicked = ui::row("files.row." + one.name, one.name, found != chosen_.end(),
                                         one.folder ? std::string{} : size_words(frame, one.bytes),
                                         one.folder ? Icon::folder : Icon::page);
            const bool twice = ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
            if (clicked && one.folder) {
                go_to = (folder_ == "/" ? "" : folder_) + "/" + one.name;
            } else if (clicked) {
                overwrite_asked_ = false;
                if (saves()) name_ = one.name;
                const bool several = ImGui::GetIO().KeyCtrl && !saves() && !takes_one();
                if (several && found != chosen_.end())
                    chosen_.erase(found);
                else if (several)
                    chosen_.push_back(one.name);
                else
                    chosen_ = {one.name};
            } else if (twice && !one.folder && !saves()) {
                chosen_ = {one.name};
                choose(frame, out);
            }
        }
    }
    if (shown.empty()) ui::paragraph(frame.word("files.empty"), Font::label);
    ImGui::EndChild();
    if (!go_to.empty()) go(go_to);

    if (saves()) {
        ui::label(frame.word("files.name"));
        if (ui::input_text("files.name", name_, "", -1)) overwrite_asked_ = false;
        if (overwrite_asked_) ui::text_coloured(frame.word("files.overwrite"), t.warn, Font::label);
    }
    const std::string& all = frame.word(all_files_ ? "files.only_known" : "files.all");
    if (ui::link("files.all", all)) {
        all_files_ = !all_files_;
        go(folder_);
    }
    const std::string action =
        frame.word(saves() ? overwrite_asked_ ? "files.replace" : "files.save" : "files.choose");
    const float action_width = ui::text_width(action, Font::body_bold) + ui::px(40);
    const float cancel_width = ui::text_width(frame.word("app.cancel"), Font::body) + ui::px(32);
    ImGui::SameLine(ImGui::GetContentRegionMax().x - action_width - cancel_width - ui::px(10));
    if (ui::button("files.cancel", frame.word("app.cancel"), cancel_width)) open_ = false;
    ui::same_line(10);
    const bool ready = saves() ? !name_.empty() : !chosen_.empty();
    if (ui::primary_button("files.go", action, action_width, ready)) choose(frame, out);
}

}  // namespace app
