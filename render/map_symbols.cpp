// Symbols of a map frame: villages, places to learn, units of the plan, numbers of the page's table.
#include "render/map_making_private.h"

#include <algorithm>
#include <cmath>

namespace render {

void add_villages(const Making& m, const geo::Plane& plane, MapFrame& frame) {
    if (!m.study.map.show_villages || m.results == nullptr || !m.results->demand || m.zoom < Zoom::province)
        return;
    const geo::Demand& demand = *m.results->demand;
    const std::vector<geo::Metres> at = plane.metres_from_lonlat(std::span<const geo::LonLat>{demand.at});
    std::vector<SymbolMark> out_of_reach;
    for (std::size_t i = 0; i < demand.size(); ++i) {
        if (!m.seen.contains(at[i].x, at[i].y)) continue;
        if (m.options.focus && !m.in_focus(*frame.base, frame.base->areas->finest(), demand.area[i]))
            continue;
        const bool off = m.results->time_trips && i < m.results->time_trips->size() &&
                         (*m.results->time_trips)[i].status != geo::TripStatus::reached;
        SymbolMark mark;
        mark.at = frame.view.mm_from_metres(at[i]);
        if (off) {
            mark.shape = SymbolShape::unreachable;
            mark.size_mm = m.mm(8);
            out_of_reach.push_back(mark);
            continue;
        }
        const double children = static_cast<double>(demand.children_milli[i]) / 1000;
        mark.shape = SymbolShape::village;
        mark.size_mm = m.mm(std::clamp(2 * 1.35 * std::sqrt(children), 2.0, 28.0));
        frame.symbols.push_back(mark);
    }
    frame.symbols.insert(frame.symbols.end(), out_of_reach.begin(), out_of_reach.end());
}

void add_places(const Making& m, const geo::Plane& plane, MapFrame& frame) {
    const bool schools = m.study.map.show_schools && m.zoom >= Zoom::province;
    const bool shown_units = m.study.map.show_units && units_drawn(m.study, frame.view, m.options);
    const double unit_px = by_zoom(m.zoom, 7.0, 10.0, 15.0, 15.0);
    const double school_px = by_zoom(m.zoom, 4.0, 4.0, 5.0, 9.0);
    std::vector<SymbolMark> units;
    if (!schools && !shown_units) return;
    const std::vector<bool> open = geo::open_places(*m.study.data, m.study.scenario());
    for (std::size_t i = 0; i < open.size(); ++i) {
        const geo::Place& place = (*m.study.data->places)[i];
        if (!place.has_position) continue;
        const bool unit = geo::is_learning_unit(place.kind);
        if (unit ? !shown_units : !schools) continue;
        const geo::Metres at = plane.metres_from_lonlat(place.at);
        if (!m.seen.contains(at.x, at.y)) continue;
        SymbolMark mark;
        mark.at = frame.view.mm_from_metres(at);
        if (unit)
            mark.shape = open[i] ? SymbolShape::unit : SymbolShape::closed_unit;
        else
            mark.shape = open[i] ? SymbolShape::school : SymbolShape::closed_school;
        mark.size_mm = m.mm(unit ? unit_px : school_px);
        if (m.options.focus && !m.in_focus(*frame.base, frame.base->finest, place.area)) mark.size_mm *= 0.6;
        (unit ? units : frame.symbols).push_back(mark);
    }
    frame.symbols.insert(frame.symbols.end(), units.begin(), units.end());
}

/// Discs stand on their areas; one that would hide another steps aside to the nearest free place.
void add_numbers(const Making& m, MapFrame& frame) {
    const auto& inner = frame.base->area_inner[static_cast<std::size_t>(frame.fill_level)];
    const double size = m.mm(27);
    constexpr double turn = 6.283185307179586 / 16;
    std::vector<SymbolMark> discs;
    const auto free_at = [&](PointMm at) {
        return std::none_of(discs.begin(), discs.end(), [&](const SymbolMark& other) {
            return std::hypot(at.x - other.at.x, at.y - other.at.y) < size;
        });
    };
    for (std::size_t i = 0; i < m.options.numbered.size(); ++i) {
        const PointMm home = frame.view.mm_from_metres(inner[m.options.numbered[i].row()]);
        PointMm at = home;
        for (double away = 0; !free_at(at) && away < 3 * size; away += size / 8)
            for (int step = 0; step < 16; ++step) {
                at = {home.x + away * std::cos(turn * step), home.y + away * std::sin(turn * step)};
                if (free_at(at)) break;
            }
        SymbolMark mark;
        mark.shape = SymbolShape::numbered;
        mark.at = at;
        mark.size_mm = size;
        mark.text = std::to_string(i + 1);
        discs.push_back(mark);
    }
    frame.symbols.insert(frame.symbols.end(), discs.rbegin(), discs.rend());
}

bool units_drawn(const geo::Study& study, double denominator) {
    if (denominator <= country_denominator) return true;
    const auto units =
        std::count_if(study.data->places->begin(), study.data->places->end(),
                      [](const geo::Place& p) { return p.has_position && geo::is_learning_unit(p.kind); });
    return static_cast<std::size_t>(units) <= units_on_a_country;
}

bool units_drawn(const geo::Study& study, const View& view, const MapOptions& options) {
    return units_drawn(study, usual_denominator(view, options));
}

bool barriers_drawn(const View& view, const MapOptions& options) {
    return zoom_of(view, options) > Zoom::country;
}

bool points_drawn(const View& view, const MapOptions& options) {
    return zoom_of(view, options) >= Zoom::province;
}

std::vector<SymbolMark> unit_marks(const geo::Study& study, geo::LonLat plane_centre, const View& view,
                                   const MapOptions& options, const UnitInHand& in_hand) {
    const geo::Plane plane{plane_centre};
    std::vector<SymbolMark> out, last;
    for (const geo::PlannedUnit& unit : study.scenario().units) {
        SymbolMark mark;
        mark.text = std::to_string(unit.id.value);
        mark.size_mm = 25 * options.mm_per_px;
        if (unit.id == in_hand.dragged) {
            mark.shape = SymbolShape::unit_was_here;
            mark.at = view.mm_from_metres(plane.metres_from_lonlat(in_hand.from));
            out.push_back(mark);
        }
        mark.shape = unit.id == in_hand.dragged  ? SymbolShape::dragged_unit
                     : unit.id == in_hand.chosen ? SymbolShape::chosen_unit
                                                 : SymbolShape::planned_unit;
        mark.at = view.mm_from_metres(plane.metres_from_lonlat(unit.at));
        const double beyond = mark.size_mm;
        if (mark.at.x < -beyond || mark.at.y < -beyond || mark.at.x > view.width_mm + beyond ||
            mark.at.y > view.height_mm + beyond)
            continue;
        (mark.shape == SymbolShape::planned_unit ? out : last).push_back(mark);
    }
    out.insert(out.end(), last.begin(), last.end());
    return out;
}

}  // namespace render
