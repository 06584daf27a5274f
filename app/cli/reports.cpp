#include "app/cli/reports.h"

#include "app/cli/command_private.h"
#include "geo/study/profiles.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <map>
#include <optional>
#include <set>

namespace app {
namespace {

/// The options that answer what a report asks, a line each.
std::string ways_on_command_line(geo::Lang lang, const geo::ImportReport& report) {
    static const std::map<std::string, const char*> options = {{"hidden_sheets", "layer"},
                                                               {"layers_skipped", "layer"},
                                                               {"sheet_chosen", "layer"},
                                                               {"which_layer", "layer"},
                                                               {"which_sheet", "layer"},
                                                               {"maybe_personal", "personal"},
                                                               {"maybe_persons", "personal"},
                                                               {"groups_found", "groups_found"},
                                                               {"roads_are_there", "roads_are_there"}};
    std::set<std::string> keys;
    if (report.outcome == geo::Outcome::ask) keys.insert("ask");
    for (const geo::Notes* notes : {&report.problems, &report.warnings, &report.repairs})
        for (const geo::Notes::Kind& kind : notes->kinds())
            if (const auto found = options.find(kind.kind); found != options.end())
                keys.insert(found->second);
    std::string out;
    for (const std::string& key : keys) out += "\n" + geo::word(lang, "cli.how." + key);
    return out;
}

}  // namespace

void Reports::add(const geo::ImportReport& report, const std::string& sender) {
    all_.push_back(report);
    said_.push_back({all_.size() - 1, "", sender});
    refused_ = refused_ || report.outcome == geo::Outcome::refuse;
    asks_ = asks_ || report.outcome == geo::Outcome::ask;
    rejected_ = rejected_ || report.rows_rejected > 0;
}

void Reports::add(const geo::Error& error, const std::pair<std::string, geo::FileKind>& file) {
    errors_.push_back(error);
    if (!session_.json) return;
    geo::ImportReport report;
    report.kind = geo::file_kind_name(file.second);
    report.file = file.first;
    report.outcome = geo::Outcome::refuse;
    auto refused = nlohmann::json::parse(geo::report_json(report, session_.lang));
    refused.update(nlohmann::json::parse(error_json(session_, error)));
    said_.push_back({std::nullopt, refused.dump(2)});
}

void Reports::print(const Said& said) const {
    if (!said.report) {
        std::cout << said.words;
    } else if (session_.json) {
        // The last piece closes the document: whose profile it was stands before it.
        std::string held;
        geo::write_report_json(all_[*said.report], session_.lang, [&](std::string_view piece) {
            std::cout << held;
            held = piece;
        });
        if (!said.sender.empty())
            std::cout
                << ",\n  \"profile\": "
                << nlohmann::json(said.sender).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        std::cout << held;
    } else
        std::cout << geo::describe(session_.lang, all_[*said.report])
                  << ways_on_command_line(session_.lang, all_[*said.report]);
}

void add_answers_help(CLI::App* command, const Session& session) {
    command->footer(command->get_footer() + "\n\n" + geo::word(session.lang, "cli.answers") +
                    "\n  {\"decisions\": [{\"kind\": \"name_unknown\", \"row\": 2, \"column\": \"ตำบล\", "
                    "\"choice\": \"use_code\", \"value\": \"590102\"}]}");
}

/// One document stands alone, several are a list.
int Reports::print(bool strict) const {
    const bool list = session_.json && said_.size() != 1;
    if (list) std::cout << "[";
    for (std::size_t i = 0; i < said_.size(); ++i) {
        if (list) std::cout << (i > 0 ? ",\n" : "\n");
        print(said_[i]);
        if (!list) std::cout << "\n";
    }
    if (list) std::cout << "\n]\n";
    Session words_alone;
    words_alone.lang = session_.lang;
    std::optional<int> code;
    for (const geo::Error& error : errors_) {
        const int own = words_alone.failed(error);
        code = code.value_or(own);
    }
    if (code) return *code;
    if (refused_) return exit_refused;
    if (asks_) return exit_ask;
    return strict && rejected_ ? exit_rejected : exit_done;
}

void add_reading_options(CLI::App* command, const Session& session, ReadingOptions& options) {
    add_option(command, session, "--mapping", options.mapping, "cli.option.mapping");
    add_flag(command, session, "--leave-out-personal", options.leave_out_personal,
             "cli.option.leave_out_personal");
    add_flag(command, session, "--without-profile", options.without_profile, "cli.option.without_profile");
}

geo::Result<geo::Reading> reading_of(const ReadingOptions& options) {
    geo::Reading reading;
    if (!options.mapping.empty()) {
        TRY(geo::Reading said, geo::read_reading(options.mapping));
        reading = std::move(said);
    }
    if (options.leave_out_personal) geo::decide(reading, geo::without_personal_data());
    return reading;
}

geo::Result<std::vector<geo::CodeChange>> code_changes_of(const std::string& crosswalk) {
    if (crosswalk.empty()) return std::vector<geo::CodeChange>{};
    return geo::read_code_changes(crosswalk);
}

}  // namespace app
