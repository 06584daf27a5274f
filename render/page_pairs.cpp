// A page about access, second choices or seats: its headline, and how unequal it is.
#include "geo/base/figures.h"
#include "render/map_words.h"
#include "render/page_telling_private.h"

#include <fmt/format.h>

namespace render {
namespace {

void tell_access(const Telling& t, const geo::AccessResults& access, PageFacts& facts) {
    const geo::AccessRow& row = access.table.at(t.about_level(), t.about_row());
    const bool good = geo::is_good(access.choice.method);
    if (!geo::has_value(row.status) || !row.equity.mean) return;
    const auto number = [&](double value) {
        return fmt::format("{:.1f}", value * geo::access_scale(access.choice.method));
    };
    facts.headline = geo::say(t.lang(), good ? "page.headline.access" : "page.headline.access_raam",
                              {{"where", where_words(t)},
                               {"value", number(*row.equity.mean)},
                               {"within", limit_words(access.table.within, t.lang())}});
    if (row.equity.gini && row.equity.worst_tenth)
        tell_at(facts, 0,
                geo::say(t.lang(), "page.says.gini",
                         {{"gini", fmt::format("{:.2f}", *row.equity.gini)},
                          {"tenth", number(*row.equity.worst_tenth)}}));
    else if (row.equity.worst_tenth)
        tell_at(facts, 0,
                geo::say(t.lang(), "page.says.worst_tenth", {{"tenth", number(*row.equity.worst_tenth)}}));
    else
        tell_at(facts, 0, t.word("page.says.no_access"));
    const std::string method = geo::say(
        t.lang(),
        std::string{"page.method.access."} + geo::access_method_name(access.choice.method) +
            (access.choice.method == geo::AccessMethod::enhanced &&
                     access.choice.decay == geo::Decay::gaussian
                 ? "_bell"
                 : ""),
        {{"n",
          geo::whole_children(row.children_milli - row.unplaced_milli - (good ? 0 : row.without_milli))}});
    facts.method = method + " " + facts.method;
    if (row.without_milli > 0)
        tell_at(
            facts, 1,
            geo::say(t.lang(), "page.says.without_supply", {{"n", geo::whole_children(row.without_milli)}}));
    if (access.choice.supply == geo::SupplyRule::one_each) tell_at(facts, 1, t.word("page.says.one_each"));
}

}  // namespace

void tell_pairs(const Telling& t, PageFacts& facts) {
    if (t.results == nullptr) return;
    const auto level = static_cast<std::size_t>(t.about_level());
    const auto head = [&](const char* key, std::int64_t children) {
        facts.headline = geo::say(t.lang(), key,
                                  {{"where", where_words(t)},
                                   {"n", geo::grouped(children)},
                                   {"within", limit_words(t.within(), t.lang())}});
    };
    if (t.study.map.indicator == geo::Indicator::access && t.results->access != nullptr)
        tell_access(t, *t.results->access, facts);
    if (t.study.map.indicator == geo::Indicator::one_place && t.results->backup != nullptr)
        head("page.headline.one_place", t.results->backup->one_place.at(level)[t.about_row()]);
    if (t.study.map.indicator != geo::Indicator::no_seat || t.results->seats == nullptr) return;
    const geo::SeatResults& seats = *t.results->seats;
    head("page.headline.no_seat", seats.no_seat.at(level)[t.about_row()]);
    tell_at(
        facts, 0,
        geo::say(t.lang(), "page.says.seats",
                 {{"nearest", geo::whole_children(seats.nearest_first.at(t.about_level(), t.about_row()))},
                  {"most", geo::whole_children(seats.at_most.at(t.about_level(), t.about_row()))}}));
}

}  // namespace render
