#include "geo/data/locate.h"

#include "geo/base/parallel.h"
#include "geo/geom/measure.h"
#include "geo/geom/points_in_shapes.h"

namespace geo {
namespace {

BoxIndex index_of(const AreaLevel& level) {
    std::vector<Box> boxes;
    for (const MultiPolygon& shape : level.shape) boxes.push_back(box_of(shape));
    return BoxIndex(boxes);
}

}  // namespace

Locator::Locator(const Areas& areas, Level level) : level_(areas.at(level)), index_(index_of(level_)) {}

AreaId Locator::area_at(LonLat at) const {
    for (const std::uint32_t area : index_.at(at.lon, at.lat))
        if (contains(level_.shape[area], at)) return AreaId{area};
    return {};
}

std::vector<AreaId> Locator::areas_at(std::span<const LonLat> at) const {
    std::vector<AreaId> out(at.size());
    if (at.size() < level_.shape.size()) {  // looking at every area would not pay
        parallel_for(at.size(), 512, [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i) out[i] = area_at(at[i]);
        });
        return out;
    }
    const std::vector<std::uint32_t> found = first_shapes_with(level_.shape, at);
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i] != no_shape) out[i] = AreaId{found[i]};
    return out;
}

}  // namespace geo
