// A text file piece by piece, and its bytes as UTF-8 whatever encoding they are in.  Private to geo/data;
// text_cells.h is the door.
//
// The trap: a piece may end within a letter; what is left of it waits for the next one.
#pragma once

#include "geo/base/result.h"

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>

namespace geo {

class TextPieces {
public:
    /// No more of the file than `most_rows` rows of ordinary length need (0: all).  Fault::unreadable.
    static Result<TextPieces> open(const std::string& file, std::size_t most_rows);
    /// False where the file ends before what is wanted of it.
    bool whole() const { return whole_; }
    /// The first piece comes next.
    void rewind();
    /// False where there is no more.  Fault::unreadable where the file became shorter.
    Result<bool> next(std::string& piece);
    /// The share of what is wanted that has been given, 0 to 1.
    double given() const;
    /// What a part of a file ends with may be half a letter or half a row: it is left out.
    void cut_at_line(const std::string& encoding);

private:
    std::string file_;
    std::ifstream in_;
    std::string held_;  ///< a part of a file
    std::size_t wanted_ = 0, given_ = 0;
    bool whole_ = true;
};

/// Whether pieces that follow one another are UTF-8.
class Utf8Check {
public:
    bool add(std::string_view piece);
    /// No letter is begun and not ended.
    bool ends_whole() const { return left_.empty(); }

private:
    std::string left_;
};

/// Bytes of an encoding to UTF-8, without the mark at the beginning.
class TextDecoder {
public:
    static bool knows(const std::string& encoding);
    /// "UTF-8", "UTF-16LE", "UTF-16BE", "CP874".
    explicit TextDecoder(const std::string& encoding) : encoding_(encoding) {}
    /// Writes what can be said so far; false where the bytes are none of the encoding.
    bool add(std::string_view piece, std::string& text);
    bool finish(std::string& text);

private:
    void add_utf16(std::string& text, bool last);

    std::string encoding_;
    std::string left_;
    bool begun_ = false;
};

bool begins_with(std::string_view bytes, std::string_view mark);

}  // namespace geo
