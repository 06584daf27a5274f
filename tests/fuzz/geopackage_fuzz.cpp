// A database of somebody else as boundaries.
#include "geo/data/import.h"
#include "tests/fuzz/file_of_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::FileOfBytes file(".gpkg");
    geo::ImportOptions options;
    options.accept = true;
    const auto read = geo::import_file({}, file.with(data, size), geo::FileKind::areas, options, {});
    fuzz::must(!read || read->report.accounted());
    return 0;
}
