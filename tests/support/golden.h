// Golden pictures: what is drawn is compared with a picture that somebody looked at and accepted.
//
// `UPDATE_GOLDEN=1` writes the picture anew: look at it before it is committed.  On failure <name>.out.png
// and <name>.diff.png lie in the build's folder "golden".
#pragma once

#include "render/cairo/painter.h"
#include "tests/support/test.h"

#include <cairo.h>

#include <algorithm>
#include <cstdlib>
#include <string>

namespace test {

/// A picture of a file; empty where there is none.
inline render::Pixels pixels_of(const std::filesystem::path& file) {
    render::Pixels out;
    cairo_surface_t* surface = cairo_image_surface_create_from_png(file.c_str());
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        cairo_surface_t* argb =
            cairo_image_surface_create(CAIRO_FORMAT_ARGB32, cairo_image_surface_get_width(surface),
                                       cairo_image_surface_get_height(surface));
        cairo_t* cr = cairo_create(argb);
        cairo_set_source_surface(cr, surface, 0, 0);
        cairo_paint(cr);
        cairo_destroy(cr);
        cairo_surface_flush(argb);
        out.width = cairo_image_surface_get_width(argb);
        out.height = cairo_image_surface_get_height(argb);
        const unsigned char* data = cairo_image_surface_get_data(argb);
        const int stride = cairo_image_surface_get_stride(argb);
        for (int y = 0; y < out.height; ++y)
            for (int x = 0; x < out.width; ++x) {
                const unsigned char* p = data + y * stride + 4 * x;
                out.rgba.insert(out.rgba.end(), {p[2], p[1], p[0], p[3]});
            }
        cairo_surface_destroy(argb);
    }
    cairo_surface_destroy(surface);
    return out;
}

inline void write_pixels(const render::Pixels& pixels, const std::filesystem::path& file) {
    std::filesystem::create_directories(file.parent_path());
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels.width, pixels.height);
    unsigned char* data = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x) {
            const std::uint8_t* p = pixels.rgba.data() + 4 * (static_cast<std::size_t>(y) *
                                                                  static_cast<std::size_t>(pixels.width) +
                                                              static_cast<std::size_t>(x));
            unsigned char* q = data + y * stride + 4 * x;
            q[0] = p[2];
            q[1] = p[1];
            q[2] = p[0];
            q[3] = 255;
        }
    cairo_surface_mark_dirty(surface);
    cairo_surface_write_to_png(surface, file.c_str());
    cairo_surface_destroy(surface);
}

/// At most `share` of the pixels may differ by more than 32 levels in a channel: another version of
/// FreeType moves edges, nothing else.
inline void check_golden(const render::Scene& scene, const std::string& name, double px_per_mm,
                         double share = 0.004) {
    const render::Pixels drawn = render::paint_pixels(scene, px_per_mm);
    const auto golden = std::filesystem::path{LEARNREACH_SOURCE_DIR} / "tests" / "golden" / (name + ".png");
    if (std::getenv("UPDATE_GOLDEN") != nullptr) write_pixels(drawn, golden);
    const render::Pixels expected = pixels_of(golden);
    INFO(name << ": UPDATE_GOLDEN=1 accepts, after looking");
    const auto out = std::filesystem::path{LEARNREACH_BINARY_DIR} / "golden";
    if (expected.width != drawn.width || expected.height != drawn.height)
        write_pixels(drawn, out / (name + ".out.png"));
    REQUIRE(expected.width == drawn.width);
    REQUIRE(expected.height == drawn.height);
    render::Pixels difference = drawn;
    std::size_t unlike = 0;
    const std::size_t count = drawn.rgba.size() / 4;
    for (std::size_t i = 0; i < count; ++i) {
        int most = 0;
        for (std::size_t c = 0; c < 3; ++c)
            most = std::max(most, std::abs(int{drawn.rgba[4 * i + c]} - int{expected.rgba[4 * i + c]}));
        if (most > 32) ++unlike;
        for (std::size_t c = 0; c < 3; ++c)
            difference.rgba[4 * i + c] = static_cast<std::uint8_t>(255 - most);
    }
    const bool like = static_cast<double>(unlike) <= share * static_cast<double>(count);
    if (!like) {
        write_pixels(drawn, out / (name + ".out.png"));
        write_pixels(difference, out / (name + ".diff.png"));
    }
    INFO(unlike << " of " << count << " pixels differ; see " << (out / (name + ".diff.png")).string());
    CHECK(like);
}

}  // namespace test
