#include "geo/data/note_words.h"

namespace geo {

std::string what_of(Lang lang, const ImportNote& note, const std::string& reason) {
    return say(lang, "import." + note.kind + ".what", {{"value", note.value}, {"reason", reason}});
}

std::string what_of(Lang lang, const ImportNote& note) {
    return what_of(lang, note, note.reason);
}

std::optional<std::int64_t> number_in_reason(const ImportNote& note) {
    std::int64_t out = 0;
    if (note.reason.empty() || note.reason.size() > 15) return std::nullopt;
    for (const char c : note.reason) {
        if (c == ',') continue;
        if (c < '0' || c > '9') return std::nullopt;
        out = out * 10 + (c - '0');
    }
    return out;
}

std::optional<std::int64_t> sum_of_reasons(const std::vector<const ImportNote*>& notes) {
    std::int64_t sum = 0;
    for (const ImportNote* note : notes) {
        const auto number = number_in_reason(*note);
        if (!number || notes.front()->row != 0) return std::nullopt;
        sum += *number;
    }
    return sum;
}

}  // namespace geo
