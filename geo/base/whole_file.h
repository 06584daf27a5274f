// Files that appear whole or not at all: written beside their place, flushed, renamed, and the folder
// flushed, so that a crash or a full disk leaves the earlier file as it was.
//
// The trap: a rename is on the disk only when its folder is.
#pragma once

#include "geo/base/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace geo {

/// The name beside the file that one process writes under until the file is whole.
std::string temporary_beside(const std::string& file);

/// Flushes a finished temporary, gives it its name and flushes the folder; removes it where that fails.
/// Fault::unwritable that names `file`.
Result<void> put_in_place(const std::string& temporary, const std::string& file);

/// The bytes as a file.  Fault::unwritable.  O(bytes).
Result<void> write_whole(const std::string& file, std::string_view bytes);

/// The same piece by piece, as long as `next` gives one; it keeps the bytes until it is asked again.
Result<void> write_whole(const std::string& file, const std::function<bool(std::string_view& piece)>& next);

}  // namespace geo
