// Success or a reason.
//
// A function returns Result<T> where the world outside can be wrong: a file, a row, a user's wish.  What only
// a programming mistake can cause is checked by ENSURE (ensure.h).  The trap: an Error carries facts, not
// words; the words are chosen at the edge by describe() (words.h), in Thai or in English. The names follow
// std::expected, so that on a C++23 standard library this file shrinks to two aliases.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace geo {

/// What went wrong.  Each has three messages, `fault.<name>.what`, `.where` is built from the facts, `.do`.
enum class Fault : std::uint8_t {
    cancelled,       ///< the user pressed Stop
    not_found,       ///< no such file, layer, area, place
    wrong_kind,      ///< the file is not what its name or its use says (a disguised VRT, a PDF named .csv)
    unreadable,      ///< damaged, cut short, or refused by the system
    empty,           ///< a layer or table without rows
    unwritable,      ///< no room, no right, or the target is a folder
    bad_encoding,    ///< text that is neither UTF-8 nor a known Thai code page
    unknown_crs,     ///< no coordinate reference system and none can be guessed
    bad_geometry,    ///< shapes that cannot be used
    no_header,       ///< a column with numbers has no name
    no_code_column,  ///< no column holds area codes
    unknown_codes,   ///< codes that are not in the areas
    no_position,     ///< places without coordinates
    bad_value,       ///< a value that is out of its range
    not_degrees,     ///< coordinates said to be degrees that cannot be: metres, or swapped
    too_large,       ///< more than can be read safely: a workbook that unpacks to gigabytes
    needs_areas,     ///< counts, places or villages before any boundary
    needs_roads,     ///< a network was asked for and no road is loaded
    needs_places,    ///< coverage was asked for and no place fits
    needs_counts,    ///< coverage was asked for and no count is loaded
    locked,          ///< another program has the study open
    newer_version,   ///< the study was written by a later LearnReach
    personal_data,   ///< the file holds personal data
    usage,           ///< a command line that cannot be understood
    internal,        ///< ours: a library said what it never should
};

/// The facts of a failure.  Empty or zero members are unknown and are left out of the message.
struct Error {
    Fault fault = Fault::internal;
    std::string file;      ///< path as the user gave it
    std::int64_t row = 0;  ///< the row that a spreadsheet program shows, from 1
    std::string column;    ///< column name, or layer name
    std::string value;     ///< the offending value, shortened to 80 bytes
    std::string detail;    ///< a library's own words or a message key's extra fact; shown last, never alone
    std::string wanted;    ///< what was needed instead: the message fault.wanted.<wanted>
};

struct Failure {
    Error error;
};

inline Failure fail(Fault fault, std::string file = {}, std::string detail = {}) {
    Error error;
    error.fault = fault;
    error.file = std::move(file);
    error.detail = std::move(detail);
    return {std::move(error)};
}
inline Failure fail(Error error) {
    return {std::move(error)};
}

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    T& operator*() & { return *std::get_if<0>(&state_); }
    const T& operator*() const& { return *std::get_if<0>(&state_); }
    T&& operator*() && { return std::move(*std::get_if<0>(&state_)); }
    T* operator->() { return std::get_if<0>(&state_); }
    const T* operator->() const { return std::get_if<0>(&state_); }
    const Error& error() const& { return *std::get_if<1>(&state_); }
    Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Failure failure) : error_(std::move(failure.error)) {}

    explicit operator bool() const { return !error_; }
    void operator*() const {}
    const Error& error() const& { return *error_; }
    Error&& error() && { return std::move(*error_); }

private:
    std::optional<Error> error_;
};

}  // namespace geo

// TRY(auto areas, read_areas(path));  TRY_VOID(save(study));  -- the only macros beside ENSURE.
#define GEO_JOIN2(a, b) a##b
#define GEO_JOIN(a, b) GEO_JOIN2(a, b)
// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot stand in parentheses
#define TRY(declaration, expression)                                                                \
    auto GEO_JOIN(try_, __LINE__) = (expression);                                                   \
    if (!GEO_JOIN(try_, __LINE__)) return ::geo::fail(std::move(GEO_JOIN(try_, __LINE__)).error()); \
    declaration = *std::move(GEO_JOIN(try_, __LINE__))
// NOLINTEND(bugprone-macro-parentheses)
#define TRY_VOID(expression)                                                     \
    if (auto GEO_JOIN(try_, __LINE__) = (expression); !GEO_JOIN(try_, __LINE__)) \
    return ::geo::fail(std::move(GEO_JOIN(try_, __LINE__)).error())
