// The answer of a process that a hostile file has taken over.
#include "geo/data/wire_data_private.h"
#include "tests/fuzz/file_of_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    geo::ImportReport report;
    geo::Areas areas;
    std::vector<geo::Place> places;
    std::vector<geo::CountSeries> counts;
    geo::Roads roads;
    geo::WireIn in(bytes);
    in(report, areas, places, counts, roads);
    if (!in.fits()) return 0;
    geo::WireOut out;
    out(report, areas, places, counts, roads);
    fuzz::must(out.take().size() == size);
    return 0;
}
