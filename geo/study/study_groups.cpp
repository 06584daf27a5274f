#include "geo/study/study_parts_private.h"

#include <algorithm>
#include <tuple>

namespace geo::parts {
namespace {

/// Where the next member goes; none where the rows are not in order.
std::vector<std::string>* members_for(std::vector<AreaGroup>& groups, AreaGroup next, bool place) {
    const auto key = [](const AreaGroup& one) { return std::tie(one.grouping, one.name, one.source); };
    if (groups.empty() || key(groups.back()) < key(next))
        groups.push_back(std::move(next));
    else if (key(groups.back()) != key(next))
        return nullptr;
    return place ? &groups.back().places : &groups.back().areas;
}

}  // namespace

Result<void> write_groups(sqlite3* database, const std::string& file, const std::vector<AreaGroup>& groups) {
    if (!has_table(database, "groups")) {
        // Studies of early versions hold no groupings.
        if (groups.empty()) return {};
        TRY_VOID(create_layer(database, file, "groups", nullptr,
                              "grouping TEXT, name TEXT, source TEXT, area_code TEXT, place_id TEXT"));
    }
    TRY_VOID(emptied(database, file, "groups"));
    sql::Statement insert(
        database, "INSERT INTO groups (grouping, name, source, area_code, place_id) VALUES (?,?,?,?,?)");
    for (const AreaGroup& group : groups) {
        const auto& [grouping, name, source, areas, places] = group;
        for (const std::string& code : areas) {
            insert.bind(grouping).bind(name).bind(source).bind(code).bind_null();
            if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
        }
        for (const std::string& id : places) {
            insert.bind(grouping).bind(name).bind(source).bind_null().bind(id);
            if (!insert.run()) return sql::failure(database, file, Fault::unwritable);
        }
    }
    return {};
}

Result<std::vector<AreaGroup>> read_groups(sqlite3* database, const std::string& file) {
    std::vector<AreaGroup> groups;
    if (!has_table(database, "groups")) return groups;
    sql::Statement select(database,
                          "SELECT grouping, name, source, area_code, place_id FROM groups ORDER BY fid");
    while (select.step()) {
        const bool place = select.is_null(3);
        std::string member = select.text(place ? 4 : 3);
        auto* members = members_for(groups, {select.text(0), select.text(1), select.text(2), {}, {}}, place);
        if (members == nullptr || member.empty() || (!members->empty() && members->back() >= member))
            return damaged(file, "groups");
        members->push_back(std::move(member));
    }
    if (!select.done()) return sql::failure(database, file, Fault::unreadable);
    return groups;
}

}  // namespace geo::parts
