// GDAL, private to geo/data: opened with the drivers that a kind allows, deaf to the environment, and never
// trusted to be right when it printed an error.
//
// The trap: GDAL returns partial data as success.  Ask `complaint()` after reading; any CE_Failure fails the
// import.
#pragma once

#include "geo/base/handle.h"
#include "geo/base/result.h"

#include <gdal.h>
#include <ogr_api.h>

#include <string>
#include <vector>

namespace geo {

using GdalDataset = Handle<GDALDatasetH, GDALClose>;

/// Collects what GDAL complains about while it lives (on this thread).
class GdalComplaints {
public:
    GdalComplaints();
    ~GdalComplaints();
    GdalComplaints(const GdalComplaints&) = delete;
    GdalComplaints& operator=(const GdalComplaints&) = delete;
    bool any() const { return !first_.empty(); }
    const std::string& first() const { return first_; }

private:
    friend void collect_complaint(CPLErr, CPLErrorNum, const char*);
    std::string first_;
};

/// From now on GDAL reads the names in zips of this thread as those in this one are written.
void settle_zip_names(const std::string& file);

/// Opens a vector file for reading with the drivers that fit its content, also the layers of a zip.
/// Fault::not_found, wrong_kind, unreadable.  `encoding`: of a Shapefile's letters where a person said it;
/// told by each text where not.
Result<GdalDataset> open_vector(const std::string& file, GdalComplaints& complaints,
                                const std::string& encoding = {});

/// The name of a field as UTF-8: DBF names of ten bytes break off in the middle of a letter, and old ones are
/// CP874.
std::string field_name(OGRFeatureDefnH definition, int field);

/// A string field as UTF-8: bytes that are not UTF-8 are taken for CP874; `repaired` counts those.
std::string text_field(OGRFeatureH feature, int field, bool& was_cp874);

}  // namespace geo
