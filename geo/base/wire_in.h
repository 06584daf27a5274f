// The reading side of wire.h: bytes become values.
//
// The trap: a hostile process may have written them.  Only that lengths fit is checked here; whoever takes
// the value checks what its numbers mean.
#pragma once

#include "geo/base/packed_text.h"
#include "geo/base/wire.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace geo {

/// Bytes as they came in.  What does not fit sets fits() to false and leaves the value empty.
class WireIn {
public:
    /// Is told how many bytes are read and not looked at again.
    using Read = std::function<void(std::size_t)>;

    explicit WireIn(std::string_view bytes, Read read = {})
        : all_(bytes.size()), left_(bytes), read_(std::move(read)) {}

    template <class... T>
    void operator()(T&... values) {
        (get(values), ...);
    }
    template <class T, class... Members>
    void members(const T&, Members&... all) {
        static_assert(sizeof...(Members) == member_count<T>);
        (get(all), ...);
    }
    /// Nothing that came in so far was wrong.
    bool good() const { return fits_; }
    /// What came in is not what it should be.
    void refuse() { fits_ = false; }
    /// All was there, and nothing else.
    bool fits() const { return fits_ && left_.empty(); }

private:
    bool raw(void* to, std::size_t size) {
        if (!fits_ || size > left_.size()) return fits_ = false;
        if (size > 0) std::memcpy(to, left_.data(), size);
        pass(size);
        return true;
    }
    void pass(std::size_t size) {
        constexpr std::size_t piece = std::size_t{4} << 20U;
        left_.remove_prefix(size);
        const std::size_t now = all_ - left_.size();
        if (!read_ || now < told_ + piece) return;
        told_ = now;
        read_(now);
    }
    /// A number of elements of at least `each` bytes.
    std::size_t size(std::size_t each) {
        std::uint64_t count = 0;
        raw(&count, sizeof count);
        if (count > left_.size() / each) fits_ = false;
        return fits_ ? static_cast<std::size_t>(count) : 0;
    }
    void get(std::string& text) {
        const std::size_t count = size(1);
        text.assign(left_.substr(0, count));
        pass(count);
    }
    void get(PackedText& text) {
        const std::size_t count = size(1);
        text = texts_.of(left_.substr(0, count));
        pass(count);
    }
    template <class T>
    void get(std::vector<T>& values) {
        if constexpr (is_plain_wire<T> && !std::is_same_v<T, bool>) {
            values.resize(size(sizeof(T)));
            raw(values.data(), values.size() * sizeof(T));
        } else {
            values.clear();
            const std::size_t count = size(1);
            values.reserve(std::min(count, left_.size() / sizeof(T) + 16));
            for (std::size_t i = 0; i < count && fits_; ++i) {
                T value{};
                get(value);
                values.push_back(std::move(value));
            }
        }
    }
    template <class T, std::size_t N>
    void get(std::array<T, N>& values) {
        for (T& value : values) get(value);
    }
    template <class T>
    void get(std::optional<T>& value) {
        bool there = false;
        get(there);
        value.reset();
        if (there && fits_) get(value.emplace());
    }
    template <class T>
    void get(std::shared_ptr<const T>& value) {
        T fresh{};
        get(fresh);
        value = std::make_shared<const T>(std::move(fresh));
    }
    template <class A, class B>
    void get(std::pair<A, B>& value) {
        get(value.first);
        get(value.second);
    }
    template <class T>
    void get(T& value) {
        if constexpr (std::is_same_v<T, bool>) {
            std::uint8_t byte = 0;
            raw(&byte, 1);
            value = byte != 0;
        } else if constexpr (is_plain_wire<T>) {
            raw(&value, sizeof value);
        } else {
            wire(*this, value);
        }
    }

    std::size_t all_ = 0, told_ = 0;
    std::string_view left_;
    bool fits_ = true;
    Read read_;
    TextPool texts_;
};

}  // namespace geo
