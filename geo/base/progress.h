// How far a long computation has come, and whether anyone still wants it.
//
// Cheap to copy; passed by const reference to anything that may take longer than a frame.  The trap: a
// function that sees cancelled() returns fail(Fault::cancelled) and leaves nothing behind.
#pragma once

#include <atomic>
#include <cstddef>
#include <stop_token>
#include <utility>

namespace geo {

class Progress {
public:
    /// Shared with whoever draws the bar.  `stage` is a message key with static lifetime.
    struct Meter {
        std::atomic<double> done{0};
        std::atomic<const char*> stage{""};
    };

    Progress() = default;  ///< silent and never cancelled
    Progress(std::stop_token stop, Meter* meter) : stop_(std::move(stop)), meter_(meter) {}

    bool cancelled() const { return stop_.stop_requested(); }

    /// Reports a fraction, 0 to 1, of the work this Progress was handed for.
    void at(double fraction) const {
        if (meter_ != nullptr)
            meter_->done.store(from_ + (to_ - from_) * fraction, std::memory_order_relaxed);
    }

    /// The share of this work, from one fraction to another, that a callee reports as its own 0 to 1.
    Progress part(double from, double to, const char* stage) const {
        if (meter_ != nullptr) meter_->stage.store(stage, std::memory_order_relaxed);
        return part(from, to);
    }

    /// The same, under the words that are shown already.
    Progress part(double from, double to) const {
        Progress inner = *this;
        inner.from_ = from_ + (to_ - from_) * from;
        inner.to_ = from_ + (to_ - from_) * to;
        return inner;
    }

    /// The same wish to stop, for work that reports nothing of its own.
    Progress quiet() const {
        Progress inner = *this;
        inner.meter_ = nullptr;
        return inner;
    }

private:
    std::stop_token stop_;
    Meter* meter_ = nullptr;
    double from_ = 0;
    double to_ = 1;
};

/// Many small steps of a like size, reported now and then.
class Steps {
public:
    /// `progress` must outlive it.
    Steps(const Progress& progress, std::size_t count) : progress_(progress), count_(count) {}
    void one_done() {
        constexpr std::size_t now_and_then = 1024;
        if (++done_ % now_and_then == 0)
            progress_.at(static_cast<double>(done_) / static_cast<double>(count_));
    }

private:
    const Progress& progress_;
    std::size_t count_, done_ = 0;
};

}  // namespace geo
