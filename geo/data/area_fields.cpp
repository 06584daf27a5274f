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

/// Of the most codes in the column; 0 where it holds none.
std::size_t digits_of(OGRLayerH layer, int field) {
    std::map<std::size_t, std::size_t> lengths;
    OGR_L_ResetReading(layer);
    while (true) {
        const Feature feature{OGR_L_GetNextFeature(layer)};
        if (!feature) break;
        bool ignored = false;
        const auto code = code_from_cell(text_field(feature.get(), field, ignored));
        if (code && code->code.size() <= 6) ++lengths[code->code.size()];
    }
    OGR_L_ResetReading(layer);
    const auto most = std::max_element(lengths.begin(), lengths.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == lengths.end() ? 0 : most->first;
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

bool take_area_roles(OGRLayerH layer, const Reading& reading, AreaFields& fields) {
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    std::vector<const ColumnReading*> said;
    for (const ColumnReading& one : reading.columns)
        if (one.column >= 0 && one.column < OGR_FD_GetFieldCount(definition) &&
            one.header == field_name(definition, one.column))
            said.push_back(&one);
    if (said.empty()) return false;
    const auto forget = [&](int& field) {
        for (const ColumnReading* one : said)
            if (one->column == field) field = -1;
    };
    forget(fields.code);
    forget(fields.name_th);
    forget(fields.name_en);
    for (int& field : fields.parent_th) forget(field);
    for (int& field : fields.parent_en) forget(field);
    for (const ColumnReading* one : said)
        if (one->role == ColumnRole::area_code) {
            fields.code = one->column;
            fields.digits = digits_of(layer, one->column);
        }
    if (fields.digits == 0) fields.code = -1;
    if (fields.code < 0) return true;
    const std::size_t level = fields.digits / 2;
    for (const ColumnReading* one : said) {
        if (one->role == ColumnRole::english_name) fields.name_en = one->column;
        for (std::size_t l = 1; l <= level; ++l)
            if (one->role == name_roles.at(l))
                (l == level ? fields.name_th : fields.parent_th.at(l)) = one->column;
    }
    return true;
}

}  // namespace geo::layers
