#include "geo/study/profiles.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

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

bool is_about_loaded_data(const std::string& kind) {
    return kind == "counts_total_changes" || kind == "coarser_counts" || kind == "agencies_meet" ||
           kind == "vintage_differs" || kind == "roads_are_there" || kind == "grid_is_there";
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
    // Whatever tells of persons is looked at anew in each file; the columns that did are named.
    // What takes the place of loaded data is asked of each file anew.
    std::erase_if(out.reading.decisions, [](const Decision& one) {
        return one.row != 0 || one.kind == "personal_data" || is_about_loaded_data(one.kind);
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
    for (const ImportProfile& one : profiles)
        if (one.sender.empty() && one.kind.empty()) return one.reading.aliases;
    return {};
}

void remember_names(std::vector<ImportProfile>& profiles, const std::vector<Alias>& names) {
    if (names.empty()) return;
    ImportProfile all;
    all.reading.aliases = known_names(profiles);
    for (const Alias& name : names) {
        std::erase_if(all.reading.aliases,
                      [&](const Alias& old) { return old.within == name.within && old.name == name.name; });
        all.reading.aliases.push_back(name);
    }
    remember_profile(profiles, std::move(all));
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
