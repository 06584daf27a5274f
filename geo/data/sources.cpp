#include "geo/data/sources.h"

#include "geo/base/figures.h"
#include "geo/base/sha256.h"
#include "geo/data/import.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace geo {
namespace {

/// A digest of where the file lies: enough to know it again, and no telling of folders in a study that is
/// handed on.
std::string origin_of(const std::string& file) {
    std::error_code failed;
    const auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(file, failed), failed);
    return failed ? std::string{} : sha256_of(path.string());
}

bool taken(const Dataset& data, const std::string& kind, const std::string& name) {
    return std::any_of(data.sources.begin(), data.sources.end(),
                       [&](const SourceFile& s) { return s.kind == kind && s.file == name; });
}

const PackedText& name_of(const Place& place) {
    return place.name_th;
}
const PackedText& name_of(const Village& village) {
    return village.name;
}
bool has_point(const Place& place) {
    return place.has_position;
}
bool has_point(const Village&) {
    return true;
}

template <class Row>
bool is_the_same(const Row& a, const Row& b) {
    return (!name_of(a).empty() && name_of(a) == name_of(b)) ||
           (has_point(a) && has_point(b) && a.at == b.at);
}

/// The rows of each source of the kind; one list of all, without a source, where the lists do not say whose
/// is whose.
template <class Row>
std::vector<std::pair<std::string, std::vector<Row>>> by_source(const Dataset& data, const std::string& kind,
                                                                const std::vector<Row>& rows) {
    std::vector<std::pair<std::string, std::vector<Row>>> out;
    std::size_t from = 0;
    for (const SourceFile& s : data.sources) {
        if (s.kind != kind) continue;
        const auto count = static_cast<std::size_t>(std::max<std::int64_t>(0, s.rows));
        if (count > rows.size() - from) return {{"", rows}};
        const auto first = rows.begin() + static_cast<std::ptrdiff_t>(from);
        out.emplace_back(s.file, std::vector<Row>(first, first + static_cast<std::ptrdiff_t>(count)));
        from += count;
    }
    if (from != rows.size()) return {{"", rows}};
    return out;
}

template <class Row>
std::vector<Row> joined(Dataset& data, const std::vector<Row>& old, std::vector<Row> fresh,
                        const FileIdentity& identity, ImportReport& report) {
    const std::string& kind = identity.source.kind;
    auto blocks = by_source(data, kind, old);
    const bool unknown = blocks.size() == 1 && blocks.front().first.empty();
    const auto gone = [&](const std::string& file, std::size_t rows) {
        report.warnings.push_back(
            {"rows_renewed", report.file, "", 0, "", file, grouped(static_cast<std::int64_t>(rows))});
    };
    if (unknown && !identity.replaces.empty()) {
        // Whose a row is cannot be told any more: the file takes the place of all.
        gone(identity.replaces, old.size());
        blocks.clear();
        std::erase_if(data.sources, [&](const SourceFile& s) { return s.kind == kind; });
    }
    std::multimap<std::string, std::size_t> by_id;
    if (!blocks.empty())
        for (std::size_t i = 0; i < fresh.size(); ++i) by_id.emplace(fresh[i].id, i);
    for (auto& [file, rows] : blocks) {
        if (file == identity.replaces && !unknown) continue;
        const std::size_t before = rows.size();
        std::erase_if(rows, [&](const Row& row) {
            const auto [from, to] = by_id.equal_range(row.id);
            return std::any_of(from, to,
                               [&](const auto& entry) { return is_the_same(fresh[entry.second], row); });
        });
        if (rows.size() == before) continue;
        gone(file, before - rows.size());
        for (SourceFile& s : data.sources)
            if (s.kind == kind && s.file == file) s.rows = static_cast<std::int64_t>(rows.size());
    }
    if (blocks.empty()) return fresh;
    std::vector<Row> out;
    out.reserve(old.size() + fresh.size());
    bool placed = false;
    const auto place = [&] {
        out.insert(out.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
        placed = true;
    };
    for (auto& [file, rows] : blocks) {
        // The same rule as list_source().
        const bool again = file == identity.replaces && !unknown;
        if (!placed && (again || (identity.replaces.empty() && !unknown && identity.source.file < file)))
            place();
        if (again) continue;
        out.insert(out.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    }
    if (!placed) place();
    return out;
}

}  // namespace

const SourceFile* source_of(const Dataset& data, const std::string& file) {
    std::vector<std::string> origins = {origin_of(file)};
    for (const char* whole : {".shp", ".SHP"})
        origins.push_back(origin_of(std::filesystem::path(file).replace_extension(whole).string()));
    const std::string bytes = sha256_of_file(file);
    for (const SourceFile& s : data.sources) {
        if (!bytes.empty() && s.sha256 == bytes) return &s;
        const auto part = std::filesystem::path(file).extension();
        const bool of_shape = part == ".dbf" || part == ".shx" || part == ".prj" || part == ".cpg";
        const auto last = of_shape ? origins.end() : origins.begin() + 1;
        if (!s.origin.empty() && std::find(origins.begin(), last, s.origin) != last) return &s;
    }
    return nullptr;
}

FileIdentity identify(const Dataset& data, const std::string& kind, const std::string& file,
                      const std::string& sheet, const std::vector<std::string>& other_sheets,
                      ImportReport& report) {
    FileIdentity out;
    const std::filesystem::path path(file);
    out.source.kind = kind;
    out.source.sha256 = sha256_of_file(file);
    out.source.origin = origin_of(file);
    out.source.imported_iso = today_iso();
    const auto same = [](const std::string& a, const std::string& b) { return !a.empty() && a == b; };
    bool beside_sheet = false;
    for (const SourceFile& s : data.sources) {
        if (s.kind != kind) continue;
        if (!same(s.origin, out.source.origin) && !same(s.sha256, out.source.sha256)) continue;
        const auto reading = reading_from_json(s.reading, file);
        if (reading && reading->sheet != sheet &&
            std::find(other_sheets.begin(), other_sheets.end(), reading->sheet) != other_sheets.end()) {
            beside_sheet = true;
            continue;
        }
        out.replaces = out.source.file = s.file;
        report.warnings.push_back({"file_again", file, "", 0, "", s.file, grouped(s.rows)});
        return out;
    }
    const std::string name = path.filename().string();
    std::string label = beside_sheet ? name + " / " + sheet : name;
    if (beside_sheet && !taken(data, kind, label)) {
        out.source.file = label;
        return out;
    }
    if (taken(data, kind, name)) {
        std::error_code ignored;
        label = std::filesystem::absolute(path, ignored).parent_path().filename().string() + "/" + name;
        const std::string with_folder = label;
        for (int n = 2; taken(data, kind, label); ++n) label = with_folder + " (" + std::to_string(n) + ")";
        report.warnings.push_back({"same_name", file, "", 0, "", name, label});
    }
    out.source.file = label;
    return out;
}

void list_source(std::vector<SourceFile>& sources, const FileIdentity& identity) {
    const auto is = [&](const SourceFile& s, const std::string& file) {
        return s.kind == identity.source.kind && s.file == file;
    };
    for (SourceFile& s : sources) {
        if (identity.replaces.empty() || !is(s, identity.replaces)) continue;
        s = identity.source;
        return;
    }
    const auto before = std::find_if(sources.begin(), sources.end(), [&](const SourceFile& s) {
        return s.kind == identity.source.kind && identity.source.file < s.file;
    });
    sources.insert(before, identity.source);
}

void join_points(Dataset& data, std::vector<Place> fresh, const FileIdentity& identity,
                 ImportReport& report) {
    data.places = std::make_shared<const std::vector<Place>>(
        joined(data, *data.places, std::move(fresh), identity, report));
}

void join_points(Dataset& data, std::vector<Village> fresh, const FileIdentity& identity,
                 ImportReport& report) {
    data.villages = std::make_shared<const std::vector<Village>>(
        joined(data, *data.villages, std::move(fresh), identity, report));
}

}  // namespace geo
