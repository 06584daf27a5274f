#include "geo/data/name_distance.h"

#include <algorithm>
#include <cstdlib>

namespace geo {
namespace {

int weight(char32_t c) {
    const bool sign = c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
    return sign ? 1 : 2;
}

}  // namespace

int name_distance(const std::vector<char32_t>& a, const std::vector<char32_t>& b, int most) {
    // Each letter that one has more than the other costs one at least.
    if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > most) return most + 1;
    std::vector<int> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
    for (std::size_t j = 1; j <= b.size(); ++j) row[j] = row[j - 1] + weight(b[j - 1]);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        next[0] = row[0] + weight(a[i - 1]);
        int least = next[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int left_out = row[j] + weight(a[i - 1]);
            const int put_in = next[j - 1] + weight(b[j - 1]);
            const int changed =
                row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : std::max(weight(a[i - 1]), weight(b[j - 1])));
            next[j] = std::min({left_out, put_in, changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                next[j] = std::min(next[j], before[j - 2] + std::max(weight(a[i - 1]), weight(b[j - 1])));
            least = std::min(least, next[j]);
        }
        // An exchange looks two rows back, and costs one at least.
        if (least > most + 1) return most + 1;
        std::swap(before, row);
        std::swap(row, next);
    }
    return std::min(row[b.size()], most + 1);
}

int slip_of_the_pen(const std::vector<char32_t>& letters) {
    const bool latin = std::all_of(letters.begin(), letters.end(), [](char32_t c) { return c < 0x250; });
    if (latin) return letters.size() >= 7 ? 2 : 0;
    return letters.size() < 3 ? 0 : letters.size() == 3 ? 1 : 2;
}

}  // namespace geo
