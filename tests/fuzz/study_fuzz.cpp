// A study of somebody else.
#include "geo/study/study_file.h"
#include "tests/fuzz/file_of_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::FileOfBytes file(".gpkg");
    const std::string& path = file.with(data, size);
    if (!geo::is_study(path)) return 0;
    const auto opened = geo::StudyFile::open(path, {});
    fuzz::must(opened || opened.error().fault != geo::Fault::internal);
    return 0;
}
