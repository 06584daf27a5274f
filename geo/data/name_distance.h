// How far two spellings of a name are apart.  Private to geo/data; match.h is the door.
#pragma once

#include <vector>

namespace geo {

/// Damerau's distance (letters left out, put in, changed, or neighbours exchanged) in halves: a sign above or
/// below a Thai letter counts one, any other letter two.  Gives `most` + 1 where it is greater than `most`.
/// O(length²).
int name_distance(const std::vector<char32_t>& a, const std::vector<char32_t>& b, int most);

/// The distance within which a name of these letters is a slip of the pen: none for names of one or two
/// letters, a sign for three, one letter or two signs for more; one letter of seven in Latin letters, which
/// tell names apart less well.
int slip_of_the_pen(const std::vector<char32_t>& letters);

}  // namespace geo
