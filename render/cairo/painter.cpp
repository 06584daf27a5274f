#include "render/cairo/painter.h"

#include "render/cairo/paint_private.h"
#include "render/type.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <unistd.h>

namespace render {
namespace {

constexpr double points_per_mm = 72 / 25.4;
/// A page on paper is looked at as a picture of 300 dots an inch: what is finer is left out of the file.
constexpr double paper_px_per_mm = 300 / 25.4;

void paint_scene(cairo_t* cr, const Scene& scene, double px_per_mm, bool raster) {
    set_colour(cr, scene.background);
    cairo_paint(cr);
    for (const MapFrame& map : scene.maps) paint(cr, map, px_per_mm, raster);
    for (const Mark& mark : scene.marks) paint(cr, mark);
}

Surface image_of(const Scene& scene, double px_per_mm) {
    const int width = std::max(1, static_cast<int>(std::lround(scene.width_mm * px_per_mm)));
    const int height = std::max(1, static_cast<int>(std::lround(scene.height_mm * px_per_mm)));
    Surface surface{cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)};
    const Context cr{cairo_create(surface.get())};
    cairo_scale(cr.get(), px_per_mm, px_per_mm);
    paint_scene(cr.get(), scene, px_per_mm, true);
    cairo_surface_flush(surface.get());
    return surface;
}

/// "2024-09-30T00:00:00Z" of SOURCE_DATE_EPOCH, else of now.
std::string creation_date() {
    std::time_t now = std::time(nullptr);
    if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"); fixed != nullptr && *fixed != '\0')
        now = static_cast<std::time_t>(std::strtoll(fixed, nullptr, 10));
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text.data();
}

geo::Failure unwritable(const std::string& file, cairo_status_t status) {
    return geo::fail(geo::Fault::unwritable, file, cairo_status_to_string(status));
}

cairo_status_t write_pdf(const Scene& scene, const std::string& file, const DocumentInfo& info) {
    const Surface surface{cairo_pdf_surface_create(file.c_str(), scene.width_mm * points_per_mm,
                                                   scene.height_mm * points_per_mm)};
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, info.title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_AUTHOR, info.author.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, creation_date().c_str());
    const Context cr{cairo_create(surface.get())};
    cairo_scale(cr.get(), points_per_mm, points_per_mm);
    paint_scene(cr.get(), scene, paper_px_per_mm, false);
    cairo_show_page(cr.get());
    const cairo_status_t drawn = cairo_status(cr.get());
    cairo_surface_finish(surface.get());
    return drawn != CAIRO_STATUS_SUCCESS ? drawn : cairo_surface_status(surface.get());
}

cairo_status_t write_svg(const Scene& scene, const std::string& file) {
    const Surface surface{cairo_svg_surface_create(file.c_str(), scene.width_mm * points_per_mm,
                                                   scene.height_mm * points_per_mm)};
    const Context cr{cairo_create(surface.get())};
    cairo_scale(cr.get(), points_per_mm, points_per_mm);
    paint_scene(cr.get(), scene, paper_px_per_mm, false);
    const cairo_status_t drawn = cairo_status(cr.get());
    cairo_surface_finish(surface.get());
    return drawn != CAIRO_STATUS_SUCCESS ? drawn : cairo_surface_status(surface.get());
}

/// What a mark may cover, in millimetres.
geo::Box box_of(const Mark& mark) {
    geo::Box box;
    if (const auto* rect = std::get_if<RectMark>(&mark)) {
        const double edge = rect->line.width_mm;
        box.add(rect->at.x - edge, rect->at.y - edge);
        box.add(rect->at.x + rect->width_mm + edge, rect->at.y + rect->height_mm + edge);
    } else if (const auto* path = std::get_if<PathMark>(&mark)) {
        const double edge = path->line.width_mm;
        for (const PointMm at : path->points) {
            box.add(at.x - edge, at.y - edge);
            box.add(at.x + edge, at.y + edge);
        }
    } else if (const auto* symbol = std::get_if<SymbolMark>(&mark)) {
        const double edge = symbol->size_mm * 0.9;
        box.add(symbol->at.x - edge, symbol->at.y - edge);
        box.add(symbol->at.x + edge, symbol->at.y + edge);
    } else if (const auto* text = std::get_if<TextMark>(&mark); text != nullptr && !text->text.empty()) {
        const TextBox measured = measure_text(*text);
        double left = text->at.x;
        if (text->anchor == Anchor::centre) left -= measured.width_mm / 2;
        if (text->anchor == Anchor::right) left -= measured.width_mm;
        const double line = text->line_mm > 0 ? text->line_mm : 1.4 * text->size_mm;
        const double edge = text->halo_mm / 2 + text->size_mm * 0.15;
        box.add(left - edge, text->at.y - measured.ascent_mm - edge);
        box.add(left + measured.width_mm + edge,
                text->at.y + line * static_cast<double>(measured.lines - 1) + measured.descent_mm + edge);
    }
    return box;
}

}  // namespace

Pixels paint_pixels(const Scene& scene, double px_per_mm) {
    const Surface surface = image_of(scene, px_per_mm);
    Pixels out;
    out.width = cairo_image_surface_get_width(surface.get());
    out.height = cairo_image_surface_get_height(surface.get());
    out.rgba.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 4);
    const unsigned char* data = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const auto width = static_cast<std::size_t>(out.width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(out.height); ++y)
        for (std::size_t x = 0; x < width; ++x) {
            const unsigned char* from = data + y * stride + x * 4;  // B G R A, premultiplied
            std::uint8_t* to = out.rgba.data() + (y * width + x) * 4;
            const unsigned alpha = from[3];
            for (std::size_t c = 0; c < 3; ++c)
                to[c] = alpha == 0 ? std::uint8_t{0}
                                   : static_cast<std::uint8_t>(std::min(255U, from[2 - c] * 255U / alpha));
            to[3] = static_cast<std::uint8_t>(alpha);
        }
    return out;
}

geo::Result<void> paint_file(const Scene& scene, const std::string& file, const DocumentInfo& info,
                             double dpi, const geo::Progress& progress) {
    const std::filesystem::path target{file};
    const std::string kind = target.extension().string();
    if (kind != ".pdf" && kind != ".svg" && kind != ".png") {
        geo::Error error;
        error.fault = geo::Fault::usage;
        error.file = file;
        error.value = kind;
        error.detail = ".pdf .svg .png";
        return geo::fail(std::move(error));
    }
    if (progress.cancelled()) return geo::fail(geo::Fault::cancelled);
    const std::string temporary = file + "." + std::to_string(getpid()) + ".part";
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    if (kind == ".pdf") {
        status = write_pdf(scene, temporary, info);
    } else if (kind == ".svg") {
        status = write_svg(scene, temporary);
    } else {
        const Surface image = image_of(scene, dpi / 25.4);
        status = cairo_surface_write_to_png(image.get(), temporary.c_str());
    }
    std::error_code trouble;
    if (status != CAIRO_STATUS_SUCCESS || progress.cancelled()) {
        std::filesystem::remove(temporary, trouble);
        if (status == CAIRO_STATUS_SUCCESS) return geo::fail(geo::Fault::cancelled);
        return unwritable(file, status);
    }
    std::filesystem::rename(temporary, target, trouble);
    if (trouble) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return geo::fail(geo::Fault::unwritable, file, trouble.message());
    }
    progress.at(1);
    return {};
}

Sprite paint_sprite(const std::vector<Mark>& marks, double px_per_mm) {
    geo::Box box;
    for (const Mark& mark : marks) box.add(box_of(mark));
    Sprite out;
    if (box.empty()) return out;
    out.left = static_cast<int>(std::floor(box.min_x * px_per_mm)) - 1;
    out.top = static_cast<int>(std::floor(box.min_y * px_per_mm)) - 1;
    out.width = static_cast<int>(std::ceil(box.max_x * px_per_mm)) + 1 - out.left;
    out.height = static_cast<int>(std::ceil(box.max_y * px_per_mm)) + 1 - out.top;
    const Surface surface{cairo_image_surface_create(CAIRO_FORMAT_ARGB32, out.width, out.height)};
    {
        const Context cr{cairo_create(surface.get())};
        cairo_translate(cr.get(), -out.left, -out.top);
        cairo_scale(cr.get(), px_per_mm, px_per_mm);
        for (const Mark& mark : marks) paint(cr.get(), mark);
    }
    cairo_surface_flush(surface.get());
    const unsigned char* data = cairo_image_surface_get_data(surface.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const std::size_t row = static_cast<std::size_t>(out.width) * 4;
    out.bgra.resize(row * static_cast<std::size_t>(out.height));
    for (std::size_t y = 0; y < static_cast<std::size_t>(out.height); ++y)
        std::memcpy(out.bgra.data() + y * row, data + y * stride, row);
    return out;
}

}  // namespace render
