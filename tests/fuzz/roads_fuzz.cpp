// Roads of OpenStreetMap, packed and as XML.
#include "geo/data/import.h"
#include "tests/fuzz/file_of_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::FileOfBytes packed(".osm.pbf"), xml(".osm");
    fuzz::FileOfBytes& file = size > 0 && data[0] == '<' ? xml : packed;
    geo::ImportOptions options;
    options.accept = true;
    const auto read = geo::import_file({}, file.with(data, size), geo::FileKind::roads, options, {});
    if (!read) return 0;
    fuzz::must(read->report.accounted());
    const geo::Roads& roads = *read->data.roads;
    for (const geo::Way& way : roads.ways) {
        fuzz::must(way.count >= 2);
        for (const std::uint32_t node : roads.nodes_of(way)) fuzz::must(node < roads.nodes.size());
    }
    return 0;
}
