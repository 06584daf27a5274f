// From lines to nodes and ways.
#include "geo/data/read_road_layer.h"
#include "geo/geom/index.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <limits>
#include <map>
#include <utility>

namespace geo {
namespace {

/// A hundredth of a metre: points nearer than this are one.
constexpr double steps_per_degree = 1e7;
/// An end so near to another line touches it.
constexpr double touch_metres = 1.0;
constexpr double metres_per_degree = 111320.0;

using Key = std::pair<std::int64_t, std::int64_t>;
Key key_of_point(LonLat at) {
    return {std::llround(at.lon * steps_per_degree), std::llround(at.lat * steps_per_degree)};
}

struct Segment {
    std::uint32_t line = 0;
    std::uint32_t from = 0;  ///< its first point
    LonLat a, b;
};

/// A point to be put into a segment.
struct Cut {
    std::uint32_t line = 0, from = 0;
    double along = 0;  ///< 0 at the segment's beginning, 1 at its end
    LonLat at;
};

std::vector<Segment> segments_of(const std::vector<RoadLine>& lines) {
    std::vector<Segment> out;
    for (std::size_t l = 0; l < lines.size(); ++l)
        for (std::size_t i = 0; i + 1 < lines[l].points.size(); ++i)
            out.push_back({static_cast<std::uint32_t>(l), static_cast<std::uint32_t>(i), lines[l].points[i],
                           lines[l].points[i + 1]});
    return out;
}

bool share_a_point(const Segment& s, const Segment& t) {
    const std::array<Key, 2> of_s = {key_of_point(s.a), key_of_point(s.b)};
    const std::array<Key, 2> of_t = {key_of_point(t.a), key_of_point(t.b)};
    return of_s[0] == of_t[0] || of_s[0] == of_t[1] || of_s[1] == of_t[0] || of_s[1] == of_t[1];
}

/// Where two segments cross: how far along each.  False where they do not, or run along each other.
bool crossing(const Segment& s, const Segment& t, double& along_s, double& along_t) {
    const double sx = s.b.lon - s.a.lon;
    const double sy = s.b.lat - s.a.lat;
    const double tx = t.b.lon - t.a.lon;
    const double ty = t.b.lat - t.a.lat;
    const double cross = sx * ty - sy * tx;
    if (cross == 0) return false;
    const double dx = t.a.lon - s.a.lon;
    const double dy = t.a.lat - s.a.lat;
    along_s = (dx * ty - dy * tx) / cross;
    along_t = (dx * sy - dy * sx) / cross;
    return along_s >= 0 && along_s <= 1 && along_t >= 0 && along_t <= 1;
}

/// How far along a segment the point nearest to `at` lies, and its distance in metres.
std::pair<double, double> foot_on(const Segment& s, LonLat at) {
    const double shrink = std::cos(at.lat * (std::acos(-1.0) / 180));
    const double dx = (s.b.lon - s.a.lon) * shrink;
    const double dy = s.b.lat - s.a.lat;
    const double px = (at.lon - s.a.lon) * shrink;
    const double py = at.lat - s.a.lat;
    const double length = dx * dx + dy * dy;
    const double along = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0.0;
    return {along, std::hypot(px - along * dx, py - along * dy) * metres_per_degree};
}

void put_cuts(std::vector<RoadLine>& lines, std::vector<Cut> cuts) {
    std::sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) {
        return std::tuple{a.line, a.from, a.along, a.at.lon, a.at.lat} <
               std::tuple{b.line, b.from, b.along, b.at.lon, b.at.lat};
    });
    for (std::size_t from = 0, to = 0; from < cuts.size(); from = to) {
        std::vector<LonLat>& points = lines[cuts[from].line].points;
        std::vector<LonLat> out;
        while (to < cuts.size() && cuts[to].line == cuts[from].line) ++to;
        std::size_t next = from;
        for (std::size_t i = 0; i < points.size(); ++i) {
            out.push_back(points[i]);
            for (; next < to && cuts[next].from == i; ++next) out.push_back(cuts[next].at);
        }
        points = std::move(out);
    }
}

}  // namespace

std::size_t cross_lines(std::vector<RoadLine>& lines, bool join) {
    const std::vector<Segment> segments = segments_of(lines);
    std::vector<Box> boxes;
    boxes.reserve(segments.size());
    for (const Segment& s : segments) {
        Box box;
        box.add(s.a);
        box.add(s.b);
        boxes.push_back(box);
    }
    const BoxIndex index(boxes);
    // How many lines pass each point: an end that others share touches already.
    std::map<Key, std::uint32_t> used;
    for (const RoadLine& line : lines) {
        std::vector<Key> own;
        for (const LonLat& at : line.points) own.push_back(key_of_point(at));
        std::sort(own.begin(), own.end());
        own.erase(std::unique(own.begin(), own.end()), own.end());
        for (const Key& key : own) ++used[key];
    }
    std::size_t number = 0;
    std::vector<Cut> cuts;
    for (std::uint32_t i = 0; i < segments.size(); ++i) {
        const Segment& s = segments[i];
        for (const std::uint32_t j : index.meeting(boxes[i])) {
            const Segment& t = segments[j];
            double along_s = 0;
            double along_t = 0;
            if (j <= i || s.line == t.line || share_a_point(s, t) || !crossing(s, t, along_s, along_t))
                continue;
            ++number;
            const LonLat at{s.a.lon + along_s * (s.b.lon - s.a.lon), s.a.lat + along_s * (s.b.lat - s.a.lat)};
            cuts.push_back({s.line, s.from, along_s, at});
            cuts.push_back({t.line, t.from, along_t, at});
        }
    }
    for (std::size_t l = 0; l < lines.size(); ++l)
        for (const LonLat end : {lines[l].points.front(), lines[l].points.back()}) {
            if (used[key_of_point(end)] > 1) continue;
            const double by = touch_metres / metres_per_degree / 0.8;
            for (const std::uint32_t j :
                 index.meeting({end.lon - by, end.lat - by, end.lon + by, end.lat + by})) {
                const Segment& t = segments[j];
                if (t.line == l) continue;
                const auto [along, metres] = foot_on(t, end);
                // Where it crosses as well, the crossing joins them.
                if (metres > touch_metres || metres * metres_per_degree < 1e-3) continue;
                ++number;
                cuts.push_back({t.line, t.from, along, end});
                break;
            }
        }
    if (join) put_cuts(lines, std::move(cuts));
    return number;
}

Roads roads_of_lines(const std::vector<RoadLine>& lines) {
    Roads out;
    std::vector<std::pair<Key, LonLat>> all;
    for (const RoadLine& line : lines)
        for (const LonLat& at : line.points) all.emplace_back(key_of_point(at), at);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    all.erase(
        std::unique(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
        all.end());
    std::vector<std::uint32_t> rows;
    std::vector<bool> used(all.size(), false);
    for (const RoadLine& line : lines) {
        rows.clear();
        for (const LonLat& at : line.points) {
            const auto found = std::lower_bound(all.begin(), all.end(), key_of_point(at),
                                                [](const auto& a, const Key& key) { return a.first < key; });
            const auto row = static_cast<std::uint32_t>(found - all.begin());
            if (rows.empty() || rows.back() != row) rows.push_back(row);
        }
        if (rows.size() < 2) continue;
        Way way = line.way;
        way.first = static_cast<std::uint32_t>(out.way_nodes.size());
        way.count = static_cast<std::uint32_t>(rows.size());
        for (const std::uint32_t row : rows) used[row] = true;
        out.way_nodes.insert(out.way_nodes.end(), rows.begin(), rows.end());
        out.ways.push_back(way);
    }
    std::vector<std::uint32_t> node(all.size(), 0);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!used[i]) continue;
        node[i] = static_cast<std::uint32_t>(out.nodes.size());
        out.nodes.push_back(all[i].second);
    }
    for (std::uint32_t& row : out.way_nodes) row = node[row];
    return out;
}

}  // namespace geo
