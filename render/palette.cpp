#include "render/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace render {
namespace {

using Hexes = std::vector<std::uint32_t>;

const Hexes need5 = {0xFBF0D9, 0xF6CF93, 0xE8985A, 0xBA4D38, 0x7F2346};
const Hexes need7 = {0xFCF4E3, 0xF8DDAE, 0xF2BE7E, 0xE4935A, 0xCB6244, 0xA23B45, 0x6D1F42};
const Hexes need5_dark = {0x3A3442, 0x6E4154, 0xAD5450, 0xE08A4E, 0xFBD084};
const Hexes reach5 = {0xE7F1EE, 0xB5D8D4, 0x76B3B8, 0x38839A, 0x15506F};
const Hexes reach5_dark = {0x2E3B45, 0x2F5C6B, 0x3B8794, 0x6BB8B6, 0xBDE8D8};
const Hexes change7 = {0x15506F, 0x4D93A8, 0xABD1D2, 0xF4F0E6, 0xF3C28E, 0xD87B4C, 0x8A2A45};

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

using Vec = std::array<double, 3>;
using Matrix = std::array<Vec, 3>;

// Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB.
constexpr Matrix protan = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan = {
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritan = {
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

Vec times(const Matrix& m, const Vec& v) {
    Vec out{};
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c) out[r] += m[r][c] * v[c];
    return out;
}

Vec seen(Rgba colour, Sight sight) {
    Vec rgb = {linear(colour.r), linear(colour.g), linear(colour.b)};
    if (sight == Sight::protan) rgb = times(protan, rgb);
    if (sight == Sight::deutan) rgb = times(deutan, rgb);
    if (sight == Sight::tritan) rgb = times(tritan, rgb);
    for (double& c : rgb) c = std::clamp(c, 0.0, 1.0);
    return rgb;
}

/// CIE L*a*b* under D65.
Vec lab(const Vec& rgb) {
    constexpr Matrix to_xyz = {{{0.4124564, 0.3575761, 0.1804375},
                                {0.2126729, 0.7151522, 0.0721750},
                                {0.0193339, 0.1191920, 0.9503041}}};
    const Vec xyz = times(to_xyz, rgb);
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f(xyz[0] / 0.95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// Sharma, Wu, Dalal 2005.
double ciede2000(const Vec& one, const Vec& two) {
    constexpr double pi = 3.14159265358979323846;
    constexpr double degree = pi / 180;
    const double c1 = std::hypot(one[1], one[2]);
    const double c2 = std::hypot(two[1], two[2]);
    const double c7 = std::pow((c1 + c2) / 2, 7);
    const double g = 0.5 * (1 - std::sqrt(c7 / (c7 + std::pow(25.0, 7))));
    const double a1 = (1 + g) * one[1];
    const double a2 = (1 + g) * two[1];
    const double cp1 = std::hypot(a1, one[2]);
    const double cp2 = std::hypot(a2, two[2]);
    const auto hue = [](double a, double b) {
        if (a == 0 && b == 0) return 0.0;
        const double h = std::atan2(b, a) / degree;
        return h < 0 ? h + 360 : h;
    };
    const double h1 = hue(a1, one[2]);
    const double h2 = hue(a2, two[2]);
    const bool grey = cp1 * cp2 == 0;
    double dh = h2 - h1;
    if (grey)
        dh = 0;
    else if (dh > 180)
        dh -= 360;
    else if (dh < -180)
        dh += 360;
    const double big_dh = 2 * std::sqrt(cp1 * cp2) * std::sin(dh * degree / 2);
    const double l = (one[0] + two[0]) / 2;
    const double c = (cp1 + cp2) / 2;
    double h = h1 + h2;
    if (!grey) {
        if (std::abs(h1 - h2) <= 180)
            h /= 2;
        else
            h = h < 360 ? (h + 360) / 2 : (h - 360) / 2;
    }
    const double t = 1 - 0.17 * std::cos((h - 30) * degree) + 0.24 * std::cos(2 * h * degree) +
                     0.32 * std::cos((3 * h + 6) * degree) - 0.20 * std::cos((4 * h - 63) * degree);
    const double cp7 = std::pow(c, 7);
    const double rc = 2 * std::sqrt(cp7 / (cp7 + std::pow(25.0, 7)));
    const double theta = 30 * std::exp(-((h - 275) / 25) * ((h - 275) / 25));
    const double sl = 1 + 0.015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
    const double sc = 1 + 0.045 * c;
    const double sh = 1 + 0.015 * c * t;
    const double rt = -std::sin(2 * theta * degree) * rc;
    const double dl = (two[0] - one[0]) / sl;
    const double dc = (cp2 - cp1) / sc;
    const double ds = big_dh / sh;
    return std::sqrt(dl * dl + dc * dc + ds * ds + rt * dc * ds);
}

const Hexes& hexes(std::string_view name, std::size_t colours, Theme theme) {
    const bool dark = theme == Theme::dark;
    if (name == "change") return change7;
    if (name == "reach") return dark ? reach5_dark : reach5;
    if (dark) return need5_dark;
    return colours > 5 ? need7 : need5;
}

Rgba between(Rgba a, Rgba b, double t) {
    const auto mix = [t](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(std::lround(from + (to - from) * t));
    };
    return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), 255};
}

}  // namespace

std::vector<std::string_view> palette_names() {
    return {"need", "reach", "change"};
}

std::vector<Rgba> palette(std::string_view name, std::size_t colours, Theme theme) {
    const Hexes& base = hexes(name, colours, theme);
    std::vector<Rgba> out;
    for (std::size_t i = 0; i < colours; ++i) {
        // Spread over the whole palette: the ends always stand, what lies between two colours is mixed from
        // them.
        const double at = colours < 2 ? 0
                                      : static_cast<double>(i) * static_cast<double>(base.size() - 1) /
                                            static_cast<double>(colours - 1);
        const auto low = static_cast<std::size_t>(at);
        const std::size_t high = std::min(low + 1, base.size() - 1);
        out.push_back(between(rgb(base[low]), rgb(base[high]), at - static_cast<double>(low)));
    }
    return out;
}

ReachColours reach_colours(Theme theme) {
    if (theme == Theme::dark) return {rgb(0x46A7B5), rgb(0xE9A552), rgb(0xD4607F), rgb(0x77818B)};
    return {rgb(0x1F7A8C), rgb(0xE8A24C), rgb(0x8A2A45), rgb(0xB9BEC6)};
}

double colour_difference(Rgba a, Rgba b, Sight sight) {
    return ciede2000(lab(seen(a, sight)), lab(seen(b, sight)));
}

double contrast(Rgba a, Rgba b) {
    const auto luminance = [](Rgba c) {
        return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
    };
    const double one = luminance(a);
    const double two = luminance(b);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

}  // namespace render
