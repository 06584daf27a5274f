// The writing side of wire.h: values become bytes, all at once or piece by piece.
#pragma once

#include "geo/base/packed_text.h"
#include "geo/base/wire.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace geo {

/// Bytes on their way out.
class WireOut {
public:
    /// Takes bytes; false where it takes no more.
    using Sink = std::function<bool(std::string_view)>;

    WireOut() = default;
    /// What is put goes on to `to` piece by piece.
    explicit WireOut(Sink to) : to_(std::move(to)) {}

    template <class... T>
    void operator()(const T&... values) {
        (put(values), ...);
    }
    /// All members of a struct.
    template <class T, class... Members>
    void members(const T&, const Members&... all) {
        static_assert(sizeof...(Members) == member_count<T>);
        (put(all), ...);
    }
    std::string take() { return std::move(bytes_); }
    /// The last piece too; false where any was not taken.
    bool finish() {
        good_ = good_ && to_(bytes_);
        bytes_.clear();
        return good_;
    }

private:
    static constexpr std::size_t piece = std::size_t{1} << 20U;
    void raw(const void* from, std::size_t size) {
        bytes_.append(static_cast<const char*>(from), size);
        if (to_ && bytes_.size() >= piece) finish();
    }
    void size(std::size_t count) {
        const std::uint64_t out = count;
        raw(&out, sizeof out);
    }
    void put(const std::string& text) {
        size(text.size());
        raw(text.data(), text.size());
    }
    void put(const PackedText& text) {
        size(text.size());
        raw(text.view().data(), text.size());
    }
    template <class T>
    void put(const std::vector<T>& values) {
        size(values.size());
        if constexpr (is_plain_wire<T> && !std::is_same_v<T, bool>)
            raw(values.data(), values.size() * sizeof(T));
        else
            for (const auto& value : values) put(static_cast<const T&>(value));
    }
    template <class T, std::size_t N>
    void put(const std::array<T, N>& values) {
        for (const T& value : values) put(value);
    }
    template <class T>
    void put(const std::optional<T>& value) {
        put(value.has_value());
        if (value) put(*value);
    }
    /// Never null.
    template <class T>
    void put(const std::shared_ptr<const T>& value) {
        put(*value);
    }
    template <class A, class B>
    void put(const std::pair<A, B>& value) {
        put(value.first);
        put(value.second);
    }
    template <class T>
    void put(const T& value) {
        if constexpr (is_plain_wire<T>)
            raw(&value, sizeof value);
        else
            wire(*this, const_cast<T&>(value));  // named once, for both ways; nothing is written here
    }

    std::string bytes_;
    Sink to_;
    bool good_ = true;
};

}  // namespace geo
