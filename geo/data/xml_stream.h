// A part of a zipped document, element by element, with limits.  Private to geo/data.
//
// The trap: a small part may unpack to gigabytes, and a document type may define words that grow without end;
// the one is counted, the other ends the reading.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace geo {

/// Attributes as names and values in turn, as expat gives them.
class XmlAttributes {
public:
    explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
    /// By its whole name ("r:id"); `missing` where it is not there.
    std::string_view get(std::string_view name, std::string_view missing = {}) const;
    /// A number from 0; `missing` where there is none that fits.
    std::int64_t number(std::string_view name, std::int64_t missing) const;

private:
    const char* const* pairs_;
};

class XmlReader {
public:
    virtual ~XmlReader() = default;
    /// Names of elements come without their prefix.
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view piece) = 0;
    /// Fault::internal: go on; any other ends the reading with it.
    Fault stop = Fault::internal;
};

/// `path` as GDAL names it (/vsizip/...).  False in `there` where the document has no such part.
/// Fault::unreadable, too_large (more than `most_bytes`), or what the reader stopped with.
Result<void> read_xml(const std::string& path, const std::string& file, std::int64_t most_bytes,
                      XmlReader& reader, bool& there, const Progress& progress = {});

}  // namespace geo
