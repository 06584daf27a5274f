#include "geo/data/note_words.h"

#include "geo/data/count_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace geo {
namespace {

const std::string left_out = "…";

/// From the sign before to the one after the first "…"; "" takes the text's beginning or end.
bool drop(std::string& text, const std::string& before, const std::string& after) {
    const std::size_t at = text.find(left_out);
    if (at == std::string::npos) return false;
    const std::size_t from = before.empty() ? 0 : text.rfind(before, at);
    const std::size_t to = after.empty() ? text.size() : text.find(after, at);
    if (from == std::string::npos || to == std::string::npos) return false;
    text.erase(from, to + after.size() - from);
    return true;
}

/// "class: fclass" a line, what it is in the words of the language.
std::string road_columns_words(Lang lang, std::string_view lines) {
    std::string out;
    while (!lines.empty()) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
        const std::size_t colon = std::min(line.find(':'), line.size());
        const std::string key = "import.road_column." + std::string{line.substr(0, colon)};
        out += out.empty() ? "" : ", ";
        if (has_word(key))
            out.append(word(lang, key)).append(line.substr(colon));
        else
            out += line;
    }
    return out;
}

/// A reason that holds names of this program in the words of the language.
std::string reason_words(Lang lang, const ImportNote& note, const std::string& reason) {
    if (note.kind == "road_columns") return road_columns_words(lang, reason);
    if (note.kind == "barrier_kind_assumed" && has_word("barrier." + reason))
        return word(lang, "barrier." + reason);
    if (note.kind == "row_held" && has_word("import." + reason + ".what")) {
        ImportNote held;
        held.kind = reason;
        return what_of_many(lang, held);
    }
    if (note.kind == "encoding") {
        std::string key = "import.letters.";
        for (const char c : reason)
            if (c != '-') key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return has_word(key) ? word(lang, key) : reason;
    }
    return crs_words(lang, reason);
}

}  // namespace

std::string what_of(Lang lang, const ImportNote& note, const std::string& reason) {
    // Nothing is alike, or nothing is known.
    const std::string alone = "import." + note.kind + ".none";
    if (reason == "–" && has_word(alone)) return word(lang, alone);
    return say(lang, "import." + note.kind + ".what",
               {{"value", crs_words(lang, note.value)}, {"reason", reason_words(lang, note, reason)}});
}

std::string what_of(Lang lang, const ImportNote& note) {
    return what_of(lang, note, note.reason);
}

std::string crs_words(Lang lang, const std::string& text) {
    constexpr std::string_view epsg = "EPSG:";
    if (!text.starts_with(epsg)) return text;
    const std::string key = "import.crs." + text.substr(epsg.size());
    return has_word(key) ? word(lang, key) : text;
}

std::string what_of_many(Lang lang, const ImportNote& note) {
    std::string out = say(lang, "import." + note.kind + ".what", {{"value", left_out}, {"reason", left_out}});
    while (drop(out, " (", ")") || drop(out, "; ", "") || drop(out, ". ", "") || drop(out, ": ", "")) {
    }
    return out;
}

std::optional<std::int64_t> sum_of_reasons(const Notes::Kind& kind) {
    return kind.first.front().row == 0 ? kind.sum : std::nullopt;
}

namespace {

/// Of the columns that may be the children the first says that they are out of learning, and no other does.
bool one_says_whom(const ImportNote& note) {
    const auto says = [](const Fix& fix) {
        return fix.choice == "use_column" && count_words(fix.value).says_whom();
    };
    return !note.fixes.empty() && says(note.fixes.front()) &&
           std::none_of(note.fixes.begin() + 1, note.fixes.end(), says);
}

}  // namespace

bool first_is_likely(const ImportNote& note) {
    if (note.fixes.empty()) return false;
    const Fix& first = note.fixes.front();
    if (note.fixes.size() == 1 && first.choice == "hold") return false;
    if (note.kind == "which_column") return one_says_whom(note);
    // Of several areas or groups none, of two rows not the first.
    const bool of_equals = first.choice == "use_code" || first.choice == "use_group";
    if (first.choice == "keep_first" || first.choice == "is_total") return false;
    if (of_equals && note.fixes.size() > 1 && note.fixes[1].choice == first.choice) return false;
    static constexpr std::array<std::string_view, 11> open = {
        "name_without_province", "name_ambiguous",    "duplicate_code",      "same_area_dates",
        "whom_not_said",         "other_table",       "columns_left_out",    "no_children_column",
        "columns_beside",        "many_for_children", "categories_not_total"};
    return std::find(open.begin(), open.end(), note.kind) == open.end();
}

bool says_what_counts(const ImportNote& note) {
    return note.kind == "whom_not_said" || note.kind == "many_for_children" || note.kind == "unit_unclear" ||
           note.kind == "categories_not_total" || note.kind == "total_and_parts" ||
           (note.kind == "which_column" && !one_says_whom(note));
}

}  // namespace geo
