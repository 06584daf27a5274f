#include "render/type.h"

#include "geo/base/text.h"
#include "render/type_private.h"

#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace render {
namespace {

struct Family {
    const char* name;
    bool bold;
    const char* package;
};
constexpr std::array<Family, 3> families = {{{"Loma", false, "fonts-tlwg-loma-ttf"},
                                             {"Loma", true, "fonts-tlwg-loma-ttf"},
                                             {"Laksaman", true, "fonts-tlwg-laksaman-ttf"}}};

constexpr double mm_per_pango = 1 / (type_units_per_mm * PANGO_SCALE);

int pango_from_mm(double mm) {
    return static_cast<int>(std::lround(mm / mm_per_pango));
}

/// One font map and context a thread, without hinting and without rounding: the same shapes at every size.
struct Shaper {
    Shaper() {
        map.reset(pango_cairo_font_map_new());
        context.reset(pango_font_map_create_context(map.get()));
        const geo::Handle<cairo_font_options_t*, cairo_font_options_destroy> options{
            cairo_font_options_create()};
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
        pango_cairo_context_set_font_options(context.get(), options.get());
        pango_context_set_round_glyph_positions(context.get(), FALSE);
        pango_context_set_language(context.get(), pango_language_from_string("th"));
        pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
    }
    geo::Handle<PangoFontMap*, g_object_unref> map;
    geo::Handle<PangoContext*, g_object_unref> context;
};

PangoContext* context() {
    thread_local const Shaper shaper;
    return shaper.context.get();
}

using FontDescription = geo::Handle<PangoFontDescription*, pango_font_description_free>;

FontDescription description(FontFace face, double size_mm) {
    const Family& family = families[static_cast<std::size_t>(face)];
    FontDescription out{pango_font_description_new()};
    pango_font_description_set_family_static(out.get(), family.name);
    pango_font_description_set_weight(out.get(), family.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(out.get(), size_mm / mm_per_pango);
    return out;
}

/// A word in brackets stays one: dictionaries would part "(ประมาณการ)".
void keep_brackets_whole(PangoLayout* layout, const std::string& words) {
    const geo::Handle<PangoAttrList*, pango_attr_list_unref> kept{pango_attr_list_new()};
    for (std::size_t open = words.find('('); open != std::string::npos; open = words.find('(', open + 1)) {
        const std::size_t close = words.find_first_of(" )", open);
        if (close == std::string::npos || words[close] == ' ') continue;
        PangoAttribute* attribute = pango_attr_allow_breaks_new(FALSE);
        attribute->start_index = static_cast<guint>(open);
        attribute->end_index = static_cast<guint>(close + 1);
        pango_attr_list_insert(kept.get(), attribute);
    }
    pango_layout_set_attributes(layout, kept.get());
}

double line_height(const TextMark& text) {
    return text.line_mm > 0 ? text.line_mm : 1.4 * text.size_mm;
}

}  // namespace

ShapedText shaped(const TextMark& text) {
    ShapedText out;
    out.layout.reset(pango_layout_new(context()));
    PangoLayout* layout = out.layout.get();
    pango_layout_set_font_description(layout, description(text.face, text.size_mm).get());
    pango_layout_set_text(layout, text.text.data(), static_cast<int>(text.text.size()));
    if (text.wrap_mm > 0) {
        pango_layout_set_width(layout, pango_from_mm(text.wrap_mm));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        keep_brackets_whole(layout, text.text);
    }
    const int count = pango_layout_get_line_count(layout);
    out.box.lines = static_cast<std::size_t>(count);
    for (int i = 0; i < count; ++i) {
        PangoLayoutLine* line = pango_layout_get_line_readonly(layout, i);
        PangoRectangle ink;
        PangoRectangle logical;
        pango_layout_line_get_extents(line, &ink, &logical);
        const double width = logical.width * mm_per_pango;
        out.box.width_mm = std::max(out.box.width_mm, width);
        const double above = -std::min(ink.y, logical.y) * mm_per_pango;
        const double below = std::max(ink.y + ink.height, logical.y + logical.height) * mm_per_pango;
        if (i == 0) out.box.ascent_mm = above;
        if (i == count - 1) out.box.descent_mm = below;
        double x = 0;
        if (text.anchor == Anchor::centre) x = -width / 2;
        if (text.anchor == Anchor::right) x = -width;
        out.lines.push_back({line, x, i * line_height(text)});
    }
    return out;
}

TextBox measure_text(const TextMark& text) {
    using Key = std::tuple<std::string, FontFace, double, double>;
    struct Hash {
        std::size_t operator()(const Key& key) const {
            const std::size_t size = std::hash<double>{}(std::get<2>(key));
            const std::size_t wrap = std::hash<double>{}(std::get<3>(key));
            return std::hash<std::string>{}(std::get<0>(key)) ^ (size * 31) ^ (wrap * 131) ^
                   static_cast<std::size_t>(std::get<1>(key));
        }
    };
    constexpr std::size_t most = 40'000;  // texts remembered a thread: names of the whole country, twice
    thread_local std::unordered_map<Key, TextBox, Hash> known;
    const Key key{text.text, text.face, text.size_mm, text.wrap_mm};
    if (const auto found = known.find(key); found != known.end()) return found->second;
    if (known.size() >= most) known.clear();
    return known.emplace(key, shaped(text).box).first->second;
}

std::string fitted(const TextMark& text, double width_mm) {
    if (measure_text(text).width_mm <= width_mm) return text.text;
    const std::vector<char32_t> points = geo::code_points(text.text);
    const auto cut = [&](std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) geo::append_utf8(out, points[i]);
        return out + "…";
    };
    TextMark shorter = text;
    std::size_t fits = 0;
    std::size_t too_many = points.size();
    while (too_many - fits > 1) {
        const std::size_t middle = (fits + too_many) / 2;
        shorter.text = cut(middle);
        (shaped(shorter).box.width_mm <= width_mm ? fits : too_many) = middle;
    }
    // A mark belongs to the letter before it: never cut between the two.
    const auto is_mark = [](char32_t c) {
        return c == 0x0E31 || (c >= 0x0E33 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
    };
    while (fits > 0 && fits < points.size() && is_mark(points[fits])) --fits;
    return cut(fits);
}

geo::Result<std::vector<std::string>> fonts_found() {
    std::vector<std::string> out;
    for (const Family& family : families) {
        const geo::Handle<FcPattern*, FcPatternDestroy> wanted{FcPatternCreate()};
        const std::string name = family.name;
        FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(name.c_str()));
        FcPatternAddInteger(wanted.get(), FC_WEIGHT, family.bold ? FC_WEIGHT_BOLD : FC_WEIGHT_NORMAL);
        FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
        FcDefaultSubstitute(wanted.get());
        FcResult result = FcResultNoMatch;
        const geo::Handle<FcPattern*, FcPatternDestroy> found{FcFontMatch(nullptr, wanted.get(), &result)};
        FcChar8* found_family = nullptr;
        FcChar8* file = nullptr;
        if (found) {
            FcPatternGetString(found.get(), FC_FAMILY, 0, &found_family);
            FcPatternGetString(found.get(), FC_FILE, 0, &file);
        }
        if (found_family == nullptr || name != reinterpret_cast<const char*>(found_family)) {
            geo::Error error;
            error.fault = geo::Fault::not_found;
            error.value = name;
            error.detail = std::string{"apt install "} + family.package;
            return geo::fail(std::move(error));
        }
        out.push_back(name + (family.bold ? " Bold: " : ": ") +
                      (file == nullptr ? "" : reinterpret_cast<const char*>(file)));
    }
    return out;
}

}  // namespace render
