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
    Statement& bind_blob(const void* bytes, std::size_t count);
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
    int status() const { return status_; }

private:
    Handle<sqlite3_stmt*, sqlite3_finalize> statement_;
    int next_ = 1;
    int status_ = SQLITE_OK;
};

/// Opens an existing file (or makes one) hardened: no trusted schema, defensive, no extension loading.
Result<Connection> open(const std::string& file, bool create);
Result<void> execute(sqlite3* database, const std::string& file, const std::string& text);
/// The failure that SQLite reports now.
Failure failure(sqlite3* database, const std::string& file, Fault otherwise);

}  // namespace geo::sql
