#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/layer_private.h"

#include <algorithm>
#include <map>

namespace geo::layers {
namespace {

std::string upper_key(const std::string& name) {
    std::string key = key_of(name);
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return key;
}

struct FieldFacts {
    std::map<std::size_t, std::size_t> code_lengths;
    std::size_t values = 0;
    std::size_t thai = 0;
    std::size_t latin = 0;
    std::vector<std::string> all;
};

std::size_t distinct(std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

}  // namespace

AreaFields fields_of(OGRLayerH layer) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    const int count = OGR_FD_GetFieldCount(definition);
    std::vector<FieldFacts> facts(static_cast<std::size_t>(count));
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        for (int i = 0; i < count; ++i) {
            FieldFacts& f = facts[static_cast<std::size_t>(i)];
            bool ignored = false;
            const std::string text = text_field(feature.get(), i, ignored);
            if (text.empty()) continue;
            ++f.values;
            // No area code begins with 0: 01, 02, ... are numbers of something else.
            if (const auto code = code_from_cell(text); code && code->code[0] != '0')
                ++f.code_lengths[code->code.size()];
            if (text.find("\xE0\xB8") != std::string::npos || text.find("\xE0\xB9") != std::string::npos)
                ++f.thai;
            else if (std::any_of(text.begin(), text.end(),
                                 [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }))
                ++f.latin;
            f.all.push_back(text);
        }
    }
    OGR_L_ResetReading(layer);
    AreaFields out;
    for (int i = 0; i < count; ++i) {
        const FieldFacts& f = facts[static_cast<std::size_t>(i)];
        for (const std::size_t digits : {std::size_t{2}, std::size_t{4}, std::size_t{6}}) {
            const auto found = f.code_lengths.find(digits);
            if (found == f.code_lengths.end() || found->second * 20 < f.values * 19) continue;
            // Codes of areas stand once, or once for each island; those of a parent repeat over and over.
            if (distinct(f.all) * 2 < f.values) continue;
            if (digits > out.digits) {
                out.digits = digits;
                out.code = i;
            }
        }
    }
    if (out.code < 0) return out;
    const std::size_t level = out.digits / 2;
    const auto by_name = [&](std::initializer_list<std::string> names) {
        for (const std::string& name : names)
            for (int i = 0; i < count; ++i)
                if (upper_key(field_name(definition, i)) == name) return i;
        return -1;
    };
    const std::string n = std::to_string(level);
    const std::array<std::string, 4> short_names = {"", "PROV", "AMP", "TAM"};
    out.name_th = by_name({"ADM" + n + "_TH", "NAME_TH", short_names[level] + "_NAMT",
                           short_names[level] + "_NAM_T", "NAMETH"});
    out.name_en = by_name({"ADM" + n + "_EN", "NAME_EN", short_names[level] + "_NAME",
                           short_names[level] + "_NAM_E", "NAMEEN"});
    for (std::size_t up = 1; up < level; ++up) {
        const std::string u = std::to_string(up);
        out.parent_th[up] =
            by_name({"ADM" + u + "_TH", short_names[up] + "_NAMT", short_names[up] + "_NAM_T"});
        out.parent_en[up] =
            by_name({"ADM" + u + "_EN", short_names[up] + "_NAME", short_names[up] + "_NAM_E"});
    }
    std::size_t most_thai = 0;
    std::size_t most_latin = 0;
    for (int i = 0; i < count; ++i) {
        const FieldFacts& f = facts[static_cast<std::size_t>(i)];
        if (i == out.code || f.values == 0) continue;
        const std::size_t kinds = distinct(f.all);
        const bool parent = std::count(out.parent_th.begin(), out.parent_th.end(), i) +
                                std::count(out.parent_en.begin(), out.parent_en.end(), i) >
                            0;
        if (parent) continue;
        if (out.name_th < 0 && f.thai * 2 > f.values && kinds > most_thai) most_thai = kinds;
        if (out.name_en < 0 && f.latin * 2 > f.values && kinds > most_latin &&
            !f.code_lengths.contains(out.digits))
            most_latin = kinds;
    }
    for (int i = count - 1; i >= 0; --i) {
        const FieldFacts& f = facts[static_cast<std::size_t>(i)];
        if (i == out.code || f.values == 0) continue;
        if (out.name_th < 0 && most_thai > 0 && f.thai * 2 > f.values && distinct(f.all) == most_thai)
            out.name_th = i;
        if (out.name_en < 0 && most_latin > 0 && f.latin * 2 > f.values && distinct(f.all) == most_latin)
            out.name_en = i;
    }
    return out;
}

}  // namespace geo::layers
