// Whether what people read of an import is whole: each sentence found, each of its places filled.
#pragma once

#include "geo/data/import.h"
#include "geo/data/note_words.h"

#include <string>

namespace test {

/// A place of a sentence that nothing was put into, as "{value}"; "" for none.
inline std::string open_place_in(const std::string& words) {
    const std::size_t open = words.find('{');
    for (const char* missing : {"\u00abimport.", "\u00abfix.", "\u00abfault."})
        if (words.find(missing) != std::string::npos) return words;
    if (open == std::string::npos) return "";
    const std::size_t end = words.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", open + 1);
    return end != std::string::npos && end > open + 1 && words[end] == '}'
               ? words.substr(open, end - open + 1)
               : std::string{};
}

/// "" where everything that people read of the report is whole in both languages, alone, in its kind and as
/// a way out; else what is not.
inline std::string words_difference(const geo::ImportReport& report) {
    for (const geo::Lang lang : {geo::Lang::th, geo::Lang::en}) {
        const auto wrong = [&](const std::string& words) {
            const std::string open = open_place_in(words);
            return open.empty() ? std::string{} : open + " in " + words;
        };
        if (auto odd = wrong(geo::describe(lang, report)); !odd.empty()) return odd;
        for (const auto* notes : {&report.repairs, &report.warnings, &report.problems}) {
            for (const geo::Notes::Kind& kind : notes->kinds())
                if (auto odd = wrong(geo::what_of_many(lang, kind.first.front())); !odd.empty()) return odd;
            for (const geo::ImportNote& note : *notes) {
                if (auto odd = wrong(geo::describe(lang, note)); !odd.empty()) return odd;
                for (const geo::Fix& fix : note.fixes)
                    if (auto odd = wrong(geo::describe(lang, fix)); !odd.empty()) return odd;
            }
        }
    }
    return "";
}

}  // namespace test
