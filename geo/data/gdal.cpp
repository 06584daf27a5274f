#include "geo/data/gdal.h"

#include "geo/base/environment.h"
#include "geo/base/text.h"
#include "geo/data/file_content.h"
#include "geo/data/row_words.h"
#include "geo/data/zip_members.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>

#include <algorithm>
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
    std::vector<std::string> shapefiles;  // each .shp, as GDAL names it
    bool workbook = false;                // an XLSX
    bool readable = false;                // the directory, which stands at the end, is there
};

ZipContent content_of_zip(const std::string& file) {
    const std::string root = "/vsizip/{" + std::filesystem::absolute(file).string() + "}";
    char** names = VSIReadDirRecursive(root.c_str());
    ZipContent out;
    for (int i = 0; names != nullptr && names[i] != nullptr; ++i) {
        const std::string name = names[i];
        out.readable = true;
        out.workbook = out.workbook || name.rfind("xl/", 0) == 0;
        const bool system = name.rfind("__MACOSX/", 0) == 0;
        if (!system && name.size() > 4 && EQUAL(name.c_str() + name.size() - 4, ".shp")) {
            std::string path = root;
            out.shapefiles.push_back(path.append("/").append(name));
        }
    }
    CSLDestroy(names);
    return out;
}

Failure several_layers(const std::string& file, const std::string& names) {
    Error error;
    error.fault = Fault::wrong_kind;
    error.file = file;
    error.value = names;
    error.detail = "found_several_layers";
    return fail(std::move(error));
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
        "AND name NOT LIKE 'gpkg\\_%' ESCAPE '\\' ORDER BY name",
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

namespace {

/// What GDAL opens, with which driver.
struct VectorSource {
    std::string name;
    const char* driver = nullptr;
};

/// The Shapefile of a zip, or the folder of several.
Result<VectorSource> shapefiles_in_zip(const std::string& file, const std::vector<std::string>& shapefiles) {
    const auto folder_of = [](const std::string& path) { return path.substr(0, path.rfind('/')); };
    std::string names;
    bool together = true;
    for (const std::string& one : shapefiles) {
        names += (names.empty() ? "" : ", ") + one.substr(one.rfind('/') + 1);
        together = together && folder_of(one) == folder_of(shapefiles.front());
    }
    if (!together) return several_layers(file, rows::cut(names, 160));
    for (const std::string& one : shapefiles)
        if (const char* missing = missing_part(one)) return fail(Fault::unreadable, file, missing);
    return VectorSource{shapefiles.size() == 1 ? shapefiles.front() : folder_of(shapefiles.front()),
                        "ESRI Shapefile"};
}

const char* driver_of(Magic magic) {
    return magic == Magic::shapefile ? "ESRI Shapefile"
           : magic == Magic::sqlite  ? "GPKG"
           : magic == Magic::json    ? "GeoJSON"
                                     : nullptr;
}

Result<GdalDataset> opened(const std::string& file, const VectorSource& source, GdalComplaints& complaints,
                           const std::string& encoding) {
    const char* const drivers[] = {source.driver, nullptr};
    const bool shape = std::strcmp(source.driver, "ESRI Shapefile") == 0;
    const std::string letters = "ENCODING=" + (encoding == "CP874" ? encoding : std::string{});
    const char* const shape_options[] = {letters.c_str(), nullptr};
    if (std::strcmp(source.driver, "XLSX") == 0) {
        CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "DISABLE");
        CPLSetThreadLocalConfigOption("OGR_XLSX_FIELD_TYPES", "STRING");
    }
    // SQLite would follow the path of an unpacked file to a name that is not there.
    CPLSetThreadLocalConfigOption("SQLITE_USE_OGR_VFS", is_unpacked(source.name) ? "YES" : nullptr);
    GdalDataset dataset{GDALOpenEx(source.name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers,
                                   shape ? shape_options : nullptr, nullptr)};
    if (!dataset) return fail(Fault::unreadable, file, complaints.first());
    if (std::strcmp(source.driver, "GPKG") == 0) TRY_VOID(refuse_foreign_triggers(dataset.get(), file));
    return dataset;
}

Result<GdalDataset> open_zip(const std::string& file, GdalComplaints& complaints,
                             const std::string& encoding) {
    settle_zip_names(file);
    const ZipContent content = content_of_zip(file);
    if (!content.readable) return fail(Fault::unreadable, file, complaints.first());
    if (content.workbook) return opened(file, {file, "XLSX"}, complaints, encoding);
    if (!content.shapefiles.empty()) {
        TRY(const VectorSource source, shapefiles_in_zip(file, content.shapefiles));
        return opened(file, source, complaints, encoding);
    }
    TRY(const std::vector<ZipMember> members, zip_members(file));
    const std::vector<ZipMember> layers = layers_in_zip(members);
    if (layers.empty()) return fail(Fault::wrong_kind, file);
    if (layers.size() > 1) return several_layers(file, names_beside(layers, {}));
    TRY(const UnpackedMember inside, UnpackedMember::of(file, layers.front()));
    const char* driver = driver_of(magic_of(inside.path()));
    if (driver == nullptr) return fail(Fault::wrong_kind, file);
    return opened(file, {inside.path(), driver}, complaints, encoding);
}

}  // namespace

void settle_zip_names(const std::string& file) {
    const auto members = zip_members(file);
    const bool thai = members && std::any_of(members->begin(), members->end(),
                                             [](const ZipMember& one) { return one.cp874; });
    CPLSetThreadLocalConfigOption("CPL_ZIP_ENCODING", thai ? "CP874" : "UTF-8");
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
    const Magic magic = magic_of(file);
    if (magic == Magic::zip) return open_zip(file, complaints, encoding);
    const char* driver = driver_of(magic);
    if (driver == nullptr) return fail(Fault::wrong_kind, file);
    if (magic == Magic::shapefile)
        if (const char* missing = missing_part(file)) return fail(Fault::unreadable, file, missing);
    return opened(file, {file, driver}, complaints, encoding);
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
