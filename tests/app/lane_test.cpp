#include "app/lane.h"

#include "tests/support/test.h"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace lane_test {

using namespace std::chrono_literals;

namespace {

template <class L>
void wait_for(L& lane) {
    const auto end = std::chrono::steady_clock::now() + 10s;
    while (!lane.idle() && std::chrono::steady_clock::now() < end) {
        lane.deliver();
        std::this_thread::sleep_for(1ms);
    }
    REQUIRE(lane.idle());
}

app::Job job(std::function<app::Delivery(const app::Snapshot&, const geo::Progress&)> work) {
    app::Job out;
    out.study = std::make_shared<const geo::Study>();
    out.work = std::move(work);
    return out;
}

}  // namespace

TEST_CASE("a drag keeps showing results", "[lane]") {
    app::Latest latest;
    int shown = 0, last = -1;
    for (int edit = 0; edit < 60; ++edit) {
        latest.ask(job([&shown, &last, edit](const app::Snapshot&, const geo::Progress&) -> app::Delivery {
            std::this_thread::sleep_for(25ms);
            return [&shown, &last, edit] {
                ++shown;
                last = edit;
            };
        }));
        std::this_thread::sleep_for(16ms);
        latest.deliver();
    }
    wait_for(latest);
    CHECK(shown >= 20);
    CHECK(last == 59);
}

TEST_CASE("a running question is stopped only when it is old", "[lane]") {
    app::Latest latest;
    std::atomic<bool> began{false};
    bool was_stopped = false, second = false;
    latest.ask(job([&](const app::Snapshot&, const geo::Progress& progress) -> app::Delivery {
        began = true;
        const auto end = std::chrono::steady_clock::now() + 10s;
        while (!progress.cancelled() && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(1ms);
        const bool stopped = progress.cancelled();
        return [&was_stopped, stopped] { was_stopped = stopped; };
    }));
    while (!began) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(150ms);
    latest.ask(job(
        [&](const app::Snapshot&, const geo::Progress&) -> app::Delivery { return [&] { second = true; }; }));
    wait_for(latest);
    CHECK(was_stopped);
    CHECK(second);
}

TEST_CASE("the queue runs everything in order and never stops a save", "[lane]") {
    std::string order;
    bool save_was_stopped = true;
    {
        app::Queue queue;
        const auto add = [&](char name, bool can_stop) {
            app::Job one = job([&order, name](const app::Snapshot&, const geo::Progress&) -> app::Delivery {
                std::this_thread::sleep_for(5ms);
                return [&order, name] { order += name; };
            });
            one.can_stop = can_stop;
            queue.ask(std::move(one));
        };
        add('s', false);
        add('e', true);
        add('s', false);
        wait_for(queue);
        app::Job save = job([&](const app::Snapshot&, const geo::Progress& progress) -> app::Delivery {
            std::this_thread::sleep_for(60ms);
            save_was_stopped = progress.cancelled();
            return {};
        });
        save.can_stop = false;
        queue.ask(std::move(save));
        std::this_thread::sleep_for(20ms);
        queue.stop();
    }
    CHECK(order == "ses");
    CHECK_FALSE(save_was_stopped);
}

TEST_CASE("stop reaches a job of the queue", "[lane]") {
    app::Queue queue;
    std::atomic<bool> began{false};
    bool stopped = false;
    queue.ask(job([&](const app::Snapshot&, const geo::Progress& progress) -> app::Delivery {
        began = true;
        const auto end = std::chrono::steady_clock::now() + 10s;
        while (!progress.cancelled() && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(1ms);
        const bool seen = progress.cancelled();
        return [&stopped, seen] { stopped = seen; };
    }));
    while (!began) std::this_thread::sleep_for(1ms);
    queue.stop();
    wait_for(queue);
    CHECK(stopped);
}

TEST_CASE("an exception in a job becomes a delivery with an error", "[lane]") {
    for (const auto running : {app::Running::beside, app::Running::at_once}) {
        app::Queue queue(running);
        geo::Error seen;
        app::Job bad = job([](const app::Snapshot&, const geo::Progress&) -> app::Delivery {
            throw std::runtime_error("the disk is full");
        });
        bad.failed = [&](const geo::Error& error) { seen = error; };
        queue.ask(std::move(bad));
        wait_for(queue);
        CHECK(seen.fault == geo::Fault::internal);
        CHECK(seen.detail == "the disk is full");
    }
}

TEST_CASE("at once: done before ask returns, shown at deliver", "[lane]") {
    app::Latest latest(app::Running::at_once);
    int computed = 0, shown = 0;
    for (int i = 0; i < 3; ++i)
        latest.ask(job([&](const app::Snapshot&, const geo::Progress&) -> app::Delivery {
            ++computed;
            return [&shown] { ++shown; };
        }));
    CHECK(computed == 3);
    CHECK(shown == 0);
    CHECK(latest.deliver() == 3);
    CHECK(shown == 3);
}

TEST_CASE("a ready delivery wakes the window", "[lane]") {
    std::atomic<int> woken{0};
    app::Latest latest(app::Running::beside, [&] { ++woken; });
    latest.ask(job([](const app::Snapshot&, const geo::Progress&) -> app::Delivery { return [] {}; }));
    wait_for(latest);
    CHECK(woken >= 1);
}

}  // namespace lane_test
