#include "geo/access/equity.h"

#include <algorithm>

namespace geo {
namespace {

double weight(const Having& one) {
    return static_cast<double>(one.children_milli);
}

void sort_up(std::vector<Having>& all) {
    std::erase_if(all, [](const Having& one) { return one.children_milli <= 0; });
    std::sort(all.begin(), all.end(), [](const Having& a, const Having& b) {
        return a.value != b.value ? a.value < b.value : a.children_milli < b.children_milli;
    });
}

/// Mean of the first tenth of the children in that order.
template <class It>
double first_tenth(It from, It to, double tenth) {
    double sum = 0, left = tenth;
    for (; from != to && left > 0; ++from) {
        const double taken = std::min(left, weight(*from));
        sum += taken * from->value;
        left -= taken;
    }
    return sum / tenth;
}

}  // namespace

Equity equity_of(std::vector<Having>& all, bool more_is_better) {
    sort_up(all);
    Equity out;
    double sum = 0;
    for (const Having& one : all) {
        out.children_milli += one.children_milli;
        sum += weight(one) * one.value;
    }
    if (all.empty()) return out;
    const auto children = static_cast<double>(out.children_milli);
    out.mean = sum / children;
    out.worst = more_is_better ? all.front().value : all.back().value;
    out.worst_tenth = more_is_better ? first_tenth(all.begin(), all.end(), children / 10)
                                     : first_tenth(all.rbegin(), all.rend(), children / 10);
    if (!more_is_better || sum <= 0) return out;
    // Sum over pairs by ranks: each point against those before it and those behind.
    double before = 0, spread = 0;
    for (const Having& one : all) {
        spread += weight(one) * one.value * (2 * before + weight(one) - children);
        before += weight(one);
    }
    out.gini = std::max(0.0, spread / (children * sum));
    return out;
}

std::vector<LorenzPoint> lorenz_curve(std::vector<Having> all, std::size_t parts) {
    sort_up(all);
    double children = 0, sum = 0;
    for (const Having& one : all) {
        children += weight(one);
        sum += weight(one) * one.value;
    }
    std::vector<LorenzPoint> out;
    if (sum <= 0 || parts == 0) return out;
    out.push_back({0, 0});
    std::size_t i = 0;
    double behind = 0, had = 0;  // of the points before i
    for (std::size_t k = 1; k < parts; ++k) {
        const double upto = children * static_cast<double>(k) / static_cast<double>(parts);
        for (; i < all.size() && behind + weight(all[i]) <= upto; ++i) {
            behind += weight(all[i]);
            had += weight(all[i]) * all[i].value;
        }
        const double more = i < all.size() ? (upto - behind) * all[i].value : 0;
        out.push_back({upto / children, (had + more) / sum});
    }
    out.push_back({1, 1});
    return out;
}

std::optional<double> concentration_index(std::vector<Ranked> all) {
    std::erase_if(all, [](const Ranked& one) { return one.having.children_milli <= 0; });
    std::sort(all.begin(), all.end(), [](const Ranked& a, const Ranked& b) {
        if (a.poverty != b.poverty) return a.poverty > b.poverty;
        if (a.having.value != b.having.value) return a.having.value < b.having.value;
        return a.having.children_milli < b.having.children_milli;
    });
    double children = 0, sum = 0;
    for (const Ranked& one : all) {
        children += weight(one.having);
        sum += weight(one.having) * one.having.value;
    }
    if (sum <= 0) return std::nullopt;
    const double mean = sum / children;
    double before = 0, covariance = 0;
    for (std::size_t i = 0; i < all.size();) {
        double tied = 0, had = 0;
        std::size_t k = i;
        for (; k < all.size() && all[k].poverty == all[i].poverty; ++k) {
            tied += weight(all[k].having);
            had += weight(all[k].having) * (all[k].having.value - mean);
        }
        const double rank = (before + tied / 2) / children;
        covariance += had * (rank - 0.5);  // the mean of the mid-ranks is a half
        before += tied;
        i = k;
    }
    return 2 * covariance / children / mean;
}

}  // namespace geo
