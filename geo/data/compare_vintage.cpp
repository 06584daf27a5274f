#include "geo/data/compare_vintage.h"

#include "geo/base/parallel.h"
#include "geo/data/locate.h"
#include "geo/geom/measure.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace geo {
namespace {

/// An area lies in another where so much of it does.
constexpr double most = 0.7;
/// Two areas cannot both be drawn where so much of one is covered.
constexpr double half = 0.5;
/// A border that is drawn anew cuts off no more of an area.
constexpr double drawn_apart = 0.05;
/// Two drawings of one border differ by less, in degrees: about 200 m.
constexpr double drawn_alike = 0.002;

/// An area without what its level says of it, for the locator.
Areas only_shapes(std::vector<MultiPolygon> shapes) {
    Areas out;
    AreaLevel& level = out.at(Level::tambon);
    level.code.resize(shapes.size());
    level.shape = std::move(shapes);
    return out;
}

/// Points in a shape, evenly over its box.
std::vector<LonLat> grid_in(const MultiPolygon& shape) {
    constexpr int steps = 12;
    const Box box = box_of(shape);
    std::vector<LonLat> out;
    for (int x = 0; x < steps; ++x)
        for (int y = 0; y < steps; ++y) {
            const LonLat at{box.min_x + box.width() * (x + 0.5) / steps,
                            box.min_y + box.height() * (y + 0.5) / steps};
            if (contains(shape, at)) out.push_back(at);
        }
    if (out.empty()) out.push_back(inner_point(shape));
    return out;
}

/// Share of each shape in the areas of another level, by their rows.
using Shares = std::vector<std::map<std::uint32_t, double>>;
Shares shares_of(const std::vector<MultiPolygon>& shapes, const std::vector<bool>& skip,
                 const Locator& other) {
    Shares out(shapes.size());
    parallel_for(shapes.size(), 8, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            if (skip[i] || shapes[i].empty()) continue;
            const std::vector<LonLat> points = grid_in(shapes[i]);
            for (const LonLat at : points)
                if (const AreaId in = other.area_at(at); in.valid())
                    out[i][static_cast<std::uint32_t>(in.row())] += 1.0 / static_cast<double>(points.size());
        }
    });
    return out;
}

bool boxes_alike(const Box& a, const Box& b) {
    return std::abs(a.min_x - b.min_x) < drawn_alike && std::abs(a.max_x - b.max_x) < drawn_alike &&
           std::abs(a.min_y - b.min_y) < drawn_alike && std::abs(a.max_y - b.max_y) < drawn_alike;
}

/// For each whole the areas that lie mostly in it.
std::vector<std::vector<std::uint32_t>> members(const Shares& shares, std::size_t wholes) {
    std::vector<std::vector<std::uint32_t>> out(wholes);
    for (std::size_t i = 0; i < shares.size(); ++i)
        for (const auto& [row, share] : shares[i])
            if (share >= most) out[row].push_back(static_cast<std::uint32_t>(i));
    return out;
}

}  // namespace

VintageDifferences vintage_differences(const AreaLevel& loaded, const std::vector<AreaRow>& fresh,
                                       const ImportReport& report) {
    VintageDifferences out;
    if (loaded.size() == 0 || fresh.empty()) return out;
    std::vector<MultiPolygon> new_shapes;
    std::map<std::string, std::size_t> row_of_code;
    std::set<std::string> provinces;
    for (std::size_t n = 0; n < fresh.size(); ++n) {
        new_shapes.push_back(fresh[n].shape);
        row_of_code.emplace(fresh[n].code, n);
        provinces.insert(fresh[n].code.substr(0, 2));
    }
    const Areas new_areas = only_shapes(new_shapes);
    const Locator in_new(new_areas, Level::tambon);
    std::vector<bool> same_new(fresh.size(), false);
    std::vector<bool> skip_old(loaded.size(), false);
    bool any = false;
    for (std::size_t o = 0; o < loaded.size(); ++o) {
        const auto found = row_of_code.find(loaded.code[o]);
        // Also those of a province that had other codes, where the layer lies over them.
        const bool here =
            provinces.contains(loaded.code[o].substr(0, 2)) || in_new.area_at(loaded.inner[o]).valid();
        const bool alike = found != row_of_code.end() &&
                           boxes_alike(box_of(loaded.shape[o]), box_of(new_shapes[found->second]));
        if (alike) same_new[found->second] = true;
        skip_old[o] = alike || !here;
        any = any || !skip_old[o];
    }
    if (!any && std::find(same_new.begin(), same_new.end(), false) == same_new.end()) return out;
    const Areas old_areas = only_shapes(loaded.shape);
    const Shares new_in_old = shares_of(new_shapes, same_new, Locator(old_areas, Level::tambon));
    const Shares old_in_new = shares_of(loaded.shape, skip_old, in_new);
    const auto olds_of_new = members(old_in_new, fresh.size());
    const auto news_of_old = members(new_in_old, loaded.size());
    const auto note = [&](const char* kind, const std::string& code, const std::string& reason, LonLat at,
                          std::int64_t row) {
        ImportNote made{kind, report.file, "", row, "", code, reason};
        made.at = at;
        out.notes.push_back(std::move(made));
    };
    std::map<std::string, std::pair<std::size_t, std::size_t>> number;  // of province: loaded, fresh
    for (const std::string& code : loaded.code) ++number[code.substr(0, 2)].first;
    for (const AreaRow& row : fresh) ++number[row.code.substr(0, 2)].second;
    std::set<std::string> whole;
    for (const auto& [province, counted] : number)
        if (counted.second * 2 > counted.first) whole.insert(province);
    std::set<std::size_t> told;
    for (std::size_t n = 0; n < fresh.size(); ++n) {
        const AreaRow& row = fresh[n];
        std::string codes;
        for (const std::uint32_t o : olds_of_new[n]) {
            codes += (codes.empty() ? "" : ", ") + loaded.code[o];
            if (olds_of_new[n].size() > 1) told.insert(o);
        }
        if (olds_of_new[n].size() > 1) {
            note("area_merged", row.code, codes, inner_point(row.shape), row.row);
            continue;
        }
        if (same_new[n]) continue;
        const auto in = std::find_if(new_in_old[n].begin(), new_in_old[n].end(),
                                     [](const auto& one) { return one.second >= most; });
        if (in != new_in_old[n].end() && news_of_old[in->first].size() > 1) continue;  // told as split below
        if (in != new_in_old[n].end() && olds_of_new[n].size() == 1 && olds_of_new[n][0] == in->first) {
            told.insert(in->first);
            if (loaded.code[in->first] != row.code)
                note("area_recoded", row.code, loaded.code[in->first], inner_point(row.shape), row.row);
            continue;
        }
        // An area that grew or shrank is the same; one that lies elsewhere is not.
        const auto own = std::lower_bound(loaded.code.begin(), loaded.code.end(), row.code);
        if (own == loaded.code.end() || *own != row.code) continue;
        const auto own_row = static_cast<std::uint32_t>(own - loaded.code.begin());
        const bool grew = !olds_of_new[n].empty() && olds_of_new[n][0] == own_row;
        const bool shrank = in != new_in_old[n].end() && in->first == own_row;
        if (grew || shrank)
            told.insert(own_row);
        else
            note("area_moved", row.code, codes, inner_point(row.shape), row.row);
    }
    for (std::size_t o = 0; o < loaded.size(); ++o) {
        if (skip_old[o]) continue;
        const auto own = row_of_code.find(loaded.code[o]);
        const auto share_of = [&](std::size_t n) {
            const auto found = old_in_new[o].find(static_cast<std::uint32_t>(n));
            return found == old_in_new[o].end() ? 0.0 : found->second;
        };
        // Of an area that gave ground away nobody knows which of its children live where.
        const bool keeps_ground = own != row_of_code.end() && share_of(own->second) > drawn_apart;
        double covered = 0;
        for (const auto& [n, share] : old_in_new[o]) {
            covered += share;
            if (share >= most && fresh[n].code != loaded.code[o] && !keeps_ground)
                out.home[loaded.code[o]] = fresh[n].code;
        }
        if (covered >= half && own == row_of_code.end()) out.covered.insert(loaded.code[o]);
        if (told.contains(o)) continue;
        if (news_of_old[o].size() > 1) {
            std::string codes;
            for (const std::uint32_t n : news_of_old[o]) codes += (codes.empty() ? "" : ", ") + fresh[n].code;
            note("area_split", loaded.code[o], codes, loaded.inner[o], fresh[news_of_old[o][0]].row);
            continue;
        }
        // A layer of a part of the province has no gaps elsewhere.
        if (covered < 1 - most && whole.contains(loaded.code[o].substr(0, 2)))
            note("area_missing", loaded.code[o], "", loaded.inner[o], 0);
    }
    return out;
}

}  // namespace geo
