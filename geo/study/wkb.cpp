#include "geo/study/wkb_private.h"

#include <bit>
#include <cstring>
#include <numeric>

namespace geo::wkb {
namespace {

static_assert(std::endian::native == std::endian::little, "geometries are copied as little endian");

constexpr std::uint32_t type_point = 1;
constexpr std::uint32_t type_line = 2;
constexpr std::uint32_t type_polygon = 3;
constexpr std::uint32_t type_multipolygon = 6;

class Writer {
public:
    /// The header of OGC 12-128r18, clause 2.1.3: magic, version 0, flags, srs_id, envelope.
    explicit Writer(const Box* box) {
        bytes_ = "GP";
        put(std::uint8_t{0});
        put(static_cast<std::uint8_t>(box == nullptr ? 1 : 3));
        put(std::int32_t{4326});
        if (box == nullptr) return;
        put(box->min_x);
        put(box->max_x);
        put(box->min_y);
        put(box->max_y);
    }
    template <class T>
    void put(T value) {
        bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void put(LonLat p) {
        ok_ = ok_ && on_globe(p);
        put(p.lon);
        put(p.lat);
    }
    void begin(std::uint32_t type) {
        put(std::uint8_t{1});
        put(type);
    }
    void ring(const std::vector<LonLat>& points) {
        put(static_cast<std::uint32_t>(points.empty() ? 0 : points.size() + 1));
        for (const LonLat& p : points) put(p);
        if (!points.empty()) put(points.front());
    }
    std::string take() { return ok_ ? std::move(bytes_) : std::string{}; }

private:
    std::string bytes_;
    bool ok_ = true;
};

/// `ok` turns false at the first byte that is missing or wrong; all that follows are zeros.
class WkbReader {
public:
    explicit WkbReader(std::string_view bytes) : bytes_(bytes) {
        ok = bytes_.size() >= 8 && bytes_.substr(0, 2) == "GP" && bytes_[2] == 0;
        if (!ok) return;
        const auto flags = static_cast<unsigned char>(bytes_[3]);
        constexpr std::size_t envelope_bytes[] = {0, 32, 48, 48, 64, 0, 0, 0};
        ok = (flags & 1U) == 1U;
        at_ = 8 + envelope_bytes[(flags >> 1U) & 7U];
    }
    template <class T>
    T get() {
        T value{};
        ok = ok && bytes_.size() >= at_ && bytes_.size() - at_ >= sizeof(T);
        if (!ok) return value;
        std::memcpy(&value, bytes_.data() + at_, sizeof(T));
        at_ += sizeof(T);
        return value;
    }
    bool begins(std::uint32_t type) {
        const bool little = get<std::uint8_t>() == 1;
        return get<std::uint32_t>() == type && little && ok;
    }
    LonLat point() {
        LonLat p;
        p.lon = get<double>();
        p.lat = get<double>();
        ok = ok && on_globe(p);
        return p;
    }
    /// A number of items that the remaining bytes can hold.
    std::uint32_t count(std::size_t bytes_each) {
        const auto n = get<std::uint32_t>();
        ok = ok && n <= (bytes_.size() - at_) / bytes_each;
        return ok ? n : 0;
    }
    void ring(std::vector<LonLat>& points) {
        const std::uint32_t n = count(16);
        points.reserve(n);
        for (std::uint32_t i = 0; i < n && ok; ++i) points.push_back(point());
        ok = ok && (points.empty() || points.front() == points.back());
        if (ok && !points.empty()) points.pop_back();
    }
    bool ok = true;

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace

bool on_globe(LonLat at) {
    return at.lon >= -180 && at.lon <= 180 && at.lat >= -90 && at.lat <= 90;
}

std::string of(const MultiPolygon& shape) {
    Box box;
    for (const Polygon& polygon : shape)
        for (const LonLat& p : polygon.outer) box.add(p);
    Writer out(box.empty() ? nullptr : &box);
    out.begin(type_multipolygon);
    out.put(static_cast<std::uint32_t>(shape.size()));
    for (const Polygon& polygon : shape) {
        out.begin(type_polygon);
        out.put(static_cast<std::uint32_t>(1 + polygon.holes.size()));
        out.ring(polygon.outer);
        for (const auto& hole : polygon.holes) out.ring(hole);
    }
    return out.take();
}

std::string of(LonLat at) {
    Writer out(nullptr);
    out.begin(type_point);
    out.put(at);
    return out.take();
}

std::string of_line(std::span<const LonLat> nodes, std::span<const std::uint32_t> refs) {
    Box box;
    for (const std::uint32_t ref : refs) box.add(nodes[ref]);
    Writer out(&box);
    out.begin(type_line);
    out.put(static_cast<std::uint32_t>(refs.size()));
    for (const std::uint32_t ref : refs) out.put(nodes[ref]);
    return out.take();
}

std::string of_line(const std::vector<LonLat>& line) {
    std::vector<std::uint32_t> refs(line.size());
    std::iota(refs.begin(), refs.end(), 0U);
    return of_line(line, refs);
}

bool read(std::string_view bytes, std::vector<LonLat>& line) {
    WkbReader in(bytes);
    if (!in.begins(type_line)) return false;
    const std::uint32_t points = in.count(16);
    line.reserve(points);
    for (std::uint32_t i = 0; i < points && in.ok; ++i) line.push_back(in.point());
    return in.ok;
}

bool read(std::string_view bytes, MultiPolygon& out) {
    WkbReader in(bytes);
    if (!in.begins(type_multipolygon)) return false;
    const std::uint32_t polygons = in.count(9);
    for (std::uint32_t p = 0; p < polygons && in.ok; ++p) {
        if (!in.begins(type_polygon)) return false;
        Polygon& polygon = out.emplace_back();
        const std::uint32_t rings = in.count(4);
        if (rings == 0) return false;
        in.ring(polygon.outer);
        for (std::uint32_t r = 1; r < rings && in.ok; ++r) in.ring(polygon.holes.emplace_back());
    }
    return in.ok;
}

bool read(std::string_view bytes, LonLat& out) {
    WkbReader in(bytes);
    if (!in.begins(type_point)) return false;
    out = in.point();
    return in.ok;
}

}  // namespace geo::wkb
