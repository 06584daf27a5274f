#include "geo/data/workbook.h"

#include "geo/data/gdal.h"

#include <cpl_minixml.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <cstring>
#include <filesystem>
#include <set>

namespace geo {
namespace {

constexpr std::int64_t most_bytes = std::int64_t{256} << 20U;

using Xml = Handle<CPLXMLNode*, CPLDestroyXMLNode>;

std::string root_of(const std::string& file) {
    return "/vsizip/{" + std::filesystem::absolute(file).string() + "}";
}

/// As the directory of the zip says; GDAL unpacks no more than that.
std::int64_t unpacked_bytes(const std::string& file) {
    const std::string root = root_of(file);
    char** names = VSIReadDirRecursive(root.c_str());
    std::int64_t bytes = 0;
    for (int i = 0; names != nullptr && names[i] != nullptr; ++i) {
        VSIStatBufL facts;
        std::string name = root;
        name += '/';
        name += names[i];
        if (VSIStatExL(name.c_str(), &facts, VSI_STAT_SIZE_FLAG) == 0)
            bytes += static_cast<std::int64_t>(facts.st_size);
    }
    CSLDestroy(names);
    return bytes;
}

void collect_hidden(const CPLXMLNode* node, std::set<std::string>& names) {
    for (; node != nullptr; node = node->psNext) {
        if (node->eType != CXT_Element) continue;
        const char* name = std::strrchr(node->pszValue, ':');
        if (std::strcmp(name == nullptr ? node->pszValue : name + 1, "sheet") == 0) {
            const char* state = CPLGetXMLValue(node, "state", "visible");
            if (std::strcmp(state, "visible") != 0) names.insert(CPLGetXMLValue(node, "name", ""));
        }
        collect_hidden(node->psChild, names);
    }
}

std::set<std::string> hidden_sheets(const std::string& file) {
    std::set<std::string> names;
    const Xml tree{CPLParseXMLFile((root_of(file) + "/xl/workbook.xml").c_str())};
    collect_hidden(tree.get(), names);
    return names;
}

Sheet sheet_of(OGRLayerH layer) {
    Sheet sheet;
    sheet.name = OGR_L_GetName(layer);
    const int fields = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer));
    bool ignored = false;
    OGR_L_ResetReading(layer);
    while (true) {
        const Handle<OGRFeatureH, OGR_F_Destroy> feature{OGR_L_GetNextFeature(layer)};
        if (!feature) return sheet;
        std::vector<std::string> row;
        row.reserve(static_cast<std::size_t>(fields));
        for (int i = 0; i < fields; ++i) row.push_back(text_field(feature.get(), i, ignored));
        sheet.rows.push_back(std::move(row));
    }
}

}  // namespace

Result<std::vector<Sheet>> workbook_sheets(const std::string& file) {
    GdalComplaints complaints;
    if (const std::int64_t bytes = unpacked_bytes(file); bytes > most_bytes)
        return fail(Fault::too_large, file,
                    std::to_string(bytes >> 20U) + " MB > " + std::to_string(most_bytes >> 20U) + " MB");
    TRY(const GdalDataset dataset, open_vector(file, complaints));
    const int layers = GDALDatasetGetLayerCount(dataset.get());
    if (layers == 0) return fail(Fault::empty, file);
    const std::set<std::string> hidden = hidden_sheets(file);
    std::vector<Sheet> sheets;
    for (int l = 0; l < layers; ++l) {
        sheets.push_back(sheet_of(GDALDatasetGetLayer(dataset.get(), l)));
        sheets.back().hidden = hidden.contains(sheets.back().name);
    }
    if (complaints.any()) return fail(Fault::unreadable, file, complaints.first());
    return sheets;
}

}  // namespace geo
