// SHA-256 (FIPS 180-4) of a file, so that a study can say which files it was made from.
#pragma once

#include <string>
#include <string_view>

namespace geo {

/// 64 hexadecimal digits.
std::string sha256_of(std::string_view bytes);
/// Of a file's content; "" where it cannot be read.  O(size), 64 KiB of memory.
std::string sha256_of_file(const std::string& file);

}  // namespace geo
