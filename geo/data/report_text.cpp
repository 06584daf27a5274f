#include "geo/data/report_text.h"

#include "geo/base/figures.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <map>

namespace geo {
namespace {

using nlohmann::json;

/// Each string once, known by its number.
class Strings {
public:
    std::size_t of(const std::string& text) {
        const auto [found, fresh] = known_.emplace(text, all_.size());
        if (fresh) all_.push_back(text);
        return found->second;
    }
    const std::vector<std::string>& all() const { return all_; }

private:
    std::map<std::string, std::size_t> known_;
    std::vector<std::string> all_;
};

/// The first of each kind; not gone through any further when all of them are there.
json notes_json(const Notes& notes, std::size_t most, Strings& strings, std::int64_t& left_off) {
    json out = json::array();
    std::size_t wanted = 0;
    for (const Notes::Kind& kind : notes.kinds()) wanted += std::min(kind.count, most);
    left_off += static_cast<std::int64_t>(notes.size() - wanted);
    std::map<std::string, std::size_t> of_kind;
    for (const ImportNote& note : notes) {
        if (out.size() == wanted) break;
        if (++of_kind[note.kind] > most) continue;
        json one = {strings.of(note.kind),   strings.of(note.sheet), note.row,
                    strings.of(note.column), strings.of(note.value), strings.of(note.reason)};
        json fixes = json::array();
        for (const Fix& fix : note.fixes) {
            fixes.push_back(strings.of(fix.choice));
            fixes.push_back(strings.of(fix.value));
        }
        if (!fixes.empty() || note.at) one.push_back(std::move(fixes));
        if (note.at) one.push_back({note.at->lon, note.at->lat});
        out.push_back(std::move(one));
    }
    return out;
}

/// Throws where the text is not one of ours.
Notes notes_from(const json& list, const std::vector<std::string>& strings, const std::string& file) {
    Notes out;
    const auto text = [&](const json& number) -> const std::string& {
        return strings.at(number.get<std::size_t>());
    };
    for (const json& one : list) {
        ImportNote note{
            text(one.at(0)), file,           text(one.at(1)), one.at(2).get<std::int64_t>(), text(one.at(3)),
            text(one.at(4)), text(one.at(5))};
        if (one.size() > 6)
            for (std::size_t i = 0; i + 1 < one[6].size(); i += 2)
                note.fixes.push_back({text(one[6].at(i)), text(one[6].at(i + 1))});
        if (one.size() > 7) note.at = LonLat{one[7].at(0).get<double>(), one[7].at(1).get<double>()};
        out.push_back(std::move(note));
    }
    return out;
}

Outcome outcome_named(const std::string& name) {
    for (const Outcome one : {Outcome::ask, Outcome::refuse})
        if (name == outcome_name(one)) return one;
    return Outcome::load;
}

}  // namespace

std::string report_text(const ImportReport& report, std::size_t most_of_a_kind) {
    Strings strings;
    std::int64_t left_off = 0;
    json problems = notes_json(report.problems, most_of_a_kind, strings, left_off);
    json repairs = notes_json(report.repairs, most_of_a_kind, strings, left_off);
    json warnings = notes_json(report.warnings, most_of_a_kind, strings, left_off);
    if (left_off > 0) {
        const ImportNote more{"notes_left_off", "", "", 0, "", "", grouped(left_off)};
        std::int64_t ignored = 0;
        warnings.push_back(notes_json({more}, 1, strings, ignored).front());
    }
    const json out = {
        {"kind", report.kind},
        {"file", std::filesystem::path(report.file).filename().string()},
        {"outcome", outcome_name(report.outcome)},
        {"rows",
         {report.rows_in, report.rows_loaded, report.rows_rejected, report.rows_subtotal,
          report.rows_duplicate, report.rows_note}},
        {"milli",
         {report.total_children_milli, report.held_children_milli, report.children_without_place_milli}},
        {"cells", {report.missing_cells, report.suppressed_cells}},
        {"in_total", report.columns_in_total},
        {"apart", report.columns_apart},
        {"not_read", report.columns_not_read},
        {"problems", std::move(problems)},
        {"warnings", std::move(warnings)},
        {"repairs", std::move(repairs)},
        {"strings", strings.all()}};
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<ImportReport> report_from_text(std::string_view text, const std::string& file) {
    const json in = json::parse(text, nullptr, false);
    if (in.is_discarded()) return fail(Fault::unreadable, file);
    ImportReport out;
    try {
        const auto strings = in.at("strings").get<std::vector<std::string>>();
        in.at("kind").get_to(out.kind);
        in.at("file").get_to(out.file);
        out.outcome = outcome_named(in.at("outcome").get<std::string>());
        const json& rows = in.at("rows");
        rows.at(0).get_to(out.rows_in);
        rows.at(1).get_to(out.rows_loaded);
        rows.at(2).get_to(out.rows_rejected);
        rows.at(3).get_to(out.rows_subtotal);
        rows.at(4).get_to(out.rows_duplicate);
        rows.at(5).get_to(out.rows_note);
        const json& milli = in.at("milli");
        milli.at(0).get_to(out.total_children_milli);
        milli.at(1).get_to(out.held_children_milli);
        milli.at(2).get_to(out.children_without_place_milli);
        in.at("cells").at(0).get_to(out.missing_cells);
        in.at("cells").at(1).get_to(out.suppressed_cells);
        in.at("in_total").get_to(out.columns_in_total);
        in.at("apart").get_to(out.columns_apart);
        in.at("not_read").get_to(out.columns_not_read);
        out.problems = notes_from(in.at("problems"), strings, out.file);
        out.warnings = notes_from(in.at("warnings"), strings, out.file);
        out.repairs = notes_from(in.at("repairs"), strings, out.file);
    } catch (const std::exception&) {
        return fail(Fault::unreadable, file);
    }
    if (!out.accounted()) return fail(Fault::unreadable, file);
    return out;
}

}  // namespace geo
