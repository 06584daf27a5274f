#include "geo/data/locate.h"

#include "geo/base/parallel.h"
#include "geo/geom/measure.h"

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
    parallel_for(at.size(), 512, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) out[i] = area_at(at[i]);
    });
    return out;
}

}  // namespace geo
