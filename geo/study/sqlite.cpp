#include "geo/study/sqlite_private.h"

namespace geo::sql {

Statement::Statement(sqlite3* database, const std::string& text) {
    sqlite3_stmt* raw = nullptr;
    status_ = sqlite3_prepare_v2(database, text.c_str(), -1, &raw, nullptr);
    statement_.reset(raw);
}

Statement& Statement::bind(std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), next_++, value);
    return *this;
}
Statement& Statement::bind(double value) {
    sqlite3_bind_double(statement_.get(), next_++, value);
    return *this;
}
Statement& Statement::bind(std::string_view text) {
    sqlite3_bind_text64(statement_.get(), next_++, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}
Statement& Statement::bind_blob(std::string_view bytes) {
    sqlite3_bind_blob64(statement_.get(), next_++, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
    return *this;
}
Statement& Statement::bind_null() {
    sqlite3_bind_null(statement_.get(), next_++);
    return *this;
}

bool Statement::step() {
    if (!ok()) return false;
    status_ = sqlite3_step(statement_.get());
    return status_ == SQLITE_ROW;
}

bool Statement::run() {
    while (step()) {
    }
    const bool done = status_ == SQLITE_DONE;
    reset();
    return done;
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
    next_ = 1;
}

std::string Statement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    return bytes == nullptr
               ? std::string{}
               : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

std::string_view Statement::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    return bytes == nullptr
               ? std::string_view{}
               : std::string_view(bytes,
                                  static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

Failure failure(sqlite3* database, const std::string& file, Fault otherwise) {
    const int code = database == nullptr ? SQLITE_CANTOPEN : sqlite3_errcode(database) & 0xff;
    Fault fault = otherwise;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) fault = Fault::locked;
    if (code == SQLITE_NOTADB) fault = Fault::wrong_kind;
    if (code == SQLITE_CORRUPT) fault = Fault::unreadable;
    if (code == SQLITE_FULL || code == SQLITE_READONLY || code == SQLITE_IOERR) fault = Fault::unwritable;
    if (fault == Fault::wrong_kind) return fail(fault, file, "not_a_study");
    return fail(fault, file, database == nullptr ? std::string{} : std::string{sqlite3_errmsg(database)});
}

Result<Connection> open(const std::string& file) {
    sqlite3* raw = nullptr;
    const int code =
        sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, nullptr);
    Connection connection{raw};
    if (code != SQLITE_OK) return failure(raw, file, Fault::unreadable);
    sqlite3_busy_timeout(raw, 200);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, 256 << 20);
    return connection;
}

Result<void> execute(sqlite3* database, const std::string& file, const std::string& text) {
    if (sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(database, file, Fault::unreadable);
    return {};
}

}  // namespace geo::sql
