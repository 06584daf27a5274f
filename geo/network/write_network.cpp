#include "geo/network/write_network.h"

#include "geo/network/hang.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace geo {
namespace {

/// A file that is written beside its place and put there at the end; gone again where that did not happen.
class Written {
public:
    explicit Written(std::string file)
        : file_(std::move(file)),
          temporary_(file_ + ".part" + std::to_string(getpid())),
          before_(file_ + ".before" + std::to_string(getpid())),
          stream_(std::fopen(temporary_.c_str(), "wbe")) {}
    ~Written() {
        if (stream_ != nullptr) static_cast<void>(std::fclose(stream_));
        std::error_code ignored;
        if (!in_place_) std::filesystem::remove(temporary_, ignored);
    }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;

    /// Hands over what was formatted and empties it.
    void put(fmt::memory_buffer& text) {
        good_ =
            good_ && stream_ != nullptr && std::fwrite(text.data(), 1, text.size(), stream_) == text.size();
        text.clear();
    }
    bool close() {
        if (stream_ == nullptr) return false;
        good_ = std::fflush(stream_) == 0 && fsync(fileno(stream_)) == 0 && good_;
        return std::fclose(std::exchange(stream_, nullptr)) == 0 && good_;
    }
    /// What stood there before is kept beside it until settle().
    bool put_in_place() {
        std::error_code error;
        if (std::filesystem::is_regular_file(file_, error)) {
            std::filesystem::rename(file_, before_, error);
            if (error) return false;
            kept_ = true;
        }
        std::filesystem::rename(temporary_, file_, error);
        in_place_ = !error;
        return in_place_;
    }
    /// Forgets what stood there before, or brings it back.
    void settle(bool done) {
        std::error_code ignored;
        if (done && kept_) std::filesystem::remove(before_, ignored);
        if (!done && in_place_) std::filesystem::remove(file_, ignored);
        if (!done && kept_) std::filesystem::rename(before_, file_, ignored);
    }
    const std::string& file() const { return file_; }

private:
    std::string file_;
    std::string temporary_;
    std::string before_;
    std::FILE* stream_;
    bool good_ = true;
    bool in_place_ = false;
    bool kept_ = false;
};

constexpr std::size_t chunk_bytes = std::size_t{1} << 20U;

void write_nodes(const Network& network, Written& out) {
    fmt::memory_buffer text;
    fmt::format_to(std::back_inserter(text), "\xEF\xBB\xBFnode,lon,lat,component\r\n");
    for (std::size_t n = 0; n < network.node.size(); ++n) {
        fmt::format_to(std::back_inserter(text), "{},{},{},{}\r\n", n, network.node[n].lon,
                       network.node[n].lat, network.component[n]);
        if (text.size() > chunk_bytes) out.put(text);
    }
    out.put(text);
}

void write_edges(const Network& network, Written& out) {
    fmt::memory_buffer text;
    fmt::format_to(std::back_inserter(text),
                   "\xEF\xBB\xBF"
                   "from,to,length_mm,time_ms,class,surface,way_id\r\n");
    const auto row = [&](const Edge& e, std::uint32_t from, std::uint32_t to, std::uint32_t time_ms) {
        fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{}\r\n", from, to, e.length_mm, time_ms,
                       road_class_name(e.road_class), surface_name(e.surface), e.way_id);
    };
    for (const Edge& e : network.edges) {
        if (e.forward_ms != 0) row(e, e.from, e.to, e.forward_ms);
        if (e.backward_ms != 0) row(e, e.to, e.from, e.backward_ms);
        if (text.size() > chunk_bytes) out.put(text);
    }
    const auto change = [&](std::uint32_t from, std::uint32_t to, std::uint32_t time_ms, const char* name) {
        fmt::format_to(std::back_inserter(text), "{},{},0,{},{},unknown,0\r\n", from, to, time_ms, name);
    };
    for (const Transfer& t : network.transfers) {
        change(t.on_foot, t.ridden, board_ms(network.profile), "board");
        change(t.ridden, t.on_foot, 0, "alight");
        if (text.size() > chunk_bytes) out.put(text);
    }
    out.put(text);
}

}  // namespace

Result<void> write_network(const Network& network, const std::string& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(Fault::unwritable, folder, error.message());
    Written nodes((std::filesystem::path{folder} / "nodes.csv").string());
    Written edges((std::filesystem::path{folder} / "edges.csv").string());
    write_nodes(network, nodes);
    write_edges(network, edges);
    for (Written* each : {&nodes, &edges})
        if (!each->close()) return fail(Fault::unwritable, each->file());
    const bool first = nodes.put_in_place();
    const bool both = first && edges.put_in_place();
    for (Written* each : {&nodes, &edges}) each->settle(both);
    if (!both) return fail(Fault::unwritable, first ? edges.file() : nodes.file());
    return {};
}

}  // namespace geo
