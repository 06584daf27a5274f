#include "geo/base/apart.h"

#include "geo/base/scratch.h"
#include "geo/base/words.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <new>
#include <poll.h>
#include <spawn.h>
#include <stop_token>
#include <string_view>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace geo {
namespace {

constexpr const char* flag = "--apart";
constexpr int out_of_memory = 40;  // exit codes of the process apart
constexpr int broken_off = 41;
constexpr rlim_t most_answer_bytes = rlim_t{16} << 30U;
constexpr int poll_ms = 50;

#ifdef LEARNREACH_SANITIZED
constexpr bool counts_memory = false;  // sanitisers keep terabytes of address space
#else
constexpr bool counts_memory = true;
#endif
constexpr int answer_file = 3;  // their numbers in the process apart
constexpr int scratch_file = 4;

/// What comes back over the pipe, as often as it changes; the last one says that the answer is whole.
struct Message {
    double done = 0;
    std::array<char, 64> stage{};  ///< the key of its words
    std::uint64_t answered = 0;    ///< 1: the answer is written
};

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }
    int number() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

private:
    int number_;
};

bool read_all(int from, char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t done = ::read(from, bytes, size);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes += done;
        size -= static_cast<std::size_t>(done);
    }
    return true;
}

/// A process that is waited for, and killed where nobody waited.
class Child {
public:
    bool start(const Apart& apart, int question, int messages, int answer, int scratch) {
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, question, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, messages, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, answer, answer_file);
        ::posix_spawn_file_actions_adddup2(&actions, scratch, scratch_file);
        std::string program = apart.program, word = flag;
        std::string memory = std::to_string(apart.memory_bytes), seconds = std::to_string(apart.seconds);
        const std::array<char*, 5> arguments = {program.data(), word.data(), memory.data(), seconds.data(),
                                                nullptr};
        const bool started =
            ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments.data(), environ) == 0;
        ::posix_spawn_file_actions_destroy(&actions);
        if (!started) pid_ = -1;
        return started;
    }
    void kill() const {
        if (pid_ > 0) ::kill(pid_, SIGKILL);
    }
    /// The status as waitpid() gives it; -1 where there is none.
    int wait() {
        int status = -1;
        if (pid_ <= 0) return status;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
        pid_ = -1;
        return status;
    }
    /// Of the processor, by all its threads.
    double seconds_worked() const {
        clockid_t clock{};
        timespec worked{};
        if (pid_ <= 0 || ::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &worked) != 0)
            return 0;
        return static_cast<double>(worked.tv_sec) + 1e-9 * static_cast<double>(worked.tv_nsec);
    }
    Child() = default;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        kill();
        wait();
    }

private:
    pid_t pid_ = -1;
};

enum class Waited : std::uint8_t { answered, ended, cancelled, too_long, idle };

/// Notices a process that neither tells of progress nor works, as one does that reads a dead drive.
class IdleWatch {
public:
    IdleWatch(const Child& child, unsigned seconds) : child_(child), seconds_(seconds) {}
    void sign_of_life() {
        since_ = Clock::now();
        worked_ = child_.seconds_worked();
    }
    bool is_idle() {
        if (Clock::now() < since_ + std::chrono::seconds(seconds_)) return false;
        constexpr double waking_up = 0.02;  // share of the time that the threads that only look take
        if (child_.seconds_worked() - worked_ < waking_up * seconds_) return true;
        sign_of_life();
        return false;
    }

private:
    using Clock = std::chrono::steady_clock;
    const Child& child_;
    unsigned seconds_;
    Clock::time_point since_ = Clock::now();
    double worked_ = 0;
};

/// Passes the progress on until the answer is there or the other process is not, or is waited for no longer.
Waited wait_for(const Child& child, int messages, const Apart& apart, const Progress& progress) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::seconds(apart.seconds);
    IdleWatch watch(child, apart.idle_seconds);
    for (;;) {
        if (progress.cancelled()) return Waited::cancelled;
        if (Clock::now() > end) return Waited::too_long;
        if (watch.is_idle()) return Waited::idle;
        pollfd ready{messages, POLLIN, 0};
        const int events = ::poll(&ready, 1, poll_ms);
        if (events < 0 && errno != EINTR) return Waited::ended;
        if (events <= 0) continue;
        Message message;
        if (!read_all(messages, reinterpret_cast<char*>(&message), sizeof message)) return Waited::ended;
        if (message.answered == 1) return Waited::answered;
        watch.sign_of_life();
        message.stage.back() = '\0';
        progress.part(0, 1, lasting_key(message.stage.data())).at(std::clamp(message.done, 0.0, 1.0));
    }
}

void limit(int resource, rlim_t most) {
    rlimit now{};
    ::getrlimit(static_cast<__rlimit_resource_t>(resource), &now);
    now.rlim_cur = now.rlim_max = std::min(now.rlim_max, most);
    ::setrlimit(static_cast<__rlimit_resource_t>(resource), &now);
}

bool send(int to, const Message& message) {
    return write_all(to, {reinterpret_cast<const char*>(&message), sizeof message});
}

/// Tells how far the work has come, ten times a second.
std::jthread teller(int to, const Progress::Meter& meter) {
    return std::jthread([to, &meter](const std::stop_token& stop) {
        Message told;
        while (!stop.stop_requested()) {
            Message now{meter.done.load(std::memory_order_relaxed), {}, 0};
            const std::string_view stage = meter.stage.load(std::memory_order_relaxed);
            std::copy_n(stage.begin(), std::min(stage.size(), now.stage.size() - 1), now.stage.begin());
            if ((now.done != told.done || now.stage != told.stage) && !send(to, now)) return;
            told = now;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    });
}

[[noreturn]] void serve(const std::function<void()>& lock, const Answering& answer) {
    // Nothing that a library prints may stand among the messages.
    const int messages = ::dup(STDOUT_FILENO);
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CORE, 0);
    std::set_new_handler([] { ::_exit(out_of_memory); });
#if defined(__GLIBC__)
    // What is freed goes back at once: the large parts of a table follow one another.
    ::mallopt(M_MMAP_THRESHOLD, 1 << 19);
    ::mallopt(M_TRIM_THRESHOLD, 1 << 20);
#endif
    lock();
    const off_t size = ::lseek(STDIN_FILENO, 0, SEEK_END);
    if (size < 0) ::_exit(broken_off);
    const Answer question(STDIN_FILENO, static_cast<std::size_t>(size));
    Scratch::use(scratch_file);
    Progress::Meter meter;
    {
        const std::jthread telling = teller(messages, meter);
        answer(question, answer_file, Progress{std::stop_token{}, &meter});
    }
    ::_exit(send(messages, {1, {}, 1}) ? 0 : broken_off);
}

/// The signals and codes by which a process ends that was stopped at a limit.
bool ran_out(int status) {
    if (WIFEXITED(status)) return WEXITSTATUS(status) == out_of_memory;
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return signal == SIGXCPU || signal == SIGXFSZ || signal == SIGKILL;
}

}  // namespace

bool write_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(to, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return true;
}

Rights rights_of_this_process() {
    Rights out;
    for (const int family : {AF_INET, AF_INET6}) {
        const Descriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
        out.internet = out.internet || socket.number() >= 0 || errno != EACCES;
    }
    const Descriptor file(::open("/dev/null", O_WRONLY | O_CLOEXEC));
    out.writes_files = file.number() >= 0;
    // What is not there cannot be started either; where nothing may be started, that is the answer.
    std::string name = "/dev/null/none";
    const std::array<char*, 2> arguments = {name.data(), nullptr};
    const std::array<char*, 1> environment = {nullptr};
    ::execve(name.c_str(), arguments.data(), environment.data());
    out.starts_programs = errno != EACCES;
    const pid_t second = ::fork();
    if (second == 0) ::_exit(0);
    out.starts_processes = second > 0;
    if (second > 0)
        while (::waitpid(second, nullptr, 0) < 0 && errno == EINTR) continue;
    return out;
}

Answer::Answer(int file, std::size_t size) : size_(size) {
    if (size == 0) return;
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (at == MAP_FAILED)
        size_ = 0;
    else
        at_ = static_cast<const char*>(at);
}

Answer::~Answer() {
    if (at_ != nullptr) ::munmap(const_cast<char*>(at_), size_);
}

std::string_view Answer::bytes() const {
    return {at_, size_};
}

void Answer::done_with(std::size_t bytes) const {
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t whole_pages = std::min(bytes, size_) / page * page;
    if (whole_pages > 0) ::madvise(const_cast<char*>(at_), whole_pages, MADV_DONTNEED);
}

std::string this_program() {
    std::error_code error;
    const auto path = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::string{} : path.string();
}

Result<std::shared_ptr<const Answer>> ask_apart(const Apart& apart, const std::string& file,
                                                const Asking& ask, const Progress& progress) {
    const Descriptor question(nameless_file());
    if (question.number() < 0 || !ask(question.number()))
        return fail(progress.cancelled() ? Fault::cancelled : Fault::too_large, file);
    std::array<int, 2> told{-1, -1};
    if (::pipe2(told.data(), O_CLOEXEC) != 0) return fail(Fault::unreadable, file, std::strerror(errno));
    Descriptor messages(told[0]), their_messages(told[1]);
    const Descriptor answer(nameless_file()), scratch(nameless_file());
    if (answer.number() < 0 || scratch.number() < 0)
        return fail(Fault::unreadable, file, std::strerror(errno));
    Child child;
    if (!child.start(apart, question.number(), their_messages.number(), answer.number(), scratch.number()))
        return fail(Fault::unreadable, file, std::strerror(errno));
    their_messages.close();
    const Waited waited = wait_for(child, messages.number(), apart, progress);
    if (waited == Waited::cancelled) return fail(Fault::cancelled, file);
    if (waited == Waited::too_long) return fail(Fault::too_large, file);
    if (waited == Waited::idle) return fail(Fault::unreadable, file);
    if (waited == Waited::ended)
        return fail(ran_out(child.wait()) ? Fault::too_large : Fault::unreadable, file);
    // Nobody may shorten the file any more: what is mapped and gone would be a signal here.
    child.kill();
    child.wait();
    const off_t end = ::lseek(answer.number(), 0, SEEK_END);
    return std::make_shared<const Answer>(answer.number(), static_cast<std::size_t>(std::max<off_t>(end, 0)));
}

Result<std::shared_ptr<const Answer>> ask_apart(const Apart& apart, const std::string& file,
                                                const std::string& question, const Progress& progress) {
    return ask_apart(
        apart, file, [&](int to) { return write_all(to, question); }, progress);
}

void serve_apart(int argc, char** argv, const std::function<void()>& lock, const Answering& answer) {
    if (argc != 4 || std::string_view{argv[1]} != flag) return;
    if (counts_memory) limit(RLIMIT_AS, static_cast<rlim_t>(std::strtoull(argv[2], nullptr, 10)));
    limit(RLIMIT_CPU, static_cast<rlim_t>(std::strtoull(argv[3], nullptr, 10)));
    limit(RLIMIT_FSIZE, most_answer_bytes);
    serve(lock, answer);
}

}  // namespace geo
