#include "geo/base/whole_file.h"
#include "geo/data/demo/extras.h"
#include "geo/data/demo/pilots.h"
#include "geo/data/demo/write_grid.h"

#include <fmt/format.h>

#include <filesystem>

namespace geo::demo {
namespace {

constexpr const char* byte_order_mark = "\xEF\xBB\xBF";

std::string offices_csv(const Extras& extras) {
    std::string out = std::string{byte_order_mark} + "id,name_th,name_en,kind,agency,lat,lon,note\r\n";
    for (const Place& office : extras.offices)
        out += fmt::format("\"{}\",\"{}\",\"{}\",{},{},{:.7f},{:.7f},{}\r\n", office.id, office.name_th,
                           office.name_en, place_kind_name(office.kind), office.agency, office.at.lat,
                           office.at.lon, made_up);
    return out;
}

std::string children_csv(const Region& region, const Extras& extras) {
    std::string out = std::string{byte_order_mark} + "code,status,agency,age,children,note\r\n";
    for (const ChildRow& row : extras.children)
        out += fmt::format("\"{}\",{},{},{},{},{}\r\n", region.areas[3][row.tambon].code,
                           child_status_name(row.status), agencies[row.agency], ages[row.age], row.children,
                           made_up);
    return out;
}

std::string groups_csv(const Region& region, const Extras& extras) {
    std::string out =
        std::string{byte_order_mark} + "code,name,พิการ,ยากจน,ไม่มีสถานะทางทะเบียน,ชาติพันธุ์,ชายแดน,note\r\n";
    for (const std::size_t t : tambon_by_code(region))
        out += fmt::format("\"{}\",\"{}\",{},{},{},{},{},{}\r\n", region.areas[3][t].code,
                           region.areas[3][t].name_th, extras.groups[t][0], extras.groups[t][1],
                           extras.groups[t][2], extras.groups[t][3], extras.groups[t][4], made_up);
    return out;
}

std::string month_csv(const Region& region, const std::vector<MonthRow>& rows) {
    std::string out = std::string{byte_order_mark} + "code,name,out,found,returned,moved,note\r\n";
    for (const MonthRow& row : rows)
        out += fmt::format("\"{}\",\"{}\",{},{},{},{},{}\r\n", region.areas[3][row.tambon].code,
                           region.areas[3][row.tambon].name_th, row.out, row.found, row.returned, row.moved,
                           made_up);
    return out;
}

/// The lists of pilot provinces of 2566 and 2567 as they were published; the first names one province twice.
std::string pilots_csv(const std::vector<const char*>& names, int year) {
    std::string out = std::string{byte_order_mark} + "no,province,group,grouping\r\n";
    for (std::size_t i = 0; i < names.size(); ++i)
        out += fmt::format("{},{},นำร่อง {},พื้นที่นำร่อง\r\n", i + 1, names[i], year);
    return out;
}

}  // namespace

Result<void> write_extras(const Region& region, const Extras& extras, const std::string& folder,
                          const Progress& progress, std::vector<std::string>& written) {
    const auto next = [&](const std::string& name) -> Result<std::string> {
        if (progress.cancelled()) return fail(Fault::cancelled);
        return written.emplace_back(folder + "/" + name);
    };
    const auto text = [&](const std::string& name, const std::string& content) -> Result<void> {
        TRY(const std::string file, next(name));
        return write_whole(file, content);
    };
    const auto grid = [&](const std::string& name, const CellGrid& values,
                          const GridFile& as) -> Result<void> {
        TRY(const std::string file, next(name));
        return write_grid(values, as, file);
    };
    GridFile heights, cover;
    heights.type = GridFile::Type::whole;
    heights.unit = "m";
    cover.type = GridFile::Type::bytes;
    TRY_VOID(grid("elevation.tif", extras.elevation_m, heights));
    TRY_VOID(grid("land_cover.tif", extras.land_cover, cover));
    TRY_VOID(grid("people.tif", extras.people, {}));
    TRY_VOID(text("offices.csv", offices_csv(extras)));
    TRY_VOID(text("children.csv", children_csv(region, extras)));
    TRY_VOID(text("groups.csv", groups_csv(region, extras)));
    for (std::size_t m = 0; m < extras.months.size(); ++m)
        TRY_VOID(text(fmt::format("month_{}.csv", m < 2 ? 256611 + m : 256701 + m - 2),
                      month_csv(region, extras.months[m])));
    TRY_VOID(text("pilots_2566.csv", pilots_csv(pilots_2566(), 2566)));
    return text("pilots_2567.csv", pilots_csv(pilots_2567(), 2567));
}

}  // namespace geo::demo
