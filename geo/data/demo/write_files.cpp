#include "geo/data/demo/write_files.h"

#include "geo/base/figures.h"
#include "geo/base/handle.h"
#include "geo/data/gdal.h"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_srs_api.h>
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/memory/buffer.hpp>
#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace geo::demo {
namespace {

constexpr const char* made_up = "ข้อมูลสมมติ / made-up data";

using Feature = Handle<OGRFeatureH, OGR_F_Destroy>;

OGRGeometryH ring_of(const std::vector<LonLat>& points) {
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    for (const LonLat& p : points) OGR_G_AddPoint_2D(ring, p.lon, p.lat);
    OGR_G_AddPoint_2D(ring, points.front().lon, points.front().lat);
    return ring;
}

OGRGeometryH geometry_of(const MultiPolygon& shape) {
    OGRGeometryH out = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (const Polygon& polygon : shape) {
        OGRGeometryH part = OGR_G_CreateGeometry(wkbPolygon);
        OGR_G_AddGeometryDirectly(part, ring_of(polygon.outer));
        for (const auto& hole : polygon.holes) OGR_G_AddGeometryDirectly(part, ring_of(hole));
        OGR_G_AddGeometryDirectly(out, part);
    }
    return out;
}

Result<void> write_areas(const Region& region, const std::string& file) {
    GdalComplaints complaints;
    std::filesystem::remove(file);
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    const GdalDataset dataset{GDALCreate(driver, file.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    if (!dataset) return fail(Fault::unwritable, file, complaints.first());
    const Handle<OGRSpatialReferenceH, OSRRelease> wgs84{OSRNewSpatialReference(nullptr)};
    OSRImportFromEPSG(wgs84.get(), 4326);
    const std::array<const char*, 4> names = {"", "province", "amphoe", "tambon"};
    for (std::size_t l = 1; l < 4; ++l) {
        OGRLayerH layer =
            GDALDatasetCreateLayer(dataset.get(), names[l], wgs84.get(), wkbMultiPolygon, nullptr);
        if (layer == nullptr) return fail(Fault::unwritable, file, complaints.first());
        for (const char* field : {"code", "name_th", "name_en", "note"}) {
            const Handle<OGRFieldDefnH, OGR_Fld_Destroy> definition{OGR_Fld_Create(field, OFTString)};
            OGR_L_CreateField(layer, definition.get(), 1);
        }
        GDALDatasetStartTransaction(dataset.get(), 0);
        for (const AreaRow& row : region.areas[l]) {
            const Feature feature{OGR_F_Create(OGR_L_GetLayerDefn(layer))};
            OGR_F_SetFieldString(feature.get(), 0, row.code.c_str());
            OGR_F_SetFieldString(feature.get(), 1, row.name_th.c_str());
            OGR_F_SetFieldString(feature.get(), 2, row.name_en.c_str());
            OGR_F_SetFieldString(feature.get(), 3, made_up);
            OGR_F_SetGeometryDirectly(feature.get(), geometry_of(row.shape));
            if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE)
                return fail(Fault::unwritable, file, complaints.first());
        }
        GDALDatasetCommitTransaction(dataset.get());
    }
    if (complaints.any()) return fail(Fault::unwritable, file, complaints.first());
    return {};
}

Result<void> write_text(const std::string& file, const std::string& content) {
    std::ofstream out(file, std::ios::binary);
    out << content;
    out.close();
    if (!out) return fail(Fault::unwritable, file);
    return {};
}

std::string services_text(std::uint32_t services) {
    std::string out;
    const auto add = [&](std::uint32_t bit, const char* word) {
        if ((services & bit) == 0) return;
        if (!out.empty()) out += ";";
        out += word;
    };
    add(service_formal, "formal");
    add(service_non_formal, "non_formal");
    add(service_informal, "informal");
    add(service_vocational, "vocational");
    add(service_special, "special");
    return out;
}

std::string places_csv(const Region& region) {
    std::string out =
        "\xEF\xBB\xBF"
        "id,name_th,name_en,kind,services,agency,capacity,lat,lon,geo,note\r\n";
    for (const Place& p : region.places)
        out += fmt::format("\"{}\",\"{}\",\"{}\",{},{},{},{},{:.7f},{:.7f},{},{}\r\n", p.id, p.name_th,
                           p.name_en, place_kind_name(p.kind), services_text(p.services), p.agency,
                           p.capacity, p.at.lat, p.at.lon, p.position_quality, made_up);
    return out;
}

std::string villages_csv(const Region& region) {
    std::string out =
        "\xEF\xBB\xBF"
        "village_id,name,population,lat,lon,note\r\n";
    for (const Village& v : region.villages)
        out += fmt::format("\"{}\",\"{}\",{},{:.7f},{:.7f},{}\r\n", v.id, v.name, v.weight, v.at.lat,
                           v.at.lon, made_up);
    return out;
}

std::string cell_text(const CountCell& cell) {
    if (cell.state == CellState::missing) return "-";
    if (cell.state == CellState::suppressed) return "*";
    return exact_children(cell.children_milli);
}

/// Tambon in the order of their codes, as the cells of the counts are.
std::vector<const AreaRow*> tambon_by_code(const Region& region) {
    std::vector<const AreaRow*> out;
    for (const AreaRow& row : region.areas[3]) out.push_back(&row);
    std::sort(out.begin(), out.end(), [](const AreaRow* a, const AreaRow* b) { return a->code < b->code; });
    return out;
}

std::string counts_csv(const Region& region) {
    std::string out =
        "\xEF\xBB\xBF"
        "code,name";
    for (const CountSeries& series : region.counts) out += "," + series.name;
    out += ",note\r\n";
    const auto tambon = tambon_by_code(region);
    for (std::size_t t = 0; t < tambon.size(); ++t) {
        out += fmt::format("\"{}\",\"{}\"", tambon[t]->code, tambon[t]->name_th);
        for (const CountSeries& series : region.counts) out += "," + cell_text(series.cells[t]);
        out += fmt::format(",{}\r\n", made_up);
    }
    return out;
}

Result<void> write_counts_xlsx(const Region& region, const std::string& file) {
    lxw_workbook_options options{};
    lxw_workbook* book = workbook_new_opt(file.c_str(), &options);
    if (book == nullptr) return fail(Fault::unwritable, file);
    lxw_doc_properties properties{};
    properties.created = 1732147200;  // fixed, so that a seed gives the same bytes
    workbook_set_properties(book, &properties);
    lxw_worksheet* sheet = workbook_add_worksheet(book, "ข้อมูลสมมติ");
    worksheet_write_string(sheet, 0, 0, "code", nullptr);
    worksheet_write_string(sheet, 0, 1, "name", nullptr);
    for (std::size_t c = 0; c < region.counts.size(); ++c)
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(2 + c), region.counts[c].name.c_str(),
                               nullptr);
    const auto note = static_cast<lxw_col_t>(2 + region.counts.size());
    worksheet_write_string(sheet, 0, note, "note", nullptr);
    const auto tambon = tambon_by_code(region);
    for (std::size_t t = 0; t < tambon.size(); ++t) {
        const auto row = static_cast<lxw_row_t>(t + 1);
        worksheet_write_string(sheet, row, 0, tambon[t]->code.c_str(), nullptr);
        worksheet_write_string(sheet, row, 1, tambon[t]->name_th.c_str(), nullptr);
        for (std::size_t c = 0; c < region.counts.size(); ++c) {
            const CountCell& cell = region.counts[c].cells[t];
            const auto column = static_cast<lxw_col_t>(2 + c);
            if (cell.state == CellState::value)
                worksheet_write_number(sheet, row, column, static_cast<double>(cell.children_milli) / 1000,
                                       nullptr);
            else
                worksheet_write_string(sheet, row, column, cell_text(cell).c_str(), nullptr);
        }
        worksheet_write_string(sheet, row, note, made_up, nullptr);
    }
    if (workbook_close(book) != LXW_NO_ERROR) return fail(Fault::unwritable, file);
    return {};
}

Result<void> write_roads(const Region& region, const std::string& file) {
    using namespace osmium::builder::attr;  // NOLINT(google-build-using-namespace): its names are meant to be
                                            // used so
    try {
        osmium::io::Header header;
        header.set("generator", "LearnReach, made-up data");
        osmium::io::Writer writer{osmium::io::File{file, "pbf,add_metadata=none"}, header,
                                  osmium::io::overwrite::allow};
        osmium::memory::Buffer buffer{1U << 20U, osmium::memory::Buffer::auto_grow::yes};
        const auto flush = [&] {
            if (buffer.committed() < (1U << 19U)) return;
            writer(std::move(buffer));
            buffer = osmium::memory::Buffer{1U << 20U, osmium::memory::Buffer::auto_grow::yes};
        };
        for (std::size_t n = 0; n < region.roads.nodes.size(); ++n) {
            osmium::builder::add_node(
                buffer, _id(static_cast<osmium::object_id_type>(n) + 1),
                _location(osmium::Location{region.roads.nodes[n].lon, region.roads.nodes[n].lat}));
            flush();
        }
        for (const Way& way : region.roads.ways) {
            std::vector<osmium::object_id_type> refs;
            for (const std::uint32_t node : region.roads.nodes_of(way))
                refs.push_back(static_cast<osmium::object_id_type>(node) + 1);
            std::vector<std::pair<std::string, std::string>> tags;
            if (way.road_class == RoadClass::ferry)
                tags.emplace_back("route", "ferry");
            else
                tags.emplace_back("highway", road_class_name(way.road_class));
            if (way.surface != Surface::unknown)
                tags.emplace_back("surface", way.surface == Surface::paved ? "asphalt" : "dirt");
            if (way.one_way == OneWay::forward) tags.emplace_back("oneway", "yes");
            if ((way.flags & road_bridge) != 0) tags.emplace_back("bridge", "yes");
            if ((way.flags & road_ford) != 0) tags.emplace_back("ford", "yes");
            if ((way.flags & road_dry_only) != 0) tags.emplace_back("seasonal", "dry_season");
            osmium::builder::add_way(buffer, _id(way.id), _nodes(refs), _tags(tags));
            flush();
        }
        writer(std::move(buffer));
        writer.close();
    } catch (const std::exception& problem) {
        return fail(Fault::unwritable, file, problem.what());
    }
    return {};
}

}  // namespace

Result<void> write_files(const Region& region, const std::string& folder, const DemoFiles& files,
                         const Progress& progress) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return fail(Fault::unwritable, folder, problem.message());
    const std::string base = folder + "/";
    TRY_VOID(write_areas(region, base + files.areas));
    progress.at(0.4);
    TRY_VOID(write_text(base + files.villages, villages_csv(region)));
    TRY_VOID(write_text(base + files.places, places_csv(region)));
    TRY_VOID(write_text(base + "counts.csv", counts_csv(region)));
    TRY_VOID(write_counts_xlsx(region, base + files.counts));
    progress.at(0.7);
    TRY_VOID(write_roads(region, base + files.roads));
    TRY_VOID(write_text(base + "README.txt",
                        "ข้อมูลสมมติ: ไม่มีพื้นที่ ชื่อ หรือจำนวนใดในโฟลเดอร์นี้เป็นของจริง\n"
                        "Made-up data: no area, name or number in this folder is real.\n"));
    progress.at(1);
    return {};
}

}  // namespace geo::demo
