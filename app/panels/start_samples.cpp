// The samples of the start page: the small region at once, the programmes of the field on the made-up
// country, and the country itself with what it takes.
#include "app/action.h"
#include "app/panels/start_page.h"
#include "app/widgets.h"
#include "geo/data/demo/demo.h"
#include "geo/geom/mesh.h"
#include "geo/study/samples.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr float pad = 18, picture_height = 124, gap = 20, least_card = 262;

struct Card {
    std::string key, title, fact, what, later;
    const geo::SampleStudy* sample = nullptr;  ///< none: the country as it is
    bool enabled = true;
};

/// The country's outline, one high, with its triangles.
struct Outline {
    struct Land {
        std::vector<geo::Metres> ring;
        std::vector<std::uint32_t> triangles;
    };
    struct Province {
        std::string code;
        geo::Metres middle;
        double radius = 0;  ///< of a circle of its size
    };
    std::vector<Land> lands;
    std::vector<Province> provinces;
    double width = 0;

    static const Outline& made() {
        static const Outline one = [] {
            const geo::MultiPolygon shape = geo::demo_country_outline();
            geo::Box box;
            for (const geo::Polygon& land : shape)
                for (const geo::LonLat& at : land.outer) box.add(at);
            const double high = box.max_y - box.min_y;
            const double narrow = std::cos((box.min_y + box.max_y) / 2 * 3.14159265358979 / 180);
            Outline out;
            out.width = (box.max_x - box.min_x) * narrow / high;
            for (const geo::Polygon& land : shape) {
                geo::PolygonOf<geo::Metres> flat;
                for (const geo::LonLat& at : land.outer)
                    flat.outer.push_back({(at.lon - box.min_x) * narrow / high, (box.max_y - at.lat) / high});
                auto triangles = geo::triangulate(flat);
                out.lands.push_back({std::move(flat.outer), std::move(triangles)});
            }
            constexpr double km_per_degree = 111;
            for (const geo::DemoProvince& province : geo::demo_country_provinces())
                out.provinces.push_back(
                    {province.code,
                     {(province.middle.lon - box.min_x) * narrow / high,
                      (box.max_y - province.middle.lat) / high},
                     std::sqrt(province.area_km2 / 3.14159265358979) / km_per_degree / high});
            return out;
        }();
        return one;
    }
};

/// The land, with circles of their size for the provinces that a sample is about.
void draw_country(ImDrawList* list, float right, float top, render::Rgba fill,
                  const std::vector<std::string>& provinces, render::Rgba ink) {
    const Outline& outline = Outline::made();
    const auto tall = static_cast<double>(ui::px(picture_height));
    const double left = static_cast<double>(right) - outline.width * tall;
    const auto place = [&](geo::Metres at) {
        return ImVec2{static_cast<float>(left + at.x * tall),
                      static_cast<float>(static_cast<double>(top) + at.y * tall)};
    };
    const ImDrawListFlags smooth = list->Flags;
    list->Flags &= ~ImDrawListFlags_AntiAliasedFill;  // no seams between the triangles
    for (const Outline::Land& land : outline.lands)
        for (std::size_t i = 0; i + 2 < land.triangles.size(); i += 3)
            list->AddTriangleFilled(place(land.ring[land.triangles[i]]),
                                    place(land.ring[land.triangles[i + 1]]),
                                    place(land.ring[land.triangles[i + 2]]), ui::colour(fill));
    list->Flags = smooth;
    for (const Outline::Land& land : outline.lands) {
        for (const geo::Metres at : land.ring) list->PathLineTo(place(at));
        list->PathStroke(ui::colour(fill), ImDrawFlags_Closed, ui::px(1));
    }
    for (const Outline::Province& province : outline.provinces)
        if (std::binary_search(provinces.begin(), provinces.end(), province.code))
            list->AddCircleFilled(place(province.middle), static_cast<float>(province.radius * tall),
                                  ui::colour(ink));
}

float picture_width() {
    return static_cast<float>(Outline::made().width) * ui::px(picture_height);
}

float words_width(float card) {
    return card - ui::px(2 * pad) - picture_width() - ui::px(8);
}

float lines_height(const std::string& words, float width, Font font) {
    if (words.empty()) return 0;
    return static_cast<float>(ui::lines_of(words, width, font).size()) * ui::line_height(font);
}

float head_height(const Card& card, float width) {
    return lines_height(card.title, width - ui::px(2 * pad), Font::section) +
           lines_height(card.fact, width - ui::px(2 * pad), Font::body_bold);
}

float body_height(const Card& card, float width) {
    const float words = lines_height(card.what, words_width(width), Font::label) + ui::px(6) +
                        lines_height(card.later, words_width(width), Font::label);
    return std::max(words, ui::px(picture_height));
}

float draw_lines(ImDrawList* list, const std::string& words, float x, float y, float width, Font font,
                 render::Rgba ink) {
    if (words.empty()) return y;
    for (const std::string& line : ui::lines_of(words, width, font)) {
        ui::draw_text(list, x, y, line, ink, font);
        y += ui::line_height(font);
    }
    return y;
}

/// True where it was clicked.
bool draw_card(const Frame& frame, const Card& card, float x, float y, float width, float height) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed = ImGui::InvisibleButton(("###" + card.key).c_str(), {width, height}) && card.enabled;
    ui::record(card.key, card.enabled);
    const bool over = card.enabled && (ImGui::IsItemHovered() || ImGui::IsItemFocused());
    list->AddRectFilled({x + ui::px(1), y + ui::px(2)}, {x + width + ui::px(1), y + height + ui::px(2)},
                        ui::colour(t.shadow), ui::px(6));
    list->AddRectFilled({x, y}, {x + width, y + height}, ui::colour(t.raised), ui::px(6));
    list->AddRect({x, y}, {x + width, y + height}, ui::colour(over ? t.accent : t.line), ui::px(6), 0,
                  over ? ui::px(2) : 1);
    const float left = x + ui::px(pad), room = width - ui::px(2 * pad);
    float at = draw_lines(list, card.title, left, y + ui::px(14), room, Font::section,
                          card.enabled ? t.text : t.text2);
    draw_lines(list, card.fact, left, at, room, Font::body_bold, t.accent);
    // What it shows and what is still to come stand at the foot, beside the picture.
    const float foot = y + height - ui::px(14);
    at = foot - lines_height(card.later, words_width(width), Font::label);
    draw_lines(list, card.later, left, at, words_width(width), Font::label, t.text3);
    at -= ui::px(card.later.empty() ? 0.0F : 6.0F) + lines_height(card.what, words_width(width), Font::label);
    draw_lines(list, card.what, left, at, words_width(width), Font::label, t.text2);
    static const std::vector<std::string> none;
    const bool all = card.sample == nullptr || card.sample->provinces.empty();
    draw_country(list, x + width - ui::px(pad), foot - ui::px(picture_height),
                 card.sample == nullptr ? t.badge
                 : all                  ? t.accent
                                        : t.line,
                 all ? none : card.sample->provinces, t.accent);
    return pressed;
}

std::string country_words(const Frame& frame) {
    if (frame.country.running && frame.country_card != CountryCard::kept)
        return frame.word("start.country_making");
    switch (frame.country_card) {
        case CountryCard::kept:
            return frame.word("start.country_kept");
        case CountryCard::stopped:
            return frame.word("start.country_stopped");
        case CountryCard::failed:
            return frame.word("start.country_failed");
        case CountryCard::none:
        case CountryCard::offered:
            break;
    }
    return frame.word("start.country_offered");
}

/// Work in the background, or what went wrong, under its sample; the new y.
float draw_job(const char* key, const JobView& job, const geo::Error* trouble, float x, float y, float width,
               bool& stop) {
    if (job.running && job.seconds >= 0.3) {
        ImGui::SetCursorScreenPos({x, y});
        ImGui::BeginChild((std::string{"###"} + key).c_str(), {width, ui::px(112)});
        stop = ui::progress_card(key, job);
        ImGui::EndChild();
        return y + ui::px(120);
    }
    if (trouble == nullptr) return y;
    ImGui::SetCursorScreenPos({x, y});
    ImGui::BeginChild((std::string{"###"} + key).c_str(), {width, ui::px(170)});
    ui::error_card(key, *trouble);
    ImGui::EndChild();
    return y + ui::px(178);
}

}  // namespace

/// The tour on the small region, in a line of its own; the y below it.
float StartPage::tour(const Frame& frame, Outbox& out, float x, float y, float width) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float height = ui::px(76);
    const bool enabled = !frame.work.running;
    ImGui::SetCursorScreenPos({x, y});
    if (ImGui::InvisibleButton("###start.demo", {width, height}) && enabled) out.act(Action::open_demo);
    ui::record("start.demo", enabled);
    const bool over = enabled && (ImGui::IsItemHovered() || ImGui::IsItemFocused());
    list->AddRectFilled({x, y}, {x + width, y + height}, ui::colour(t.raised), ui::px(6));
    list->AddRect({x, y}, {x + width, y + height}, ui::colour(over ? t.accent : t.line), ui::px(6), 0,
                  over ? ui::px(2) : 1);
    ui::icon(list, Icon::play, x + ui::px(18), y + (height - ui::px(24)) / 2, ui::px(24), t.accent);
    const float left = x + ui::px(58), room = width - ui::px(74);
    ui::draw_text(list, left, y + ui::px(12), ui::fitted(frame.word("start.demo"), room, Font::body_bold),
                  t.text, Font::body_bold);
    ui::draw_text(list, left, y + ui::px(40), ui::fitted(frame.word("start.demo_what"), room, Font::label),
                  t.text2, Font::label);
    bool stop = false;
    y = draw_job("start.progress", frame.work, nullptr, x, y + height + ui::px(10), width, stop);
    if (stop) out.act(Action::stop_work);
    return y;
}

/// The heading, then the cards in as many columns as have room; the y below them.
float StartPage::samples(const Frame& frame, Outbox& out, float x, float y, float width) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    ui::draw_text(list, x, y, frame.word("start.samples"), t.text, Font::title);
    const std::string& badge = frame.word("app.badge.made_up");
    const float badge_width = ui::text_width(badge, Font::body_bold) + ui::px(22);
    const float title_width = ui::text_width(frame.word("start.samples"), Font::title) + ui::px(18);
    list->AddRectFilled({x + title_width, y + ui::px(4)}, {x + title_width + badge_width, y + ui::px(34)},
                        ui::colour(t.badge), ui::px(4));
    ui::draw_text(list, x + title_width + ui::px(11),
                  y + ui::px(4) + (ui::px(30) - ui::line_height(Font::body_bold)) / 2, badge, t.badge_text,
                  Font::body_bold);
    const float beside = title_width + badge_width + ui::px(12);
    ui::draw_text(list, x + beside, y + ui::px(4) + (ui::px(30) - ui::line_height(Font::label)) / 2,
                  ui::fitted(frame.word("start.samples_what"), width - beside, Font::label), t.text2,
                  Font::label);
    y += ui::px(48);
    bool stop = false;
    y = draw_job("start.country_progress", frame.country, frame.country_trouble, x, y,
                 std::min(width, ui::px(560)), stop);
    if (stop) out.act(Action::stop_country);
    std::vector<Card> cards;
    for (const geo::SampleStudy& sample : geo::sample_studies()) {
        const std::string words = std::string{"sample."} + sample.key;
        cards.push_back({"start.sample." + std::string{sample.key}, frame.word(words + ".title"),
                         frame.word(words + ".fact"), frame.word(words + ".what"),
                         geo::say(frame.lang, "start.later", {{"what", frame.word(words + ".later")}}),
                         &sample});
    }
    cards.push_back({"start.country", frame.word("start.country"), frame.word("start.country_size"),
                     country_words(frame), "", nullptr});
    const float between = ui::px(gap);
    const auto columns = static_cast<std::size_t>(
        std::clamp(std::floor((width + between) / (ui::px(least_card) + between)), 1.0F, 4.0F));
    const float wide =
        std::floor((width - between * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    for (std::size_t first = 0; first < cards.size(); first += columns) {
        const std::size_t end = std::min(cards.size(), first + columns);
        float head = 0, body = 0;
        for (std::size_t i = first; i < end; ++i) {
            head = std::max(head, head_height(cards[i], wide));
            body = std::max(body, body_height(cards[i], wide));
        }
        const float tall = head + body + ui::px(40);
        for (std::size_t i = first; i < end; ++i) {
            Card& card = cards[i];
            card.enabled = !frame.country.running;
            const float at_x = x + static_cast<float>(i - first) * (wide + between);
            if (!draw_card(frame, card, at_x, y, wide, tall)) continue;
            if (card.sample == nullptr)
                out.act(Action::open_country);
            else
                out.sample = card.sample;
        }
        y += tall + between;
    }
    return y;
}

}  // namespace app
