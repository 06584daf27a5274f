#include "geo/study/study_parts_private.h"
#include "geo/study/wkb_private.h"

#include <algorithm>

namespace geo::parts {
namespace {

std::string geometry_of(const Barrier& barrier) {
    if (!barrier.filled) return wkb::of_line(barrier.lines.front());
    Polygon polygon{barrier.lines.front(), {barrier.lines.begin() + 1, barrier.lines.end()}};
    return wkb::of(MultiPolygon{std::move(polygon)});
}

bool barrier_from(std::string_view bytes, Barrier& out) {
    if (!out.filled) return wkb::read(bytes, out.lines.emplace_back()) && out.lines.front().size() >= 2;
    MultiPolygon shape;
    if (!wkb::read(bytes, shape) || shape.size() != 1) return false;
    out.lines.push_back(std::move(shape.front().outer));
    for (auto& hole : shape.front().holes) out.lines.push_back(std::move(hole));
    return std::all_of(out.lines.begin(), out.lines.end(),
                       [](const std::vector<LonLat>& ring) { return ring.size() >= 3; });
}

}  // namespace

Result<void> write_barriers(sqlite3* database, const std::string& file,
                            const std::vector<BarrierLayer>& layers) {
    if (!has_table(database, "barriers")) {
        // Studies of early versions hold no barriers, and those without any need no table.
        if (layers.empty()) return {};
        TRY_VOID(
            create_layer(database, file, "barriers", "GEOMETRY",
                         "kind TEXT NOT NULL, filled INTEGER NOT NULL, name TEXT, source TEXT NOT NULL"));
    }
    TRY_VOID(emptied(database, file, "barriers"));
    sql::Statement insert(database,
                          "INSERT INTO barriers (geom, kind, filled, name, source) VALUES (?,?,?,?,?)");
    Box box;
    for (const BarrierLayer& layer : layers)
        for (const Barrier& barrier : layer.barriers) {
            for (const auto& line : barrier.lines)
                for (const LonLat at : line) box.add(at);
            TRY_VOID(bind_geometry(insert, geometry_of(barrier), file, "barriers"));
            insert.bind(barrier_kind_name(barrier.kind)).bind(std::int64_t{barrier.filled ? 1 : 0});
            insert.bind(std::string{barrier.name}).bind(layer.source);
            if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
        }
    return set_extent(database, file, "barriers", box);
}

Result<std::vector<BarrierLayer>> read_barriers(sqlite3* database, const std::string& file) {
    std::vector<BarrierLayer> out;
    if (!has_table(database, "barriers")) return out;
    sql::Statement select(database, "SELECT geom, kind, filled, name, source FROM barriers ORDER BY fid");
    while (select.step()) {
        const auto kind = barrier_kind_from_name(select.text(1));
        Barrier barrier;
        barrier.filled = select.integer(2) == 1;
        barrier.name = select.text(3);
        const std::string source{select.text(4)};
        if (!kind || !barrier_from(select.blob(0), barrier)) return damaged(file, "barriers");
        barrier.kind = *kind;
        if (out.empty() || out.back().source < source)
            out.push_back({source, {}});
        else if (out.back().source != source)
            return damaged(file, "barriers");
        out.back().barriers.push_back(std::move(barrier));
    }
    if (!select.done()) return sql::failure(database, file, Fault::unreadable);
    return out;
}

}  // namespace geo::parts
