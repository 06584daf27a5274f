#include "geo/data/problem_table.h"

#include "geo/data/note_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

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

const Notes& notes_of(const ImportReport& report, NoteWeight weight) {
    return weight == NoteWeight::problem   ? report.problems
           : weight == NoteWeight::warning ? report.warnings
                                           : report.repairs;
}

namespace {

OutTable head_of(Lang lang) {
    constexpr std::array keys = {"weight", "kind",   "what",     "file",      "sheet", "row", "column",
                                 "value",  "reason", "latitude", "longitude", "do",    "ways"};
    OutTable out;
    out.sheet = word(lang, "problems.sheet");
    for (const char* key : keys) {
        const std::string name = key;
        out.columns.push_back({word(lang, "problems.column." + name),
                               name == "row" || name == "latitude" || name == "longitude"});
    }
    return out;
}

/// The notes of all reports, one after the other.
class EachNote {
public:
    EachNote(Lang lang, std::span<const ImportReport> reports) : lang_(lang), reports_(reports) {}

    bool next(std::vector<std::string>& cells) {
        for (; at_ < reports_.size() * weights.size(); ++at_, notes_.reset()) {
            const ImportReport& report = reports_[at_ / weights.size()];
            const NoteWeight weight = weights.at(at_ % weights.size());
            const Notes& notes = notes_of(report, weight);
            if (!notes_) notes_.emplace(notes.begin());
            if (*notes_ == notes.end()) continue;
            cells = cells_of(lang_, report, weight, **notes_);
            ++*notes_;
            return true;
        }
        return false;
    }

private:
    Lang lang_;
    std::span<const ImportReport> reports_;
    std::size_t at_ = 0;  ///< report and weight
    std::optional<Notes::Iterator> notes_;
};

}  // namespace

OutTable problem_table(Lang lang, std::span<const ImportReport> reports) {
    OutTable out = head_of(lang);
    EachNote notes(lang, reports);
    for (std::vector<std::string> cells; notes.next(cells);) out.rows.push_back(cells);
    return out;
}

Result<void> write_problems(Lang lang, std::span<const ImportReport> reports, const std::string& file) {
    std::string extension = std::filesystem::path(file).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (extension == ".csv") {
        EachNote notes(lang, reports);
        return write_csv(
            head_of(lang), [&](std::vector<std::string>& cells) { return notes.next(cells); }, file);
    }
    if (extension == ".xlsx") {
        std::size_t rows = 0;
        for (const ImportReport& report : reports)
            for (const NoteWeight weight : weights) rows += notes_of(report, weight).size();
        if (rows >= most_sheet_rows) return fail(Fault::bad_value, file, std::to_string(rows));
        return write_xlsx(problem_table(lang, reports), file);
    }
    return fail(Fault::wrong_kind, file);
}

}  // namespace geo
