#include "app/panels/area_search.h"

#include "geo/base/text.h"

namespace app {

std::vector<FoundArea> find_areas(const geo::Areas& areas, const std::string& words,
                                  std::span<const geo::Level> levels, std::string_view within,
                                  std::size_t most) {
    std::vector<FoundArea> out;
    const std::string wanted = geo::key_of(words);
    if (wanted.empty()) return out;
    for (const bool at_start : {true, false})
        for (const geo::Level level : levels) {
            const geo::AreaLevel& rows = areas.at(level);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (out.size() >= most) return out;
                if (rows.code[i].rfind(within, 0) != 0) continue;
                const std::size_t thai = geo::key_of(rows.name_th[i]).find(wanted);
                const std::size_t english = geo::key_of(rows.name_en[i]).find(wanted);
                const bool starts = thai == 0 || english == 0 || rows.code[i].rfind(wanted, 0) == 0;
                const bool holds = thai != std::string::npos || english != std::string::npos;
                if (at_start ? starts : holds && !starts) out.push_back({level, geo::AreaId{i}});
            }
        }
    return out;
}

}  // namespace app
