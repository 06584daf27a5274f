// What an import made of a file, beside what the file's `.expected.json` says (cli.md: the words of
// `check --json`).
//
// The trap: a file that may be asked about is imported again with everything accepted, and its rows are
// compared then.
#pragma once

#include "geo/data/import.h"
#include "geo/geom/measure.h"
#include "tests/support/whole_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace test {

inline geo::FileKind kind_named(const std::string& name) {
    return geo::file_kind_from(name).value_or(geo::FileKind::roads);
}

/// The children of a series.
inline std::int64_t children_in(const geo::CountSeries& series) {
    std::int64_t sum = 0;
    for (const geo::CountCell& cell : series.cells) sum += cell.children_milli;
    return sum;
}

/// Months and years of the same children are never added: the latest alone is the number of children, and the
/// cells of all series together what was sent.
inline std::string periods_difference(const geo::Imported& read, const nlohmann::json& wanted) {
    std::map<std::string, std::int64_t> by_area;
    std::int64_t cells = 0;
    for (const geo::CountSeries& series : *read.data.counts)
        for (const geo::CountCell& cell : series.cells) {
            by_area[read.data.areas->at(cell.level).code[cell.area.row()]] += cell.children_milli;
            cells += cell.children_milli;
        }
    if (cells != wanted["total_children"].get<std::int64_t>() * 1000)
        return "all cells " + std::to_string(cells);
    for (const auto& [code, children] : wanted["by_area"].items())
        if (!children.is_null() && by_area[code] != children.get<std::int64_t>() * 1000)
            return "all cells of " + code + " " + std::to_string(by_area[code]);
    std::int64_t latest = -1;
    if (wanted.contains("latest_total")) latest = wanted["latest_total"].get<std::int64_t>();
    if (wanted.contains("by_year"))
        for (const auto& [year, children] : wanted["by_year"].items()) latest = children.get<std::int64_t>();
    return latest < 0 || read.report.total_children_milli == latest * 1000
               ? ""
               : "latest " + std::to_string(read.report.total_children_milli);
}

/// "" where each part that the file counts by itself is a series with its children.
inline std::string series_difference(const geo::Imported& read, const nlohmann::json& wanted) {
    std::multiset<std::int64_t> sums;
    std::map<std::string, std::int64_t> of_agency;
    for (const geo::CountSeries& series : *read.data.counts) {
        sums.insert(children_in(series));
        of_agency[series.agency] += children_in(series);
    }
    for (const char* parts : {"by_measure", "by_month", "by_year"}) {
        if (!wanted.contains(parts)) continue;
        for (const auto& [name, children] : wanted[parts].items()) {
            const auto found = sums.find(children.get<std::int64_t>() * 1000);
            if (found == sums.end()) return parts + (" " + name);
            sums.erase(found);
        }
    }
    if (wanted.contains("by_agency"))
        for (const auto& [name, children] : wanted["by_agency"].items())
            if (of_agency[name] != children.get<std::int64_t>() * 1000)
                return "by_agency " + name + " " + std::to_string(of_agency[name]);
    return "";
}

/// "" where each row that the file's expectations name has a note that says so.
inline std::string rows_difference(const geo::ImportReport& report, const nlohmann::json& wanted) {
    const auto told = [&](const geo::Notes& notes, std::int64_t row, const char* kind) {
        return std::any_of(notes.begin(), notes.end(), [&](const geo::ImportNote& note) {
            return note.row == row && note.kind.rfind(kind, 0) == 0;
        });
    };
    if (wanted.contains("wrong_subtotals"))
        for (const auto& one : wanted["wrong_subtotals"])
            if (!told(report.warnings, one["row"], "subtotal_"))
                return "subtotal of row " + one["row"].dump();
    for (const auto& one : wanted.value("rejected", nlohmann::json::array()))
        if (one.is_object() && one["row"].is_number() && !told(report.problems, one["row"], ""))
            return "rejected row " + one["row"].dump();
    if (wanted["kind"] == "counts")
        for (const auto& one : wanted.value("ambiguous", nlohmann::json::array())) {
            if (!one.is_object()) continue;
            const auto is = [&](const geo::AmbiguousRow& row) {
                const std::vector<std::string> codes = row.codes();
                return row.row == one["row"].get<std::int64_t>() &&
                       std::set<std::string>(codes.begin(), codes.end()) ==
                           one["candidates"].get<std::set<std::string>>();
            };
            if (std::none_of(report.ambiguous.begin(), report.ambiguous.end(), is))
                return "ambiguous row " + one["row"].dump();
        }
    if (wanted.contains("iso_dates"))
        for (const auto* notes : {&report.repairs, &report.warnings})
            for (const geo::ImportNote& note : *notes)
                if (const std::string row = std::to_string(note.row);
                    note.kind.rfind("date_", 0) == 0 && wanted["iso_dates"].contains(row) &&
                    !wanted["iso_dates"][row].is_null() && note.reason != wanted["iso_dates"][row])
                    return "date of row " + row + " " + note.reason;
    return "";
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
        if (by_area.contains(code)) return "two sums of " + code;
        by_area[code] = milli ? nlohmann::json(static_cast<double>(*milli) / 1000) : nlohmann::json();
        sum += milli.value_or(0);
    }
    if (sum != report.total_children_milli) return "sum of the areas " + std::to_string(sum);
    for (const auto& [code, children] : wanted["by_area"].items())
        if (!by_area.contains(code) || by_area[code] != children)
            return "children of " + code + " " + by_area.value(code, nlohmann::json{}).dump();
    if (wanted.contains("by_area_n") && by_area.size() != wanted["by_area_n"].get<std::size_t>())
        return "areas with counts " + std::to_string(by_area.size());
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
    if (!read) {
        for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en})
            if (const std::string odd = open_place_in(geo::describe(lang, read.error())); !odd.empty())
                return odd;
        return acceptable.contains("refuse") ? "" : geo::fault_name(read.error().fault);
    }
    if (const std::string odd = words_difference(read->report); !odd.empty()) return odd;
    const std::string outcome = geo::outcome_name(read->report.outcome);
    if (!acceptable.contains(outcome)) return "outcome " + outcome;
    if (read->report.outcome == geo::Outcome::ask) {
        geo::ImportOptions accepted;
        accepted.accept = true;
        read = geo::import_file(before, file, kind, accepted, {});
        if (!read) return geo::fault_name(read.error().fault);
    }
    if (const std::string odd = words_difference(read->report); !odd.empty()) return odd;
    std::string differs = report_difference(read->report, wanted);
    if (differs.empty() && wanted.value("total_is_not_additive", false))
        differs = periods_difference(*read, wanted);
    if (differs.empty() && wanted["kind"] == "counts") differs = series_difference(*read, wanted);
    if (differs.empty()) differs = rows_difference(read->report, wanted);
    return differs.empty() ? position_difference(read->data, wanted) : differs;
}

}  // namespace test
