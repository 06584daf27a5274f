#include "app/panels/import_cards.h"

#include "app/panels/card_frame_private.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/data/note_words.h"

#include <imgui.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace app {
namespace {

/// One answer holds for all of the kind: the ways out are the same, and none has a value of its own.
bool one_answer(const geo::Notes::Kind& kind) {
    const std::vector<geo::Fix>& fixes = kind.first.front().fixes;
    return kind.count > 1 && kind.rows && kind.same_fixes &&
           std::all_of(fixes.begin(), fixes.end(),
                       [](const geo::Fix& fix) { return fix.value.empty() || fix.choice == "choose_area"; });
}

}  // namespace

const std::string& advice_of(const Frame& frame, const std::string& kind) {
    const std::string own = "assist.do." + kind;
    return frame.word(geo::has_word(own) ? own : "import." + kind + ".do");
}

void FoundCards::fixes(const std::string& key, const geo::ImportNote& note, bool of_all,
                       CardPressed& pressed) const {
    bool first = true;
    const bool likely = geo::first_is_likely(note);
    for (std::size_t i = 0; i < note.fixes.size() && look_.can_decide; ++i) {
        const geo::Fix& fix = note.fixes[i];
        const bool search = fix.choice == "choose_area";
        if (search && of_all) continue;
        // What stands first because another was left out is not the likely one.
        const bool filled = first && likely && i == 0;
        const Font font = filled ? Font::body_bold : Font::body;
        const std::string all = words_of(fix);
        const float wide = std::min(ui::width_left(), ui::text_width(all, font) + ui::px(26));
        flow(wide, first);
        const std::string button = key + ".fix." + std::to_string(i);
        const std::string words = ui::fitted(all, wide - ui::px(16), font);
        const bool clicked =
            filled ? ui::primary_button(button, words, wide) : ui::button(button, words, wide);
        first = false;
        if (words != all) ui::tooltip(all);
        if (!search) {
            if (clicked)
                pressed.decision = geo::Decision{note.kind, of_all ? 0 : note.row, fix.choice, fix.value,
                                                 of_all ? "" : note.column};
            continue;
        }
        const std::string popup = "###menu." + button;
        if (clicked) {
            state_.area_words.clear();
            state_.area_at = 0;
            ImGui::OpenPopup(popup.c_str());
        }
        area_search(popup, note, fix.value, pressed);
    }
    if (!note.at || of_all) return;
    const std::string& words = frame_.word("assist.on_map");
    flow(ui::text_width(words, Font::body) + ui::px(52), first);
    if (ui::button(key + ".map", words, 0, true, Icon::pin)) pressed.on_map = note.at;
}

void CardState::step(int by) {
    if (problems == 0) return;
    const auto count = static_cast<std::ptrdiff_t>(problems);
    const std::ptrdiff_t at = !marked ? (by > 0 ? -1 : 0) : static_cast<std::ptrdiff_t>(*marked);
    marked = static_cast<std::size_t>(((at + by) % count + count) % count);
    marked_kind.clear();
    go_to_marked = true;
}

/// The card that a person went to has a frame, and its row is shown beside it.
void FoundCards::reach(bool marked, const geo::ImportNote& note, CardPressed& pressed) const {
    if (!marked) return;
    ui::record("import.marked");
    const Tokens& t = tokens(frame_.theme);
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImGui::GetWindowDrawList()->AddRect({low.x, low.y + 1}, {high.x, high.y - 1}, ui::colour(t.accent),
                                        ui::px(4), 0, ui::px(2));
    if (!state_.go_to_marked) return;
    state_.go_to_marked = false;
    ImGui::SetScrollHereY(0.3F);
    pressed.show = note;
}

/// Above the ways out what helps to choose, where that needs to be said; without ways out what to do.
void FoundCards::how_to_choose(const std::string& kind, bool waits) const {
    const std::string own = "assist.choose." + kind;
    if (!waits || geo::has_word(own))
        ui::paragraph(waits ? frame_.word(own) : advice_of(frame_, kind), Font::label);
    if (waits) ui::gap(4);
}

void FoundCards::go_to_row(const std::string& key, const geo::ImportNote& note, CardPressed& pressed) const {
    if (look_.rows_seen && note.row > 0 && ui::link(key + ".show", frame_.word("assist.show_row")))
        pressed.show = note;
}

namespace {

/// What nothing in the file can be chosen for may be left out, where it is of a row.
geo::ImportNote with_way_out(geo::ImportNote note) {
    if (note.fixes.empty() && note.row > 0) note.fixes = {{"hold", ""}};
    return note;
}

/// One of them is taken, and the others are not.
bool are_rivals(const geo::ImportNote& a, const geo::ImportNote& b) {
    const auto takes = [](const geo::ImportNote& note) {
        return !note.fixes.empty() && note.fixes.front().choice == "use_this";
    };
    return takes(a) && takes(b) && a.value == b.value;
}

}  // namespace

void FoundCards::problem(const geo::ImportNote& note, std::size_t number,
                         const std::vector<geo::ImportNote>& rivals, CardPressed& pressed) const {
    const Tokens& t = tokens(frame_.theme);
    const bool waits = !note.fixes.empty();
    const std::string key = "import.problem." + std::to_string(number);
    const Card card(key, waits ? Icon::warn : Icon::x, waits ? t.attention : t.error, t,
                    title_of(note, note.reason), row_words(note));
    std::string where;
    if (!note.column.empty()) where = geo::say(frame_.lang, "import.where.column", {{"value", note.column}});
    if (!note.value.empty())
        where += (where.empty() ? "" : " · ") +
                 geo::say(frame_.lang, "import.where.value", {{"value", note.value}});
    if (!where.empty()) ui::paragraph(where, Font::label);
    how_to_choose(note.kind, waits);
    if (!waits) ui::gap(4);
    if (rivals.empty()) {
        fixes(key, with_way_out(note), false, pressed);
        return go_to_row(key, note, pressed);
    }
    const auto one_of = [&](const geo::ImportNote& one, const std::string& name) {
        const std::string words = geo::say(
            frame_.lang, "assist.use_row",
            {{"row", geo::grouped(one.row)}, {"name", one.fixes.empty() ? "" : one.fixes.front().value}});
        if (look_.can_decide &&
            ui::button(name + ".use", ui::fitted(words, ui::width_left() - ui::px(16), Font::body)))
            pressed.decision =
                geo::Decision{one.kind, one.row, "use_this", one.fixes.front().value, one.column};
        go_to_row(name, one, pressed);
        if (look_.can_decide) {
            const std::string& out = frame_.word("fix.hold");
            if (look_.rows_seen) flow(ui::text_width(out, Font::label), false);
            if (ui::link(name + ".hold", out))
                pressed.decision = geo::Decision{one.kind, one.row, "hold", "", one.column};
        }
        ui::gap(4);
    };
    one_of(note, key);
    for (std::size_t i = 0; i < rivals.size(); ++i) one_of(rivals[i], key + "." + std::to_string(i));
}

/// Rows with the same trouble and the same ways out: one answer for all, or row by row.
void FoundCards::problems_alike(const Kind& kind, std::size_t number, CardPressed& pressed) const {
    const Tokens& t = tokens(frame_.theme);
    const geo::ImportNote& first = kind.first.front();
    const bool waits = !first.fixes.empty();
    const std::string key = "import.problem." + std::to_string(number);
    const Card card(key, waits ? Icon::warn : Icon::x, waits ? t.attention : t.error, t,
                    said_of(kind, true).title,
                    geo::say(frame_.lang, "assist.rows", {{"number", geo::grouped(count_of(kind.count))}}));
    ui::paragraph(rows_words(kind), Font::label);
    if (!waits) how_to_choose(kind.kind, waits);
    if (look_.can_decide)
        ui::paragraph(
            geo::say(frame_.lang, "assist.all_rows", {{"number", geo::grouped(count_of(kind.count))}}),
            Font::label);
    if (waits) how_to_choose(kind.kind, waits);
    fixes(key, with_way_out(first), true, pressed);
    if (ui::link(key + ".each", frame_.word("assist.one_by_one"))) state_.unfolded.insert(kind.kind);
}

void FoundCards::problems(const geo::Notes& notes, CardPressed& pressed) const {
    std::vector<std::size_t> ordered(notes.kinds().size());
    std::iota(ordered.begin(), ordered.end(), std::size_t{0});
    std::stable_partition(ordered.begin(), ordered.end(), [&](std::size_t k) {
        return std::find(state_.before.begin(), state_.before.end(), notes.kinds()[k].kind) !=
               state_.before.end();
    });
    std::size_t number = 0;
    for (const std::size_t k : ordered) {
        const Kind& kind = notes.kinds()[k];
        const bool alike = one_answer(kind) && !state_.unfolded.contains(kind.kind);
        want(notes, k, alike, number);
        if (alike) {
            problems_alike(kind, number, pressed);
            reach(state_.marked == number, kind.first.front(), pressed);
            ++number;
        } else {
            number = problem_page(notes, k, number, pressed);
        }
    }
    state_.problems = number;
}

/// The cards of a kind on the page in sight, which is that of the problem gone to; the number behind the
/// kind.
std::size_t FoundCards::problem_page(const geo::Notes& notes, std::size_t k, std::size_t number,
                                     CardPressed& pressed) const {
    const Kind& kind = notes.kinds()[k];
    const std::size_t behind = number + kind.count;
    if (state_.go_to_marked && state_.marked && *state_.marked >= number && *state_.marked < behind)
        state_.from[kind.kind] = (*state_.marked - number) / cards_of_page * cards_of_page;
    if (one_answer(kind) &&
        ui::link("import.pages." + kind.kind + ".together", frame_.word("assist.together")))
        state_.unfolded.erase(kind.kind);
    const std::size_t from = pages(kind.kind, kind.count);
    const std::vector<geo::ImportNote>& page = page_of(notes, k, from, kind.kind);
    for (std::size_t i = 0; i < page.size();) {
        std::vector<geo::ImportNote> rivals;
        while (i + 1 + rivals.size() < page.size() && are_rivals(page[i], page[i + 1 + rivals.size()]))
            rivals.push_back(page[i + 1 + rivals.size()]);
        const std::size_t first = number + from + i, next = first + 1 + rivals.size();
        problem(page[i], first, rivals, pressed);
        const bool marked = state_.marked && *state_.marked >= first && *state_.marked < next;
        reach(marked, marked && *state_.marked > first ? rivals[*state_.marked - first - 1] : page[i],
              pressed);
        i += 1 + rivals.size();
    }
    return behind;
}

}  // namespace app
