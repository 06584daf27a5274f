// Bytes that are too many for memory, in a file without a name that is gone with its last handle.
//
// The trap: a process that reads files apart may open no file for writing; it uses the one that it was given.
#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>

namespace geo {

/// A file that nobody else sees: on disk, in memory where there is no room on disk; -1 for none.
int nameless_file();

class Scratch {
public:
    /// The file that this process was given, else a new one.
    static std::shared_ptr<Scratch> open();
    /// From now on open() gives this file, for the life of the process.
    static void use(int file);

    explicit Scratch(int file) : file_(file) {}
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch();

    /// Where the pieces begin, one behind the other; nothing where the file takes no more.  From any thread.
    std::optional<std::uint64_t> put(std::initializer_list<std::string_view> pieces);
    /// False where they are not there.
    bool get(std::uint64_t at, void* to, std::size_t size) const;

private:
    int file_;
    std::atomic<std::uint64_t> end_{0};
};

}  // namespace geo
