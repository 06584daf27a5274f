// A way of reading that somebody sent.
#include "geo/data/reading.h"
#include "tests/fuzz/file_of_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string json{reinterpret_cast<const char*>(data), size};
    const auto reading = geo::reading_from_json(json, "f");
    if (!reading) return 0;
    const auto again = geo::reading_from_json(geo::reading_json(*reading), "f");
    fuzz::must(again && *again == *reading);
    return 0;
}
