#include "geo/data/zip_tables.h"

#include <string_view>

namespace geo {

Result<std::vector<ZipMember>> tables_to_read_in(const std::string& zip) {
    constexpr std::size_t most_tables = 200;
    constexpr std::uint64_t most_bytes_of_tables = std::uint64_t{256} << 20U;
    TRY(const std::vector<ZipMember> members, zip_members(zip));
    std::vector<ZipMember> tables = tables_in_zip(members);
    if (tables.empty()) return fail(Fault::wrong_kind, zip);
    std::uint64_t bytes = 0;
    for (const ZipMember& one : tables) bytes += one.bytes;
    if (bytes > most_bytes_of_tables || tables.size() > most_tables) return fail(Fault::too_large, zip);
    return tables;
}

namespace {

/// With its folders where another file has the same name.
std::string table_in_zip(const std::vector<ZipMember>& tables, std::size_t at) {
    const std::string name = tables[at].file_name();
    const auto same = std::count_if(tables.begin(), tables.end(),
                                    [&](const ZipMember& one) { return one.file_name() == name; });
    return same > 1 ? tables[at].name : name;
}

constexpr std::string_view before_sheet = " / ";

}  // namespace

std::string name_in_zip(const std::vector<ZipMember>& tables, std::size_t at, const std::string& sheet,
                        bool lone_sheet) {
    if (tables.size() == 1) return sheet;
    const std::string file = table_in_zip(tables, at);
    return lone_sheet ? file : file + std::string{before_sheet} + sheet;
}

Reading reading_in_zip(const std::vector<ZipMember>& tables, std::size_t at, const Reading& reading) {
    if (tables.size() == 1) return reading;
    Reading out = reading;
    const std::string file = table_in_zip(tables, at);
    const std::string with_sheet = file + std::string{before_sheet};
    if (reading.sheet == file) {
        out.sheet.clear();
    } else if (reading.sheet.starts_with(with_sheet)) {
        out.sheet.erase(0, with_sheet.size());
    } else if (!reading.sheet.empty()) {
        out.header_rows.clear();
        out.encoding.clear();
        out.separator = 0;
    }
    return out;
}

}  // namespace geo
