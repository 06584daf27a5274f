#include "app/panels/import_cards.h"

#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/data/note_words.h"

#include <imgui.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace app {
namespace {

constexpr std::size_t cards_of_page = 20;

std::int64_t count_of(std::size_t n) {
    return static_cast<std::int64_t>(n);
}

/// Lines of a title of which the first alone gives way to the place beside it.
std::vector<std::string> lines_beside(const std::string& title, float whole, float place) {
    const float most = std::max(ui::px(60), whole);
    std::vector<std::string> beside =
        ui::lines_of(title, std::max(ui::px(60), whole - place), Font::body_bold);
    if (beside.size() < 2 || !title.starts_with(beside.front())) return beside;
    const std::size_t rest = title.find_first_not_of(' ', beside.front().size());
    beside.resize(1);
    for (const std::string& line : ui::lines_of(title.substr(rest), most, Font::body_bold))
        beside.push_back(line);
    return beside;
}

/// One finding: a bar at its left, an icon, its title with the place at the right; words below.  What follows
/// stands indented until its end.
class Card {
public:
    Card(std::string_view key, Icon symbol, render::Rgba ink, const Tokens& t, const std::string& title,
         const std::string& place)
        : key_(key), ink_(ink), tokens_(t) {
        start_ = ImGui::GetCursorScreenPos();
        ImGui::BeginGroup();
        ui::gap(8);
        ImDrawList* list = ImGui::GetWindowDrawList();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float whole = ui::width_left();
        ui::icon(list, symbol, at.x + ui::px(12), at.y + ui::px(4), ui::px(18), ink);
        const float place_width = place.empty() ? 0 : ui::text_width(place, Font::label) + ui::px(16);
        const std::vector<std::string> lines = lines_beside(title, whole - ui::px(40), place_width);
        float y = at.y;
        for (const std::string& line : lines) {
            ui::draw_text(list, at.x + ui::px(38), y, line, t.text, Font::body_bold);
            y += ui::line_height(Font::body_bold);
        }
        if (!place.empty())
            ui::draw_text(list, at.x + whole - place_width + ui::px(10), at.y + ui::px(2), place, t.text2,
                          Font::label);
        ImGui::Dummy({whole, y - at.y});
        ImGui::Indent(ui::px(38));
    }
    ~Card() {
        ImGui::Unindent(ui::px(38));
        ui::gap(10);
        ImGui::EndGroup();
        ui::record(key_);
        ImDrawList* list = ImGui::GetWindowDrawList();
        const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
        list->AddRectFilled({start_.x, low.y}, {start_.x + ui::px(4), high.y}, ui::colour(ink_));
        list->AddLine({start_.x, high.y}, {high.x, high.y}, ui::colour(tokens_.line));
    }
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

private:
    std::string key_;
    render::Rgba ink_;
    const Tokens& tokens_;
    ImVec2 start_;
};

/// One answer holds for all of the kind: the ways out are the same, and none has a value of its own.
bool one_answer(const geo::Notes::Kind& kind) {
    const std::vector<geo::Fix>& fixes = kind.first.front().fixes;
    return kind.count > 1 && kind.rows && kind.same_fixes &&
           std::all_of(fixes.begin(), fixes.end(),
                       [](const geo::Fix& fix) { return fix.value.empty() || fix.choice == "choose_area"; });
}

bool same_place(const geo::ImportNote& a, const geo::ImportNote& b) {
    return a.kind == b.kind && a.row == b.row && a.column == b.column && a.value == b.value;
}

/// Goes on in the next row where the button would not fit.
void flow(float width, bool first) {
    if (first) return;
    const float next = ImGui::GetItemRectMax().x + ui::px(8) + width;
    if (next <= ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x) ui::same_line(8);
}

}  // namespace

const std::string& advice_of(const Frame& frame, const std::string& kind) {
    const std::string own = "assist.do." + kind;
    return frame.word(geo::has_word(own) ? own : "import." + kind + ".do");
}

void FoundCards::fixes(const std::string& key, const geo::ImportNote& note, bool of_all,
                       CardPressed& pressed) const {
    bool first = true;
    // Nothing is likely about a row that can only be left out.
    const bool likely = note.fixes.size() != 1 || note.fixes.front().choice != "hold";
    for (std::size_t i = 0; i < note.fixes.size() && look_.can_decide; ++i) {
        const geo::Fix& fix = note.fixes[i];
        const bool search = fix.choice == "choose_area";
        if (search && of_all) continue;
        const bool filled = first && likely;
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

std::size_t FoundCards::pages(const std::string& list, std::size_t count) const {
    std::size_t& from = state_.from[list];
    if (from >= count) from = 0;
    if (count <= cards_of_page) return from;
    const std::string key = "import.pages." + list;
    ui::paragraph(geo::say(frame_.lang, "assist.page",
                           {{"from", geo::grouped(count_of(from + 1))},
                            {"to", geo::grouped(count_of(std::min(count, from + cards_of_page)))},
                            {"number", geo::grouped(count_of(count))}}),
                  Font::label);
    const bool after = from + cards_of_page < count;
    if (from > 0) {
        if (ui::link(key + ".before", frame_.word("assist.page_before")))
            from -= std::min(from, cards_of_page);
        if (after) ui::same_line(16);
    }
    if (after && ui::link(key + ".after", frame_.word("assist.page_after"))) from += cards_of_page;
    return from;
}

/// Looked up once, not in each frame.
const std::vector<geo::ImportNote>& FoundCards::page_of(const geo::Notes& notes, std::size_t k,
                                                        std::size_t from, const std::string& list) const {
    CardState::Page& page = state_.pages[list];
    const std::size_t to = std::min(notes.kinds()[k].count, from + cards_of_page);
    if (page.version == look_.version && page.from == from && page.notes.size() == to - from)
        return page.notes;
    page = {look_.version, from, {}};
    for (std::size_t i = from; i < to; ++i) page.notes.push_back(notes.of_kind(k, i));
    return page.notes;
}

namespace {

std::size_t number_in_kind(const geo::Notes& notes, const geo::ImportNote& wanted) {
    std::size_t at = 0;
    for (const geo::ImportNote& note : notes) {
        if (note.kind != wanted.kind) continue;
        if (same_place(note, wanted)) return at;
        ++at;
    }
    return 0;
}

std::string list_of(geo::NoteWeight weight, const std::string& kind) {
    return std::string{geo::note_weight_name(weight)} + "." + kind;
}

}  // namespace

/// The card of the wanted note is marked, on whichever page it stands.
void FoundCards::want(const geo::Notes& notes, std::size_t k, bool alike, std::size_t number) const {
    const auto& wanted = state_.wanted;
    if (!wanted || wanted->weight != geo::NoteWeight::problem) return;
    if (wanted->note.kind != notes.kinds()[k].kind) return;
    state_.marked = number + (alike ? 0 : number_in_kind(notes, wanted->note));
    state_.marked_kind.clear();
    state_.go_to_marked = true;
    state_.wanted.reset();
}

/// The card of the kind of the wanted note, which is shown with those of its page.
void FoundCards::want_kind(geo::NoteWeight weight, const geo::Notes& notes, std::size_t k,
                           const std::string& key) const {
    const auto& wanted = state_.wanted;
    const Kind& kind = notes.kinds()[k];
    if (!wanted || wanted->weight != weight || wanted->note.kind != kind.kind) return;
    const std::string list = list_of(weight, kind.kind);
    if (kind.count > 1) {
        state_.unfolded.insert(list);
        state_.from[list] = number_in_kind(notes, wanted->note) / cards_of_page * cards_of_page;
    }
    state_.marked.reset();
    state_.marked_kind = key;
    state_.go_to_marked = true;
    state_.wanted.reset();
}

void FoundCards::each(geo::NoteWeight weight, const geo::Notes& notes, std::size_t k, const std::string& key,
                      CardPressed& pressed) const {
    const Kind& kind = notes.kinds()[k];
    if (kind.count < 2 || !kind.rows) return go_to_row(key, kind.first.front(), pressed);
    const std::string list = list_of(weight, kind.kind);
    const bool open = state_.unfolded.contains(list);
    const std::string words =
        open ? frame_.word("assist.fold_all")
             : geo::say(frame_.lang, "assist.show_all", {{"number", geo::grouped(count_of(kind.count))}});
    if (ui::link(key + ".all", words)) {
        if (open)
            state_.unfolded.erase(list);
        else
            state_.unfolded.insert(list);
    }
    if (!open) return;
    const std::size_t from = pages(list, kind.count);
    const std::vector<geo::ImportNote>& page = page_of(notes, k, from, list);
    for (std::size_t i = 0; i < page.size(); ++i) {
        const geo::ImportNote& note = page[i];
        const std::string line = key + ".line." + std::to_string(i);
        ui::paragraph(example_of(note, true, true), Font::label);
        go_to_row(line, note, pressed);
        for (const geo::Fix& fix : note.fixes) {
            if (!look_.can_decide || fix.choice == "choose_area") continue;
            if (look_.rows_seen) flow(ui::text_width(words_of(fix), Font::label), false);
            if (ui::link(line + "." + fix.choice + fix.value, words_of(fix)))
                pressed.decision = geo::Decision{note.kind, note.row, fix.choice, fix.value, note.column};
        }
    }
}

void FoundCards::warnings(const geo::Notes& notes, CardPressed& pressed) const {
    const Tokens& t = tokens(frame_.theme);
    for (std::size_t k = 0; k < notes.kinds().size(); ++k) {
        const Kind& kind = notes.kinds()[k];
        const geo::ImportNote& first = kind.first.front();
        const std::string key = "import.warning." + std::to_string(k);
        want_kind(geo::NoteWeight::warning, notes, k, key);
        {
            const Said said = said_of(kind, true);
            const bool of_persons = first.kind.rfind("personal", 0) == 0;
            const Card card(key, of_persons ? Icon::lock : Icon::info, t.line2, t, said.title, said.place);
            if (!first.column.empty() && of_persons)
                ui::paragraph(columns_words(kind), Font::label);
            else if (!said.examples.empty())
                ui::paragraph(said.examples, Font::label);
            ui::paragraph(advice_of(frame_, first.kind), Font::label);
            if (!first.fixes.empty() || first.at) ui::gap(4);
            fixes(key, first, kind.count > 1, pressed);
            each(geo::NoteWeight::warning, notes, k, key, pressed);
        }
        reach(state_.marked_kind == key, first, pressed);
    }
}

void FoundCards::repairs(const geo::Notes& notes, CardPressed& pressed) const {
    const Tokens& t = tokens(frame_.theme);
    for (std::size_t k = 0; k < notes.kinds().size(); ++k) {
        const Kind& kind = notes.kinds()[k];
        const geo::ImportNote& first = kind.first.front();
        const std::string key = "import.repair." + std::to_string(k);
        want_kind(geo::NoteWeight::repair, notes, k, key);
        {
            const Said said = said_of(kind, false);
            const Card card(key, Icon::check, t.accent, t, said.title, said.place);
            if (!said.examples.empty() && kind.count > 1) ui::paragraph(said.examples, Font::label);
            if (!first.fixes.empty() && kind.same_fixes) {
                ui::gap(4);
                geo::ImportNote undo = first;
                undo.at.reset();
                fixes(key, undo, kind.count > 1, pressed);
            }
            each(geo::NoteWeight::repair, notes, k, key, pressed);
        }
        reach(state_.marked_kind == key, first, pressed);
    }
}

}  // namespace app
