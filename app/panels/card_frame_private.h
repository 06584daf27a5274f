// The frame of a card of what was found, and how its words flow.  Private to the cards.
#pragma once

#include "app/theme.h"
#include "app/widgets.h"

#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace app {

inline constexpr std::size_t cards_of_page = 20;

inline std::int64_t count_of(std::size_t n) {
    return static_cast<std::int64_t>(n);
}

/// Goes on in the next row where what comes would not fit.
void flow(float width, bool first);

/// One finding: a bar at its left, an icon, its title with the place at the right; words below.  What follows
/// stands indented until its end.
class Card {
public:
    Card(std::string_view key, Icon symbol, render::Rgba ink, const Tokens& t, const std::string& title,
         const std::string& place);
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

private:
    std::string key_;
    render::Rgba ink_;
    const Tokens& tokens_;
    ImVec2 start_;
};

}  // namespace app
