#include "geo/base/words.h"

#include "geo/base/word_files.h"

#include <array>
#include <map>
#include <memory>

namespace geo {
namespace {

struct Less {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const { return a < b; }
};
using Table = std::map<std::string, std::string, Less>;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'n') {
            out += '\n';
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

Table read_language(std::string_view language) {
    Table table;
    for (std::size_t f = 0; f < word_file_count; ++f) {
        if (language != word_files[f].language) continue;
        std::string_view rest = word_files[f].text;
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            const std::string_view line = trimmed(rest.substr(0, end));
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            const auto equals = line.find('=');
            if (line.empty() || line.front() == '#' || equals == std::string_view::npos) continue;
            table[std::string{trimmed(line.substr(0, equals))}] = unescaped(trimmed(line.substr(equals + 1)));
        }
    }
    return table;
}

const Table& table_of(Lang lang) {
    static const Table thai = read_language("th");
    static const Table english = read_language("en");
    return lang == Lang::th ? thai : english;
}

/// «key» for keys that nobody wrote; kept so that word() can hand out references.
const std::string& missing(std::string_view key) {
    thread_local Table seen;
    auto found = seen.find(key);
    if (found == seen.end()) found = seen.emplace(std::string{key}, "«" + std::string{key} + "»").first;
    return found->second;
}

constexpr std::array<const char*, 25> fault_names = {
    "cancelled",      "not_found",     "wrong_kind",    "unreadable",   "empty",
    "unwritable",     "bad_encoding",  "unknown_crs",   "bad_geometry", "no_header",
    "no_code_column", "unknown_codes", "no_position",   "bad_value",    "not_degrees",
    "too_large",      "needs_areas",   "needs_roads",   "needs_places", "needs_counts",
    "locked",         "newer_version", "personal_data", "usage",        "internal"};

struct Cause {
    std::string_view says;
    const char* message;
};
constexpr std::array<Cause, 25> causes_of_reading = {{{"permission denied", "found_forbidden"},
                                                      {"access denied", "found_forbidden"},
                                                      {"no such file", "not_found"},
                                                      {"encrypted", "locked_by_password"},
                                                      {"password", "locked_by_password"},
                                                      {"truncated", "cut_short"},
                                                      {"unexpected end", "cut_short"},
                                                      {"too short", "cut_short"},
                                                      {"end of file", "cut_short"},
                                                      {"eof", "cut_short"},
                                                      {"fread", "cut_short"},
                                                      {"read error", "cut_short"},
                                                      {"failed to read", "cut_short"},
                                                      {"no element found", "cut_short"},
                                                      {"unclosed token", "cut_short"},
                                                      {"incomplete", "cut_short"},
                                                      {"allocat", "too_large"},
                                                      {"out of memory", "too_large"},
                                                      {"malformed", "damaged"},
                                                      {"well-formed", "damaged"},
                                                      {"mismatched", "damaged"},
                                                      {"corrupt", "damaged"},
                                                      {"invalid", "damaged"},
                                                      {"pars", "damaged"},
                                                      {"crc", "damaged"}}};
constexpr std::array<Cause, 7> causes_of_writing = {{{"no space", "disk_full"},
                                                     {"disk is full", "disk_full"},
                                                     {"permission denied", "may_not_write"},
                                                     {"read-only", "may_not_write"},
                                                     {"readonly", "may_not_write"},
                                                     {"not a directory", "no_folder"},
                                                     {"no such file", "no_folder"}}};

/// These details are the words of a library or of the system, in one language and for programmers.
bool is_of_library(Fault fault) {
    return fault == Fault::unreadable || fault == Fault::unwritable || fault == Fault::locked;
}

/// The message that a library's words come down to; null where nobody knows them.
const char* cause_of(Fault fault, std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const auto first_in = [&](const auto& causes) -> const char* {
        for (const Cause& cause : causes)
            if (text.find(cause.says) != std::string::npos) return cause.message;
        return nullptr;
    };
    if (fault == Fault::unreadable) return first_in(causes_of_reading);
    return fault == Fault::unwritable ? first_in(causes_of_writing) : nullptr;
}

}  // namespace

std::string message_of(const Error& error) {
    // What is wrong with an option of the command line is no matter of files.  A detail that is the name of a
    // message of its own says more exactly what the fault is.
    if (has_word("fault." + error.detail + ".what")) return error.detail;
    if (error.column.starts_with("--")) return "option";
    const char* cause = cause_of(error.fault, error.detail);
    return cause == nullptr ? fault_name(error.fault) : cause;
}

const std::string& word(Lang lang, std::string_view key) {
    const Table& table = table_of(lang);
    const auto found = table.find(key);
    return found == table.end() ? missing(key) : found->second;
}

bool has_word(std::string_view key) {
    return table_of(Lang::th).contains(key) && table_of(Lang::en).contains(key);
}

const char* lasting_key(std::string_view key) {
    const Table& table = table_of(Lang::th);
    const auto found = table.find(key);
    return found == table.end() ? "" : found->first.c_str();
}

std::string say(Lang lang, std::string_view key, std::initializer_list<Fact> facts) {
    const std::string& pattern = word(lang, key);
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '{') {
            const auto close = pattern.find('}', i);
            if (close != std::string::npos) {
                const std::string_view inside{pattern.data() + i + 1, close - i - 1};
                // {number|row|rows}: the word for one, and for any other number.
                const auto one = inside.find('|');
                const std::string_view name = inside.substr(0, one);
                const auto many = one == std::string_view::npos ? one : inside.find('|', one + 1);
                bool replaced = false;
                for (const Fact& fact : facts) {
                    if (fact.first != name) continue;
                    out += many == std::string_view::npos ? std::string_view{fact.second}
                           : fact.second == "1"           ? inside.substr(one + 1, many - one - 1)
                                                          : inside.substr(many + 1);
                    replaced = true;
                    break;
                }
                if (replaced) {
                    i = close;
                    continue;
                }
            }
        }
        out += pattern[i];
    }
    return out;
}

const char* fault_name(Fault fault) {
    return fault_names.at(static_cast<std::size_t>(fault));
}

std::string describe(Lang lang, const Error& error) {
    const bool option = error.column.starts_with("--");
    const std::string name = message_of(error);
    const bool exact = name == error.detail || is_of_library(error.fault);
    std::string out = word(lang, "fault." + name + ".what");
    const auto where = [&](const char* key, const std::string& value) {
        if (!value.empty()) out += "\n" + say(lang, key, {{"value", value}});
    };
    where("fault.where.file", error.file);
    where("fault.where.row", error.row > 0 ? std::to_string(error.row) : std::string{});
    where(option ? "fault.where.option" : "fault.where.column", error.column);
    where("fault.where.value", error.value);
    if (!error.wanted.empty()) where("fault.where.wanted", word(lang, "fault.wanted." + error.wanted));
    if (!exact) where(option ? "fault.where.allowed" : "fault.where.detail", error.detail);
    out += "\n" + word(lang, "fault." + name + ".do");
    return out;
}

}  // namespace geo
