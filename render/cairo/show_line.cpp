#include "render/cairo/paint_private.h"

#include <string_view>
#include <vector>

namespace render {
namespace {

/// Glyphs of a run as Cairo takes them, with the letters that each group of glyphs stands for.
struct Run {
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
};

/// A mark that is shifted to the left of a tall consonant (ป่า) ends before its letter does, and readers of
/// the PDF take the rest for a space between words.  Its letter is joined to the next, so that both are one
/// piece of text.
bool ends_early(const PangoGlyphInfo& last) {
    return last.geometry.width == 0 && last.geometry.x_offset < 0;
}

Run run_of(const PangoGlyphItem& item, double x, double y) {
    const PangoGlyphString& from = *item.glyphs;
    Run out;
    double pen = x;
    bool join = false;
    for (int i = 0; i < from.num_glyphs; ++i) {
        const PangoGlyphInfo& glyph = from.glyphs[i];
        const int begin = from.log_clusters[i];
        const bool same = i > 0 && begin == from.log_clusters[i - 1];
        if (!same) {
            int end = item.item->length;
            for (int j = i + 1; j < from.num_glyphs; ++j)
                if (from.log_clusters[j] != begin) {
                    end = from.log_clusters[j];
                    break;
                }
            if (join)
                out.clusters.back().num_bytes += end - begin;
            else
                out.clusters.push_back({end - begin, 0});
        }
        if (glyph.glyph != PANGO_GLYPH_EMPTY) {
            out.glyphs.push_back({glyph.glyph, pen + pango_units_to_double(glyph.geometry.x_offset),
                                  y + pango_units_to_double(glyph.geometry.y_offset)});
            ++out.clusters.back().num_glyphs;
        }
        pen += pango_units_to_double(glyph.geometry.width);
        join = ends_early(glyph);
    }
    return out;
}

bool is_plain(const PangoGlyphItem& item) {
    if (item.item->analysis.level % 2 != 0) return false;  // written from the right
    for (int i = 0; i < item.glyphs->num_glyphs; ++i)
        if ((item.glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0) return false;
    return true;
}

}  // namespace

void show_line(cairo_t* cr, PangoLayout* layout, PangoLayoutLine* line) {
    const std::string_view text = pango_layout_get_text(layout);
    double x = 0;
    double y = 0;
    cairo_get_current_point(cr, &x, &y);
    for (GSList* at = line->runs; at != nullptr; at = at->next) {
        PangoGlyphItem& item = *static_cast<PangoGlyphItem*>(at->data);
        if (is_plain(item)) {
            const Run run = run_of(item, x, y);
            const std::string_view letters = text.substr(static_cast<std::size_t>(item.item->offset),
                                                         static_cast<std::size_t>(item.item->length));
            cairo_set_scaled_font(
                cr, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(item.item->analysis.font)));
            cairo_show_text_glyphs(cr, letters.data(), static_cast<int>(letters.size()), run.glyphs.data(),
                                   static_cast<int>(run.glyphs.size()), run.clusters.data(),
                                   static_cast<int>(run.clusters.size()), cairo_text_cluster_flags_t{});
        } else {
            cairo_move_to(cr, x, y);
            pango_cairo_show_glyph_string(cr, item.item->analysis.font, item.glyphs);
        }
        x += pango_units_to_double(pango_glyph_string_get_width(item.glyphs));
    }
}

}  // namespace render
