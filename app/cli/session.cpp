#include "app/cli/session.h"

#include "geo/base/whole_file.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace app {
namespace {

int code_of(const geo::Error& error) {
    if (error.column.starts_with("--")) return exit_usage;
    switch (error.fault) {
        case geo::Fault::cancelled:
            return exit_interrupted;
        case geo::Fault::usage:
            return exit_usage;
        case geo::Fault::personal_data:
            return exit_privacy;
        case geo::Fault::unwritable:
        case geo::Fault::internal:
            return exit_failed;
        default:
            return exit_refused;
    }
}

}  // namespace

std::string error_json(const Session& session, const geo::Error& error) {
    const nlohmann::json out = {{"error", geo::fault_name(error.fault)},
                                {"file", error.file},
                                {"row", error.row},
                                {"column", error.column},
                                {"value", error.value},
                                {"detail", error.detail},
                                {"message", geo::describe(session.lang, error)}};
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

int Session::failed(const geo::Error& error) const {
    if (json) std::cout << error_json(*this, error) << "\n";
    std::cerr << geo::describe(lang, error) << "\n";
    const std::string options = "cli.how." + geo::message_of(error);
    if (geo::has_word(options)) std::cerr << geo::word(lang, options) << "\n";
    return code_of(error);
}

void Session::say(const std::string& words) const {
    if (!quiet) std::cerr << words << "\n";
}

void Session::say_key(std::string_view key, std::initializer_list<geo::Fact> facts) const {
    say(geo::say(lang, key, facts));
}

geo::Failure bad_option(const char* option, const std::string& value, const std::string& allowed) {
    geo::Error error;
    error.fault = geo::Fault::bad_value;
    error.column = option;
    error.value = value;
    error.detail = allowed;
    return geo::fail(std::move(error));
}

bool is_stdout(const std::string& file) {
    return file.empty() || file == "-";
}

geo::Result<void> write_output(const std::string& file, const std::string& text) {
    if (is_stdout(file)) {
        std::cout << text << std::flush;
        if (!std::cout) return geo::fail(geo::Fault::unwritable, "-");
        return {};
    }
    return geo::write_whole(file, text);
}

}  // namespace app
