// Corners of a polygon while its ears are cut, and what can be asked of them.  Private to mesh.cpp.
//
// Ear clipping over a circular list, holes bridged into the outer ring, candidate ears checked against the
// points of their box by z-order (Held 2001, "FIST"; the scheme that earcut made popular).
#pragma once

#include <algorithm>
#include <cstdint>

namespace geo::mesh {

struct Corner {
    std::uint32_t index = 0;
    double x = 0, y = 0;
    Corner* previous = nullptr;
    Corner* next = nullptr;
    std::uint32_t z = 0;
    Corner* previous_z = nullptr;
    Corner* next_z = nullptr;
};

inline double area2(const Corner* p, const Corner* q, const Corner* r) {
    return (q->y - p->y) * (r->x - q->x) - (q->x - p->x) * (r->y - q->y);
}
inline bool same_place(const Corner* a, const Corner* b) {
    return a->x == b->x && a->y == b->y;
}

inline bool in_triangle(const Corner* a, const Corner* b, const Corner* c, const Corner* p) {
    return (c->x - p->x) * (a->y - p->y) >= (a->x - p->x) * (c->y - p->y) &&
           (a->x - p->x) * (b->y - p->y) >= (b->x - p->x) * (a->y - p->y) &&
           (b->x - p->x) * (c->y - p->y) >= (c->x - p->x) * (b->y - p->y);
}

inline int sign(double value) {
    return (value > 0) - (value < 0);
}

inline bool on_segment(const Corner* p, const Corner* q, const Corner* r) {
    return q->x <= std::max(p->x, r->x) && q->x >= std::min(p->x, r->x) && q->y <= std::max(p->y, r->y) &&
           q->y >= std::min(p->y, r->y);
}

inline bool crosses(const Corner* p1, const Corner* q1, const Corner* p2, const Corner* q2) {
    const int o1 = sign(area2(p1, q1, p2));
    const int o2 = sign(area2(p1, q1, q2));
    const int o3 = sign(area2(p2, q2, p1));
    const int o4 = sign(area2(p2, q2, q1));
    if (o1 != o2 && o3 != o4) return true;
    return (o1 == 0 && on_segment(p1, p2, q1)) || (o2 == 0 && on_segment(p1, q2, q1)) ||
           (o3 == 0 && on_segment(p2, p1, q2)) || (o4 == 0 && on_segment(p2, q1, q2));
}

}  // namespace geo::mesh
