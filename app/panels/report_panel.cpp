#include "app/panels/report_panel.h"

#include "app/action.h"
#include "app/panels/figures.h"
#include "app/panels/file_browser.h"
#include "app/widgets.h"
#include "geo/base/figures.h"

namespace app {
namespace {

std::string proposed(const Frame& frame, const char* extension) {
    return proposed_name(frame.study->title, extension);
}

}  // namespace

void ReportPanel::draw(const Frame& frame, Outbox& out) {
    const bool ready =
        frame.results != nullptr && !frame.stale && frame.base != nullptr && !frame.work.running;
    {
        const ui::Body body("report.body", ui::px(46));
        ui::text(frame.word("step.report.title"), Font::title);
        ui::paragraph(frame.word("step.report.what"), Font::label);
        ui::gap(8);
        if (frame.results == nullptr) {
            if (ui::card("report.no_result", ui::Tone::warn, Icon::info, frame.word("report.no_result"),
                         frame.word("report.no_result_what"),
                         {{"report.to_coverage", words_of(frame.lang, Action::step_coverage), true}}))
                out.act(Action::step_coverage);
            ui::gap(8);
        }
        render::PageOptions page = frame.page;
        ui::label(frame.word("report.paper"));
        if (const auto at = ui::segments("report.paper",
                                         {{"a4", frame.word("app.paper.a4"), {}, ""},
                                          {"a3", frame.word("app.paper.a3"), {}, ""},
                                          {"slide", frame.word("app.paper.slide"), {}, ""}},
                                         static_cast<std::size_t>(page.paper))) {
            page.paper = static_cast<render::Paper>(*at);
            out.page = page;
        }
        ui::gap(6);
        ui::label(frame.word("report.language"));
        if (const auto at =
                ui::segments("report.language", {{"th", "ไทย", {}, ""}, {"en", "English", {}, ""}},
                             page.lang == geo::Lang::th ? 0 : 1)) {
            page.lang = *at == 0 ? geo::Lang::th : geo::Lang::en;
            out.page = page;
        }
        ui::gap(6);
        ui::label(frame.word("report.area"));
        const geo::AreaLevel& provinces = frame.study->data->areas->at(geo::Level::province);
        std::vector<std::string> names = {frame.word("report.area_whole")};
        std::vector<std::string> codes = {""};
        std::size_t chosen = 0;
        for (std::size_t i = 0; i < provinces.size(); ++i) {
            names.push_back(area_name(frame, geo::Level::province, geo::AreaId{i}));
            codes.push_back(provinces.code[i]);
            if (codes.back() == page.area_code) chosen = codes.size() - 1;
        }
        const Selection& selection = *frame.selection;
        if (selection.level == geo::Level::amphoe && selection.areas.size() == 1) {
            names.push_back(area_name(frame, geo::Level::amphoe, selection.areas.front()));
            codes.push_back(
                frame.study->data->areas->at(geo::Level::amphoe).code[selection.areas.front().row()]);
            if (codes.back() == page.area_code) chosen = codes.size() - 1;
        } else if (chosen == 0 && !page.area_code.empty()) {
            const geo::AreaId kept = frame.study->data->areas->find(geo::Level::amphoe, page.area_code);
            names.push_back(kept.valid() ? area_name(frame, geo::Level::amphoe, kept) : page.area_code);
            codes.push_back(page.area_code);
            chosen = codes.size() - 1;
        }
        if (const auto at = ui::combo("report.area", names, chosen)) {
            page.area_code = codes[*at];
            out.page = page;
        }
        ui::gap(6);
        ui::label(frame.word("report.headline"));
        if (ui::input_text("report.headline", page.headline, frame.word("report.headline_hint"), -1))
            out.page = page;
        ui::separator();
        ui::text(frame.word("report.others"), Font::body_bold);
        if (ui::button("report.png", frame.word("report.save_png"), -1, ready, Icon::pic))
            out.ask_file = FileAsk{FileAsk::For::page, proposed(frame, ".png")};
        if (ui::button("report.svg", frame.word("report.save_svg"), -1, ready, Icon::pen))
            out.ask_file = FileAsk{FileAsk::For::page, proposed(frame, ".svg")};
        if (ui::button("report.csv", frame.word("report.save_csv"), -1,
                       frame.results != nullptr && !frame.stale && !frame.work.running, Icon::table))
            out.ask_file = FileAsk{FileAsk::For::table, proposed(frame, ".csv")};
        if (frame.stale) ui::paragraph(frame.word("report.stale"), Font::label);
    }
    if (ui::primary_button("report.pdf", frame.word("report.save_pdf"), -1, ready, Icon::export_))
        out.ask_file = FileAsk{FileAsk::For::page, proposed(frame, ".pdf")};
}

}  // namespace app
