// The tables of a zip, read one after the other as if they were the sheets of one workbook.  Private to
// geo/data.
//
// A zip in a zip is not opened: it may hold itself.
//
// The trap: how one of them is read (its header rows) is no matter of the others.
#pragma once

#include "geo/base/progress.h"
#include "geo/data/reading.h"
#include "geo/data/zip_members.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace geo {

/// Fault::wrong_kind without a table, too_large for more than 200 of them or those of more than 256 MiB in
/// all.
Result<std::vector<ZipMember>> tables_to_read_in(const std::string& zip);

/// As a sheet is named for people: its own name where the zip holds one table, else that of its file, with
/// the sheet where the file has several.
std::string name_in_zip(const std::vector<ZipMember>& tables, std::size_t at, const std::string& sheet,
                        bool lone_sheet);

/// What was said of the zip, for one of its tables.
Reading reading_in_zip(const std::vector<ZipMember>& tables, std::size_t at, const Reading& reading);

/// `read(path, reading, progress)` gives the parts of a file; `name` is the member that is the name of a
/// part.
template <class Part, class Read>
Result<std::vector<Part>> parts_of_zip(const std::string& zip, const Reading& reading,
                                       std::string Part::*name, const Read& read,
                                       const Progress& progress = {}) {
    TRY(const std::vector<ZipMember> tables, tables_to_read_in(zip));
    std::vector<Part> out;
    for (std::size_t at = 0; at < tables.size(); ++at) {
        TRY(const UnpackedMember file, UnpackedMember::of(zip, tables[at]));
        const auto number = static_cast<double>(tables.size());
        const auto done = static_cast<double>(at);
        auto parts = read(file.path(), reading_in_zip(tables, at, reading),
                          progress.part(done / number, (done + 1) / number));
        // A text beside the tables may be a letter.
        if (!parts && tables.size() > 1 && tables[at].extension() == ".txt" &&
            parts.error().fault != Fault::cancelled)
            continue;
        if (!parts) return error_of_member(parts.error(), zip, tables[at]);
        for (Part& part : *parts) {
            part.*name = name_in_zip(tables, at, part.*name, parts->size() == 1);
            out.push_back(std::move(part));
        }
    }
    if (out.empty()) return fail(Fault::empty, zip);
    return out;
}

}  // namespace geo
