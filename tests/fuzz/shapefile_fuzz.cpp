// A shapefile: the first four bytes say how long the .shp is; what follows it is the .dbf.
#include "geo/data/import.h"
#include "tests/fuzz/file_of_bytes.h"

#include <algorithm>
#include <cstring>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::uint32_t length = 0;
    if (size < sizeof length) return 0;
    std::memcpy(&length, data, sizeof length);
    data += sizeof length;
    size -= sizeof length;
    const std::size_t shp = std::min<std::size_t>(length % 4096, size);
    static fuzz::FileOfBytes shapes(".shp"), attributes(".dbf");
    attributes.with(data + shp, size - shp);
    geo::ImportOptions options;
    options.accept = true;
    const auto read = geo::import_file({}, shapes.with(data, shp), geo::FileKind::areas, options, {});
    fuzz::must(!read || read->report.accounted());
    return 0;
}
