#include "geo/data/demo/formats_private.h"

namespace geo::demo {
namespace {

OGRGeometryH ring_of(const std::vector<LonLat>& points) {
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    for (const LonLat& p : points) OGR_G_AddPoint_2D(ring, p.lon, p.lat);
    OGR_G_AddPoint_2D(ring, points.front().lon, points.front().lat);
    return ring;
}

}  // namespace

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

Workbook made_up_workbook(const std::string& file) {
    lxw_workbook_options options{};
    Workbook out;
    out.book = workbook_new_opt(file.c_str(), &options);
    if (out.book == nullptr) return out;
    lxw_doc_properties properties{};
    properties.created = 1732147200;
    workbook_set_properties(out.book, &properties);
    out.sheet = workbook_add_worksheet(out.book, "ข้อมูลสมมติ");
    return out;
}

}  // namespace geo::demo
