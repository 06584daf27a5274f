// ENSURE(condition): a promise between two pieces of our own code.  It stays on in release builds: autosave
// makes a crash cheap, a wrong number about children is not.  Never use it for what a file or a user can
// cause.
#pragma once

namespace geo {

/// Prints the broken promise to stderr and aborts.
[[noreturn]] void ensure_failed(const char* condition, const char* file, int line);

}  // namespace geo

#define ENSURE(condition) \
    (static_cast<bool>(condition) ? void(0) : ::geo::ensure_failed(#condition, __FILE__, __LINE__))
