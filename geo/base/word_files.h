// The text of assets/words, compiled in.  Read it through words.h.
#pragma once

#include <cstddef>

namespace geo {

struct WordFile {
    const char* language;  ///< "th" or "en"
    const char* name;      ///< "th/base.txt"
    const char* text;      ///< UTF-8; lines `key = words`
};

extern const WordFile word_files[];
extern const std::size_t word_file_count;

}  // namespace geo
