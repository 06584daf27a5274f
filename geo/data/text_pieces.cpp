#include "geo/data/text_pieces.h"

#include "geo/base/text.h"

#include <algorithm>

namespace geo {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20U;
constexpr const char* utf8_mark = "\xEF\xBB\xBF";

/// How many bytes at the end begin a letter of UTF-8 that goes on behind them.
std::size_t begun_letter(std::string_view bytes) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if ((byte & 0xC0U) == 0x80U) continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

}  // namespace

bool begins_with(std::string_view bytes, std::string_view mark) {
    return bytes.substr(0, mark.size()) == mark;
}

Result<TextPieces> TextPieces::open(const std::string& file, std::size_t most_rows) {
    constexpr std::size_t bytes_per_row = 4096;
    TextPieces out;
    out.file_ = file;
    out.in_.open(file, std::ios::binary | std::ios::ate);
    if (!out.in_) return fail(Fault::unreadable, file);
    const auto size = static_cast<std::size_t>(std::max<std::streamoff>(0, out.in_.tellg()));
    const bool all = most_rows == 0 || most_rows >= size / bytes_per_row;
    out.wanted_ = all ? size : most_rows * bytes_per_row;
    out.whole_ = out.wanted_ == size;
    out.in_.seekg(0);
    if (out.whole_) return out;
    out.held_.resize(out.wanted_);
    out.in_.read(out.held_.data(), static_cast<std::streamsize>(out.wanted_));
    if (!out.in_) return fail(Fault::unreadable, file);
    return out;
}

void TextPieces::rewind() {
    given_ = 0;
    if (!whole_) return;
    in_.clear();
    in_.seekg(0);
}

Result<bool> TextPieces::next(std::string& piece) {
    piece.clear();
    const std::size_t size = std::min(piece_bytes, wanted_ - given_);
    if (size == 0) return false;
    if (whole_) {
        piece.resize(size);
        in_.read(piece.data(), static_cast<std::streamsize>(size));
        if (!in_) return fail(Fault::unreadable, file_);
    } else {
        piece = held_.substr(given_, size);
    }
    given_ += size;
    return true;
}

double TextPieces::given() const {
    return wanted_ == 0 ? 1 : static_cast<double>(given_) / static_cast<double>(wanted_);
}

void TextPieces::cut_at_line(const std::string& encoding) {
    if (whole_) return;
    const bool wide = encoding.rfind("UTF-16", 0) == 0;
    std::size_t end = held_.rfind('\n');
    while (wide && end != std::string::npos && end > 0 &&
           (encoding == "UTF-16BE" ? end % 2 == 0 || held_[end - 1] != 0
                                   : end % 2 == 1 || end + 1 >= held_.size() || held_[end + 1] != 0))
        end = held_.rfind('\n', end - 1);
    if (end == std::string::npos) return;
    wanted_ = end + (encoding == "UTF-16LE" ? 2 : 1);
}

bool Utf8Check::add(std::string_view piece) {
    // The end of the letter that was begun is checked with its beginning.
    while (!left_.empty() && !piece.empty()) {
        left_ += piece.front();
        piece.remove_prefix(1);
        if (begun_letter(left_) == left_.size()) continue;
        if (!is_utf8(left_)) return false;
        left_.clear();
    }
    if (piece.empty()) return true;
    const std::size_t begun = begun_letter(piece);
    left_ = piece.substr(piece.size() - begun);
    return is_utf8(piece.substr(0, piece.size() - begun));
}

bool TextDecoder::knows(const std::string& encoding) {
    return encoding == "UTF-8" || encoding == "UTF-16LE" || encoding == "UTF-16BE" || encoding == "CP874";
}

void TextDecoder::add_utf16(std::string& text, bool last) {
    const bool little = encoding_ == "UTF-16LE";
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(left_[i]);
        const auto b = static_cast<unsigned char>(left_[i + 1]);
        return static_cast<char32_t>(little ? a | (b << 8) : (a << 8) | b);
    };
    std::size_t i = 0;
    if (!begun_ && (begins_with(left_, "\xFF\xFE") || begins_with(left_, "\xFE\xFF"))) i = 2;
    begun_ = true;
    for (; i + 1 < left_.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00) {
            if (i + 3 >= left_.size() && !last) break;
            if (i + 3 < left_.size()) {
                c = 0x10000 + ((c - 0xD800) << 10U) + (unit(i + 2) - 0xDC00);
                i += 2;
            }
        }
        append_utf8(text, c);
    }
    left_.erase(0, std::min(i, left_.size()));
}

bool TextDecoder::add(std::string_view piece, std::string& text) {
    text.clear();
    if (encoding_ == "CP874") {
        text = utf8_from_cp874(piece);
        return text.find("\xEF\xBF\xBD") == std::string::npos;
    }
    left_ += piece;
    if (encoding_ != "UTF-8") {
        if (left_.size() >= 2 || begun_) add_utf16(text, false);
        return true;
    }
    if (!begun_ && left_.size() >= 3) {
        if (begins_with(left_, utf8_mark)) left_.erase(0, 3);
        begun_ = true;
    }
    const std::size_t begun = begun_letter(left_);
    text.swap(left_);
    left_ = text.substr(text.size() - begun);
    text.resize(text.size() - begun);
    return is_utf8(text);
}

bool TextDecoder::finish(std::string& text) {
    text.clear();
    if (encoding_ == "UTF-8") {
        text.swap(left_);
        return is_utf8(text);
    }
    if (encoding_ != "CP874") add_utf16(text, true);
    return true;
}

}  // namespace geo
