#include "geo/network/ground.h"

#include "geo/base/ensure.h"
#include "geo/geom/local_plane.h"
#include "geo/geom/measure.h"
#include "geo/network/barrier_map.h"
#include "geo/network/hang.h"
#include "geo/network/snap_private.h"
#include "geo/network/walk_moves.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <queue>
#include <utility>

namespace geo {
namespace {

constexpr double least_step_m = 20, greatest_step_m = 100;
constexpr double never = std::numeric_limits<double>::infinity();
/// A road is met within this part of a step of the middle of a cell: no line passes between two cells unseen.
constexpr double met_within = 0.75;
/// Steps from the middle of a lattice to its edge: steps grow where a walk may be longer.
constexpr int most_steps = 256;

/// One thread's maps of the ground.
class GroundMap {
public:
    struct Spot {
        double kmh = 0;  // on the flat; on closed ground what it takes to come out of it
        float height = 0;
        bool has_height = false;
        bool closed = false;
    };

    static Result<GroundMap> of(const Grids& grids, const Profile& profile, bool slope) {
        GroundMap out;
        out.profile_ = profile;
        out.wading_kmh_ = profile.walk_kmh;
        for (const double kmh : profile.ground_kmh)
            if (kmh > 0) out.wading_kmh_ = std::min(out.wading_kmh_, kmh);
        for (const Grid& grid : *grids) {
            if (!grid.holds(GridKind::land_cover)) continue;
            TRY(GridMap map, GridMap::of(grid));
            out.boxes_.push_back(map.box());
            out.covers_.push_back(std::move(map));
        }
        if (slope && has_elevation(*grids)) {
            TRY(Terrain terrain, Terrain::of(grids));
            out.terrain_ = std::move(terrain);
        }
        return out;
    }

    double step_m() const {
        const double heights_m = terrain_ ? terrain_->step_m() : never;
        return std::clamp(std::min(heights_m, cell_m()), least_step_m, greatest_step_m);
    }
    /// The smallest cell of land cover.
    double cell_m() const {
        double out = never;
        for (const GridMap& map : covers_) {
            const auto [width, height] = map.cell_metres();
            out = std::min({out, width, height});
        }
        return out;
    }
    bool closed_at(LonLat at) const { return kmh_at(at) <= 0; }
    bool has_heights() const { return terrain_.has_value(); }

    Spot at(LonLat at) const {
        Spot out;
        out.kmh = kmh_at(at);
        out.closed = out.kmh <= 0;
        if (out.closed) out.kmh = wading_kmh_;
        if (terrain_)
            if (const auto height = terrain_->height_at(at)) {
                out.height = static_cast<float>(*height);
                out.has_height = true;
            }
        return out;
    }

private:
    double kmh_at(LonLat at) const {
        for (std::size_t m = 0; m < covers_.size(); ++m) {
            const Box& box = boxes_[m];
            if (at.lon < box.min_x || at.lon > box.max_x || at.lat < box.min_y || at.lat > box.max_y)
                continue;
            const auto value = covers_[m].value_at(at);
            if (!value || !is_land_cover_class(*value)) continue;
            return profile_.ground_kmh.at(static_cast<std::size_t>(ground_kind_of(static_cast<int>(*value))));
        }
        return profile_.walk_kmh;
    }

    Profile profile_;
    double wading_kmh_ = 0;
    std::vector<GridMap> covers_;
    std::vector<Box> boxes_;
    std::optional<Terrain> terrain_;
};
using Spot = GroundMap::Spot;

/// Seconds from one spot to another, `metres` apart, at a mean of paces; slopes in the direction of the walk.
double seconds(const Spot& from, const Spot& to, double metres, double mean_pace) {
    const double flat = metres * mean_pace;
    if (!from.has_height || !to.has_height || metres <= 0) return flat;
    return flat / tobler_factor((static_cast<double>(to.height) - static_cast<double>(from.height)) / metres);
}

/// Seconds a metre.
double pace(const Spot& spot) {
    return 3.6 / spot.kmh;
}

struct Found {
    double seconds = never, metres = 0;
    Snap snap;
    std::optional<std::uint32_t> last;  // node of the lattice; none for the straight walk
};

/// The lattice about one point, looked at from there outwards.
class Walker {
public:
    Walker(GroundMap map, double step_m) : map_(std::move(map)), least_step_(step_m), step_(step_m) {}

    Found search(const Network& network, LonLat at, SnapFor purpose, const Snap& straight) {
        const double most_m = network.profile.max_walk_m;
        step_ = std::max(least_step_, most_m / most_steps);
        Found best;
        best.snap = straight;
        best.metres = straight.on_network() ? straight.walk_mm / 1000.0 : most_m;
        if (straight.on_network())
            best.seconds = straight_seconds(at, straight.on_road, best.metres, purpose);
        const double fastest_kmh = fastest(network.profile);
        if (best.seconds < never &&
            (best.metres <= step_ || best.seconds <= best.metres * 3.6 / fastest_kmh * (1 + 1e-9)))
            return best;
        // No road that joins is nearer than this.
        const auto nearest = joint_near(network, at, most_m, purpose, Barred::no);
        clear_m_ = nearest ? nearest->walk_mm / 1000.0 - 0.01 : best.metres;
        pace_ = 3.6 / fastest_kmh;
        const double reach_m = std::min(most_m, best.seconds / pace_);
        begin(at, reach_m);
        build_walls(network.barriers.get());
        while (!open_.empty()) {
            const auto [time, id] = open_.top();
            open_.pop();
            Node& node = nodes_[id];
            if (node.done || time > node.seconds) continue;
            if (time >= best.seconds) break;
            node.done = true;
            meet(network, id, most_m, purpose, best);
            for (const WalkMove& move : walk_moves) step(id, move, most_m, purpose, best.seconds);
        }
        return best;
    }

    /// From the point to the node.
    std::vector<LonLat> points_to(std::uint32_t id) const {
        std::vector<LonLat> out;
        for (; nodes_[id].before != id; id = nodes_[id].before) out.push_back(place_of(id));
        out.push_back(plane_.origin);
        std::reverse(out.begin(), out.end());
        return out;
    }

private:
    struct Node {
        double seconds = never, metres = 0;
        Spot spot;
        std::uint32_t before = 0;
        std::uint32_t version = 0;
        bool done = false;
    };

    double fastest(const Profile& profile) const {
        double out = profile.walk_kmh;
        for (const double kmh : profile.ground_kmh) out = std::max(out, kmh);
        // Downhill at 5 %, where Tobler's function is greatest.
        return map_.has_heights() ? out * tobler_factor(-0.05) : out;
    }

    double one_step(const Spot& home_side, const Spot& road_side, double metres, double mean_pace,
                    SnapFor purpose) const {
        return purpose == SnapFor::child ? seconds(home_side, road_side, metres, mean_pace)
                                         : seconds(road_side, home_side, metres, mean_pace);
    }

    /// How far from a home in the water one comes out of it: over its own cell, not over the river.
    double wade_m() const { return 1.5 * std::max(map_.cell_m(), step_); }

    /// Never where it would go into water; what lies within a step of the road is the road's.
    double straight_seconds(LonLat at, LonLat road, double metres, SnapFor purpose) const {
        const double most_piece_m = std::min(step_, map_.cell_m());
        const auto pieces = static_cast<int>(std::clamp(std::ceil(metres / most_piece_m), 1.0, 1e6));
        const double piece_m = metres / pieces;
        double out = 0;
        Spot before = map_.at(at);
        for (int i = 1; i <= pieces; ++i) {
            const double part = static_cast<double>(i) / pieces;
            Spot here = map_.at({at.lon + (road.lon - at.lon) * part, at.lat + (road.lat - at.lat) * part});
            if (here.closed && (!before.closed || piece_m * i > wade_m())) {
                if (metres - piece_m * (i - 1) > step_) return never;
                here.kmh = before.kmh;
                here.closed = before.closed;
            }
            out += one_step(before, here, piece_m, (pace(before) + pace(here)) / 2, purpose);
            before = here;
        }
        return out;
    }

    void begin(LonLat at, double reach_m) {
        plane_ = LocalPlane(at);
        half_ = static_cast<int>(std::ceil(reach_m / step_)) + 1;
        const auto side = static_cast<std::size_t>(2 * half_ + 1);
        if (nodes_.size() < side * side) nodes_.resize(side * side);
        ++version_;
        open_ = {};
        const std::uint32_t middle = id_of(0, 0);
        Node& node = fresh(middle);
        node.seconds = 0;
        node.before = middle;
        open_.emplace(0.0, middle);
    }

    /// Marks the nodes from which a step may cross a barrier.
    void build_walls(const BarrierMap* barriers) {
        barriers_ = nullptr;
        if (barriers == nullptr) return;
        const double reach = half_ * step_ * 1.5;
        Box box;
        for (const double side : {-1.0, 1.0})
            box.add(plane_.origin.lon + side * reach / plane_.x_per_degree,
                    plane_.origin.lat + side * reach / plane_.y_per_degree);
        const std::vector<std::uint32_t> near = barriers->pieces_in(box);
        if (near.empty()) return;
        barriers_ = barriers;
        const auto side = static_cast<std::size_t>(2 * half_ + 1);
        walled_.assign(side * side, 0);
        for (const std::uint32_t i : near)
            add_wall(plane_.of(barriers->piece(i).a), plane_.of(barriers->piece(i).b), reach);
    }
    void add_wall(Metres a, Metres b, double reach) {
        constexpr int longest_step = 2;
        const Metres way{b.x - a.x, b.y - a.y};
        const double length = std::hypot(way.x, way.y);
        const double middle = -(a.x * way.x + a.y * way.y) / (length * length);
        const double low = std::max(0.0, middle - reach / length);
        const double high = std::min(1.0, middle + reach / length);
        for (double t = low; low <= high; t = std::min(high, t + step_ / 2 / length)) {
            const int x = static_cast<int>(std::lround((a.x + t * way.x) / step_));
            const int y = static_cast<int>(std::lround((a.y + t * way.y) / step_));
            for (int dy = -longest_step; dy <= longest_step; ++dy)
                for (int dx = -longest_step; dx <= longest_step; ++dx)
                    if (std::abs(x + dx) <= half_ && std::abs(y + dy) <= half_)
                        walled_[id_of(x + dx, y + dy)] = 1;
            if (t >= high) break;
        }
    }

    std::uint32_t id_of(int x, int y) const {
        return static_cast<std::uint32_t>((y + half_) * (2 * half_ + 1) + x + half_);
    }
    std::array<int, 2> xy_of(std::uint32_t id) const {
        const int side = 2 * half_ + 1;
        return {static_cast<int>(id) % side - half_, static_cast<int>(id) / side - half_};
    }
    LonLat place_of(std::uint32_t id) const {
        const auto [x, y] = xy_of(id);
        return {plane_.origin.lon + x * step_ / plane_.x_per_degree,
                plane_.origin.lat + y * step_ / plane_.y_per_degree};
    }
    /// The node, looked up on the maps the first time that it is seen.
    Node& fresh(std::uint32_t id) {
        Node& node = nodes_[id];
        if (node.version != version_) {
            node = Node{};
            node.version = version_;
            node.spot = map_.at(place_of(id));
        }
        return node;
    }

    void meet(const Network& network, std::uint32_t id, double most_m, SnapFor purpose, Found& best) const {
        const Node& node = nodes_[id];
        if (from_middle(id) + step_ * met_within < clear_m_) return;
        const auto joint = joint_near(network, place_of(id), step_ * met_within, purpose);
        if (!joint) return;
        const double metres = joint->walk_mm / 1000.0;
        const double time = node.seconds + metres * pace(node.spot);
        if (time >= best.seconds || node.metres + metres > most_m) return;
        best.seconds = time;
        best.metres = node.metres + metres;
        best.snap = *joint;
        best.last = id;
    }

    double from_middle(std::uint32_t id) const {
        const auto [x, y] = xy_of(id);
        return step_ * std::hypot(x, y);
    }

    /// Whether a strip of water narrower than a step lies between two dry cells.
    bool water_between(std::uint32_t a, std::uint32_t b, double metres) const {
        const int pieces = static_cast<int>(std::ceil(metres / map_.cell_m()));
        if (pieces < 2 || map_.cell_m() >= step_) return false;
        const LonLat from = place_of(a), to = place_of(b);
        for (int i = 1; i < pieces; ++i) {
            const double part = static_cast<double>(i) / pieces;
            if (map_.closed_at(
                    {from.lon + (to.lon - from.lon) * part, from.lat + (to.lat - from.lat) * part}))
                return true;
        }
        return false;
    }

    void step(std::uint32_t id, const WalkMove& move, double most_m, SnapFor purpose, double best_seconds) {
        const auto [x, y] = xy_of(id);
        if (std::abs(x + move.x) > half_ || std::abs(y + move.y) > half_) return;
        const std::uint32_t to = id_of(x + move.x, y + move.y);
        if (fresh(to).done) return;
        const Node& node = nodes_[id];
        const bool dry = !node.spot.closed;
        const auto blocked = [&](std::uint32_t cell) {
            return nodes_[cell].spot.closed && (dry || from_middle(cell) > wade_m());
        };
        if (blocked(to)) return;
        double mean_pace = (pace(node.spot) + pace(nodes_[to].spot)) / 2;
        if (move.x != 0 && move.y != 0) {
            const std::uint32_t a = id_of(x + move.beside[0][0], y + move.beside[0][1]);
            const std::uint32_t b = id_of(x + move.beside[1][0], y + move.beside[1][1]);
            fresh(a);
            fresh(b);
            const bool knight = std::abs(move.x) + std::abs(move.y) == 3;
            if (knight ? blocked(a) || blocked(b) : blocked(a) && blocked(b)) return;
            if (knight) mean_pace = (2 * mean_pace + pace(nodes_[a].spot) + pace(nodes_[b].spot)) / 4;
        }
        if (barriers_ != nullptr && walled_[id] != 0 && barriers_->crosses(place_of(id), place_of(to)))
            return;
        const double metres = step_ * std::hypot(move.x, move.y);
        if (node.metres + metres > most_m) return;
        Node& next = nodes_[to];
        const double time = node.seconds + one_step(node.spot, next.spot, metres, mean_pace, purpose);
        if (time >= next.seconds) return;
        // What is still to go at the least.
        if (time + std::max(0.0, clear_m_ - from_middle(to) - step_) * pace_ >= best_seconds) return;
        if (dry && water_between(id, to, metres)) return;
        next.seconds = time;
        next.metres = node.metres + metres;
        next.before = id;
        open_.emplace(time, to);
    }

    GroundMap map_;
    double least_step_, step_;
    double clear_m_ = 0;  // no road that joins is nearer to the middle
    double pace_ = 0;     // seconds a metre, at the best
    LocalPlane plane_{LonLat{}};
    int half_ = 0;
    std::uint32_t version_ = 0;
    std::vector<Node> nodes_;
    const BarrierMap* barriers_ = nullptr;  // null where none is near
    std::vector<std::uint8_t> walled_;      // by node
    using Open = std::pair<double, std::uint32_t>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
};

}  // namespace

GroundKind ground_kind_of(int land_cover_class) {
    switch (land_cover_class) {
        case 50:
        case 60:
            return GroundKind::bare;
        case 30:
        case 40:
        case 100:
            return GroundKind::low;
        case 20:
            return GroundKind::medium;
        case 80:
            return GroundKind::water;
        default:
            return GroundKind::dense;
    }
}

bool has_land_cover(const std::vector<Grid>& grids) {
    return std::any_of(grids.begin(), grids.end(),
                       [](const Grid& grid) { return grid.holds(GridKind::land_cover); });
}

/// A walker for each thread that asks, made when it is wanted.
struct Ground::Kept {
    Grids grids;
    Profile profile;
    bool slope = false;
    double step_m = 0;
    std::mutex mutex;
    std::vector<std::unique_ptr<Walker>> idle;

    template <class Use>
    auto with_walker(const Use& use) {
        std::unique_ptr<Walker> walker;
        {
            const std::scoped_lock lock(mutex);
            if (!idle.empty()) {
                walker = std::move(idle.back());
                idle.pop_back();
            }
        }
        if (!walker) {
            auto map = GroundMap::of(grids, profile, slope);
            ENSURE(map);  // as the first was
            walker = std::make_unique<Walker>(*std::move(map), step_m);
        }
        auto out = use(*walker);
        const std::scoped_lock lock(mutex);
        idle.push_back(std::move(walker));
        return out;
    }
};

Ground::Ground(std::unique_ptr<Kept> kept) : kept_(std::move(kept)) {}
Ground::~Ground() = default;

Result<std::shared_ptr<const Ground>> Ground::of(Grids grids, const Profile& profile, bool slope) {
    if (!has_land_cover(*grids)) return std::shared_ptr<const Ground>{};
    TRY(GroundMap map, GroundMap::of(grids, profile, slope));
    auto kept = std::make_unique<Kept>();
    kept->grids = std::move(grids);
    kept->profile = profile;
    kept->slope = slope;
    kept->step_m = map.step_m();
    kept->idle.push_back(std::make_unique<Walker>(std::move(map), kept->step_m));
    return std::shared_ptr<const Ground>(new Ground(std::move(kept)));
}

double Ground::step_m() const {
    return kept_->step_m;
}

Snap Ground::to_road(const Network& network, LonLat at, SnapFor purpose, const Snap& straight) const {
    return kept_->with_walker([&](Walker& walker) {
        const Found found = walker.search(network, at, purpose, straight);
        Snap out = found.snap;
        if (found.seconds >= never) {
            out = Snap{};
            out.cut_off = true;
            return out;
        }
        out.cut_off = false;
        out.turned = straight.turned || straight.cut_off;
        out.walk_mm = static_cast<std::uint32_t>(std::lround(found.metres * 1000));
        out.walk_ms = static_cast<std::uint32_t>(std::min(4e9, std::floor(found.seconds * 1000 + 0.5)));
        return out;
    });
}

std::vector<LonLat> Ground::way(const Network& network, LonLat at, SnapFor purpose) const {
    const LonLat from = walk_begins(network, at);
    const Snap straight = straight_snap(network, from, purpose);
    if (!straight.on_network() && !straight.cut_off) return {at};
    std::vector<LonLat> out = kept_->with_walker([&](Walker& walker) {
        const Found found = walker.search(network, from, purpose, straight);
        if (found.seconds >= never) return std::vector<LonLat>{at};
        std::vector<LonLat> points = found.last ? walker.points_to(*found.last) : std::vector<LonLat>{from};
        points.push_back(found.snap.on_road);
        return points;
    });
    if (from != at && out.size() > 1) out.insert(out.begin(), at);
    if (purpose == SnapFor::place) std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace geo
