#include "geo/data/gdal.h"

#include "geo/base/environment.h"
#include "geo/base/text.h"
#include "geo/data/file_content.h"
#include "geo/data/row_words.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>

#include <cstring>
#include <filesystem>
#include <mutex>

namespace geo {

void collect_complaint(CPLErr level, CPLErrorNum, const char* message) {
    if (level < CE_Failure) return;
    auto* self = static_cast<GdalComplaints*>(CPLGetErrorHandlerUserData());
    if (self->first_.empty())
        self->first_ = normalised(is_utf8(message) ? message : utf8_from_cp874(message));
}

namespace {

void set_up_once() {
    static std::once_flag once;
    std::call_once(once, [] {
        forget_library_settings();
        CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
        CPLSetConfigOption("CPL_DEBUG", "OFF");
        CPLSetConfigOption("GDAL_CONFIG_FILE", "");
        CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE");
        GDALAllRegister();
    });
}

/// What a zip holds, by the names in its directory.
struct ZipContent {
    std::string shapefile;  // the one .shp, as GDAL names it; empty where there is none or more than one
    bool workbook = false;  // an XLSX
    bool readable = false;  // the directory, which stands at the end, is there
};

ZipContent content_of_zip(const std::string& file) {
    const std::string root = "/vsizip/{" + std::filesystem::absolute(file).string() + "}";
    char** names = VSIReadDirRecursive(root.c_str());
    ZipContent out;
    int shapefiles = 0;
    for (int i = 0; names != nullptr && names[i] != nullptr; ++i) {
        const std::string name = names[i];
        out.readable = true;
        out.workbook = out.workbook || name.rfind("xl/", 0) == 0;
        if (name.size() > 4 && EQUAL(name.c_str() + name.size() - 4, ".shp")) {
            out.shapefile = root;
            out.shapefile += '/';
            out.shapefile += name;
            ++shapefiles;
        }
    }
    CSLDestroy(names);
    if (shapefiles != 1) out.shapefile.clear();
    return out;
}

/// A part of a Shapefile without which its areas have no places or no names: ".shx", ".dbf"; or nothing.
const char* missing_part(const std::string& shapefile) {
    VSIStatBufL ignored{};
    const std::string stem = shapefile.substr(0, shapefile.size() - 4);
    const auto is_there = [&](const char* extension) {
        return VSIStatL((stem + extension).c_str(), &ignored) == 0;
    };
    if (!is_there(".shx") && !is_there(".SHX")) return "missing_shx";
    return is_there(".dbf") || is_there(".DBF") ? nullptr : "missing_dbf";
}

/// A database that runs program parts of its sender is not opened for long.  Those that GeoPackage itself has
/// keep indexes and counts.
Result<void> refuse_foreign_triggers(GDALDatasetH dataset, const std::string& file) {
    OGRLayerH found = GDALDatasetExecuteSQL(
        dataset,
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE "
        "'rtree\\_%' ESCAPE '\\' AND name NOT LIKE 'trigger\\_insert\\_feature\\_count%' "
        "ESCAPE '\\' AND name NOT LIKE 'trigger\\_delete\\_feature\\_count%' ESCAPE '\\' "
        "AND name NOT LIKE 'gpkg\\_%' ESCAPE '\\' AND tbl_name NOT LIKE 'gpkg\\_%' ESCAPE "
        "'\\' ORDER BY name",
        nullptr, nullptr);
    if (found == nullptr) return {};
    std::string names;
    while (true) {
        const Handle<OGRFeatureH, OGR_F_Destroy> feature{OGR_L_GetNextFeature(found)};
        if (!feature) break;
        bool ignored = false;
        names += (names.empty() ? "" : ", ") + text_field(feature.get(), 0, ignored);
    }
    GDALDatasetReleaseResultSet(dataset, found);
    if (names.empty()) return {};
    Error error;
    error.fault = Fault::unreadable;
    error.file = file;
    error.value = rows::cut(names, 80);
    error.detail = "database_trigger";
    return fail(std::move(error));
}

}  // namespace

GdalComplaints::GdalComplaints() {
    set_up_once();
    CPLPushErrorHandlerEx(collect_complaint, this);
}
GdalComplaints::~GdalComplaints() {
    CPLPopErrorHandler();
}

Result<GdalDataset> open_vector(const std::string& file, GdalComplaints& complaints,
                                const std::string& encoding) {
    if (file.find("/vsi") != std::string::npos || file.find("://") != std::string::npos ||
        file.rfind("PG:", 0) == 0)
        return fail(Fault::wrong_kind, file);
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(Fault::wrong_kind, file);
    if (std::filesystem::file_size(file, ignored) == 0) return fail(Fault::empty, file);
    std::string name = file;
    const char* drivers[2] = {nullptr, nullptr};
    switch (magic_of(file)) {
        case Magic::shapefile:
            drivers[0] = "ESRI Shapefile";
            break;
        case Magic::sqlite:
            drivers[0] = "GPKG";
            break;
        case Magic::json:
            drivers[0] = "GeoJSON";
            break;
        case Magic::zip: {
            const ZipContent content = content_of_zip(file);
            if (!content.readable) return fail(Fault::unreadable, file, complaints.first());
            if (content.shapefile.empty() && !content.workbook) return fail(Fault::wrong_kind, file);
            drivers[0] = content.shapefile.empty() ? "XLSX" : "ESRI Shapefile";
            if (!content.shapefile.empty()) name = content.shapefile;
            break;
        }
        default:
            return fail(Fault::wrong_kind, file);
    }
    if (std::strcmp(drivers[0], "ESRI Shapefile") == 0)
        if (const char* missing = missing_part(name)) return fail(Fault::unreadable, file, missing);
    const std::string letters = "ENCODING=" + (encoding == "CP874" ? encoding : std::string{});
    const char* const shape_options[] = {letters.c_str(), nullptr};
    const bool shape = std::strcmp(drivers[0], "ESRI Shapefile") == 0;
    if (std::strcmp(drivers[0], "XLSX") == 0) {
        CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "DISABLE");
        CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    }
    GdalDataset dataset{GDALOpenEx(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers,
                                   shape ? shape_options : nullptr, nullptr)};
    if (!dataset) return fail(Fault::unreadable, file, complaints.first());
    if (std::strcmp(drivers[0], "GPKG") == 0) TRY_VOID(refuse_foreign_triggers(dataset.get(), file));
    return dataset;
}

std::string field_name(OGRFeatureDefnH definition, int field) {
    std::string name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, field));
    if (is_utf8(name)) return name;
    // Thai letters have three bytes: at most two of a letter that was cut are left.
    for (std::size_t cut = 1; cut <= 2 && cut < name.size(); ++cut)
        if (std::string whole = name.substr(0, name.size() - cut); is_utf8(whole)) return whole + "…";
    return utf8_from_cp874(name);
}

std::string text_field(OGRFeatureH feature, int field, bool& was_cp874) {
    if (field < 0 || OGR_F_IsFieldSetAndNotNull(feature, field) == 0) return {};
    const char* raw = OGR_F_GetFieldAsString(feature, field);
    if (is_utf8(raw)) return normalised(raw);
    was_cp874 = true;
    return normalised(utf8_from_cp874(raw));
}

}  // namespace geo
