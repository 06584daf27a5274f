#include "geo/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace geo {
namespace {

std::atomic<unsigned>& wanted_threads() {
    static std::atomic<unsigned> count{0};
    return count;
}

}  // namespace

unsigned threads() {
    const unsigned wanted = wanted_threads().load(std::memory_order_relaxed);
    if (wanted != 0) return wanted;
    return std::max(1U, std::thread::hardware_concurrency());
}

void set_threads(unsigned count) {
    wanted_threads().store(count, std::memory_order_relaxed);
}

void parallel_for(std::size_t count, std::size_t grain,
                  const std::function<void(std::size_t, std::size_t)>& body) {
    if (count == 0) return;
    grain = std::max<std::size_t>(1, grain);
    const std::size_t chunks = (count + grain - 1) / grain;
    const auto workers = static_cast<unsigned>(std::min<std::size_t>(threads(), chunks));
    if (workers <= 1) {
        for (std::size_t chunk = 0; chunk < chunks; ++chunk)
            body(chunk * grain, std::min(count, (chunk + 1) * grain));
        return;
    }
    std::atomic<std::size_t> next{0};
    std::vector<std::exception_ptr> failures(chunks);
    const auto work = [&] {
        for (std::size_t chunk = next.fetch_add(1); chunk < chunks; chunk = next.fetch_add(1)) {
            try {
                body(chunk * grain, std::min(count, (chunk + 1) * grain));
            } catch (...) {
                failures[chunk] = std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> pool;
        pool.reserve(workers - 1);
        for (unsigned worker = 1; worker < workers; ++worker) pool.emplace_back(work);
        work();
    }
    for (const auto& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

}  // namespace geo
