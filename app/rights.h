// "Works without internet" is enforced, not promised: seccomp filters that take rights away from a process.
// geo::rights_of_this_process() tries what is left.
#pragma once

namespace app {

/// From here on socket(AF_INET) and socket(AF_INET6) fail with EACCES, in this process and its children. Call
/// it after the display is connected.  False where the kernel does not allow filters.
bool forbid_internet();

/// For the process that reads files of others: no socket of the internet, no program and no further process
/// started, no file opened for writing, made, renamed or removed.  Threads may start, and what is open stays
/// so.  False where the kernel does not allow filters.
bool only_read();

}  // namespace app
