#include "geo/base/text.h"
#include "geo/data/reading.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace geo {
namespace {

using nlohmann::json;

template <class Name, class Value>
std::optional<Value> named(const std::string& word, Value last, Name name_of) {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(last); ++i)
        if (word == name_of(static_cast<Value>(i))) return static_cast<Value>(i);
    return std::nullopt;
}

json json_of(const CountMeaning& meaning) {
    return {{"status", child_status_name(meaning.status)},
            {"group", meaning.group},
            {"agency", meaning.agency},
            {"age_band", meaning.age_band},
            {"sex", meaning.sex},
            {"date_iso", meaning.date_iso}};
}

json json_of(const Reading& reading) {
    json columns = json::array();
    for (const ColumnReading& one : reading.columns)
        columns.push_back({{"column", one.column},
                           {"header", one.header},
                           {"role", column_role_name(one.role)},
                           {"meaning", json_of(one.meaning)}});
    json aliases = json::array();
    for (const Alias& one : reading.aliases)
        aliases.push_back({{"within", one.within}, {"name", one.name}, {"code", one.code}});
    json decisions = json::array();
    for (const Decision& one : reading.decisions)
        decisions.push_back({{"kind", one.kind},
                             {"row", one.row},
                             {"column", one.column},
                             {"choice", one.choice},
                             {"value", one.value}});
    return {{"encoding", reading.encoding},
            {"separator", reading.separator == 0 ? std::string{} : std::string(1, reading.separator)},
            {"sheet", reading.sheet},
            {"header_rows", reading.header_rows},
            {"columns", std::move(columns)},
            {"province", reading.province},
            {"date_iso", reading.date_iso},
            {"year_kind", year_kind_name(reading.year_kind)},
            {"unit", count_unit_name(reading.unit)},
            {"crs", reading.crs},
            {"aliases", std::move(aliases)},
            {"decisions", std::move(decisions)}};
}

/// Takes the members of one object; the first that does not fit, or that nobody asked for, is the error.
class Members {
public:
    Members(const json& object, std::string path, Error& error)
        : object_(object), path_(std::move(path)), error_(error) {
        if (!object_.is_object()) wrong(path_, object_);
    }

    void take(const char* key, std::string& out) {
        if (const json* value = find(key); value != nullptr) {
            if (!value->is_string()) return wrong(name(key), *value);
            out = value->get<std::string>();
        }
    }
    template <class Number>
    void take_number(const char* key, Number& out) {
        if (const json* value = find(key); value != nullptr) {
            if (!fits(*value)) return wrong(name(key), *value);
            out = value->get<Number>();
        }
    }
    void take(const char* key, std::vector<std::int64_t>& out) {
        if (const json* value = find(key); value != nullptr) {
            if (!value->is_array()) return wrong(name(key), *value);
            for (const json& one : *value) {
                if (!fits(one) || one.get<std::int64_t>() < 1) return wrong(name(key), one);
                out.push_back(one.get<std::int64_t>());
            }
        }
    }
    template <class Value, class Name>
    void take_word(const char* key, Value& out, Value last, Name name_of) {
        std::string word;
        take(key, word);
        if (word.empty()) return;
        const auto found = named(word, last, name_of);
        if (!found) return wrong(name(key), word);
        out = *found;
    }
    /// `each(members)` for every object of a list.
    template <class Each>
    void take_list(const char* key, Each each) {
        if (const json* value = find(key); value != nullptr) {
            if (!value->is_array()) return wrong(name(key), *value);
            for (std::size_t i = 0; i < value->size(); ++i) {
                Members members((*value)[i], name(key) + "[" + std::to_string(i) + "]", error_);
                each(members);
                members.end();
            }
        }
    }
    template <class Each>
    void take_object(const char* key, Each each) {
        if (const json* value = find(key); value != nullptr) {
            Members members(*value, name(key), error_);
            each(members);
            members.end();
        }
    }
    /// A key that no member has is a spelling mistake, and would be a wish that nobody hears.
    void end() {
        if (!object_.is_object()) return;
        for (const auto& item : object_.items())
            if (std::find(known_.begin(), known_.end(), item.key()) == known_.end())
                return wrong(name(item.key().c_str()), item.value());
    }
    void wrong(const std::string& key, const json& value) {
        if (!error_.column.empty()) return;
        error_.fault = Fault::bad_value;
        error_.column = key.empty() ? "{}" : key;
        const std::string text = value.is_string()
                                     ? value.get<std::string>()
                                     : value.dump(-1, ' ', false, json::error_handler_t::replace);
        error_.value = std::string{shortened(text, 80)};
    }
    std::string name(const char* key) const { return path_.empty() ? key : path_ + "." + key; }

private:
    static bool fits(const json& value) {
        return value.is_number_integer() && value.get<double>() >= -1 && value.get<double>() <= 2147483647.0;
    }
    const json* find(const char* key) {
        known_.emplace_back(key);
        if (!object_.is_object()) return nullptr;
        const auto at = object_.find(key);
        return at == object_.end() ? nullptr : &*at;
    }

    const json& object_;
    std::string path_;
    Error& error_;
    std::vector<std::string> known_;
};

void take_meaning(Members& members, CountMeaning& out) {
    members.take_word("status", out.status, ChildStatus::working_age, child_status_name);
    members.take("group", out.group);
    members.take("agency", out.agency);
    members.take("age_band", out.age_band);
    members.take("sex", out.sex);
    members.take("date_iso", out.date_iso);
}

void take_reading(Members& members, Reading& out) {
    members.take("encoding", out.encoding);
    std::string separator;
    members.take("separator", separator);
    if (separator.size() > 1) members.wrong(members.name("separator"), separator);
    if (separator.size() == 1) out.separator = separator[0];
    members.take("sheet", out.sheet);
    members.take("header_rows", out.header_rows);
    members.take_list("columns", [&](Members& one) {
        ColumnReading column;
        one.take_number("column", column.column);
        one.take("header", column.header);
        one.take_word("role", column.role, last_column_role, column_role_name);
        one.take_object("meaning", [&](Members& meaning) { take_meaning(meaning, column.meaning); });
        out.columns.push_back(std::move(column));
    });
    members.take("province", out.province);
    members.take("date_iso", out.date_iso);
    members.take_word("year_kind", out.year_kind, YearKind::fiscal, year_kind_name);
    members.take_word("unit", out.unit, CountUnit::thousands, count_unit_name);
    members.take("crs", out.crs);
    members.take_list("aliases", [&](Members& one) {
        Alias alias;
        one.take("within", alias.within);
        one.take("name", alias.name);
        one.take("code", alias.code);
        out.aliases.push_back(std::move(alias));
    });
    members.take_list("decisions", [&](Members& one) {
        Decision decision;
        one.take("kind", decision.kind);
        one.take_number("row", decision.row);
        one.take("column", decision.column);
        one.take("choice", decision.choice);
        one.take("value", decision.value);
        out.decisions.push_back(std::move(decision));
    });
}

}  // namespace

std::string reading_json(const Reading& reading) {
    return json_of(reading).dump(2, ' ', false, json::error_handler_t::replace);
}

Result<Reading> reading_from_json(std::string_view text, const std::string& file) {
    const json document = json::parse(text, nullptr, false);
    Error error;
    error.file = file;
    if (document.is_discarded()) return fail(Fault::unreadable, file);
    Reading out;
    Members members(document, "", error);
    take_reading(members, out);
    members.end();
    if (!error.column.empty()) return fail(std::move(error));
    return out;
}

}  // namespace geo
