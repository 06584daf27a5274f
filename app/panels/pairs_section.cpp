#include "app/panels/pairs_section.h"

#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "render/palette.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

/// A line with its number at the right end.
void number_line(const Frame& frame, const std::string& words, const std::string& number, bool strong) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ui::width_left();
    const Font font = strong ? Font::body_bold : Font::body;
    const float right = ui::text_width(number, font);
    ui::draw_text(list, at.x, at.y, ui::fitted(words, width - right - ui::px(8), Font::body), t.text2,
                  Font::body);
    ui::draw_text(list, at.x + width - right, at.y, number, frame.stale ? t.text3 : t.text, font);
    ImGui::Dummy({width, ui::line_height(Font::body)});
}

std::string one_decimal(const geo::AccessResults& access, double value) {
    return fmt::format("{:.1f}", value * geo::access_scale(access.choice.method));
}

/// The children of an area and what they have.
std::vector<geo::Having> having_in(const Frame& frame, const geo::AccessResults& access, geo::Level level,
                                   geo::AreaId area) {
    const geo::Demand& demand = *frame.results->demand;
    const geo::Areas& areas = *frame.study->data->areas;
    const geo::Level finest = areas.finest();
    std::vector<geo::Having> out;
    for (std::size_t i = 0; i < demand.size(); ++i)
        if (!std::isnan(access.points.value[i]) && areas.ancestor(finest, demand.area[i], level) == area)
            out.push_back({access.points.value[i], demand.children_milli[i]});
    return out;
}

void second_choices(const Frame& frame, const geo::BackupResults& backup, geo::Level level,
                    geo::AreaId area) {
    const geo::CoverageRow* row = row_of(frame, level, area);
    if (row == nullptr) return;
    const geo::WholeRow whole = geo::whole(*row);
    const std::int64_t one = backup.one_place.at(static_cast<std::size_t>(level))[area.row()];
    ui::text(frame.word("pairs.backup"), Font::body_bold);
    number_line(frame, frame.word("pairs.backup.none"), geo::grouped(whole.not_reached()), false);
    number_line(frame, frame.word("pairs.backup.one"), geo::grouped(one), true);
    number_line(frame, frame.word("pairs.backup.more"), geo::grouped(whole.covered - one), false);
    ui::paragraph(frame.word("pairs.backup.what"), Font::label);
}

void seats(const Frame& frame, const geo::SeatResults& seats, geo::Level level, geo::AreaId area) {
    const geo::CoverageRow* row = row_of(frame, level, area);
    if (row == nullptr) return;
    const std::int64_t without = seats.no_seat.at(static_cast<std::size_t>(level))[area.row()];
    const std::int64_t nearest = seats.nearest_first.at(level, area.row());
    const std::int64_t most = seats.at_most.at(level, area.row());
    ui::text(frame.word("pairs.seats"), Font::body_bold);
    number_line(frame, frame.word("pairs.seats.nearest"), geo::grouped(geo::whole(*row).covered - without),
                true);
    number_line(frame, frame.word("pairs.seats.without"), geo::grouped(without), false);
    number_line(frame, frame.word("pairs.seats.most"), geo::whole_children(most), false);
    const std::string apart = geo::whole_children(std::abs(most - nearest));
    number_line(frame, frame.word("pairs.seats.apart"), (most < nearest ? "\u2212" : "") + apart, false);
    ui::paragraph(frame.word(level == geo::Level::country ? "pairs.seats.what" : "pairs.seats.what_area"),
                  Font::label);
    ui::paragraph(
        geo::say(frame.lang, "pairs.supply",
                 {{"supply", geo::grouped(seats.supply.all)},
                  {"unknown", geo::grouped(static_cast<std::int64_t>(seats.supply.without_capacity))}}),
        Font::label);
}

}  // namespace

void PairsSection::lorenz(const Frame& frame, const geo::AccessResults& access, geo::Level level,
                          geo::AreaId area) {
    if (!made_ || of_level_ != level || of_area_ != area || of_access_.lock() != frame.results->access) {
        curve_ = geo::lorenz_curve(having_in(frame, access, level, area), 50);
        of_level_ = level;
        of_area_ = area;
        of_access_ = frame.results->access;
        made_ = true;
    }
    if (curve_.empty()) return;
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    ui::gap(4);
    ui::text(frame.word("pairs.lorenz"), Font::label);
    ImVec2 at = ImGui::GetCursorScreenPos();
    at = {std::round(at.x), std::round(at.y)};
    const float width = ui::width_left(), side = std::round(std::min(ui::px(120), width));
    const float foot = at.y + side;
    const auto access_at = [&](double children) {
        const double at_point = children * static_cast<double>(curve_.size() - 1);
        const auto k = std::min(static_cast<std::size_t>(at_point), curve_.size() - 2);
        const double part = at_point - static_cast<double>(k);
        return curve_[k].access + part * (curve_[k + 1].access - curve_[k].access);
    };
    // What the worse off lack lies between the diagonal and the curve; whole pixels leave no seams.
    const render::ReachColours c = render::reach_colours(frame.theme);
    list->AddRectFilled({at.x, at.y}, {at.x + side, foot}, ui::colour(t.sunken));
    for (int column = 0; column < static_cast<int>(side); ++column) {
        const float x = static_cast<float>(column), children = (x + 0.5F) / side;
        const float curve = foot - std::round(side * static_cast<float>(access_at(children)));
        const float even = foot - std::round(side * children);
        list->AddRectFilled({at.x + x, even}, {at.x + x + 1, curve},
                            ui::colour(render::with_alpha(c.uncovered, 0.55)));
        list->AddRectFilled({at.x + x, curve}, {at.x + x + 1, foot},
                            ui::colour(frame.stale ? t.text3 : c.covered));
    }
    list->AddLine({at.x, foot}, {at.x + side, at.y}, ui::colour(t.text2), ui::px(1));
    list->AddRect({at.x, at.y}, {at.x + side, foot}, ui::colour(t.line2));
    // Beside it what can be read off: the worse half's part.
    const double half = curve_[curve_.size() / 2].access;
    const float left = at.x + side + ui::px(12);
    const std::string words =
        geo::say(frame.lang, "pairs.lorenz.half", {{"share", fmt::format("{:.0f}", half * 100)}});
    float y = at.y;
    for (const std::string& line : ui::lines_of(words, width - side - ui::px(12), Font::label)) {
        ui::draw_text(list, left, y, line, t.text, Font::label);
        y += ui::line_height(Font::label);
    }
    ImGui::Dummy({width, side});
    ui::record("inspector.lorenz");
    ui::text_coloured(frame.word("pairs.lorenz.axis"), t.text2, Font::small);
}

void PairsSection::access(const Frame& frame, const geo::AccessResults& access, geo::Level level,
                          geo::AreaId area) {
    const geo::AccessRow& row = access.table.at(level, area.row());
    const bool good = geo::is_good(access.choice.method);
    ui::text(frame.word(good ? "pairs.access" : "pairs.access_raam"), Font::body_bold);
    if (!geo::has_value(row.status) || !row.equity.mean) {
        ui::paragraph(frame.word(std::string{"pairs.status."} + geo::access_status_name(row.status)),
                      Font::body);
        return;
    }
    number_line(frame, frame.word(good ? "pairs.per_hundred" : "pairs.cost"),
                one_decimal(access, *row.equity.mean), true);
    if (row.equity.worst_tenth)
        number_line(frame, frame.word(good ? "pairs.tenth" : "pairs.tenth_raam"),
                    one_decimal(access, *row.equity.worst_tenth), false);
    number_line(frame, frame.word("pairs.without"), geo::whole_children(row.without_milli), false);
    if (good)
        number_line(frame, frame.word("pairs.gini"),
                    row.equity.gini ? fmt::format("{:.2f}", *row.equity.gini) : frame.word("pairs.no_access"),
                    false);
    if (good) lorenz(frame, access, level, area);
    ui::paragraph(access.choice.supply == geo::SupplyRule::one_each
                      ? frame.word("pairs.one_each")
                      : geo::say(frame.lang, "pairs.supply",
                                 {{"supply", geo::grouped(access.supply.all)},
                                  {"unknown",
                                   geo::grouped(static_cast<std::int64_t>(access.supply.without_capacity))}}),
                  Font::label);
}

void PairsSection::draw(const Frame& frame, geo::Level level, geo::AreaId area) {
    if (frame.results == nullptr || !geo::is_of_pairs(frame.study->map.indicator)) return;
    const geo::Results& results = *frame.results;
    if (area.row() >= frame.study->data->areas->at(level).size()) return;
    if (results.no_access) {
        ui::paragraph(frame.word(results.no_access->fault == geo::Fault::too_large ? "pairs.too_long"
                                                                                   : "pairs.raam_in_time"),
                      Font::body);
    } else if (results.access != nullptr) {
        access(frame, *results.access, level, area);
    } else if (results.backup != nullptr) {
        second_choices(frame, *results.backup, level, area);
    } else if (results.seats != nullptr) {
        seats(frame, *results.seats, level, area);
    } else {
        return;
    }
    ui::separator();
}

void access_rules(const Frame& frame, Outbox& out) {
    const geo::AccessChoice& now = frame.study->scenario().access;
    const auto edit = [&](auto change) {
        out.edit("edit.access", [change](geo::Study& s) { change(s.scenario().access); });
    };
    ui::gap(6);
    ui::label(frame.word("access.method"));
    std::vector<ui::Segment> methods;
    for (const geo::AccessMethod method : geo::all_access_methods) {
        const std::string name = geo::access_method_name(method);
        methods.push_back(
            {name, frame.word("cli.access.method." + name), {}, frame.word("access.method." + name)});
    }
    if (const auto at = ui::segments("access.method", methods, static_cast<std::size_t>(now.method)))
        edit([m = geo::all_access_methods.at(*at)](geo::AccessChoice& c) { c.method = m; });
    ui::paragraph(frame.word(std::string{"access.method."} + geo::access_method_name(now.method)),
                  Font::label);
    if (now.method == geo::AccessMethod::enhanced) {
        ui::gap(4);
        ui::label(frame.word("access.decay"));
        if (const auto at = ui::segments("access.decay",
                                         {{"step", frame.word("access.decay.step"), {}, ""},
                                          {"gaussian", frame.word("access.decay.gaussian"), {}, ""}},
                                         static_cast<std::size_t>(now.decay)))
            edit([d = static_cast<geo::Decay>(*at)](geo::AccessChoice& c) { c.decay = d; });
    }
    ui::gap(4);
    ui::label(frame.word("access.supply"));
    if (const auto at =
            ui::segments("access.supply",
                         {{"capacity", frame.word("access.supply.capacity"), {}, ""},
                          {"one", frame.word("access.supply.one"), {}, frame.word("pairs.one_each")}},
                         static_cast<std::size_t>(now.supply)))
        edit([r = static_cast<geo::SupplyRule>(*at)](geo::AccessChoice& c) { c.supply = r; });
}

}  // namespace app
