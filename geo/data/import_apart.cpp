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
    std::optional<std::vector<BarrierLayer>> barriers;
    std::vector<SourceFile> sources;
    bool made_up = false;
};
template <class A>
void wire(A& a, DataParts& v) {
    a.members(v, v.areas, v.places, v.villages, v.counts, v.roads, v.grids, v.groups, v.barriers, v.sources,
              v.made_up);
}

/// Grids as they lie, without their values.
std::vector<Grid> without_cells(const Dataset& data) {
    std::vector<Grid> out = *data.grids;
    for (Grid& grid : out) grid.cells = std::make_shared<const std::vector<float>>();
    return out;
}

/// Layers of barriers by their names alone.
std::vector<BarrierLayer> named_layers(const Dataset& data) {
    std::vector<BarrierLayer> out;
    for (const BarrierLayer& layer : *data.barriers) out.push_back({layer.source, {}});
    return out;
}

/// The same on the way out, without a copy; null for what stays.
struct DataView {
    const Areas* areas = nullptr;
    const std::vector<Place>* places = nullptr;
    const std::vector<Village>* villages = nullptr;
    const std::vector<CountSeries>* counts = nullptr;
    const Roads* roads = nullptr;
    const std::vector<Grid>* grids = nullptr;
    const std::vector<AreaGroup>* groups = nullptr;
    const std::vector<BarrierLayer>* barriers = nullptr;
    const std::vector<SourceFile>* sources = nullptr;
    bool made_up = false;
};
void wire(WireOut& out, DataView& view) {
    static_assert(member_count<DataView> == member_count<DataParts>);
    const auto put = [&](const auto* part) {
        out(part != nullptr);
        if (part != nullptr) out(*part);
    };
    put(view.areas);
    put(view.places);
    put(view.villages);
    put(view.counts);
    put(view.roads);
    put(view.grids);
    put(view.groups);
    put(view.barriers);
    out(*view.sources, view.made_up);
}

/// All that an import looks at; of roads, grids and barriers what stands in for them.
struct Asked {
    Roads roads;
    std::vector<Grid> grids;
    std::vector<BarrierLayer> barriers;
    DataView view;
    explicit Asked(const Dataset& data) : grids(without_cells(data)), barriers(named_layers(data)) {
        roads.ways.resize(data.roads->ways.size());
        view = {data.areas.get(), data.places.get(), data.villages.get(), data.counts.get(), &roads,
                &grids,           data.groups.get(), &barriers,           &data.sources,     data.made_up};
    }
    Asked(const Asked&) = delete;
    Asked& operator=(const Asked&) = delete;
};

/// What the import changed.
DataView changes(const Dataset& before, const Dataset& now) {
    const auto fresh = [](const auto& one, const auto& other) { return one != other ? one.get() : nullptr; };
    return {fresh(now.areas, before.areas),
            fresh(now.places, before.places),
            fresh(now.villages, before.villages),
            fresh(now.counts, before.counts),
            fresh(now.roads, before.roads),
            fresh(now.grids, before.grids),
            fresh(now.groups, before.groups),
            fresh(now.barriers, before.barriers),
            &now.sources,
            now.made_up};
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
    // No layer that was read is empty: an empty one never left either.
    if (fresh.barriers)
        for (BarrierLayer& layer : *fresh.barriers)
            for (const BarrierLayer& old : *data.barriers)
                if (layer.barriers.empty() && old.source == layer.source) layer.barriers = old.barriers;
    renew(data.barriers, std::move(fresh.barriers));
    data.sources = std::move(fresh.sources);
    data.made_up = fresh.made_up;
    return data;
}

/// Values to an open file, piece by piece, as long as anyone wants them.
template <class... T>
bool write_values(int to, const Progress& progress, const T&... values) {
    WireOut out(
        [to, &progress](std::string_view bytes) { return !progress.cancelled() && write_all(to, bytes); });
    out(values...);
    return out.finish();
}

/// A question of these values.  They must outlive it.
template <class... T>
Asking asks(const Progress& progress, const T&... values) {
    return [&progress, &values...](int to) { return write_values(to, progress, values...); };
}

WireIn wire_in(const Answer& bytes) {
    return WireIn(bytes.bytes(), [&bytes](std::size_t read) { bytes.done_with(read); });
}

/// An answer is a flag, then the value or the error.
template <class T>
Result<T> taken(const Result<std::shared_ptr<const Answer>>& answer, const std::string& file) {
    if (!answer) return fail(answer.error());
    WireIn in = wire_in(**answer);
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
    if (!(result ? write_values(to, {}, true, *result) : write_values(to, {}, false, result.error())))
        std::abort();
}

void put_changes(int to, const Dataset& before, const Result<Imported>& imported) {
    if (!imported) return put(to, Result<bool>{fail(imported.error())});
    if (!write_values(to, {}, true, changes(before, imported->data), imported->report)) std::abort();
}

}  // namespace

Result<FileKind> guess_kind(const Apart& apart, const std::string& file, const Progress& progress) {
    if (apart.program.empty()) return guess_kind(file);
    const Job job = Job::kind;
    auto kind = taken<FileKind>(ask_apart(apart, file, asks(progress, job, file), progress), file);
    if (kind && !is_sound(*kind)) return fail(Fault::unreadable, file);
    return kind;
}

Result<Imported> import_file(const Apart& apart, const Dataset& data, const std::string& file, FileKind kind,
                             const ImportOptions& options, const Progress& progress) {
    if (apart.program.empty()) return import_file(data, file, kind, options, progress);
    const Job job = Job::import;
    const Asked asked(data);
    using Changed = std::pair<DataParts, ImportReport>;
    TRY(Changed changed,
        taken<Changed>(ask_apart(apart, file, asks(progress, job, file, asked.view, kind, options), progress),
                       file));
    Imported out{renewed(data, std::move(changed.first)), std::move(changed.second)};
    if (!is_sound(out.data) || !is_sound(out.report)) return fail(Fault::unreadable, file);
    return out;
}

Result<AskedPoints> read_asked_points(const Apart& apart, const Dataset& data, const std::string& file) {
    if (apart.program.empty()) return read_asked_points(data, file);
    const Job job = Job::points;
    const Asked asked(data);
    TRY(AskedPoints out,
        taken<AskedPoints>(ask_apart(apart, file, asks({}, job, file, asked.view), {}), file));
    if (!is_sound(out)) return fail(Fault::unreadable, file);
    return out;
}

std::vector<bool> layer_fits(const Apart& apart, const std::vector<std::string>& files,
                             const std::string& layer) {
    if (apart.program.empty() || layer.empty()) return layer_fits(files, layer);
    const std::string& named = files.empty() ? layer : files.front();
    const Job job = Job::layers;
    const auto fits =
        taken<std::vector<bool>>(ask_apart(apart, named, asks({}, job, named, files, layer), {}), named);
    // A file that ends its reader is asked for the layer, and says then what is wrong with it.
    return fits && fits->size() == files.size() ? *fits : std::vector<bool>(files.size(), true);
}

Result<Sighting> look_at(const Apart& apart, const std::string& file, FileKind kind, const Areas& areas,
                         const Reading& reading, std::size_t most_rows, const Progress& progress) {
    if (apart.program.empty()) return look_at(file, kind, areas, reading, most_rows);
    const Job job = Job::look;
    const std::uint64_t most = most_rows;
    TRY(Sighting out,
        taken<Sighting>(
            ask_apart(apart, file, asks(progress, job, file, kind, areas, reading, most), progress), file));
    if (!is_sound(out)) return fail(Fault::unreadable, file);
    return out;
}

Result<Rights> rights_apart(const Apart& apart) {
    if (apart.program.empty()) return rights_of_this_process();
    const Job job = Job::rights;
    const std::string none;
    return taken<Rights>(ask_apart(apart, {}, asks({}, job, none), {}), {});
}

void answer_import(const Answer& question, int to, const Progress& progress) {
    WireIn in = wire_in(question);
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
    put_changes(to, data, import_file(data, file, kind, options, progress));
}

void serve_imports(int argc, char** argv, const std::function<void()>& lock) {
    serve_apart(argc, argv, lock, answer_import);
}

}  // namespace geo
