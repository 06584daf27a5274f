// Roads of the plan on a map: what is new, what is closed, and where roads have another speed.
#include "geo/geom/measure.h"
#include "render/map_making_private.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace render {
namespace {

const geo::EditOutcome* outcome_of(const geo::Results* results, geo::RoadEditId id) {
    if (results == nullptr || results->edited_roads == nullptr) return nullptr;
    const auto& all = *results->edited_roads;
    const auto found =
        std::find_if(all.begin(), all.end(), [id](const geo::EditOutcome& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

class RoadMarks {
public:
    RoadMarks(const geo::Areas& areas, geo::LonLat plane_centre, const View& view, const MapOptions& options)
        : areas_(areas), plane_(plane_centre), view_(view), px_(options.mm_per_px) {}

    void add(const geo::NewRoad& road, const geo::EditOutcome* outcome) {
        const bool loose = outcome != nullptr && !outcome->works;
        const std::vector<PointMm> line =
            line_of(outcome != nullptr && !outcome->lines.empty() ? outcome->lines.front() : road.line);
        stroke(line, inks_.edge, 8, {});
        stroke(line, inks_.added, 4, loose ? std::vector<double>{7 * px_, 5 * px_} : std::vector<double>{});
    }

    void add(const geo::ClosedRoad& closed, const geo::EditOutcome* outcome) {
        if (outcome != nullptr)
            for (const auto& piece : outcome->lines) {
                stroke(line_of(piece), inks_.edge, 7, {});
                stroke(line_of(piece), inks_.closed, 3.4, {4 * px_, 3 * px_});
            }
        const PointMm at = at_of(closed.at);
        const double arm = 7 * px_;
        for (const auto& [width, ink] : {std::pair{8.0, inks_.edge}, std::pair{4.0, inks_.closed}}) {
            stroke({{at.x - arm, at.y - arm}, {at.x + arm, at.y + arm}}, ink, width, {});
            stroke({{at.x - arm, at.y + arm}, {at.x + arm, at.y - arm}}, ink, width, {});
        }
    }

    /// The outline of the area whose roads have another speed.
    void add(const geo::SlowedRoads& slowed, const geo::EditOutcome*) {
        const geo::AreaId area = areas_.find(slowed.level, slowed.area_code);
        if (!area.valid() || area.row() >= areas_.at(slowed.level).shape.size()) return;
        for (const geo::Polygon& part : areas_.at(slowed.level).shape[area.row()]) {
            std::vector<PointMm> ring;
            for (const geo::LonLat& point : part.outer)
                if (const PointMm at = at_of(point);
                    ring.empty() || std::hypot(at.x - ring.back().x, at.y - ring.back().y) > px_)
                    ring.push_back(at);
            if (ring.size() < 3) continue;
            ring.push_back(ring.front());
            stroke(ring, inks_.edge, 5, {});
            stroke(ring, inks_.slowed, 2.4, {9 * px_, 4 * px_});
        }
    }

    std::vector<PathMark> take() { return std::move(out_); }

private:
    PointMm at_of(geo::LonLat at) const { return view_.mm_from_metres(plane_.metres_from_lonlat(at)); }
    std::vector<PointMm> line_of(const std::vector<geo::LonLat>& points) const {
        std::vector<PointMm> out;
        for (const geo::LonLat& point : points) out.push_back(at_of(point));
        return out;
    }
    void stroke(std::vector<PointMm> line, Rgba ink, double width_px, std::vector<double> dash) {
        double low_x = 1e9, high_x = -1e9, low_y = 1e9, high_y = -1e9;
        for (const PointMm& at : line) {
            low_x = std::min(low_x, at.x);
            high_x = std::max(high_x, at.x);
            low_y = std::min(low_y, at.y);
            high_y = std::max(high_y, at.y);
        }
        const double air = 10 * px_;
        if (high_x < -air || high_y < -air || low_x > view_.width_mm + air || low_y > view_.height_mm + air)
            return;
        PathMark mark;
        mark.points = std::move(line);
        mark.line = {ink, width_px * px_, std::move(dash)};
        out_.push_back(std::move(mark));
    }

    const geo::Areas& areas_;
    geo::Plane plane_;
    const View& view_;
    double px_;
    RoadPlanInks inks_;
    std::vector<PathMark> out_;
};

}  // namespace

std::vector<PathMark> road_marks(const geo::Study& study, const geo::Results* results,
                                 geo::LonLat plane_centre, const View& view, const MapOptions& options) {
    RoadMarks marks(*study.data->areas, plane_centre, view, options);
    for (const geo::RoadEdit& edit : study.scenario().road_edits)
        std::visit([&](const auto& what) { marks.add(what, outcome_of(results, edit.id)); }, edit.what);
    return marks.take();
}

}  // namespace render
