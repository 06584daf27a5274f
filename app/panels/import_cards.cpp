#include "app/panels/import_cards.h"

#include "app/panels/area_search.h"
#include "app/panels/figures.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/data/note_words.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

namespace app {
namespace {

constexpr std::size_t cards_of_page = 20, examples_most = 3, areas_most = 8;

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

std::string FoundCards::words_of(const geo::Fix& fix) const {
    // Of systems the name alone: several stand below one another.
    if (fix.choice == "use_crs") return geo::crs_words(frame_.lang, fix.value);
    geo::Fix named = fix;
    const bool is_code =
        !fix.value.empty() && fix.value.size() <= 6 &&
        std::all_of(fix.value.begin(), fix.value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (is_code && (fix.choice == "use_code" || fix.choice == "set_province")) {
        const auto level = static_cast<geo::Level>(fix.value.size() / 2);
        if (const geo::AreaId area = areas_.find(level, fix.value); area.valid()) {
            const geo::AreaLevel& rows = areas_.at(level);
            const std::string& english = rows.name_en[area.row()];
            named.value =
                (frame_.lang == geo::Lang::en && !english.empty() ? english : rows.name_th[area.row()]) +
                " " + fix.value;
            if (fix.choice == "use_code") return named.value;
        }
    }
    return geo::describe(frame_.lang, named);
}

std::string FoundCards::title_of(const geo::ImportNote& note, const std::string& reason) const {
    return geo::what_of(frame_.lang, note, reason);
}

void FoundCards::area_search(const std::string& popup, const geo::ImportNote& note, const std::string& within,
                             CardPressed& pressed) const {
    ImGui::SetNextWindowSize({ui::px(360), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui::px(10), ui::px(10)});
    if (ImGui::BeginPopup(popup.c_str())) {
        if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
        ui::input_text("import.area.words", state_.area_words, frame_.word("assist.area_hint"), -1);
        ui::gap(4);
        const geo::Areas& areas = *frame_.study->data->areas;
        const std::array levels = {areas.finest()};
        const auto found = find_areas(areas, state_.area_words, levels, within, areas_most);
        for (const FoundArea& one : found) {
            const std::string& code = areas.at(one.level).code[one.area.row()];
            if (!ui::row("import.area." + code, area_name(frame_, one.level, one.area), false,
                         parents_of(frame_, one.level, one.area) + " · " + code))
                continue;
            pressed.decision = geo::Decision{note.kind, note.row, "use_code", code, note.column};
            ImGui::CloseCurrentPopup();
        }
        const geo::AreaId province = areas.find(geo::Level::province, within);
        if (found.empty())
            ui::paragraph(!province.valid()
                              ? frame_.word("assist.area_none")
                              : geo::say(frame_.lang, "assist.area_none_in",
                                         {{"name", area_name(frame_, geo::Level::province, province)}}),
                          Font::label);
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
}

void FoundCards::fixes(const std::string& key, const geo::ImportNote& note, bool of_all,
                       CardPressed& pressed) const {
    bool first = true;
    for (std::size_t i = 0; i < note.fixes.size() && look_.can_decide; ++i) {
        const geo::Fix& fix = note.fixes[i];
        const bool search = fix.choice == "choose_area";
        if (search && of_all) continue;
        const Font font = first ? Font::body_bold : Font::body;
        const std::string all = words_of(fix);
        const float wide = std::min(ui::width_left(), ui::text_width(all, font) + ui::px(26));
        flow(wide, first);
        const std::string button = key + ".fix." + std::to_string(i);
        const std::string words = ui::fitted(all, wide - ui::px(16), font);
        const bool clicked =
            first ? ui::primary_button(button, words, wide) : ui::button(button, words, wide);
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
    go_to_marked = true;
}

/// The card that a person went to has a frame, and its row is shown beside it.
void FoundCards::reach(std::size_t number, const geo::ImportNote& note, CardPressed& pressed) const {
    if (state_.marked != number) return;
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

std::string FoundCards::row_words(const geo::ImportNote& note) const {
    if (note.row <= 0) return {};
    return geo::say(frame_.lang, "import.where.row", {{"value", geo::grouped(note.row)}});
}

/// "แถว 7, 8, 13 …"
std::string FoundCards::rows_words(const Kind& kind) const {
    std::string rows;
    for (std::size_t i = 0; i < std::min<std::size_t>(12, kind.first.size()); ++i)
        rows += (rows.empty() ? "" : ", ") + geo::grouped(kind.first[i].row);
    if (kind.count > 12) rows += " …";
    return geo::say(frame_.lang, "import.where.row", {{"value", rows}});
}

/// Above the ways out what helps to choose, where that needs to be said; without ways out what to do.
void FoundCards::how_to_choose(const std::string& kind, bool waits) const {
    const std::string own = "assist.choose." + kind;
    if (!waits || geo::has_word(own))
        ui::paragraph(waits ? frame_.word(own) : advice_of(frame_, kind), Font::label);
    if (waits) ui::gap(4);
}

void FoundCards::problem(const geo::ImportNote& note, std::size_t number, CardPressed& pressed) const {
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
    fixes(key, note, false, pressed);
    if (look_.rows_seen && note.row > 0 && note.row <= look_.last_row &&
        ui::link(key + ".show", frame_.word("assist.show_row")))
        pressed.show = note;
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
    if (!first.fixes.empty())
        ui::paragraph(
            geo::say(frame_.lang, "assist.all_rows", {{"number", geo::grouped(count_of(kind.count))}}),
            Font::label);
    how_to_choose(kind.kind, waits);
    fixes(key, first, true, pressed);
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
            reach(number++, kind.first.front(), pressed);
            continue;
        }
        pages(kind);
        std::size_t& from = state_.from[kind.kind];
        if (from >= kind.count) from = 0;
        for (std::size_t i = from; i < std::min(kind.count, from + cards_of_page); ++i) {
            const geo::ImportNote note = notes.of_kind(k, i);
            problem(note, number, pressed);
            reach(number++, note, pressed);
        }
    }
    state_.problems = number;
}

/// Above the cards of one kind, where there are more than a page shows.
void FoundCards::pages(const Kind& kind) const {
    const std::string key = "import.pages." + kind.kind;
    if (one_answer(kind) && ui::link(key + ".together", frame_.word("assist.together")))
        state_.unfolded.erase(kind.kind);
    if (kind.count <= cards_of_page) return;
    std::size_t& from = state_.from[kind.kind];
    ui::paragraph(geo::say(frame_.lang, "assist.page",
                           {{"from", geo::grouped(count_of(from + 1))},
                            {"to", geo::grouped(count_of(std::min(kind.count, from + cards_of_page)))},
                            {"number", geo::grouped(count_of(kind.count))}}),
                  Font::label);
    if (from > 0 && ui::link(key + ".before", frame_.word("assist.page_before")))
        from -= std::min(from, cards_of_page);
    if (from + cards_of_page < kind.count && ui::link(key + ".after", frame_.word("assist.page_after")))
        from += cards_of_page;
}

/// The card of the wanted note is marked, on whichever page it stands.
void FoundCards::want(const geo::Notes& notes, std::size_t k, bool alike, std::size_t number) const {
    const Kind& kind = notes.kinds()[k];
    if (!state_.wanted || state_.wanted->kind != kind.kind) return;
    std::size_t at = 0;
    if (!alike) {
        for (const geo::ImportNote& note : notes) {
            if (note.kind != kind.kind) continue;
            if (same_place(note, *state_.wanted)) break;
            ++at;
        }
        if (at >= kind.count) at = 0;
        state_.from[kind.kind] = at - at % cards_of_page;
    }
    state_.marked = number + at % cards_of_page;
    state_.go_to_marked = true;
    state_.wanted.reset();
}

/// What a value and its reason are to one another, where an arrow would say that one became the other.
std::string FoundCards::pair_words(const geo::ImportNote& note) const {
    if (note.value.empty() || note.reason.empty()) return {};
    const std::string own = "assist.pair." + note.kind;
    if (geo::has_word(own))
        return geo::say(frame_.lang, own, {{"value", note.value}, {"reason", note.reason}});
    // How many there are of it.
    return note.row == 0 && geo::number_in_reason(note) ? note.value + " (" + note.reason + ")"
                                                        : std::string{};
}

/// "แถว 7 ๑๒ → 12": where a note is, its value, and what is said of it where the title does not say it.
std::string FoundCards::example_of(const geo::ImportNote& note, bool with_row, bool with_reason) const {
    std::string out = with_row && note.row > 0 ? row_words(note) : std::string{};
    if (const std::string pair = pair_words(note); with_reason && !pair.empty())
        return out + (out.empty() ? "" : ": ") + pair;
    const auto add = [&](const std::string& words, const char* between) {
        if (!words.empty()) out += (out.empty() ? "" : between) + words;
    };
    add(note.value.empty() && note.reason.empty() ? note.column : note.value, ": ");
    if (with_reason && note.reason != note.value)
        add(note.reason, out.empty() || note.value.empty() ? ": " : " → ");
    return out;
}

/// What the notes of a kind say: once in the title where all say the same, else each with its own words.
FoundCards::Said FoundCards::said_of(const Kind& kind, bool with_rows) const {
    const geo::ImportNote& first = kind.first.front();
    const bool many = kind.count > 1;
    const bool differ = !kind.same_reason;
    const bool in_title = title_of(first, first.reason) != title_of(first, first.reason + "?");
    Said out;
    const auto sum = geo::sum_of_reasons(kind);
    out.title = !differ ? title_of(first, first.reason)
                : sum   ? title_of(first, geo::grouped(*sum))
                        : geo::what_of_many(frame_.lang, first);
    out.place = many ? geo::say(frame_.lang, "assist.times", {{"number", geo::grouped(count_of(kind.count))}})
                     : row_words(first);
    if (!many) {
        if (!first.column.empty() && !first.value.empty())
            out.examples = geo::say(frame_.lang, "import.where.column", {{"value", first.column}}) + " · " +
                           geo::say(frame_.lang, "import.where.value", {{"value", first.value}}) +
                           (in_title || first.reason.empty() ? "" : " → " + first.reason);
        else
            out.examples = example_of(first, false, !in_title);
        return out;
    }
    std::vector<std::string> examples;
    for (const geo::ImportNote& note : kind.first) {
        std::string one = example_of(note, many && with_rows, differ || !in_title);
        if (one.empty() || std::find(examples.begin(), examples.end(), one) != examples.end()) continue;
        if (examples.size() == examples_most) {
            out.examples += " …";
            break;
        }
        out.examples += (examples.empty() ? "" : differ ? "\n" : ", ") + one;
        examples.push_back(std::move(one));
    }
    return out;
}

void FoundCards::warnings(const geo::Notes& notes, CardPressed& pressed) const {
    const Tokens& t = tokens(frame_.theme);
    std::size_t number = 0;
    for (const Kind& kind : notes.kinds()) {
        const geo::ImportNote& first = kind.first.front();
        const std::string key = "import.warning." + std::to_string(number++);
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
        if (look_.rows_seen && first.row > 0 && first.row <= look_.last_row &&
            ui::link(key + ".show", frame_.word("assist.show_row")))
            pressed.show = first;
    }
}

/// The columns that notes are about.
std::string FoundCards::columns_words(const Kind& kind) const {
    std::string names;
    for (const geo::ImportNote& note : kind.first) names += (names.empty() ? "" : ", ") + note.column;
    if (kind.count > kind.first.size()) names += " …";
    return geo::say(frame_.lang, "import.where.column", {{"value", names}});
}

void FoundCards::repairs(const geo::Notes& notes, CardPressed& pressed) const {
    const Tokens& t = tokens(frame_.theme);
    std::size_t number = 0;
    for (const Kind& kind : notes.kinds()) {
        const geo::ImportNote& first = kind.first.front();
        const std::string key = "import.repair." + std::to_string(number++);
        const Said said = said_of(kind, false);
        const Card card(key, Icon::check, t.accent, t, said.title, said.place);
        if (!said.examples.empty() && kind.count > 1) ui::paragraph(said.examples, Font::label);
        if (look_.rows_seen && first.row > 0 && first.row <= look_.last_row &&
            ui::link(key + ".show", frame_.word("assist.show_row")))
            pressed.show = first;
    }
}

}  // namespace app
