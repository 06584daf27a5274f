// Icons as strokes on a 20 x 20 grid: M moves, L draws, Z closes, C is a circle (x y r), A an arc (x y r from
// to, degrees clockwise from the right), D a dot (x y r).
#include "app/ui_private.h"

#include <cmath>
#include <iterator>
#include <numbers>
#include <sstream>

namespace app::ui {
namespace {

constexpr std::array<const char*, 52> strokes = {
    "M 2.5 16 L 2.5 4.5 L 7.5 4.5 L 9.5 6.8 L 17.5 6.8 L 17.5 16 Z",               // folder
    "M 3.5 10.5 L 8 15 L 16.5 5",                                                  // check
    "C 4.5 16 1.8 M 6.3 16 L 9.5 16 L 9.5 10 L 13 10 L 13 4 L 14 4 C 15.6 4 1.8",  // route
    "C 10 10 7.6 C 10 10 4.4 D 10 10 1.6",                                         // reach
    "M 10 18 L 5.4 11.5 A 10 8 5.7 142 398 L 10 18 C 10 8 2",                      // pin
    "M 4.5 2.5 L 12 2.5 L 15.5 6 L 15.5 17.5 L 4.5 17.5 Z M 7.2 9 L 12.8 9 M 7.2 11.7 L 12.8 11.7 M "
    "7.2 14.4 "
    "L 11 14.4",                                                                   // page
    "M 6.5 3.5 L 3 7 L 6.5 10.5 M 3 7 L 11.5 7 A 11.5 11.5 4.5 -90 90 L 7 16",     // undo
    "M 13.5 3.5 L 17 7 L 13.5 10.5 M 17 7 L 8.5 7 A 8.5 11.5 4.5 270 90 L 13 16",  // redo
    "C 8.5 8.5 5.5 M 12.6 12.6 L 17.2 17.2",                                       // search
    "M 10 3.5 L 10 16.5 M 3.5 10 L 16.5 10",                                       // plus
    "M 3.5 10 L 16.5 10",                                                          // minus
    "M 2.5 10 L 10 3 L 17.5 10 M 5 8.5 L 5 16.5 L 8.2 16.5 L 8.2 12 L 11.8 12 L 11.8 16.5 L 15 16.5 "
    "L 15 "
    "8.5",                          // home
    "M 5 7.5 L 10 12.5 L 15 7.5",   // down
    "M 7.5 5 L 12.5 10 L 7.5 15",   // right
    "M 12.5 5 L 7.5 10 L 12.5 15",  // left
    "M 5 5 L 15 15 M 15 5 L 5 15",  // x
    "M 1.8 10 L 4.5 7 L 7.5 5.3 L 10 4.9 L 12.5 5.3 L 15.5 7 L 18.2 10 L 15.5 13 L 12.5 14.7 L 10 "
    "15.1 L 7.5 "
    "14.7 L 4.5 13 Z C 10 10 2.5",  // eye
    "M 1.8 10 L 4.5 7 L 7.5 5.3 L 10 4.9 L 12.5 5.3 L 15.5 7 L 18.2 10 L 15.5 13 L 12.5 14.7 L 10 "
    "15.1 L 7.5 "
    "14.7 L 4.5 13 Z M 3.5 17 L 16.5 3",  // eyeoff
    "M 10 3 L 17.5 7 L 10 11 L 2.5 7 Z M 2.5 10.3 L 10 14.3 L 17.5 10.3 M 2.5 13.5 L 10 17.5 L 17.5 "
    "13.5",  // layers
    "M 2.5 6 L 10.6 6 C 12.6 6 2 M 14.6 6 L 17.5 6 M 2.5 14 L 5.4 14 C 7.4 14 2 M 9.4 14 L 17.5 14",  // tools
    "D 11 3 1.7 M 10.6 6.5 L 9.6 11 L 12.2 13.5 L 12.8 17.8 M 9.6 11 L 8.6 14.3 L 6 17.8 M 10.6 6.5 "
    "L 7 8.3 "
    "L 6.4 11 M 10.6 6.5 L 12.4 9.2 L 15 10",  // walk
    "C 4.7 13 3.2 C 15.3 13 3.2 M 4.7 13 L 7.6 7.6 L 13 7.6 L 10 13 Z M 7.6 7.6 L 10 13 M 6.2 5.2 L "
    "8.4 5.2 "
    "M 15.3 13 L 12.6 5 L 14.8 5",  // bike
    "C 4.3 14 2.7 C 15.7 14 2.7 M 7 14 L 10.5 14 L 13.6 9.6 L 12.5 5.4 L 14.8 5.4 M 13.6 9.6 L 15.7 "
    "11.3 M "
    "2.6 9.6 L 9 9.6 L 10.5 14 M 4 8 L 8 8",  // moto
    "M 2 14.5 L 2 5 L 12 5 L 12 14.5 M 12 8 L 15.5 8 L 18 11 L 18 14.5 L 16.6 14.5 M 4 14.5 L 2 14.5 "
    "M 7.6 "
    "14.5 L 13 14.5 C 5.8 14.8 1.8 C 14.8 14.8 1.8",  // van
    "M 3.6 14 L 2 14 L 2 10.5 L 4.5 9.7 L 6.5 6 L 12.5 6 L 15 9.7 L 18 10.6 L 18 14 L 16.4 14 M 7.2 "
    "14 L 12.8 "
    "14 M 4.5 9.7 L 15 9.7 C 5.4 14.3 1.8 C 14.6 14.3 1.8",  // car
    "C 10 10 3.4 M 10 2 L 10 4 M 10 16 L 10 18 M 2 10 L 4 10 M 16 10 L 18 10 M 4.3 4.3 L 5.7 5.7 M "
    "14.3 14.3 "
    "L 15.7 15.7 M 4.3 15.7 L 5.7 14.3 M 14.3 5.7 L 15.7 4.3",  // sun
    "M 5.5 11.5 A 5.7 8.3 3.2 100 245 A 10 6.8 4.2 195 350 A 14.5 8.8 2.7 -80 90 L 5.5 11.5 M 6.5 14 "
    "L 5.5 "
    "17 M 10.3 14 L 9.3 17 M 14 14 L 13 17",  // rain
    "M 2.5 17 L 17.5 17 M 4 17 L 4 9.5 L 10 5.5 L 16 9.5 L 16 17 M 8.3 17 L 8.3 12.5 L 11.7 12.5 L "
    "11.7 17 "
    "M 10 5.5 L 10 2 L 14 2 L 14 4 L 10 4",                                                      // school
    "M 4.5 9 L 15.5 9 L 15.5 17 L 4.5 17 Z M 6.8 9 L 6.8 6 A 10 6 3.2 180 360 L 13.2 9",         // lock
    "M 10 3 L 18 17 L 2 17 Z M 10 8 L 10 12.3 D 10 14.6 1",                                      // warn
    "C 10 10 7.6 M 10 9.2 L 10 14 D 10 6.4 1.1",                                                 // info
    "M 10 2.5 L 10 11.5 M 6.3 8 L 10 11.7 L 13.7 8 M 3 11.5 L 3 17 L 17 17 L 17 11.5",           // drop
    "M 10 12 L 10 2.7 M 6.3 6.3 L 10 2.6 L 13.7 6.3 M 3 11.5 L 3 17 L 17 17 L 17 11.5",          // export
    "M 2.5 4 L 17.5 4 L 17.5 16 L 2.5 16 Z M 2.5 8 L 17.5 8 M 2.5 12 L 17.5 12 M 8 8 L 8 16",    // table
    "M 3 3 L 3 17 L 17.5 17 M 6 13.5 L 9.5 9 L 12 11.5 L 16.5 5.5",                              // chart
    "M 5.5 3.5 L 16 10 L 5.5 16.5 Z",                                                            // play
    "M 5 5 L 15 5 L 15 15 L 5 15 Z",                                                             // stop
    "M 3 4.5 L 17 4.5 L 17 17 L 3 17 Z M 3 8.3 L 17 8.3 M 6.8 2.5 L 6.8 6 M 13.2 2.5 L 13.2 6",  // cal
    "C 10 10 7.6 M 10 5.5 L 10 10 L 13.2 12",                                                    // clock
    "C 10 10 7.6 M 2.4 10 L 17.6 10 M 10 2.4 L 7.6 5 L 6.6 8 L 6.6 12 L 7.6 15 L 10 17.6 L 12.4 15 L "
    "13.4 12 "
    "L 13.4 8 L 12.4 5 Z",  // globe
    "M 10 2 L 10 18 M 2 10 L 18 10 M 7.8 4.2 L 10 2 L 12.2 4.2 M 7.8 15.8 L 10 18 L 12.2 15.8 M 4.2 "
    "7.8 L 2 "
    "10 L 4.2 12.2 M 15.8 7.8 L 18 10 L 15.8 12.2",  // drag
    "M 10 2.3 L 12.4 7.5 L 18 8.1 L 13.8 11.9 L 15 17.5 L 10 14.6 L 5 17.5 L 6.2 11.9 L 2 8.1 L 7.6 "
    "7.5 Z",  // star
    "C 7.3 6.5 2.8 M 2 16.5 L 2.4 13.6 L 4.4 11.6 L 7.3 11 L 10.2 11.6 L 12.2 13.6 L 12.6 16.5 A 13 "
    "6.5 2.6 "
    "-110 110 M 14.3 11.3 L 16.6 12.2 L 17.8 14 L 18.2 16.5",  // people
    "M 4 4 L 16 4 M 10 4 L 10 16.5",                           // text
    "M 2.5 3.8 L 17.5 3.8 L 17.5 16.2 L 2.5 16.2 Z C 7 7.8 1.3 M 2.5 14 L 7 10.8 L 10 13 L 13.5 9.3 "
    "L 17.5 "
    "13.3",  // pic
    "M 2.5 13 L 13 2.5 L 17.5 7 L 7 17.5 Z M 5.3 10.2 L 7 11.9 M 8 7.5 L 10.3 9.8 M 10.7 4.8 L 12.4 "
    "6.5",  // ruler
    "M 3 6.5 L 16.5 6.5 M 13.5 3.5 L 16.5 6.5 L 13.5 9.5 M 17 13.5 L 3.5 13.5 M 6.5 10.5 L 3.5 13.5 "
    "L 6.5 16.5",                                                          // swap
    "M 3 17 L 4 12.8 L 13.8 3 L 17 6.2 L 7.2 16 Z M 11.6 5.2 L 14.8 8.4",  // pen
    "M 10 5 L 7.5 3.7 L 2.5 3.7 L 2.5 15.7 L 7.5 15.7 L 10 17 L 12.5 15.7 L 17.5 15.7 L 17.5 3.7 L "
    "12.5 3.7 "
    "L 10 5 L 10 17",                                         // book
    "M 4.5 18 L 4.5 3 L 15.5 3 L 12.8 7 L 15.5 11 L 4.5 11",  // flag
    "C 10 10 6.2 C 10 10 2.4 M 10 1.5 L 10 4.5 M 10 15.5 L 10 18.5 M 1.5 10 L 4.5 10 M 15.5 10 L "
    "18.5 10",                                              // target
    "A 10 10 6.6 15 335 M 16.6 2.9 L 16.6 7.4 L 12.1 7.4",  // again
};

struct Stroke {
    std::vector<ImVec2> points;
    bool closed = false;
    bool dot = false;  ///< points[0] with radius points[1].x
};

void add_arc(Stroke& stroke, float x, float y, float r, float from, float to) {
    const float degrees = std::numbers::pi_v<float> / 180;
    const int steps = std::max(4, static_cast<int>(std::abs(to - from) / 18));
    for (int i = 0; i <= steps; ++i) {
        const float a = (from + (to - from) * static_cast<float>(i) / static_cast<float>(steps)) * degrees;
        stroke.points.emplace_back(x + r * std::cos(a), y + r * std::sin(a));
    }
}

std::vector<Stroke> parsed(const char* text) {
    std::vector<Stroke> out;
    std::istringstream in(text);
    in.imbue(std::locale::classic());
    char command = 0;
    while (in >> command) {
        float x = 0, y = 0, r = 0, from = 0, to = 0;
        switch (command) {
            case 'M':
                in >> x >> y;
                out.emplace_back();
                out.back().points.emplace_back(x, y);
                break;
            case 'L':
                in >> x >> y;
                out.back().points.emplace_back(x, y);
                break;
            case 'Z':
                out.back().closed = true;
                break;
            case 'C':
                in >> x >> y >> r;
                out.emplace_back();
                add_arc(out.back(), x, y, r, 0, 345);
                out.back().closed = true;
                break;
            case 'A':
                in >> x >> y >> r >> from >> to;
                if (out.empty() || out.back().closed) out.emplace_back();
                add_arc(out.back(), x, y, r, from, to);
                break;
            case 'D':
                in >> x >> y >> r;
                out.emplace_back();
                out.back().points = {{x, y}, {r, r}};
                out.back().dot = true;
                break;
            default:
                break;
        }
    }
    return out;
}

const std::vector<Stroke>& strokes_of(Icon icon) {
    static const std::vector<std::vector<Stroke>> all = [] {
        std::vector<std::vector<Stroke>> made;
        made.reserve(std::size(strokes));
        for (const char* text : strokes) made.push_back(parsed(text));
        return made;
    }();
    return all.at(static_cast<std::size_t>(icon));
}

}  // namespace

void icon(ImDrawList* list, Icon icon, float x, float y, float size, render::Rgba ink) {
    const float unit = size / 20;
    const float width = (size < 16 * look().scale ? 2.2F : 1.7F) * unit;
    const ImU32 packed = colour(ink);
    for (const Stroke& stroke : strokes_of(icon)) {
        if (stroke.dot) {
            list->AddCircleFilled({x + stroke.points[0].x * unit, y + stroke.points[0].y * unit},
                                  stroke.points[1].x * unit, packed);
            continue;
        }
        for (const ImVec2& p : stroke.points) list->PathLineTo({x + p.x * unit, y + p.y * unit});
        list->PathStroke(packed, stroke.closed ? ImDrawFlags_Closed : ImDrawFlags_None,
                         std::max(1.0F, width));
    }
}

}  // namespace app::ui
