#include "geo/study/profiles.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace geo {
namespace {

constexpr std::streamsize most_bytes = 4 << 20;

bool fits(const ImportProfile& profile, const std::string& kind, const std::vector<std::string>& headers) {
    if (!profile.kind.empty() && profile.kind != kind) return false;
    const std::vector<ColumnReading>& columns = profile.reading.columns;
    return !columns.empty() && std::all_of(columns.begin(), columns.end(), [&](const ColumnReading& one) {
        return std::find(headers.begin(), headers.end(), one.header) != headers.end();
    });
}

/// Answers that say how a file is to be read.  One that is not known here is asked again in the next file,
/// and so is whatever would take the place of loaded data, and whatever leaves out rows or adds them up.
bool says_how_to_read(const std::string& choice) {
    constexpr std::string_view choices =
        " add_columns add_months all_child_centre all_learning_centre all_learning_unit all_school"
        " as_letter as_missing as_out_of_learning as_written barrier_border barrier_other"
        " barrier_water by_name first_table from_feet keep"
        " keep_as_sent keep_beside keep_column keep_position keep_rest latest_month"
        " leave_columns leave_out_column node_crossings not_in_total not_located persons"
        " point_as_comma rows_right set_province swap take_as_people take_small_waters thousands use_band "
        "use_column use_crs"
        " use_latest use_layer use_levels use_number use_parts use_position use_total ";
    return choices.find(" " + choice + " ") != std::string_view::npos;
}

bool is_same_name(const Alias& a, const Alias& b) {
    return a.within == b.within && a.name == b.name;
}

}  // namespace

ImportProfile profile_of(const std::string& sender, const std::string& kind, const Reading& used,
                         const Reading& settled) {
    ImportProfile out{sender, kind, settled};
    out.reading.date_iso.clear();
    // The unit is of the numbers of one file.
    out.reading.unit = CountUnit::unknown;
    std::erase_if(out.reading.decisions, [](const Decision& one) { return one.kind == "unit_unclear"; });
    out.reading.aliases = used.aliases;
    out.reading.columns = settled.columns;
    for (const ColumnReading& one : used.columns) {
        const bool said = std::any_of(settled.columns.begin(), settled.columns.end(),
                                      [&](const ColumnReading& other) { return other.column == one.column; });
        if (!said) out.reading.columns.push_back(one);
    }
    std::sort(out.reading.columns.begin(), out.reading.columns.end(),
              [](const ColumnReading& a, const ColumnReading& b) { return a.column < b.column; });
    // Whatever tells of persons is looked at anew in each file; the columns that did are named.  Of several
    // sheets last year's may stand in this year's workbook too.
    std::erase_if(out.reading.decisions, [](const Decision& one) {
        return one.row != 0 || one.kind == "personal_data" || one.kind == "which_sheet" ||
               !says_how_to_read(one.choice);
    });
    return out;
}

void remember_profile(std::vector<ImportProfile>& profiles, ImportProfile profile) {
    profile.reading.unit = CountUnit::unknown;
    std::erase_if(profiles, [&](const ImportProfile& one) {
        return one.sender == profile.sender && one.kind == profile.kind;
    });
    const auto before = [](const ImportProfile& a, const ImportProfile& b) {
        return a.sender != b.sender ? a.sender < b.sender : a.kind < b.kind;
    };
    profiles.insert(std::upper_bound(profiles.begin(), profiles.end(), profile, before), std::move(profile));
}

std::vector<Alias> known_names(const std::vector<ImportProfile>& profiles) {
    for (const ImportProfile& one : profiles) {
        if (!one.sender.empty() || !one.kind.empty()) continue;
        std::vector<Alias> out = one.reading.aliases;
        std::erase_if(out, [](const Alias& name) { return name.within.empty(); });
        return out;
    }
    return {};
}

void remember_names(std::vector<ImportProfile>& profiles, const std::vector<Alias>& names) {
    ImportProfile all;
    all.reading.aliases = known_names(profiles);
    const std::vector<Alias> before = all.reading.aliases;
    for (const Alias& name : names) {
        if (name.within.empty()) continue;
        std::erase_if(all.reading.aliases, [&](const Alias& old) { return is_same_name(old, name); });
        all.reading.aliases.push_back(name);
    }
    if (all.reading.aliases != before) remember_profile(profiles, std::move(all));
}

void forget_name(std::vector<ImportProfile>& profiles, const Alias& name) {
    for (ImportProfile& one : profiles)
        std::erase_if(one.reading.aliases, [&](const Alias& other) { return is_same_name(other, name); });
    std::erase_if(profiles, [](const ImportProfile& one) {
        return one.sender.empty() && one.kind.empty() && one.reading == Reading{};
    });
}

Reading with_known_names(Reading reading, const std::vector<ImportProfile>& profiles) {
    for (Alias& name : known_names(profiles)) {
        std::erase_if(reading.aliases, [&](const Alias& old) { return is_same_name(old, name); });
        reading.aliases.push_back(std::move(name));
    }
    return reading;
}

std::vector<Alias> settled_names(const Reading& given, const Reading& used) {
    std::vector<Alias> out = used.aliases;
    std::erase_if(out, [&](const Alias& name) {
        return std::find(given.aliases.begin(), given.aliases.end(), name) != given.aliases.end();
    });
    return out;
}

void take_in_profile(std::vector<ImportProfile>& profiles, const std::string& name, Reading reading) {
    reading.decisions.clear();
    Reading names_alone;
    names_alone.aliases = reading.aliases;
    if (!reading.aliases.empty() && reading == names_alone) return remember_names(profiles, reading.aliases);
    remember_profile(profiles, {name, "", std::move(reading)});
}

const ImportProfile* fitting_profile(const std::vector<ImportProfile>& profiles, const std::string& kind,
                                     const std::vector<std::string>& headers) {
    const ImportProfile* best = nullptr;
    for (const ImportProfile& one : profiles)
        if (fits(one, kind, headers) &&
            (best == nullptr || one.reading.columns.size() > best->reading.columns.size()))
            best = &one;
    return best;
}

const ImportProfile* fitting_profile(const std::vector<ImportProfile>& profiles, const std::string& kind,
                                     const Sighting& seen) {
    std::vector<std::string> headers;
    for (const SightedColumn& one : seen.columns) headers.push_back(one.header);
    return fitting_profile(profiles, kind, headers);
}

Result<Reading> read_reading(const std::string& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    std::ifstream in(file, std::ios::binary);
    std::string text(static_cast<std::size_t>(most_bytes), '\0');
    in.read(text.data(), most_bytes);
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    return reading_from_json(text, file);
}

}  // namespace geo
