// The bytes of a workbook: the directory of its zip, its sizes, its parts.
//
// The older .xls is left out: libfreexl 1.0.6 reads beyond its buffers where a record states a false length
// (this target found it), which only the process apart can hold (geo/base/apart.h).
#include "geo/data/table.h"
#include "tests/fuzz/file_of_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 0 && data[0] == 0xd0) return 0;  // a compound document: .xls
    static fuzz::FileOfBytes file(".xlsx");
    const auto tables = geo::read_tables(file.with(data, size));
    if (!tables) return 0;
    for (const geo::Table& table : *tables)
        for (const geo::Table::Row& row : table.rows) fuzz::must(row.cells.size() >= table.header.size());
    return 0;
}
