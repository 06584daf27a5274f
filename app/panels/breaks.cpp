#include "app/panels/breaks.h"

#include "app/widgets.h"
#include "geo/data/cell.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

enum class Measure : std::uint8_t { share, minutes, way, children, access };
Measure measure_of(geo::Indicator indicator) {
    if (!geo::is_rate(indicator)) return Measure::children;
    if (indicator == geo::Indicator::nearest_place) return Measure::way;
    if (indicator == geo::Indicator::access) return Measure::access;
    return indicator == geo::Indicator::share_covered ? Measure::share : Measure::minutes;
}

std::string way_unit(const Frame& frame) {
    const auto& within = frame.study->scenario().travel.within;
    const bool km = !within.empty() && within.front().metric == geo::Metric::length;
    return frame.word(km ? "app.unit.km" : "app.unit.minutes");
}

bool ascending(const std::vector<double>& numbers) {
    return std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>{}) == numbers.end();
}

}  // namespace

TypedBreaks typed_breaks(std::string_view text) {
    TypedBreaks out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(",; \t", at), text.size());
        const std::string_view word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        const std::optional<double> number = geo::number_from_cell(word);
        if (!number || !std::isfinite(*number)) {
            out.fault = "look.breaks.no_number";
            out.word = word;
            return out;
        }
        out.breaks.push_back(*number);
    }
    if (!ascending(out.breaks))
        out.fault = "look.breaks.order";
    else if (out.breaks.size() < 2 || out.breaks.size() > 6)
        out.fault = "look.breaks.count";
    return out;
}

std::string words_of(const std::vector<double>& breaks) {
    std::string out;
    for (const double edge : breaks) out += (out.empty() ? "" : ", ") + fmt::format("{}", edge);
    return out;
}

std::vector<double> rounded(std::vector<double> breaks) {
    for (const double step : {1.0, 0.1, 0.01}) {
        std::vector<double> out = breaks;
        for (double& edge : out)
            edge = step < 1 ? std::round(edge / step) / std::round(1 / step) : std::round(edge);
        if (ascending(out)) return out;
    }
    return breaks;
}

void set_indicator(geo::Study& study, geo::Indicator indicator) {
    study.map.show_bands = false;  // one colour, one meaning
    geo::MapStyle& map = study.map;
    if (map.method == geo::ClassMethod::manual && measure_of(indicator) != measure_of(map.indicator))
        map.method = geo::ClassMethod::policy;
    map.indicator = indicator;
}

void BreaksField::draw(const Frame& frame, Outbox& out) {
    const geo::MapStyle& map = frame.study->map;
    // Undo, another study or another method: the field follows.
    if (of_ != map.manual_breaks) {
        of_ = map.manual_breaks;
        text_ = words_of(of_);
    }
    const Measure measure = measure_of(map.indicator);
    const std::string unit = measure == Measure::share     ? std::string{"%"}
                             : measure == Measure::way     ? way_unit(frame)
                             : measure == Measure::minutes ? frame.word("app.unit.minutes")
                                                           : frame.word("app.unit.people");
    ui::label(geo::say(frame.lang, "look.breaks", {{"unit", unit}}));
    const bool changed = ui::input_text("look.breaks", text_, frame.word("look.breaks.hint"), -1);
    const TypedBreaks typed = typed_breaks(text_);
    if (!typed.fault.empty()) {
        const std::string& example = frame.word("look.breaks.hint");
        const std::string words =
            geo::say(frame.lang, typed.fault, {{"word", typed.word}, {"example", example}});
        for (const std::string& line : ui::lines_of(words, ui::width_left(), Font::label))
            ui::text_coloured(line, tokens(frame.theme).error, Font::label);
        return;
    }
    ui::text_coloured(
        geo::say(frame.lang, "look.breaks.classes", {{"number", std::to_string(typed.breaks.size() + 1)}}),
        tokens(frame.theme).text2, Font::label);
    if (!changed || typed.breaks == map.manual_breaks) return;
    of_ = typed.breaks;  // the text stays as it is typed
    out.edit("edit.classes", [breaks = typed.breaks](geo::Study& s) {
        s.map.method = geo::ClassMethod::manual;
        s.map.manual_breaks = breaks;
        s.map.classes = static_cast<int>(breaks.size()) + 1;
    });
}

}  // namespace app
