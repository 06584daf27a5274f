// Thai marks placed by private-use glyphs, because ImGui draws glyphs side by side without shaping.  The TLWG
// fonts carry a shifted form of every mark at U+F700 to U+F71A; which form is right follows from the
// consonant below.
//
// The trap: only for drawing.  Data, ids, search and files hold logical Unicode; in_place() keeps the bytes'
// number, so that a cursor in an input field never moves.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace app::marks {

/// Logical to drawn: SARA AM is taken apart, marks take the form that their consonant asks for.  O(n).
std::string visual(std::string_view logical);
/// Drawn to logical; equals the original where it held no SARA AM.
std::string logical(std::string_view visual);
/// Rewrites a buffer one to one (SARA AM stays whole); true where a byte changed.
bool in_place(char* utf8, std::size_t bytes);

}  // namespace app::marks
