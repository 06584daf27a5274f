#include "geo/data/grouping.h"

#include "geo/data/dataset.h"

#include <algorithm>
#include <map>
#include <set>

namespace geo {
namespace {

using Member = std::pair<Level, AreaId>;

/// The finest areas below each area of a level.
class Below {
public:
    explicit Below(const Areas& areas) : finest_(areas.finest()) {
        for (std::size_t a = 0; a < areas.at(finest_).size(); ++a)
            for (std::size_t l = 0; l <= static_cast<std::size_t>(finest_); ++l) {
                const AreaId above = areas.ancestor(finest_, AreaId{a}, static_cast<Level>(l));
                if (above.valid()) below_[{static_cast<Level>(l), above}].push_back(AreaId{a});
            }
    }
    const std::vector<AreaId>& of(const Member& member) const {
        static const std::vector<AreaId> none;
        const auto found = below_.find(member);
        return found == below_.end() ? none : found->second;
    }

private:
    Level finest_;
    std::map<Member, std::vector<AreaId>> below_;
};

/// Without those that lie in another of them.
std::vector<Member> outermost(const Areas& areas, const std::set<Member>& members) {
    std::vector<Member> out;
    for (const Member& member : members) {
        bool inside = false;
        for (std::size_t l = 0; l < static_cast<std::size_t>(member.first) && !inside; ++l) {
            const auto level = static_cast<Level>(l);
            inside = members.contains({level, areas.ancestor(member.first, member.second, level)});
        }
        if (!inside) out.push_back(member);
    }
    return out;
}

}  // namespace

std::vector<std::string> grouping_names(const Dataset& data) {
    std::set<std::string> out;
    for (const AreaGroup& group : *data.groups) out.insert(group.grouping);
    return {out.begin(), out.end()};
}

Rollup rollup_of(const Dataset& data, const std::string& grouping) {
    const Areas& areas = *data.areas;
    const Level finest = areas.finest();
    Rollup out;
    out.name = grouping;
    std::map<std::string, std::vector<AreaId>> place_areas;
    for (const Place& place : *data.places)
        if (place.area.valid()) place_areas[place.id].push_back(place.area);
    std::map<std::string, std::set<Member>> members;
    std::set<std::string> lost;
    for (const AreaGroup& group : *data.groups) {
        if (group.grouping != grouping) continue;
        auto& of_group = members[group.name];
        for (const std::string& code : group.areas) {
            const auto level = static_cast<Level>(std::min<std::size_t>(code.size() / 2, 3));
            if (const AreaId area = areas.find(level, code); area.valid())
                of_group.emplace(level, area);
            else
                lost.insert(code);
        }
        for (const std::string& id : group.places) {
            const auto found = place_areas.find(id);
            if (found == place_areas.end())
                lost.insert(id);
            else
                for (const AreaId area : found->second) of_group.emplace(finest, area);
        }
    }
    out.not_found.assign(lost.begin(), lost.end());
    const Below below(areas);
    std::vector<std::size_t> times(areas.at(finest).size(), 0);
    for (const auto& [name, all] : members) {
        Rollup::Group group;
        group.name = name;
        group.members = outermost(areas, all);
        for (const Member& member : group.members)
            for (const AreaId area : below.of(member)) group.finest.push_back(area);
        std::sort(group.finest.begin(), group.finest.end());
        for (const AreaId area : group.finest) ++times[area.row()];
        out.groups.push_back(std::move(group));
    }
    for (const std::size_t count : times) {
        if (count == 0) ++out.areas_in_none;
        if (count > 1) ++out.areas_in_several;
    }
    return out;
}

}  // namespace geo
