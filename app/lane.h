// Work in the background, two kinds.  Latest keeps the newest question only: the running job is finished and
// shown, the waiting one is replaced.  Queue does everything in order: every delivery runs.
//
// A job takes a snapshot of the study and gives back a closure, which deliver() runs on the main thread.  The
// trap: the closure and `failed` are the only places where a job may touch the window's state.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/study/study.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace app {

using Snapshot = std::shared_ptr<const geo::Study>;
using Delivery = std::function<void()>;

struct Job {
    Snapshot study;
    std::function<Delivery(const Snapshot&, const geo::Progress&)> work;
    std::function<void(const geo::Error&)> failed;  ///< main thread; an exception escaped from `work`
    bool can_stop = true;                           ///< a save is never stopped
};

/// With a thread, or at once inside ask() (for tests, and where nothing may run beside the window).
enum class Running : std::uint8_t { beside, at_once };

/// What both lanes share: one worker, the job in hand, what waits to be delivered.
class Lane {
public:
    /// `wake` is called from the worker whenever a delivery is ready.
    Lane(Running running, std::function<void()> wake);
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    /// Runs what is ready, in order, on the calling thread; how many ran.
    std::size_t deliver();
    /// Stops the job in hand where it may be stopped; waiting jobs stay.
    void stop();
    bool idle() const;

    struct Now {
        bool running = false;
        bool can_stop = true;
        double done = 0;
        const char* stage = "";  ///< message key
        double seconds = 0;
        double seconds_left = -1;
    };
    Now now() const;

protected:
    ~Lane();
    void push(Job job);
    void finish();  ///< to be called by the destructors of the kinds

    mutable std::mutex mutex_;
    std::deque<Job> waiting_;
    std::stop_source stopper_;
    std::chrono::steady_clock::time_point began_;
    bool running_now_ = false;
    bool can_stop_now_ = true;

private:
    void run(Job job);
    void loop();

    Running running_;
    std::function<void()> wake_;
    std::condition_variable changed_;
    std::vector<Delivery> ready_;
    geo::Progress::Meter meter_;
    bool ending_ = false;
    std::jthread worker_;
};

class Latest : public Lane {
public:
    explicit Latest(Running running = Running::beside, std::function<void()> wake = {});
    ~Latest();
    /// Replaces the waiting job; the running one is stopped only where it is older than 100 ms.
    void ask(Job job);
    /// The study was closed: what runs and waits is for nobody.
    void forget();
};

class Queue : public Lane {
public:
    explicit Queue(Running running = Running::beside, std::function<void()> wake = {});
    ~Queue();  ///< finishes the saves, stops the rest
    void ask(Job job);
};

}  // namespace app
