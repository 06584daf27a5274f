// "Works without internet" is enforced, not promised: a seccomp filter that refuses every internet socket.
#pragma once

namespace app {

/// From here on socket(AF_INET) and socket(AF_INET6) fail with EACCES, in this process and its children. Call
/// it after the display is connected.  False where the kernel does not allow filters.
bool forbid_internet();

/// Tries to open an internet socket; true where that is refused.
bool internet_is_forbidden();

/// For the process that reads files of others: no socket of the internet, no program started, no file opened
/// for writing, made, renamed or removed.  What is open stays so.  False where the kernel does not allow
/// filters.
bool only_read();

}  // namespace app
