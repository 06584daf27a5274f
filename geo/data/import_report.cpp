#include "geo/data/import_report.h"

#include "geo/base/figures.h"
#include "geo/data/grid.h"
#include "geo/data/note_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>

namespace geo {
namespace {

constexpr std::size_t shown_rows = 5;

/// Row, column and value of a note; the sheet or layer too where it is not the only one.
std::string where(Lang lang, const ImportNote& note, bool with_sheet) {
    std::string out;
    const auto add = [&](const char* key, const std::string& value) {
        if (value.empty()) return;
        if (!out.empty()) out += " · ";
        out += say(lang, key, {{"value", value}});
    };
    if (with_sheet) add("import.where.sheet", note.sheet);
    add("import.where.row", note.row > 0 ? grouped(note.row) : std::string{});
    add("import.where.column", note.column);
    add("import.where.value", note.value);
    return out;
}

/// What the notes of a kind have in common is said once, then the first rows.  Numbers that differ are added
/// up in the sentence and follow their rows; other reasons that differ have a sentence each.
std::string words_of_kind(Lang lang, const Notes::Kind& kind) {
    const ImportNote& first = kind.first.front();
    const auto sentence = [&](const std::string& reason) { return what_of(lang, first, reason); };
    // Reasons that the sentence does not hold follow the value: "402901.0" → 402901.
    const bool behind = sentence(first.reason) == sentence(first.reason + "?");
    const bool reasons = !kind.same_reason && !behind;
    const bool sheets = !kind.same_sheet;
    const std::optional<std::int64_t> sum = sum_of_reasons(kind);
    const bool adds_up = reasons && sum;
    std::string out;
    if (!reasons || adds_up) {
        out = "\n  " + sentence(adds_up ? grouped(*sum) : first.reason);
        if (kind.count > 1 && !adds_up) out += " (" + grouped(static_cast<std::int64_t>(kind.count)) + ")";
    }
    for (std::size_t i = 0; i < std::min(kind.first.size(), shown_rows); ++i) {
        const std::string place = where(lang, kind.first[i], sheets);
        if (reasons && !adds_up) {
            out += "\n  " + what_of(lang, kind.first[i]);
            if (!place.empty()) out += "\n    " + place;
        } else if (!place.empty()) {
            out += "\n    " + place;
            if (behind && !kind.first[i].reason.empty()) out += " → " + kind.first[i].reason;
            if (adds_up) out += ": " + grouped(*number_in_reason(kind.first[i]));
        }
    }
    if (kind.count > shown_rows) out += "\n    …";
    return out + "\n    → " + word(lang, "import." + kind.kind + ".do");
}

/// Each kind once, with its number and its first rows.
std::string grouped_notes(Lang lang, const Notes& notes) {
    std::map<std::string, const Notes::Kind*> kinds;
    for (const Notes::Kind& kind : notes.kinds()) kinds[kind.kind] = &kind;
    std::string out;
    for (const auto& [name, kind] : kinds) out += words_of_kind(lang, *kind);
    return out;
}

/// The ways out as reading_from_json() takes them.  Which area is to be chosen nobody knows but a person: the
/// value of that answer is left for its code.
nlohmann::json decisions_of(const ImportNote& note) {
    nlohmann::json out = nlohmann::json::array();
    for (const Fix& fix : note.fixes) {
        const bool any_area = fix.choice == "choose_area";
        out.push_back({{"kind", note.kind},
                       {"row", note.row},
                       {"column", note.column},
                       {"choice", any_area ? "use_code" : fix.choice},
                       {"value", any_area ? std::string{} : fix.value}});
    }
    return out;
}

nlohmann::json json_of(const ImportNote& note, Lang lang) {
    nlohmann::json fixes = {word(lang, "import." + note.kind + ".do")};
    for (const Fix& fix : note.fixes) fixes.push_back(describe(lang, fix));
    return {{"kind", note.kind},         {"sheet", note.sheet},
            {"row", note.row},           {"column", note.column},
            {"value", note.value},       {"reason", what_of(lang, note)},
            {"fixes", std::move(fixes)}, {"decisions", decisions_of(note)}};
}

/// A document that is written piece by piece, as dump(2) would write it.
class JsonOut {
public:
    explicit JsonOut(const std::function<void(std::string_view)>& out) : out_(out) {}

    void member(const std::string& key, const nlohmann::json& value) {
        begin(key);
        put(value, "  ");
    }
    template <class Some, class JsonOf>
    void list(const std::string& key, const Some& all, const JsonOf& json_of) {
        begin(key);
        out_("[");
        bool first = true;
        for (const auto& one : all) {
            out_(first ? "\n    " : ",\n    ");
            first = false;
            put(json_of(one), "    ");
        }
        out_(first ? "]" : "\n  ]");
    }
    void end() { out_("\n}"); }

private:
    void begin(const std::string& key) {
        out_((first_ ? "{\n  \"" : ",\n  \"") + key + "\": ");
        first_ = false;
    }
    /// No text of a document holds a line's end.
    void put(const nlohmann::json& value, const char* indent) {
        const std::string text = value.dump(2);
        std::string shown;
        for (const char c : text) {
            shown += c;
            if (c == '\n') shown += indent;
        }
        out_(shown);
    }

    const std::function<void(std::string_view)>& out_;
    bool first_ = true;
};

}  // namespace

AmbiguousRow::AmbiguousRow(std::int64_t number, std::string_view why, const std::vector<std::string>& codes)
    : row(number) {
    thread_local TextPool pool;
    std::string joined;
    for (const std::string& code : codes) joined += (joined.empty() ? "" : " ") + code;
    kind = pool.of(why);
    codes_ = pool.of(joined);
}

std::vector<std::string> AmbiguousRow::codes() const {
    std::vector<std::string> out;
    std::string_view left = codes_.view();
    while (!left.empty()) {
        const std::size_t end = std::min(left.find(' '), left.size());
        out.emplace_back(left.substr(0, end));
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    return out;
}

const char* outcome_name(Outcome outcome) {
    return outcome == Outcome::load ? "load" : outcome == Outcome::ask ? "ask" : "refuse";
}

std::string describe(Lang lang, const Fix& fix) {
    return say(lang, "fix." + fix.choice, {{"value", crs_words(lang, fix.value)}});
}

std::string describe(Lang lang, const ImportNote& note) {
    const std::string place = where(lang, note, !note.sheet.empty());
    return what_of(lang, note) + (place.empty() ? "" : "\n" + place) + "\n" +
           word(lang, "import." + note.kind + ".do");
}

std::string describe(Lang lang, const ImportReport& report) {
    // Grids count cells.
    const bool grid = grid_kind_from(report.kind).has_value();
    std::string out = word(lang, "import.kind." + report.kind) + ": " + report.file + "\n" +
                      say(lang, grid ? "import.cells" : "import.rows",
                          {{"in", grouped(report.rows_in)},
                           {"loaded", grouped(report.rows_loaded)},
                           {"rejected", grouped(report.rows_rejected)},
                           {"subtotal", grouped(report.rows_subtotal)},
                           {"duplicate", grouped(report.rows_duplicate)},
                           {"missing", grouped(report.missing_cells)}});
    if (report.kind == "counts")
        out += "\n" + say(lang, "import.children",
                          {{"children", exact_grouped(report.total_children_milli)},
                           {"missing", grouped(report.missing_cells)},
                           {"hidden", grouped(report.suppressed_cells)}});
    const auto columns = [&](const char* key, const std::vector<std::string>& names, const char* between) {
        std::string all;
        for (const std::string& name : names) all += (all.empty() ? "" : between) + name;
        if (!all.empty()) out += "\n" + say(lang, key, {{"columns", all}});
    };
    columns("import.columns_in_total", report.columns_in_total, " + ");
    columns("import.columns_apart", report.columns_apart, ", ");
    columns(report.kind == "counts" ? "import.columns_not_read" : "import.columns_left",
            report.columns_not_read, ", ");
    out += "\n" + word(lang, std::string{"import.outcome."} + outcome_name(report.outcome));
    const auto section = [&](const char* key, const Notes& notes) {
        if (!notes.empty()) out += "\n" + word(lang, key) + grouped_notes(lang, notes);
    };
    section("import.problems", report.problems);
    section("import.warnings", report.warnings);
    section("import.repairs", report.repairs);
    return out;
}

void write_report_json(const ImportReport& report, Lang lang,
                       const std::function<void(std::string_view)>& out) {
    nlohmann::json by_area = nlohmann::json::object();
    for (const auto& [code, milli] : report.by_area_milli) {
        if (!milli)
            by_area[code] = nullptr;
        else if (*milli % 1000 == 0)
            by_area[code] = *milli / 1000;
        else
            by_area[code] = static_cast<double>(*milli) / 1000;
    }
    // In the order of the keys, as nlohmann::json keeps them.
    JsonOut json(out);
    const auto of_note = [&](const ImportNote& note) { return json_of(note, lang); };
    json.list("ambiguous", report.ambiguous, [](const AmbiguousRow& one) {
        return nlohmann::json{
            {"row", one.row}, {"reason", std::string{one.kind}}, {"candidates", one.codes()}};
    });
    json.member("by_area", by_area);
    json.member("columns_apart", report.columns_apart);
    json.member("columns_in_total", report.columns_in_total);
    json.member("columns_not_read", report.columns_not_read);
    json.member("file", report.file);
    json.member("kind", report.kind);
    json.member("missing_cells", report.missing_cells);
    json.member("outcome", outcome_name(report.outcome));
    json.list("problems", report.problems, of_note);
    json.member("reading", nlohmann::json::parse(reading_json(report.reading)));
    json.list("repairs", report.repairs, of_note);
    json.member("rows_duplicate", report.rows_duplicate);
    json.member("rows_in", report.rows_in);
    json.member("rows_loaded", report.rows_loaded);
    json.member("rows_note", report.rows_note);
    json.member("rows_rejected", report.rows_rejected);
    json.member("rows_subtotal", report.rows_subtotal);
    json.member("suppressed_cells", report.suppressed_cells);
    json.member("total_children", static_cast<double>(report.total_children_milli) / 1000);
    json.member("total_held", static_cast<double>(report.held_children_milli) / 1000);
    json.member("total_without_place", static_cast<double>(report.children_without_place_milli) / 1000);
    json.list("warnings", report.warnings, of_note);
    json.end();
}

std::string report_json(const ImportReport& report, Lang lang) {
    std::string out;
    write_report_json(report, lang, [&](std::string_view piece) { out += piece; });
    return out;
}

}  // namespace geo
