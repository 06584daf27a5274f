// What a note says, alone or together with others of its kind.
#pragma once

#include "geo/data/import_report.h"

#include <cstdint>
#include <optional>
#include <string>

namespace geo {

/// What a note says: the words of its kind with its value and its reason, or with another reason.
std::string what_of(Lang lang, const ImportNote& note);
std::string what_of(Lang lang, const ImportNote& note, const std::string& reason);

/// "EPSG:32647" as people call it; any other text as it is.
std::string crs_words(Lang lang, const std::string& text);

/// What many notes of the kind of one say whose values or reasons differ: what differs is left out of the
/// sentence, with the brackets or the clause that it stands in.
std::string what_of_many(Lang lang, const ImportNote& note);

/// The sum of what the notes of a kind count, where each says a number of the whole table; nothing where one
/// says something else.  The number of a row ("the other is row 7") is no count.
std::optional<std::int64_t> sum_of_reasons(const Notes::Kind& kind);

/// The first way out is likely right, and not merely the first of several: what would pick one of equals,
/// drop a row or count what nobody named is for a person to choose.
bool first_is_likely(const ImportNote& note);

/// True where the answer says what the numbers count: nobody who only accepts rows has given it.
bool says_what_counts(const ImportNote& note);

}  // namespace geo
