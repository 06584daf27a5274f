// What a note says, alone or together with others of its kind.
#pragma once

#include "geo/data/import_report.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// What a note says: the words of its kind with its value and its reason, or with another reason.
std::string what_of(Lang lang, const ImportNote& note);
std::string what_of(Lang lang, const ImportNote& note, const std::string& reason);

/// The sum of what the notes count, where each says a number of the whole table; nothing where one says
/// something else.  The number of a row ("the other is row 7") is no count.
std::optional<std::int64_t> sum_of_reasons(const std::vector<const ImportNote*>& notes);

/// The number of a reason as reports write it ("1,234").
std::optional<std::int64_t> number_in_reason(const ImportNote& note);

}  // namespace geo
