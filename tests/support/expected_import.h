// What an import made of a file, beside what the file's `.expected.json` says (cli.md: the words of
// `check --json`).
//
// The trap: a file that may be asked about is imported again with everything accepted, and its rows are
// compared then.
#pragma once

#include "geo/data/import.h"
#include "geo/geom/measure.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace test {

inline geo::FileKind kind_named(const std::string& name) {
    return geo::file_kind_from(name).value_or(geo::FileKind::roads);
}

/// Years are never added: the latest alone is the number of children, and all cells together what was sent.
inline std::string years_difference(const geo::Imported& read, const nlohmann::json& wanted) {
    std::int64_t cells = 0;
    for (const geo::CountSeries& series : *read.data.counts)
        for (const geo::CountCell& cell : series.cells) cells += cell.children_milli;
    if (cells != wanted["total_children"].get<std::int64_t>() * 1000)
        return "all cells " + std::to_string(cells);
    std::int64_t latest = 0;
    for (const auto& [year, children] : wanted["by_year"].items()) latest = children.get<std::int64_t>();
    return read.report.total_children_milli == latest * 1000
               ? ""
               : "latest year " + std::to_string(read.report.total_children_milli);
}

/// "" where every number of the report is the expected one, else the first that differs.
inline std::string report_difference(const geo::ImportReport& report, const nlohmann::json& wanted) {
    const std::vector<std::pair<const char*, std::int64_t>> numbers = {
        {"rows_in", report.rows_in},
        {"rows_loaded", report.rows_loaded},
        {"rows_rejected", report.rows_rejected},
        {"rows_subtotal", report.rows_subtotal},
        {"rows_duplicate", report.rows_duplicate},
        {"rows_note", report.rows_note},
        {"missing_cells", report.missing_cells},
        {"suppressed_cells", report.suppressed_cells}};
    for (const auto& [name, value] : numbers)
        if (value != wanted[name].get<std::int64_t>()) return name + (" " + std::to_string(value));
    if (wanted["kind"] != "counts" || wanted["total_children"].is_null()) return "";
    if (wanted.value("total_is_not_additive", false)) return "";
    if (report.total_children_milli != wanted["total_children"].get<std::int64_t>() * 1000)
        return "total_children " + std::to_string(report.total_children_milli);
    if (wanted.contains("total_held") &&
        report.held_children_milli != wanted["total_held"].get<std::int64_t>() * 1000)
        return "total_held " + std::to_string(report.held_children_milli);
    std::int64_t sum = 0;
    nlohmann::json by_area = nlohmann::json::object();
    for (const auto& [code, milli] : report.by_area_milli) {
        by_area[code] = by_area.value(code, 0.0) + static_cast<double>(milli) / 1000;
        sum += milli;
    }
    if (sum != report.total_children_milli) return "sum of the areas " + std::to_string(sum);
    for (const auto& [code, children] : wanted["by_area"].items())
        if (!children.is_null() && by_area.value(code, -1.0) != children.get<double>())
            return "children of " + code + " " + by_area.value(code, nlohmann::json{}).dump();
    return "";
}

/// "" where a place lies at each position that the file must have, and each area holds its point.
inline std::string position_difference(const geo::Dataset& data, const nlohmann::json& wanted) {
    std::set<std::string> held;
    for (const auto& row : wanted.value("ambiguous", nlohmann::json::array()))
        if (row.is_object()) held.insert(std::to_string(row["row"].get<int>()));
    if (wanted.contains("check_points"))
        for (const auto& [row, point] : wanted["check_points"].items()) {
            const geo::LonLat at{point["lon"], point["lat"]};
            const double within = point["tol_m"];
            const bool there =
                std::any_of(data.places->begin(), data.places->end(), [&](const geo::Place& place) {
                    return place.has_position && geo::geodesic_metres(place.at, at) <= within;
                });
            if (!there && !held.contains(row)) return "position of row " + row;
        }
    if (wanted.contains("points_inside"))
        for (const auto& [code, point] : wanted["points_inside"].items()) {
            const auto level = static_cast<geo::Level>(code.size() / 2);
            const geo::AreaId area = data.areas->find(level, code);
            if (!area.valid() ||
                !geo::contains(data.areas->at(level).shape[area.row()], {point["lon"], point["lat"]}))
                return "place of " + code;
        }
    return "";
}

/// "" where the file is read as wanted, else the first thing that differs.  `before`: the areas.
inline std::string import_difference(const geo::Dataset& before, const std::string& file,
                                     const nlohmann::json& wanted) {
    const geo::FileKind kind = kind_named(wanted["kind"]);
    auto read = geo::import_file(before, file, kind, {}, {});
    const auto acceptable = wanted["acceptable"].get<std::set<std::string>>();
    if (!read) return acceptable.contains("refuse") ? "" : geo::fault_name(read.error().fault);
    const std::string outcome = geo::outcome_name(read->report.outcome);
    if (!acceptable.contains(outcome)) return "outcome " + outcome;
    if (read->report.outcome == geo::Outcome::ask) {
        geo::ImportOptions accepted;
        accepted.accept = true;
        read = geo::import_file(before, file, kind, accepted, {});
        if (!read) return geo::fault_name(read.error().fault);
    }
    const std::string differs = report_difference(read->report, wanted);
    if (differs.empty() && wanted.contains("by_year")) return years_difference(*read, wanted);
    return differs.empty() ? position_difference(read->data, wanted) : differs;
}

}  // namespace test
