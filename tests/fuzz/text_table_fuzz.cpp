// The bytes of a text table: encoding, separator, quotation marks, header.
#include "geo/data/personal.h"
#include "tests/fuzz/file_of_bytes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::FileOfBytes file(".csv");
    const auto tables = geo::read_tables(file.with(data, size));
    if (!tables) return 0;
    for (const geo::Table& table : *tables) {
        std::int64_t before = 0;
        for (const geo::Table::Row& row : table.rows) {
            fuzz::must(row.number > before);
            fuzz::must(row.cells.size() >= table.header.size());
            before = row.number;
        }
        std::vector<geo::DoubtfulColumn> doubts;
        if (!geo::refuse_personal_data(table, "f", &doubts)) continue;
        for (const geo::DoubtfulColumn& one : doubts) fuzz::must(one.valid <= one.all);
    }
    return 0;
}
