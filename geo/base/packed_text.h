// A text that does not change and takes little room: 8 bytes, and its letters beside those of others in a
// block that is gone with the last of them.  For millions of names; std::string takes 32 bytes and more.
//
// The trap: one text that is kept keeps the block of 64 KB that it was made in.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace geo {

class PackedText {
public:
    PackedText() = default;
    PackedText(std::string_view text);  // NOLINT(google-explicit-constructor)
    PackedText(const std::string& text) : PackedText(std::string_view{text}) {}  // NOLINT
    PackedText(const char* text) : PackedText(std::string_view{text}) {}         // NOLINT
    PackedText(const PackedText& other);
    PackedText(PackedText&& other) noexcept : at_(std::exchange(other.at_, nullptr)) {}
    PackedText& operator=(const PackedText& other) {
        PackedText copy(other);
        std::swap(at_, copy.at_);
        return *this;
    }
    PackedText& operator=(PackedText&& other) noexcept {
        std::swap(at_, other.at_);
        return *this;
    }
    ~PackedText();

    std::string_view view() const;
    operator std::string_view() const { return view(); }          // NOLINT(google-explicit-constructor)
    operator std::string() const { return std::string{view()}; }  // NOLINT(google-explicit-constructor)
    bool empty() const { return at_ == nullptr; }
    std::size_t size() const { return view().size(); }

    friend bool operator==(const PackedText& a, const PackedText& b) {
        return a.at_ == b.at_ || a.view() == b.view();
    }
    friend std::strong_ordering operator<=>(const PackedText& a, const PackedText& b) {
        return a.view().compare(b.view()) <=> 0;
    }
    friend bool operator==(const PackedText& a, std::string_view b) { return a.view() == b; }
    friend bool operator==(const PackedText& a, const std::string& b) { return a.view() == b; }
    friend bool operator==(const PackedText& a, const char* b) { return a.view() == b; }
    friend std::string operator+(const PackedText& a, std::string_view b) {
        return std::string{a.view()}.append(b);
    }
    friend std::string operator+(std::string a, const PackedText& b) { return a.append(b.view()); }
    friend std::ostream& operator<<(std::ostream& out, const PackedText& text) { return out << text.view(); }

private:
    const char* at_ = nullptr;  ///< the size in four bytes, then the letters; null for ""
};

/// Gives the same text for the same words, so that a million rows of one agency hold its name once.  Knows
/// the first few thousand.
class TextPool {
public:
    PackedText of(std::string_view text);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, PackedText, Hash, std::equal_to<>> known_;  // asked, never listed
};

}  // namespace geo
