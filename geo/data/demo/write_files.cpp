#include "geo/data/demo/write_files.h"

#include "geo/base/figures.h"
#include "geo/base/handle.h"
#include "geo/base/whole_file.h"
#include "geo/data/demo/extras.h"
#include "geo/data/demo/formats_private.h"
#include "geo/data/demo/watch.h"
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

using Feature = Handle<OGRFeatureH, OGR_F_Destroy>;

/// GeoPackages carry the time of their making; this one is always the same, so that a seed gives the same
/// bytes.
class FixedDate {
public:
    FixedDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2024-11-21T00:00:00.000Z"); }
    ~FixedDate() { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr); }
    FixedDate(const FixedDate&) = delete;
    FixedDate& operator=(const FixedDate&) = delete;
};

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
        "id,name_th,name_en,kind,level,services,agency,capacity,lat,lon,geo,note\r\n";
    for (const Place& p : region.places)
        out += fmt::format("\"{}\",\"{}\",\"{}\",{},{},{},{},{},{:.7f},{:.7f},{},{}\r\n", p.id, p.name_th,
                           p.name_en, place_kind_name(p.kind), p.school_level, services_text(p.services),
                           p.agency, p.capacity, p.at.lat, p.at.lon, p.position_quality, made_up);
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

/// The rows of the counts in the order of their codes: the area, and the cell's number in every series.
std::vector<std::pair<const AreaRow*, std::size_t>> count_rows(const Region& region) {
    std::array<std::vector<const AreaRow*>, 4> by_code;
    for (std::size_t l = 0; l < by_code.size(); ++l) {
        for (const AreaRow& row : region.areas[l]) by_code[l].push_back(&row);
        std::sort(by_code[l].begin(), by_code[l].end(),
                  [](const AreaRow* a, const AreaRow* b) { return a->code < b->code; });
    }
    std::vector<std::pair<const AreaRow*, std::size_t>> out;
    const auto& cells = region.counts.front().cells;
    for (std::size_t i = 0; i < cells.size(); ++i)
        out.emplace_back(by_code[static_cast<std::size_t>(cells[i].level)][cells[i].area.row()], i);
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.first->code < b.first->code; });
    return out;
}

std::string counts_csv(const Region& region) {
    std::string out =
        "\xEF\xBB\xBF"
        "code,name";
    for (const CountSeries& series : region.counts) out += "," + series.name;
    out += ",note\r\n";
    for (const auto& [area, cell] : count_rows(region)) {
        out += fmt::format("\"{}\",\"{}\"", area->code, area->name_th);
        for (const CountSeries& series : region.counts) out += "," + cell_text(series.cells[cell]);
        out += fmt::format(",{}\r\n", made_up);
    }
    return out;
}

Result<void> write_counts_xlsx(const Region& region, const std::string& file) {
    Workbook workbook = made_up_workbook(file);
    if (workbook.book == nullptr) return fail(Fault::unwritable, file);
    lxw_worksheet* sheet = workbook.sheet;
    worksheet_write_string(sheet, 0, 0, "code", nullptr);
    worksheet_write_string(sheet, 0, 1, "name", nullptr);
    for (std::size_t c = 0; c < region.counts.size(); ++c)
        worksheet_write_string(sheet, 0, static_cast<lxw_col_t>(2 + c), region.counts[c].name.c_str(),
                               nullptr);
    const auto note = static_cast<lxw_col_t>(2 + region.counts.size());
    worksheet_write_string(sheet, 0, note, "note", nullptr);
    const auto rows = count_rows(region);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto row = static_cast<lxw_row_t>(r + 1);
        worksheet_write_string(sheet, row, 0, rows[r].first->code.c_str(), nullptr);
        worksheet_write_string(sheet, row, 1, rows[r].first->name_th.c_str(), nullptr);
        for (std::size_t c = 0; c < region.counts.size(); ++c) {
            const CountCell& cell = region.counts[c].cells[rows[r].second];
            const auto column = static_cast<lxw_col_t>(2 + c);
            if (cell.state == CellState::value)
                worksheet_write_number(sheet, row, column, static_cast<double>(cell.children_milli) / 1000,
                                       nullptr);
            else
                worksheet_write_string(sheet, row, column, cell_text(cell).c_str(), nullptr);
        }
        worksheet_write_string(sheet, row, note, made_up, nullptr);
    }
    if (workbook_close(workbook.book) != LXW_NO_ERROR) return fail(Fault::unwritable, file);
    return {};
}

Result<void> write_roads(const Region& region, const std::string& file, const Progress& progress) {
    using namespace osmium::builder::attr;  // NOLINT(google-build-using-namespace): its names are meant to be
                                            // used so
    try {
        osmium::io::Header header;
        header.set("generator", std::string{"LearnReach, "} + made_up);
        osmium::io::Writer writer{osmium::io::File{file, "pbf,add_metadata=none"}, header,
                                  osmium::io::overwrite::allow};
        osmium::memory::Buffer buffer{1U << 20U, osmium::memory::Buffer::auto_grow::yes};
        const auto flush = [&] {
            if (buffer.committed() < (1U << 19U)) return;
            if (progress.cancelled()) throw Unwanted{};
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
    } catch (const Unwanted&) {
        return fail(Fault::cancelled);
    } catch (const std::exception& problem) {
        return fail(Fault::unwritable, file, problem.what());
    }
    return {};
}

/// What lies in the folder, for people who open it.
std::string read_me(const DemoFiles& files, bool country) {
    const auto line = [](const std::string& file, const char* th, const char* en) {
        return fmt::format("  {:<14} {}\n{:17}{}\n", file, th, "", en);
    };
    std::string out =
        "ข้อมูลสมมติ: ไม่มีพื้นที่ ชื่อ หรือจำนวนใดในโฟลเดอร์นี้เป็นของจริง\n"
        "Made-up data: no area, name or number in this folder is real.\n\n"
        "ไฟล์ / Files\n";
    out += line(files.areas, "ขอบเขตจังหวัด อำเภอ ตำบล (3 ชั้นข้อมูล รหัสในช่อง code)",
                "boundaries of provinces, amphoe, tambon (3 layers; codes in the field code)");
    out += line(files.counts, "เด็กนอกระบบและกลุ่มเสี่ยงรายตำบล: - คือไม่มีข้อมูล * คือปิดไว้ 0 คือไม่มีเด็ก",
                "children by tambon: - means no data, * means hidden, 0 means no children");
    out += line("counts.csv", "ตารางเดียวกันเป็นข้อความ", "the same table as text");
    out += line(files.villages, "หมู่บ้าน จำนวนคน และพิกัด", "villages, people and coordinates");
    out += line(files.places, "โรงเรียน ศูนย์การเรียนรู้ หน่วยเรียนรู้ และพิกัด",
                "schools, learning centres, learning units and coordinates");
    out += line(files.roads, "ถนนแบบ OpenStreetMap", "roads as OpenStreetMap has them");
    if (country) {
        out += line("children.csv", "เด็กแยกสถานะ สังกัด และอายุ รวมกันเท่ากับตารางจำนวนเด็ก",
                    "children by status, agency and age; they add up to the counts");
        out += line("groups.csv", "เด็กแยกกลุ่ม คนหนึ่งอยู่ได้หลายกลุ่ม ห้ามบวกกัน",
                    "children by group; a child may be in several: never add them");
        out += line("month_*.csv", "รายเดือน: ยังอยู่นอกระบบ พบใหม่ กลับมาเรียน ย้าย",
                    "by month: still out, found, returned, moved");
        out += line("offices.csv", "ที่ทำการองค์กรปกครองส่วนท้องถิ่น", "offices of local authorities");
        out += line("pilots_*.csv", "รายชื่อจังหวัดนำร่อง พ.ศ. 2566 และ 2567 (รายชื่อจริง)",
                    "pilot provinces of 2566 and 2567 (the published lists)");
        out += line("elevation.tif", "ความสูงจากระดับทะเล (เมตร)", "height above the sea, metres");
        out += line("land_cover.tif", "รหัส ESA WorldCover: 80 น้ำ 40 ไร่นา 10 ป่า 50 ชุมชน 30 ทุ่งหญ้า",
                    "codes of ESA WorldCover: 80 water, 40 fields, 10 forest, 50 settlements, 30 grass");
        out += line("people.tif", "จำนวนคนในแต่ละช่อง", "people by pixel");
    }
    out +=
        "\nมีช่องว่างเหมือนตารางจริง: บางตำบลไม่มีข้อมูล บางตำบลปิดตัวเลขไว้ และอำเภอหนึ่งส่งมาแถวเดียวทั้งอำเภอ\n"
        "เด็กของอำเภอนั้นจึงไม่รู้ตำแหน่ง\n"
        "The gaps are those of real tables: some tambon have no data, some are hidden, and one amphoe sent "
        "a\n"
        "single row for the whole of it, so that nobody knows where its children live.\n\n"
        "ลองเอง / Try it\n"
        "  learnreach-cli import --into my.gpkg --areas areas.gpkg --villages villages.csv --places "
        "places.csv "
        "--counts counts.xlsx --roads roads.osm.pbf\n"
        "  learnreach-cli coverage my.gpkg --service non_formal --within 30min --level amphoe --out "
        "coverage.csv\n";
    return out;
}

}  // namespace

Result<void> write_areas(const Region& region, const std::string& file, const Progress& progress) {
    const FixedDate date;
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
            if (progress.cancelled()) return fail(Fault::cancelled);
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

Result<void> write_files(const Region& region, const std::string& folder, const DemoFiles& files,
                         const Progress& progress) {
    if (progress.cancelled()) return fail(Fault::cancelled);
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) return fail(Fault::unwritable, folder, problem.message());
    const std::string base = folder + "/";
    std::vector<std::string> written;
    const auto next = [&](const std::string& name) { return written.emplace_back(base + name); };
    const auto write = [&]() -> Result<void> {
        TRY_VOID(write_areas(region, next(files.areas), progress));
        progress.at(0.4);
        TRY_VOID(write_whole(next(files.villages), villages_csv(region)));
        TRY_VOID(write_whole(next(files.places), places_csv(region)));
        TRY_VOID(write_whole(next("counts.csv"), counts_csv(region)));
        if (progress.cancelled()) return fail(Fault::cancelled);
        TRY_VOID(write_counts_xlsx(region, next(files.counts)));
        progress.at(0.5);
        if (progress.cancelled()) return fail(Fault::cancelled);
        TRY_VOID(write_roads(region, next(files.roads), progress));
        progress.at(0.9);
        TRY_VOID(write_whole(next("README.txt"), read_me(files, region.extras != nullptr)));
        if (region.extras) TRY_VOID(write_extras(region, *region.extras, folder, progress, written));
        if (progress.cancelled()) return fail(Fault::cancelled);
        progress.at(1);
        return {};
    };
    auto done = write();
    // Nothing is left behind by who is stopped.
    if (!done && done.error().fault == Fault::cancelled)
        for (const std::string& file : written) std::filesystem::remove(file, problem);
    return done;
}

}  // namespace geo::demo
