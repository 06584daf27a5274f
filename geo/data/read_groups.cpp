#include "geo/data/read_groups.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/area_columns.h"
#include "geo/data/cell.h"
#include "geo/data/count_words.h"
#include "geo/data/group_columns.h"
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
#include <tuple>
#include <utility>

namespace geo {

using rows::cell;
using rows::has;
using rows::note;

namespace {

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

std::string stem_of(const ImportReport& report) {
    return normalised(std::filesystem::path(report.file).stem().string());
}

/// The header says no more than that groups stand below.
bool says_only_group(const std::string& header) {
    const std::string key = key_of(header);
    for (const char* word :
         {"group", "group_name", "groupname", "set", "zone", "esa", "กลุ่ม", "ชื่อกลุ่ม", "ชุด", "โซน", "เขต/กลุ่ม"})
        if (key == word) return true;
    return false;
}

/// The members of the groups on their way: by grouping and group.
using Groups = std::map<std::pair<std::string, std::string>, AreaGroup>;

class GroupReader {
public:
    GroupReader(const Dataset& data, const Table& table, const ImportOptions& options, ImportReport& report)
        : table_(table),
          options_(options),
          report_(report),
          areas_(table, *data.areas, options.reading, options.code_changes, report),
          columns_(group_columns(table, data, options.reading)) {
        for (const Place& place : *data.places) ids_.insert(place.id);
        settle_which();
        for (const GroupColumn& one : columns_.groups) {
            says_.push_back(one.yes_or_no ? std::optional<YesOrNo>{std::in_place, table, one.column}
                                          : std::nullopt);
            any_flag_ = any_flag_ || one.yes_or_no;
        }
        not_in_.resize(columns_.groups.size());
    }

    const GroupColumns& columns() const { return columns_; }
    std::vector<int> area_columns_read() const { return areas_.columns().all(); }
    bool any_member_column() const {
        return columns_.place_id >= 0 || areas_.columns().any() || areas_.columns().province >= 0;
    }
    /// A person must say first which column names the groups.
    bool waits() const { return waits_; }

    void read() {
        RowAreas::Tally tally;
        for (const Table::Row& row : table_.rows) {
            ++report_.rows_in;
            const RowArea area = columns_.place_id < 0 ? areas_.of(row) : RowArea{};
            if (waits_ || !take(row, area))
                ++report_.rows_rejected;
            else
                tally.add(area);
        }
        if (columns_.place_id < 0) areas_.note_table(std::move(tally), report_);
        tell_who_is_not_in();
    }

    Groups& groups() { return groups_; }

private:
    /// Words that stand again and again may be groups: one column is taken by a person alone.
    void settle_which() {
        if (!columns_.groups.empty() || columns_.maybe.empty()) return;
        ImportNote note{"which_group", report_.file, table_.sheet, 0, "", "", ""};
        for (const int c : columns_.maybe) {
            const std::string& header = table_.header[static_cast<std::size_t>(c)];
            note.reason += (note.reason.empty() ? "" : ", ") + header;
            note.fixes.push_back({"use_group", header});
        }
        note.reason = rows::cut(note.reason, 160);
        note.fixes.push_back({"one_group", ""});
        waits_ = !options_.accept;
        (waits_ ? report_.problems : report_.warnings).push_back(std::move(note));
        columns_.groups = {{columns_.maybe.front(), false}};
    }

    struct Membership {
        std::pair<std::string, std::string> key;  ///< grouping and group
        int column;
    };

    /// The groups that the row names or says yes to; none where it must be held.
    std::optional<std::vector<Membership>> groups_of(const Table::Row& row) {
        std::vector<Membership> out;
        std::vector<std::size_t> not_in;
        for (std::size_t g = 0; g < columns_.groups.size(); ++g) {
            const int column = columns_.groups[g].column;
            const std::string text = cell(row, column);
            MemberWord said = text.empty() ? MemberWord::blank : MemberWord::yes;
            if (says_[g]) said = says_[g]->of(text);
            if (said == MemberWord::unclear) {
                const Decision* answer = decision_for(options_.reading, "member_unclear", row.number,
                                                      rows::column_name(table_, column));
                if (answer == nullptr || (answer->choice != "is_member" && answer->choice != "no_member")) {
                    hold_unclear(row, column, text);
                    return std::nullopt;
                }
                said = answer->choice == "is_member" ? MemberWord::yes : MemberWord::no;
            }
            if (said == MemberWord::yes)
                out.push_back({{grouping_of(row, g), says_[g] ? header_of(column) : text}, column});
            else
                not_in.push_back(g);
        }
        if (columns_.groups.empty()) out.push_back({{grouping_of(row, 0), stem_of(report_)}, -1});
        for (const std::size_t g : not_in) ++not_in_[g];
        return out;
    }

    void hold_unclear(const Table::Row& row, int column, const std::string& text) {
        ImportNote problem =
            note("member_unclear", report_, table_, row, column, rows::cut(text, 80), header_of(column));
        problem.fixes = {{"is_member", ""}, {"no_member", ""}};
        report_.problems.push_back(std::move(problem));
    }

    /// The row as a member of its groups; false where it is held back.
    bool take(const Table::Row& row, const RowArea& area) {
        const auto groups = groups_of(row);
        if (!groups) return false;
        if (groups->empty()) {
            if (any_flag_) {
                ++report_.rows_loaded;
                return true;
            }
            report_.problems.push_back(
                note("group_missing", report_, table_, row, columns_.groups.front().column, ""));
            return false;
        }
        if (columns_.place_id >= 0) {
            const std::string id = cell(row, columns_.place_id);
            if (!ids_.contains(id)) {
                report_.problems.push_back(
                    note("member_unknown", report_, table_, row, columns_.place_id, id));
                return false;
            }
            add(row, *groups, id, columns_.place_id, &AreaGroup::places);
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
        if (area.shares.empty()) {
            add(row, *groups, area.code, areas_.columns().shown(), &AreaGroup::areas);
            return true;
        }
        ++report_.rows_loaded;
        for (const Membership& one : *groups)
            for (const CodeShare& part : area.shares) groups_[one.key].areas.push_back(part.code);
        return true;
    }

    std::string header_of(int column) const {
        return normalised(table_.header[static_cast<std::size_t>(column)]);
    }

    /// Several columns of yes and no are groups of one grouping; one of names is a grouping of its own.
    std::string grouping_of(const Table::Row& row, std::size_t g) const {
        if (columns_.grouping >= 0)
            if (std::string said = cell(row, columns_.grouping); !said.empty()) return said;
        if (columns_.groups.empty()) return stem_of(report_);
        const auto flags = std::count_if(columns_.groups.begin(), columns_.groups.end(),
                                         [](const GroupColumn& one) { return one.yes_or_no; });
        const GroupColumn& one = columns_.groups[g];
        if (one.yes_or_no ? flags > 1 : says_only_group(table_.header[static_cast<std::size_t>(one.column)]))
            return stem_of(report_);
        return header_of(one.column);
    }

    void add(const Table::Row& row, const std::vector<Membership>& groups, const std::string& member,
             int column, std::vector<std::string> AreaGroup::*members) {
        bool fresh = false;
        for (const Membership& one : groups) {
            if (!seen_.emplace(one.key.first, one.key.second, member).second) {
                report_.warnings.push_back(
                    note("member_again", report_, table_, row, column, member, one.key.second));
                continue;
            }
            fresh = true;
            (groups_[one.key].*members).push_back(member);
        }
        ++(fresh ? report_.rows_loaded : report_.rows_duplicate);
    }

    /// Of each column of yes and no, and of each of names where there are several, the rows that are in none.
    void tell_who_is_not_in() {
        for (std::size_t g = 0; g < columns_.groups.size(); ++g) {
            if (waits_ || not_in_[g] == 0 || (!says_[g] && columns_.groups.size() < 2)) continue;
            report_.warnings.push_back({"group_not_in", report_.file, table_.sheet, 0,
                                        header_of(columns_.groups[g].column), "", grouped(not_in_[g])});
        }
    }

    const Table& table_;
    const ImportOptions& options_;
    ImportReport& report_;
    RowAreas areas_;
    GroupColumns columns_;
    std::vector<std::optional<YesOrNo>> says_;  ///< of each column of groups
    std::vector<std::int64_t> not_in_;
    bool any_flag_ = false, waits_ = false;
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

namespace {

/// "กลุ่มเสี่ยง" over numbers counts children; over words it is a list of groups.
bool counts_children(const Table& table, int column) {
    const CountWords words = count_words(table.header[static_cast<std::size_t>(column)]);
    return (words.says_whom() || words.counts) && holds_numbers(table, column);
}

}  // namespace

bool is_group_table(const Table& table, const std::function<bool()>& is_all) {
    const AreaColumns areas = area_columns(table, {}, nullptr, {});
    const auto of_areas = areas.all();
    bool group = false, by_cells = false, digits = false;
    for (std::size_t c = 0; c < table.header.size(); ++c) {
        const auto column = static_cast<int>(c);
        if (counts_children(table, column)) return false;
        const bool known = std::find(of_areas.begin(), of_areas.end(), column) != of_areas.end();
        const bool says_groups = !known && (YesOrNo(table, column).any() || holds_group_names(table, column));
        by_cells = by_cells || says_groups;
        group = group || is_group_header(table.header[c]);
        digits = digits || (!known && is_running_number(table.header[c]) && !counts_rows(table, column));
        if (known || says_groups || is_running_number(table.header[c]) || is_group_header(table.header[c]) ||
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
    return group || !areas.any() || (by_cells && !digits) ||
           (!digits && !personal_data(table).any() && table.rows.size() > 1 && is_all());
}

namespace {

/// Columns that say neither who is a member nor of what.
void note_columns_of_groups(const Table& table, const GroupReader& reader, ImportReport& report) {
    std::vector<int> read = reader.area_columns_read();
    read.push_back(reader.columns().grouping);
    read.push_back(reader.columns().place_id);
    if (!reader.waits())
        for (const GroupColumn& one : reader.columns().groups) read.push_back(one.column);
    for (int c = 0; c < static_cast<int>(table.header.size()); ++c) {
        const std::string& header = table.header[static_cast<std::size_t>(c)];
        const bool is_read = std::find(read.begin(), read.end(), c) != read.end();
        if (!header.empty() && !is_read && !is_running_number(header))
            report.columns_not_read.push_back(header);
    }
}

}  // namespace

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
    if (!reader.waits())
        for (const GroupColumn& one : columns.groups) role(one.column, ColumnRole::group);
    role(columns.grouping, ColumnRole::grouping);
    role(columns.place_id, ColumnRole::place_id);
    note_columns_of_groups(table, reader, report);
    if (reader.waits()) {
        report.outcome = Outcome::ask;
        return {};
    }
    if (columns.groups.empty())
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
