// Work done apart: a second process of this program that has no network, may start nothing, has limits of
// memory and time, and answers one question.  What a crafted file does to it, it does to nothing else.
//
// The trap: the answer comes from a process that may have been taken over.  It is bytes; whoever takes it
// checks them (wire_in.h).
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace geo {

struct Apart {
    std::string program;                                   ///< that calls serve_apart() first in main()
    std::uint64_t memory_bytes = std::uint64_t{4} << 30U;  ///< of address space
    unsigned seconds = 600;      ///< of processor time of all threads, and of the clock
    unsigned idle_seconds = 60;  ///< without progress and without work: it waits for what never comes
    bool operator==(const Apart&) const = default;
};

/// The program that runs, for Apart::program.
std::string this_program();

/// What the other process wrote, question or answer: a file without a name, mapped for reading, so that a
/// large one is on disk and only what is looked at is in memory.
class Answer {
public:
    Answer(int file, std::size_t size);
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    ~Answer();
    std::string_view bytes() const;
    /// All before this byte may leave the memory; looked at again, it comes back from the disk.
    void done_with(std::size_t bytes) const;

private:
    const char* at_ = nullptr;
    std::size_t size_ = 0;
};

/// Writes a question to an open file; false where it takes no more.
using Asking = std::function<bool(int to)>;

/// The answer of the other process to a question.  Its progress is passed on; Stop ends it within 50 ms.
/// Fault::cancelled; too_large where it ran out of memory, room or time; unreadable where it crashed or could
/// not be started.  `file` is named in the error.
Result<std::shared_ptr<const Answer>> ask_apart(const Apart& apart, const std::string& file,
                                                const Asking& ask, const Progress& progress);

/// The same with the bytes of the question.
Result<std::shared_ptr<const Answer>> ask_apart(const Apart& apart, const std::string& file,
                                                const std::string& question, const Progress& progress);

/// Writes its answer to the open file with write(2), as often as it likes.
using Answering = std::function<void(const Answer& question, int to, const Progress& progress)>;

/// Answers one question in a process that ask_apart() started, and then ends the process; returns at once in
/// any other.  `lock` takes away what the process does not need before the question is read.
void serve_apart(int argc, char** argv, const std::function<void()>& lock, const Answering& answer);

/// Whether the process may do what a reader of files has no need of; each is tried.
struct Rights {
    bool internet = false, writes_files = false, starts_programs = false, starts_processes = false;
    bool none() const { return !internet && !writes_files && !starts_programs && !starts_processes; }
};
Rights rights_of_this_process();

/// All of the bytes; false where the file takes no more.
bool write_all(int to, std::string_view bytes);

}  // namespace geo
