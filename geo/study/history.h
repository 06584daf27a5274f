// Every state the planner may go back to.  A document is a small value, so a state is a whole document.
//
// Edits between two settle() calls are one undo step, so that a drag is one step; a drag that returns to
// where it began leaves no step.  Labels are message keys, so that they survive a change of language.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace geo {

template <class Document>
class History {
public:
    using Snapshot = std::shared_ptr<const Document>;

    explicit History(Document first) {
        steps_.push_back({"", std::make_shared<const Document>(std::move(first))});
    }

    const Snapshot& now() const { return steps_[at_].state; }

    /// Applies change(Document&).  True where the document became another one.
    template <class Change>
    bool edit(const std::string& label, Change change) {
        Document next = *now();
        change(next);
        if (next == *now()) return false;
        if (!open_) {
            steps_.resize(at_ + 1);
            steps_.push_back({label, nullptr});
            ++at_;
            open_ = true;
        }
        steps_[at_].state = std::make_shared<const Document>(std::move(next));
        return true;
    }

    /// The frame loop calls this when no widget or drag is active.
    void settle() {
        if (open_ && *steps_[at_].state == *steps_[at_ - 1].state) {
            steps_.pop_back();
            --at_;
        }
        open_ = false;
    }

    bool can_undo() const { return at_ > 0; }
    bool can_redo() const { return at_ + 1 < steps_.size(); }
    void undo() {
        settle();
        if (can_undo()) --at_;
    }
    void redo() {
        settle();
        if (can_redo()) ++at_;
    }
    /// Message key of the step that undo() or redo() would take; "" where there is none.
    std::string undo_label() const { return can_undo() ? steps_[at_].label : std::string{}; }
    std::string redo_label() const { return can_redo() ? steps_[at_ + 1].label : std::string{}; }
    std::size_t steps() const { return steps_.size(); }
    std::size_t position() const { return at_; }

private:
    struct Step {
        std::string label;
        Snapshot state;
    };
    std::vector<Step> steps_;
    std::size_t at_ = 0;
    bool open_ = false;
};

}  // namespace geo
