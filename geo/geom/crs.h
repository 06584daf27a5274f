// From whatever coordinates a layer comes in to WGS 84 longitude and latitude.
//
// The trap: PROJ's default for the old Thai datum (Indian 1975, EPSG:24047, 24048, 4240) is 189 m off, and no
// shift at all is 452 m off.  Those go through the three-parameter shift of the Royal Thai Survey Department
// (204.4798, 837.8940, 294.7765), which meets the published control point within 0.25 m.  Axis order is
// always longitude, latitude.
#pragma once

#include "geo/base/result.h"
#include "geo/geom/shape.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace geo {

class Transform {
public:
    /// From a CRS as WKT, "EPSG:n" or a PROJ string.  Fault::unknown_crs where PROJ cannot read it.
    static Result<Transform> to_wgs84(const std::string& crs);

    ~Transform();
    Transform(Transform&&) noexcept;
    Transform& operator=(Transform&&) noexcept;

    /// Transforms in place (x, y in, longitude, latitude out); the count of points that have no image and
    /// were set to NaN.
    std::size_t apply(std::span<LonLat> points) const;
    /// The other way: longitude, latitude in, x, y out.
    std::size_t apply_back(std::span<LonLat> points) const;

    bool is_identity() const;        ///< the layer is WGS 84 already
    bool is_old_thai_datum() const;  ///< the explicit shift was used
    const std::string& name()
        const;  ///< what the import report says: "Indian 1975 / UTM zone 47N, RTSD shift"

private:
    Transform();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// A guess for a layer without CRS whose extent lies in or around Thailand in degrees: "EPSG:4326"; nothing
/// for any other extent, metres above all: those four systems share.
std::optional<std::string> guess_crs(const Box& extent);

}  // namespace geo
