// What the cards of the import say.
#include "app/panels/figures.h"
#include "app/panels/import_cards.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/data/note_words.h"

#include <algorithm>

namespace app {

namespace {

constexpr std::size_t examples_most = 3;

/// "4113" and "4,113".
bool same_number(const std::string& a, const std::string& b) {
    const auto plain = [](std::string text) {
        std::erase(text, ',');
        return text;
    };
    return plain(a) == plain(b);
}

}  // namespace

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

/// What a value and its reason are to one another, where an arrow would say that one became the other.
std::string FoundCards::pair_words(const geo::ImportNote& note) const {
    if (note.kind == "row_held") {
        // Its reason is the trouble that it was left out for.
        geo::ImportNote trouble;
        trouble.kind = note.reason;
        const std::string why = geo::what_of_many(frame_.lang, trouble);
        return note.value.empty() ? why : note.value + " (" + why + ")";
    }
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
    if (with_reason && !same_number(note.reason, note.value))
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
    out.place = many ? geo::say(frame_.lang, "assist.times",
                                {{"number", geo::grouped(static_cast<std::int64_t>(kind.count))}})
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

/// The columns that notes are about.
std::string FoundCards::columns_words(const Kind& kind) const {
    std::string names;
    for (const geo::ImportNote& note : kind.first) names += (names.empty() ? "" : ", ") + note.column;
    if (kind.count > kind.first.size()) names += " …";
    return geo::say(frame_.lang, "import.where.column", {{"value", names}});
}

}  // namespace app
