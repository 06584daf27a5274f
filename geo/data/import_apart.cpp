#include "geo/data/import_apart.h"

#include "geo/data/sound.h"
#include "geo/data/wire_data_private.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace geo {
namespace {

enum class Job : std::uint8_t { kind, import, points, layers, rights, look };

/// A dataset on its way, without what stays where it is: of the roads only how many there are.
struct DataParts {
    std::optional<Areas> areas;
    std::optional<std::vector<Place>> places;
    std::optional<std::vector<Village>> villages;
    std::optional<std::vector<CountSeries>> counts;
    std::optional<Roads> roads;
    std::optional<std::vector<Grid>> grids;
    std::optional<std::vector<AreaGroup>> groups;
    std::vector<SourceFile> sources;
    bool made_up = false;
};
template <class A>
void wire(A& a, DataParts& v) {
    a.members(v, v.areas, v.places, v.villages, v.counts, v.roads, v.grids, v.groups, v.sources, v.made_up);
}

/// Grids as they lie, without their values.
std::vector<Grid> without_cells(const Dataset& data) {
    std::vector<Grid> out = *data.grids;
    for (Grid& grid : out) grid.cells = std::make_shared<const std::vector<float>>();
    return out;
}

/// All that an import looks at.
DataParts parts_of(const Dataset& data) {
    Roads stand_in;
    stand_in.ways.resize(data.roads->ways.size());
    return {*data.areas,         *data.places, *data.villages, *data.counts, std::move(stand_in),
            without_cells(data), *data.groups, data.sources,   data.made_up};
}

/// What the import changed.
DataParts changes(const Dataset& before, const Dataset& now) {
    DataParts out;
    if (now.areas != before.areas) out.areas = *now.areas;
    if (now.places != before.places) out.places = *now.places;
    if (now.villages != before.villages) out.villages = *now.villages;
    if (now.counts != before.counts) out.counts = *now.counts;
    if (now.roads != before.roads) out.roads = *now.roads;
    if (now.grids != before.grids) out.grids = *now.grids;
    if (now.groups != before.groups) out.groups = *now.groups;
    out.sources = now.sources;
    out.made_up = now.made_up;
    return out;
}

template <class T>
void renew(std::shared_ptr<const T>& part, std::optional<T> fresh) {
    if (fresh) part = std::make_shared<const T>(*std::move(fresh));
}

Dataset renewed(Dataset data, DataParts fresh) {
    renew(data.areas, std::move(fresh.areas));
    renew(data.places, std::move(fresh.places));
    renew(data.villages, std::move(fresh.villages));
    renew(data.counts, std::move(fresh.counts));
    renew(data.roads, std::move(fresh.roads));
    // The values of a grid that was there already never left.
    if (fresh.grids)
        for (Grid& grid : *fresh.grids)
            for (const Grid& old : *data.grids)
                if (grid.cells->empty() && old.kind == grid.kind && old.source == grid.source)
                    grid.cells = old.cells;
    renew(data.grids, std::move(fresh.grids));
    renew(data.groups, std::move(fresh.groups));
    data.sources = std::move(fresh.sources);
    data.made_up = fresh.made_up;
    return data;
}

template <class... T>
std::string bytes_of(const T&... values) {
    WireOut out;
    out(values...);
    return out.take();
}

/// An answer is a flag, then the value or the error.
template <class T>
Result<T> taken(const Result<std::shared_ptr<const Answer>>& answer, const std::string& file) {
    if (!answer) return fail(answer.error());
    WireIn in((*answer)->bytes());
    bool good = false;
    in(good);
    if (good) {
        T value{};
        in(value);
        if (in.fits()) return value;
        return fail(Fault::unreadable, file);
    }
    Error error;
    in(error);
    if (!in.fits() || error.fault > Fault::internal) return fail(Fault::unreadable, file);
    return fail(std::move(error));
}

template <class T>
void put(int to, const Result<T>& result) {
    const std::string bytes = result ? bytes_of(true, *result) : bytes_of(false, result.error());
    if (!write_all(to, bytes)) std::abort();
}

Result<std::pair<DataParts, ImportReport>> changed_by(const Dataset& data, const std::string& file,
                                                      FileKind kind, const ImportOptions& options,
                                                      const Progress& progress) {
    TRY(Imported imported, import_file(data, file, kind, options, progress));
    return std::pair{changes(data, imported.data), std::move(imported.report)};
}

}  // namespace

Result<FileKind> guess_kind(const Apart& apart, const std::string& file, const Progress& progress) {
    if (apart.program.empty()) return guess_kind(file);
    auto kind = taken<FileKind>(ask_apart(apart, file, bytes_of(Job::kind, file), progress), file);
    if (kind && !is_sound(*kind)) return fail(Fault::unreadable, file);
    return kind;
}

Result<Imported> import_file(const Apart& apart, const Dataset& data, const std::string& file, FileKind kind,
                             const ImportOptions& options, const Progress& progress) {
    if (apart.program.empty()) return import_file(data, file, kind, options, progress);
    const std::string question = bytes_of(Job::import, file, parts_of(data), kind, options);
    using Changed = std::pair<DataParts, ImportReport>;
    TRY(Changed changed, taken<Changed>(ask_apart(apart, file, question, progress), file));
    Imported out{renewed(data, std::move(changed.first)), std::move(changed.second)};
    if (!is_sound(out.data) || !is_sound(out.report)) return fail(Fault::unreadable, file);
    return out;
}

Result<AskedPoints> read_asked_points(const Apart& apart, const Dataset& data, const std::string& file) {
    if (apart.program.empty()) return read_asked_points(data, file);
    const std::string question = bytes_of(Job::points, file, parts_of(data));
    TRY(AskedPoints out, taken<AskedPoints>(ask_apart(apart, file, question, {}), file));
    if (!is_sound(out)) return fail(Fault::unreadable, file);
    return out;
}

std::vector<bool> layer_fits(const Apart& apart, const std::vector<std::string>& files,
                             const std::string& layer) {
    if (apart.program.empty() || layer.empty()) return layer_fits(files, layer);
    const std::string& named = files.empty() ? layer : files.front();
    const auto fits = taken<std::vector<bool>>(
        ask_apart(apart, named, bytes_of(Job::layers, named, files, layer), {}), named);
    // A file that ends its reader is asked for the layer, and says then what is wrong with it.
    return fits && fits->size() == files.size() ? *fits : std::vector<bool>(files.size(), true);
}

Result<Sighting> look_at(const Apart& apart, const std::string& file, FileKind kind, const Areas& areas,
                         const Reading& reading, std::size_t most_rows, const Progress& progress) {
    if (apart.program.empty()) return look_at(file, kind, areas, reading, most_rows);
    const std::uint64_t most = most_rows;
    const std::string question = bytes_of(Job::look, file, kind, areas, reading, most);
    TRY(Sighting out, taken<Sighting>(ask_apart(apart, file, question, progress), file));
    if (!is_sound(out)) return fail(Fault::unreadable, file);
    return out;
}

Result<Rights> rights_apart(const Apart& apart) {
    if (apart.program.empty()) return rights_of_this_process();
    return taken<Rights>(ask_apart(apart, {}, bytes_of(Job::rights, std::string{}), {}), {});
}

void answer_import(const std::string& question, int to, const Progress& progress) {
    WireIn in(question);
    Job job{};
    std::string file;
    in(job, file);
    if (job == Job::kind) return put(to, guess_kind(file));
    if (job == Job::rights) return put(to, Result<Rights>{rights_of_this_process()});
    if (job == Job::layers) {
        std::vector<std::string> files;
        std::string layer;
        in(files, layer);
        return put(to, Result<std::vector<bool>>{layer_fits(files, layer)});
    }
    if (job == Job::look) {
        FileKind kind{};
        Areas areas;
        Reading reading;
        std::uint64_t most_rows = 0;
        in(kind, areas, reading, most_rows);
        return put(to, look_at(file, kind, areas, reading, most_rows));
    }
    DataParts parts;
    in(parts);
    const Dataset data = renewed({}, std::move(parts));
    if (job == Job::points) return put(to, read_asked_points(data, file));
    FileKind kind{};
    ImportOptions options;
    in(kind, options);
    put(to, changed_by(data, file, kind, options, progress));
}

void serve_imports(int argc, char** argv, const std::function<void()>& lock) {
    serve_apart(argc, argv, lock, answer_import);
}

}  // namespace geo
