#include "app/import_map.h"

#include "app/import_extent.h"
#include "app/theme.h"
#include "geo/geom/measure.h"
#include "render/scene.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace app {
namespace {

/// Codes of the areas that a read file says something of, and of those that wait for a person.
struct Matched {
    std::set<std::string> good, asked;
};

Matched matched_by(const ImportRead& read) {
    Matched out;
    for (const auto& [code, milli] : read.taken.by_area_milli) out.good.insert(code);
    for (const geo::AmbiguousRow& row : read.report.ambiguous)
        for (std::string& code : row.codes()) out.asked.insert(std::move(code));
    for (const geo::ImportNote& note : read.report.problems)
        for (const geo::Fix& fix : note.fixes)
            if (fix.choice == "use_code") out.asked.insert(fix.value);
    return out;
}

/// Colours of every area of the finest level, and the box of what the file is about.
struct Painted {
    std::vector<render::AreaFill> fills;
    geo::Box box;
    std::size_t areas = 0, matched = 0;
};

/// Areas of the finest level that a file of boundaries brought, or drew in another way; all of them where
/// none was there before, and where the file says nothing new.
std::vector<bool> renewed_areas(const ImportRead& read, const geo::AreaLevel& level, geo::Level finest) {
    std::vector<bool> out(level.size(), true);
    if (read.before == nullptr || read.before->areas->at(finest).size() == 0) return out;
    const geo::AreaLevel& before = read.before->areas->at(finest);
    for (std::size_t i = 0; i < level.size(); ++i) {
        const geo::AreaId old = read.before->areas->find(finest, level.code[i]);
        out[i] = !old.valid() || !(before.shape[old.row()] == level.shape[i]);
    }
    if (std::none_of(out.begin(), out.end(), [](bool one) { return one; })) out.assign(level.size(), true);
    // Areas among them that are drawn as before came with them.
    std::set<std::string> amphoe;
    for (std::size_t i = 0; i < level.size(); ++i)
        if (out[i]) amphoe.insert(level.code[i].substr(0, 4));
    for (std::size_t i = 0; i < level.size(); ++i) out[i] = amphoe.contains(level.code[i].substr(0, 4));
    return out;
}

struct Inks {
    render::Rgba good, asked, empty;
};

Inks inks_of(render::Theme theme) {
    const bool dark = theme == render::Theme::dark;
    return {render::rgb(dark ? 0x3B8794 : 0xB5D8D4), tokens(theme).attention,
            render::rgb(dark ? 0x2B323A : 0xF4F3EE)};
}

Painted painted(const ImportRead& read, const render::Basemap& base, const Inks& inks) {
    const geo::AreaLevel& level = base.areas->at(base.finest);
    const auto finest = static_cast<std::size_t>(base.finest);
    const Matched matched = matched_by(read);
    const bool of_areas = read.draft.kind == geo::FileKind::areas;
    std::set<std::string> provinces;
    for (const std::string& code : matched.good) provinces.insert(code.substr(0, 2));
    for (const std::string& code : matched.asked) provinces.insert(code.substr(0, 2));
    const auto lives_in = [&](geo::AreaId area) {
        if (area.valid()) provinces.insert(level.code[area.row()].substr(0, 2));
    };
    if (read.draft.kind == geo::FileKind::places)
        for (const geo::Place& place : *read.after->places) lives_in(place.area);
    if (read.draft.kind == geo::FileKind::villages)
        for (const geo::Village& village : *read.after->villages) lives_in(village.area);
    const std::vector<bool> renewed =
        of_areas ? renewed_areas(read, level, base.finest) : std::vector<bool>(level.size());
    Painted out;
    out.fills.resize(level.size());
    for (std::size_t i = 0; i < level.size(); ++i) {
        const std::string& code = level.code[i];
        const auto has = [&](const std::set<std::string>& codes) {
            return codes.count(code) > 0 || (code.size() > 4 && codes.count(code.substr(0, 4)) > 0);
        };
        const bool is_good = of_areas ? renewed[i] : has(matched.good), is_asked = has(matched.asked);
        out.fills[i].colour = is_asked && !is_good ? inks.asked : is_good ? inks.good : inks.empty;
        if (of_areas ? renewed[i] : provinces.empty() || provinces.count(code.substr(0, 2)) > 0) {
            out.box.add(base.area_box.at(finest)[i]);
            ++out.areas;
            out.matched += is_good ? 1 : 0;
        }
    }
    return out;
}

/// What a file of roads or of a grid is drawn as.
struct Drawn {
    std::vector<std::vector<geo::LonLat>> lines;
    bool closed = false;  ///< outlines
};

/// Of very many roads every so manieth.
Drawn roads_drawn(const geo::Roads& roads) {
    constexpr std::size_t most_ways = 20000;
    const std::size_t step = 1 + roads.ways.size() / most_ways;
    Drawn out;
    for (std::size_t i = 0; i < roads.ways.size(); i += step) {
        std::vector<geo::LonLat>& line = out.lines.emplace_back();
        for (const std::uint32_t node : roads.nodes_of(roads.ways[i])) line.push_back(roads.nodes[node]);
    }
    return out;
}

Drawn barriers_drawn(const std::vector<geo::BarrierLayer>& layers, const std::string& file) {
    Drawn out;
    for (const geo::BarrierLayer& layer : layers) {
        if (layers.size() > 1 && layer.source != std::filesystem::path(file).filename()) continue;
        for (const geo::Barrier& barrier : layer.barriers)
            for (std::vector<geo::LonLat> line : barrier.lines) {
                if (barrier.filled) line.push_back(line.front());
                out.lines.push_back(std::move(line));
            }
    }
    return out;
}

Drawn drawn_of(const ImportRead& read) {
    if (read.draft.kind == geo::FileKind::barriers)
        return barriers_drawn(*read.after->barriers, read.draft.file);
    if (read.draft.kind == geo::FileKind::roads) return roads_drawn(*read.after->roads);
    Drawn out;
    const geo::Grid* grid = geo::is_grid(read.draft.kind) ? grid_of(*read.after, read.draft.file) : nullptr;
    if (grid == nullptr) return out;
    out.closed = true;
    std::vector<geo::LonLat> line = outline_of(*grid);
    if (line.size() > 2) out.lines.push_back(std::move(line));
    return out;
}

/// What is drawn over the areas, where it lies in the picture.
class Overlay {
public:
    Overlay(render::MapFrame& frame, const geo::Plane& plane, double px_per_mm)
        : frame_(frame), plane_(plane), px_per_mm_(px_per_mm) {}

    void points_of(const ImportRead& read) {
        if (read.draft.kind == geo::FileKind::places)
            for (const geo::Place& place : *read.after->places)
                if (place.has_position && frame_.symbols.size() < most_points)
                    symbol(place.at, render::SymbolShape::unit);
        if (read.draft.kind == geo::FileKind::villages)
            for (const geo::Village& village : *read.after->villages)
                if (frame_.symbols.size() < most_points) symbol(village.at, render::SymbolShape::village);
    }
    void notes_of(const geo::ImportReport& report) {
        std::size_t noted = 0;
        for (const auto* notes : {&report.problems, &report.warnings}) {
            if (!notes->any_place()) continue;
            for (const geo::ImportNote& note : *notes) {
                if (note.at && ++noted < most_points) symbol(*note.at, render::SymbolShape::unreachable);
                if (noted >= most_points) break;
            }
        }
    }
    void lines_of(const Drawn& drawn, render::Rgba ink) {
        for (const auto& points : drawn.lines) {
            render::PathMark mark;
            mark.closed = drawn.closed;
            for (const geo::LonLat point : points)
                mark.points.push_back(frame_.view.mm_from_metres(plane_.metres_from_lonlat(point)));
            if (drawn.closed) mark.fill = render::with_alpha(ink, 0.25);
            mark.line = {ink, (drawn.closed ? 2 : 1) / px_per_mm_, {}};
            frame_.lines.push_back(std::move(mark));
        }
    }

private:
    static constexpr std::size_t most_points = 4000;
    void symbol(geo::LonLat at, render::SymbolShape shape) {
        frame_.symbols.push_back(
            {shape, frame_.view.mm_from_metres(plane_.metres_from_lonlat(at)), 5 / px_per_mm_, ""});
    }
    render::MapFrame& frame_;
    const geo::Plane& plane_;
    double px_per_mm_;
};

/// Where many areas are small, their borders would hide what they are filled with.
void draw_borders(render::MapFrame& frame, std::size_t areas, bool dark, double px_per_mm) {
    const render::Rgba line = dark ? render::rgb(0xE9E4DA) : render::rgb(0x2B2A2E);
    const double quiet = areas > 1200 ? 0.06 : areas > 400 ? 0.2 : 0.4;
    const std::array<double, 4> widths = {1.2, 0.9, 0.5, 0.35};
    const std::array<double, 4> alphas = {0.9, 0.8, std::min(0.4, quiet * 2), quiet};
    for (std::size_t i = 0; i < 4; ++i)
        frame.borders.at(i) = {render::with_alpha(line, alphas.at(i)), widths.at(i) / px_per_mm, {}};
}

/// The lines of the file where it has some, else the areas that it is about; the place that is looked for.
geo::Box box_shown(const Drawn& drawn, const ImportMapOf& of, const geo::Plane& plane, geo::Box of_areas) {
    geo::Box lines;
    for (const auto& line : drawn.lines)
        for (const geo::LonLat point : line) lines.add(plane.metres_from_lonlat(point));
    if (!of.focus) return drawn.lines.empty() ? of_areas : lines;
    constexpr double around_m = 15000;
    const geo::Metres at = plane.metres_from_lonlat(*of.focus);
    geo::Box out;
    out.add(at.x - around_m, at.y - around_m);
    out.add(at.x + around_m, at.y + around_m);
    return out;
}

}  // namespace

ImportMap import_map_of(const std::shared_ptr<const render::Basemap>& base, const ImportMapOf& of) {
    const ImportRead& read = *of.read;
    constexpr double px_per_mm = 4;
    const Inks inks = inks_of(of.theme);
    Painted parts = painted(read, *base, inks);
    const bool dark = of.theme == render::Theme::dark;
    render::Scene scene;
    scene.width_mm = static_cast<double>(of.width) / px_per_mm;
    scene.height_mm = static_cast<double>(of.height) / px_per_mm;
    render::MapFrame frame;
    frame.base = base;
    frame.outside = dark ? render::rgb(0x0E1216) : render::rgb(0xE6E7E2);
    scene.background = frame.outside;
    const geo::Plane plane(base->plane_centre);
    const Drawn drawn = drawn_of(read);
    const geo::Box box = box_shown(drawn, of, plane, parts.box);
    frame.view = render::view_of(box, scene.width_mm, scene.height_mm, 0.04);
    frame.mm_per_px = 1 / px_per_mm;
    frame.fill_level = base->finest;
    frame.fills = std::move(parts.fills);
    draw_borders(frame, parts.areas, dark, px_per_mm);
    Overlay over(frame, plane, px_per_mm);
    over.points_of(read);
    over.notes_of(read.report);
    over.lines_of(drawn, tokens(of.theme).accent);
    scene.maps.push_back(std::move(frame));
    ImportMap out;
    out.view = scene.maps.front().view;
    out.plane_centre = base->plane_centre;
    out.good = inks.good;
    out.asked = inks.asked;
    out.empty = inks.empty;
    if (of.focus) out.focus = out.view.mm_from_metres(plane.metres_from_lonlat(*of.focus));
    out.areas = parts.areas;
    out.matched = parts.matched;
    out.pixels = std::make_shared<const render::Pixels>(
        render::paint_pixels(scene, px_per_mm * static_cast<double>(of.scale)));
    return out;
}

}  // namespace app
