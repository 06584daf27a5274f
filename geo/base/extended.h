// A vector that goes on where another ends, which it shares: rows are added to millions without copying them.
//
// The trap: rows of the other cannot be written; what follows each other lies side by side only within
// either.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace geo {

template <class T>
class Extended {
public:
    Extended() = default;
    /// Behind `other`, a member of what `owner` keeps alive, which goes on from no vector itself.
    template <class Owner>
    Extended(const std::shared_ptr<Owner>& owner, const Extended& other)
        : owner_(owner), shared_(other.own_.data()), shared_size_(other.own_.size()) {}

    std::size_t size() const { return shared_size_ + own_.size(); }
    bool empty() const { return size() == 0; }
    const T& operator[](std::size_t i) const { return *from(i); }
    /// Rows that were added together lie behind each other from there.
    const T* from(std::size_t i) const {
        return i < shared_size_ ? shared_ + i : own_.data() + (i - shared_size_);
    }
    void push_back(const T& row) { own_.push_back(row); }
    template <class It>
    void append(It first, It last) {
        own_.insert(own_.end(), first, last);
    }
    /// Of its own, without those of the other.
    std::vector<T>& own() { return own_; }

private:
    std::shared_ptr<const void> owner_;
    const T* shared_ = nullptr;
    std::size_t shared_size_ = 0;
    std::vector<T> own_;
};

}  // namespace geo
