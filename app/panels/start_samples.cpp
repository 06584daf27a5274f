// The samples of the start page: the small region at once, the whole country with what it takes.
#include "app/action.h"
#include "app/panels/start_page.h"
#include "app/widgets.h"
#include "geo/data/demo/demo.h"
#include "geo/geom/mesh.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr float text_left = 62, picture_height = 118, fact_gap = 5;

struct Sample {
    const char* key;
    Icon icon;
    std::string title, fact, what;
    bool enabled = true;
    bool picture = false;
};

/// The country's outline, one high, with its triangles.
struct Outline {
    struct Land {
        std::vector<geo::Metres> ring;
        std::vector<std::uint32_t> triangles;
    };
    std::vector<Land> lands;
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
            return out;
        }();
        return one;
    }
};

void draw_country(ImDrawList* list, float right, float top, render::Rgba fill) {
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
}

float words_width(const Sample& sample, float card) {
    return card - ui::px(text_left + (sample.picture ? 96.0F : 20.0F));
}

float height_of(const Sample& sample, float card) {
    const std::size_t facts =
        sample.fact.empty() ? 0 : ui::lines_of(sample.fact, words_width(sample, card), Font::label).size();
    const std::size_t lines = ui::lines_of(sample.what, words_width(sample, card), Font::body).size();
    const float words = ui::px(66 + fact_gap) + static_cast<float>(facts) * ui::line_height(Font::label) +
                        static_cast<float>(lines) * ui::line_height(Font::body);
    return std::max(words, sample.picture ? ui::px(picture_height + 32) : 0.0F);
}

/// True where it was clicked.
bool draw_card(const Frame& frame, const Sample& sample, float x, float y, float width, float height) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImGui::SetCursorScreenPos({x, y});
    const bool pressed =
        ImGui::InvisibleButton(("###" + std::string{sample.key}).c_str(), {width, height}) && sample.enabled;
    ui::record(sample.key, sample.enabled);
    const bool over = sample.enabled && (ImGui::IsItemHovered() || ImGui::IsItemFocused());
    list->AddRectFilled({x + ui::px(1), y + ui::px(2)}, {x + width + ui::px(1), y + height + ui::px(2)},
                        ui::colour(t.shadow), ui::px(6));
    list->AddRectFilled({x, y}, {x + width, y + height}, ui::colour(t.raised), ui::px(6));
    list->AddRect({x, y}, {x + width, y + height}, ui::colour(over ? t.accent : t.line), ui::px(6), 0,
                  over ? ui::px(2) : 1);
    ui::icon(list, sample.icon, x + ui::px(18), y + ui::px(19), ui::px(26), t.accent);
    const float left = x + ui::px(text_left), room = words_width(sample, width);
    ui::draw_text(list, left, y + ui::px(16), ui::fitted(sample.title, room, Font::section), t.text,
                  Font::section);
    float at = y + ui::px(52);
    if (!sample.fact.empty())
        for (const std::string& line : ui::lines_of(sample.fact, room, Font::label)) {
            ui::draw_text(list, left, at, line, t.accent, Font::label);
            at += ui::line_height(Font::label);
        }
    if (!sample.fact.empty()) at += ui::px(fact_gap);
    for (const std::string& line : ui::lines_of(sample.what, room, Font::body)) {
        ui::draw_text(list, left, at, line, t.text2, Font::body);
        at += ui::line_height(Font::body);
    }
    if (sample.picture) draw_country(list, x + width - ui::px(20), y + ui::px(16), t.badge);
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

/// The cards, beside each other where there is room for both; the y below them.
float StartPage::samples(const Frame& frame, Outbox& out, float x, float y, float width) {
    Sample tour{"start.demo", Icon::play, frame.word("start.demo"), "", frame.word("start.demo_what")};
    tour.enabled = !frame.work.running;
    Sample country{"start.country", Icon::globe, frame.word("start.country"),
                   frame.word("start.country_size"), country_words(frame)};
    country.enabled = !frame.country.running;
    const float gap = ui::px(24);
    const bool two = frame.country_card != CountryCard::none;
    const bool beside = two && width >= 2 * ui::px(380) + gap;
    const float card = beside ? std::floor((width - gap) / 2) : std::min(width, ui::px(620));
    country.picture = card > ui::px(400);
    const float tall = beside ? std::max(height_of(tour, card), height_of(country, card)) : 0;
    const auto draw = [&](const Sample& sample, float at_x, float at_y) {
        const float height = beside ? tall : height_of(sample, card);
        if (draw_card(frame, sample, at_x, at_y, card, height))
            out.act(sample.key == tour.key ? Action::open_demo : Action::open_country);
        return at_y + height + ui::px(12);
    };
    bool stop_work = false, stop_country = false;
    float below = draw(tour, x, y);
    below = draw_job("start.progress", frame.work, nullptr, x, below, card, stop_work);
    if (two) {
        const float at_x = beside ? x + card + gap : x;
        float under = draw(country, at_x, beside ? y : below + ui::px(4));
        under = draw_job("start.country_progress", frame.country, frame.country_trouble, at_x, under, card,
                         stop_country);
        below = std::max(below, under);
    }
    if (stop_work) out.act(Action::stop_work);
    if (stop_country) out.act(Action::stop_country);
    return below;
}

}  // namespace app
