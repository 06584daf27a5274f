#include "geo/data/problem_table.h"

#include "geo/data/note_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace geo {
namespace {

constexpr std::array weights = {NoteWeight::problem, NoteWeight::warning, NoteWeight::repair};

std::vector<std::string> cells_of(Lang lang, const ImportReport& report, NoteWeight weight,
                                  const ImportNote& note) {
    std::string ways;
    for (const Fix& fix : note.fixes) ways += (ways.empty() ? "" : "; ") + describe(lang, fix);
    return {word(lang, std::string{"problems."} + note_weight_name(weight)),
            note.kind,
            what_of(lang, note),
            std::filesystem::path(report.file).filename().string(),
            note.sheet,
            note.row > 0 ? std::to_string(note.row) : std::string{},
            note.column,
            note.value,
            note.reason,
            note.at ? fmt::format("{:.6f}", note.at->lat) : std::string{},
            note.at ? fmt::format("{:.6f}", note.at->lon) : std::string{},
            word(lang, "import." + note.kind + ".do"),
            ways};
}

}  // namespace

const char* note_weight_name(NoteWeight weight) {
    constexpr std::array names = {"problem", "warning", "repair"};
    return names.at(static_cast<std::size_t>(weight));
}

const std::vector<ImportNote>& notes_of(const ImportReport& report, NoteWeight weight) {
    return weight == NoteWeight::problem   ? report.problems
           : weight == NoteWeight::warning ? report.warnings
                                           : report.repairs;
}

OutTable problem_table(Lang lang, std::span<const ImportReport> reports) {
    constexpr std::array keys = {"weight", "kind",   "what",     "file",      "sheet", "row", "column",
                                 "value",  "reason", "latitude", "longitude", "do",    "ways"};
    OutTable out;
    out.sheet = word(lang, "problems.sheet");
    for (const char* key : keys) {
        const std::string name = key;
        out.columns.push_back({word(lang, "problems.column." + name),
                               name == "row" || name == "latitude" || name == "longitude"});
    }
    for (const ImportReport& report : reports)
        for (const NoteWeight weight : weights)
            for (const ImportNote& note : notes_of(report, weight))
                out.rows.push_back(cells_of(lang, report, weight, note));
    return out;
}

Result<void> write_problems(Lang lang, std::span<const ImportReport> reports, const std::string& file) {
    std::string extension = std::filesystem::path(file).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (extension == ".csv") return write_csv(problem_table(lang, reports), file);
    if (extension == ".xlsx") return write_xlsx(problem_table(lang, reports), file);
    return fail(Fault::wrong_kind, file);
}

}  // namespace geo
