#include "geo/data/stated_areas.h"

#include "geo/base/text.h"
#include "geo/data/area_name.h"
#include "geo/data/cell.h"
#include "geo/data/column_roles.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>

namespace geo {

using rows::cell;
using rows::has;

namespace {

/// The area that a code names, at the level of its digits; a village's code names its tambon.
StatedArea area_of_code(const Areas& areas, std::string code) {
    if (code.size() == 8) code.resize(6);
    const auto level = static_cast<Level>(code.size() / 2);
    const AreaId found = areas.find(level, code);
    return found.valid() ? StatedArea{level, found} : StatedArea{};
}

}  // namespace

StatedAreas::StatedAreas(const Table& table, const Areas& areas, const Reading& reading) : areas_(areas) {
    const int guessed = code_column(table);
    // The number of a village or school may begin with the code of its tambon.
    const bool is_id = guessed >= 0 && (said_column(table, reading, ColumnRole::place_id, -1) == guessed ||
                                        said_column(table, reading, ColumnRole::village_code, -1) == guessed);
    code_ = said_column(table, reading, ColumnRole::area_code, guessed);
    if (code_ < 0 && is_id) code_ = guessed;
    if (code_ >= 0 && code_ == guessed) {
        // Numbers of six digits may be anything; most of them must be areas, or their column say so.
        const bool named = has(key_of(table.header[static_cast<std::size_t>(code_)]),
                               {"ตำบล", "อำเภอ", "tambon", "amphoe", "adm", "pcode", "พื้นที่", "subdistrict"});
        std::size_t filled = 0;
        std::size_t known = 0;
        for (const Table::Row& row : table.rows) {
            if (filled >= 2000) break;
            const auto code = code_from_cell(row.cells[static_cast<std::size_t>(code_)]);
            if (!code) continue;
            ++filled;
            if (area_of_code(areas, code->code).area.valid()) ++known;
        }
        if (!named && known * 2 < filled) code_ = -1;
    }
    const auto named = [&](ColumnRole role, std::initializer_list<const char*> keys) {
        return said_column(table, reading, role, table.column(keys));
    };
    names_[1] = named(ColumnRole::province_name, {"จังหวัด", "province", "changwat", "prov_name", "ชื่อจังหวัด"});
    if (names_[1] >= 0)
        names_[2] = named(ColumnRole::amphoe_name,
                          {"อำเภอ", "อำเภอ/เขต", "เขต/อำเภอ", "amphoe", "district", "ชื่ออำเภอ"});
    if (names_[2] >= 0)
        names_[3] = named(ColumnRole::tambon_name, {"ตำบล", "ตำบล/แขวง", "แขวง/ตำบล", "tambon", "subdistrict",
                                                    "sub_district", "ชื่อตำบล", "tumbon"});
    if (names_[1] < 0) return;
    for (std::size_t l = 1; l < 4; ++l) {
        const AreaLevel& level = areas.levels[l];
        for (std::size_t a = 0; a < level.size(); ++a)
            for (const std::string* name : {&level.name_th[a], &level.name_en[a]}) {
                if (name->empty()) continue;
                const auto id = AreaId{static_cast<std::uint32_t>(a)};
                const AreaId above = l == 1 ? AreaId{0U} : level.parent[a];
                const auto [at, fresh] = by_name_[l].emplace(std::pair{above, key_of(*name)}, id);
                if (!fresh && at->second != id) at->second = AreaId{};
            }
    }
}

void StatedAreas::tell(const Table& table, Reading& reading) const {
    constexpr std::array roles = {ColumnRole::area_code, ColumnRole::province_name, ColumnRole::amphoe_name,
                                  ColumnRole::tambon_name};
    const std::array columns = {code_, names_[1], names_[2], names_[3]};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool told = std::any_of(reading.columns.begin(), reading.columns.end(),
                                      [&](const ColumnReading& one) { return one.column == columns[i]; });
        if (!told) set_role(table, columns[i], roles[i], reading);
    }
}

StatedArea StatedAreas::of(const Table::Row& row) const {
    if (code_ >= 0)
        if (const auto code = code_from_cell(row.cells[static_cast<std::size_t>(code_)]))
            if (const StatedArea found = area_of_code(areas_, code->code); found.area.valid()) return found;
    StatedArea out;
    AreaId above{0U};
    for (std::size_t l = 1; l < 4 && names_[l] >= 0; ++l) {
        const std::string name = cell(row, names_[l]);
        if (name.empty()) break;
        auto found = by_name_[l].find({above, key_of(without_title(name, static_cast<Level>(l)))});
        if (found == by_name_[l].end()) found = by_name_[l].find({above, key_of(name)});
        if (found == by_name_[l].end() || !found->second.valid()) break;
        above = found->second;
        out = {static_cast<Level>(l), above};
    }
    return out;
}

}  // namespace geo
