#include "app/panels/data_panel.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/data/grouping.h"
#include "geo/study/profiles.h"

#include <imgui.h>

namespace app {
namespace {

void part(const Frame& frame, const char* key, Icon symbol, std::int64_t count, const std::string& detail) {
    const Tokens& t = tokens(frame.theme);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ui::width_left();
    const bool there = count > 0;
    ui::icon(list, symbol, at.x, at.y + ui::px(4), ui::px(20), there ? t.accent : t.text3);
    const std::string number = there ? geo::grouped(count) : frame.word("data.none");
    const float number_width = ui::text_width(number, there ? Font::body_bold : Font::label);
    ui::draw_text(list, at.x + ui::px(30), at.y + ui::px(2),
                  ui::fitted(frame.word(key), width - number_width - ui::px(40), Font::body),
                  there ? t.text : t.text3, Font::body);
    ui::draw_text(list, at.x + width - number_width, at.y + ui::px(2), number, there ? t.text : t.text3,
                  there ? Font::body_bold : Font::label);
    float y = at.y + ui::px(2) + ui::line_height(Font::body);
    if (!detail.empty()) {
        for (const std::string& line : ui::lines_of(detail, width - ui::px(30), Font::label)) {
            ui::draw_text(list, at.x + ui::px(30), y, line, t.text2, Font::label);
            y += ui::line_height(Font::label);
        }
    }
    ImGui::Dummy({width, y - at.y + ui::px(4)});
}

std::string sources_of(const geo::Dataset& data, const std::string& kind) {
    std::string out;
    for (const geo::SourceFile& source : data.sources)
        if (source.kind == kind) out += (out.empty() ? "" : ", ") + source.file;
    return out;
}

/// Grids of people, heights and land cover, where there are any.
void grids(const Frame& frame, const geo::Dataset& data) {
    for (const geo::Grid& grid : *data.grids) {
        std::string detail = geo::say(frame.lang, "data.grid",
                                      {{"columns", geo::grouped(std::int64_t{grid.columns})},
                                       {"rows", geo::grouped(std::int64_t{grid.rows})}});
        if (!grid.vintage.empty()) detail += " · " + geo::date_for_people(frame.lang, grid.vintage);
        if (!grid.ages.empty())
            detail += " · " + geo::say(frame.lang,
                                       std::string{"data.grid_ages."} + (grid.sex.empty() ? "all" : grid.sex),
                                       {{"ages", grid.ages}});
        if (grid.kind == geo::GridKind::population) detail += "\n" + frame.word("data.grid_weights");
        part(frame, (std::string{"import.kind."} + geo::grid_kind_name(grid.kind)).c_str(), Icon::layers,
             static_cast<std::int64_t>(grid.size()), detail + "\n" + grid.source);
    }
}

/// Rivers, borders and other barriers, where there are any.
void barriers(const Frame& frame, const geo::Dataset& data) {
    if (data.barriers->empty()) return;
    std::array<std::int64_t, geo::barrier_kind_count> number{};
    std::int64_t all = 0;
    for (const geo::BarrierLayer& layer : *data.barriers)
        for (const geo::Barrier& one : layer.barriers) {
            ++number.at(static_cast<std::size_t>(one.kind));
            ++all;
        }
    const std::string detail = geo::say(frame.lang, "data.barriers",
                                        {{"water", geo::grouped(number[0])},
                                         {"border", geo::grouped(number[1])},
                                         {"other", geo::grouped(number[2])}});
    part(frame, "import.kind.barriers", Icon::layers, all, detail + "\n" + sources_of(data, "barriers"));
}

/// "เมืองนครราชสีมา 3001"; the code alone of an area that is not loaded.
std::string named_code(const Frame& frame, const std::string& code) {
    const auto level = static_cast<geo::Level>(code.size() / 2);
    const geo::AreaId area =
        code.empty() || code.size() > 6 ? geo::AreaId{} : frame.study->data->areas->find(level, code);
    return area.valid() ? area_name(frame, level, area) + " " + code : code;
}

/// Names that a person settled, each with a way to be asked for it again.
void settled_names(const Frame& frame, Outbox& out, const std::vector<geo::Alias>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const geo::Alias& one = names[i];
        ui::paragraph(geo::say(frame.lang, "profiles.name_is",
                               {{"name", one.name},
                                {"within", named_code(frame, one.within)},
                                {"area", named_code(frame, one.code)}}),
                      Font::label);
        if (ui::link("data.name." + std::to_string(i) + ".forget", frame.word("profiles.forget_name")))
            out.edit("edit.profile", [one](geo::Study& s) { geo::forget_name(s.profiles, one); });
        ui::gap(4);
    }
}

}  // namespace

/// How the files of each sender are read: exported, forgotten, taken in.
void DataPanel::profiles(const Frame& frame, Outbox& out) {
    const std::vector<geo::ImportProfile>& all = frame.study->profiles;
    ui::separator();
    ui::text(frame.word("profiles.title"), Font::body_bold);
    if (all.empty()) ui::paragraph(frame.word("profiles.none"), Font::label);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const geo::ImportProfile& one = all[i];
        const std::string key = "data.profile." + std::to_string(i);
        const bool names = one.sender.empty();
        ui::paragraph(names ? frame.word("profiles.names") : one.sender, Font::body);
        std::string line = one.kind.empty() ? std::string{} : frame.word("import.kind." + one.kind) + " · ";
        const std::size_t number = names ? one.reading.aliases.size() : one.reading.columns.size();
        line += geo::say(frame.lang, names ? "profiles.names_are" : "profiles.columns",
                         {{"number", geo::grouped(static_cast<std::int64_t>(number))}});
        ui::paragraph(line, Font::label);
        if (ui::link(key + ".export", frame.word("profiles.export"))) {
            out.profile = i;
            out.ask_file =
                FileAsk{FileAsk::For::profile, (names ? frame.word("profiles.names") : one.sender) + ".json"};
        }
        ui::same_line(16);
        if (ui::link(key + ".remove", frame.word("profiles.remove")))
            out.edit("edit.profile", [i](geo::Study& s) {
                if (i < s.profiles.size())
                    s.profiles.erase(s.profiles.begin() + static_cast<std::ptrdiff_t>(i));
            });
        ui::gap(6);
        if (!names) continue;
        ui::fold("data.names", frame.word("profiles.each_name"), names_open_);
        if (names_open_) settled_names(frame, out, one.reading.aliases);
    }
    if (ui::link("data.profile.add", frame.word("profiles.import")))
        out.ask_file = FileAsk{FileAsk::For::profiles, ""};
}

/// Groupings that do not nest, each a level that results are summed to.
void DataPanel::groupings(const Frame& frame, const geo::Dataset& data) {
    if (shown_groups_ != data.groups || shown_areas_ != data.areas) {
        shown_.clear();
        for (const std::string& name : geo::grouping_names(data)) {
            const geo::Rollup rollup = geo::rollup_of(data, name);
            shown_.push_back({name, rollup.groups.size(), rollup.areas_in_several});
        }
        shown_groups_ = data.groups;
        shown_areas_ = data.areas;
    }
    const auto number = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    for (const ShownGrouping& one : shown_) {
        std::string detail = one.name;
        if (one.areas_in_several > 0)
            detail += "\n" + geo::say(frame.lang, "data.groups_overlap",
                                      {{"areas", geo::grouped(number(one.areas_in_several))}});
        part(frame, "import.kind.groups", Icon::layers, number(one.groups), detail);
    }
}

void DataPanel::draw(const Frame& frame, Outbox& out) {
    {
        const ui::Body body("data.body", ui::px(46));
        draw_body(frame, out);
    }
    if (ui::primary_button("data.add", words_of(frame.lang, Action::import_files), -1, !frame.work.running,
                           Icon::plus))
        out.act(Action::import_files);
}

void DataPanel::draw_body(const Frame& frame, Outbox& out) {
    const geo::Dataset& data = *frame.study->data;
    ui::text(frame.word("step.data.title"), Font::title);
    ui::paragraph(frame.word("step.data.what"), Font::label);
    ui::gap(8);
    if (frame.trouble != nullptr) {
        ui::error_card("data.trouble", *frame.trouble);
        if (ui::link("data.trouble.dismiss", frame.word("app.close"))) out.dismiss_trouble = true;
        ui::gap(8);
    }
    const auto size = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    const geo::Areas& areas = *data.areas;
    std::string levels;
    for (const geo::Level level : {geo::Level::province, geo::Level::amphoe, geo::Level::tambon})
        if (areas.at(level).size() > 0)
            levels += (levels.empty() ? "" : " · ") + geo::grouped(size(areas.at(level).size())) + " " +
                      level_inside(frame, level);
    const std::string area_files = sources_of(data, "areas");
    const geo::Level finest = areas.finest();
    part(frame, "import.kind.areas", Icon::layers,
         finest == geo::Level::country ? 0 : size(areas.at(finest).size()),
         levels.empty() ? frame.word("data.areas_how")
                        : levels + (area_files.empty() ? "" : "\n" + area_files));
    std::string series;
    std::int64_t children = 0;
    for (const geo::CountSeries& one : *data.counts) {
        series += (series.empty() ? "" : ", ") + (one.name.empty() ? one.id : one.name);
        if (!one.in_total) continue;
        // As demand rolls them up: what is known only for an amphoe or a province counts too.
        for (const geo::CountCell& cell : one.cells)
            if (cell.state == geo::CellState::value && cell.area.valid()) children += cell.children_milli;
    }
    part(frame, "import.kind.counts", Icon::people, (children + 500) / 1000,
         series.empty() ? frame.word("data.counts_how") : series);
    std::int64_t units = 0;
    for (const geo::Place& place : *data.places)
        if (geo::is_learning_unit(place.kind)) ++units;
    const std::int64_t others = size(data.places->size()) - units;
    part(frame, "import.kind.places", Icon::school, size(data.places->size()),
         data.places->empty() ? frame.word("data.places_how")
                              : geo::say(frame.lang, "data.places_are",
                                         {{"units", geo::grouped(units)}, {"others", geo::grouped(others)}}));
    part(frame, "import.kind.villages", Icon::home, size(data.villages->size()),
         data.villages->empty() ? frame.word("data.villages_how") : sources_of(data, "villages"));
    part(frame, "import.kind.roads", Icon::route, size(data.roads->ways.size()),
         data.roads->empty() ? frame.word("data.roads_how") : sources_of(data, "roads"));
    grids(frame, data);
    barriers(frame, data);
    groupings(frame, data);
    if (data.made_up) {
        ui::gap(4);
        ui::card("data.made_up", ui::Tone::warn, Icon::info, frame.word("app.badge.made_up"),
                 frame.word("data.made_up_what"), {});
    }
    if (!data.sources.empty()) {
        ui::separator();
        ui::text(frame.word("data.sources"), Font::body_bold);
        for (std::size_t i = 0; i < data.sources.size(); ++i) {
            const geo::SourceFile& source = data.sources[i];
            ui::paragraph(source.file, Font::body);
            std::string line = frame.word("import.kind." + source.kind) + " · " +
                               geo::say(frame.lang, "data.rows", {{"number", geo::grouped(source.rows)}});
            if (!source.imported_iso.empty())
                line += " · " + geo::date_for_people(frame.lang, source.imported_iso);
            if (!source.note.empty()) line += "\n" + source.note;
            ui::paragraph(line, Font::label);
            const int report = i < frame.report_of_source->size() ? (*frame.report_of_source)[i] : -1;
            if (report >= 0 && ui::link("data.report." + std::to_string(i), frame.word("data.report")))
                out.show_report = static_cast<std::size_t>(report);
            ui::gap(6);
        }
    }
    profiles(frame, out);
}

}  // namespace app
