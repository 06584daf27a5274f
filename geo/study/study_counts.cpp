#include "geo/study/study_parts_private.h"

#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace geo::parts {
namespace {

constexpr std::array<const char*, 3> state_names = {"value", "missing", "suppressed"};

std::optional<CellState> state_from(std::string_view name) {
    for (std::size_t s = 0; s < state_names.size(); ++s)
        if (name == state_names[s]) return static_cast<CellState>(s);
    return std::nullopt;
}

std::optional<ChildStatus> status_from(std::string_view name) {
    for (std::uint8_t s = 0; s <= static_cast<std::uint8_t>(ChildStatus::working_age); ++s)
        if (name == child_status_name(static_cast<ChildStatus>(s))) return static_cast<ChildStatus>(s);
    return std::nullopt;
}

/// Studies of earlier builds say nothing of these.
constexpr std::array<const char*, 4> later_columns = {"sex", "definition", "area_codes", "relation"};

/// More children than ever lived, so that no sum of cells can overflow.
constexpr std::int64_t greatest_milli = 1'000'000'000'000;

bool comes_after(const CountCell& cell, const std::vector<CountCell>& cells) {
    return cells.empty() || std::tie(cells.back().level, cells.back().area) < std::tie(cell.level, cell.area);
}

}  // namespace

Result<void> write_counts(sqlite3* database, const std::string& file, const Dataset& data) {
    TRY_VOID(emptied(database, file, "counts"));
    TRY_VOID(emptied(database, file, "counts_series"));
    for (const char* column : later_columns) TRY_VOID(with_column(database, file, "counts_series", column));
    sql::Statement series(
        database,
        "INSERT INTO counts_series (id, name, status, child_group, agency, age_band, date, source, in_total, "
        "sex, definition, area_codes, relation) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    sql::Statement cells(
        database,
        "INSERT INTO counts (series, level, area_code, state, children, children_thousandths) VALUES "
        "(?,?,?,?,?,?)");
    for (const CountSeries& c : *data.counts) {
        const auto& [id, name, status, group, agency, age_band, sex, date_iso, source, in_total, definition,
                     area_codes, relation, all_cells] = c;
        series.bind(id).bind(name).bind(child_status_name(status)).bind(group).bind(agency).bind(age_band);
        series.bind(date_iso).bind(source).bind(std::int64_t{in_total}).bind(sex);
        series.bind(definition).bind(area_codes).bind(relation);
        if (!series.run()) return sql::failure(database, file, Fault::unwritable);
        for (const CountCell& cell : all_cells) {
            cells.bind(id).bind(level_name(cell.level));
            bind_area(cells, data.areas->at(cell.level), cell.area);
            cells.bind(state_names.at(static_cast<std::size_t>(cell.state)));
            // For other programs; the exact count is the one in thousandths.
            if (cell.state == CellState::value)
                cells.bind(static_cast<double>(cell.children_milli) / 1000);
            else
                cells.bind_null();
            cells.bind(cell.children_milli);
            if (!cells.run()) return sql::failure(database, file, Fault::unwritable);
        }
    }
    return {};
}

Result<std::vector<CountSeries>> read_counts(sqlite3* database, const std::string& file, const Areas& areas) {
    std::vector<CountSeries> counts;
    std::map<std::string, std::size_t> row_of;
    std::string select = "SELECT id, name, status, child_group, agency, age_band, date, source, in_total";
    for (const char* column : later_columns)
        select += std::string{", "} + (has_column(database, "counts_series", column) ? column : "''");
    select += " FROM counts_series ORDER BY fid";
    sql::Statement series(database, select);
    while (series.step()) {
        const auto status = status_from(series.text(2));
        if (!status || !row_of.emplace(series.text(0), counts.size()).second)
            return damaged(file, "counts_series");
        CountSeries& c = counts.emplace_back();
        c.id = series.text(0);
        c.name = series.text(1);
        c.status = *status;
        c.group = series.text(3);
        c.agency = series.text(4);
        c.age_band = series.text(5);
        c.date_iso = series.text(6);
        c.source = series.text(7);
        c.in_total = series.integer(8) != 0;
        c.sex = series.text(9);
        c.definition = series.text(10);
        c.area_codes = series.text(11);
        c.relation = series.text(12);
    }
    if (!series.done()) return sql::failure(database, file, Fault::unreadable);
    sql::Statement cells(
        database, "SELECT series, level, area_code, state, children_thousandths FROM counts ORDER BY fid");
    while (cells.step()) {
        const auto of = row_of.find(cells.text(0));
        const auto level = level_from_name(cells.text(1));
        const auto state = state_from(cells.text(3));
        CountCell cell;
        cell.children_milli = cells.integer(4);
        if (of == row_of.end() || !level || !state || !area_from(cells, 2, areas, *level, cell.area) ||
            !cell.area.valid() || cell.children_milli < 0 || cell.children_milli > greatest_milli ||
            (*state != CellState::value && cell.children_milli != 0))
            return damaged(file, "counts");
        cell.level = *level;
        cell.state = *state;
        auto& column = counts[of->second].cells;
        if (!comes_after(cell, column)) return damaged(file, "counts");
        column.push_back(cell);
    }
    if (!cells.done()) return sql::failure(database, file, Fault::unreadable);
    return counts;
}

}  // namespace geo::parts
