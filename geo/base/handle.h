// Owns what a C library handed out.  One pointer wide: the freeing function is part of the type.
#pragma once

#include <memory>
#include <type_traits>

namespace geo {

template <auto Free>
struct FreedBy {
    template <class T>
    void operator()(T* object) const noexcept {
        static_cast<void>(Free(object));
    }
};

/// Handle<sqlite3*, sqlite3_close> database{raw};
template <class CHandle, auto Free>
using Handle = std::unique_ptr<std::remove_pointer_t<CHandle>, FreedBy<Free>>;

}  // namespace geo
