#include "app/cli/progress_bar.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <unistd.h>

namespace app {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void on_interrupt(int) {
    if (interrupted != 0) _exit(exit_interrupted);
    interrupted = 1;
}

bool may_draw(const Session& session) {
    const char* terminal = std::getenv("TERM");
    const bool dumb = terminal != nullptr && std::strcmp(terminal, "dumb") == 0;
    return !session.quiet && !dumb && isatty(STDERR_FILENO) != 0;
}

std::string bar_of(double done) {
    constexpr int cells = 24;
    const int full = static_cast<int>(done * cells);
    std::string out;
    for (int i = 0; i < cells; ++i) out += i < full ? "█" : "░";
    return out;
}

}  // namespace

ProgressBar::ProgressBar(Session& session)
    : session_(session), thread_([this](const std::stop_token& done) { watch(done); }) {
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
}

void ProgressBar::watch(const std::stop_token& done) const {
    using namespace std::chrono_literals;
    const bool draws = may_draw(session_);
    bool drawn = false;
    for (int tick = 0; !done.stop_requested(); ++tick) {
        std::this_thread::sleep_for(10ms);
        if (interrupted != 0) session_.stop.request_stop();
        const char* stage = session_.meter.stage.load();
        if (!draws || tick < 50 || tick % 10 != 0 || *stage == '\0') continue;
        const double part = session_.meter.done.load();
        std::cerr << "\r\033[K" << bar_of(part) << " " << static_cast<int>(part * 100) << " %  "
                  << geo::word(session_.lang, stage) << std::flush;
        drawn = true;
    }
    if (drawn) std::cerr << "\r\033[K" << std::flush;
}

}  // namespace app
