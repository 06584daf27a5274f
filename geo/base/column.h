// A vector whose elements are not set when it grows: for large results that several threads fill at once.
//
// The trap: what is read before it was written is anything.
#pragma once

#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace geo {

template <class T>
struct Unset : std::allocator<T> {
    template <class U>
    struct rebind {
        using other = Unset<U>;
    };
    template <class U>
    void construct(U* at) noexcept {
        ::new (static_cast<void*>(at)) U;
    }
    template <class U, class... Args>
    void construct(U* at, Args&&... args) {
        ::new (static_cast<void*>(at)) U(std::forward<Args>(args)...);
    }
};

template <class T>
using Column = std::vector<T, Unset<T>>;

}  // namespace geo
