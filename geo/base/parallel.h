// Fork and join over std::jthread: fixed chunks, results in index order, so that the number of threads never
// changes a byte.  Our own and small, so that the thread sanitiser sees all of it.
//
// The trap: the body runs at once on several threads; it may write only to what belongs to its own chunk.
#pragma once

#include <cstddef>
#include <functional>

namespace geo {

/// Threads that parallel loops use: `set_threads`, else the machine's cores.  At least 1.
unsigned threads();

/// Sets the number for the whole program (0: the machine's cores).  Call it before the first loop.
void set_threads(unsigned count);

/// Calls body(from, to) for consecutive chunks [from, to) that cover [0, count).  The chunks depend on
/// `count` and `grain` alone.  An exception of a body is thrown again here, the one of the lowest chunk.
void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t from, std::size_t to)>& body);

}  // namespace geo
