// SQLite, private to geo/study: connections opened hardened, statements that cannot leak, errors as Results.
#pragma once

#include "geo/base/handle.h"
#include "geo/base/result.h"

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo::sql {

using Connection = Handle<sqlite3*, sqlite3_close_v2>;

/// A prepared statement.  bind() in order, step() for rows; reset() to use it again.
class Statement {
public:
    Statement(sqlite3* database, const std::string& text);
    bool ok() const { return statement_ != nullptr; }
    Statement& bind(std::int64_t value);
    Statement& bind(double value);
    Statement& bind(std::string_view text);
    Statement& bind(const char* text) { return bind(std::string_view{text}); }
    Statement& bind_blob(std::string_view bytes);
    Statement& bind_null();
    /// True where there is a row.
    bool step();
    /// Runs to the end; false where SQLite refused.
    bool run();
    void reset();

    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
    double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
    std::string text(int column) const;
    std::string_view blob(int column) const;
    bool is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
    /// True after the last row; false where SQLite stopped early.
    bool done() const { return status_ == SQLITE_DONE; }

private:
    Handle<sqlite3_stmt*, sqlite3_finalize> statement_;
    int next_ = 1;
    int status_ = SQLITE_OK;
};

/// Opens an existing file (it may be empty) hardened: no trusted schema, defensive, no triggers, no views,
/// small limits.  A file that may not be written is opened for reading.
Result<Connection> open(const std::string& file);
Result<void> execute(sqlite3* database, const std::string& file, const std::string& text);
/// The failure that SQLite reports now.
Failure failure(sqlite3* database, const std::string& file, Fault otherwise);

}  // namespace geo::sql
