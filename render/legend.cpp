// The legend: classes with the children behind them, what is no ordinary number, the symbols that are drawn.
#include "geo/access/rates.h"
#include "geo/base/figures.h"
#include "render/furniture_private.h"
#include "render/map_making_private.h"
#include "render/map_words.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

void swatch(Card& card, double x, double y, double width, double height, const AreaFill& fill) {
    RectMark& mark = card.rect(x, y, width, height, fill.colour);
    mark.hatch = fill.hatch;
    mark.line = {with_alpha(card.inks().text, 0.45), card.mm(0.8), {}};
}

bool any_school(const geo::Study& study) {
    return std::any_of(study.data->places->begin(), study.data->places->end(),
                       [](const geo::Place& p) { return p.has_position && !geo::is_learning_unit(p.kind); });
}

struct LegendSizes {
    double width, row, swatch_width, swatch_height, text;
};

/// Rows of the legend and the columns that they share, in design pixels; measured before anything is drawn,
/// so that no words touch their number.
class Legend {
public:
    Legend(const geo::Study& study, const Choropleth& choropleth, const MapOptions& options, PointMm at)
        : study_(study), colours_(choropleth), options_(options), card_(options, at) {
        size_ = options.compact    ? LegendSizes{172, 22, 26, 17, 15}
                : options.on_paper ? LegendSizes{228, 22, 32, 17, 15}
                                   : LegendSizes{262, 22, 26, 18, 15};
        words_x_ = pad + size_.swatch_width + 10;
        find_classes();
        find_rows();
        find_lines();
        find_columns();
    }

    Furniture made() {
        double y = title(10);
        if (numbers_) {
            card_.text(right_, y + 14, behind_words(), 13.5, FontFace::text, card_.inks().quiet,
                       Anchor::right);
            y += 21;
        }
        y = classes(y);
        for (const std::string& note : notes_) y = paragraph(note, y);
        if (!specials_.empty() || !symbols_.empty() || !lines_.empty()) {
            y += 5;
            card_.rect(pad, y, size_.width - 2 * pad, 1, with_alpha(card_.inks().edge, 0.7));
            y += 6;
        }
        for (const Special& special : specials_) {
            swatch(card_, pad, y + (size_.row - size_.swatch_height) / 2, size_.swatch_width,
                   size_.swatch_height, special.fill);
            const double taken = special.count.empty() ? 0 : wide(special.count, count_px) + gap;
            fitting(special.words, right_ - taken, y);
            if (!special.count.empty())
                card_.text(right_, y + 16, special.count, count_px, FontFace::text, card_.inks().quiet,
                           Anchor::right);
            y += size_.row;
        }
        for (const LineSample& sample : lines_) {
            const double middle = y + size_.row / 2;
            if (sample.edge_px > 0)
                card_.rect(pad, middle - sample.edge_px / 2, size_.swatch_width, sample.edge_px, sample.edge);
            dashes(middle, sample);
            fitting(geo::word(options_.lang, sample.key), right_, y);
            y += size_.row;
        }
        for (const Symbol& symbol : symbols_) {
            card_.symbol(pad + size_.swatch_width / 2, y + size_.row / 2, symbol.shape, symbol.px,
                         symbol.text);
            fitting(geo::word(options_.lang, symbol.key), right_, y);
            y += size_.row;
        }
        return card_.finished(size_.width, y + 9, !options_.on_paper);
    }

private:
    static constexpr double pad = 12, gap = 10, count_px = 14, least_px = 12.5, widest = 300;

    struct ClassRow {
        Rgba colour;
        std::string words;
        std::int64_t behind = 0;
    };
    struct Special {
        std::string words, count;
        AreaFill fill;
    };
    struct Symbol {
        SymbolShape shape;
        double px;
        const char* key;
        const char* text = "";
    };
    /// A piece of a line as the map draws it: an edge, and a core of dashes and gaps.
    struct LineSample {
        const char* key;
        Rgba edge;
        double edge_px = 0;
        Rgba core;
        double core_px = 1;
        std::vector<double> dash;
    };

    void dashes(double middle, const LineSample& sample) {
        double x = 0;
        for (std::size_t i = 0; x < size_.swatch_width; ++i) {
            const double length =
                sample.dash.empty() ? size_.swatch_width : sample.dash[i % sample.dash.size()];
            if (i % 2 == 0)
                card_.rect(pad + x, middle - sample.core_px / 2, std::min(length, size_.swatch_width - x),
                           sample.core_px, sample.core);
            x += length;
        }
    }

    void find_lines() {
        const geo::Dataset& data = *study_.data;
        bool waters = false, borders = false;
        if (study_.map.show_barriers && options_.barriers_drawn)
            for (const geo::BarrierLayer& layer : *data.barriers)
                for (const geo::Barrier& barrier : layer.barriers)
                    (barrier.kind == geo::BarrierKind::water ? waters : borders) = true;
        const Inks inks = inks_of(options_.theme);
        if (waters) lines_.push_back({"map.legend.waters", inks.river_edge, 4.6, inks.river, 2.6, {}});
        if (borders) lines_.push_back({"map.legend.borders", {}, 0, inks.province, 1.6, {7, 3, 1.5, 3}});
        if (!options_.planned_drawn) return;
        bool added = false, closed = false, slowed = false;
        for (const geo::RoadEdit& edit : study_.scenario().road_edits) {
            added = added || std::holds_alternative<geo::NewRoad>(edit.what);
            closed = closed || std::holds_alternative<geo::ClosedRoad>(edit.what);
            slowed = slowed || std::holds_alternative<geo::SlowedRoads>(edit.what);
        }
        const RoadPlanInks plan;
        if (added) lines_.push_back({"map.legend.new_road", plan.edge, 8, plan.added, 4, {}});
        if (closed) lines_.push_back({"map.legend.closed_road", plan.edge, 7, plan.closed, 3.4, {4, 3}});
        if (slowed) lines_.push_back({"map.legend.slowed_roads", plan.edge, 5, plan.slowed, 2.4, {9, 4}});
    }

    double wide(const std::string& words, double px) const {
        return card_.width_px(words, px, FontFace::text);
    }
    const std::string& behind_words() const {
        const bool of_bands = options_.bands != nullptr;
        return geo::word(options_.lang, !of_bands && geo::is_rate(study_.map.indicator)
                                            ? "map.legend.behind"
                                            : "map.legend.children");
    }

    /// The classes of the areas, or the bands that are drawn instead.
    void find_classes() {
        if (options_.bands != nullptr) return find_bands(*options_.bands);
        if (!colours_.column.value.empty())
            for (const std::size_t c : colours_.legend_order)
                classes_.push_back({colours_.colours[c], colours_.class_words[c], colours_.class_behind[c]});
        title_ = indicator_words(study_, options_.lang);
    }

    void find_bands(const geo::TravelBands& bands) {
        const auto word = [&](const char* key) { return geo::word(options_.lang, key); };
        const BandColours colours = band_colours(bands.limits.size(), options_.theme, options_.bands_old);
        const std::vector<std::string> words = band_words(bands, options_.lang);
        const BandNumbers numbers = band_numbers(bands, colours_.about);
        for (std::size_t i = 0; i < words.size(); ++i)
            classes_.push_back({i < colours.bands.size() ? colours.bands[i] : colours.ground, words[i],
                                numbers.children[i]});
        const bool in_time = bands.limits.front().metric == geo::Metric::time;
        title_ = word(in_time ? "map.legend.bands" : "map.legend.bands_km");
        if (options_.bands_old) notes_.push_back(word("map.legend.bands_old"));
        if (!options_.compact && numbers.unplaced > 0)
            notes_.push_back(geo::say(options_.lang, "map.legend.bands_unplaced",
                                      {{"number", geo::grouped(numbers.unplaced)}}));
        notes_.push_back(
            geo::say(options_.lang, options_.compact ? "map.legend.bands_cells" : "map.legend.bands_note",
                     {{"side", limit_words({geo::Metric::length, side_mm(bands)}, options_.lang)}}));
    }

    static std::uint32_t side_mm(const geo::TravelBands& bands) {
        return static_cast<std::uint32_t>(bands.cell_m * 1000);
    }

    void find_rows() {
        numbers_ = !options_.compact && !classes_.empty();
        // What is no ordinary number keeps its own rows; each stands only where it is on the map.
        const NumberlessFills fills = numberless_fills(options_.theme);
        const auto add = [&](const std::string& words, std::size_t areas, const AreaFill& fill) {
            if (areas == 0) return;
            const auto n = static_cast<std::int64_t>(areas);
            specials_.push_back(
                {words,
                 options_.compact ? std::string{}
                                  : geo::grouped(n) + " " + counted_level(study_.map.level, n, options_.lang),
                 fill});
        };
        const auto word = [&](const char* key) { return geo::word(options_.lang, key); };
        if (options_.bands == nullptr) {
            add(word("map.legend.no_data"), colours_.areas_no_data, fills.no_data);
            add(word("map.legend.suppressed"), colours_.areas_suppressed, fills.suppressed);
            add(geo::say(options_.lang, "map.legend.counted_with",
                         {{"level", level_words(colours_.counted_with, options_.lang)}}),
                colours_.areas_counted_with, fills.counted_with);
            add(word("map.legend.zero"), colours_.areas_zero, fills.zero);
            if (study_.map.show_doubt && !colours_.colours.empty()) add_doubts(add);
        }

        const geo::Dataset& data = *study_.data;
        const bool units = study_.map.show_units && options_.units_drawn &&
                           std::any_of(data.places->begin(), data.places->end(), [](const geo::Place& p) {
                               return p.has_position && geo::is_learning_unit(p.kind);
                           });
        const geo::Weights weights = study_.scenario().travel.children.weights;
        const bool cells = weights != geo::Weights::villages && geo::has_weights(*data.grids, weights);
        const bool villages =
            options_.points_drawn && study_.map.show_villages && (cells || !data.villages->empty());
        if (units) symbols_.push_back({SymbolShape::unit, 13, "map.legend.units"});
        if (!study_.scenario().units.empty())
            symbols_.push_back({SymbolShape::planned_unit, 17, "map.legend.planned", "1"});
        if (options_.points_drawn && study_.map.show_schools && any_school(study_))
            symbols_.push_back({SymbolShape::school, 9, "map.legend.schools"});
        if (villages) {
            symbols_.push_back({SymbolShape::village, 9, cells ? "map.legend.spots" : "map.legend.villages"});
            symbols_.push_back(
                {SymbolShape::unreachable, 8, cells ? "map.legend.spots_off" : "map.legend.villages_off"});
        }
    }

    /// One look for all, as on the map; a row for each reason.  An area may stand in several.
    template <class Add>
    void add_doubts(const Add& add) {
        const std::size_t middle =
            colours_.legend_order.empty() ? 0 : colours_.legend_order[colours_.legend_order.size() / 2];
        const AreaFill hatched{colours_.colours[middle], Hatch::old};
        add(geo::say(options_.lang, "map.legend.old", {{"number", std::to_string(study_.map.old_months)}}),
            colours_.areas_old, hatched);
        add(geo::say(options_.lang, "map.legend.few",
                     {{"number", std::to_string(geo::least_whole_milli / 1000)}}),
            colours_.areas_few, hatched);
        const bool built_up = study_.scenario().travel.children.weights == geo::Weights::built_up;
        add(geo::word(options_.lang,
                      built_up ? "map.legend.modelled_built_up" : "map.legend.modelled_people"),
            colours_.areas_modelled, hatched);
    }

    /// The card grows to what its words and numbers need, up to `widest`.
    void find_columns() {
        double words = 0;
        double needed = size_.width;
        for (const ClassRow& row : classes_) {
            words = std::max(words, wide(row.words, size_.text));
            number_width_ = std::max(number_width_, wide(geo::grouped(row.behind), size_.text));
        }
        if (numbers_) {
            needed = std::max(needed, words_x_ + words + gap + number_width_ + pad);
            needed = std::max(needed, wide(behind_words(), 13.5) + 2 * pad);
        }
        if (options_.bands != nullptr) needed = std::max(needed, words_x_ + words + pad);
        if (!options_.compact)
            for (const Special& special : specials_)
                needed = std::max(needed, words_x_ + wide(special.words, least_px) + gap +
                                              wide(special.count, count_px) + pad);
        size_.width = std::ceil(std::min(needed, std::max(size_.width, widest)));
        right_ = size_.width - pad;
        // Bars begin behind the widest words and end before the numbers; where hardly anything is left for
        // them the numbers stand alone.
        constexpr double least_bar = 24;
        bar_left_ = std::max(134.0, words_x_ + words + gap);
        bar_right_ = std::min(184 + size_.width - 262, right_ - number_width_ - gap);
        bars_ = numbers_ && !options_.on_paper && bar_right_ - bar_left_ >= least_bar;
    }

    double title(double y) {
        const Rgba ink = card_.inks().text;
        const double room = size_.width - 2 * pad;
        const std::string& words = title_;
        double px = 15.5;
        while (px > 12 && card_.width_px(words, px, FontFace::text_bold) > room) px -= 0.25;
        if (card_.width_px(words, px, FontFace::text_bold) <= room) {
            card_.text(pad, y + 17, words, px, FontFace::text_bold, ink);
        } else {  // what is measured, and in brackets its unit, on two lines
            const std::size_t unit = std::min(words.find('('), words.size());
            card_.text(pad, y + 17, words.substr(0, unit), px, FontFace::text_bold, ink);
            y += 19;
            card_.text(pad, y + 17, words.substr(unit), px, FontFace::text_bold, ink);
        }
        return y + 26;
    }

    double classes(double y) {
        const CardInks& ink = card_.inks();
        std::int64_t most = 1;
        for (const ClassRow& row : classes_) most = std::max(most, row.behind);
        for (const ClassRow& row : classes_) {
            swatch(card_, pad, y + (size_.row - size_.swatch_height) / 2, size_.swatch_width,
                   size_.swatch_height, {row.colour, Hatch::none});
            card_.text(words_x_, y + 16, row.words, size_.text, FontFace::text, ink.text);
            if (bars_) {
                const double width = bar_right_ - bar_left_;
                card_.rect(bar_left_, y + 7, width, 8, ink.track);
                const double part = static_cast<double>(row.behind) / static_cast<double>(most);
                if (part > 0) card_.rect(bar_left_, y + 7, std::max(1.5, width * part), 8, ink.bar);
            }
            if (numbers_)
                card_.text(right_, y + 16, geo::grouped(row.behind), size_.text, FontFace::text, ink.text,
                           Anchor::right);
            y += size_.row;
        }
        if (!classes_.empty()) return y;
        card_.text(pad, y + 16, geo::word(options_.lang, "map.legend.nothing"), size_.text, FontFace::text,
                   ink.quiet);
        return y + size_.row;
    }

    /// Small, over as many lines as it takes.
    double paragraph(const std::string& words, double y) {
        constexpr double px = 13, line = 18;
        TextMark mark;
        mark.text = words;
        mark.at = card_.point(pad, y + 16);
        mark.size_mm = card_.mm(px);
        mark.colour = card_.inks().quiet;
        mark.wrap_mm = card_.mm(size_.width - 2 * pad);
        mark.line_mm = card_.mm(line);
        card_.marks.emplace_back(mark);
        return y + 4 + line * static_cast<double>(measure_text(mark).lines);
    }

    void fitting(const std::string& words, double until, double y) {
        double px = size_.text;
        while (px > 11 && wide(words, px) > until - words_x_) px -= 0.25;
        card_.text(words_x_, y + 16, words, px, FontFace::text, card_.inks().text);
    }

    const geo::Study& study_;
    const Choropleth& colours_;
    const MapOptions& options_;
    Card card_;
    LegendSizes size_{};
    std::vector<ClassRow> classes_;
    std::string title_;
    std::vector<std::string> notes_;
    std::vector<Special> specials_;
    std::vector<Symbol> symbols_;
    std::vector<LineSample> lines_;
    double words_x_ = 0, right_ = 0, number_width_ = 0, bar_left_ = 0, bar_right_ = 0;
    bool numbers_ = false, bars_ = false;
};

}  // namespace

Furniture legend(const geo::Study& study, const Choropleth& choropleth, const MapOptions& options,
                 PointMm at) {
    return Legend{study, choropleth, options, at}.made();
}

}  // namespace render
