#include "geo/data/dataset.h"

#include "geo/base/ensure.h"

#include <algorithm>

namespace geo {
namespace {

constexpr std::array<const char*, 4> level_names = {"country", "province", "amphoe", "tambon"};
constexpr std::array<const char*, 8> place_kind_names = {
    "school",         "learning_unit", "learning_centre", "vocational_college",
    "special_centre", "child_centre",  "mobile_unit",     "other"};
constexpr std::array<const char*, 6> child_status_names = {"any",     "never_enrolled", "dropped_out",
                                                           "at_risk", "returned",       "working_age"};

template <class T>
bool same(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b) {
    return a == b || (a && b && *a == *b);
}

}  // namespace

const char* level_name(Level level) {
    return level_names.at(static_cast<std::size_t>(level));
}

std::optional<Level> level_from_name(std::string_view name) {
    for (const Level level : all_levels)
        if (name == level_name(level)) return level;
    return std::nullopt;
}

const char* place_kind_name(PlaceKind kind) {
    return place_kind_names.at(static_cast<std::size_t>(kind));
}

std::optional<PlaceKind> place_kind_from_name(std::string_view name) {
    const auto found = std::find(place_kind_names.begin(), place_kind_names.end(), name);
    if (found == place_kind_names.end()) return std::nullopt;
    return static_cast<PlaceKind>(found - place_kind_names.begin());
}

const char* child_status_name(ChildStatus status) {
    return child_status_names.at(static_cast<std::size_t>(status));
}

bool is_out_of_learning(ChildStatus status) {
    return status == ChildStatus::any || status == ChildStatus::never_enrolled ||
           status == ChildStatus::dropped_out;
}

Level Areas::finest() const {
    for (std::size_t i = levels.size(); i-- > 1;)
        if (levels[i].size() > 0) return static_cast<Level>(i);
    return Level::country;
}

AreaId Areas::find(Level level, std::string_view code) const {
    const auto& codes = at(level).code;
    const auto found = std::lower_bound(codes.begin(), codes.end(), code);
    if (found == codes.end() || *found != code) return {};
    return AreaId{static_cast<std::size_t>(found - codes.begin())};
}

AreaId Areas::ancestor(Level from, AreaId area, Level to) const {
    ENSURE(to <= from);
    for (auto level = static_cast<std::size_t>(from); area.valid() && level > static_cast<std::size_t>(to);
         --level)
        area = levels[level].parent[area.row()];
    return area;
}

Dataset::Dataset()
    : areas(std::make_shared<const Areas>()),
      places(std::make_shared<const std::vector<Place>>()),
      villages(std::make_shared<const std::vector<Village>>()),
      counts(std::make_shared<const std::vector<CountSeries>>()),
      roads(std::make_shared<const Roads>()),
      grids(std::make_shared<const std::vector<Grid>>()),
      groups(std::make_shared<const std::vector<AreaGroup>>()),
      barriers(std::make_shared<const std::vector<BarrierLayer>>()) {}

bool Dataset::operator==(const Dataset& other) const {
    return same(areas, other.areas) && same(places, other.places) && same(villages, other.villages) &&
           same(counts, other.counts) && same(roads, other.roads) && same(grids, other.grids) &&
           same(groups, other.groups) && same(barriers, other.barriers) && sources == other.sources &&
           made_up == other.made_up;
}

}  // namespace geo
