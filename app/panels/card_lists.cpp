// Lists of many notes: their pages, the note that is wanted, and what is worth a look or was repaired.
#include "app/panels/card_frame_private.h"
#include "app/panels/import_cards.h"
#include "geo/base/figures.h"

#include <algorithm>

namespace app {
namespace {

bool same_place(const geo::ImportNote& a, const geo::ImportNote& b) {
    return a.kind == b.kind && a.row == b.row && a.column == b.column && a.value == b.value;
}

}  // namespace

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
            const bool open = state_.unfolded.contains(list_of(geo::NoteWeight::warning, kind.kind));
            const bool of_persons = first.kind.rfind("personal", 0) == 0;
            const Card card(key, of_persons ? Icon::lock : Icon::info, t.line2, t, said.title, said.place);
            if (!first.column.empty() && of_persons)
                ui::paragraph(columns_words(kind), Font::label);
            else if (!said.examples.empty() && !open)
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
            const bool open = state_.unfolded.contains(list_of(geo::NoteWeight::repair, kind.kind));
            const Card card(key, Icon::check, t.accent, t, said.title, said.place);
            if (!said.examples.empty() && kind.count > 1 && !open) ui::paragraph(said.examples, Font::label);
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
