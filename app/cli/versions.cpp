#include "app/cli/versions.h"

#include <cairo.h>
#include <gdal.h>
#include <geos_c.h>
#include <pango/pango.h>
#include <proj.h>
#include <sqlite3.h>
#include <unicode/uversion.h>

namespace app {

std::vector<std::pair<std::string, std::string>> library_versions() {
    UVersionInfo icu;
    u_getVersion(icu);
    char icu_text[U_MAX_VERSION_STRING_LENGTH];
    u_versionToString(icu, icu_text);
    return {{"GDAL", GDALVersionInfo("RELEASE_NAME")},
            {"PROJ", proj_info().version},
            {"GEOS", GEOSversion()},
            {"SQLite", sqlite3_libversion()},
            {"ICU", icu_text},
            {"Cairo", cairo_version_string()},
            {"Pango", pango_version_string()}};
}

}  // namespace app
