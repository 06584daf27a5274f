#include "geo/base/fingerprint.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace geo {
namespace {

__extension__ using Wide = unsigned __int128;

/// The halves of the product, folded (wyhash, Wang Yi).
std::uint64_t folded(std::uint64_t x, std::uint64_t y) {
    const Wide product = static_cast<Wide>(x) * y;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace

void Fingerprint::add(std::string_view text) {
    const auto mix = [&](std::uint64_t word) {
        a = folded(a ^ word, 0xE7037ED1A0B428DBU) + word;
        b = folded(b ^ word, 0x8EBC6AF09C88C6E3U) ^ (word * 0x589965CC75374CC3U);
    };
    const std::size_t size = text.size();
    while (text.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), 8);
        mix(word);
        text.remove_prefix(8);
    }
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), text.size());
    mix(word);
    mix(size + 0x1D8E4E27C47D124FU);
}

SeenTexts::SeenTexts(std::size_t expected) : texts_(expected + expected / 3 + 8), numbers_(texts_.size()) {}

std::size_t SeenTexts::place_of(const Fingerprint& text) const {
    std::size_t at =
        static_cast<std::size_t>((static_cast<Wide>(folded(text.a, text.b)) * texts_.size()) >> 64U);
    while (numbers_[at] != 0 && texts_[at] != text) at = at + 1 == texts_.size() ? 0 : at + 1;
    return at;
}

std::uint32_t SeenTexts::first_of(const Fingerprint& text, std::uint32_t number) {
    std::size_t at = place_of(text);
    if (numbers_[at] != 0) return numbers_[at] - 1;
    if ((count_ + 1) * 5 > texts_.size() * 4) {
        grow();
        at = place_of(text);
    }
    ++count_;
    texts_[at] = text;
    numbers_[at] = number + 1;
    return number;
}

void SeenTexts::grow() {
    SeenTexts larger(texts_.size() * 3 / 2);
    for (std::size_t at = 0; at < texts_.size(); ++at)
        if (numbers_[at] != 0) {
            const std::size_t to = larger.place_of(texts_[at]);
            larger.texts_[to] = texts_[at];
            larger.numbers_[to] = numbers_[at];
        }
    larger.count_ = count_;
    *this = std::move(larger);
}

}  // namespace geo
