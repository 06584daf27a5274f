#include "geo/network/road_edits.h"

#include "geo/data/locate.h"
#include "geo/geom/local_plane.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace geo {
namespace {

/// A joint so near to a node of the road is that node.
constexpr std::uint32_t same_spot_mm = 500;

/// A segment of a way: from its k-th to its k + 1-th node.
struct SegmentRef {
    std::uint32_t way = 0, k = 0;
    auto operator<=>(const SegmentRef&) const = default;
};

struct Question {
    LonLat at;
    double most_m = 0;
    std::optional<std::int64_t> way_id;  ///< of this way alone
    SegmentRef found;
    OnSegment spot{std::numeric_limits<double>::infinity(), 0};
    bool answered() const { return spot.distance2 <= most_m * most_m; }
};

/// Segments of a way, as a bit each.
using Members = std::vector<bool>;

class Editor {
public:
    Editor(const Roads& roads, const Areas& areas, std::span<const RoadEdit> edits, const Progress& progress)
        : roads_(roads), areas_(areas), edits_(edits), progress_(progress), outcomes_(edits.size()) {}

    Result<EditedRoads> run() {
        for (std::size_t e = 0; e < edits_.size(); ++e) outcomes_[e].id = edits_[e].id;
        close();
        progress_.at(0.3);
        if (!progress_.cancelled()) add();
        progress_.at(0.6);
        for (std::size_t e = 0; e < edits_.size() && !progress_.cancelled(); ++e)
            if (const auto* slowed = std::get_if<SlowedRoads>(&edits_[e].what))
                outcomes_[e] = slow(edits_[e].id, *slowed);
        if (progress_.cancelled()) return fail(Fault::cancelled);
        progress_.at(1);
        return EditedRoads{std::make_shared<const Roads>(std::move(roads_)), std::move(outcomes_)};
    }

private:
    /// A road that an edit adds; its points are nodes of their own until they meet a road.
    struct Added {
        std::size_t edit = 0;
        std::uint32_t way = 0;
        std::size_t first_question = 0;
    };
    /// A node to be put into a segment.
    struct Joint {
        SegmentRef at;
        double share = 0;
        std::uint32_t node = 0;
        bool operator<(const Joint& other) const {
            return std::tie(at, share, node) < std::tie(other.at, other.share, other.node);
        }
    };

    std::int64_t length_of(std::span<const std::uint32_t> nodes) const {
        std::int64_t out = 0;
        for (std::size_t k = 0; k + 1 < nodes.size(); ++k)
            out += geodesic_mm(roads_.nodes[nodes[k]], roads_.nodes[nodes[k + 1]]);
        return out;
    }
    std::vector<LonLat> points_of(std::span<const std::uint32_t> nodes) const {
        std::vector<LonLat> out;
        for (const std::uint32_t node : nodes) out.push_back(roads_.nodes[node]);
        return out;
    }

    void look(Question& question, std::uint32_t w) const {
        const auto nodes = roads_.nodes_of(roads_.ways[w]);
        for (std::uint32_t k = 0; k + 1 < nodes.size(); ++k) look(question, {w, k});
    }
    void look(Question& question, SegmentRef at) const {
        const Way& way = roads_.ways[at.way];
        if (question.way_id ? *question.way_id != way.id : way.road_class == RoadClass::ferry) return;
        const auto nodes = roads_.nodes_of(way);
        const LocalPlane plane(question.at);
        const OnSegment spot =
            nearest_to_origin(plane.of(roads_.nodes[nodes[at.k]]), plane.of(roads_.nodes[nodes[at.k + 1]]));
        if (spot.distance2 > question.most_m * question.most_m || spot.distance2 >= question.spot.distance2)
            return;
        question.spot = spot;
        question.found = at;
    }

    /// The nearest segment of each among all ways that there are; ties to the smaller.
    void answer(std::vector<Question>& questions) const {
        if (questions.empty()) return;
        std::vector<std::pair<double, Question*>> by_lat;
        double most_m = 0;
        for (Question& one : questions) {
            by_lat.emplace_back(one.at.lat, &one);
            most_m = std::max(most_m, one.most_m);
        }
        std::sort(by_lat.begin(), by_lat.end());
        const double air = most_m / 110000;  // a degree of latitude is longer
        for (std::uint32_t w = 0; w < roads_.ways.size() && !progress_.cancelled(); ++w) {
            const auto nodes = roads_.nodes_of(roads_.ways[w]);
            for (std::uint32_t k = 0; k + 1 < nodes.size(); ++k) {
                const double a = roads_.nodes[nodes[k]].lat, b = roads_.nodes[nodes[k + 1]].lat;
                auto next = std::lower_bound(by_lat.begin(), by_lat.end(), std::min(a, b) - air,
                                             [](const auto& one, double lat) { return one.first < lat; });
                for (; next != by_lat.end() && next->first <= std::max(a, b) + air; ++next)
                    look(*next->second, {w, k});
            }
        }
    }

    /// Cuts a way into the pieces whose segments are alike; `dress` says of each what becomes of it, and
    /// takes it away where that is false.
    template <class Dress>
    void cut(std::uint32_t w, const Members& members, const Dress& dress) {
        const Way way = roads_.ways[w];
        bool placed = false;
        for (std::uint32_t k = 0; k < members.size();) {
            std::uint32_t end = k + 1;
            while (end < members.size() && members[end] == members[k]) ++end;
            Way piece = way;
            piece.first = way.first + k;
            piece.count = end - k + 1;
            if (dress(piece, members[k])) {
                if (placed)
                    roads_.ways.push_back(piece);
                else
                    roads_.ways[w] = piece;
                placed = true;
            }
            k = end;
        }
        if (!placed) roads_.ways[w].count = 0;
    }

    void close() {
        std::vector<Question> questions;
        std::vector<std::size_t> edit_of;
        for (std::size_t e = 0; e < edits_.size(); ++e)
            if (const auto* closed = std::get_if<ClosedRoad>(&edits_[e].what)) {
                questions.push_back({closed->at, closed_at_m, closed->way_id, {}});
                edit_of.push_back(e);
            }
        answer(questions);
        std::vector<std::uint8_t> uses(questions.empty() ? 0 : roads_.nodes.size(), 0);
        if (!questions.empty())
            for (const Way& way : roads_.ways)
                for (const std::uint32_t node : roads_.nodes_of(way))
                    uses[node] = static_cast<std::uint8_t>(std::min(2, uses[node] + 1));
        std::map<std::uint32_t, Members> shut;  // by way
        for (std::size_t q = 0; q < questions.size(); ++q) {
            if (!questions[q].answered()) continue;
            const SegmentRef at = questions[q].found;
            const auto nodes = roads_.nodes_of(roads_.ways[at.way]);
            std::uint32_t begin = at.k, end = at.k + 1;
            while (begin > 0 && uses[nodes[begin]] < 2) --begin;
            while (end + 1 < nodes.size() && uses[nodes[end]] < 2) ++end;
            const auto piece = nodes.subspan(begin, end - begin + 1);
            outcomes_[edit_of[q]] = {edits_[edit_of[q]].id, true, 0, length_of(piece), {points_of(piece)}};
            Members& of_way = shut.try_emplace(at.way, nodes.size() - 1, false).first->second;
            std::fill(of_way.begin() + begin, of_way.begin() + end, true);
        }
        for (const auto& [way, members] : shut)
            cut(way, members, [](const Way&, bool closed) { return !closed; });
        std::erase_if(roads_.ways, [](const Way& way) { return way.count == 0; });
    }

    void add() {
        std::vector<Added> added;
        std::vector<Question> questions;
        for (std::size_t e = 0; e < edits_.size(); ++e)
            if (const auto* road = std::get_if<NewRoad>(&edits_[e].what); road && road->line.size() > 1) {
                added.push_back({e, 0, questions.size()});
                for (const LonLat& point : road->line) questions.push_back({point, joint_m, {}, {}});
            }
        answer(questions);
        std::vector<Joint> joints;
        for (Added& one : added) {
            const auto& road = std::get<NewRoad>(edits_[one.edit].what);
            Way way;
            way.id = way_of(edits_[one.edit].id);
            way.road_class = road.road_class;
            way.surface = road.surface;
            way.first = static_cast<std::uint32_t>(roads_.way_nodes.size());
            way.count = static_cast<std::uint32_t>(road.line.size());
            std::vector<bool> joined;
            for (std::size_t p = 0; p < road.line.size(); ++p) {
                Question& question = questions[one.first_question + p];
                for (const Added& before : added)
                    if (&before < &one) look(question, before.way);
                const std::uint32_t node = node_of(question, joints);
                joined.push_back(question.answered());
                roads_.way_nodes.push_back(node);
            }
            one.way = static_cast<std::uint32_t>(roads_.ways.size());
            roads_.ways.push_back(way);
            const auto nodes = roads_.nodes_of(way);
            outcomes_[one.edit] = {edits_[one.edit].id,
                                   joined.front() && joined.back(),
                                   static_cast<std::uint32_t>(std::count(joined.begin(), joined.end(), true)),
                                   length_of(nodes),
                                   {points_of(nodes)}};
        }
        insert(std::move(joints));
    }

    /// The node that a point of a new road becomes: that of the road there, or one that is to be put into it,
    /// or one of its own.
    std::uint32_t node_of(const Question& question, std::vector<Joint>& joints) {
        const auto fresh = [this](LonLat at) {
            roads_.nodes.push_back(at);
            return static_cast<std::uint32_t>(roads_.nodes.size() - 1);
        };
        if (!question.answered()) return fresh(question.at);
        const auto nodes = roads_.nodes_of(roads_.ways[question.found.way]);
        const std::uint32_t from = nodes[question.found.k], to = nodes[question.found.k + 1];
        const LonLat a = roads_.nodes[from], b = roads_.nodes[to];
        const double share = question.spot.part;
        const LonLat at{a.lon + share * (b.lon - a.lon), a.lat + share * (b.lat - a.lat)};
        if (geodesic_mm(a, at) <= same_spot_mm) return from;
        if (geodesic_mm(b, at) <= same_spot_mm) return to;
        const std::uint32_t node = fresh(at);
        joints.push_back({question.found, share, node});
        return node;
    }

    void insert(std::vector<Joint> joints) {
        std::sort(joints.begin(), joints.end());
        for (std::size_t j = 0; j < joints.size();) {
            Way& way = roads_.ways[joints[j].at.way];
            const std::uint32_t w = joints[j].at.way;
            const auto first = static_cast<std::uint32_t>(roads_.way_nodes.size());
            for (std::uint32_t k = 0; k < way.count; ++k) {
                roads_.way_nodes.push_back(roads_.way_nodes[way.first + k]);
                for (; j < joints.size() && joints[j].at == SegmentRef{w, k}; ++j)
                    roads_.way_nodes.push_back(joints[j].node);
            }
            way.first = first;
            way.count = static_cast<std::uint32_t>(roads_.way_nodes.size()) - first;
        }
    }

    EditOutcome slow(RoadEditId id, const SlowedRoads& slowed) {
        EditOutcome out;
        out.id = id;
        const AreaId area = areas_.find(slowed.level, slowed.area_code);
        if (!area.valid()) return out;
        const Level finest = areas_.finest();
        const Box box = box_of(slowed, areas_);
        if (!locator_) locator_.emplace(areas_, finest);
        const auto inside = [&](LonLat a, LonLat b) {
            const LonLat middle{(a.lon + b.lon) / 2, (a.lat + b.lat) / 2};
            if (!box.contains(middle.lon, middle.lat)) return false;
            const AreaId here = locator_->area_at(middle);
            return here.valid() && areas_.ancestor(finest, here, slowed.level) == area;
        };
        const std::size_t ways = roads_.ways.size();
        for (std::uint32_t w = 0; w < ways && !progress_.cancelled(); ++w) {
            const Way& way = roads_.ways[w];
            if (slowed.road_class ? way.road_class != *slowed.road_class : way.road_class == RoadClass::ferry)
                continue;
            const auto nodes = roads_.nodes_of(way);
            Members members(nodes.size() - 1, false);
            bool any = false;
            for (std::size_t k = 0; k + 1 < nodes.size(); ++k) {
                const LonLat a = roads_.nodes[nodes[k]], b = roads_.nodes[nodes[k + 1]];
                if (!inside(a, b)) continue;
                members[k] = any = true;
                out.length_mm += geodesic_mm(a, b);
            }
            if (!any) continue;
            cut(w, members, [&](Way& piece, bool member) {
                const int percent = (piece.speed_percent * slowed.percent + 50) / 100;
                if (member) piece.speed_percent = static_cast<std::uint8_t>(std::clamp(percent, 1, 255));
                return true;
            });
        }
        out.works = out.length_mm > 0;
        return out;
    }

    Roads roads_;
    const Areas& areas_;
    std::span<const RoadEdit> edits_;
    const Progress& progress_;
    std::vector<EditOutcome> outcomes_;
    std::optional<Locator> locator_;
};

}  // namespace

Result<EditedRoads> edit_roads(const Roads& roads, const Areas& areas, std::span<const RoadEdit> edits,
                               const Progress& progress) {
    return Editor(roads, areas, edits, progress).run();
}

Box box_of(const SlowedRoads& slowed, const Areas& areas) {
    Box out;
    const AreaId area = areas.find(slowed.level, slowed.area_code);
    if (!area.valid()) return out;
    const Level finest = areas.finest();
    const AreaLevel& fine = areas.at(finest);
    for (std::size_t a = 0; a < fine.size(); ++a)
        if (areas.ancestor(finest, AreaId{a}, slowed.level) == area)
            for (const Polygon& polygon : fine.shape[a])
                for (const LonLat& point : polygon.outer) out.add(point);
    return out;
}

}  // namespace geo
