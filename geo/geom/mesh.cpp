#include "geo/geom/mesh.h"

#include "geo/geom/mesh_private.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

namespace geo {
namespace {

using namespace mesh;

class Clipper {
public:
    std::vector<std::uint32_t> run(const PolygonOf<Metres>& polygon) {
        std::uint32_t first = 0;
        Corner* outer = ring(polygon.outer, first, true);
        first += static_cast<std::uint32_t>(polygon.outer.size());
        if (outer == nullptr || outer->next == outer->previous) return {};
        std::vector<Corner*> holes;
        for (const auto& points : polygon.holes) {
            Corner* hole = ring(points, first, false);
            first += static_cast<std::uint32_t>(points.size());
            if (hole != nullptr) holes.push_back(leftmost(hole));
        }
        std::stable_sort(holes.begin(), holes.end(), [](const Corner* a, const Corner* b) {
            return a->x != b->x ? a->x < b->x : a->y < b->y;
        });
        for (Corner* hole : holes) outer = bridged(hole, outer);

        hashed_ = first > 60;
        if (hashed_) {
            for (const auto& p : polygon.outer) box_.add(p);
            const double size = std::max(box_.width(), box_.height());
            to_grid_ = size > 0 ? 32767 / size : 0;
        }
        clip(outer, 0);
        return std::move(triangles_);
    }

private:
    Corner* made(std::uint32_t index, double x, double y, Corner* last) {
        corners_.push_back({});
        Corner* corner = &corners_.back();
        corner->index = index;
        corner->x = x;
        corner->y = y;
        if (last == nullptr) {
            corner->previous = corner->next = corner;
        } else {
            corner->next = last->next;
            corner->previous = last;
            last->next->previous = corner;
            last->next = corner;
        }
        return corner;
    }

    static void removed(Corner* p) {
        p->next->previous = p->previous;
        p->previous->next = p->next;
        if (p->previous_z != nullptr) p->previous_z->next_z = p->next_z;
        if (p->next_z != nullptr) p->next_z->previous_z = p->previous_z;
    }

    Corner* ring(const std::vector<Metres>& points, std::uint32_t first, bool clockwise) {
        double twice = 0;
        for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++)
            twice += (points[j].x - points[i].x) * (points[i].y + points[j].y);
        Corner* last = nullptr;
        const std::size_t n = points.size();
        for (std::size_t k = 0; k < n; ++k) {
            const std::size_t i = clockwise == (twice > 0) ? k : n - 1 - k;
            last = made(first + static_cast<std::uint32_t>(i), points[i].x, points[i].y, last);
        }
        if (last == nullptr) return nullptr;
        if (last->next != last && same_place(last, last->next)) {
            removed(last);
            last = last->next;
        }
        return last;
    }

    static Corner* leftmost(Corner* start) {
        Corner* best = start;
        for (Corner* p = start->next; p != start; p = p->next)
            if (p->x < best->x || (p->x == best->x && p->y < best->y)) best = p;
        return best;
    }

    static Corner* without_flat(Corner* start, Corner* end = nullptr) {
        if (start == nullptr) return nullptr;
        if (end == nullptr) end = start;
        Corner* p = start;
        bool again = false;
        do {
            again = false;
            if (same_place(p, p->next) || area2(p->previous, p, p->next) == 0) {
                removed(p);
                p = end = p->previous;
                if (p == p->next) break;
                again = true;
            } else {
                p = p->next;
            }
        } while (again || p != end);
        return end;
    }

    static bool locally_inside(const Corner* a, const Corner* b) {
        return area2(a->previous, a, a->next) < 0 ? area2(a, b, a->next) >= 0 && area2(a, a->previous, b) >= 0
                                                  : area2(a, b, a->previous) < 0 || area2(a, a->next, b) < 0;
    }

    static bool middle_inside(const Corner* a, const Corner* b) {
        const Corner* p = a;
        bool inside = false;
        const double px = (a->x + b->x) / 2;
        const double py = (a->y + b->y) / 2;
        do {
            if (((p->y > py) != (p->next->y > py)) && p->next->y != p->y &&
                (px < (p->next->x - p->x) * (py - p->y) / (p->next->y - p->y) + p->x))
                inside = !inside;
            p = p->next;
        } while (p != a);
        return inside;
    }

    static bool crosses_ring(const Corner* a, const Corner* b) {
        const Corner* p = a;
        do {
            if (p->index != a->index && p->next->index != a->index && p->index != b->index &&
                p->next->index != b->index && crosses(p, p->next, a, b))
                return true;
            p = p->next;
        } while (p != a);
        return false;
    }

    static bool is_diagonal(const Corner* a, const Corner* b) {
        return a->next->index != b->index && a->previous->index != b->index && !crosses_ring(a, b) &&
               ((locally_inside(a, b) && locally_inside(b, a) && middle_inside(a, b) &&
                 (area2(a->previous, a, b->previous) != 0 || area2(a, b->previous, b) != 0)) ||
                (same_place(a, b) && area2(a->previous, a, a->next) > 0 &&
                 area2(b->previous, b, b->next) > 0));
    }

    Corner* split(Corner* a, Corner* b) {
        Corner* a2 = made(a->index, a->x, a->y, nullptr);
        Corner* b2 = made(b->index, b->x, b->y, nullptr);
        Corner* an = a->next;
        Corner* bp = b->previous;
        a->next = b;
        b->previous = a;
        a2->next = an;
        an->previous = a2;
        b2->next = a2;
        a2->previous = b2;
        bp->next = b2;
        b2->previous = bp;
        return b2;
    }

    static bool sector_holds_sector(const Corner* m, const Corner* p) {
        return area2(m->previous, m, p->previous) < 0 && area2(p->next, m, m->next) < 0;
    }

    /// A corner of the outer ring that the hole's leftmost corner can see (Eberly).
    static Corner* bridge_of(const Corner* hole, Corner* outer) {
        Corner* p = outer;
        Corner* m = nullptr;
        double qx = -std::numeric_limits<double>::infinity();
        if (same_place(hole, p)) return p;
        do {
            if (same_place(hole, p->next)) return p->next;
            if (hole->y <= p->y && hole->y >= p->next->y && p->next->y != p->y) {
                const double x = p->x + (hole->y - p->y) * (p->next->x - p->x) / (p->next->y - p->y);
                if (x <= hole->x && x > qx) {
                    qx = x;
                    m = p->x < p->next->x ? p : p->next;
                    if (x == hole->x) return m;
                }
            }
            p = p->next;
        } while (p != outer);
        if (m == nullptr) return nullptr;
        const Corner* stop = m;
        Corner left;
        left.x = hole->y < m->y ? hole->x : qx;
        left.y = hole->y;
        Corner right;
        right.x = hole->y < m->y ? qx : hole->x;
        right.y = hole->y;
        Corner top = *m;
        double least = std::numeric_limits<double>::infinity();
        p = m;
        do {
            if (hole->x >= p->x && p->x >= top.x && hole->x != p->x && in_triangle(&left, &top, &right, p)) {
                const double tangent = std::abs(hole->y - p->y) / (hole->x - p->x);
                if (locally_inside(p, hole) &&
                    (tangent < least ||
                     (tangent == least && (p->x > m->x || (p->x == m->x && sector_holds_sector(m, p)))))) {
                    m = p;
                    least = tangent;
                }
            }
            p = p->next;
        } while (p != stop);
        return m;
    }

    Corner* bridged(Corner* hole, Corner* outer) {
        Corner* bridge = bridge_of(hole, outer);
        if (bridge == nullptr) return outer;
        Corner* reverse = split(bridge, hole);
        without_flat(reverse, reverse->next);
        return without_flat(bridge, bridge->next);
    }

    std::uint32_t z_order(double px, double py) const {
        auto x = static_cast<std::uint32_t>(std::clamp((px - box_.min_x) * to_grid_, 0.0, 32767.0));
        auto y = static_cast<std::uint32_t>(std::clamp((py - box_.min_y) * to_grid_, 0.0, 32767.0));
        for (std::uint32_t* v : {&x, &y}) {
            *v = (*v | (*v << 8U)) & 0x00FF00FFU;
            *v = (*v | (*v << 4U)) & 0x0F0F0F0FU;
            *v = (*v | (*v << 2U)) & 0x33333333U;
            *v = (*v | (*v << 1U)) & 0x55555555U;
        }
        return x | (y << 1U);
    }

    void hash(Corner* start) {
        std::vector<Corner*> order;
        Corner* p = start;
        do {
            p->z = z_order(p->x, p->y);
            order.push_back(p);
            p = p->next;
        } while (p != start);
        std::stable_sort(order.begin(), order.end(),
                         [](const Corner* a, const Corner* b) { return a->z < b->z; });
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i]->previous_z = i > 0 ? order[i - 1] : nullptr;
            order[i]->next_z = i + 1 < order.size() ? order[i + 1] : nullptr;
        }
    }

    static bool blocks(const Corner* a, const Corner* b, const Corner* c, const Corner* p) {
        return p != a && p != c && !(same_place(p, a)) && in_triangle(a, b, c, p) &&
               area2(p->previous, p, p->next) >= 0;
    }

    bool is_ear(const Corner* ear) const {
        const Corner* a = ear->previous;
        const Corner* b = ear;
        const Corner* c = ear->next;
        if (area2(a, b, c) >= 0) return false;
        if (!hashed_) {
            for (const Corner* p = c->next; p != a; p = p->next)
                if (blocks(a, b, c, p)) return false;
            return true;
        }
        const double x0 = std::min({a->x, b->x, c->x});
        const double y0 = std::min({a->y, b->y, c->y});
        const double x1 = std::max({a->x, b->x, c->x});
        const double y1 = std::max({a->y, b->y, c->y});
        const std::uint32_t z0 = z_order(x0, y0);
        const std::uint32_t z1 = z_order(x1, y1);
        const auto hit = [&](const Corner* p) {
            return p->x >= x0 && p->x <= x1 && p->y >= y0 && p->y <= y1 && blocks(a, b, c, p);
        };
        for (const Corner* p = ear->previous_z; p != nullptr && p->z >= z0; p = p->previous_z)
            if (hit(p)) return false;
        for (const Corner* p = ear->next_z; p != nullptr && p->z <= z1; p = p->next_z)
            if (hit(p)) return false;
        return true;
    }

    void add(const Corner* a, const Corner* b, const Corner* c) {
        triangles_.push_back(a->index);
        triangles_.push_back(b->index);
        triangles_.push_back(c->index);
    }

    Corner* cured(Corner* start) {
        Corner* p = start;
        do {
            Corner* a = p->previous;
            Corner* b = p->next->next;
            if (!same_place(a, b) && crosses(a, p, p->next, b) && locally_inside(a, b) &&
                locally_inside(b, a)) {
                add(a, p, b);
                removed(p);
                removed(p->next);
                p = start = b;
            }
            p = p->next;
        } while (p != start);
        return without_flat(p);
    }

    void halve(Corner* start, int depth) {
        Corner* a = start;
        do {
            for (Corner* b = a->next->next; b != a->previous; b = b->next) {
                if (a->index == b->index || !is_diagonal(a, b)) continue;
                Corner* c = split(a, b);
                a = without_flat(a, a->next);
                c = without_flat(c, c->next);
                clip(a, depth + 1);
                clip(c, depth + 1);
                return;
            }
            a = a->next;
        } while (a != start);
    }

    void clip(Corner* ear, int depth) {
        ear = without_flat(ear);
        for (int pass = 0; pass < 3 && ear != nullptr; ++pass) {
            if (hashed_) {
                Corner* p = ear;
                do {
                    p->previous_z = p->next_z = nullptr;
                    p = p->next;
                } while (p != ear);
                hash(ear);
            }
            Corner* stop = ear;
            while (ear->previous != ear->next) {
                Corner* a = ear->previous;
                Corner* c = ear->next;
                if (is_ear(ear)) {
                    add(a, ear, c);
                    removed(ear);
                    ear = c->next;
                    stop = c->next;
                    continue;
                }
                ear = c;
                if (ear == stop) break;
            }
            if (ear->previous == ear->next) return;
            if (pass == 0) ear = without_flat(ear);
            if (pass == 1) ear = cured(without_flat(ear));
        }
        if (ear != nullptr && depth < 64) halve(ear, depth);
    }

    std::deque<Corner> corners_;
    std::vector<std::uint32_t> triangles_;
    Box box_;
    double to_grid_ = 0;
    bool hashed_ = false;
};

}  // namespace

std::vector<std::uint32_t> triangulate(const PolygonOf<Metres>& polygon) {
    return Clipper{}.run(polygon);
}

}  // namespace geo
