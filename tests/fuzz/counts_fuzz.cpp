// A text table as counts of a small land: every row is accounted for, and the children are those of the rows.
#include "geo/data/import.h"
#include "tests/fuzz/file_of_bytes.h"

#include <numeric>

namespace {

geo::Dataset land() {
    geo::Areas areas = *geo::Dataset{}.areas;
    const auto add = [&](geo::Level level, const char* code, const char* name, std::size_t parent) {
        geo::AreaLevel& rows = areas.at(level);
        rows.code.emplace_back(code);
        rows.name_th.emplace_back(name);
        rows.name_en.emplace_back("");
        rows.parent.push_back(geo::AreaId{parent});
        rows.shape.emplace_back();
        rows.inner.push_back({101, 13});
    };
    if (areas.at(geo::Level::country).size() == 0) add(geo::Level::country, "TH", "ไทย", 0);
    add(geo::Level::province, "57", "เชียงราย", 0);
    add(geo::Level::amphoe, "5710", "แม่สรวย", 0);
    add(geo::Level::tambon, "571001", "แม่สรวย", 0);
    add(geo::Level::tambon, "571006", "วาวี", 0);
    geo::Dataset data;
    data.areas = std::make_shared<const geo::Areas>(std::move(areas));
    return data;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const geo::Dataset before = land();
    static fuzz::FileOfBytes file(".csv");
    geo::ImportOptions options;
    options.accept = true;
    const auto read = geo::import_file(before, file.with(data, size), geo::FileKind::counts, options, {});
    if (!read) {
        fuzz::must(read.error().fault != geo::Fault::internal);
        return 0;
    }
    fuzz::must(read->report.accounted());
    std::int64_t children = 0;
    for (const auto& [code, milli] : read->report.by_area_milli) children += milli.value_or(0);
    fuzz::must(children == read->report.total_children_milli);
    return 0;
}
