// The most memory that a benchmark holds: the high-water mark of the process, set back when the benchmark
// begins. Linux alone; what was held before counts too.
#pragma once

#include <benchmark/benchmark.h>

#include <fstream>
#include <string>

namespace bench {

class PeakMemory {
public:
    explicit PeakMemory(benchmark::State& state) : state_(state) {
        std::ofstream("/proc/self/clear_refs") << "5";
    }
    ~PeakMemory() { state_.counters["peak_mb"] = megabytes(); }
    PeakMemory(const PeakMemory&) = delete;
    PeakMemory& operator=(const PeakMemory&) = delete;

private:
    static double megabytes() {
        std::ifstream status("/proc/self/status");
        std::string line;
        while (std::getline(status, line))
            if (line.rfind("VmHWM:", 0) == 0) return std::stod(line.substr(6)) / 1024;
        return 0;
    }
    benchmark::State& state_;
};

}  // namespace bench
