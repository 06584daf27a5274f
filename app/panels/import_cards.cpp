#include "app/panels/import_cards.h"

#include "app/widgets.h"
#include "geo/base/figures.h"

#include <imgui.h>

#include <algorithm>
#include <set>

namespace app {
namespace {

constexpr std::size_t cards_most = 60, examples_most = 3;

std::int64_t count_of(std::size_t n) {
    return static_cast<std::int64_t>(n);
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
        const float place_width = place.empty() ? 0 : ui::text_width(place, Font::label) + ui::px(10);
        const auto& lines =
            ui::lines_of(title, std::max(ui::px(60), whole - ui::px(40) - place_width), Font::body_bold);
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

std::vector<FoundCards::Kind> FoundCards::kinds_of(const std::vector<geo::ImportNote>& notes) {
    std::vector<Kind> out;
    for (const geo::ImportNote& note : notes) {
        auto found = std::find_if(out.begin(), out.end(), [&](const Kind& k) { return k.kind == note.kind; });
        if (found == out.end()) found = out.insert(out.end(), {note.kind, {}});
        found->notes.push_back(&note);
    }
    return out;
}

std::string FoundCards::title_of(const geo::ImportNote& note, const std::string& reason) const {
    return geo::say(frame_.lang, "import." + note.kind + ".what", {{"reason", reason}});
}

void FoundCards::fixes(const std::string& key, const geo::ImportNote& note, bool of_all,
                       CardPressed& pressed) const {
    bool first = true;
    for (std::size_t i = 0; i < note.fixes.size(); ++i) {
        const geo::Fix& fix = note.fixes[i];
        const Font font = i == 0 ? Font::body_bold : Font::body;
        const std::string all = words_of(fix);
        const float wide = std::min(ui::width_left(), ui::text_width(all, font) + ui::px(26));
        flow(wide, first);
        first = false;
        const std::string button = key + ".fix." + std::to_string(i);
        const std::string words = ui::fitted(all, wide - ui::px(16), font);
        if (i == 0 ? ui::primary_button(button, words, wide) : ui::button(button, words, wide))
            pressed.decision = geo::Decision{note.kind, of_all ? 0 : note.row, fix.choice, fix.value};
        if (words != all) ui::tooltip(all);
    }
    if (!note.at || of_all) return;
    const std::string& words = frame_.word("assist.on_map");
    flow(ui::text_width(words, Font::body) + ui::px(52), first);
    if (ui::button(key + ".map", words, 0, true, Icon::pin)) pressed.on_map = note.at;
}

std::string FoundCards::row_words(const geo::ImportNote& note) const {
    if (note.row <= 0) return {};
    return geo::say(frame_.lang, "import.where.row", {{"value", geo::grouped(note.row)}});
}

/// "แถว 7, 8, 13 …"
std::string FoundCards::rows_words(const Kind& kind) const {
    std::string rows;
    for (std::size_t i = 0; i < std::min<std::size_t>(12, kind.notes.size()); ++i)
        rows += (rows.empty() ? "" : ", ") + geo::grouped(kind.notes[i]->row);
    if (kind.notes.size() > 12) rows += " …";
    return geo::say(frame_.lang, "import.where.row", {{"value", rows}});
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
    if (waits)
        ui::gap(4);
    else
        ui::paragraph(advice_of(frame_, note.kind), Font::label);
    fixes(key, note, false, pressed);
    if (rows_seen_ && note.row > 0 && ui::link(key + ".show", frame_.word("assist.show_row")))
        pressed.show = &note;
}

/// Rows with the same trouble and the same ways out: one answer for all, or row by row.
void FoundCards::problems_alike(const Kind& kind, std::size_t number, CardPressed& pressed) const {
    const Tokens& t = tokens(frame_.theme);
    const geo::ImportNote& first = *kind.notes.front();
    const bool waits = !first.fixes.empty();
    const std::string key = "import.problem." + std::to_string(number);
    const Card card(
        key, waits ? Icon::warn : Icon::x, waits ? t.attention : t.error, t, title_of(first, first.reason),
        geo::say(frame_.lang, "assist.rows", {{"number", geo::grouped(count_of(kind.notes.size()))}}));
    ui::paragraph(rows_words(kind), Font::label);
    if (waits)
        ui::gap(4);
    else
        ui::paragraph(advice_of(frame_, kind.kind), Font::label);
    fixes(key, first, true, pressed);
    if (ui::link(key + ".each", frame_.word("assist.one_by_one"))) unfolded_.insert(kind.kind);
}

void FoundCards::problems(const std::vector<geo::ImportNote>& notes, CardPressed& pressed) const {
    std::size_t number = 0, shown = 0;
    for (const Kind& kind : kinds_of(notes)) {
        const geo::ImportNote& first = *kind.notes.front();
        const bool alike =
            kind.notes.size() > 1 && unfolded_.count(kind.kind) == 0 &&
            std::all_of(kind.notes.begin(), kind.notes.end(), [&](const geo::ImportNote* note) {
                return note->row > 0 && note->fixes == first.fixes && note->reason == first.reason &&
                       std::all_of(note->fixes.begin(), note->fixes.end(),
                                   [](const geo::Fix& fix) { return fix.value.empty(); });
            });
        if (alike) {
            problems_alike(kind, number++, pressed);
            shown += kind.notes.size();
            continue;
        }
        for (std::size_t i = 0; i < kind.notes.size() && number < cards_most; ++i, ++shown)
            problem(*kind.notes[i], number++, pressed);
    }
    if (notes.size() > shown)
        ui::paragraph(
            geo::say(frame_.lang, "check.more", {{"number", geo::grouped(count_of(notes.size() - shown))}}),
            Font::label);
}

void FoundCards::warnings(const std::vector<geo::ImportNote>& notes, CardPressed& pressed) const {
    const Tokens& t = tokens(frame_.theme);
    std::size_t number = 0;
    for (const Kind& kind : kinds_of(notes)) {
        const geo::ImportNote& first = *kind.notes.front();
        const std::string key = "import.warning." + std::to_string(number++);
        const std::string place =
            kind.notes.size() > 1 ? geo::say(frame_.lang, "assist.times",
                                             {{"number", geo::grouped(count_of(kind.notes.size()))}})
            : first.row > 0 ? geo::say(frame_.lang, "import.where.row", {{"value", geo::grouped(first.row)}})
                            : std::string{};
        const Card card(key, Icon::info, t.line2, t, title_of(first, first.reason), place);
        std::string rows;
        for (std::size_t i = 0; i < std::min(examples_most, kind.notes.size()); ++i) {
            const geo::ImportNote& note = *kind.notes[i];
            std::string one = note.value;
            if (kind.notes.size() > 1 && note.row > 0)
                one = geo::say(frame_.lang, "import.where.row", {{"value", geo::grouped(note.row)}}) +
                      (note.value.empty() ? "" : " " + note.value);
            if (!one.empty()) rows += (rows.empty() ? "" : ", ") + one;
        }
        if (!rows.empty() && kind.notes.size() > examples_most) rows += " …";
        if (!rows.empty()) ui::paragraph(rows, Font::label);
        ui::paragraph(advice_of(frame_, first.kind), Font::label);
        if (!first.fixes.empty() || first.at) ui::gap(4);
        fixes(key, first, kind.notes.size() > 1, pressed);
        if (rows_seen_ && first.row > 0 && ui::link(key + ".show", frame_.word("assist.show_row")))
            pressed.show = &first;
    }
}

void FoundCards::repairs(const std::vector<geo::ImportNote>& notes, CardPressed& pressed) const {
    const Tokens& t = tokens(frame_.theme);
    std::size_t number = 0;
    for (const Kind& kind : kinds_of(notes)) {
        const geo::ImportNote& first = *kind.notes.front();
        const std::string key = "import.repair." + std::to_string(number++);
        std::set<std::string> reasons;
        std::string examples;
        for (const geo::ImportNote* note : kind.notes) {
            if (!note->value.empty() && !note->reason.empty() && note->value != note->reason &&
                reasons.size() < examples_most && reasons.insert(note->value).second)
                examples += (examples.empty() ? "" : ", ") + note->value + " → " + note->reason;
        }
        const bool many = kind.notes.size() > 1;
        // Where each says another thing the examples say it.
        const Card card(
            key, Icon::check, t.accent, t, title_of(first, many && !examples.empty() ? "…" : first.reason),
            many            ? geo::say(frame_.lang, "assist.times",
                                       {{"number", geo::grouped(count_of(kind.notes.size()))}})
            : first.row > 0 ? geo::say(frame_.lang, "import.where.row", {{"value", geo::grouped(first.row)}})
                            : std::string{});
        if (many && !examples.empty()) ui::paragraph(examples, Font::label);
        if (rows_seen_ && first.row > 0 && ui::link(key + ".show", frame_.word("assist.show_row")))
            pressed.show = &first;
    }
}

}  // namespace app
