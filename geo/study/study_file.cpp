#include "geo/study/study_file.h"

#include "geo/base/text.h"
#include "geo/base/whole_file.h"
#include "geo/study/study_parts_private.h"

#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace geo {
namespace {

/// A plain file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    int get() const { return fd_; }

private:
    int fd_;
};

constexpr std::int64_t geopackage_id = 0x47504B47;  // "GPKG"

/// One writer a study: a lock beside SQLite's own, held while the study is open.  Readers need none.
Result<Descriptor> locked(const std::string& file) {
    Descriptor fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (fd.get() < 0) return fail(Fault::unreadable, file);
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) return fail(Fault::locked, file);
    return fd;
}

Result<void> write_parts(sqlite3* database, const std::string& file, const Study* before, const Study& study,
                         const Progress& progress) {
    const Dataset& now = *study.data;
    const Dataset* old = before == nullptr ? nullptr : before->data.get();
    // The other parts name areas by their codes, so they are written again where the areas changed.
    const bool areas = old == nullptr || old->areas != now.areas;
    if (areas) TRY_VOID(parts::write_areas(database, file, *now.areas, progress));
    progress.at(0.4);
    if (areas || old->places != now.places) TRY_VOID(parts::write_places(database, file, now));
    if (areas || old->villages != now.villages) TRY_VOID(parts::write_villages(database, file, now));
    progress.at(0.6);
    if (progress.cancelled()) return fail(Fault::cancelled, file);
    if (areas || old->counts != now.counts) TRY_VOID(parts::write_counts(database, file, now));
    if (old == nullptr || old->roads != now.roads)
        TRY_VOID(parts::write_roads(database, file, *now.roads, progress));
    progress.at(0.85);
    if (progress.cancelled()) return fail(Fault::cancelled, file);
    if (old == nullptr || old->grids != now.grids) TRY_VOID(parts::write_grids(database, file, *now.grids));
    if (old == nullptr || old->groups != now.groups)
        TRY_VOID(parts::write_groups(database, file, *now.groups));
    if (old == nullptr || old->barriers != now.barriers)
        TRY_VOID(parts::write_barriers(database, file, *now.barriers));
    progress.at(0.9);
    if (old == nullptr || old->sources != now.sources)
        TRY_VOID(parts::write_sources(database, file, now.sources));
    TRY_VOID(parts::write_made_up(database, file, now.made_up));
    return parts::write_decisions(database, file, study);
}

Result<void> write_changes(sqlite3* database, const std::string& file, const Study* before,
                           const Study& study, const Progress& progress) {
    TRY_VOID(sql::execute(database, file, "BEGIN IMMEDIATE"));
    auto written = write_parts(database, file, before, study, progress);
    if (written) written = sql::execute(database, file, "COMMIT");
    if (!written) sqlite3_exec(database, "ROLLBACK", nullptr, nullptr, nullptr);
    return written;
}

/// A study holds tables alone; what runs by itself inside a database was put there by somebody else.
Result<void> check_tables(sqlite3* database, const std::string& file) {
    sql::Statement id(database, "PRAGMA application_id");
    if (!id.step()) return sql::failure(database, file, Fault::wrong_kind);
    sql::Statement own(database,
                       "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'learnreach_study'");
    if (!own.step()) return sql::failure(database, file, Fault::wrong_kind);
    sql::Statement odd(database,
                       "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view') OR sql LIKE "
                       "'CREATE VIRTUAL%' LIMIT 1");
    if (odd.step()) {
        Error error;
        error.fault = Fault::wrong_kind;
        error.file = file;
        error.column = std::string{shortened(odd.text(0), 80)};
        error.detail = "not_a_study";
        return fail(std::move(error));
    }
    if (!odd.done()) return sql::failure(database, file, Fault::wrong_kind);
    if (id.integer(0) != geopackage_id) return fail(Fault::wrong_kind, file, "not_a_study");
    return {};
}

Result<Study> read_study(sqlite3* database, const std::string& file, const Progress& progress) {
    TRY_VOID(check_tables(database, file));
    TRY(Study study, parts::read_decisions(database, file));
    sql::Statement check(database, "PRAGMA quick_check(1)");
    if (!check.step() || check.text(0) != "ok") return fail(Fault::unreadable, file);
    progress.at(0.1);
    Dataset data;
    data.made_up = study.data->made_up;
    TRY(Areas areas, parts::read_areas(database, file, progress));
    progress.at(0.5);
    TRY(auto places, parts::read_places(database, file, areas));
    TRY(auto villages, parts::read_villages(database, file, areas));
    progress.at(0.7);
    if (progress.cancelled()) return fail(Fault::cancelled, file);
    TRY(auto counts, parts::read_counts(database, file, areas));
    TRY(Roads roads, parts::read_roads(database, file, progress));
    TRY(auto grids, parts::read_grids(database, file));
    TRY(auto groups, parts::read_groups(database, file));
    TRY(auto barriers, parts::read_barriers(database, file));
    TRY(data.sources, parts::read_sources(database, file));
    data.areas = std::make_shared<const Areas>(std::move(areas));
    data.places = std::make_shared<const std::vector<Place>>(std::move(places));
    data.villages = std::make_shared<const std::vector<Village>>(std::move(villages));
    data.counts = std::make_shared<const std::vector<CountSeries>>(std::move(counts));
    data.roads = std::make_shared<const Roads>(std::move(roads));
    data.grids = std::make_shared<const std::vector<Grid>>(std::move(grids));
    data.groups = std::make_shared<const std::vector<AreaGroup>>(std::move(groups));
    data.barriers = std::make_shared<const std::vector<BarrierLayer>>(std::move(barriers));
    study.data = std::make_shared<const Dataset>(std::move(data));
    progress.at(1);
    return study;
}

Result<sql::Connection> connect(const std::string& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (!std::filesystem::is_regular_file(file, ignored)) return fail(Fault::wrong_kind, file, "not_a_study");
    return sql::open(file);
}

}  // namespace

Result<void> save_study(const Study& study, const std::string& file, const Progress& progress) {
    const std::string temporary = file + ".saving-" + std::to_string(::getpid());
    std::error_code ignored;
    // Nobody's open study is replaced under their hands.
    Descriptor lock{-1};
    if (std::filesystem::is_regular_file(file, ignored)) {
        TRY(lock, locked(file));
    }
    std::filesystem::remove(temporary, ignored);
    const auto write = [&]() -> Result<void> {
        // Made before SQLite opens it, so that nobody else could ever read it.
        if (Descriptor{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)}
                .get() < 0)
            return fail(Fault::unwritable, file);
        TRY(const sql::Connection connection, sql::open(temporary));
        // Nobody sees this file before it is whole, so it needs no journal of its own.
        TRY_VOID(
            sql::execute(connection.get(), temporary, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"));
        TRY_VOID(parts::create_tables(connection.get(), temporary));
        return write_changes(connection.get(), temporary, nullptr, study, progress);
    };
    auto written = write();
    if (written) return put_in_place(temporary, file);
    if (!written) {
        std::filesystem::remove(temporary, ignored);
        Error error = written.error();
        error.file = file;
        return fail(std::move(error));
    }
    return {};
}

Result<Study> open_study(const std::string& file, const Progress& progress) {
    TRY(const sql::Connection connection, connect(file));
    return read_study(connection.get(), file, progress);
}

bool is_study(const std::string& file) {
    const auto connection = connect(file);
    if (!connection) return false;
    sql::Statement id(connection->get(), "PRAGMA application_id");
    sql::Statement select(connection->get(), "SELECT count(*) FROM learnreach_study");
    return id.step() && id.integer(0) == geopackage_id && select.step();
}

struct StudyFile::Impl {
    std::string path;
    Descriptor lock{-1};
    sql::Connection connection;
    Study study;
};

StudyFile::StudyFile() : impl_(std::make_unique<Impl>()) {}
StudyFile::~StudyFile() = default;
StudyFile::StudyFile(StudyFile&&) noexcept = default;
StudyFile& StudyFile::operator=(StudyFile&&) noexcept = default;

Result<StudyFile> StudyFile::open(const std::string& file, const Progress& progress) {
    StudyFile made;
    Impl& impl = *made.impl_;
    impl.path = file;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    TRY(impl.lock, locked(file));
    TRY(impl.connection, connect(file));
    TRY(impl.study, read_study(impl.connection.get(), file, progress));
    TRY_VOID(
        sql::execute(impl.connection.get(), file, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL"));
    return made;
}

Result<StudyFile> StudyFile::create(const Study& study, const std::string& file, const Progress& progress) {
    TRY_VOID(save_study(study, file, progress.part(0, 0.7, "study.stage.save")));
    StudyFile made;
    Impl& impl = *made.impl_;
    impl.path = file;
    TRY(impl.lock, locked(file));
    TRY(impl.connection, connect(file));
    TRY_VOID(
        sql::execute(impl.connection.get(), file, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL"));
    impl.study = study;
    return made;
}

const Study& StudyFile::study() const {
    return impl_->study;
}
const std::string& StudyFile::path() const {
    return impl_->path;
}

Result<void> StudyFile::commit(const Study& study, const Progress& progress) {
    if (study == impl_->study) return {};
    TRY_VOID(write_changes(impl_->connection.get(), impl_->path, &impl_->study, study, progress));
    impl_->study = study;
    return {};
}

}  // namespace geo
