#include "app/play.h"

#include "app/action.h"
#include "app/imgui_compat_private.h"
#include "app/widgets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

namespace app {
namespace {

constexpr double patience_s = 180;  ///< longer work means that the story is stuck

struct Verb {
    const char* name;
    std::size_t least, most;  ///< words after it
};
constexpr std::array verbs = {
    Verb{"open", 1, 9},    Verb{"wait", 0, 0},    Verb{"frames", 1, 1}, Verb{"click", 1, 2},
    Verb{"double", 1, 1},  Verb{"area", 1, 1},    Verb{"point", 1, 1},  Verb{"at", 2, 2},
    Verb{"wheel", 1, 1},   Verb{"drag", 3, 3},    Verb{"key", 1, 1},    Verb{"type", 1, 99},
    Verb{"action", 1, 1},  Verb{"picture", 1, 1}, Verb{"see", 1, 2},    Verb{"hear", 1, 99},
    Verb{"measure", 1, 1}, Verb{"end", 0, 0},     Verb{"level", 1, 1},  Verb{"hold", 0, 0},
    Verb{"release", 0, 0}, Verb{"menu", 0, 0},
};

double number(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

/// "Ctrl+Shift+Z", "F12", "Enter".
Shortcut shortcut_of(const std::string& text) {
    Shortcut out;
    std::stringstream in(text);
    std::string part;
    while (std::getline(in, part, '+')) {
        if (part == "Ctrl") out.ctrl = true;
        if (part == "Shift") out.shift = true;
        if (part.size() == 1) out.key = part[0] >= 'a' && part[0] <= 'z' ? part[0] - 'a' + 'A' : part[0];
        if (part.size() > 1 && part[0] == 'F') out.key = 289 + static_cast<int>(number(part.substr(1)));
        constexpr std::array named = {std::pair{"Esc", 256},    std::pair{"Enter", 257},
                                      std::pair{"Tab", 258},    std::pair{"Backspace", 259},
                                      std::pair{"Delete", 261}, std::pair{"Space", 32},
                                      std::pair{"Right", 262},  std::pair{"Left", 263},
                                      std::pair{"Down", 264},   std::pair{"Up", 265}};
        for (const auto& [name, key] : named)
            if (part == name) out.key = key;
    }
    return out;
}

/// "region=30,210,400": the `share` of sorted times.
double at_share(const std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

geo::Result<Play> Play::read(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return geo::fail(geo::Fault::not_found, file);
    std::stringstream text;
    text << in.rdbuf();
    return parse(text.str(), file);
}

geo::Result<Play> Play::parse(const std::string& text, const std::string& file) {
    Play out;
    out.file_ = file;
    std::stringstream in(text);
    std::string line;
    for (std::size_t row = 1; std::getline(in, line); ++row) {
        std::stringstream words(line);
        Command command;
        command.line = row;
        words >> command.verb;
        if (command.verb.empty() || command.verb[0] == '#') continue;
        for (std::string word; words >> word;) command.words.push_back(word);
        const auto* verb = std::find_if(verbs.begin(), verbs.end(),
                                        [&](const Verb& one) { return command.verb == one.name; });
        if (verb == verbs.end() || command.words.size() < verb->least || command.words.size() > verb->most) {
            geo::Error error;
            error.fault = geo::Fault::usage;
            error.file = file;
            error.row = static_cast<std::int64_t>(row);
            error.value = line;
            return geo::fail(std::move(error));
        }
        out.commands_.push_back(std::move(command));
    }
    ui::listen(true);
    return out;
}

void Play::next() {
    ++at_;
    phase_ = 0;
    quiet_ = 0;
    waited_s_ = 0;
    picture_.clear();
}

void Play::fail(const std::string& why) {
    const Command& command = commands_[at_];
    trouble_ = fmt::format("{}:{}: {} {}: {}", file_, command.line, command.verb, joined(command.words), why);
}

/// Moves the pointer to what the command names; false where it is not there.
bool Play::aim(const App& app, const Command& command) {
    if (command.verb == "at") {
        x_ = static_cast<float>(number(command.words[0])) * app.last_frame().scale;
        y_ = static_cast<float>(number(command.words[1])) * app.last_frame().scale;
        return true;
    }
    if (command.verb == "area" || command.verb == "point") {
        const geo::Level level = app.study().map.level;
        const std::string& name = command.words[0];
        const geo::AreaId area = name[0] == '#'
                                     ? geo::AreaId{static_cast<std::size_t>(number(name.substr(1)))}
                                     : app.study().data->areas->find(level, name);
        if (area.row() >= app.study().data->areas->at(level).size()) return false;
        if (!area.valid() || app.last_frame().base == nullptr) return false;
        const auto& inner = app.last_frame().base->area_inner.at(static_cast<std::size_t>(level));
        const render::PointMm at = app.map().window_of(inner[area.row()]);
        x_ = static_cast<float>(at.x);
        y_ = static_cast<float>(at.y);
        return true;
    }
    const auto found = ui::registry().find(command.words[0]);
    if (found == ui::registry().end() || !found->second.visible) return false;
    x_ = (found->second.x0 + found->second.x1) / 2;
    y_ = (found->second.y0 + found->second.y1) / 2;
    return true;
}

void Play::press(const Command& command) {
    if (command.verb == "key") {
        const Shortcut keys = shortcut_of(command.words[0]);
        if (phase_ <= 1) compat::hold_key(keys.key, phase_ == 0, keys.ctrl, keys.shift);
        if (phase_ == 2) compat::hold_key(0, false, false, false);
    }
    if (command.verb == "type" && phase_ == 0)
        ImGui::GetIO().AddInputCharactersUTF8(joined(command.words).c_str());
    if (command.verb == "wheel" && phase_ == 0)
        compat::turn_wheel(static_cast<float>(number(command.words[0])));
    if (command.verb == "hold") down_ = true;
    if (command.verb == "release") down_ = false;
    if (command.verb == "drag") {
        const int steps = std::max(2, static_cast<int>(number(command.words[2])));
        if (phase_ == 0) {
            from_x_ = x_;
            from_y_ = y_;
            down_ = true;
        }
        if (phase_ > 0 && phase_ <= steps) {
            const float share = static_cast<float>(phase_) / static_cast<float>(steps);
            x_ = from_x_ + static_cast<float>(number(command.words[0])) * share;
            y_ = from_y_ + static_cast<float>(number(command.words[1])) * share;
        }
        if (phase_ > steps) down_ = false;
    }
}

void Play::input(App& app) {
    if (done()) return;
    const Command& command = commands_[at_];
    const bool clicks = command.verb == "click" || command.verb == "double" || command.verb == "area";
    if ((clicks || command.verb == "point" || command.verb == "at") && phase_ == 0 && !aim(app, command)) {
        // What was asked for may appear with the next frames.
        if (++quiet_ > 20) fail("it is not there");
        --phase_;
    } else if (clicks) {
        down_ = phase_ == 1 || (command.verb == "double" && phase_ == 3);
    }
    press(command);
    if (command.verb == "open" && phase_ == 0) app.open(command.words);
    if (command.verb == "action" && phase_ == 0) {
        Outbox out;
        for (const ActionRow& row : action_table())
            if (command.words[0] == row.key && row.enabled(app.last_frame())) out.act(row.action);
        if (out.actions.empty()) fail("no such action, or it is not enabled");
        app.apply(out);
    }
    if (command.verb == "picture" && phase_ == 1) picture_ = command.words[0];
    compat::move_mouse(x_, y_);
    compat::hold_mouse(0, down_);
    compat::hold_mouse(1, command.verb == "menu" && phase_ == 1);
}

/// False where the story should wait a little longer.
bool Play::expect(const App& app, const Command& command) {
    if (command.verb == "level") return command.words[0] == geo::level_name(app.study().map.level);
    if (command.verb == "see") {
        const auto found = ui::registry().find(command.words[0]);
        if (found == ui::registry().end()) return command.words.size() > 1 && command.words[1] == "gone";
        if (command.words.size() == 1) return found->second.visible;
        return command.words[1] == (found->second.enabled ? "enabled" : "disabled");
    }
    const std::string wanted = joined(command.words);
    return std::any_of(ui::spoken().begin(), ui::spoken().end(),
                       [&](const std::string& said) { return said.find(wanted) != std::string::npos; });
}

void Play::after(App& app, double frame_ms, bool picture_written) {
    if (done()) return;
    const Command& command = commands_[at_];
    if (measuring_) frames_ms_.push_back(frame_ms);
    waited_s_ += frame_ms / 1000;
    ++phase_;
    const std::string& verb = command.verb;
    if (verb == "wait") {
        const bool busy = !app.idle() || app.map().moving();
        quiet_ = busy ? 0 : quiet_ + 1;
        if (busy && !measuring_) {
            std::this_thread::sleep_for(std::chrono::milliseconds(4));
            waited_s_ += 0.004;
        }
        if (waited_s_ > patience_s) return fail("the work does not end");
        if (quiet_ >= 4) next();
        return;
    }
    if (verb == "see" || verb == "hear" || verb == "level") {
        if (expect(app, command)) return next();
        if (phase_ > 30) fail("it is not so");
        return;
    }
    if (verb == "picture" && phase_ == 2) {
        if (!picture_written) return fail("it cannot be written");
        return next();
    }
    if (verb == "measure") {
        measuring_ = true;
        measured_ = command.words[0];
        frames_ms_.clear();
        return next();
    }
    if (verb == "end") {
        measuring_ = false;
        frames_ms_.pop_back();
        if (frames_ms_.empty()) return next();
        std::sort(frames_ms_.begin(), frames_ms_.end());
        figures_.push_back(fmt::format(
            "{}: {} frames, median {:.1f} ms, 95 of 100 within {:.1f} ms, longest {:.1f} ms", measured_,
            frames_ms_.size(), at_share(frames_ms_, 0.5), at_share(frames_ms_, 0.95), frames_ms_.back()));
        return next();
    }
    int frames = 3;
    if (verb == "frames") frames = static_cast<int>(number(command.words[0]));
    if (verb == "double") frames = 6;
    if (verb == "drag") frames = std::max(2, static_cast<int>(number(command.words[2]))) + 3;
    if (phase_ >= frames) next();
}

}  // namespace app
