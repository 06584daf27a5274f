// What a file holds by its first bytes, and the words for a file that holds something else than it was given
// as.
//
// The trap: the extension proves nothing.  Offices send web pages named .xls, documents named .xlsx and
// layers of areas where places are asked for; each is told by name, so that its owner knows what to do.
#pragma once

#include "geo/base/result.h"

#include <cstdint>
#include <string>

namespace geo {

enum class Magic : std::uint8_t {
    none,
    text,
    zip,
    sqlite,
    shapefile,
    dbf,
    json,
    osm_pbf,
    osm_xml,
    vrt,
    html,
    xml,
    pdf,
    ole,
    image,
    tiff,         ///< a picture or a grid; only its inside tells
    text_grid,    ///< AAIGrid: a text that begins with "ncols"
    height_tile,  ///< SRTM: N14E100.hgt, or that as .hgt.zip; bytes without a head, told by name and size
    packed        ///< gzip, bzip2, xz, RAR, 7-Zip
};
/// O(1): reads the first 4 KB; `none` for an empty file and for what is not known.
Magic magic_of(const std::string& file);

enum class LayerShape : std::uint8_t { none, points, lines, polygons };

/// The message of what a layer of that shape is: "found_areas".
const char* found_shape(LayerShape shape);

/// Fault::wrong_kind with `detail` = what the file holds (the messages fault.found_*) and `wanted` = the kind
/// that it was given as (a file_kind_name, else "any").
Failure wrong_kind(const std::string& file, const std::string& wanted);

/// The error as it is, but Fault::wrong_kind with what the file holds and what was wanted.
Failure told_by_content(Error error, const std::string& wanted);

}  // namespace geo
