#include "app/cli/map_options.h"

#include "app/cli/command_private.h"
#include "geo/data/cell.h"
#include "geo/study/doubt.h"
#include "render/palette.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

namespace app {
namespace {

constexpr geo::ClassMethod last_method = geo::ClassMethod::manual;

/// The names of an enumeration that counts from 0.
template <class Enum>
std::string all_names(Enum last, const char* (*name)(Enum)) {
    std::string out;
    for (int i = 0; i <= static_cast<int>(last); ++i)
        out += (i > 0 ? ", " : "") + std::string{name(static_cast<Enum>(i))};
    return out;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string word; std::getline(in, word, ',');) out.push_back(word);
    return out;
}

geo::Result<std::vector<double>> breaks_of(const std::string& text) {
    std::vector<double> out;
    for (const std::string& word : words_of(text)) {
        const auto number = geo::number_from_cell(word);
        if (!number || (!out.empty() && *number <= out.back()))
            return bad_option("--breaks", text, "10,25,50,75");
        out.push_back(*number);
    }
    // Inner edges: one less than the classes, of which there are 3 to 7.
    if (out.size() < 2 || out.size() > 6) return bad_option("--breaks", text, "10,25,50,75");
    return out;
}

geo::Result<void> apply_layers(const std::string& text, geo::MapStyle& style) {
    const std::array<std::pair<const char*, bool*>, 6> layers = {{{"units", &style.show_units},
                                                                  {"schools", &style.show_schools},
                                                                  {"villages", &style.show_villages},
                                                                  {"roads", &style.show_roads},
                                                                  {"barriers", &style.show_barriers},
                                                                  {"labels", &style.show_labels}}};
    for (const auto& layer : layers) *layer.second = false;
    if (text == "none") return {};
    for (const std::string& word : words_of(text)) {
        const auto* const found = std::find_if(layers.begin(), layers.end(),
                                               [&](const auto& layer) { return layer.first == word; });
        if (found == layers.end())
            return bad_option("--layers", word, "units, schools, villages, roads, barriers, labels, none");
        *found->second = true;
    }
    return {};
}

}  // namespace

void MapOptions::add_to(CLI::App* command, const Session& session) {
    add_option(command, session, "--show,--indicator", show, "cli.option.show");
    add_option(command, session, "--level", level, "cli.option.map_level");
    add_option(command, session, "--method", method, "cli.option.method");
    add_option(command, session, "--classes", classes, "cli.option.classes")
        ->check(CLI::Range(3, 7).description(""));
    add_option(command, session, "--breaks", breaks, "cli.option.breaks");
    add_option(command, session, "--palette", palette, "cli.option.palette");
    add_option(command, session, "--layers", layers, "cli.option.layers");
    add_option(command, session, "--doubt", doubt, "cli.option.doubt")
        ->check(CLI::IsMember({"yes", "no"}).description(""));
    add_option(command, session, "--old-months", old_months, "cli.option.old_months")
        ->check(CLI::Range(1, geo::most_old_months).description(""));
    add_option(command, session, "--age-on", age_on, "cli.option.age_on");
    add_option(command, session, "--bands", bands, "cli.option.bands")
        ->check(CLI::IsMember({"yes", "no"}).description(""));
}

geo::Result<void> MapOptions::apply(geo::MapStyle& style) const {
    if (!show.empty()) {
        for (const char* later : {"rate", "change"})
            if (show == later) return bad_option("--show", show, std::string{"show_"} + later);
        const auto found = geo::indicator_from_name(show);
        if (!found)
            return bad_option("--show", show, all_names(geo::all_indicators.back(), geo::indicator_name));
        style.indicator = *found;
        style.show_bands = false;  // who asks for a number gets its colours
    }
    if (!level.empty()) {
        const auto found = geo::level_from_name(level);
        if (!found || *found == geo::Level::country)
            return bad_option("--level", level, "tambon, amphoe, province");
        style.level = *found;
    }
    if (!method.empty()) {
        const auto found = geo::class_method_from_name(method);
        if (!found) return bad_option("--method", method, all_names(last_method, geo::class_method_name));
        if (*found == geo::ClassMethod::manual && breaks.empty() && style.manual_breaks.empty())
            return bad_option("--method", method, "--breaks 10,25,50,75");
        style.method = *found;
    }
    if (classes != 0) style.classes = classes;
    if (!breaks.empty()) {
        TRY(style.manual_breaks, breaks_of(breaks));
        style.method = geo::ClassMethod::manual;
        style.classes = static_cast<int>(style.manual_breaks.size()) + 1;
    }
    if (!palette.empty()) {
        const auto names = render::palette_names();
        std::string all;
        for (const std::string_view name : names) all.append(all.empty() ? "" : ", ").append(name);
        if (std::find(names.begin(), names.end(), palette) == names.end())
            return bad_option("--palette", palette, all);
        style.palette = palette;
    }
    if (!layers.empty()) TRY_VOID(apply_layers(layers, style));
    if (!bands.empty()) style.show_bands = bands == "yes";
    if (!doubt.empty()) style.show_doubt = doubt == "yes";
    if (old_months != 0) style.old_months = old_months;
    if (!age_on.empty()) {
        if (age_on.size() != 10 || !geo::is_older_than("0001-01-01", age_on, 0))
            return bad_option("--age-on", age_on, "2024-09-30");
        style.age_on = age_on;
    }
    return {};
}

}  // namespace app
