#include "geo/geom/crs.h"

#include "geo/base/environment.h"
#include "geo/base/handle.h"

#include <proj.h>

#include <cmath>
#include <limits>
#include <vector>

namespace geo {
namespace {

using Context = Handle<PJ_CONTEXT*, proj_context_destroy>;
using Projection = Handle<PJ*, proj_destroy>;

bool is_old_thai(const std::string& text) {
    for (const char* word :
         {"Indian 1975", "Indian_1975", "INDIAN 1975", "EPSG:24047", "EPSG:24048", "EPSG:4240"})
        if (text.find(word) != std::string::npos) return true;
    return false;
}

std::string projection_name(const PJ* crs) {
    const char* name = proj_get_name(crs);
    return name == nullptr ? std::string{} : std::string{name};
}

/// The horizontal system itself, without a shift that the file brings along and without heights.
Projection horizontal(PJ_CONTEXT* context, Projection crs) {
    while (crs && (proj_get_type(crs.get()) == PJ_TYPE_BOUND_CRS ||
                   proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS))
        crs.reset(proj_get_type(crs.get()) == PJ_TYPE_BOUND_CRS
                      ? proj_get_source_crs(context, crs.get())
                      : proj_crs_get_sub_crs(context, crs.get(), 0));
    return crs;
}

/// From one system to another in traditional order (longitude, latitude; easting, northing).
Projection between(PJ_CONTEXT* context, const PJ* from, const PJ* to) {
    const Projection raw{proj_create_crs_to_crs_from_pj(context, from, to, nullptr, nullptr)};
    return Projection{raw ? proj_normalize_for_visualization(context, raw.get()) : nullptr};
}

/// The Royal Thai Survey Department's shift, from the Everest 1830 (1937 adjustment) ellipsoid.
constexpr const char* rtsd_shift =
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
    "+step +proj=push +v_3 +step +proj=cart +a=6377276.345 +rf=300.8017 "
    "+step +proj=helmert +x=204.4798 +y=837.8940 +z=294.7765 +step +inv +proj=cart +ellps=WGS84 "
    "+step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg";

}  // namespace

struct Transform::Impl {
    Context context{proj_context_create()};
    Projection operation;  // to WGS 84, or to degrees on the old datum
    Projection shift;      // from there to WGS 84
    bool identity = false;
    bool old_thai = false;
    std::string name;
};

Transform::Transform() : impl_(std::make_unique<Impl>()) {}
Transform::~Transform() = default;
Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;

Result<Transform> Transform::to_wgs84(const std::string& crs_text) {
    forget_library_settings();
    Transform made;
    Impl& impl = *made.impl_;
    PJ_CONTEXT* context = impl.context.get();
    proj_context_set_enable_network(context, 0);
    proj_log_level(context, PJ_LOG_NONE);
    const Projection crs{proj_create(context, crs_text.c_str())};
    if (!crs || proj_is_crs(crs.get()) == 0) {
        Error error;
        error.fault = Fault::unknown_crs;
        error.value = crs_text.substr(0, 80);
        return fail(std::move(error));
    }
    const std::string name = projection_name(crs.get());
    const Projection wgs84{proj_create(context, "OGC:CRS84")};
    if (is_old_thai(crs_text) || is_old_thai(name)) {
        // Whatever the projection is, it is undone on its own datum; the datum is shifted by us.
        const Projection plain = horizontal(context, Projection{proj_clone(context, crs.get())});
        const Projection degrees{plain ? proj_crs_get_geodetic_crs(context, plain.get()) : nullptr};
        if (degrees) impl.operation = between(context, plain.get(), degrees.get());
        impl.shift.reset(proj_create(context, rtsd_shift));
        impl.old_thai = true;
        impl.name =
            (name.empty() ? std::string{"Indian 1975"} : name) + " (RTSD 204.4798, 837.8940, 294.7765)";
        if (!impl.shift) impl.operation.reset();
    } else if (proj_is_equivalent_to(crs.get(), wgs84.get(), PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) !=
               0) {
        impl.identity = true;
        impl.name = "WGS 84";
        return made;
    } else {
        impl.operation = between(context, crs.get(), wgs84.get());
        impl.name = name;
    }
    if (!impl.operation) {
        Error error;
        error.fault = Fault::unknown_crs;
        error.value = name;
        return fail(std::move(error));
    }
    return made;
}

std::size_t Transform::apply(std::span<LonLat> points) const {
    if (impl_->identity) return 0;
    std::size_t lost = 0;
    for (LonLat& p : points) {
        PJ_COORD out = proj_trans(impl_->operation.get(), PJ_FWD, proj_coord(p.lon, p.lat, 0, 0));
        if (impl_->shift) out = proj_trans(impl_->shift.get(), PJ_FWD, proj_coord(out.xy.x, out.xy.y, 0, 0));
        p = {out.xy.x, out.xy.y};
        if (std::isfinite(p.lon) && std::isfinite(p.lat) && std::abs(p.lat) <= 90) continue;
        p.lon = p.lat = std::numeric_limits<double>::quiet_NaN();
        ++lost;
    }
    return lost;
}

std::size_t Transform::apply_back(std::span<LonLat> points) const {
    if (impl_->identity) return 0;
    std::size_t lost = 0;
    for (LonLat& p : points) {
        PJ_COORD out = proj_coord(p.lon, p.lat, 0, 0);
        if (impl_->shift) out = proj_trans(impl_->shift.get(), PJ_INV, proj_coord(out.xy.x, out.xy.y, 0, 0));
        out = proj_trans(impl_->operation.get(), PJ_INV, proj_coord(out.xy.x, out.xy.y, 0, 0));
        p = {out.xy.x, out.xy.y};
        if (std::isfinite(p.lon) && std::isfinite(p.lat)) continue;
        p.lon = p.lat = std::numeric_limits<double>::quiet_NaN();
        ++lost;
    }
    return lost;
}

bool Transform::is_identity() const {
    return impl_->identity;
}
bool Transform::is_old_thai_datum() const {
    return impl_->old_thai;
}
const std::string& Transform::name() const {
    return impl_->name;
}

std::optional<std::string> guess_crs(const Box& extent) {
    if (extent.empty()) return std::nullopt;
    if (extent.min_x >= 90 && extent.max_x <= 110 && extent.min_y >= 0 && extent.max_y <= 25)
        return "EPSG:4326";
    return std::nullopt;
}

}  // namespace geo
