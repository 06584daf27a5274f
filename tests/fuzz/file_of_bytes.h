// Bytes as a file in memory, for readers that take a name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace fuzz {

/// One file for the life of the process, written anew each time.
class FileOfBytes {
public:
    explicit FileOfBytes(const char* ending)
        : path_("/dev/shm/learnreach_fuzz_" + std::to_string(::getpid()) + ending) {}
    FileOfBytes(const FileOfBytes&) = delete;
    FileOfBytes& operator=(const FileOfBytes&) = delete;
    ~FileOfBytes() { std::remove(path_.c_str()); }

    const std::string& with(const std::uint8_t* data, std::size_t size) {
        const int file = ::open(path_.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
        if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) std::abort();
        ::close(file);
        return path_;
    }

private:
    std::string path_;
};

/// Ends the run with a trace: something holds that must not.
inline void must(bool holds) {
    if (!holds) __builtin_trap();
}

}  // namespace fuzz
