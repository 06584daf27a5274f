// Names on their way to keys: any bytes, and twice is once.
#include "geo/base/text.h"
#include "tests/fuzz/file_of_bytes.h"

#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const std::string normal = geo::normalised(text);
    fuzz::must(geo::is_utf8(normal));
    fuzz::must(geo::normalised(normal) == normal);
    const std::string key = geo::key_of(text);
    fuzz::must(geo::is_utf8(key));
    fuzz::must(geo::key_of(key) == key);
    fuzz::must(geo::shortened(normal, 80).size() <= 80 + 4);
    return 0;
}
