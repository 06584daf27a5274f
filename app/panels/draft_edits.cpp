#include "app/panels/draft_edits.h"

#include <algorithm>

namespace app {

namespace {

using Role = geo::ColumnRole;

/// Roles that any number of columns may have.
bool may_be_many(Role role) {
    return is_of_counts(role) || role == Role::none || role == Role::share || role == Role::category ||
           role == Role::year || role == Role::remark || role == Role::personal;
}

const geo::ColumnReading* column_in(const geo::Reading& reading, int column, const std::string& header) {
    for (const geo::ColumnReading& one : reading.columns)
        if (one.column == column && (one.header.empty() || one.header == header)) return &one;
    return nullptr;
}

/// The entry of the column in a draft in which nothing is left to be guessed.
geo::ColumnReading& settled(ImportDraft& draft, const ImportView& view, int column,
                            const std::string& header) {
    std::vector<geo::ColumnReading>& columns = draft.reading.columns;
    const auto entry = [&](int at) {
        return std::find_if(columns.begin(), columns.end(),
                            [at](const geo::ColumnReading& one) { return one.column == at; });
    };
    if (view.fresh && view.read != nullptr && !view.read->error)
        for (geo::ColumnReading used : view.read->report.reading.columns) {
            // The day is of this file, and told again.
            used.meaning.date_iso.clear();
            if (entry(used.column) == columns.end()) columns.push_back(std::move(used));
        }
    if (entry(column) == columns.end()) columns.push_back({column, header, Role::none, {}});
    std::sort(columns.begin(), columns.end(),
              [](const auto& a, const auto& b) { return a.column < b.column; });
    const auto at = entry(column);
    at->header = header;
    return *at;
}

}  // namespace

bool is_of_counts(Role role) {
    return role == Role::children || role == Role::total || role == Role::beside;
}

const geo::ColumnReading* reading_of(const ImportView& view, int column, const std::string& header) {
    if (const geo::ColumnReading* said = column_in(view.draft->reading, column, header)) return said;
    return view.read == nullptr ? nullptr : column_in(view.read->report.reading, column, header);
}

std::shared_ptr<ImportDraft> with_role(const ImportView& view, int column, const std::string& header,
                                       const ColumnUse& use) {
    auto next = std::make_shared<ImportDraft>(*view.draft);
    geo::ColumnReading& mine = settled(*next, view, column, header);
    mine.role = use.role;
    if (!is_of_counts(use.role)) mine.meaning = {};
    if (use.role != Role::beside) mine.meaning.status = use.status;
    if (!may_be_many(use.role))
        for (geo::ColumnReading& other : next->reading.columns)
            if (other.column != column && other.role == use.role) other.role = Role::none;
    return next;
}

std::shared_ptr<ImportDraft> with_meaning(const ImportView& view, int column, const std::string& header,
                                          const geo::CountMeaning& meaning) {
    auto next = std::make_shared<ImportDraft>(*view.draft);
    geo::ColumnReading& mine = settled(*next, view, column, header);
    if (!is_of_counts(mine.role))
        mine.role = use_of(view, column, header).apart ? Role::beside : Role::children;
    mine.meaning = meaning;
    return next;
}

ColumnUse use_of(const ImportView& view, int column, const std::string& header) {
    const auto at = static_cast<std::size_t>(column);
    if (view.read != nullptr && view.read->rows && at < view.read->rows->columns.size() &&
        view.read->rows->columns[at].personal)
        return {Role::personal, {}};
    const auto use = [](const geo::ColumnReading& one) {
        return one.role == Role::beside ? ColumnUse{Role::beside, {}, true}
                                        : ColumnUse{one.role, one.meaning.status};
    };
    const geo::ColumnReading* found = reading_of(view, column, header);
    // What was set since is not in the report yet.
    if (view.read != nullptr && !view.fresh) {
        const geo::ColumnReading* said = column_in(view.draft->reading, column, header);
        const geo::ColumnReading* was = column_in(view.read->report.reading, column, header);
        if (said != nullptr &&
            (was == nullptr || !(was->role == said->role && was->meaning.status == said->meaning.status)))
            return use(*said);
    }
    if (view.read == nullptr || view.read->error) return found == nullptr ? ColumnUse{} : use(*found);
    const auto has = [&](const std::vector<std::string>& headers) {
        return std::find(headers.begin(), headers.end(), header) != headers.end();
    };
    const geo::ImportReport& report = view.read->report;
    const bool counts = found == nullptr || is_of_counts(found->role);
    // A total with nothing to check is the count itself; what has no role may be in the sum all the same.
    if (counts && has(report.columns_in_total))
        return {Role::children, found == nullptr ? geo::ChildStatus::any : found->meaning.status};
    // Those at risk and those who returned say so themselves.
    const bool says =
        found != nullptr && (found->role != Role::children || found->meaning.status != geo::ChildStatus::any);
    if (!says && has(report.columns_apart)) return {Role::beside, {}, true};
    return found == nullptr ? ColumnUse{} : use(*found);
}

std::vector<ColumnUse> uses_of(geo::FileKind kind) {
    std::vector<Role> roles;
    switch (kind) {
        case geo::FileKind::counts:
            return {{Role::none, {}},
                    {Role::area_code, {}},
                    {Role::province_code, {}},
                    {Role::amphoe_code, {}},
                    {Role::tambon_code, {}},
                    {Role::province_name, {}},
                    {Role::amphoe_name, {}},
                    {Role::tambon_name, {}},
                    {Role::children, {}},
                    {Role::children, geo::ChildStatus::never_enrolled},
                    {Role::children, geo::ChildStatus::dropped_out},
                    {Role::children, geo::ChildStatus::at_risk},
                    {Role::children, geo::ChildStatus::returned},
                    {Role::total, {}},
                    {Role::beside, {}, true},
                    {Role::share, {}},
                    {Role::category, {}},
                    {Role::date, {}},
                    {Role::year, {}},
                    {Role::remark, {}},
                    {Role::personal, {}}};
        case geo::FileKind::places:
            roles = {Role::none,       Role::place_id,     Role::place_name,  Role::latitude,
                     Role::longitude,  Role::easting,      Role::northing,    Role::zone,
                     Role::datum,      Role::area_code,    Role::amphoe_name, Role::tambon_name,
                     Role::place_kind, Role::school_level, Role::agency,      Role::capacity,
                     Role::opened,     Role::remark,       Role::personal};
            break;
        case geo::FileKind::villages:
            roles = {Role::none,      Role::village_code, Role::village_name, Role::latitude, Role::longitude,
                     Role::area_code, Role::tambon_name,  Role::weight,       Role::remark,   Role::personal};
            break;
        case geo::FileKind::groups:
            roles = {Role::none,        Role::area_code, Role::province_name, Role::amphoe_name,
                     Role::tambon_name, Role::place_id,  Role::group,         Role::grouping,
                     Role::remark,      Role::personal};
            break;
        case geo::FileKind::areas:
            roles = {Role::none,        Role::area_code,    Role::province_name, Role::amphoe_name,
                     Role::tambon_name, Role::english_name, Role::remark};
            break;
        case geo::FileKind::roads:
            roles = {Role::none, Role::road_class, Role::one_way, Role::speed, Role::surface, Role::remark};
            break;
        case geo::FileKind::population:
        case geo::FileKind::elevation:
        case geo::FileKind::land_cover:
        case geo::FileKind::barriers:
            return {};  // told by their content alone
    }
    std::vector<ColumnUse> out;
    out.reserve(roles.size());
    for (const Role role : roles) out.push_back({role, {}});
    return out;
}

}  // namespace app
