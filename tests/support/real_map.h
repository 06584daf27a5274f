// The national boundaries as the window draws them: five classes and every hatch, laid on by rule, so that
// pictures need no counts.
#pragma once

#include "geo/data/import.h"
#include "render/map_scene.h"
#include "render/palette.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>

namespace test {

struct RealMap {
    geo::Study study;
    render::Choropleth choropleth;
    std::shared_ptr<const render::Basemap> base;

    /// `n` of 1 : n; 0 shows the whole country.
    render::MapFrame frame(geo::Metres centre, double n, int width_px, int height_px,
                           const std::vector<geo::AreaId>& selected = {}) const {
        render::MapOptions options;
        options.selected = selected;
        const double wide = width_px * options.mm_per_px;
        const double high = height_px * options.mm_per_px;
        render::View view{centre, n / 1000, wide, high};
        if (n <= 0) view = render::view_of(base->box, wide, high, 0.05);
        return render::map_frame(study, nullptr, choropleth, base, nullptr, view, options);
    }
    geo::Metres middle_of(geo::Level level, std::string_view code) const {
        const auto& codes = base->areas->at(level).code;
        for (std::size_t i = 0; i < codes.size(); ++i)
            if (codes[i] == code) return base->area_inner.at(static_cast<std::size_t>(level))[i];
        return {};
    }
};

inline std::optional<RealMap> real_map(const std::filesystem::path& data) {
    const auto read =
        geo::import_file({}, (data / "boundaries/th_admin_cod.gpkg").string(), geo::FileKind::areas, {}, {});
    if (!read) return std::nullopt;
    RealMap out;
    out.study.data = std::make_shared<const geo::Dataset>(read->data);
    const auto base = render::build_basemap(read->data.areas, {});
    if (!base) return std::nullopt;
    out.base = *base;
    const auto colours = render::palette("need", 5, render::Theme::light);
    const geo::AreaLevel& tambon = out.base->areas->at(geo::Level::tambon);
    for (std::size_t i = 0; i < tambon.size(); ++i) {
        const geo::LonLat at = tambon.inner[i];
        const double wave =
            std::sin(at.lon * 3) + std::cos(at.lat * 2.5) + 0.6 * std::sin(at.lon * 17 + at.lat * 23);
        const auto cls = static_cast<std::size_t>(std::clamp((wave + 2.2) / 4.4 * 5, 0.0, 4.0));
        const auto hatch = i % 29 == 0   ? render::Hatch::no_data
                           : i % 41 == 0 ? render::Hatch::suppressed
                           : i % 67 == 0 ? render::Hatch::old
                                         : render::Hatch::none;
        out.choropleth.fills.push_back(
            {hatch == render::Hatch::no_data ? render::rgb(0xE3E6E8) : colours[cls], hatch});
    }
    return out;
}

}  // namespace test
