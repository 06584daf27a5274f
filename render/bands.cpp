// Bands of the way to the nearest place beside the map: their colours, their words, the children in them.
#include "render/map_scene.h"
#include "render/map_words.h"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

Rgba paler(Rgba colour, Rgba ground) {
    constexpr double kept = 0.4;
    const auto mix = [](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(a * kept + b * (1 - kept)));
    };
    return {mix(colour.r, ground.r), mix(colour.g, ground.g), mix(colour.b, ground.b), 255};
}

geo::WholeRow row_about(const geo::CoverageTable& table, const std::vector<Focus>& about) {
    if (about.empty()) return geo::whole(table.at(geo::Level::country).front());
    geo::CoverageRow sum;
    for (const Focus& one : about) geo::add(sum, table.at(one.level)[one.area.row()]);
    return geo::whole(sum);
}

}  // namespace

BandColours band_colours(std::size_t bands, Theme theme, bool old) {
    BandColours out;
    out.ground = theme == Theme::dark ? rgb(0x252B32) : rgb(0xFBFAF6);
    // The two ends of the palette are left out while few colours do: the least is near the ground, on the
    // greatest names are hard to read.
    constexpr std::size_t few = 3;
    if (bands <= few) {
        const auto five = palette("reach", 5, theme);
        if (bands == 1) out.bands = {five[2]};
        if (bands == 2) out.bands = {five[3], five[1]};
        if (bands == few) out.bands = {five[3], five[2], five[1]};
    } else {
        out.bands = palette("reach", bands + 1, theme);
        out.bands.erase(out.bands.begin());
        std::reverse(out.bands.begin(), out.bands.end());
    }
    if (old)
        for (Rgba& colour : out.bands) colour = paler(colour, out.ground);
    return out;
}

BandNumbers band_numbers(const geo::TravelBands& bands, const std::vector<Focus>& about) {
    BandNumbers out;
    std::int64_t before = 0;
    geo::WholeRow last;
    for (const geo::CoverageTable& table : bands.coverage) {
        last = row_about(table, about);
        out.children.push_back(last.covered - before);
        before = last.covered;
    }
    out.children.push_back(last.not_reached());
    out.unplaced = last.unplaced;
    return out;
}

std::vector<std::string> band_words(const geo::TravelBands& bands, geo::Lang lang) {
    std::vector<std::string> out;
    std::string before;
    for (const geo::Threshold& limit : bands.limits) {
        const std::string upto = limit_words(limit, lang);
        out.push_back(before.empty() ? geo::say(lang, "map.bands.first", {{"upto", upto}})
                                     : geo::say(lang, "map.bands.next", {{"above", before}, {"upto", upto}}));
        before = upto;
    }
    out.push_back(geo::say(lang, "map.bands.beyond", {{"above", before}}));
    return out;
}

}  // namespace render
