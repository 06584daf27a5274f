// Every command of the window in one table: its words, icon, shortcut and when it is enabled.  The top bar,
// the command palette and the help draw from it.
//
// The trap: letters without Ctrl are ignored while a field has the keyboard; keys are physical, so that they
// work with a Thai layout too.
#pragma once

#include "app/frame.h"

#include <span>
#include <string>
#include <vector>

namespace app {

/// GLFW's code of a physical key (letters and digits are their ASCII codes); 0: none.
struct Shortcut {
    int key = 0;
    bool ctrl = false;
    bool shift = false;
    bool operator==(const Shortcut&) const = default;
};

struct ActionRow {
    Action action;
    const char* key;  ///< words: "action." + key
    Icon icon;
    Shortcut shortcut;
    Shortcut second;                ///< another key for the same
    bool (*enabled)(const Frame&);  ///< never null
    bool in_palette = true;
};

std::span<const ActionRow> action_table();
const ActionRow& row_of(Action action);
/// The words of an action, in a language.
const std::string& words_of(geo::Lang lang, Action action);
/// "Ctrl Z"; "" where it has none.
std::string text_of(const Shortcut& shortcut);
/// Words and shortcut, as tooltips show them.
std::string hint_of(geo::Lang lang, Action action);
/// What the keyboard asks for in this ImGui frame; disabled actions are left out.
std::vector<Action> pressed_actions(const Frame& frame);

}  // namespace app
