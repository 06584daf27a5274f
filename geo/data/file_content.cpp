#include "geo/data/file_content.h"

#include "geo/data/gdal.h"
#include "geo/data/raster.h"
#include "geo/data/read_layers.h"
#include "geo/data/row_words.h"
#include "geo/data/text_cells.h"
#include "geo/data/zip_members.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

namespace geo {
namespace {

/// Whoever opens a pipe or a device may wait for ever.
bool is_file(const std::string& file) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(file, ignored);
}

bool may_be_read(const std::string& file) {
    return std::ifstream(file, std::ios::binary).is_open();
}

std::string head_of(const std::string& file) {
    if (!is_file(file)) return {};
    std::ifstream in(file, std::ios::binary);
    std::string head(4096, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    return head;
}

std::string lower_case(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.starts_with(part); });
}

bool is_image(std::string_view head) {
    if (starts_with_any(head, {"\x89PNG\r\n", "\xFF\xD8\xFF", "GIF87a", "GIF89a"})) return true;
    const auto from = [&](std::size_t at) { return head.substr(std::min(at, head.size())); };
    const bool riff = head.starts_with("RIFF") && from(8).starts_with("WEBP");
    const bool heif = from(4).starts_with("ftyp");
    const bool bitmap =
        head.size() > 10 && head.starts_with("BM") && head.substr(6, 4) == std::string_view("\0\0\0\0", 4);
    return riff || heif || bitmap;
}

bool is_tiff(std::string_view head) {
    return starts_with_any(head, {std::string_view("II*\0", 4), std::string_view("MM\0*", 4),
                                  std::string_view("II+\0", 4), std::string_view("MM\0+", 4)});
}

/// Heights of one degree by one degree as NASA gives them: nothing in the bytes says so.
bool is_height_tile(const std::string& file, std::string_view head) {
    const std::string name = lower_case(std::filesystem::path(file).filename().string());
    const auto digits = [&](std::size_t from, std::size_t count) {
        return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(from),
                           name.begin() + static_cast<std::ptrdiff_t>(from + count),
                           [](char c) { return c >= '0' && c <= '9'; });
    };
    if (name.size() < 11 || (name[0] != 'n' && name[0] != 's') || (name[3] != 'e' && name[3] != 'w') ||
        !digits(1, 2) || !digits(4, 3))
        return false;
    const std::string rest = name.substr(7);
    if (rest == ".hgt.zip") return head.starts_with("PK\x03\x04");
    std::error_code error;
    const auto bytes = std::filesystem::file_size(file, error);
    return rest == ".hgt" && !error && (bytes == 2ULL * 1201 * 1201 || bytes == 2ULL * 3601 * 3601);
}

/// From the first element on: behind the declarations and comments of a markup text.
std::string_view first_element(std::string_view text) {
    while (true) {
        const std::size_t open = text.find('<');
        if (open == std::string_view::npos) return {};
        text.remove_prefix(open);
        const char* close = text.starts_with("<?") ? "?>" : text.starts_with("<!--") ? "-->" : nullptr;
        if (close == nullptr) return text;
        const std::size_t end = text.find(close);
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end);
    }
}

Magic magic_of_markup(std::string_view body) {
    const std::string text = lower_case(std::string{body});
    if (holds_any(text, {"<ogrvrt", "<vrtdataset", "<gdal_wms"})) return Magic::vrt;
    const std::string_view element = first_element(text);
    if (starts_with_any(element,
                        {"<html", "<!doctype html", "<table", "<body", "<head", "<meta", "<style", "<div"}))
        return Magic::html;
    return element.starts_with("<osm") ? Magic::osm_xml : Magic::xml;
}

std::vector<std::string> names_in_zip(const std::string& file) {
    std::vector<std::string> out;
    if (const auto members = zip_members(file))
        for (const ZipMember& one : *members) out.push_back(one.name);
    return out;
}

const char* found_in_zip(const std::string& file) {
    const std::vector<std::string> names = names_in_zip(file);
    const auto any = [&](const auto& is) { return std::any_of(names.begin(), names.end(), is); };
    if (any([](const std::string& name) { return name.starts_with("xl/"); })) return "found_table";
    if (holds_any(head_of(file), {"opendocument.spreadsheet"})) return "found_open_sheet";
    if (any([](const std::string& name) {
            return starts_with_any(name, {"word/", "ppt/"});
        }) ||
        holds_any(head_of(file), {"opendocument.text", "opendocument.presentation"}))
        return "found_document";
    if (any([](const std::string& name) { return lower_case(name).ends_with(".kml"); })) return "found_kml";
    return "found_zip";
}

const char* found_in_markup(const std::string& file) {
    const std::string head = lower_case(head_of(file));
    if (holds_any(head, {"excel.sheet", "office:spreadsheet"})) return "found_old_excel";
    if (holds_any(head, {"<kml", "<gpx"})) return "found_kml";
    return "found_xml";
}

const char* found_in_layer(const std::string& file) {
    const auto shape = layer_shape(file);
    return found_shape(shape ? *shape : LayerShape::none);
}

bool is_link(const std::string& file) {
    return file.find("/vsi") != std::string::npos || file.find("://") != std::string::npos ||
           file.rfind("PG:", 0) == 0;
}

const char* found_in(const std::string& file) {
    std::error_code ignored;
    if (is_link(file)) return "found_link";
    if (std::filesystem::is_directory(file, ignored)) return "found_folder";
    if (!is_file(file)) return "found_special";
    if (!may_be_read(file)) return "found_forbidden";
    switch (magic_of(file)) {
        case Magic::text:
            return "found_table";
        case Magic::zip: {
            const auto shape = layer_shape(file);
            return shape && *shape != LayerShape::none ? found_in_layer(file) : found_in_zip(file);
        }
        case Magic::sqlite:
        case Magic::shapefile:
        case Magic::json:
            return found_in_layer(file);
        case Magic::dbf:
            return "found_part";
        case Magic::osm_pbf:
        case Magic::osm_xml:
            return "found_roads";
        case Magic::vrt:
            return "found_vrt";
        case Magic::html:
            return "found_html";
        case Magic::xml:
            return found_in_markup(file);
        case Magic::pdf:
            return "found_pdf";
        case Magic::ole:
            return "found_old_excel";
        case Magic::image:
            return "found_image";
        case Magic::tiff:
        case Magic::text_grid:
        case Magic::height_tile:
            return raster_facts(file, 1) ? "found_grid" : "found_image";
        case Magic::packed:
            return "found_packed";
        case Magic::none:
            break;
    }
    return "found_unknown";
}

}  // namespace

Magic magic_of(const std::string& file) {
    const std::string head = head_of(file);
    if (is_height_tile(file, head)) return Magic::height_tile;
    const auto starts = [&](std::string_view with) { return std::string_view(head).starts_with(with); };
    if (head.empty()) return Magic::none;
    if (starts("PK\x03\x04")) return Magic::zip;
    if (starts("SQLite format 3")) return Magic::sqlite;
    if (starts(std::string_view("\x00\x00\x27\x0A", 4))) return Magic::shapefile;
    if (starts("%PDF")) return Magic::pdf;
    if (starts("\xD0\xCF\x11\xE0")) return Magic::ole;
    if (starts_with_any(head, {"\x1F\x8B", "BZh", "\xFD\x37zXZ", "Rar!", "7z\xBC\xAF"})) return Magic::packed;
    if (head.substr(0, 64).find("OSMHeader") != std::string::npos) return Magic::osm_pbf;
    if (is_tiff(head)) return Magic::tiff;
    if (is_image(head)) return Magic::image;
    const std::size_t first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    const std::string_view body =
        first == std::string::npos ? std::string_view{} : std::string_view(head).substr(first);
    if (body.substr(0, 1) == "{" || body.substr(0, 1) == "[") return Magic::json;
    if (body.substr(0, 1) == "<") return magic_of_markup(body);
    if (starts("MIME-Version:")) return Magic::html;
    if (is_utf16le(head) || is_utf16be(head)) return Magic::text;
    if (lower_case(std::string{body.substr(0, 6)}) == "ncols ") return Magic::text_grid;
    const auto version = static_cast<unsigned char>(head[0]);
    if (head.size() >= 32 && (version == 0x03 || version == 0x83 || version == 0x30) &&
        head.find('\0') != std::string::npos)
        return Magic::dbf;
    if (head.find('\0') != std::string::npos && !starts("\xFF\xFE") && !starts("\xFE\xFF"))
        return Magic::none;
    return Magic::text;
}

const char* found_shape(LayerShape shape) {
    switch (shape) {
        case LayerShape::points:
            return "found_points";
        case LayerShape::lines:
            return "found_lines";
        case LayerShape::polygons:
            return "found_areas";
        case LayerShape::none:
            break;
    }
    return "found_no_shapes";
}

Failure wrong_kind(const std::string& file, const std::string& wanted) {
    Error error;
    error.fault = Fault::wrong_kind;
    error.file = file;
    error.detail = found_in(file);
    error.wanted = wanted;
    if (error.detail == "found_zip")
        for (const std::string& name : names_in_zip(file))
            error.value +=
                (error.value.empty() ? "" : ", ") + std::filesystem::path(name).filename().string();
    error.value = rows::cut(error.value, 80);
    return fail(std::move(error));
}

Failure told_by_content(Error error, const std::string& wanted) {
    if (error.fault != Fault::wrong_kind) return fail(std::move(error));
    if (error.detail.empty()) return wrong_kind(error.file, wanted);
    error.wanted = wanted;
    return fail(std::move(error));
}

}  // namespace geo
