// Watches a running command: Ctrl-C becomes a stop, and a terminal on stderr gets a bar after half a second.
#pragma once

#include "app/cli/session.h"

#include <thread>

namespace app {

class ProgressBar {
public:
    /// Takes over SIGINT and SIGTERM; a second signal ends the program at once.
    explicit ProgressBar(Session& session);

private:
    void watch(const std::stop_token& done) const;
    Session& session_;
    std::jthread thread_;
};

}  // namespace app
