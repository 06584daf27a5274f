// The directory of a zip, its sizes, and what its members unpack to.
#include "geo/data/zip_members.h"
#include "tests/fuzz/file_of_bytes.h"

#include <filesystem>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::FileOfBytes file(".zip");
    const std::string zip = file.with(data, size);
    const auto members = geo::zip_members(zip);
    if (!members) return 0;
    std::size_t left = 8;
    for (const geo::ZipMember& one : *members) {
        if (one.bytes > (1U << 20U) || left-- == 0) break;
        const auto unpacked = geo::UnpackedMember::of(zip, one);
        if (unpacked) fuzz::must(std::filesystem::file_size(unpacked->path()) == one.bytes);
    }
    return 0;
}
