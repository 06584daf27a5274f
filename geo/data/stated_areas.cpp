#include "geo/data/stated_areas.h"

#include "geo/base/text.h"
#include "geo/data/area_columns.h"
#include "geo/data/area_name.h"
#include "geo/data/cell.h"
#include "geo/data/column_roles.h"
#include "geo/data/match.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <filesystem>

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

StatedAreas::StatedAreas(const Table& table, const Areas& areas, const Reading& reading,
                         const std::string& file)
    : areas_(areas) {
    find_code(table, reading);
    find_columns(table, reading);
    if (names_[1] < 0 && names_[2] < 0 && names_[3] < 0) return;
    index_names();
    find_province(table, reading, file);
}

void StatedAreas::find_code(const Table& table, const Reading& reading) {
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
            if (area_of_code(areas_, code->code).area.valid()) ++known;
        }
        if (!named && known * 2 < filled) code_ = -1;
    }
}

/// Columns of names, by well-known headers, else by any that names one level.
void StatedAreas::find_columns(const Table& table, const Reading& reading) {
    const AreaColumns found = area_columns(table, areas_, nullptr, {});
    const auto column = [&](ColumnRole role, std::initializer_list<const char*> keys, int by_words) {
        const int known = table.column(keys);
        return said_column(table, reading, role, known >= 0 ? known : by_words);
    };
    names_[1] = column(ColumnRole::province_name, {"จังหวัด", "province", "changwat", "prov_name", "ชื่อจังหวัด"},
                       found.province);
    names_[2] = column(ColumnRole::amphoe_name,
                       {"อำเภอ", "อำเภอ/เขต", "เขต/อำเภอ", "amphoe", "district", "ชื่ออำเภอ"}, found.amphoe);
    names_[3] = column(
        ColumnRole::tambon_name,
        {"ตำบล", "ตำบล/แขวง", "แขวง/ตำบล", "tambon", "subdistrict", "sub_district", "ชื่อตำบล", "tumbon"},
        found.tambon);
}

void StatedAreas::index_names() {
    for (std::size_t l = 1; l < 4; ++l) {
        const AreaLevel& level = areas_.levels[l];
        for (std::size_t a = 0; a < level.size(); ++a) {
            const auto id = AreaId{static_cast<std::uint32_t>(a)};
            const AreaId above = l == 1 ? AreaId{0U} : level.parent[a];
            std::vector<std::string> names = {level.name_th[a], level.name_en[a]};
            // "อ.เมือง" is the amphoe of the province's own name.
            constexpr const char* capital = "เมือง";
            if (l == 2 && above.valid() && !names[0].empty() &&
                names[0] == capital + areas_.at(Level::province).name_th[above.row()])
                names.emplace_back(capital);
            for (const std::string& name : names) {
                if (name.empty()) continue;
                const std::string key = key_of(name);
                const auto [at, fresh] = by_name_[l].emplace(std::pair{above, key}, id);
                if (!fresh && at->second != id) at->second = AreaId{};
                if (l == 2 && fresh) provinces_of_[key].push_back(above);
            }
        }
    }
}

/// The province of rows that do not say it: as a person set it, as the title, sheet or file name says, or as
/// nearly all rows whose amphoe and tambon stand in one province have it.
void StatedAreas::find_province(const Table& table, const Reading& reading, const std::string& file) {
    province_ = areas_.find(Level::province, reading.province);
    for (const Decision& one : reading.decisions)
        if (one.choice == "set_province" && !province_.valid())
            province_ = areas_.find(Level::province, one.value);
    if (province_.valid() || names_[2] < 0 || names_[3] < 0) return;
    constexpr std::size_t looked_at = 2000;
    std::map<AreaId, std::size_t> votes, could_be;
    std::size_t seen = 0;
    for (const Table::Row& row : table.rows) {
        if (seen == looked_at) break;
        if (names_[1] >= 0 && !cell(row, names_[1]).empty()) continue;
        const std::string amphoe = cell(row, names_[2]), tambon = cell(row, names_[3]);
        if (amphoe.empty() || tambon.empty()) continue;
        ++seen;
        std::vector<AreaId> fitting;
        for (const AreaId province : provinces_with(amphoe))
            if (below_province(province, amphoe, tambon).level == Level::tambon) fitting.push_back(province);
        if (fitting.size() == 1) ++votes[fitting.front()];
        for (const AreaId province : fitting) ++could_be[province];
    }
    if (seen == 0) return;
    const AreaNames names(areas_);
    std::vector<std::string> texts;
    for (const Table::Line& line : table.titles) texts.push_back(line.text);
    texts.push_back(table.sheet);
    texts.push_back(std::filesystem::path(file).stem().string());
    for (const std::string& text : texts) {
        const AreaId said = areas_.find(Level::province, names.province_in(text));
        if (!said.valid() || could_be[said] * 2 < seen) continue;
        province_ = said;
        province_by_ = "province_from_title";
        return;
    }
    for (const auto& [province, rows] : votes)
        if (could_be[province] * 10 >= seen * 8) {
            province_ = province;
            province_by_ = "province_from_names";
        }
}

const std::vector<AreaId>& StatedAreas::provinces_with(const std::string& name) const {
    static const std::vector<AreaId> none;
    auto found = provinces_of_.find(key_of(without_title(name, Level::amphoe)));
    if (found == provinces_of_.end()) found = provinces_of_.find(key_of(name));
    return found == provinces_of_.end() ? none : found->second;
}

void StatedAreas::tell(const Table& table, ImportReport& report) const {
    constexpr std::array roles = {ColumnRole::area_code, ColumnRole::province_name, ColumnRole::amphoe_name,
                                  ColumnRole::tambon_name};
    const std::array columns = {code_, names_[1], names_[2], names_[3]};
    Reading& reading = report.reading;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool told = std::any_of(reading.columns.begin(), reading.columns.end(),
                                      [&](const ColumnReading& one) { return one.column == columns[i]; });
        if (!told) set_role(table, columns[i], roles[i], reading);
    }
    if (!province_.valid()) return;
    const AreaLevel& provinces = areas_.at(Level::province);
    const std::string& code = provinces.code[province_.row()];
    reading.province = code;
    if (province_by_[0] == '\0') return;
    ImportNote note{province_by_,
                    report.file,
                    table.sheet,
                    0,
                    "",
                    "",
                    provinces.name_th[province_.row()] + " (" + code + ")"};
    note.fixes = {{"set_province", code}};
    report.warnings.push_back(std::move(note));
}

AreaId StatedAreas::named(Level level, AreaId above, const std::string& name) const {
    const ByName& names = by_name_[static_cast<std::size_t>(level)];
    auto found = names.find({above, key_of(without_title(name, level))});
    if (found == names.end()) found = names.find({above, key_of(name)});
    return found == names.end() ? AreaId{} : found->second;
}

/// The finest of the two that is exactly one area there; the province where neither is.
StatedArea StatedAreas::below_province(AreaId province, const std::string& amphoe,
                                       const std::string& tambon) const {
    StatedArea out{Level::province, province};
    if (amphoe.empty()) return out;
    const AreaId in = named(Level::amphoe, province, amphoe);
    if (!in.valid()) return out;
    out = {Level::amphoe, in};
    if (tambon.empty()) return out;
    const AreaId finest = named(Level::tambon, in, tambon);
    return finest.valid() ? StatedArea{Level::tambon, finest} : out;
}

/// Amphoe and tambon that stand together in one province, or in the province of the file.
StatedArea StatedAreas::without_province(const std::string& amphoe, const std::string& tambon) const {
    StatedArea out;
    std::size_t finest = 0, any = 0;
    for (const AreaId province : provinces_with(amphoe)) {
        const StatedArea here = below_province(province, amphoe, tambon);
        if (here.level < Level::amphoe) continue;
        ++any;
        if (here.level == Level::tambon) ++finest;
        if (here.level > out.level || any == 1) out = here;
    }
    if (finest == 1 || (finest == 0 && any == 1)) return out;
    if (any == 0 || !province_.valid()) return {};
    const StatedArea here = below_province(province_, amphoe, tambon);
    const bool as_fine = here.level == Level::tambon || (finest == 0 && here.level == Level::amphoe);
    return as_fine ? here : StatedArea{};
}

StatedArea StatedAreas::of(const Table::Row& row) const {
    if (code_ >= 0)
        if (const auto code = code_from_cell(row.cells[static_cast<std::size_t>(code_)]))
            if (const StatedArea found = area_of_code(areas_, code->code); found.area.valid()) return found;
    const std::string province = cell(row, names_[1]), amphoe = cell(row, names_[2]),
                      tambon = cell(row, names_[3]);
    if (!province.empty()) {
        const AreaId in = named(Level::province, AreaId{0U}, province);
        return in.valid() ? below_province(in, amphoe, tambon) : StatedArea{};
    }
    // Where a list has codes a row without one is of no area that its sender was sure of.
    const bool has_codes = code_ >= 0 && names_[1] < 0;
    return amphoe.empty() || has_codes ? StatedArea{} : without_province(amphoe, tambon);
}

}  // namespace geo
