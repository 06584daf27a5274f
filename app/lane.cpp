#include "app/lane.h"

#include <exception>

namespace app {
namespace {

constexpr std::chrono::milliseconds old_enough{100};

geo::Error broken(const char* words) {
    geo::Error error;
    error.fault = geo::Fault::internal;
    error.detail = words;
    return error;
}

}  // namespace

Lane::Lane(Running running, std::function<void()> wake) : running_(running), wake_(std::move(wake)) {
    if (running_ == Running::beside) worker_ = std::jthread([this] { loop(); });
}

Lane::~Lane() = default;

void Lane::finish() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        std::deque<Job> kept;
        for (Job& job : waiting_)
            if (!job.can_stop) kept.push_back(std::move(job));
        waiting_ = std::move(kept);
        if (running_now_ && can_stop_now_) stopper_.request_stop();
    }
    changed_.notify_all();
    if (worker_.joinable()) worker_.join();
}

void Lane::push(Job job) {
    if (running_ == Running::at_once) {
        run(std::move(job));
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(job));
    }
    changed_.notify_all();
}

void Lane::loop() {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            job = std::move(waiting_.front());
            waiting_.pop_front();
            running_now_ = true;  // no gap in which idle() would be true
        }
        run(std::move(job));
    }
}

void Lane::run(Job job) {
    std::stop_token token;
    {
        const std::lock_guard lock(mutex_);
        stopper_ = std::stop_source{};
        token = stopper_.get_token();
        running_now_ = true;
        can_stop_now_ = job.can_stop;
        began_ = std::chrono::steady_clock::now();
        meter_.done.store(0, std::memory_order_relaxed);
        meter_.stage.store("", std::memory_order_relaxed);
    }
    Delivery delivery;
    std::optional<geo::Error> error;
    try {
        delivery = job.work(job.study, geo::Progress{token, &meter_});
    } catch (const std::exception& e) {
        error = broken(e.what());
    } catch (...) {
        error = broken("");
    }
    if (error && job.failed)
        delivery = [failed = std::move(job.failed), said = std::move(*error)] { failed(said); };
    {
        const std::lock_guard lock(mutex_);
        if (delivery) ready_.push_back(std::move(delivery));
        running_now_ = false;
    }
    if (wake_) wake_();
}

std::size_t Lane::deliver() {
    std::vector<Delivery> ready;
    {
        const std::lock_guard lock(mutex_);
        ready.swap(ready_);
    }
    for (const Delivery& delivery : ready) delivery();
    return ready.size();
}

void Lane::stop() {
    const std::lock_guard lock(mutex_);
    if (running_now_ && can_stop_now_) stopper_.request_stop();
}

bool Lane::idle() const {
    const std::lock_guard lock(mutex_);
    return !running_now_ && waiting_.empty() && ready_.empty();
}

Lane::Now Lane::now() const {
    const std::lock_guard lock(mutex_);
    Now now;
    now.running = running_now_;
    if (!now.running) return now;
    now.can_stop = can_stop_now_;
    now.done = meter_.done.load(std::memory_order_relaxed);
    now.stage = meter_.stage.load(std::memory_order_relaxed);
    now.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
    if (now.seconds > 1 && now.done > 0.05) now.seconds_left = now.seconds * (1 - now.done) / now.done;
    return now;
}

Latest::Latest(Running running, std::function<void()> wake) : Lane(running, std::move(wake)) {}

Latest::~Latest() {
    finish();
}

void Latest::ask(Job job) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.clear();
        if (running_now_ && std::chrono::steady_clock::now() - began_ > old_enough) stopper_.request_stop();
    }
    push(std::move(job));
}

void Latest::forget() {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
    if (running_now_) stopper_.request_stop();
}

Queue::Queue(Running running, std::function<void()> wake) : Lane(running, std::move(wake)) {}

Queue::~Queue() {
    finish();
}

void Queue::ask(Job job) {
    push(std::move(job));
}

}  // namespace app
