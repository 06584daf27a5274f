#include "render/classify.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace render {
namespace {

using geo::ClassMethod;

/// Distinct values ascending, with how often each stands.
struct Distinct {
    std::vector<double> value;
    std::vector<double> count;
};

Distinct distinct(const std::vector<double>& sorted) {
    Distinct out;
    for (const double v : sorted) {
        if (out.value.empty() || v != out.value.back()) {
            out.value.push_back(v);
            out.count.push_back(0);
        }
        out.count.back() += 1;
    }
    return out;
}

/// Exact natural breaks (Fisher 1958; Jenks 1977): least sum of squared deviations from the class means, by
/// dynamic programming with divide and conquer over the monotone optimum.  Equal values stay in one class.
class Jenks {
public:
    explicit Jenks(const Distinct& values)
        : n_(values.value.size()), w_(n_ + 1, 0), s_(n_ + 1, 0), q_(n_ + 1, 0) {
        // Deviations from the middle value keep the squares small and the differences exact enough.
        const double middle = values.value[n_ / 2];
        for (std::size_t i = 0; i < n_; ++i) {
            const double v = values.value[i] - middle;
            w_[i + 1] = w_[i] + values.count[i];
            s_[i + 1] = s_[i] + values.count[i] * v;
            q_[i + 1] = q_[i] + values.count[i] * v * v;
        }
    }

    /// First value of each class but the first.
    std::vector<std::size_t> starts(std::size_t classes) {
        best_.assign(n_ + 1, 0);
        for (std::size_t j = 1; j <= n_; ++j) best_[j] = cost(0, j);
        from_.assign(classes, std::vector<std::size_t>(n_ + 1, 0));
        for (std::size_t k = 1; k < classes; ++k) {
            next_.assign(n_ + 1, std::numeric_limits<double>::infinity());
            fill(k, k + 1, n_, k, n_ - 1);
            best_ = next_;
        }
        std::vector<std::size_t> out;
        std::size_t end = n_;
        for (std::size_t k = classes; k-- > 1;) {
            end = from_[k][end];
            out.push_back(end);
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

private:
    double cost(std::size_t from, std::size_t to) const {
        const double w = w_[to] - w_[from];
        const double s = s_[to] - s_[from];
        return std::max(0.0, q_[to] - q_[from] - s * s / w);
    }

    void fill(std::size_t k, std::size_t low, std::size_t high, std::size_t from_low, std::size_t from_high) {
        if (low > high) return;
        const std::size_t j = (low + high) / 2;
        std::size_t at = from_low;
        for (std::size_t i = from_low; i <= std::min(j - 1, from_high); ++i) {
            const double c = best_[i] + cost(i, j);
            if (c < next_[j]) {
                next_[j] = c;
                at = i;
            }
        }
        from_[k][j] = at;
        fill(k, low, j - 1, from_low, at);
        fill(k, j + 1, high, at, from_high);
    }

    std::size_t n_;
    std::vector<double> w_, s_, q_;
    std::vector<double> best_, next_;
    std::vector<std::vector<std::size_t>> from_;
};

std::vector<double> quantiles(const std::vector<double>& sorted, std::size_t classes) {
    std::vector<double> breaks;
    for (std::size_t k = 1; k < classes; ++k) {
        const std::size_t at = (sorted.size() * k + classes - 1) / classes;
        breaks.push_back(sorted[std::min(at, sorted.size() - 1)]);
    }
    return breaks;
}

/// Round steps of 1, 2 or 5 times a power of ten, about as many classes as were asked for (after R's
/// pretty()).
std::vector<double> pretty(double least, double greatest, std::size_t classes) {
    const double raw = (greatest - least) / static_cast<double>(classes);
    const double base = std::pow(10, std::floor(std::log10(raw)));
    double step = base;
    for (const double unit : {2.0, 5.0, 10.0})
        if (unit * base - raw < 1.5 * (raw - step)) step = unit * base;
    std::vector<double> breaks;
    for (double k = std::floor(least / step) + 1; k * step < greatest; k += 1) breaks.push_back(k * step);
    return breaks;
}

}  // namespace

std::size_t Classes::class_of(double value) const {
    return static_cast<std::size_t>(std::upper_bound(breaks.begin(), breaks.end(), value) - breaks.begin());
}

Classes classify(std::span<const double> values, ClassMethod method, int classes,
                 std::span<const double> manual_breaks) {
    std::vector<double> sorted;
    for (const double v : values)
        if (std::isfinite(v)) sorted.push_back(v);
    std::sort(sorted.begin(), sorted.end());
    Classes out;
    if (method == ClassMethod::manual || method == ClassMethod::policy)
        out.breaks.assign(manual_breaks.begin(), manual_breaks.end());
    if (sorted.empty()) return out;
    out.least = sorted.front();
    out.greatest = sorted.back();
    if (!out.breaks.empty()) return out;
    const Distinct different = distinct(sorted);
    const std::size_t count =
        std::min(static_cast<std::size_t>(std::max(1, classes)), different.value.size());
    if (count < 2) return out;
    switch (method) {
        case ClassMethod::quantile:
            out.breaks = quantiles(sorted, count);
            break;
        case ClassMethod::equal:
            for (std::size_t k = 1; k < count; ++k)
                out.breaks.push_back(out.least + (out.greatest - out.least) * static_cast<double>(k) /
                                                     static_cast<double>(count));
            break;
        case ClassMethod::pretty:
            out.breaks = pretty(out.least, out.greatest, count);
            break;
        case ClassMethod::jenks:
        case ClassMethod::policy:
        case ClassMethod::manual:
            for (const std::size_t start : Jenks(different).starts(count))
                out.breaks.push_back(different.value[start]);
            break;
    }
    std::sort(out.breaks.begin(), out.breaks.end());
    out.breaks.erase(std::unique(out.breaks.begin(), out.breaks.end()), out.breaks.end());
    // A break at the least value would leave an empty class below it.
    std::erase_if(out.breaks, [&](double b) { return b <= out.least; });
    return out;
}

}  // namespace render
