#include "geo/data/count_people.h"

#include "geo/base/figures.h"

#include <algorithm>
#include <vector>

namespace geo {

void ask_more_than_people(const Dataset& data, const ImportOptions& options, ImportReport& report) {
    const Level finest = data.areas->finest();
    const AreaLevel& areas = data.areas->at(finest);
    // A weight of 1 for all is nobody's number.
    if (std::none_of(data.villages->begin(), data.villages->end(),
                     [](const Village& one) { return one.weight > 1; }))
        return;
    std::vector<std::int64_t> people(areas.size(), 0);
    for (const Village& village : *data.villages)
        if (village.area.valid()) people[village.area.row()] += village.weight;
    ImportNote worst{"more_than_people", report.file, "", 0, "", "", ""};
    std::int64_t number = 0, most = 0;
    for (const auto& [code, milli] : report.by_area_milli) {
        if (!milli || code.size() != std::size_t{2} * static_cast<std::size_t>(finest)) continue;
        const AreaId area = data.areas->find(finest, code);
        if (!area.valid() || people[area.row()] == 0 || *milli <= people[area.row()] * 1000) continue;
        ++number;
        const std::int64_t more = *milli - people[area.row()] * 1000;
        if (more <= most) continue;
        most = more;
        worst.value = areas.name_th[area.row()] + " " + code + ": " + exact_grouped(*milli) + " / " +
                      grouped(people[area.row()]);
        worst.at = areas.inner[area.row()];
    }
    if (number == 0) return;
    worst.reason = grouped(number);
    worst.fixes = {{"keep_as_sent", ""}};
    const bool settled = options.accept || decision_for(options.reading, worst.kind, 0) != nullptr;
    (settled ? report.warnings : report.problems).push_back(std::move(worst));
    if (!settled) report.outcome = Outcome::ask;
}

}  // namespace geo
