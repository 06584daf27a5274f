#include "geo/data/demo/messy.h"

#include "geo/base/whole_file.h"
#include "geo/data/demo/messy_private.h"
#include "geo/data/demo/noise.h"
#include "geo/data/demo/write_files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>

namespace geo {
namespace demo {

Wanted wanted(const std::vector<MessyRow>& rows, std::string notes) {
    Wanted out;
    out.rows_in = out.loaded = static_cast<std::int64_t>(rows.size());
    for (const MessyRow& row : rows) out.by_area[row.code] += row.children();
    out.notes = std::move(notes);
    return out;
}

Wanted wanted_places(std::int64_t loaded, std::string notes) {
    Wanted out;
    out.kind = "places";
    out.rows_in = out.loaded = loaded;
    out.notes = std::move(notes);
    return out;
}

Wanted wanted_nothing(std::string kind, std::string must, std::int64_t rows, std::string notes) {
    Wanted out;
    out.kind = std::move(kind);
    out.must = std::move(must);
    out.rows_in = out.rejected = rows;
    out.notes = std::move(notes);
    return out;
}

Result<void> MessyFolder::add(const std::string& name, const std::string& bytes, const Wanted& wanted) {
    TRY_VOID(write_whole(path_ + "/" + name, bytes));
    return expect(name, wanted);
}

Result<void> MessyFolder::expect(const std::string& name, const Wanted& wanted) {
    nlohmann::ordered_json json;
    json["file"] = name;
    json["made_up"] = true;
    json["kind"] = wanted.kind;
    json["must"] = wanted.must;
    json["acceptable"] = wanted.also_acceptable;
    json["acceptable"].insert(json["acceptable"].begin(), wanted.must);
    json["rows_in"] = wanted.rows_in;
    json["rows_loaded"] = wanted.loaded;
    json["rows_rejected"] = wanted.rejected;
    json["rows_subtotal"] = wanted.subtotal;
    json["rows_duplicate"] = wanted.duplicate;
    json["rows_note"] = wanted.note;
    std::int64_t total = 0;
    for (const auto& entry : wanted.by_area) total += entry.second;
    json["total_children"] = total;
    json["by_area"] = wanted.by_area;
    json["missing_cells"] = wanted.missing;
    json["suppressed_cells"] = wanted.suppressed;
    json["notes"] = wanted.notes;
    names_.push_back(name);
    return write_whole(path_ + "/" + name + ".expected.json", json.dump(1) + "\n");
}

std::string csv_of(const std::string& header, const std::vector<MessyRow>& rows,
                   const std::function<std::string(const MessyRow&)>& line) {
    std::string out = header + "\r\n";
    for (const MessyRow& row : rows) out += line(row) + "\r\n";
    return out;
}

namespace {

/// The tambon in the order of their codes, each with some children.
std::vector<MessyRow> rows_of(const Region& region, std::uint64_t seed) {
    const auto name_of = [&](std::size_t level, const std::string& code) {
        for (const AreaRow& row : region.areas[level])
            if (row.code == code) return row.name_th;
        return std::string{};
    };
    Random random(seed);
    std::vector<MessyRow> out;
    for (const AreaRow& row : region.areas[3])
        out.push_back({row.code, name_of(1, row.code.substr(0, 2)), name_of(2, row.code.substr(0, 4)),
                       row.name_th, 0, 0});
    std::sort(out.begin(), out.end(), [](const MessyRow& a, const MessyRow& b) { return a.code < b.code; });
    for (MessyRow& row : out) {
        row.never = static_cast<int>(5 + random.below(60));
        row.dropped = static_cast<int>(5 + random.below(90));
    }
    return out;
}

std::vector<MessyRow> holding(const std::vector<MessyRow>& rows, const std::string& letter) {
    std::vector<MessyRow> out;
    for (const MessyRow& row : rows)
        if (row.tambon.find(letter) != std::string::npos && out.size() < 6) out.push_back(row);
    return out;
}

}  // namespace
}  // namespace demo

Result<std::vector<std::string>> write_messy(const std::string& folder, std::uint64_t seed,
                                             const Progress& progress) {
    TRY(const demo::Region region,
        demo::make_region(demo::region_plan(), seed, progress.part(0, 0.8, "demo.stage.make")));
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return fail(Fault::unwritable, folder, problem.message());
    const Progress writing = progress.part(0.8, 1, "demo.stage.write");
    TRY_VOID(demo::write_areas(region, folder + "/areas.gpkg", writing));
    const auto all = demo::rows_of(region, seed + 5000);
    // Two amphoe of one province are enough to see a subtotal and a border.
    std::vector<demo::MessyRow> rows;
    std::string last;
    std::size_t amphoe = 0;
    for (const demo::MessyRow& row : all) {
        if (row.code.substr(0, 4) != last) ++amphoe;
        if (amphoe > 2) break;
        last = row.code.substr(0, 4);
        rows.push_back(row);
    }
    demo::MessyFolder out(folder);
    TRY_VOID(demo::add_messy_codes(out, rows, demo::holding(all, "แ"), demo::holding(all, "ำ")));
    TRY_VOID(demo::add_messy_numbers(out, rows));
    TRY_VOID(demo::add_messy_tour(out, rows));
    TRY_VOID(demo::add_messy_places(out, region));
    TRY_VOID(demo::add_messy_layers(out, region));
    TRY_VOID(demo::add_messy_grids(out, region));
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(1);
    return out.names();
}

}  // namespace geo
