// Every word that a person reads, in Thai and in English.
//
// The words stand in assets/words/{th,en}/<room>.txt, one `key = text` a line, `#` opens a comment; `\n`
// breaks a line.  Text may hold {placeholders}.  Both languages hold the same keys and the same placeholders
// (a test). The trap: a missing key shows as «key», so that it is seen and not silently empty.
#pragma once

#include "geo/base/result.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace geo {

enum class Lang : std::uint8_t { th, en };

/// The words of a key.  O(1); the reference lives as long as the program.
const std::string& word(Lang lang, std::string_view key);

/// True where both languages know the key.
bool has_word(std::string_view key);
/// The key as long as the program lives; "" where no words have it.
const char* lasting_key(std::string_view key);

using Fact = std::pair<std::string_view, std::string>;

/// The words of a key with {name} replaced by the fact of that name, and {name|row|rows} by the first word
/// where the fact is "1", else by the second.
std::string say(Lang lang, std::string_view key, std::initializer_list<Fact> facts);

/// The message of an error: `fault.<name>.what` and `.do` are its words.  The words of a library, in
/// `detail`, come down to one where they are known, and are never shown.
std::string message_of(const Error& error);

/// What happened, where (file, row, column, value), and what to do: two or three lines.
std::string describe(Lang lang, const Error& error);

/// The stable English name of a fault, as --json and tests use it: "not_found".
const char* fault_name(Fault fault);

}  // namespace geo
