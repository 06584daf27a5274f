// Enumerations by their names in files and on the command line.
//
// The trap: the names stand in the order of the enumeration, which counts from 0.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace geo {

/// The value whose name this is; nothing where it is none.
template <class Enum, std::size_t n>
std::optional<Enum> value_of_name(const std::array<const char*, n>& names, std::string_view name) {
    for (std::size_t i = 0; i < n; ++i)
        if (name == names[i]) return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace geo
