#include "geo/study/demo_study.h"

#include "geo/base/handle.h"
#include "geo/base/whole_file.h"
#include "geo/data/import.h"
#include "geo/study/study_file.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <future>
#include <sys/file.h>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace geo {
namespace {

namespace fs = std::filesystem;

/// What the files and the study of the country take, with some room to spare.
constexpr std::uintmax_t room_for_country = 600U << 20U;
constexpr std::uintmax_t room_for_region = 60U << 20U;

using Stream = Handle<std::FILE*, std::fclose>;

/// Size and CRC 32 (ITU-T V.42) as one line; "" where the file cannot be read.  Told against damage, not
/// malice.  O(size).
std::string checked_sum(const std::string& file) {
    const Stream in{std::fopen(file.c_str(), "rbe")};
    if (!in) return {};
    std::vector<unsigned char> bytes(1U << 20U);
    std::uint64_t size = 0;
    uLong sum = crc32_z(0, nullptr, 0);
    for (;;) {
        const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), in.get());
        if (count == 0) break;
        size += count;
        sum = crc32_z(sum, bytes.data(), count);
    }
    if (std::ferror(in.get()) != 0) return {};
    return fmt::format("{} {:08x}\n", size, sum);
}

std::string sum_file(const std::string& file) {
    return file + ".sum";
}

std::string kept_sum(const std::string& file) {
    std::ifstream in(sum_file(file), std::ios::binary);
    std::string line;
    std::getline(in, line);
    return line.empty() ? line : line + "\n";
}

std::string kept_name(const DemoOptions& options) {
    return options.size == DemoSize::small
               ? fmt::format("demo-small-{}-v{}.gpkg", options.seed, demo_version)
               : fmt::format("demo-country-{}-{}-v{}.gpkg", options.seed, options.nodes, demo_version);
}

/// One maker at a time; given up with the descriptor, also where the program is killed.
class MakersLock {
public:
    explicit MakersLock(const std::string& file)
        : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
        if (fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) == 0) held_ = true;
    }
    ~MakersLock() {
        if (fd_ >= 0) ::close(fd_);
    }
    MakersLock(const MakersLock&) = delete;
    MakersLock& operator=(const MakersLock&) = delete;
    bool held() const { return held_; }
    bool can_write() const { return fd_ >= 0; }

private:
    int fd_;
    bool held_ = false;
};

/// A folder that goes with whatever lies in it.
class PassingFolder {
public:
    explicit PassingFolder(std::string path) : path_(std::move(path)) { clear(); }
    ~PassingFolder() { clear(); }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    const std::string& path() const { return path_; }

private:
    void clear() const {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    std::string path_;
};

/// Studies that an older version of the demonstration left.
void remove_older(const std::string& cache_folder) {
    const std::string now = fmt::format("-v{}.gpkg", demo_version);
    std::error_code ignored;
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(cache_folder, ignored)) {
        std::string name = entry.path().filename().string();
        if (name.ends_with(".sum")) name.resize(name.size() - 4);
        if (name.starts_with("demo-") && name.ends_with(".gpkg") && !name.ends_with(now))
            old.push_back(entry.path());
    }
    for (const fs::path& path : old) fs::remove(path, ignored);
}

Result<Study> imported_demo(const std::string& folder, const DemoOptions& options, const std::string& title,
                            const Progress& progress) {
    TRY(const DemoFiles files, write_demo(folder, options, progress.part(0, 0.88, "demo.stage.make")));
    struct One {
        const std::string& file;
        FileKind kind;
        double until;
    };
    const std::array<One, 5> order = {{{files.areas, FileKind::areas, 0.925},
                                       {files.villages, FileKind::villages, 0.932},
                                       {files.places, FileKind::places, 0.942},
                                       {files.counts, FileKind::counts, 0.946},
                                       {files.roads, FileKind::roads, 0.97}}};
    Dataset data;
    double from = 0.88;
    for (const One& one : order) {
        TRY(auto imported, import_file(data, folder + "/" + one.file, one.kind, {},
                                       progress.part(from, one.until, "demo.stage.import")));
        data = std::move(imported.data);
        from = one.until;
    }
    static constexpr std::array<FileKind, 3> grid_kinds = {FileKind::population, FileKind::elevation,
                                                           FileKind::land_cover};
    for (std::size_t g = 0; g < files.grids.size(); ++g) {
        TRY(auto imported, import_file(data, folder + "/" + files.grids[g], grid_kinds.at(g), {},
                                       progress.part(from, 0.97, "demo.stage.import")));
        data = std::move(imported.data);
    }
    // The folder is the user's; the study of a seed is the same wherever it is made.
    for (SourceFile& source : data.sources) source.origin.clear();
    Study study;
    study.title = title;
    study.data = std::make_shared<const Dataset>(std::move(data));
    ask_for_learning_units(study);
    return study;
}

Result<Study> made(const std::string& folder, const std::string& file, const DemoOptions& options,
                   const std::string& title, const Progress& progress) {
    TRY(Study study, imported_demo(folder, options, title, progress));
    TRY_VOID(save_study(study, file, progress.part(0.97, 1, "study.stage.save")));
    return study;
}

/// The same failure in words about the cache, where it is about writing there.
Failure about_cache(Error error, const std::string& cache_folder, std::uintmax_t room) {
    if (error.fault != Fault::unwritable) return fail(std::move(error));
    std::error_code unknown;
    const auto space = fs::space(cache_folder, unknown);
    error.file = cache_folder;
    error.column.clear();
    error.detail = !unknown && space.available < room ? "no_room" : "no_cache";
    return fail(std::move(error));
}

/// Opens the kept study while its bytes are compared beside.
Result<Study> opened(const std::string& file, const Progress& progress) {
    auto sum = std::async(std::launch::async, [&] { return checked_sum(file); });
    auto study = open_study(file, progress.part(0, 1, "demo.stage.open"));
    const std::string found = sum.get();
    if (study && (found.empty() || found != kept_sum(file))) return fail(Fault::unreadable, file);
    return study;
}

Result<Study> made_and_kept(const std::string& cache_folder, const DemoOptions& options,
                            const std::string& title, const Progress& progress) {
    const std::string file = kept_demo_file(cache_folder, options);
    const std::uintmax_t room = options.size == DemoSize::small ? room_for_region : room_for_country;
    std::error_code trouble;
    fs::create_directories(cache_folder, trouble);
    if (trouble) return fail(Fault::unwritable, cache_folder, "no_cache");
    const MakersLock lock(cache_folder + "/demo.lock");
    if (!lock.can_write()) return fail(Fault::unwritable, cache_folder, "no_cache");
    if (!lock.held()) return fail(Fault::locked, {}, "demo_being_made");
    remove_older(cache_folder);
    const PassingFolder folder(cache_folder + "/making-demo");
    fs::remove(sum_file(file), trouble);
    fs::remove(file, trouble);
    const auto space = fs::space(cache_folder, trouble);
    if (!trouble && space.available < room) return fail(Fault::unwritable, cache_folder, "no_room");
    const std::string fresh = folder.path() + "/" + kept_name(options);
    auto study = made(folder.path(), fresh, options, title, progress);
    if (!study) return about_cache(study.error(), cache_folder, 64U << 20U);
    // Nobody writes into it by mistake.
    fs::permissions(fresh, fs::perms::owner_read, trouble);
    const std::string sum = checked_sum(fresh);
    auto kept = put_in_place(fresh, file);
    if (kept) kept = write_whole(sum_file(file), sum);
    if (!kept) return about_cache(kept.error(), cache_folder, 64U << 20U);
    return study;
}

}  // namespace

void ask_for_learning_units(Study& study) {
    // Schools can be switched on; asked of them the answer is 99 %, and there is nothing to see.
    study.scenario().travel.place_kinds = learning_unit_kinds;
}

Result<std::string> make_demo_study(const std::string& folder, const DemoOptions& options,
                                    const std::string& title, const Progress& progress) {
    std::string file = folder + "/demo.gpkg";
    TRY(const Study study, made(folder, file, options, title, progress));
    return file;
}

std::string kept_demo_file(const std::string& cache_folder, const DemoOptions& options) {
    return cache_folder + "/" + kept_name(options);
}

bool demo_is_kept(const std::string& cache_folder, const DemoOptions& options) {
    const std::string file = kept_demo_file(cache_folder, options);
    std::error_code missing;
    const std::uintmax_t size = fs::file_size(file, missing);
    return !missing && kept_sum(file).starts_with(fmt::format("{} ", size));
}

Result<Study> kept_demo(const std::string& cache_folder, const DemoOptions& options, const std::string& title,
                        const Progress& progress) {
    if (demo_is_kept(cache_folder, options)) {
        auto study = opened(kept_demo_file(cache_folder, options), progress);
        if (study) {
            study->title = title;
            return study;
        }
        if (study.error().fault == Fault::cancelled) return study;
    }
    return made_and_kept(cache_folder, options, title, progress);
}

}  // namespace geo
