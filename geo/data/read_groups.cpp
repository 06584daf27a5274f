#include "geo/data/read_groups.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/area_columns.h"
#include "geo/data/cell.h"
#include "geo/data/count_words.h"
#include "geo/data/grouping.h"
#include "geo/data/personal.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_areas.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

namespace geo {

using rows::cell;
using rows::has;
using rows::note;

namespace {

int column_with_role(const Table& table, const Reading& reading, ColumnRole role) {
    for (const ColumnReading& one : reading.columns) {
        if (one.role != role) continue;
        for (std::size_t c = 0; c < table.header.size(); ++c)
            if (!one.header.empty() && table.header[c] == one.header) return static_cast<int>(c);
        if (one.column >= 0 && static_cast<std::size_t>(one.column) < table.header.size()) return one.column;
    }
    return -1;
}

bool is_group_header(const std::string& header) {
    const std::string key = key_of(header);
    if (has(key, {"code", "รหัส"})) return false;
    return key == "group" || key == "group_name" || key == "groupname" || key == "zone" || key == "set" ||
           key == "esa" || key == "เขต/กลุ่ม" || key == "โซน" || key == "ชุด" ||
           has(key, {"กลุ่ม", "เขตพื้นที่การศึกษา", "สพป", "สพม", "servicearea", "service_area", "educationarea",
                     "education_area", "pilotset", "pilot_set", "เขตตรวจราชการ", "เขตสุขภาพ"});
}

bool is_grouping_header(const std::string& header) {
    const std::string key = key_of(header);
    return key == "grouping" || key == "grouping_name" || key == "kind" || key == "ชนิด" || key == "ประเภท" ||
           key == "ชนิดกลุ่ม" || key == "ประเภทกลุ่ม" || key == "ชุดกลุ่ม";
}

bool is_running_number(const std::string& header) {
    const std::string key = key_of(header);
    return key == "no" || key == "no." || key == "n" || key == "#" || key == "ที่" || key == "ลำดับ" ||
           key == "ลำดับที่" || key == "id";
}

/// A digit, also a Thai one.
bool has_digit(const std::string& text) {
    const std::vector<char32_t> points = code_points(text);
    return std::any_of(points.begin(), points.end(),
                       [](char32_t c) { return (c >= '0' && c <= '9') || (c >= 0x0E50 && c <= 0x0E59); });
}

/// 1, 2, 3: the numbers of the rows.
bool counts_rows(const Table& table, int column) {
    std::int64_t next = 1;
    for (const Table::Row& row : table.rows) {
        const std::string text = cell(row, column);
        if (!text.empty() && text != std::to_string(next)) return false;
        ++next;
    }
    return true;
}

int ids_of(const Table& table, const std::set<std::string>& ids) {
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        std::size_t filled = 0, known = 0;
        for (const Table::Row& row : table.rows) {
            const std::string id = cell(row, static_cast<int>(c));
            if (id.empty()) continue;
            ++filled;
            known += ids.contains(id) ? 1 : 0;
        }
        if (filled > 0 && known * 2 > filled) return static_cast<int>(c);
    }
    // Nobody knows them: still a column of schools, whose rows are held back one by one.
    return table.column({"school_id", "place_id", "school_code", "schoolid", "รหัสโรงเรียน", "รหัสสถานศึกษา"});
}

std::string stem_of(const ImportReport& report) {
    return normalised(std::filesystem::path(report.file).stem().string());
}

/// The members of the groups on their way: by grouping and group.
using Groups = std::map<std::pair<std::string, std::string>, AreaGroup>;

class GroupReader {
public:
    GroupReader(const Dataset& data, const Table& table, const ImportOptions& options, ImportReport& report)
        : table_(table),
          report_(report),
          areas_(table, *data.areas, options.reading, options.code_changes, report),
          columns_(group_columns(table, data, options.reading)) {
        for (const Place& place : *data.places) ids_.insert(place.id);
    }

    const GroupColumns& columns() const { return columns_; }
    bool any_member_column() const {
        return columns_.place_id >= 0 || areas_.columns().any() || areas_.columns().province >= 0;
    }

    void read() {
        RowAreas::Tally tally;
        for (const Table::Row& row : table_.rows) {
            ++report_.rows_in;
            const RowArea area = columns_.place_id < 0 ? areas_.of(row) : RowArea{};
            if (take(row, area))
                tally.add(area);
            else
                ++report_.rows_rejected;
        }
        if (columns_.place_id < 0) areas_.note_table(std::move(tally), report_);
    }

    Groups& groups() { return groups_; }

private:
    /// The row as a member; false where it is held back.
    bool take(const Table::Row& row, const RowArea& area) {
        const std::string group = columns_.group >= 0 ? cell(row, columns_.group) : stem_of(report_);
        if (group.empty()) {
            report_.problems.push_back(note("group_missing", report_, table_, row, columns_.group, ""));
            return false;
        }
        const auto key = std::pair{grouping_of(row), group};
        if (columns_.place_id >= 0) {
            const std::string id = cell(row, columns_.place_id);
            if (!ids_.contains(id)) {
                report_.problems.push_back(
                    note("member_unknown", report_, table_, row, columns_.place_id, id));
                return false;
            }
            add(row, key, id, columns_.place_id, groups_[key].places);
            return true;
        }
        if (!area.placed() || area.total) {
            const int column =
                areas_.columns().shown() >= 0 ? areas_.columns().shown() : areas_.columns().province;
            report_.problems.push_back(
                area.problem ? *area.problem
                             : note("member_unknown", report_, table_, row, column, cell(row, column)));
            if (!area.candidates.empty())
                report_.ambiguous.push_back({row.number, report_.problems.back().kind, area.candidates});
            return false;
        }
        auto& members = groups_[key].areas;
        if (area.shares.empty()) {
            add(row, key, area.code, areas_.columns().shown(), members);
            return true;
        }
        ++report_.rows_loaded;
        for (const CodeShare& part : area.shares) members.push_back(part.code);
        return true;
    }

    std::string grouping_of(const Table::Row& row) const {
        if (columns_.grouping >= 0)
            if (std::string said = cell(row, columns_.grouping); !said.empty()) return said;
        if (columns_.group >= 0) {
            // "เขตพื้นที่การศึกษา" names the grouping; "group" says nothing.
            std::string header = normalised(table_.header[static_cast<std::size_t>(columns_.group)]);
            if (has(key_of(header), {"เขต", "area", "pilot", "นำร่อง"})) return header;
        }
        return stem_of(report_);
    }

    void add(const Table::Row& row, const std::pair<std::string, std::string>& key, const std::string& member,
             int column, std::vector<std::string>& members) {
        if (!seen_.emplace(key.first, key.second, member).second) {
            ++report_.rows_duplicate;
            report_.warnings.push_back(
                note("member_again", report_, table_, row, column, member, key.second));
            return;
        }
        ++report_.rows_loaded;
        members.push_back(member);
    }

    const Table& table_;
    ImportReport& report_;
    RowAreas areas_;
    GroupColumns columns_;
    std::set<std::string> ids_;
    std::set<std::tuple<std::string, std::string, std::string>> seen_;
    Groups groups_;
};

void note_rollup(const Dataset& data, const std::string& grouping, ImportReport& report) {
    const Rollup rollup = rollup_of(data, grouping);
    const auto count = [](std::size_t n) { return grouped(static_cast<std::int64_t>(n)); };
    report.warnings.push_back(
        {"groups_found", report.file, "", 0, "", grouping, count(rollup.groups.size())});
    if (rollup.overlaps())
        report.warnings.push_back(
            {"groups_overlap", report.file, "", 0, "", grouping, count(rollup.areas_in_several)});
    if (rollup.areas_in_none > 0)
        report.warnings.push_back(
            {"groups_leave_out", report.file, "", 0, "", grouping, count(rollup.areas_in_none)});
}

}  // namespace

GroupColumns group_columns(const Table& table, const Dataset& data, const Reading& reading) {
    GroupColumns out;
    out.group = column_with_role(table, reading, ColumnRole::group);
    out.grouping = column_with_role(table, reading, ColumnRole::grouping);
    out.place_id = column_with_role(table, reading, ColumnRole::place_id);
    const bool set = std::any_of(reading.columns.begin(), reading.columns.end(),
                                 [](const ColumnReading& one) { return one.role != ColumnRole::none; });
    if (set) return out;
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        const auto column = static_cast<int>(c);
        if (is_grouping_header(table.header[c]) && out.grouping < 0)
            out.grouping = column;
        else if (is_group_header(table.header[c]) && out.group < 0)
            out.group = column;
    }
    const AreaColumns areas = area_columns(table, *data.areas, nullptr, reading);
    if (areas.any() || areas.province >= 0) return out;
    std::set<std::string> ids;
    for (const Place& place : *data.places) ids.insert(place.id);
    out.place_id = ids_of(table, ids);
    return out;
}

namespace {

/// Numbers count something, whatever group their header names.
bool holds_numbers(const Table& table, int column) {
    std::size_t filled = 0, numbers = 0;
    for (const Table::Row& row : table.rows) {
        const std::string text = cell(row, column);
        if (text.empty()) continue;
        ++filled;
        numbers += count_from_cell(text) ? 1 : 0;
    }
    return filled > 0 && numbers * 2 > filled;
}

/// "กลุ่มเสี่ยง" over numbers counts children; over words it is a list of groups.
bool counts_children(const Table& table, int column) {
    const CountWords words = count_words(table.header[static_cast<std::size_t>(column)]);
    return (words.says_whom() || words.counts) && holds_numbers(table, column);
}

}  // namespace

bool is_group_table(const Table& table, const std::function<bool()>& is_all) {
    const AreaColumns areas = area_columns(table, {}, nullptr, {});
    const auto of_areas = areas.all();
    bool group = false, digits = false;
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        const auto column = static_cast<int>(c);
        if (counts_children(table, column)) return false;
        group = group || is_group_header(table.header[c]);
        const bool known = std::find(of_areas.begin(), of_areas.end(), column) != of_areas.end();
        digits = digits || (!known && is_running_number(table.header[c]) && !counts_rows(table, column));
        if (known || is_running_number(table.header[c]) || is_group_header(table.header[c]) ||
            is_grouping_header(table.header[c]) || has(key_of(table.header[c]), {"code", "รหัส", "_id"}))
            continue;
        // A column of numbers counts something.
        if (holds_numbers(table, column)) return false;
        std::size_t filled = 0, with_digits = 0;
        for (const Table::Row& row : table.rows) {
            const std::string text = cell(row, column);
            if (text.empty()) continue;
            ++filled;
            with_digits += has_digit(text) ? 1 : 0;
        }
        // Nor is a list one with numbers that nobody can read: "12 (ปี 66)".
        digits = digits || with_digits * 2 > filled;
    }
    const bool school =
        table.column({"school_id", "place_id", "school_code", "รหัสโรงเรียน", "รหัสสถานศึกษา"}) >= 0;
    const bool area = areas.any() || areas.province >= 0;
    if (!area && !school) return false;
    return group || !areas.any() ||
           (!digits && !personal_data(table).any() && table.rows.size() > 1 && is_all());
}

Result<void> import_groups(Dataset& data, const Table& table, const ImportOptions& options,
                           const FileIdentity& identity, ImportReport& report) {
    GroupReader reader(data, table, options, report);
    if (!reader.any_member_column()) {
        Error error;
        error.fault = Fault::no_code_column;
        error.file = report.file;
        error.column = rows::header_words(table);
        return fail(std::move(error));
    }
    reader.read();
    const GroupColumns& columns = reader.columns();
    const auto role = [&](int column, ColumnRole what) {
        if (column < 0) return;
        auto& all = report.reading.columns;
        std::erase_if(all, [&](const ColumnReading& one) { return one.column == column; });
        all.push_back({column, table.header[static_cast<std::size_t>(column)], what, {}});
        std::stable_sort(all.begin(), all.end(),
                         [](const ColumnReading& a, const ColumnReading& b) { return a.column < b.column; });
    };
    role(columns.group, ColumnRole::group);
    role(columns.grouping, ColumnRole::grouping);
    role(columns.place_id, ColumnRole::place_id);
    if (columns.group < 0)
        report.warnings.push_back({"group_by_file", report.file, "", 0, "", "", stem_of(report)});
    std::vector<AreaGroup> all = *data.groups;
    std::erase_if(all, [&](const AreaGroup& group) {
        return !identity.replaces.empty() && group.source == identity.replaces;
    });
    std::set<std::string> groupings;
    for (auto& [key, group] : reader.groups()) {
        group.grouping = key.first;
        group.name = key.second;
        group.source = identity.source.file;
        for (auto* members : {&group.areas, &group.places}) {
            std::sort(members->begin(), members->end());
            members->erase(std::unique(members->begin(), members->end()), members->end());
        }
        if (group.areas.empty() && group.places.empty()) continue;
        groupings.insert(group.grouping);
        all.push_back(std::move(group));
    }
    std::sort(all.begin(), all.end(), [](const AreaGroup& a, const AreaGroup& b) {
        return std::tie(a.grouping, a.name, a.source) < std::tie(b.grouping, b.name, b.source);
    });
    data.groups = std::make_shared<const std::vector<AreaGroup>>(std::move(all));
    for (const std::string& grouping : groupings) note_rollup(data, grouping, report);
    if (!report.problems.empty() && !options.accept) report.outcome = Outcome::ask;
    return {};
}

}  // namespace geo
