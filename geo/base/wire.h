// Values as bytes and back, for messages between two processes of this program.  No file is written so: the
// two are always of one build.
//
// Each type of several members has one function `wire(archive, value)` that hands them all to
// archive.members(value, ...), for both ways; a member that is left out does not compile.  The trap: what
// comes in was made by a process that a hostile file may have taken over.  Every length is checked against
// the bytes that are there, nothing is believed after the first that is wrong, and whoever takes the value
// checks what its numbers mean.
#pragma once

#include <cstddef>
#include <type_traits>

namespace geo {

/// Numbers and enumerations, and plain structs of them that say so.
template <class T>
inline constexpr bool is_plain_wire = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// How many members an aggregate has: as many as can be set between braces.
struct AnyMember {
    template <class T>
    operator T() const;  // NOLINT(google-explicit-constructor): never called, only asked for
};
template <class T, class... Members>
constexpr std::size_t count_members() {
    if constexpr (requires { T{Members{}..., AnyMember{}}; })
        return count_members<T, Members..., AnyMember>();
    else
        return sizeof...(Members);
}
template <class T>
inline constexpr std::size_t member_count = count_members<T>();

}  // namespace geo
