#include "app/panels/check_panel.h"

#include "app/action.h"
#include "app/panels/import_cards.h"
#include "app/panels/import_sums.h"
#include "app/widgets.h"

#include <imgui.h>

#include <filesystem>

namespace app {
namespace {

std::string file_name(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

/// That of the file that came in last, else the newest with something to decide, else the newest.
int opened_first(const std::vector<geo::ImportReport>& reports, const std::string& loaded) {
    for (std::size_t i = 0; i < reports.size() && !loaded.empty(); ++i)
        if (file_name(reports[i].file) == file_name(loaded)) return static_cast<int>(i);
    for (std::size_t i = reports.size(); i > 0; --i)
        if (!reports[i - 1].problems.empty()) return static_cast<int>(i) - 1;
    return static_cast<int>(reports.size()) - 1;
}

}  // namespace

void CheckPanel::follow(const Frame& frame, int shown) {
    const bool other = of_report_ != shown;
    if (!other && of_.lock() == frame.study->data) return;
    of_ = frame.study->data;
    of_report_ = shown;
    ++version_;
    if (!other) return;
    cards_.marked.reset();
    cards_.marked_kind.clear();
}

void CheckPanel::draw(const Frame& frame, Outbox& out) {
    const bool foot = !frame.reports->empty();
    {
        const ui::Body body("check.body", foot ? ui::px(40) : 0);
        ui::text(frame.word("step.check.title"), Font::title);
        ui::paragraph(frame.word("step.check.what"), Font::label);
        ui::gap(8);
        if (frame.trouble != nullptr) {
            if (ui::error_card("check.trouble", *frame.trouble,
                               {{"check.trouble.copy", words_of(frame.lang, Action::copy_report), false}}))
                ImGui::SetClipboardText(geo::describe(frame.lang, *frame.trouble).c_str());
            ui::gap(8);
        }
        if (frame.reports->empty() &&
            ui::card("check.empty", ui::Tone::plain, Icon::info, frame.word("check.empty_title"),
                     frame.word("check.empty_what"),
                     {{"check.add", words_of(frame.lang, Action::import_files), true}}))
            out.act(Action::import_files);
        const int last = static_cast<int>(frame.reports->size()) - 1,
                  first_open = opened_first(*frame.reports, loaded_);
        for (int i = last; i >= 0; --i) {
            const geo::ImportReport& report = (*frame.reports)[static_cast<std::size_t>(i)];
            bool open = open_ == i || (open_ < 0 && i == first_open);
            const bool before = open;
            ui::fold("check.report." + std::to_string(i), file_name(report.file), open);
            if (open != before) open_ = open ? i : last + 1;
            ui::paragraph(frame.word("import.kind." + report.kind) + " · " +
                              frame.word(std::string{"check.outcome."} + geo::outcome_name(report.outcome)),
                          Font::label);
            row_bar(frame, row_sums(report), true);
            ui::gap(4);
            if (open) {
                const bool at_hand = std::filesystem::path(report.file).has_parent_path();
                if (!at_hand && report.problems.rows_with_fixes() > 0)
                    ui::paragraph(frame.word("check.read_again"), Font::label);
                follow(frame, i);
                const FoundCards cards(frame, *frame.study->data->areas, cards_, {false, at_hand, version_});
                CardPressed pressed;
                cards.problems(report.problems, pressed);
                cards.warnings(report.warnings, pressed);
                cards.repairs(report.repairs, pressed);
                cards_.wanted.reset();
                if (pressed.decision)
                    out.decided = Outbox::Decided{static_cast<std::size_t>(i), *pressed.decision};
                if (pressed.on_map) out.look_at = pressed.on_map;
            }
            ui::separator();
        }
    }
    if (foot && ui::button("check.copy", words_of(frame.lang, Action::copy_report), -1, true, Icon::book))
        out.act(Action::copy_report);
}

}  // namespace app
