// Parts of a path as people see them.
#pragma once

#include <string>

namespace app {

/// "counts.xlsx" of "/home/a/counts.xlsx".
std::string bare_name(const std::string& path);
/// ".xlsx" of "Counts.XLSX"; "" for none.
std::string file_extension(const std::string& path);

}  // namespace app
